"""What the encoder counts in: the words of a text and the marks between them."""

from __future__ import annotations

from dataclasses import dataclass

from dalil.language.words import Word, split_words


@dataclass(frozen=True, slots=True)
class Unit(Word):
    """A word, or one mark that is neither letter, digit nor space. `spaced`: a space, or nothing, stands before it."""

    surface: str
    word: bool
    spaced: bool


def split_units(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """The units of `text[start:end]` in order. Linear in the text."""
    units: list[Unit] = []
    at = start
    for word in split_words(text, start, end):
        _add_marks(text, at, word.start, start, units)
        units.append(
            Unit(word.start, word.end, word.folded, text[word.start : word.end], True, _spaced(text, word.start, start))
        )
        at = word.end
    _add_marks(text, at, end, start, units)
    return tuple(units)


def _add_marks(text: str, start: int, end: int, first: int, units: list[Unit]) -> None:
    for i in range(start, end):
        if not text[i].isspace() and text[i].isprintable():
            units.append(Unit(i, i + 1, text[i], text[i], False, _spaced(text, i, first)))


def _spaced(text: str, at: int, first: int) -> bool:
    return at == first or text[at - 1].isspace()
