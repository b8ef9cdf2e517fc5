"""Names in the sentences of a document: candidates of each language's rules, the best of those that overlap.

Two passes: what the first finds for certain (a full name, a full title of a body) lets the second find short names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dalil.model import Document, MentionType, Sentence
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import load_states
from dalil.reader.rules.name_states import type_state
from dalil.reader.rules.name_words import Known, NameWords
from dalil.reader.rules.names_arabic import find_arabic_names, find_arabic_phrases
from dalil.reader.rules.names_english import find_english_names
from dalil.reader.rules.names_persian import find_persian_names
from dalil.reader.rules.persons_arabic import learn_shorts

_NEAR = 5  # characters of "and" or a comma, with blanks, between two states of one list


def find_names(document: Document, sentences: Sequence[Sentence]) -> tuple[tuple[FoundName, ...], ...]:
    """The names of each sentence in text order, none overlapping another."""
    words = [NameWords(document.text, sentence) for sentence in sentences]
    phrases = [tuple(find_arabic_phrases(w)) if w.language == "ar" else () for w in words]
    known = Known()
    first = [_choose((*fixed, *_find(w, known))) for w, fixed in zip(words, phrases, strict=True)]
    for sentence_words, names in zip(words, first, strict=True):
        _learn(known, sentence_words, names)
    return tuple(_type_states(w, _choose((*fixed, *_find(w, known)))) for w, fixed in zip(words, phrases, strict=True))


def _find(words: NameWords, known: Known) -> Iterable[FoundName]:
    if words.language == "ar":
        return find_arabic_names(words, known)
    if words.language == "fa":
        return find_persian_names(words, known)
    return find_english_names(words, known)


def _choose(candidates: Iterable[FoundName]) -> tuple[FoundName, ...]:
    """Of overlapping candidates the longest, then the surest, then one in quotation marks."""
    starts: list[int] = []
    chosen: list[FoundName] = []
    for name in sorted(candidates, key=lambda n: (n.start - n.end, -n.score, n.rule != "name.quoted", n.start, n.type)):
        at = bisect_left(starts, name.start)
        free_before = at == 0 or chosen[at - 1].end <= name.start
        if free_before and (at == len(chosen) or name.end <= starts[at]):
            starts.insert(at, name.start)
            chosen.insert(at, name)
    return tuple(chosen)


def _learn(known: Known, words: NameWords, names: Iterable[FoundName]) -> None:
    for name in names:
        if name.lexicon is not None:
            known.ids.add(name.lexicon)
        if name.type == "person":
            parts = words.folded[words.index(name.start) : words.index(name.end)]
            known.names[parts] = name.type
            for short in learn_shorts([parts]):
                known.shorts.setdefault(short, name.lexicon)


def _type_states(words: NameWords, names: tuple[FoundName, ...]) -> tuple[FoundName, ...]:
    """States and capitals typed by what stands around them."""
    out: list[FoundName] = []
    before: tuple[int, MentionType] | None = None
    for name in names:
        state = load_states(words.language).get(name.lexicon or "")
        if state is None or name.type != "place":
            out.append(name)
            continue
        near = before[1] if before is not None and name.start - before[0] <= _NEAR else None
        kind = type_state(words, name, capital=state == "capital", before=near)
        before = (name.end, kind)
        out.append(replace(name, type=kind))
    return tuple(out)
