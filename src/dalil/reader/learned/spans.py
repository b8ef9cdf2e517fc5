"""From units to exact spans: what is attached before and behind a word is told by letters.

Invariant: every span begins and ends inside the units that it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np

from dalil.model import Language, Span
from dalil.reader.learned.schema import FEATURES, LONGEST_CLITIC
from dalil.reader.learned.tags import Scores
from dalil.reader.learned.units import Unit
from dalil.reader.learned.windows import Window

_BEFORE = re.compile("[\u0648\u0641]?[\u0628\u0644\u0643\u0633]?")  # and, so; by, to, like, will
_HEH, _KAF, _NA, _YEH = "\u0647", "\u0643", "\u0646\u0627", "\u064a"
_BEHIND = (
    _HEH + "\u0645\u0627",
    _HEH + "\u0627",
    _HEH + "\u0645",
    _HEH + "\u0646",
    _KAF + "\u0645",
    _NA,
    "\u0646" + _YEH,
)
_ATTACHED = (*_BEHIND, _HEH, _KAF, _YEH)
_LANGUAGES = {i: cast(Language, name) for i, name in enumerate(FEATURES) if name in ("ar", "fa", "en")}
_QUOTES = frozenset("\"\u00ab\u00bb\u201c\u201d\u2033'\u2018\u2019")


class WindowSpans:
    """The spans of one window's units; `before` and `behind` score how many letters are attached to each."""

    def __init__(self, window: Window, scores: Mapping[str, Scores]) -> None:
        self._window = window
        self._units = window.units
        self._before, self._behind = scores["before"], scores["behind"]
        sentences = np.array(window.sentences)
        self.breaks = np.append(True, sentences[1:] != sentences[:-1])  # units that begin a sentence

    def language(self, unit: int) -> Language:
        return next(_LANGUAGES[f] for f in self._window.features[unit] if f in _LANGUAGES)

    def span(self, first: int, last: int) -> Span:
        """From the first unit, without what is attached before it, to the end of the last."""
        return Span(self._units[first].start + self._letters_before(first), self._units[last].end)

    def bare_span(self, first: int, last: int) -> Span:
        """The same without a pronoun attached behind it."""
        span, pronoun = self.span(first, last), self.attached_pronoun(last, sure=True)
        return Span(span.start, pronoun.start) if pronoun and pronoun.start > span.start else span

    def attached_pronoun(self, unit: int, *, sure: bool = False) -> Span | None:
        """The pronoun attached behind the unit; with `sure` only where the scores say that there is one."""
        word = self._units[unit]
        if not word.word or self.language(unit) != "ar":
            return None
        sizes = [len(e) for e in _ATTACHED if word.surface.endswith(e) and len(word.surface) > len(e) + 1]
        if not sizes:
            return None
        scores = self._behind[unit]
        best = max(sizes, key=lambda size: float(scores[size]))
        return None if sure and scores[best] <= scores[0] else Span(word.end - best, word.end)

    def unit_at(self, position: int) -> int:
        """The unit that holds the position; -1 where none does."""
        return next((i for i, unit in enumerate(self._units) if unit.start <= position < unit.end), -1)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Without marks at the ends, and quotation marks whose fellows are outside; nothing is left if first > last."""
        while first <= last and not self._units[first].word and not _pairs(self._units, first, last):
            first += 1
        while first <= last and not self._units[last].word and not _pairs(self._units, first, last):
            last -= 1
        return first, last

    def _letters_before(self, unit: int) -> int:
        word = self._units[unit]
        if not word.word or self.language(unit) != "ar":
            return 0
        found = _BEFORE.match(word.surface)
        most = min(found.end() if found else 0, LONGEST_CLITIC, len(word.surface) - 2)
        return int(self._before[unit][: most + 1].argmax()) if most > 0 else 0


def _pairs(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether the stretch begins or ends with a quotation mark, and has both of the pair or several."""
    ends = units[first].surface in _QUOTES or units[last].surface in _QUOTES
    return ends and sum(u.surface in _QUOTES for u in units[first : last + 1]) % 2 == 0
