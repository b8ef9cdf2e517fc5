"""The words of one sentence as the rules of names see them, and what the names of the whole document have told.

Invariant: a name lies inside the sentence; its first word may have lost attached particles, never letters of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from dalil.language.fold import fold_with_origin
from dalil.language.words import Word, split_words
from dalil.model import Language, MentionType, Sentence, Span
from dalil.reader.findings import FoundName

_WAW_FA = "\u0648\u0641"
_BA_KAF = "\u0628\u0643"
BLANKS = " \u00a0\t\u200c\u200f\u200e\u0640"
_LAM, _ALEF = "\u0644", "\u0627"


@dataclass(slots=True)
class Known:
    """What the document has told so far: ids of certain entries, short names of persons with their ids, full names."""

    ids: set[str] = field(default_factory=set)
    shorts: dict[tuple[str, ...], str | None] = field(default_factory=dict)
    names: dict[tuple[str, ...], MentionType] = field(default_factory=dict)


class NameWords:
    """A sentence's words; `folded[i]` and `gaps[i]`, the text between word i-1 and word i, stand beside each other."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text = text
        self.sentence = sentence
        self.language: Language = sentence.language
        self.words: tuple[Word, ...] = split_words(text, sentence.start, sentence.end)
        self.folded: tuple[str, ...] = tuple(w.folded for w in self.words)
        self._ends: tuple[int, ...] = tuple(w.end for w in self.words)
        ends = (sentence.start, *self._ends)
        self.gaps: tuple[str, ...] = tuple(text[e : w.start] for e, w in zip(ends, self.words, strict=False))
        self.tail = text[ends[-1] : sentence.end]
        self._joined: tuple[bool, ...] = tuple(not gap.strip(BLANKS) for gap in self.gaps)

    def __len__(self) -> int:
        return len(self.words)

    def index(self, offset: int) -> int:
        """The first word that ends behind `offset`; the number of words where there is none."""
        return bisect_right(self._ends, offset)

    def span(self, i: int, j: int, *, cut: int = 0) -> Span:
        """Words i to j (exclusive) without the first `cut` folded letters of word i."""
        start = self.words[i].start
        if cut:
            start += fold_with_origin(self.text[start : self.words[i].end]).origin[cut]
        return Span(start, self.words[j - 1].end)

    def name(
        self,
        i: int,
        j: int,
        kind: MentionType,
        *,
        rule: str,
        score: float = 1.0,
        cut: int = 0,
        lexicon: str | None = None,
    ) -> FoundName:
        """Words i to j (exclusive), without the first `cut` folded letters, as a name."""
        span = self.span(i, j, cut=cut)
        return FoundName(span.start, span.end, kind, rule, score, lexicon)

    def joined(self, i: int) -> bool:
        """Whether only blanks stand between word i-1 and word i."""
        return 0 < i < len(self.words) and self._joined[i]

    def gap_after(self, j: int) -> str:
        """What stands between word j-1 and the next word, or the rest of the sentence."""
        return (self.gaps[j] if j < len(self.words) else self.tail).strip()

    def run_end(self, i: int, limit: int) -> int:
        """The end (exclusive, at most i + limit) of the words from i on with only blanks between them."""
        j = i + 1
        while j < min(len(self.words), i + limit) and self.joined(j):
            j += 1
        return j

    def rest(self, i: int) -> tuple[str, ...]:
        """The folded words after word i that only blanks, dots or hyphens set apart, at most eight."""
        j = i + 1
        while (
            j < min(len(self.words), i + 9)
            and self.gaps[j].strip(" \u00a0\t\u200c\u200f\u200e.-\u2013'’\u02bc\u0640") == ""
        ):
            j += 1
        return self.folded[i + 1 : j]


@lru_cache(maxsize=1 << 15)
def strip_particles(folded: str) -> tuple[tuple[int, str], ...]:
    """Readings of an Arabic word: how many letters of particles come off, and what is left with its article restored.

    The word as it stands comes first.
    """
    out = [(0, folded)]
    if folded and folded[0] in _WAW_FA and len(folded) > 3:
        out.append((1, folded[1:]))
    for cut, rest in tuple(out):
        if len(rest) < 4:
            continue
        if rest[0] in _BA_KAF:
            out.append((cut + 1, rest[1:]))
        elif rest[0] == _LAM:
            out.append((cut + 1, rest[1:]))
            if rest[1] == _LAM:
                out.append((cut + 1, _ALEF + rest[1:]))
    return tuple(out)
