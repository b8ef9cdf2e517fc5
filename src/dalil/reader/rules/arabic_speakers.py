"""Who says it, for a cue of Arabic: behind the verb or before it, behind "according to", the speaker so far."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.model import Span
from dalil.reader.rules.items import Item
from dalil.reader.rules.speech import Speech

SPEAKERS = ("person", "organization", "group", "work")
ACTORS = ("person", "organization", "group")
_FROM, _FOR = "\u0639\u0646", "\u0644"
_OPENING = '"\u00ab\u201c\u201e\u2033('
_FARTHEST_APPOSITION = 8
_FARTHEST_SOURCE = 7  # items between "according to" and who is meant


class Speakers:
    """Finds speakers among the items of one sentence."""

    def __init__(self, items: Sequence[Item], speech: Speech) -> None:
        self._items, self._speech = items, speech

    def subject(self, k: int, that: int | None) -> tuple[Item | None, int]:
        """Who stands behind the verb or before it, and the last index that belongs to him."""
        stop = that if that is not None else min(len(self._items), k + _FARTHEST_APPOSITION)
        before = self._before(k)
        first: int | None = None
        for j in range(k + 1, stop):
            item = self._items[j]
            if item.kind in ("verb", "that", "conjunction"):
                break
            if item.kind == "relative" and first is not None:
                break
            if item.kind == "mark" and first is None and not any(c in _OPENING for c in item.folded):
                break
            if item.kind != "phrase" or item.prep is not None or item.form == "pronoun" or item.conj:
                continue
            if item.form == "name" and item.type in SPEAKERS:
                if first is None or (self._items[first].type == "person" and item.type == "person") or j == first + 2:
                    return item, j
                continue
            if first is None:
                inverted = self._items[k - 1].kind == "mark" and item.type in ACTORS and j == k + 1
                if before is not None and not inverted:
                    return before, k
                if self._items[k].conj and that is None and item.type not in ACTORS:
                    break
                if item.type in SPEAKERS or that is not None:
                    first = j
                    continue
                break
            if item.accusative or that is None:
                break
        if first is not None:
            return self._items[first], first
        return before, k

    def behind(self, end: int) -> Item | None:
        """The source behind "according to": a document only where it has no author of its own."""
        document: Item | None = None
        for item in [i for i in self._items if i.start >= end - 1 and i.whole.end > end][:_FARTHEST_SOURCE]:
            if item.kind == "verb" or (item.folded in self._speech.through and item.type is None):
                continue
            if item.kind == "mark" or item.kind in ("that", "conjunction"):
                break
            if item.kind == "phrase" and item.type in SPEAKERS and item.form != "pronoun":
                if item.type != "work":
                    return item if document is None or item.prep in (_FOR, _FROM) else document
                document = document or item
        return document

    def quoted_before(self, item: Span) -> Item | None:
        """The last "from X" before a noun of saying: "quoted from X his saying that …"."""
        before = [
            i
            for i in self._items
            if i.end <= item.start and i.kind == "phrase" and i.type in SPEAKERS and i.form != "pronoun"
        ]
        return next((i for i in reversed(before) if i.prep == _FROM), None)

    def first_actor(self, item: Span) -> Item | None:
        """The first actor of the sentence before `item`, who is likely its subject."""
        for before in self._items:
            if before.start >= item.start:
                break
            if before.kind == "phrase" and before.prep is None and before.type in ACTORS and before.form != "pronoun":
                return before
        return None

    def _before(self, k: int) -> Item | None:
        """The subject before the verb: the antecedent of a relative clause, or the phrase right before."""
        j = k - 1
        relative = False
        while j >= 0 and (
            self._items[j].kind in ("auxiliary", "adverb", "relative")
            or self._items[j].folded.strip() in ("\u060c", ",", ")", '"')
        ):
            relative = relative or self._items[j].kind == "relative"
            j -= 1
        if j < 0 or (self._items[k].conj and not relative):
            return None
        item = self._items[j]
        if (
            item.kind == "phrase"
            and item.type in SPEAKERS
            and item.form != "pronoun"
            and (relative or item.prep is None)
        ):
            return item
        if item.kind == "phrase" and item.prep is not None and not relative and j:
            return self._leftmost(j)
        return None

    def _leftmost(self, j: int) -> Item | None:
        """The bare phrase that prepositional phrases before the verb hang on."""
        while j > 0 and self._items[j].kind == "phrase" and self._items[j].prep is not None:
            j -= 1
        item = self._items[j]
        return item if item.kind == "phrase" and item.type in SPEAKERS and item.prep is None else None
