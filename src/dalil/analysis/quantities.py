"""Quantities in the words of an argument: "at least 14 people", "4 million dollars", in three languages.

A quantity is a closed range; a softened number is wider, so that only what cannot both hold is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from dalil.language.fold import fold
from dalil.language.lexicon import LANGUAGES, load_table
from dalil.language.words import split_words

_ABOUT = 0.05
_ARTICLE = "\u0627\u0644"
_WAW = "\u0648"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` to `high` of `unit` (folded, "" for people in general); `text` quotes it."""

    low: float
    high: float
    unit: str
    text: str

    def excludes(self, other: Quantity) -> bool:
        """Whether no one number fits both; different units are different things."""
        return self.unit == other.unit and (self.high < other.low or other.high < self.low)


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: dict[str, float]
    multipliers: dict[str, float]
    at_least: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]
    negators: frozenset[str]
    people: frozenset[str]
    skipped: frozenset[str]


def find_quantity(text: str) -> Quantity | None:
    """The first quantity in `text` (an argument, or a clause), or None. Dates are not told apart: hand none in."""
    words = [w.folded for w in split_words(text)]
    table = _words()
    for i, word in enumerate(words):
        if _number(word, table) is not None:
            value, after = _read_number(words, i, table)
            unit = next(_units(words[after:], table), None)
            if unit is None and after < len(words):
                continue
            low, high = _bounds(value, words[max(0, i - 4) : i], table)
            return Quantity(low, high, unit or "", " ".join(text.split()))
    return None


def _read_number(words: Sequence[str], start: int, table: _Words) -> tuple[float, int]:
    """The number that begins at `start` ("four million", "three and twenty") and the index after it."""
    total, part, i = 0.0, 0.0, start
    while i < len(words):
        number = _number(words[i], table)
        multiplier = table.multipliers.get(_plain(words[i]))
        if multiplier is not None and (part or i == start):
            part = (part or 1.0) * multiplier
            if multiplier >= 1000:
                total, part = total + part, 0.0
        elif number is not None and (i == start or not words[i][0].isdigit()):
            part += number
        else:
            break
        i += 1
    return total + part, i


def _number(word: str, table: _Words) -> float | None:
    digits = word.replace(",", "")
    if digits.replace(".", "", 1).isdigit():
        return float(digits)
    plain = _plain(word)
    if plain in table.numbers:
        return table.numbers[plain]
    return table.multipliers.get(plain)


def _plain(word: str) -> str:
    return word[1:] if word.startswith(_WAW) and len(word) > 3 and word[1:] in _words().numbers else word


def _units(words: Sequence[str], table: _Words) -> Iterator[str]:
    for word in words[:3]:
        if word in table.skipped or word in table.about:
            continue
        bare = word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word
        yield "" if bare in table.people else _stem(bare)


def _stem(word: str) -> str:
    """A unit without the ending of its case or number: "shakhsan" and "shakhs", "dollars" and "dollar"."""
    if word.isascii():
        return word.removesuffix("s") if len(word) > 3 else word
    return word.removesuffix("\u0627") if len(word) > 3 else word


def _bounds(value: float, before: Sequence[str], table: _Words) -> tuple[float, float]:
    near = set(before)
    least, most = bool(near & table.at_least), bool(near & table.at_most)
    if near & table.negators:
        least, most = most, least
    if least:
        return value, inf
    if most:
        return 0.0, value
    if near & table.about:
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value


@cache
def _words() -> _Words:
    numbers: dict[str, float] = {}
    multipliers: dict[str, float] = {}
    soft: dict[str, set[str]] = {k: set() for k in ("at_least", "at_most", "about", "negators", "people", "skipped")}
    for language in LANGUAGES:
        table = load_table(language, "quantities")
        numbers |= {fold(w): float(n) for n, row in table["numbers"].items() for w in row.split()}
        multipliers |= {fold(w): float(n) for n, row in table["multipliers"].items() for w in row.split()}
        for kind, row in table["words"].items():
            soft[kind] |= {fold(w) for w in row.split()}
    return _Words(numbers, multipliers, *(frozenset(soft[k]) for k in soft))
