"""Words: what parts them, and what holds for every text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.fold import fold
from dalil.language.words import split_words

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
_TEXTS = st.text() | st.text(st.sampled_from("قال الـ\u064e\u200c\u200f ،.«»'-/aZ٣9_"))


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_words_are_quoted(case: dict[str, Any]) -> None:
    assert [word.of(case["text"]) for word in split_words(case["text"])] == case["words"]


@given(_TEXTS)
def test_words_quote_the_text_in_order(text: str) -> None:
    words = split_words(text)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded == fold(word.of(text)) != ""
        assert not any(character.isspace() for character in word.of(text))
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(_TEXTS)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    inside = {i for word in split_words(text) for i in range(word.start, word.end)}
    assert all(i in inside for i, character in enumerate(text) if character.isalnum() and fold(character))


@given(_TEXTS, st.data())
def test_a_part_of_the_text_keeps_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for word in split_words(text, start, end):
        assert start <= word.start < word.end <= end
        assert word.folded == fold(word.of(text))
