"""What goes through the encoder at once: neighbouring sentences of a document, as many as fit together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dalil.model import Document, Sentence
from dalil.reader.findings import FoundName
from dalil.reader.learned.features import find_features
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.units import Unit, split_units

_Entry = tuple[Unit, tuple[int, ...], tuple[int, ...], int, int]
LONGEST = 192  # pieces; a longer sentence goes through in parts


@dataclass(frozen=True, slots=True)
class Window:
    """Units with their pieces and features, and the place in the document of each one's sentence and block."""

    units: tuple[Unit, ...]
    pieces: tuple[tuple[int, ...], ...]
    features: tuple[tuple[int, ...], ...]
    sentences: tuple[int, ...]
    blocks: tuple[int, ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))


def make_windows(
    document: Document,
    sentences: Sequence[Sentence],
    names: Sequence[Sequence[FoundName]],
    vocabulary: Vocabulary,
    *,
    apart: bool = False,
) -> Iterator[Window]:
    """The windows of `document` in order. They depend on the document alone. With `apart`, each is of one block."""
    row: list[_Entry] = []
    length, block = 0, 0
    starts = [b.start for b in document.blocks]
    for number, sentence in enumerate(sentences):
        units = split_units(document.text, sentence.start, sentence.end)
        here = bisect_right(starts, sentence.start)
        features = find_features(document, sentence, units, names[number], opens=here != block)
        pieces = [vocabulary.encode(unit) for unit in units]
        if row and (length + sum(map(len, pieces)) > LONGEST or (apart and here != block)):
            yield _window(row)
            row, length = [], 0
        block = here
        for entry in zip(units, pieces, features, [number] * len(units), [here] * len(units), strict=True):
            if row and length + len(entry[1]) > LONGEST:
                yield _window(row)
                row, length = [], 0
            row.append(entry)
            length += len(entry[1])
    if row:
        yield _window(row)


def _window(row: Sequence[_Entry]) -> Window:
    units, pieces, features, sentences, blocks = zip(*row, strict=True)
    return Window(units, pieces, features, sentences, blocks)
