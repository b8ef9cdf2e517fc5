"""How plausible it is that bytes were decoded in the right encoding: 0 is as good as text gets, below -1.5 is doubtful.

Each character above ASCII is scored by how usual it is where it stands; the mean is the score. Usual are the letters of
Arabic and Persian by their frequency, accented Latin letters beside Latin ones, and the punctuation of print.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from dalil.language.lexicon import load_table

_PUNCTUATION = frozenset(
    "«»“”‘’‚„…–—•·،؛؟\u00a0\u200c\u200d\u200e\u200f°©®™€£§٪٫٬ـ٬\u2066\u2067\u2069\u202a\u202b\u202c"
)
_WRONG_SCRIPT, _CONTROL, _ODD, _RARE = -4.0, -6.0, -3.0, -1.5


@dataclass(frozen=True, slots=True)
class Plausibility:
    """`score` is a mean over `judged` characters; 0 and 0 where there was none above ASCII."""

    score: float
    judged: int


def judge_text(text: str) -> Plausibility:
    """The plausibility of `text`, linear in it."""
    total, judged, before = 0.0, 0, " "
    for i, character in enumerate(text):
        if character >= "\x80":
            judged += 1
            after = text[i + 1] if i + 1 < len(text) else " "
            total += _score(character, before, after)
        before = character
    return Plausibility(total / judged if judged else 0.0, judged)


def _score(character: str, before: str, after: str) -> float:
    usual = _letters().get(character)
    if usual is not None:
        # No Arabic letter stands inside a Latin word; a teh marbuta or alef maqsura ends its own.
        if _is_latin(before) or _is_latin(after):
            return _WRONG_SCRIPT
        return usual + (-2.0 if character in "ةى" and _letters().get(after) is not None else 0.0)
    if character in _PUNCTUATION:
        return -0.5
    category = unicodedata.category(character)
    if character == "\ufffd" or category in ("Cc", "Cn", "Co", "Cs"):
        return _CONTROL
    if category.startswith("L") and _is_latin(character):
        return -0.3 if (before + after).isascii() and (before.isalpha() or after.isalpha()) else _ODD
    if "\u0600" <= character <= "\u06ff":
        return _RARE
    return _ODD


def _is_latin(character: str) -> bool:
    return character.isalpha() and character < "\u0250"


@cache
def _letters() -> dict[str, float]:
    """Each letter with its score: common 0, usual -0.4, rare -1.2."""
    out: dict[str, float] = {}
    for language in ("ar", "fa"):
        letters = load_table(language, "detect")["letters"]
        for grade, score in (("common", 0.0), ("usual", -0.4), ("rare", -1.2)):
            for letter in letters[grade]:
                out[letter] = max(score, out.get(letter, -9.0))
    return out
