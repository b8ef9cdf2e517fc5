"""Words with their offsets: runs of letters, marks and digits, joined inside by ZWNJ, apostrophe, hyphen or dot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dalil.language.fold import fold
from dalil.model import Span

# A word keeps combining marks, tatweel, ZWNJ and bidi marks inside; Latin words keep ' - . (U.S., al-Qaeda, it's).
_INSIDE = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u2066-\u2069"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_INSIDE}])*"
    r"(?:(?:(?<=[A-Za-z\u00c0-\u024f])['\u2019.\-](?=[A-Za-z\u00c0-\u024f])|(?<=\d)[.,:/\u066b\u066c](?=\d))"
    r"(?:[^\W_]|[\u0300-\u036f])+)*"
)
_TRAILING = "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u0640"


@dataclass(frozen=True, slots=True)
class Word(Span):
    """One word of the text; `folded` is its folded form."""

    folded: str


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]` in order, their offsets counted in the whole of `text`."""
    out = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        surface = match[0].rstrip(_TRAILING)
        folded = fold(surface)
        if folded:
            out.append(Word(match.start(), match.start() + len(surface), folded))
    return tuple(out)
