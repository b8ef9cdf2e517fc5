"""Which language a block is in: by script, then by letters and function words; None rather than a guess."""

from __future__ import annotations

import re
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language

_ARABIC_SCRIPT = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
# Enough to be sure, and it bounds the cost on long blocks.
_SAMPLE = 6_000
_LETTER_WEIGHT, _WORD_WEIGHT = 0.5, 1.0
_FOREIGN_SHARE = 0.02


def detect_language(text: str) -> Language | None:
    """The language of `text`: ar, fa or en; None where there are too few letters or it is another language."""
    sample = text[:_SAMPLE]
    arabic, latin = len(_ARABIC_SCRIPT.findall(sample)), len(_LATIN.findall(sample))
    if arabic >= latin:
        return _detect_arabic_script(sample, arabic) if arabic >= 2 else None
    return _detect_latin_script(sample) if latin >= 2 else None


def _detect_arabic_script(text: str, letters: int) -> Language | None:
    arabic, persian = load_table("ar", "detect"), load_table("fa", "detect")
    if sum(map(text.count, persian["words"]["foreign"])) > letters * _FOREIGN_SHARE:
        return None
    words = [fold(word) for word in _WORD.findall(text)]
    ar = _LETTER_WEIGHT * sum(map(text.count, arabic["letters"]["only"])) + _count("ar", words)
    fa = _LETTER_WEIGHT * sum(map(text.count, persian["letters"]["only"])) + _count("fa", words)
    # The article is the commonest thing in Arabic; in Persian it stands in loans alone.
    ar += 0.7 * sum(len(word) > 4 and word.startswith(_ARTICLES) for word in words)
    fa += 0.7 * sum(len(word) > 5 and word.endswith(_ENDINGS) for word in words) + len(_JOINED.findall(text))
    if ar == fa:
        return None if ar else "ar" if letters >= 12 else None
    return "ar" if ar > fa else "fa"


def _detect_latin_script(text: str) -> Language | None:
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    english = _count("en", words)
    foreign = sum(word in _foreign() for word in words) + sum(not word.isascii() for word in words)
    if english > foreign and english * 20 >= len(words):
        return "en"
    return None


def _count(language: str, words: list[str]) -> float:
    known = _function_words(language)
    return _WORD_WEIGHT * sum(word in known for word in words)


_ENDINGS = tuple(
    fold(ending) for ending in ("\u0647\u0627\u06cc", "\u0647\u0627\u06cc\u06cc", "\u062a\u0631\u06cc\u0646")
)
_JOINED = re.compile("[\u0620-\u06d3]\u200c[\u0620-\u06d3]")
_ARTICLES = tuple(
    fold(article) for article in ("\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0644\u0644")
)


@cache
def _function_words(language: str) -> frozenset[str]:
    """The function words of a language, without those that the other of its script has too."""
    own = {fold(word) for word in load_table(language, "detect")["words"]["function"]}
    other = {"ar": "fa", "fa": "ar"}.get(language)
    return frozenset(own - {fold(w) for w in load_table(other, "detect")["words"]["function"]} if other else own)


@cache
def _foreign() -> frozenset[str]:
    return frozenset(load_table("en", "detect")["words"]["foreign"])
