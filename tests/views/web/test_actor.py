"""The page of an actor: inert, isolated, with who says so beside every claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dalil.case import open_case

from .conftest import ORIGIN, Served, make_case, serve

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def pages(served: Served) -> dict[str, str]:
    with open_case(served.path) as case:
        return {a.id: served.ask(f"/actors/{a.id}").body.decode() for a in case.actors()}


def test_no_text_acts_on_a_page(served: Served) -> None:
    for page in pages(served).values():
        assert not re.search(r"<(script|img|b>Ali)|onerror=[^&]*>", re.sub(r"&[a-z#0-9]+;", "", page)) or "&lt;" in page
        assert "<script" not in page
        assert "<img" not in page
        assert not re.search("[\u202e\u200b\x07\x1b]", page)


def test_names_are_isolated_and_no_claim_stands_bare(served: Served) -> None:
    for page in pages(served).values():
        assert '<h1><bdi dir="auto">' in page
        assert page.count('<p class="who">') == page.count("<blockquote")
        assert page.count("positive, ") + page.count("negative, ") == page.count("<blockquote")
    assert sum(page.count("<blockquote") for page in pages(served).values()) >= 4


def test_a_page_runs_nothing_and_is_framed_by_nobody(served: Served) -> None:
    actor = next(iter(pages(served)))
    policy = served.ask(f"/actors/{actor}").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    preview = served.ask(f"/reconcile/preview?id={actor}")
    assert preview.status == 200
    assert f"frame-ancestors {ORIGIN}" in preview.headers["Content-Security-Policy"]


def test_the_page_speaks_arabic(tmp_path: Path) -> None:
    with serve(make_case(tmp_path / "a.case"), interface="ar") as served:
        page = next(iter(pages(served).values()))
    assert '<html lang="ar" dir="rtl">' in page
    assert "\u0627\u0644\u0623\u0633\u0645\u0627\u0621" in page
