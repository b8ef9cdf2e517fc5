"""What a cue of Arabic governs: from "that", a colon or a quotation mark to where the report ends."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.model import Sentence, Span
from dalil.reader.rules.items import Item
from dalil.reader.rules.speech import Speech

QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e\u2033'
_THATS = ("\u0627\u0646", "\u0628\u0627\u0646")  # anna, inna, an: one folded form; with bi-
_CLOSING = '"\u00bb\u201d\u2033'
_ONLY_OPENING, _ONLY_CLOSING = "\u00ab\u201c\u201e", "\u00bb"
_STRAIGHT, _PAIRS = '"\u2033', (("\u00ab", "\u00bb"), ("\u201c", "\u201d"))
_TITLE_IN_QUOTES = 2  # a quotation of one phrase is a name or a word held at a distance
_FARTHEST_THAT = 30  # items between a verb of saying and its "that": speakers are introduced at length
_NEAR_PARTICIPLE = 3  # "added, saying: …" is one saying


class Contents:
    """Finds contents in the items of one sentence."""

    def __init__(self, text: str, sentence: Sentence, items: Sequence[Item], speech: Speech) -> None:
        self._text, self._sentence, self._items, self._speech = text, sentence, items, speech
        self._quotes = [
            i for i, item in enumerate(items) if item.kind == "mark" and any(c in QUOTES for c in item.folded)
        ]

    def told(self, that: int) -> tuple[Span | None, bool]:
        """What stands behind the "that" or mark `that`, with a pronoun attached to it, and whether it is left open."""
        item = self._items[that]
        if item.kind == "mark":
            return self._quoted(that)
        content = self.rest(that + 1)
        return (Span(item.suffix.start, content.end) if item.suffix and content else content), False

    def find_that(self, k: int) -> int | None:
        """The index of the "that", colon or opening quotation behind item `k`, before any other verb of saying."""
        for j in range(k + 1, min(len(self._items), k + 1 + _FARTHEST_THAT)):
            item = self._items[j]
            if item.kind == "that" and item.folded in _THATS:
                return j
            if item.kind == "mark" and (":" in item.folded or self._opens(j)):
                return j
            form = self._speech.forms.get(item.folded) if item.kind == "verb" else None
            if form is not None and not (form.participle and j - k <= _NEAR_PARTICIPLE):
                return None
            if item.kind == "mark" and any(stop in item.folded for stop in ".!?\u061f"):
                return None
        return None

    def is_near(self, k: int, that: int) -> bool:
        """Whether nothing but a speaker stands between item `k` and its "that"."""
        return that - k <= 3 or all(i.kind in ("phrase", "adverb") for i in self._items[k + 1 : that])

    def is_clear(self, last: int, that: int) -> bool:
        """Whether no other verb stands between the speaker, which ends with item `last`, and the "that"."""
        return all(i.kind not in ("verb", "relative") for i in self._items[last + 1 : that])

    def rest(self, first: int) -> Span | None:
        """From item `first` to where the report ends: a boundary word, or the closing of a bare quotation."""
        if first >= len(self._items):
            return None
        start, end = self._items[first].whole.start, self._sentence.end
        start = min(start, self._items[first].start)
        before = self._items[first - 1]
        if before.kind == "mark" and ":" not in before.folded and not any(c in QUOTES for c in before.folded):
            start = self._items[first].start
        for item in self._items[first:]:
            if item.folded in self._speech.boundaries and item.start > start:
                end = item.whole.start
                break
        return Span(start, end) if start < end else None

    def _opens(self, j: int) -> bool:
        """Whether mark `j` opens a quotation of more than one phrase."""
        quote = next((c for c in self._items[j].folded if c in QUOTES), None)
        if quote is None or quote in _ONLY_CLOSING:
            return False
        if quote not in _ONLY_OPENING and sum(self._items[i].folded.count(quote) for i in self._quotes if i < j) % 2:
            return False
        closing = next((i for i in self._quotes if i > j), None)
        return closing is None or closing - j > _TITLE_IN_QUOTES

    def _quoted(self, mark: int) -> tuple[Span | None, bool]:
        """The content behind the colon or opening quotation `mark`, and whether it is left open."""
        rest = self.rest(mark + 1)
        if rest is None:
            return None, True
        opening = any(c in QUOTES for c in self._items[mark].folded)
        if not opening:
            return rest, False
        for j in range(mark + 1, len(self._items)):
            item = self._items[j]
            if item.kind == "mark" and any(c in _CLOSING for c in item.folded):
                inner = any(c in "\u00ab\u201c" for c in item.folded)
                if not inner and j - mark > 2:
                    return (Span(rest.start, item.start) if rest.start < item.start else rest), False
        said = self._text[self._items[mark].start : self._sentence.end]
        odd = any(said.count(quote) % 2 for quote in _STRAIGHT)
        return rest, odd or any(said.count(a) > said.count(b) for a, b in _PAIRS)
