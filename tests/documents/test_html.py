"""Saved pages: all shown text is kept unaltered, the article is told from the rest, metadata is read."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from dalil.documents import Given, RawDocument, parse_document
from dalil.errors import UnreadableError
from dalil.model import Document

_NOTHING = Given()

_WORDS = tomllib.loads(Path(__file__).with_name("encoding.toml").read_text(encoding="utf-8"))["short"]
_PAGE = Path(__file__).with_name("page.html").read_bytes()


def _parse(data: bytes | str, given: Given = _NOTHING) -> Document:
    data = data.encode() if isinstance(data, str) else data
    return parse_document(RawDocument("a.html", "text/html", data, hashlib.sha256(data).hexdigest()), given)


def test_a_page() -> None:
    document = _parse(_PAGE)
    assert [(block.kind, block.of(document.text)[:30]) for block in document.blocks] == [
        ("boilerplate", "Home World"),
        ("boilerplate", "Share"),
        ("title", "Harbour master resigns"),
        ("boilerplate", "By Rana Said"),
        ("paragraph", "The harbour master, Adel Karam"),
        ("heading", "A long dispute"),
        ("paragraph", "First line of a paragraph abou"),
        ("paragraph", "and its second line, which say"),
        ("boilerplate", "Read more: Ships wait for week"),
        ("paragraph", "The pilots denied that they ha"),
        ("boilerplate", "Related"),
        ("boilerplate", "Ten recipes"),
        ("boilerplate", "Weather"),
        ("boilerplate", "© 2019 Langar. All rights rese"),
    ]
    assert document.text == "\n\n".join(block.of(document.text) for block in document.blocks)
    assert "resigned\u00a0on Monday" in document.text
    assert "pilots\u2019 pay" in document.text
    assert document.media_type == "text/html"


def test_metadata_of_a_page() -> None:
    document = _parse(_PAGE)
    assert document.title == "Harbour master resigns"
    assert document.published == "2019-03-04"
    assert document.publisher == "Langar"
    assert document.url == "https://langar.example/saved/42"
    assert document.language == "en"


def test_what_the_user_gives_outweighs_the_page() -> None:
    document = _parse(_PAGE, Given("2001-02-03", "Someone", "ar"))
    assert (document.published, document.publisher, document.language) == ("2001-02-03", "Someone", "ar")


@pytest.mark.parametrize("encoding", ["windows-1256", "iso8859-6", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["", "<meta charset=utf-8>", "<meta charset=windows-1256>"])
def test_encodings_declared_or_not(encoding: str, declared: str) -> None:
    words = _WORDS
    page = f"<html><head>{declared}<title>x</title></head><body><p>{words}.</p><p>{words}.</p></body></html>"
    document = _parse(page.encode(encoding))
    assert document.blocks[0].of(document.text) == f"{words}."
    assert document.language == "ar"


def test_characters_that_others_drop_are_kept() -> None:
    words = "a\u200cb\u200dc\u200e\u202b\u00add\u00a0e\u0301f"
    document = _parse(f"<p>{words}</p>")
    assert document.text == words


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p>a<span> b</span><i>c</i></p>", ["a bc"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<pre>a  b\nc</pre>", ["a b", "c"]),
        ("a<br>b<br><br>c", ["a", "b", "c"]),
        ("<p>a<script>x</script>b<style>y</style><noscript>z</noscript></p>", ["ab"]),
        ("<p>&nbsp;</p><p>a</p>", ["a"]),
        ("<p>a</p>tail<!-- c --> after", ["a", "tail after"]),
        ("<select><option>x</select><p>a", ["a"]),
        ("<svg><text>x</text></svg><p>a</p>", ["a"]),
    ],
)
def test_blocks_as_a_browser_shows_them(markup: str, blocks: list[str]) -> None:
    document = _parse(f"<html><body>{markup}</body></html>")
    assert [block.of(document.text) for block in document.blocks] == blocks


def test_text_nested_too_deeply_for_a_tree_is_not_lost() -> None:
    document = _parse("<html><body>" + "<div>" * 5_000 + "<p>The last words of all.</p>")
    assert document.text == "The last words of all."
    assert document.blocks[0].kind != "boilerplate"


def test_a_monstrous_tag_is_refused_at_once() -> None:
    attributes = " ".join(f"a{i}=1" for i in range(30_000))
    with pytest.raises(UnreadableError, match="attributes"):
        _parse(f"<html><body><p {attributes}>x</p>")


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>x</script>", "<!-- x -->", "<", "<html><head><title>x</title>"]
)
def test_a_page_that_shows_nothing_is_refused(markup: str) -> None:
    with pytest.raises(UnreadableError, match="shows no text"):
        _parse(markup)


def test_a_body_that_its_page_hides_is_shown_rather_than_lost() -> None:
    assert _parse("<body style='display:none'><p>Words behind a wall.</p></body>").text == "Words behind a wall."


def test_the_site_is_cut_from_a_title() -> None:
    page = "<title>Ships wait - Harbour News</title><h1>Ships wait</h1><p>Forty ships waited for a pilot on Sunday.</p>"
    document = _parse(f"<html>{page}</html>")
    assert document.title == "Ships wait"
    assert document.publisher == "Harbour News"
    assert [block.kind for block in document.blocks] == ["title", "paragraph"]


def test_an_old_page_of_tables_and_line_breaks() -> None:
    words = (
        "The harbour council said on Tuesday that the ships would have to wait until the pilots agreed to a contract."
    )
    page = (
        "<title>Harbour News :: Pilots strike</title><table><tr><td><a href=1>Home</a><br><a href=2>Sport</a></td>"
        f"<td><font size=5>Pilots strike</font><br><br>{words}<br><br><b>What comes next</b><br><br>{words} So it is."
        "</td></tr></table><center>Copyright 2003 Harbour News</center>"
    )
    document = _parse(f"<html><body>{page}</body></html>")
    kinds = ["boilerplate", "boilerplate", "title", "paragraph", "heading", "paragraph", "boilerplate"]
    assert [block.kind for block in document.blocks] == kinds
    assert (document.title, document.publisher) == ("Pilots strike", "Harbour News")
