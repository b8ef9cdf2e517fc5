"""Cues of attribution in English: "X said (that) …", "…, X said", "according to X"."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.language.words import Word, split_words
from dalil.model import Sentence, Span
from dalil.reader.findings import FoundCue, FoundName
from dalil.reader.rules.items import Item
from dalil.reader.rules.phrases import read_items
from dalil.reader.rules.speech import Speech, load_speech

_SPEAKERS = ("person", "organization", "group", "work")
_QUOTES = '"\u201c\u201d\u00ab\u00bb'


def find_english_cues(text: str, sentence: Sentence, *, names: Sequence[FoundName]) -> list[FoundCue]:
    """All cues of an English sentence; see `find_cues`."""
    speech = load_speech("en")
    words = split_words(text, sentence.start, sentence.end)
    spans = [(at, n) for at in range(len(words)) if (n := _match(words, at, speech.phrases))]
    verbs = [Span(words[at].start, words[at + n - 1].end) for at, n in spans if not _is_name(words[at], names)]
    items = read_items(text, sentence, names=names, triggers=verbs)
    out: list[FoundCue] = []
    for at in range(len(words)):
        n = _match(words, at, speech.prepositions)
        if n:
            out.extend(_preposition(sentence, items, Span(words[at].start, words[at + n - 1].end)))
    for k, item in enumerate(items):
        if item.kind == "trigger" and (cue := _verb(sentence, items, k, speech)):
            out.append(cue)
    return out


def _match(words: Sequence[Word], at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    return next((len(p) for p in phrases if tuple(w.folded for w in words[at : at + len(p)]) == p), 0)


def _is_name(word: Word, names: Sequence[FoundName]) -> bool:
    return any(name.overlaps(word) for name in names)


def _preposition(sentence: Sentence, items: Sequence[Item], cue: Span) -> list[FoundCue]:
    source = next((i for i in items if i.start >= cue.end and i.kind in ("phrase", "pronoun")), None)
    if source is None:
        return []
    return [_cue(cue, "en.cue.preposition", Span(sentence.start, sentence.end), source)]


def _verb(sentence: Sentence, items: Sequence[Item], k: int, speech: Speech) -> FoundCue | None:
    item = items[k]
    before, after = items[k - 1] if k else None, items[k + 1] if k + 1 < len(items) else None
    participle = item.folded.endswith("ing")
    that = after is not None and after.kind == "that"
    quoted = after is not None and after.kind == "mark" and any(c in _QUOTES + ":" for c in after.folded)
    if item.folded in speech.need_that and not that and not quoted:
        return None
    source = _earlier(items, k) if participle or item.conj else _subject(items, k)
    if source is None and not participle and after is not None and after.kind == "phrase" and _closes(before):
        return _cue(item, "en.cue.inverted", Span(sentence.start, item.start), after)
    if source is None:
        return None
    tail = [i for i in items[k + 1 :] if i.kind not in ("mark", "adverb")]
    if not tail or (not that and not quoted and len(tail) < 3 and _closes(_skip_subject(items, k, source))):
        start = sentence.start
        return (
            _cue(item, "en.cue.final", Span(start, source.whole.start), source) if source.whole.start > start else None
        )
    first = tail[1] if tail[0].kind == "that" and len(tail) > 1 else tail[0]
    rule = "en.cue.fear" if item.folded in speech.fears else "en.cue.verb"
    return _cue(item, rule, Span(min(first.whole.start, first.start), sentence.end), source)


def _closes(item: Item | None) -> bool:
    return item is not None and item.kind == "mark" and any(c in "," + _QUOTES for c in item.folded)


def _skip_subject(items: Sequence[Item], k: int, source: Item) -> Item | None:
    at = next((j for j in range(k) if items[j] is source), 0)
    return items[at - 1] if at else None


def _subject(items: Sequence[Item], k: int) -> Item | None:
    """The phrase before the verb, over auxiliaries, prepositional phrases and an apposition between commas."""
    j = k - 1
    while j >= 0:
        item = items[j]
        if (
            item.kind in ("auxiliary", "adverb", "relative")
            or (item.kind == "phrase" and item.prep is not None)
            or (item.kind == "mark" and item.folded.strip() == ",")
        ):
            j -= 1
        elif item.kind in ("phrase", "pronoun"):
            return item if item.kind == "pronoun" or item.type in _SPEAKERS else None
        else:
            return None
    return None


def _earlier(items: Sequence[Item], k: int) -> Item | None:
    return next((i for i in items[:k] if i.kind == "phrase" and i.prep is None and i.type in _SPEAKERS), None)


def _cue(span: Span, rule: str, content: Span, source: Item) -> FoundCue:
    where = Span(source.start, source.end)
    kind = source.type or ("organization" if source.folded == "it" else "person")
    form = "pronoun" if source.kind == "pronoun" else source.form or "nominal"
    return FoundCue(span.start, span.end, rule, content, where, kind, form)
