"""Sentences as dating sees them: claims, times, cues and words beside each other, in text order.

Invariant: what stands in a scene lies in its sentence, so nothing is dated from another one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import Word, split_words
from dalil.model import Claim, Language, Sentence, Span, Timex
from dalil.reader.findings import Findings

_LEAST = 0.25  # the score from which a claim is dated at all: of triggers below it one in thirteen is one
_NEAR = 80  # claims and cues that are looked at around an expression
_CONJUNCTIONS = ("\u0648", "\u0641")  # waw, feh: "and", attached


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its claims by trigger, its times, its cues, and its words."""

    text: str
    sentence: Sentence
    claims: tuple[Claim, ...]
    times: tuple[Timex, ...]
    cues: tuple[Span, ...]
    words: tuple[Word, ...]

    def near(self, position: int) -> Scene:
        """The scene with only the claims and cues around `position`: no list of a thousand names is one sentence."""
        if max(len(self.claims), len(self.cues)) <= _NEAR:
            return self
        i = bisect_left(self.claims, position, key=lambda c: c.trigger.start)
        j = bisect_left(self.cues, position, key=lambda cue: cue.start)
        around = [slice(max(0, k - _NEAR // 2), k + _NEAR // 2) for k in (i, j)]
        return replace(self, claims=self.claims[around[0]], cues=self.cues[around[1]])

    def index(self, position: int) -> int:
        """The index of the first word that starts at `position` or behind it."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def index_of(self, trigger: Span) -> int:
        """The index of the word that holds the start of `trigger`; -1 where it stands before all words."""
        return bisect_right(self.words, trigger.start, key=lambda word: word.start) - 1

    def between(self, first: int, last: int) -> tuple[Word, ...]:
        """The words from position `first` up to position `last`."""
        return self.words[self.index(first) : self.index(last)]

    def has_cue(self, first: int, last: int) -> bool:
        """Whether a whole cue stands between the two positions."""
        return any(first <= cue.start and cue.end <= last for cue in self.cues)

    def is_among(self, words: Sequence[Word], name: str) -> bool:
        """Whether one of `words` is in the list `name` of the language's [dating]."""
        return not load_words(self.sentence.language, name).isdisjoint(word.folded for word in words)

    def is_joined(self, trigger: Span) -> bool:
        """Whether "and" stands right before `trigger`, attached to its word or apart."""
        i = self.index_of(trigger)
        attached = self.text[self.words[i].start : trigger.start] if i >= 0 else ""
        if attached:
            return attached in _CONJUNCTIONS
        return i > 0 and self.is_among(self.words[i - 1 : i], "joined")


def set_scenes(
    text: str, findings: Sequence[Findings], claims: Sequence[Claim], times: Sequence[Timex]
) -> Iterator[Scene]:
    """One scene a sentence, without the least likely claims; cues are the reader's and those of attributions."""
    by_trigger = sorted((c for c in claims if c.score >= _LEAST), key=lambda c: (c.trigger.start, c.trigger.end))
    i = j = 0
    for found in findings:
        sentence = found.sentence
        here: list[Claim] = []
        while i < len(by_trigger) and by_trigger[i].trigger.start < sentence.end:
            if by_trigger[i].trigger.start >= sentence.start:
                here.append(by_trigger[i])
            i += 1
        there: list[Timex] = []
        while j < len(times) and times[j].start < sentence.end:
            if times[j].start >= sentence.start:
                there.append(times[j])
            j += 1
        cues = {Span(cue.start, cue.end) for cue in found.cues}
        cues.update(a.cue for claim in here for a in claim.attribution if sentence.covers(a.cue))
        words = split_words(text, sentence.start, sentence.end)
        yield Scene(text, sentence, tuple(here), tuple(there), tuple(sorted(cues)), words)


@cache
def load_words(language: Language, name: str) -> frozenset[str]:
    """The list `name` of [dating] in the language's table of times, folded; empty where there is none."""
    return frozenset(map(fold, load_table(language, "times").get("dating", {}).get(name, ())))
