"""Numbers in words, and months told by their number."""

from __future__ import annotations

import pytest

from dalil.model import Language
from dalil.times.numbers import join_numbers, name_months
from dalil.times.tokens import split_tokens
from dalil.times.vocabulary import load_vocabulary


def read_values(text: str, language: Language) -> list[tuple[str, object]]:
    tokens = join_numbers(split_tokens(text, 0, len(text), load_vocabulary(language)), language)
    return [(token.letter, token.value) for token in name_months(tokens, language) if token.letter in "NnvYM#"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ar", "عام ألف وتسعمئة وثمانية وأربعين", [("Y", 1948)]),
        ("ar", "عام اثنين وسبعين وتسعمئة وألف", [("Y", 1972)]),
        ("ar", "سنة ألفين وأحد عشر", [("Y", 2011)]),
        ("ar", "واحد واثنين وثلاثة", [("N", 1), ("N", 2), ("N", 3)]),
        ("ar", "3 آلاف و500", [("n", 3000), ("n", 500)]),
        ("ar", "في شهر 3 من السنة", [("M", 3)]),
        ("ar", "خلال شهر واحد", [("N", 1)]),
        ("ar", "كل شهر 3 مرات", [("N", 3)]),
        ("fa", "هزار و سیصد و شصت و هفت", [("Y", 1367)]),
        ("fa", "بیست‌ویک روز", [("N", 21)]),
        ("en", "nineteen eighty-four", [("Y", 1984)]),
        ("en", "two thousand and three", [("Y", 2003)]),
        ("en", "twenty fifteen", [("Y", 2015)]),
        ("en", "twenty-three or thirty five", [("N", 23), ("v", 35)]),
    ],
)
def test_numbers_in_words_are_one(language: Language, text: str, values: list[tuple[str, object]]) -> None:
    assert read_values(text, language) == values


def test_a_joined_number_spans_its_words() -> None:
    text = "في عام ألفين وثلاثة."
    tokens = join_numbers(split_tokens(text, 0, len(text), load_vocabulary("ar")), "ar")
    assert [token.of(text) for token in tokens if token.value == 2003] == ["ألفين وثلاثة"]
