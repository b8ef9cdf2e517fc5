"""What each line of bare text is, told without tags."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.documents.kinds import tell_kinds

_CASES = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["name"])
def test_kinds_of_lines(case: dict[str, Any]) -> None:
    lines = [line for _, line in case["lines"]]
    kinds, title = tell_kinds(lines, publisher=case.get("publisher"))
    assert list(zip(kinds, lines, strict=True)) == [tuple(row) for row in case["lines"]]
    assert title == (kinds.index("title") if "title" in kinds else None)


def test_a_known_title_is_the_line_that_says_it() -> None:
    lines = ["Harbour News", "Ships wait for pilots", "Forty ships waited for pilots on Sunday."]
    assert tell_kinds(lines, title="ships wait, for pilots")[0] == ("boilerplate", "title", "paragraph")


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=12))
def test_every_line_has_a_kind_and_one_title_at_most(lines: list[str]) -> None:
    kinds, title = tell_kinds(lines)
    assert len(kinds) == len(lines)
    assert kinds.count("title") == (title is not None)
