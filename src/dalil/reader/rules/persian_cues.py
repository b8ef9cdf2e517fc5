"""Cues of attribution in Persian: verbs of saying behind their subject, "according to the report of X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dalil.language.words import Word, split_words
from dalil.model import Sentence, Span
from dalil.reader.findings import FoundCue, FoundName
from dalil.reader.rules.items import Item
from dalil.reader.rules.phrases import read_items
from dalil.reader.rules.speech import load_speech

_SPEAKERS = ("person", "organization", "group", "work")
_KE = "\u0643\u0647"
_OPEN, _CLOSE = "\u00ab", "\u00bb"
_OPENING = ":" + _OPEN + '"'
_STOPS = ".:\u061b"


def find_persian_cues(text: str, sentence: Sentence, *, names: Sequence[FoundName]) -> list[FoundCue]:
    """All cues of a Persian sentence; see `find_cues`."""
    speech = load_speech("fa")
    words = split_words(text, sentence.start, sentence.end)
    found: list[tuple[Span, bool]] = []
    at = 0
    while at < len(words):
        before = _match(words, at, speech.prepositions)
        length = before or _match(words, at, speech.phrases)
        if length:
            found.append((Span(words[at].start, words[at + length - 1].end), bool(before)))
        at += length or 1
    items = read_items(text, sentence, names=names, triggers=[span for span, _ in found])
    finder = _Finder(text, sentence, names, items)
    cues = [finder.preposition(span) if is_preposition else finder.verb(span) for span, is_preposition in found]
    return [cue for cue in (*cues, finder.title()) if cue is not None]


def _match(words: Sequence[Word], at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    for phrase in phrases:
        if tuple(w.folded for w in words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


class _Finder:
    """Makes cues of the matched words of one sentence."""

    def __init__(self, text: str, sentence: Sentence, names: Sequence[FoundName], items: Sequence[Item]) -> None:
        self._text, self._sentence, self._names, self._items = text, sentence, names, items

    def title(self) -> FoundCue | None:
        """ "X: …" in a title or heading."""
        if self._sentence.kind == "paragraph" or len(self._items) < 3:
            return None
        source, mark, first = self._items[:3]
        if source.type not in _SPEAKERS or mark.kind != "mark" or ":" not in mark.folded:
            return None
        colon = self._text.index(":", mark.start)
        return _cue(Span(colon, colon + 1), "fa.cue.title", Span(first.whole.start, self._sentence.end), source)

    def preposition(self, span: Span) -> FoundCue | None:
        """ "According to the report of X": the noun is the cue, what follows the source is governed."""
        source = next((item for item in self._items if item.start >= span.end), None)
        if source is None or source.kind not in ("phrase", "pronoun") or source.whole.end >= self._sentence.end:
            return None
        words = split_words(self._text, span.start, span.end)
        noun = words[1] if len(words) > 1 else words[0]
        content = Span(source.whole.end, self._sentence.end)
        return _cue(Span(noun.start, noun.end), "fa.cue.preposition", content, self._named(source))

    def verb(self, span: Span) -> FoundCue | None:
        """A verb with what follows it, or, at the end of its clause, with what stands before it."""
        before = [item for item in self._items if item.end <= span.start]
        after = [item for item in self._items if item.start >= span.end]
        source = self._subject(before)
        told = bool(after) and (
            after[0].folded == _KE or (after[0].kind == "mark" and any(c in after[0].folded for c in _OPENING))
        )
        if told or len([item for item in after if item.kind != "mark"]) > 1:
            first = after[1] if told and len(after) > 1 else after[0]
            content = Span(min(first.start, first.whole.start), self._sentence.end)
            said = self._text[after[0].start : self._sentence.end]
            feared = (
                " ".join(w.folded for w in split_words(self._text, span.start, span.end)) in load_speech("fa").fears
            )
            rule = "fa.cue.fear" if feared else "fa.cue.verb"
            return _cue(span, rule, content, source, opens=said.count(_OPEN) > said.count(_CLOSE))
        behind = [item for item in before if source is not None and item.start >= source.whole.end]
        if source is not None and behind:
            return _cue(span, "fa.cue.final", Span(behind[0].start, behind[-1].whole.end), source)
        return None

    def _subject(self, before: Sequence[Item]) -> Item | None:
        """The first actor of the clause, which begins behind the last "ke" or full stop."""
        start = 0
        for j, item in enumerate(before):
            if item.kind == "that" or (item.kind == "mark" and any(c in item.folded for c in _STOPS)):
                start = j + 1
        for item in map(self._named, before[start:]):
            if item.kind == "pronoun" or (item.kind == "phrase" and item.prep is None and item.type in _SPEAKERS):
                return item
        return None

    def _named(self, item: Item) -> Item:
        """Of a phrase of no known kind that ends in a name, the name: an unknown title stands before it."""
        inner = next((name for name in self._names if item.whole.covers(name)), None)
        if item.kind != "phrase" or item.type is not None or inner is None:
            return item
        return replace(item, start=inner.start, end=inner.end, type=inner.type, form="name")


def _cue(span: Span, rule: str, content: Span, source: Item | None, *, opens: bool = False) -> FoundCue:
    if source is None:
        return FoundCue(span.start, span.end, rule, content, opens=opens, resumes=True)
    where = Span(source.start, source.end)
    form = source.form or "nominal"
    return FoundCue(span.start, span.end, rule, content, where, source.type or "person", form, opens=opens)
