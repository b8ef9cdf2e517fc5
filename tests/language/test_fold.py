"""Folding: spellings that fall together, those that do not, and the way back to the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.fold import fold, fold_with_origin

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# Any text, and text dense in what folding touches.
_ARABIC = st.text(
    st.characters(min_codepoint=0x0600, max_codepoint=0x06FF) | st.sampled_from(" \u200c\u200d\u200f\ufefb\ufdf2")
)
_TEXTS = st.text() | _ARABIC | st.text(st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC))


@pytest.mark.parametrize("row", _TABLE["same"], ids=[row["what"] for row in _TABLE["same"]])
def test_spellings_fall_together(row: dict[str, Any]) -> None:
    assert len({fold(word) for word in row["words"]}) == 1


@pytest.mark.parametrize("row", _TABLE["apart"], ids=[row["what"] for row in _TABLE["apart"]])
def test_words_stay_apart(row: dict[str, Any]) -> None:
    assert len({fold(word) for word in row["words"]}) == len(row["words"])


@given(_TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(_TEXTS, _TEXTS)
def test_folding_is_by_character(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(_TEXTS)
def test_every_folded_character_leads_back(text: str) -> None:
    folded = fold_with_origin(text)
    assert folded.text == fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)
    assert folded.origin[-1] == len(text)
    for i, character in enumerate(folded.text):
        span = folded.span(i, i + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert character in fold(span.of(text))


@given(_TEXTS, st.data())
def test_every_folded_span_leads_back_inside_the_text(text: str, data: st.DataObject) -> None:
    folded = fold_with_origin(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert folded.text[start:end] in fold(span.of(text))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 9)])
def test_an_empty_or_foreign_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a folded span"):
        fold_with_origin("abc").span(start, end)


def test_text_that_is_no_letters_folds_to_nothing() -> None:
    assert fold("\u0640\u064b\u200c\ufeff\ud800") == ""
