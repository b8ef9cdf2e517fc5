"""The words that carry events, by predicate: tables of a language compiled once into look-ups by folded form.

Invariant: an entry's `predicates` is never empty and holds members of `model.PREDICATES` only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import PREDICATES, Language

WordKind = Literal["past", "present", "imperative", "masdar", "active", "passive", "noun"]

_ALEF, _YEH, _NOON, _HEH, _DAL = "\u0627", "\u064a", "\u0646", "\u0647", "\u062f"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that may carry an event. `lemma` is folded; a derived masdar or participle has its verb's.

    `general` marks a verb of the wide list, whose predicate is no more than `other`; `passive` a passive stem;
    `negative` a Persian form that denies by its prefix.
    """

    lemma: str
    kind: WordKind
    predicates: tuple[str, ...]
    general: bool = False
    passive: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that carry one event together: the folded `head`, which may be inflected, and the folded words after it."""

    head: str
    rest: tuple[str, ...]
    predicate: str
    carried: int = 0  # how many words of `rest` only tell the meaning and are no part of the trigger


@dataclass(frozen=True, slots=True)
class Predicates:
    """Entries by folded stem: pasts and presents without their inflection, nominals in the singular as listed."""

    pasts: Mapping[str, tuple[Entry, ...]]
    presents: Mapping[str, tuple[Entry, ...]]
    nominals: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]


class Compiler:
    """Collects the entries of one language."""

    def __init__(self) -> None:
        self.pasts: dict[str, list[Entry]] = defaultdict(list)
        self.presents: dict[str, list[Entry]] = defaultdict(list)
        self.nominals: dict[str, list[Entry]] = defaultdict(list)

    def add(self, table: dict[str, list[Entry]], forms: Iterable[str], entry: Entry) -> None:
        for form in forms:
            if len(form) > 1 and entry not in table[form]:
                table[form].append(entry)


@cache
def load_predicates(language: Language) -> Predicates:
    """The compiled tables of `language`; for Persian and English `pasts` holds whole forms and `presents` nothing."""
    table = load_table(language, "predicates")
    verbs = _by_word(table, "verbs")
    nouns = _by_word(table, "nouns")
    compiler = Compiler()
    if language == "ar":
        _add_arabic_verbs(compiler, verbs)
    elif language == "fa":
        _add_persian_verbs(compiler, verbs)
    else:
        _add_english_verbs(compiler, verbs, str(table.get("irregular", "")))
    for noun, predicates in nouns.items():
        compiler.add(compiler.nominals, [noun], Entry(noun, "noun", predicates))
    return Predicates(_freeze(compiler.pasts), _freeze(compiler.presents), _freeze(compiler.nominals), _phrases(table))


def _by_word(table: Mapping[str, Mapping[str, str]], field: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for predicate, words in table.items():
        if predicate in PREDICATES:
            for word in fold(words.get(field, "")).split():  # a ZWNJ inside a word is folded away
                if predicate not in out.get(word, ()):
                    out[word] = (*out.get(word, ()), predicate)
    return out


def _phrases(table: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Phrase, ...]]:
    out: dict[str, list[Phrase]] = defaultdict(list)
    for predicate, words in table.items():
        for line in fold(words.get("phrases", "")).splitlines() if predicate in PREDICATES else ():
            head, *rest = line.split() or [""]
            if head and rest:
                words_of, _, told = " ".join(rest).partition("+")
                carried = told.split()
                out[head].append(Phrase(head, (*words_of.split(), *carried), predicate, len(carried)))
    return {head: tuple(phrases) for head, phrases in out.items()}


def _freeze(table: Mapping[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {form: tuple(sorted(entries, key=lambda e: e.general)) for form, entries in table.items()}


def _add_arabic_verbs(compiler: Compiler, verbs: Mapping[str, tuple[str, ...]]) -> None:
    listed = set()
    for row in load_table("ar", "verbs")["rows"].split("\n"):
        if row:
            lemma, pasts, presents, active, passive, masdars = (*row.split("|"), *[""] * 6)[:6]
            listed.add(lemma)
            predicates = verbs.get(lemma)
            general = predicates is None
            known = predicates or ("other",)
            stems = _with_passive(compiler, lemma, pasts, known, general)
            compiler.add(compiler.pasts, stems, Entry(lemma, "past", known, general))
            compiler.add(compiler.presents, presents.split(), Entry(lemma, "present", known, general))
            compiler.add(compiler.nominals, masdars.split(), Entry(lemma, "masdar", known, general))
            compiler.add(compiler.nominals, _weak(active), Entry(lemma, "active", known, general))
            compiler.add(compiler.nominals, _weak(passive), Entry(lemma, "passive", known, general))
    for lemma, predicates in verbs.items():
        if lemma not in listed:
            present = lemma[1:] if lemma[0] == _ALEF and len(lemma) > 3 else lemma
            compiler.add(compiler.pasts, [lemma], Entry(lemma, "past", predicates))
            compiler.add(compiler.presents, [present], Entry(lemma, "present", predicates))
            if len(lemma) > 3:
                compiler.add(compiler.nominals, ["\u0645" + present], Entry(lemma, "active", predicates))


def _with_passive(compiler: Compiler, lemma: str, pasts: str, predicates: tuple[str, ...], general: bool) -> list[str]:
    """The past stems; the passive of a hollow verb (yeh for its alef) is added on the way."""
    stems = pasts.split()
    for stem in stems:
        if stem == lemma and len(stem) >= 3 and stem[-2] == _ALEF and stem[-1] not in (_ALEF, _YEH):
            passive = Entry(lemma, "past", predicates, general, passive=True)
            compiler.add(compiler.pasts, [stem[:-2] + _YEH + stem[-1]], passive)
    return stems


def _weak(participle: str) -> list[str]:
    """A participle, and its indefinite form without the final yeh."""
    return [participle, participle[:-1]] if len(participle) > 4 and participle.endswith(_YEH) else [participle]


def _add_persian_verbs(compiler: Compiler, verbs: Mapping[str, tuple[str, ...]]) -> None:
    for row, predicates in verbs.items():
        past, _, present = row.partition("|")
        for form, kind, negative in persian_forms(past, present):
            compiler.add(compiler.pasts, [form], Entry(past, kind, predicates, negative=negative))
        compiler.add(compiler.nominals, [past + _NOON], Entry(past, "masdar", predicates))


def persian_forms(past: str, present: str) -> Iterable[tuple[str, WordKind, bool]]:
    """The finite forms and the participle of a Persian verb, folded, with whether the prefix denies."""
    affixes = load_table("fa", "affixes")
    endings = ["", *fold(affixes["verb_endings"]).split()]
    denying = fold(affixes["negative_prefixes"]).split()
    for prefix in ["", *fold(affixes["verb_prefixes"]).split()]:
        for ending in (*endings, _HEH, _HEH + _ALEF + _NOON + _DAL):
            yield prefix + past + ending, "past", prefix in denying
    for prefix in fold(affixes["present_prefixes"]).split():
        for ending in (*endings[1:], _DAL):
            yield prefix + present + ending, "present", prefix in denying


def _add_english_verbs(compiler: Compiler, verbs: Mapping[str, tuple[str, ...]], irregular: str) -> None:
    parts = {line.split()[0]: line.split()[1:] for line in irregular.splitlines() if line.strip()}
    for base, predicates in verbs.items():
        pasts = parts.get(base) or [form + "ed" for form in _english_stems(base, keeps_y=False)]
        compiler.add(compiler.pasts, [base, _english_third(base)], Entry(base, "present", predicates))
        compiler.add(compiler.pasts, pasts, Entry(base, "past", predicates))
        gerunds = [form + "ing" for form in _english_stems(base, keeps_y=True)]
        compiler.add(compiler.nominals, gerunds, Entry(base, "active", predicates))


def _english_third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _english_stems(base: str, *, keeps_y: bool) -> list[str]:
    """What -ed and -ing are put after: e dropped, y turned into i, the last consonant doubled or not."""
    if base.endswith("e"):
        return [base[:-1]]
    if base.endswith("y") and base[-2] not in "aeiou" and not keeps_y:
        return [base[:-1] + "i"]
    if len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou" and base[-3] not in "aeiou":
        return [base, base + base[-1]]
    return [base]
