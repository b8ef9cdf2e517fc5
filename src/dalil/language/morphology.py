"""Light analysis of Arabic words against the lexicon of events: attached particles, inflection, agreement.

Invariant: `bare` lies inside the word, keeps its article, and `pronoun` begins where `bare` ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from dalil.language.fold import fold, fold_with_origin
from dalil.language.lexicon import load_table
from dalil.language.predicates import Entry, Predicates, load_predicates
from dalil.language.words import Word
from dalil.model import Language, Span

Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]

_HEH, _TEH, _ALEF, _YEH, _WAW, _LAM = "\u0647", "\u062a", "\u0627", "\u064a", "\u0648", "\u0644"
_DAMMA, _MARBUTA = "\u064f", "\u0629"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_VERBAL = frozenset({"past", "present", "imperative"})
_MOST = 12  # analyses of a word; more are not told apart by anything here


@dataclass(frozen=True, slots=True)
class Agreement:
    """Person (0: a noun), gender and number as far as the form tells; None where it does not."""

    person: int = 0
    gender: Gender | None = None
    number: Number | None = None

    def fits(self, other: Agreement) -> bool:
        """Whether nothing in the two forms contradicts; the plural of things may go with a feminine singular."""
        if self.gender and other.gender and self.gender != other.gender and "p" not in (self.number, other.number):
            return False
        numbers = {self.number, other.number} - {None}
        return len(numbers) < 2 or "p" in numbers


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word: its `entry`, the `bare` word without conjunction, preposition and pronoun, what was cut.

    `conjunction` and `preposition` are folded letters; `future` is its particle; `passive` is a likelihood.
    """

    entry: Entry
    bare: Span
    agreement: Agreement
    pronoun: Span | None = None
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    future: bool = False
    passive: bool = False


