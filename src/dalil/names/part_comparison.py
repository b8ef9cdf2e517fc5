"""Whether two parts of names are one name, by how people are known to write them and by their letters.

Each comparison gives log-odds (natural logarithm): above 0 the two are rather one name, below 0 rather two.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from dalil.names.groups import score_spelling
from dalil.names.known import arabic_counts, latin_counts, overlap, seen
from dalil.names.letters import ARTICLE, Script
from dalil.names.parts import NamePart
from dalil.names.sounds import CLASSES, classes, dots_apart, edit_cost, looks, misread, plain_arabic, plain_latin

SURE = 5.0  # log-odds of equal letters
NEVER = -8.0
_SERVANT = {
    "arabic": re.compile("\u0639\u0628\u062f(?:\u0627\u0644)?(?=\\w{3})"),
    "latin": re.compile(r"abd[aeou]?(?:(?:l|ll|r|rr|s|ss|n|nn|z|d|t)(?=[bcdfghjklmnpqrstvwxz])|l)?a?(?=\w{3})"),
}
_SETTLED = 3.0  # log-odds above which a servant's name is known as a whole
_HALVED = 1.5  # the odds that a compound loses where one name has half of it
_KNOWN = 4.5  # log-odds of a spelling that a word always has
_UNKNOWN = 0.9  # the weight of the log of how often both were seen, but never as one
_SPELLING = 4.0, 3.0  # log-odds of a spelling, and what a letter's mean score adds
_FAR = 2  # consonants
_PER_COST = 19.0  # what costs as much as one letter in a word of two takes from the odds
_HOPELESS = -6.0  # log-odds of a spelling that no slip explains
_SLIP = 2.5  # what a letter with other dots costs
_RULES = {
    "": "the same letters", "dots": "dots apart", "vowel": "a vowel letter apart", "swap": "two letters swapped",
    "sound": "letters that sound alike", "letter": "a letter apart",
}  # fmt: skip
Found = tuple[float, str]


def compare_parts(one: NamePart, other: NamePart, script: Script, other_script: Script) -> Found:
    """The log-odds that two parts are one name, and the rule that says so."""
    if "initial" in (one.kind, other.kind):
        return _compare_initial(one.letters, other.letters, script, other_script)
    found = _compare_words(_Word(one.letters, script, one.article), _Word(other.letters, other_script, other.article))
    if found[0] < SURE - _HALVED and bool(one.stem) != bool(other.stem):
        half = _compare_words(_Word(one.stem or one.letters, script), _Word(other.stem or other.letters, other_script))
        if half[0] - _HALVED > found[0]:
            return half[0] - _HALVED, "without the second half of the compound"
    return found


@lru_cache(maxsize=1 << 16)
def _compare_initial(one: str, other: str, script: Script, other_script: Script) -> Found:
    if script != other_script:
        arabic, latin = (one, other) if script == "arabic" else (other, one)
        same = score_spelling(arabic[:1], latin[:1]) > NEVER
    else:
        same = one[0] == other[0]
    return (0.5, "an initial that fits") if same else (-4.0, "an initial that does not fit")


class _Word(NamedTuple):
    letters: str
    script: Script
    article: bool = False


@lru_cache(maxsize=1 << 19)
def _compare_words(one: _Word, other: _Word) -> Found:
    found = _compare_letters(one, other)
    if found[0] >= _SETTLED:
        return found
    inner, other_inner = _SERVANT[one.script].match(one.letters), _SERVANT[other.script].match(other.letters)
    if inner and other_inner:  # "Abd al-Karim", "Abdel Hakim": what is behind "servant of" tells
        bare = _Word(one.letters[inner.end() :], one.script), _Word(other.letters[other_inner.end() :], other.script)
        return _compare_letters(*bare)
    return found


def _compare_letters(one: _Word, other: _Word) -> Found:
    if one.script == other.script and one.letters == other.letters:
        return SURE, "the same letters"
    if _are_far(one.letters, other.letters):
        return NEVER, "another name"
    if one.script == other.script:
        return (_compare_arabic if one.script == "arabic" else _compare_latin)(one.letters, other.letters)
    arabic, latin = (one, other) if one.script == "arabic" else (other, one)
    found = _compare_scripts(arabic.letters, latin.letters)
    return max(found, _compare_scripts(ARTICLE + arabic.letters, latin.letters)) if arabic.article else found


def _are_far(one: str, other: str) -> bool:
    """Whether the consonants of two words differ by so many that nothing else need be looked at."""
    first, second = classes(one), classes(other)
    return sum(abs(first.count(sound) - second.count(sound)) for sound in CLASSES) > _FAR


def _compare_scripts(arabic: str, latin: str) -> Found:
    odds, rule = _spelling_odds(arabic, latin)
    if odds > 0 or odds < _HOPELESS:
        return odds, rule
    read = max((_spelling_odds(arabic, word)[0] for word in misread(latin)), default=NEVER) - _SLIP
    if read > max(odds, 0.0):
        return read, "a spelling of letters that look alike"
    if len(arabic) > 3 and abs(len(classes(arabic)) - len(classes(latin))) <= _FAR:
        slips = max((_spelling_odds(letters, latin)[0] for letters in dots_apart(arabic)), default=NEVER) - _SLIP
        if slips > max(odds, 0.0):
            return slips, "a spelling of letters whose dots differ"
    return odds, rule


@lru_cache(maxsize=1 << 17)
def _spelling_odds(arabic: str, latin: str) -> Found:
    """Log-odds that a Latin word is a spelling of an Arabic one: how often it was, and how well its letters fit."""
    together = latin_counts(arabic).get(latin, 0)
    of_arabic, of_latin = seen(arabic, latin=False), seen(latin, latin=True)
    bias, per_letter = _SPELLING
    letters = bias + per_letter * score_spelling(arabic, latin) / (len(arabic) + len(latin) + 2)
    letters -= _UNKNOWN * math.log1p(min(of_arabic, of_latin))
    if together:
        known = _KNOWN + math.log(together * max(1 / of_arabic, 1 / of_latin))
        if known >= letters:
            return _bound(known), "a known spelling" if known > 0 else "a spelling of another name"
    return _bound(letters), "a spelling of the same letters" if letters > 0 else "another name in its letters"


def _compare_arabic(one: str, other: str) -> Found:
    """Two spellings in Arabic script: what a slip or another habit of writing explains, unless both are names."""
    cost, kind = edit_cost(plain_arabic(one), plain_arabic(other), "arabic")
    odds = 3.5 - _PER_COST * cost / max(len(one) - 1, len(other) - 1, 2)
    odds -= _UNKNOWN * math.log1p(min(seen(one, latin=False), seen(other, latin=False)))
    alike = _overlap_odds(one, other, latin=False)
    if alike > odds and cost < 2:
        return _bound(alike), "names that are written alike in Latin letters"
    return _bound(odds), _RULES[kind] if odds > 0 else "other letters"


def _compare_latin(one: str, other: str) -> Found:
    """Two Latin spellings: how far they stand for the same Arabic names, or else how near their letters are."""
    alike = _overlap_odds(one, other, latin=True)
    rarer = math.log1p(min(seen(one, latin=True), seen(other, latin=True)))
    plain, other_plain = plain_latin(one), plain_latin(other)
    cost, kind = edit_cost(plain, other_plain, "latin")
    odds = 4.0 - 20 * cost / max(len(plain) - 1, len(other_plain) - 1, 3) - _UNKNOWN * rarer
    if alike > max(odds, 0.0):
        return _bound(alike), "spellings of one name"
    if looks(one) == looks(other):
        return max(odds, _SLIP - _UNKNOWN * rarer), "letters that look alike"
    through = max(_through_arabic(one, other), _through_arabic(other, one))
    if through > max(odds, alike, 0.0):
        return _bound(through), "a spelling of the same Arabic name"
    best = max(odds, alike)
    return _bound(best), _RULES[kind] if best > 0 else "another name"


def _overlap_odds(one: str, other: str, *, latin: bool) -> float:
    return _KNOWN + 2.2 * math.log(max(overlap(one, other, latin=latin), 1e-6))


def _through_arabic(known: str, unknown: str) -> float:
    """The odds that a spelling nobody is known to use is one of the Arabic name that another one stands for."""
    if seen(unknown, latin=True) > 1:
        return NEVER
    counts: Mapping[str, int] = arabic_counts(known)
    if not counts:
        return NEVER
    likeliest = max(sorted(counts), key=lambda word: counts[word])
    return _spelling_odds(likeliest, unknown)[0] - 0.5


def _bound(odds: float) -> float:
    return max(NEVER, min(SURE, odds))
