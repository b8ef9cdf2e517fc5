"""The clause around an event: from its governing boundary to the next, on words and punctuation alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language, Span
from dalil.reader.rules.candidates import Candidate, Line

_REACH = 60  # words to either side: no clause is longer, and a line without stops stays linear
_STOPS = frozenset(';:!?\u061b\u061f\u060c,()\u00ab\u00bb"\u201c\u201d\u2013\u2014\n')


def find_clause(line: Line, candidate: Candidate) -> Span:
    """A noun opens its clause; a verb's reaches back to what comes before it: a stop, a subordinator, another verb."""
    first, last = candidate.at, candidate.last
    opening = _openings(line.sentence.language)
    if candidate.shape == "verb":
        while first > 0 and not _ends(line, first) and line.words[first].folded not in opening:
            if first - 1 in line.verbs or candidate.at - first >= _REACH:
                break
            first -= 1
    while last + 1 < len(line.words) and not _ends(line, last + 1):
        if line.words[last + 1].folded in opening or _is_conjoined(line, last + 1) or last - candidate.last >= _REACH:
            break
        last += 1
    start = min(candidate.start, line.words[first].start)
    if line.words[first].folded in opening and first < candidate.at:
        start = line.words[first + 1].start
    return Span(min(start, candidate.start), max(candidate.end, line.words[last].end))


def _ends(line: Line, i: int) -> bool:
    """Whether the gap before word i ends a clause."""
    return any(character in _STOPS for character in line.gap(i))


def _is_conjoined(line: Line, i: int) -> bool:
    found = line.candidates.get(i)
    return found is not None and found.conjunction and found.shape == "verb"


@cache
def _openings(language: Language) -> frozenset[str]:
    table: Mapping[str, str] = load_table(language, "clauses")
    return frozenset(fold(table.get("openings", "")).split())
