"""Time expressions with their values, a table row a case, and what holds for every text."""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.lexicon import load_table
from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language, Timex
from dalil.times import edtf, expressions, find_times
from dalil.times import read_times as read_text

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
_LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
# Pieces that the grammar knows, thrown together: whatever comes out must be well formed.
_SENTENCES = [
    line.split("\t")[1]
    for file in sorted(Path(__file__).parents[2].glob("evaluation/times/*.tsv"))
    for line in file.read_text(encoding="utf-8").splitlines()[1:]
]
_PIECES = [text for case in _TABLE for text in (case["text"], *case["text"].split())]
_PIECES += [word for sentence in _SENTENCES for word in sentence.split()]


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


@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=12),
    language=st.sampled_from(_LANGUAGES),
    published=st.sampled_from([None, "2017-03-01", "2016-02-29"]),
)
def test_a_value_lies_within_its_bounds(pieces: list[str], language: Language, published: str | None) -> None:
    text = " ".join(pieces)
    for timex in read_times(text, language, published):
        earliest, latest = edtf.bound_edtf(timex.edtf)
        for inner, outer, sign in ((earliest, timex.earliest, 1), (latest, timex.latest, -1)):
            assert (inner is None) == (outer is None)
            if inner and outer and timex.calendar == "hijri":
                assert 0 <= sign * (date.fromisoformat(inner) - date.fromisoformat(outer)).days <= 2
            else:
                assert inner == outer


@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=8), language=st.sampled_from(_LANGUAGES))
def test_plain_text_and_a_document_give_the_same(pieces: list[str], language: Language) -> None:
    text = " ".join(pieces)
    assert read_text(text, language, "2017-03-01").times == read_times(text, language, "2017-03-01")


@given(st.text(alphabet="".join({letter for first, _, _ in expressions._PATTERNS for letter in first}), max_size=12))
def test_a_rule_matches_only_where_it_may_begin(letters: str) -> None:
    for first, pattern, _ in (*expressions._PATTERNS, expressions._ENGLISH):
        assert not re.match(pattern, letters) or letters[0] in first


@pytest.mark.parametrize("hostile", ["1/", "12/", "٣/", "1.2.", "3/4/5 ", "99/99/9999 "])
def test_a_megabyte_of_figures_takes_no_time(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    start = time.perf_counter()
    read_times(text, "ar", "2017-03-01")
    assert time.perf_counter() - start < 4  # 0.2 to 1 s on the machine where it was measured
