"""What goes through the encoder at once: neighbouring sentences of one block, as long as they fit together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dalil.model import Document, Sentence
from dalil.reader.findings import FoundName
from dalil.reader.learned.features import find_features
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.units import Unit, split_units

LONGEST = 160  # pieces; a longer sentence goes through in parts


@dataclass(frozen=True, slots=True)
class Window:
    """Units with their pieces and features; `sentences[i]` is the place, in the document, of the unit's sentence."""

    units: tuple[Unit, ...]
    pieces: tuple[tuple[int, ...], ...]
    features: tuple[tuple[int, ...], ...]
    sentences: tuple[int, ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))


def make_windows(
    document: Document, sentences: Sequence[Sentence], names: Sequence[Sequence[FoundName]], vocabulary: Vocabulary
) -> Iterator[Window]:
    """The windows of `document` in order. They depend on the document alone."""
    row: list[tuple[Unit, tuple[int, ...], tuple[int, ...], int]] = []
    length, block = 0, 0
    starts = [b.start for b in document.blocks]
    for number, sentence in enumerate(sentences):
        units = split_units(document.text, sentence.start, sentence.end)
        features = find_features(document, sentence, units, names[number])
        pieces = [vocabulary.encode(unit) for unit in units]
        here = bisect_right(starts, sentence.start)
        if row and (here != block or length + sum(map(len, pieces)) > LONGEST):
            yield _window(row)
            row, length = [], 0
        block = here
        for entry in zip(units, pieces, features, [number] * len(units), strict=True):
            if row and length + len(entry[1]) > LONGEST:
                yield _window(row)
                row, length = [], 0
            row.append(entry)
            length += len(entry[1])
    if row:
        yield _window(row)


def _window(row: Sequence[tuple[Unit, tuple[int, ...], tuple[int, ...], int]]) -> Window:
    units, pieces, features, sentences = zip(*row, strict=True)
    return Window(units, pieces, features, sentences)