@dataclass(frozen=True, slots=True)
class _Affixes:
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    future: str
    article: str
    article_after_lam: str
    pronouns: tuple[str, ...]
    pasts: tuple[tuple[str, Agreement], ...]
    prefixes: tuple[tuple[str, Agreement], ...]
    presents: tuple[tuple[str, Agreement], ...]
    nouns: tuple[tuple[str, Agreement], ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """An analysis in offsets of the folded word."""

    entry: Entry
    start: int
    end: int
    agreement: Agreement
    conjunction: str
    preposition: str = ""
    article: bool = False
    future: bool = False
    inflection: int = 0  # letters of person, gender and number


def analyse_word(word: Word, language: Language, *, text: str) -> tuple[Analysis, ...]:
    """The readings of `word` that the lexicon of events knows, listed words first; empty for any other word.

    Only Arabic is inflected this way: Persian and English words come back empty. `text` is where `word` stands.
    """
    if language != "ar":
        return ()
    found = _analyse(word.folded)
    if not found:
        return ()
    surface = word.of(text)
    folded = fold_with_origin(surface)
    placed = (_place(each, word, folded.origin, surface) for each in found)
    return tuple(each for each in placed if not _contradicts_marbuta(each, text))


def _contradicts_marbuta(analysis: Analysis, text: str) -> bool:
    """Whether a written teh marbuta, which folding hides, would have to be a pronoun or end a verb."""
    end = (analysis.pronoun or analysis.bare).of(text).rstrip(_MARKS)[-1:]
    return end == _MARBUTA and (analysis.pronoun is not None or analysis.entry.kind in _VERBAL)


def is_function_word(folded: str, language: Language = "ar") -> bool:
    """Whether `folded` is a particle, pronoun, number or the like, which carries no event."""
    return folded in _function_words(language)


def verb_agreement(word: Word) -> Agreement | None:
    """Person, gender and number of an Arabic verb; None where the word is not a verb of the lexicon."""
    for each in _analyse(word.folded):
        if each.entry.kind in ("past", "present", "imperative"):
            return each.agreement
    return None


def noun_agreement(word: Word) -> Agreement:
    """Gender and number of an Arabic noun or adjective by its ending; broken plurals count as masculine singular."""
    stem = word.folded.removeprefix(_affixes().article)
    for affix, agreement in sorted(_affixes().nouns, key=lambda row: -len(row[0])):
        if affix and len(affix) + 1 < len(stem) and stem.endswith(affix) and affix not in (_ALEF, _WAW, _YEH, _TEH):
            return agreement
    return Agreement(0, "m", "s")


def _place(each: _Folded, word: Word, origin: Sequence[int], surface: str) -> Analysis:
    start, end = word.start + origin[each.start], word.start + origin[each.end - 1] + 1
    folded_length = len(origin) - 1
    tail = Span(word.start + origin[each.end], word.end) if each.end < folded_length else None
    if tail is None:
        end = word.end
    passive = each.entry.passive or each.entry.kind == "passive" or _is_marked_passive(each, surface)
    return Analysis(
        each.entry, Span(start, tail.start if tail else end), each.agreement, tail,
        each.conjunction, each.preposition, each.article, each.future, passive,
    )  # fmt: skip


def _is_marked_passive(each: _Folded, surface: str) -> bool:
    return each.entry.kind in ("past", "present") and _DAMMA in surface[each.start + 1 : each.start + 2]


@lru_cache(maxsize=16384)
def _analyse(folded: str) -> tuple[_Folded, ...]:
    affixes, lexicon = _affixes(), load_predicates("ar")
    if folded in _function_words("ar") or len(folded) < 2:
        return ()
    found = dict.fromkeys(_readings(folded, affixes, lexicon))
    return tuple(sorted(found, key=_rank))[:_MOST]


def _rank(each: _Folded) -> tuple[bool, int, int, bool, int]:
    """Listed words before the wide list; then what cuts the least from the word, the shortest inflection first."""
    cut = len(each.conjunction) + len(each.preposition)
    return (each.entry.general, cut, -(each.end - each.start), each.entry.passive, each.inflection)


def _readings(folded: str, affixes: _Affixes, lexicon: Predicates) -> Iterator[_Folded]:
    for conjunction in ("", *affixes.conjunctions):
        if folded.startswith(conjunction) and len(folded) - len(conjunction) > 1:
            at = len(conjunction)
            for end in _ends(folded, at, affixes):
                yield from _pasts(folded, at, end, affixes, lexicon)
                yield from _presents(folded, at, end, affixes, lexicon)
                yield from _nominals(folded, at, end, affixes, lexicon)


def _ends(folded: str, start: int, affixes: _Affixes) -> Iterator[int]:
    """Where the word may end before an attached pronoun; first where there is none."""
    yield len(folded)
    for pronoun in affixes.pronouns:
        if folded.endswith(pronoun) and len(folded) - len(pronoun) - start > 1:
            yield len(folded) - len(pronoun)


def _pasts(folded: str, start: int, end: int, affixes: _Affixes, lexicon: Predicates) -> Iterator[_Folded]:
    for stem, agreement in _stems(folded[start:end], affixes.pasts):
        for variant in (stem, stem[:-1] + _YEH) if end < len(folded) and stem.endswith(_ALEF) else (stem,):
            for entry in lexicon.pasts.get(variant, ()):
                yield _Folded(entry, start, end, agreement, folded[:start], inflection=end - start - len(stem))


def _presents(folded: str, start: int, end: int, affixes: _Affixes, lexicon: Predicates) -> Iterator[_Folded]:
    for particle in ("", affixes.future, _LAM):
        at = start + len(particle)
        if not folded.startswith(particle, start):
            continue
        for prefix, person in affixes.prefixes:
            if not folded.startswith(prefix, at):
                continue
            for stem, agreement in _stems(folded[at + len(prefix) : end], affixes.presents):
                both = Agreement(person.person, agreement.gender or person.gender, agreement.number or person.number)
                for entry in lexicon.presents.get(stem, ()):
                    future = particle == affixes.future
                    first = start if future else at
                    yield _Folded(
                        entry, first, end, both, folded[:start], "" if future else particle,
                        future=future, inflection=end - at - len(stem),
                    )  # fmt: skip


def _nominals(folded: str, start: int, end: int, affixes: _Affixes, lexicon: Predicates) -> Iterator[_Folded]:
    for preposition in ("", *affixes.prepositions):
        if not folded.startswith(preposition, start):
            continue
        at = start + len(preposition)
        for article in (affixes.article, affixes.article_after_lam[1:] if preposition == _LAM else "", ""):
            if article and not folded.startswith(article, at):
                continue
            if article and end < len(folded):
                continue  # the article and a pronoun exclude each other
            rest = folded[at + len(article) : end]
            for stem, agreement in _noun_stems(rest, end < len(folded), affixes):
                for entry in lexicon.nominals.get(stem, ()):
                    yield _Folded(
                        entry,
                        at,
                        end,
                        agreement,
                        folded[:start],
                        preposition,
                        bool(article),
                        False,
                        len(rest) - len(stem),
                    )


def _stems(rest: str, suffixes: Sequence[tuple[str, Agreement]]) -> Iterator[tuple[str, Agreement]]:
    for suffix, agreement in suffixes:
        if rest.endswith(suffix) and len(rest) - len(suffix) > 1:
            yield rest[: len(rest) - len(suffix)], agreement


def _noun_stems(rest: str, suffixed: bool, affixes: _Affixes) -> Iterator[tuple[str, Agreement]]:
    """The singular that may stand behind `rest`: teh marbuta restored, a final hamza's seat cut."""
    for stem, agreement in _stems(rest, affixes.nouns):
        suffix = rest[len(stem) :]
        if suffix == _TEH and not suffixed:
            continue
        if suffix == _HEH:
            yield rest, agreement
            continue
        if agreement.gender == "f":
            yield stem + _HEH, agreement
        if suffix != _TEH:
            yield stem, agreement if suffix or not rest.endswith(_HEH) else Agreement(0, "f", "s")
        if suffixed and not suffix and rest[-1] in (_YEH, _WAW) and rest[-2:-1] == _ALEF:
            yield rest[:-1], agreement
        if suffixed and not suffix and rest.endswith(_ALEF):
            yield rest[:-1] + _YEH, agreement


@cache
def _affixes() -> _Affixes:
    table = load_table("ar", "affixes")
    words = {name: tuple(fold(table[name]).split()) for name in ("conjunctions", "prepositions", "pronouns")}
    return _Affixes(
        conjunctions=words["conjunctions"],
        prepositions=words["prepositions"],
        future=fold(table["future"]),
        article=fold(table["article"]),
        article_after_lam=fold(table["article_after_lam"]),
        pronouns=words["pronouns"],
        pasts=_verbal(table, "past_suffixes"),
        prefixes=_verbal(table, "present_prefixes"),
        presents=_nominal(table, "present_suffixes"),
        nouns=_nominal(table, "noun_suffixes"),
    )


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(fold(load_table(language, "affixes")["function_words"]).split())


def _rows(table: Mapping[str, str], name: str) -> Iterator[list[str]]:
    for line in table[name].split():
        yield ["" if cell == "-" else cell for cell in line.split("|")]


def _verbal(table: Mapping[str, str], name: str) -> tuple[tuple[str, Agreement], ...]:
    return tuple((fold(a), Agreement(int(p), _gender(g), _number(n))) for a, p, g, n in _rows(table, name))


def _nominal(table: Mapping[str, str], name: str) -> tuple[tuple[str, Agreement], ...]:
    return tuple((fold(a), Agreement(0, _gender(g), _number(n))) for a, g, n in _rows(table, name))


def _gender(cell: str) -> Gender | None:
    return "m" if cell == "m" else "f" if cell == "f" else None


def _number(cell: str) -> Number | None:
    return "s" if cell == "s" else "d" if cell == "d" else "p" if cell == "p" else None
