"""The tables of cues: which folded word is a form of which verb of saying, and how it takes what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language

Kind = Literal["direct", "that", "quote"]
_PREFIXES = (
    "\u064a",
    "\u062a",
    "\u0646",
    "\u0627",
    "\u0633\u064a",
    "\u0633\u062a",
)  # ya-, ta-, na-, a-, sa-ya-, sa-ta-
_PLURAL = "\u0648\u0646"
_PAST_ENDINGS = ("", "\u062a", "\u0648\u0627")
_PARTICIPLE_ENDINGS = ("\u0627", "\u0647", "\u064a\u0646", "\u0627\u062a")


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a verb of saying."""

    kind: Kind
    participle: bool = False
    fear: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """The cue tables of one language, folded. Phrases of several words are tuples, the longest first."""

    forms: Mapping[str, Form]
    phrases: tuple[tuple[str, ...], ...]
    prepositions: tuple[tuple[str, ...], ...]
    nameless: frozenset[str]
    passive: frozenset[str]
    transition: frozenset[str]
    resumes: frozenset[str]
    nouns: frozenset[str]
    accusations: frozenset[str]
    through: frozenset[str]
    own: frozenset[str]
    boundaries: frozenset[str]
    need_that: frozenset[str]
    fears: frozenset[str]


@cache
def load_speech(language: Language) -> Speech:
    """The cues of `language`, read and inflected once."""
    table = load_table(language, "cues")
    verbs, nouns, prepositions = table.get("verbs", {}), table.get("nouns", {}), table.get("prepositions", {})
    return Speech(
        forms=_inflect(verbs) if language == "ar" else {},
        phrases=() if language == "ar" else _phrases(verbs.get("that", [])),
        prepositions=_phrases(prepositions.get("words", [])),
        nameless=_words(verbs.get("nameless", []) or nouns.get("nameless", [])),
        passive=_words(verbs.get("passive", [])),
        transition=_words(verbs.get("transition", [])),
        resumes=_words(table.get("resumes", {}).get("words", []) or verbs.get("resumes", [])),
        nouns=_words(nouns.get("words", [])),
        accusations=_words(nouns.get("accusation", [])),
        through=_words(prepositions.get("through", [])),
        own=_words(prepositions.get("own", [])),
        boundaries=_words(table.get("boundaries", {}).get("words", [])),
        need_that=_words(verbs.get("need_that", [])),
        fears=_words(nouns.get("fears", []) or verbs.get("fears", [])),
    )


def _words(rows: list[str]) -> frozenset[str]:
    return frozenset(map(fold, rows))


def _phrases(rows: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted({tuple(fold(row).split()) for row in rows}, key=lambda p: (-len(p), p)))


def _inflect(verbs: Mapping[str, list[str]]) -> dict[str, Form]:
    out: dict[str, Form] = {}
    rows: tuple[tuple[str, Kind], ...] = (
        ("fears", "direct"),
        ("direct", "direct"),
        ("that", "that"),
        ("quote", "quote"),
    )
    for name, kind in rows:
        for row in verbs.get(name, []):
            past, present, participle = row.split("|")
            for form in _past(past) | _present(present):
                out.setdefault(form, Form(kind, fear=name == "fears"))
            for form in _participles(participle):
                out.setdefault(form, Form(kind, participle=True, fear=name == "fears"))
    return out


def _past(row: str) -> set[str]:
    forms = [fold(form) for form in row.split(",") if form]
    return set(forms) if len(forms) > 1 else {form + end for form in forms for end in _PAST_ENDINGS}


def _present(row: str) -> set[str]:
    stem = fold(row)
    return {prefix + stem for prefix in _PREFIXES} | {_PREFIXES[0] + stem + _PLURAL} if stem else set()


def _participles(row: str) -> set[str]:
    stem = fold(row)
    return {stem + end for end in _PARTICIPLE_ENDINGS} if stem else set()
