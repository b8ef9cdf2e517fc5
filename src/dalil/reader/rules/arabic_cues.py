"""Cues of attribution in Arabic: verbs and participles of saying, "according to", accusations, a title's colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dalil.language.words import Word, split_words
from dalil.model import MentionForm, MentionType, Sentence, Span
from dalil.reader.findings import FoundCue, FoundName
from dalil.reader.rules.arabic_contents import Contents
from dalil.reader.rules.arabic_speakers import SPEAKERS, Speakers
from dalil.reader.rules.items import Item
from dalil.reader.rules.phrases import read_items
from dalil.reader.rules.speech import Form, Speech, load_speech

_FROM, _WHAT, _AS, _WAW = "\u0639\u0646", "\u0645\u0627", "\u0643\u0645\u0627", "\u0648"
_SHORT_VERB = 3  # letters; such forms are nouns as often, and count only where they open a clause
_FARTHEST_COLON = 6
_NEAR_FEAR = 4  # "voiced, the minister, his concern"


def find_arabic_cues(text: str, sentence: Sentence, *, names: Sequence[FoundName]) -> list[FoundCue]:
    """All cues of an Arabic sentence; see `find_cues`."""
    speech = load_speech("ar")
    items = read_items(text, sentence, names=names, verbs=frozenset(speech.forms))
    finder = _Finder(text, sentence, items, speech)
    return finder.find()


class _Finder:
    """Collects the cues of one sentence from left to right, so that a participle knows the speaker before it."""

    def __init__(self, text: str, sentence: Sentence, items: Sequence[Item], speech: Speech) -> None:
        self._text, self._sentence, self._items, self._speech = text, sentence, items, speech
        self._contents, self._speakers = Contents(text, sentence, items, speech), Speakers(items, speech)
        self._found: list[FoundCue] = []
        self._taken: list[Span] = []
        self._nested: set[int] = set()

    def find(self) -> list[FoundCue]:
        self._find_title()
        self._find_prepositions()
        prepositional = len(self._found)
        for k, item in enumerate(self._items):
            if any(span.overlaps(item) for span in self._taken):
                continue
            cue = self._read(k, item)
            if cue is not None:
                if self._is_nested(k) and len(self._found) > prepositional:
                    self._nested.add(cue.start)
                self._close(prepositional, k, cue)
                self._found.append(cue)
        return self._found

    def _read(self, k: int, item: Item) -> FoundCue | None:
        if item.folded in self._speech.accusations:
            return self._accusation(k, item)
        form = self._speech.forms.get(item.folded) if item.kind in ("verb", "phrase") and not item.definite else None
        if item.prep is not None and form is not None:
            form = None
        that = self._contents.find_that(k)
        if item.folded in self._speech.nameless and that is not None and self._contents.is_near(k, that):
            return FoundCue(item.start, item.end, "ar.cue.nameless", self._contents.rest(that + 1))
        if (
            item.folded in self._speech.nouns
            and that is not None
            and self._contents.is_near(k, that)
            and not item.definite
        ):
            return self._noun(k, item, that)
        if form is None or item.folded in self._speech.transition or item.form == "name":
            return None
        cue = self._participle(k, item, form, that) if form.participle else self._verb(k, item, form, that)
        feared = form.fear or any(i.folded in self._speech.fears for i in self._items[k + 1 : k + _NEAR_FEAR])
        return replace(cue, rule="ar.cue.fear") if cue is not None and feared else cue

    def _verb(self, k: int, item: Item, form: Form, that: int | None) -> FoundCue | None:
        if that is None and (form.kind != "direct" or not self._is_main(k)):
            return None
        source, last = self._speakers.subject(k, that)
        if form.kind == "quote":
            return self._reported(k, item, that, source)
        if that is None or (form.kind == "direct" and not self._contents.is_clear(last, that)):
            if form.kind != "direct" or (len(item.folded) <= _SHORT_VERB and not self._is_main(k)):
                return None
            content, opens = self._contents.rest(last + 1), False
        else:
            content, opens = self._contents.told(that)
        if content is None and not opens:
            return None
        passive = source is None and item.folded in self._speech.passive
        return self._cue(item, "ar.cue.passive" if passive else "ar.cue.verb", content, source, opens=opens)

    def _reported(self, k: int, item: Item, that: int | None, source: Item | None) -> FoundCue | None:
        """ "X quoted Y as saying": one cue for X here; the saying noun or the "from" makes the other."""
        if that is None:
            return None
        content = self._contents.told(that)[0]
        origin = next((i for i in self._items[k + 1 : that] if i.prep == _FROM and i.type in SPEAKERS), None)
        if content is None or (origin is None and source is None):
            return None
        if origin is not None and source is not None:
            self._found.append(self._cue(item, "ar.cue.quote", content, source))
            if any(i.folded in self._speech.nouns for i in self._items[k + 1 : that]):
                return None  # "quoted X as saying": the saying is a cue of its own
            return self._cue(item, "ar.cue.quoted", content, origin)
        return self._cue(item, "ar.cue.quote", content, source or origin)

    def _participle(self, k: int, item: Item, form: Form, that: int | None) -> FoundCue | None:
        source = self._speaker(item)
        if that is not None and self._contents.is_clear(k, that) and self._contents.is_near(k, that):
            content, _ = self._contents.told(that)
        elif form.kind == "direct":
            content = self._contents.rest(k + 1)
        else:
            return None
        return self._cue(item, "ar.cue.participle", content, source) if content else None

    def _speaker(self, item: Span) -> Item | FoundCue | None:
        """The speaker so far: the source of the last cue, else the first actor of the sentence."""
        for cue in reversed(self._found):
            if cue.start < item.start and cue.rule != "ar.cue.preposition" and cue.start not in self._nested:
                return cue
        return self._speakers.first_actor(item)

    def _noun(self, k: int, item: Item, that: int) -> FoundCue | None:
        content = self._contents.told(that)[0]
        source = next((i for i in self._items[k + 1 : that] if i.type in SPEAKERS and i.prep is None), None)
        if source is None:
            source = self._speakers.quoted_before(item)
        return self._cue(Span(item.start, item.end), "ar.cue.noun", content, source) if content else None

    def _accusation(self, k: int, item: Item) -> FoundCue | None:
        content = self._contents.rest(k + 1)
        return FoundCue(item.start, item.end, "ar.cue.accusation", content) if content else None

    def _close(self, first: int, k: int, cue: FoundCue) -> None:
        """A verb of saying at the level of the one before ends what that one governs."""
        if cue.content is None or self._is_nested(k):
            return
        for n in range(first, len(self._found)):
            before = self._found[n]
            if before.content is not None and before.start < cue.start < before.content.end:
                end = cue.start
                self._found[n] = replace(
                    before, content=Span(before.content.start, end) if before.content.start < end else None
                )

    def _is_nested(self, k: int) -> bool:
        item = self._items[k]
        form = self._speech.forms.get(item.folded)
        if item.conj or (form is not None and form.participle):
            return False
        if item.folded in self._speech.accusations or item.folded in self._speech.nouns:
            return True
        before = self._items[k - 1] if k else None
        return before is not None and before.kind != "mark" and before.folded != _AS

    def _is_main(self, k: int) -> bool:
        """Whether the verb opens its clause."""
        before = self._items[k - 1] if k else None
        item = self._items[k]
        if before is None or item.conj or before.kind in ("mark", "auxiliary", "relative", "conjunction"):
            return True
        return before.form == "name" or all(i.prep is not None or i.kind == "adverb" for i in self._items[:k])

    def _find_title(self) -> None:
        """ "X: …" in a title or heading."""
        if self._sentence.kind == "paragraph" or len(self._items) < 3:
            return
        at = int(self._items[0].kind == "mark")
        first = self._items[at]
        colons = (j for j in range(at + 1, min(len(self._items), at + _FARTHEST_COLON)) if ":" in self._items[j].folded)
        stop = next(colons, None)
        if stop is None or any(i.kind != "phrase" for i in self._items[at:stop]):
            return
        mark = self._items[stop]
        if first.type in SPEAKERS and stop + 1 < len(self._items):
            colon = mark.start + self._text[mark.start : mark.end].index(":")
            content = self._contents.rest(stop + 1)
            self._found.append(self._cue(Span(colon, colon + 1), "ar.cue.title", content, first))

    def _find_prepositions(self) -> None:
        words = split_words(self._text, self._sentence.start, self._sentence.end)
        at = 0
        while at < len(words):
            length = self._preposition(words, at)
            if length:
                self._add_preposition(words, at, length)
            at += length or 1

    def _preposition(self, words: Sequence[Word], at: int) -> int:
        for phrase in self._speech.prepositions:
            first = words[at].folded
            if first[:1] == _WAW and phrase[0] != first:
                first = first[1:]
            if first == phrase[0] and tuple(w.folded for w in words[at + 1 : at + len(phrase)]) == phrase[1:]:
                return len(phrase)
        return 0

    def _add_preposition(self, words: Sequence[Word], at: int, length: int) -> None:
        lexical = any(words[at].folded == phrase[0] for phrase in self._speech.prepositions)
        cue = Span(words[at].start + (0 if lexical else 1), words[at].end)
        after = words[at + length :][:2]
        if after and after[0].folded in self._speech.own:
            return
        verb = after[-1] if after and after[0].folded == _WHAT else after[0] if after else None
        if verb is not None and verb.folded in self._speech.through and self._is_saying(verb.folded):
            cue = Span(verb.start, verb.end)
        source = self._speakers.behind(words[at + length - 1].end)
        if source is None:
            return
        skipped = Span(cue.start, source.whole.start) if cue.start < source.whole.start else cue
        self._taken.append(skipped)
        content = Span(self._sentence.start, self._sentence.end)
        self._found.append(self._cue(cue, "ar.cue.preposition", content, source))

    def _is_saying(self, folded: str) -> bool:
        """Whether a word is a verb of saying, perhaps with an attached object."""
        forms = self._speech.forms
        return folded in forms or folded[:-1] in forms or folded[:-2] in forms

    def _cue(
        self, span: Span, rule: str, content: Span | None, source: Item | FoundCue | None, *, opens: bool = False
    ) -> FoundCue:
        kind, form, where = _party(source)
        resumes = where is None
        return FoundCue(span.start, span.end, rule, content, where, kind, form, opens=opens, resumes=resumes)


def _party(source: Item | FoundCue | None) -> tuple[MentionType | None, MentionForm | None, Span | None]:
    if source is None:
        return None, None, None
    if isinstance(source, FoundCue):
        if source.source is None and source.resumes:
            return "person", "dropped", Span(source.start, source.end)
        return source.source_type, source.source_form, source.source
    return source.type or "person", source.form or "nominal", Span(source.start, source.end)
