"""Lines that say of themselves that they are not the article: calls to action, credits, stamps, "read more"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dalil.language.fold import fold
from dalil.language.lexicon import LANGUAGES, load_table

Cue = Literal["more", "other", "call"]
Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"\s*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?:[#@][\w\u200c]+[\s,،]*)+)\s*")
_FINAL = re.compile(r"[.!?؟…۔][\"'”’»)\]\s]*$")
_COLON = re.compile(r"\s*[:：]")
_OPENING_WORDS, _INSIDE_WORDS, _LABEL_WORDS, _CALL_WORDS, _STAMP_WORDS = 25, 30, 12, 7, 14


@dataclass(frozen=True, slots=True)
class _Table:
    more: frozenset[Words]
    whole: frozenset[Words]
    opening: frozenset[Words]
    labels: frozenset[Words]
    imperative: frozenset[Words]
    inside: tuple[str, ...]
    stamp: frozenset[str]
    longest: int


def find_words(line: str) -> Words:
    """The folded words of a line, without punctuation."""
    return tuple(w for w in (fold(m[0]) for m in _WORD.finditer(line)) if w)


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_FINAL.search(line[-12:]))


def find_cue(line: str) -> Cue | None:
    """What kind of line this is by itself: "more" leads to other articles, "call" is one only at the article's edge."""
    words = find_words(line)
    table = _table()
    if not words or _ADDRESS.fullmatch(line):
        return "other"
    if words in table.more or (len(words) <= _OPENING_WORDS and _begins_label(line, words, table.more)):
        return "more"
    if words in table.whole or _is_stamp(words, table, ended=ends_sentence(line) or line.rstrip().endswith(":")):
        return "other"
    if len(words) <= _OPENING_WORDS and _prefix(words, table.opening, table.longest):
        return "other"
    if sum(not w[0].isdigit() for w in words) <= _LABEL_WORDS and _begins_label(line, words, table.labels):
        return "other"
    if len(words) <= _INSIDE_WORDS and any(f" {phrase} " in f" {' '.join(words)} " for phrase in table.inside):
        return "other"
    if len(words) <= _CALL_WORDS and not ends_sentence(line) and _prefix(words, table.imperative, table.longest):
        return "call"
    return None


def is_bare(line: str) -> bool:
    """Whether a "read more" line is that alone, so that the next titles are those of other articles."""
    return find_words(line) in _table().more


def _prefix(words: Words, phrases: frozenset[Words], longest: int) -> int:
    """The number of words of the longest phrase that `words` begins with; 0 without one."""
    return next((n for n in range(min(longest, len(words)), 0, -1) if words[:n] in phrases), 0)


def _begins_label(line: str, words: Words, phrases: frozenset[Words]) -> bool:
    count = _prefix(words, phrases, _table().longest)
    if not count:
        return False
    end = [m.end() for m in _WORD.finditer(line) if fold(m[0])][count - 1]
    return bool(_COLON.match(line, end))


def _is_stamp(words: Words, table: _Table, *, ended: bool) -> bool:
    figures = [w for w in words if w[0].isdigit()]
    if not figures or ended or len(words) > _STAMP_WORDS or len(words) < 2:
        return False
    known = len(figures) + sum(w in table.stamp for w in words if not w[0].isdigit())
    if known == len(words):
        return True
    return len(words) >= 6 and known >= len(words) * 0.75 and any(len(re.match(r"\d+", w)[0]) == 4 for w in figures)  # type: ignore[index]


@cache
def _table() -> _Table:
    tables = [load_table(language, "boilerplate") for language in LANGUAGES]

    def phrases(name: str) -> frozenset[Words]:
        return frozenset(find_words(phrase) for table in tables for phrase in table[name])

    kinds = {name: phrases(name) for name in ("more", "whole", "opening", "labels", "imperative")}
    return _Table(
        **kinds,
        inside=tuple(sorted(" ".join(p) for p in phrases("inside"))),
        stamp=frozenset(word for p in phrases("stamp") for word in p),
        longest=max(len(p) for group in kinds.values() for p in group),
    )
