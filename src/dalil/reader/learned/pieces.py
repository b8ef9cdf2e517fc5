"""The encoder's vocabulary: a unit into the likeliest sequence of pieces (unigram model, Kudo 2018), word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from dalil.reader.learned.units import Unit

SPACE = "\u2581"
_JOINER = "\u200c"
_DROPPED = {"Mn", "Me", "Cf", "Cs", "Cc"}
_TATWEEL = "\u0640"
_LONGEST_UNIT = 64  # characters; what lies behind is cut off
_CACHED = 200_000


class Vocabulary:
    """Pieces with their log-probabilities; a piece's place in the list is its id."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], *, unknown: int) -> None:
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self._scores = tuple(scores)
        self._unknown = unknown
        self._unknown_score = min(scores) - 10.0
        self._longest = max(map(len, pieces))
        self._cache: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._scores)

    def encode(self, unit: Unit) -> tuple[int, ...]:
        """The ids of the unit's pieces, at least one."""
        key = (SPACE if unit.spaced else "") + unit.surface[:_LONGEST_UNIT]
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            found = self._cache[key] = self._segment(normalize_unit(key))
        return found

    def _segment(self, text: str) -> tuple[int, ...]:
        """Viterbi over all segmentations; a character that no piece covers is unknown."""
        best = [0.0] + [float("-inf")] * len(text)
        back = [(0, self._unknown)] * (len(text) + 1)
        for start in range(len(text)):
            unknown = best[start] + self._unknown_score
            if unknown > best[start + 1]:
                best[start + 1], back[start + 1] = unknown, (start, self._unknown)
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                piece = self._ids.get(text[start:end])
                if piece is not None and best[start] + self._scores[piece] > best[end]:
                    best[end], back[end] = best[start] + self._scores[piece], (start, piece)
        out: list[int] = []
        at = len(text)
        while at:
            at, piece = back[at]
            out.append(piece)
        return tuple(reversed(out)) or (self._unknown,)


def normalize_unit(text: str) -> str:
    """Compatibility forms composed (NFKC); marks, tatweel and invisible characters dropped; ZWNJ a space."""
    out = []
    for character in unicodedata.normalize("NFKC", text).replace(_JOINER, SPACE):
        if character != _TATWEEL and unicodedata.category(character) not in _DROPPED:
            out.append(character)
    return "".join(out).replace(" ", SPACE)
