"""Words that may hand something to a speaker, by the lexicon; what they do in their sentence is the reader's to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import Word
from dalil.model import Language

CueKind = Literal["verb", "participle", "fear", "noun", "preposition", "nameless", "resuming", "denial"]
KINDS: tuple[CueKind, ...] = get_args(CueKind)
_CONJUNCTIONS = ("\u0648", "\u0641")
_PREFIXES = ("\u064a", "\u062a", "\u0646", "\u0627", "\u0633\u064a", "\u0633\u062a")  # of the present and the future
_PLURAL = "\u0648\u0646"
_PAST_ENDINGS = ("", "\u062a", "\u0648\u0627")
_PARTICIPLE_ENDINGS = ("\u0627", "\u0647", "\u064a\u0646", "\u0627\u062a")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], CueKind], ...]]  # by their first word


def find_cue_words(words: Sequence[Word], language: Language) -> Iterator[tuple[int, CueKind]]:
    """The place of each word that belongs to a cue of the lexicon, with what it may be: one thing or several."""
    phrases = load_cues(language)
    for at, word in enumerate(words):
        forms = [word.folded]
        if language == "ar" and word.folded[:1] in _CONJUNCTIONS:
            forms.append(word.folded[1:])
        for form in forms:
            for phrase, kind in phrases.get(form, ()):
                if len(phrase) == 1 or tuple(w.folded for w in words[at + 1 : at + len(phrase)]) == phrase[1:]:
                    yield from ((i, kind) for i in range(at, at + len(phrase)))


def is_denial(word: str, language: Language) -> bool:
    """Whether a folded word, perhaps with a conjunction before it, denies what stands behind it."""
    known = _denials(language)
    return word in known or (word[:1] in _CONJUNCTIONS and word[1:] in known)


@cache
def load_cues(language: Language) -> Phrases:
    """All forms of the lexicon's cues, folded."""
    table = load_table(language, "cues")
    found: dict[tuple[tuple[str, ...], CueKind], None] = {}
    for kind in KINDS:
        for row in table.get(kind, []):
            for form, shape in _inflect(row, kind) if "|" in row else [(fold(row), kind)]:
                found[tuple(form.split()), shape] = None
    out: dict[str, list[tuple[tuple[str, ...], CueKind]]] = {}
    for phrase, kind in found:
        out.setdefault(phrase[0], []).append((phrase, kind))
    return {first: tuple(rows) for first, rows in out.items()}


@cache
def _denials(language: Language) -> frozenset[str]:
    return frozenset(fold(form) for form in load_table(language, "cues")["denial"])


def _inflect(row: str, kind: CueKind) -> Iterator[tuple[str, CueKind]]:
    """The forms of an Arabic verb "past|present|participle": several forms of one kind stand with commas."""
    past, present, participle = (fold(part) for part in row.split("|"))
    forms = [form for form in past.split(",") if form]
    yield from ((form + end, kind) for form in forms for end in (_PAST_ENDINGS if len(forms) == 1 else ("",)))
    if present:
        yield from ((prefix + present, kind) for prefix in _PREFIXES)
        yield _PREFIXES[0] + present + _PLURAL, kind
    if participle:
        yield from ((participle + end, "participle") for end in _PARTICIPLE_ENDINGS)
