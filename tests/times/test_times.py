"""Time expressions with their values, a table row a case, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.lexicon import load_table
from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language, Timex
from dalil.times import find_times

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
_LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
# Pieces that the grammar knows, thrown together: whatever comes out must be well formed.
_PIECES = [case["text"] for case in _TABLE] + [w for case in _TABLE for w in case["text"].split()]


def read_times(text: str, language: Language, published: str | None) -> tuple[Timex, ...]:
    blocks = (Block(0, len(text), "paragraph", language),) if text.strip() else ()
    document = Document("d", text, "0" * 64, blocks, language=language, published=published)
    return find_times(document, split_sentences(document))


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_expressions_have_their_values(case: dict[str, Any]) -> None:
    found = read_times(case["text"], case["language"], case.get("published", "2017-03-01") or None)
    expected = [(row[0], row[1], row[2] if len(row) > 2 else "gregorian") for row in case["times"]]
    assert [(t.of(case["text"]), t.edtf, t.calendar) for t in found] == expected


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_every_value_says_how_it_came_about(case: dict[str, Any]) -> None:
    for timex in read_times(case["text"], case["language"], "2017-03-01"):
        assert timex.rule.startswith(case["language"] + ".")
        if timex.edtf and not timex.edtf.startswith("X"):
            assert timex.earliest or timex.latest
        if timex.anchor is not None:
            assert timex.anchor == "published" or timex.anchor[:4].isdigit()


@given(
    pieces=st.lists(st.sampled_from(_PIECES) | st.text(max_size=12), max_size=12),
    language=st.sampled_from(_LANGUAGES),
    published=st.sampled_from([None, "2017-03-01", "2016-02-29", "0001-01-01", "9999-12-31", "no day"]),
)
def test_spans_lie_in_order_inside_the_text(pieces: list[str], language: Language, published: str | None) -> None:
    text = " ".join(pieces)
    found = read_times(text, language, published)
    assert found == read_times(text, language, published)
    assert [t.id for t in found] == [f"t{i}" for i in range(1, len(found) + 1)]
    end = 0
    for timex in found:
        assert end <= timex.start < timex.end <= len(text)
        assert timex.of(text).strip() == timex.of(text)
        assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest
        end = timex.end


@pytest.mark.parametrize("language", _LANGUAGES)
def test_tables_are_whole(language: Language) -> None:
    months = load_table(language, "months")
    assert [len(months["gregorian"]), len(months["hijri"]), len(months["weekdays"])] == [12, 12, 7]
    times = load_table(language, "times")
    assert len(times["numbers"]["ordinal"]) == 31
    assert set(times["relative"]) | set(times["relations"]) <= {"after", "before", "during", "since", "until", "none"}
