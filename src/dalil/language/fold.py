"""Folding: one spelling for search and comparison, with the way back to the offsets of the unaltered text.

Folding drops tatweel, diacritics, zero-width and bidi characters; joins hamza seats, alef maqsura, teh marbuta and the
Persian forms of yeh, kaf and heh; maps Arabic and Persian digits to ASCII, presentation forms to letters, Latin to
lower case. Invariant: `folded.origin` is non-decreasing and inside the text, so a folded span leads back to one span.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dalil.model import Span

_LETTERS = str.maketrans(
    {
        "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # alef with madda, hamza, wasla
        "\u0624": "\u0648", "\u0676": "\u0648",  # waw with hamza
        "\u0626": "\u064a", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06d2": "\u064a", "\u06d0": "\u064a",  # yeh
        "\u0629": "\u0647", "\u06c0": "\u0647", "\u06c1": "\u0647", "\u06c3": "\u0647",  # teh marbuta, heh
        "\u06d5": "\u0647", "\u06be": "\u0647",
        "\u06a9": "\u0643", "\u06aa": "\u0643",  # kaf
        "\u066a": "%", "\u066b": ".", "\u066c": ",",
    }
)  # fmt: skip
_DROPPED = frozenset("\u0640\u0621\u0654\u0655\u0670")  # tatweel, bare hamza, combining hamzas, dagger alef


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` folded; `origin[i]` is the offset, in the unaltered text, of the character that gave `text[i]`.

    `origin` has one entry more than `text`: the end of the unaltered text.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the unaltered text behind `text[start:end]`; raises ValueError where that is empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a folded span: {start}:{end} of {len(self.text)}")
        return Span(self.origin[start], self.origin[end - 1] + 1)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in _DROPPED or category in ("Mn", "Me", "Cf", "Cs"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    out = []
    for part in unicodedata.normalize("NFKD", character) if ord(character) > 127 else character:
        if part in _DROPPED or unicodedata.category(part) in ("Mn", "Me", "Cf"):
            continue
        out.append(part.translate(_LETTERS).lower())
    return "".join(out)


def fold(text: str) -> str:
    """`text` folded, without the way back."""
    return "".join(map(_fold_character, text))


def fold_with_origin(text: str) -> Folded:
    """`text` folded, each character with the offset it came from. Linear in the text."""
    out: list[str] = []
    origin: list[int] = []
    for i, character in enumerate(text):
        folded = _fold_character(character)
        out.append(folded)
        origin.extend([i] * len(folded))
    origin.append(len(text))
    return Folded("".join(out), tuple(origin))
