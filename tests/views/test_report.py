"""The dossier as a file: whole, alone, inert, and never a claim without who says so and how certainly."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from dalil.case import open_case
from dalil.language.fold import fold
from dalil.model import Span, Unread
from dalil.views.report import render_page, write_report
from dalil.views.report.segments import Mark, cut_segments
from dalil.views.wording import plain

from .samples import make_conflict, make_data, make_readings


def make_page(**options: Any) -> html.HtmlElement:
    return html.document_fromstring(render_page(make_data(conflicts=[make_conflict()], **options)))


def text_of(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content())


def test_every_claim_card_says_who_how_certainly_and_why() -> None:
    page, data = make_page(), make_data()
    cards = page.xpath("//article[starts-with(@class,'claim')]")
    assert len(cards) == len(data.claims) == 4
    for card, claim in zip(cards, data.claims, strict=True):
        words = text_of(card)
        assert claim.certainty in words
        assert "according to" in words
        assert claim.told.claim.origin.rule in words


@pytest.mark.parametrize(
    "where", ["//li[contains(@class,'entry') and @data-n]", "//div[@class='side']", "//tr[@data-edge]"]
)
def test_no_entry_side_or_edge_is_bare(where: str) -> None:
    found = make_page().xpath(where)
    assert found
    for element in found:
        words = text_of(element)
        assert "according to" in words
        assert re.search(r"(positive|negative), (actual|attempted|possible)", words)


def test_the_text_stands_whole_and_unaltered_in_the_page() -> None:
    page = make_page()
    text = make_readings()[0].document.text
    shown = " ".join(text_of(p) for p in page.xpath("//article[@id='d0']//p[starts-with(@class,'text')]"))
    assert shown.split() == text.split()


def test_claims_lead_to_their_words_and_back() -> None:
    page = make_page()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a[starts-with(@href,'#')]/@href"):
        assert link[1:] in ids


def test_negated_and_attempted_claims_are_drawn_apart() -> None:
    page = make_page()
    classes = [card.get("class") for card in page.xpath("//article[starts-with(@class,'claim')]")]
    assert classes == ["claim plain", "claim negative", "claim apart", "claim plain"]
    assert {row.get("class") for row in page.xpath("//tr[@data-edge]")} == {"plain", "negative", "apart"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.images = self.loads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "script":
            self.scripts.append(facts)
        self.images += tag in ("img", "iframe", "object", "embed", "link", "base")
        self.loads += sum(name in ("src", "srcset", "action") or name.startswith("on") for name in facts)


def test_a_hostile_text_stays_text() -> None:
    page = render_page(make_data(title='</title><script>window.hacked=1</script>"><img src=x>'))
    tags = _Tags()
    tags.feed(page)
    assert len(tags.scripts) == 2
    assert tags.images == tags.loads == 0
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_hidden_characters_show_as_badges() -> None:
    badges = make_page().xpath("//article[@id='d1']//span[@class='hidden-char']/text()")
    assert {"U+202E", "U+200B", "U+001B"} <= set(badges)


def test_the_page_forbids_every_connection() -> None:
    (policy,) = make_page().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "connect" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1]


def test_the_data_of_the_page_cannot_end_its_element() -> None:
    (script,) = make_page().xpath("//script[@id='data']/text()")
    assert "<" not in script
    claims = json.loads(script)["claims"]
    assert claims[0]["text"] == fold(claims[0]["text"])


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_a_case_with_nothing_in_it_says_so(interface: str) -> None:
    from dalil.views.report.data import build_report_data

    data = build_report_data([], [], title="", interface="ar" if interface == "ar" else "en")
    assert render_page(data).count('<p class="empty">') == 6


def test_what_was_not_read_is_listed_with_its_reason() -> None:
    page = make_page(unread=[Unread("a<b>.pdf", "PDF is not read yet"), Unread("x.jsonl", "no text", 7)])
    rows = [text_of(row) for row in page.xpath("//section[@id='unread']//tbody/tr")]
    assert rows == ["a<b>.pdfPDF is not read yet", "x.jsonl, line 7no text"]


def test_the_same_case_gives_the_same_page() -> None:
    assert render_page(make_data()) == render_page(make_data())


def test_the_arabic_interface_says_it_in_arabic() -> None:
    data = make_data(interface="ar")
    assert plain(data.claims[3].who) != plain(make_data().claims[3].who)
    assert html.document_fromstring(render_page(data)).get("dir") == "rtl"


def test_segments_join_to_the_exact_text() -> None:
    marks = [Mark(2, 6, "mention", (1,)), Mark(4, 8, "trigger", (0, 2)), Mark(0, 20, "time"), Mark(9, 9 + 1, "cue")]
    text = "abcdefghijklmnopqrst"
    segments = cut_segments(text, Span(1, 12), marks)
    assert "".join(s.text for s in segments) == text[1:12]
    assert [s.opening("trigger") for s in segments if s.opening("trigger")] == [(0, 2)]
    assert [s.text for s in segments if "trigger" in s.kinds] == ["ef", "gh"]


def test_a_case_is_written_as_one_file_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_case(tmp_path / "a.case", create=True) as case:
        for reading in make_readings():
            case.add(reading, reading.document.text.encode())
        case.add_unread(Unread("b.pdf", "PDF is not read yet"))
        out = tmp_path / "dossier.html"
        out.write_text("old")
        write_report(case, out, title="A case")
        assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
        with pytest.raises(OSError, match="nowhere"):
            write_report(case, tmp_path / "nowhere" / "dossier.html", title="A case")
    assert [p.name for p in tmp_path.iterdir() if "dossier" in p.name] == ["dossier.html"]
