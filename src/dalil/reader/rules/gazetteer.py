"""Known names: organisations, states, places, persons, events, works and peoples, matched word by folded word.

The entries of all languages share their ids, so a name found in one script leads to the same thing in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table, read_lines
from dalil.language.organizations import load_names
from dalil.language.own import OwnEntries, own_entries
from dalil.language.words import split_words
from dalil.model import Language, MentionType

_ZWNJ = "\u200c"
_PLACES: dict[str, MentionType] = {"country": "place", "capital": "place", "place": "place", "city": "place"}
_OTHERS: tuple[tuple[str, dict[str, MentionType]], ...] = (
    ("events", {"event": "event", "work": "work", "group": "group"}),
    ("persons", {"person": "person"}),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a known thing. `state`: it acts as well; `weak`: the words mean other things too."""

    id: str
    type: MentionType
    words: tuple[str, ...]
    state: bool = False
    weak: bool = False


class Gazetteer:
    """The known names of one language, by their first folded word, longest first."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._by_first: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_first.setdefault(entry.words[0], []).append(entry)
        for same in self._by_first.values():
            same.sort(key=lambda e: (-len(e.words), e.weak))

    def match(self, first: str, rest: Sequence[str]) -> Entry | None:
        """The longest entry that begins with `first` and goes on with `rest`; at equal length, the first loaded."""
        for entry in self._by_first.get(first, ()):
            if len(entry.words) <= 1 + len(rest) and tuple(rest[: len(entry.words) - 1]) == entry.words[1:]:
                return entry
        return None


def load_gazetteer(language: Language) -> Gazetteer:
    """Loaded once a language: a user's own entries, tables, the compiled places; the first that has a name wins."""
    return _load_gazetteer(language, own_entries())


@cache
def _load_gazetteer(language: Language, own: OwnEntries) -> Gazetteer:
    return Gazetteer(_entries(language, own))


def _entries(language: Language, own: OwnEntries) -> Iterator[Entry]:
    for row in own.rows:
        yield from _named(row.id, row.type, row.names(language))
    yield from _listed(language, "places", _PLACES)
    yield from _organizations(language)
    for name, kinds in _OTHERS:
        yield from _listed(language, name, kinds)
    yield from _compiled_places(language)


def _listed(language: Language, name: str, kinds: dict[str, MentionType]) -> Iterator[Entry]:
    table = load_table(language, name)
    for sections, weak in ((table, False), (table.get("weak", {}), True)):
        for section, kind in kinds.items():
            for key, names in sections.get(section, {}).items():
                yield from _named(key, kind, names, state=section in ("country", "capital"), weak=weak)


def _organizations(language: Language) -> Iterator[Entry]:
    """The names that the network was trained with: more would be features that it has not learned to weigh."""
    for words, name in load_names(language).items():
        if name.taught:
            yield Entry(name.id, "organization", tuple(words.split()), weak=name.taught == "weak")


def _named(
    key: str, kind: MentionType, names: Sequence[str], *, state: bool = False, weak: bool = False
) -> Iterator[Entry]:
    for name in names:
        for spelling in {name, name.replace(_ZWNJ, " ")}:
            words = tuple(w.folded for w in split_words(spelling))
            if words:
                yield Entry(key, kind, words, state, weak)


def _compiled_places(language: Language) -> Iterator[Entry]:
    column = {"ar": 2, "fa": 3, "en": 4}[language]
    for line in read_lines("ar", "places"):
        fields = line.split("\t")
        weak = fields[5].split(";")
        for name in fields[column].split(";"):
            folded = fold(name)
            words = tuple(folded.replace("-", " ").split())
            if words:
                yield Entry(fields[0], "place", words, fields[0].startswith("country:"), folded in weak)


@cache
def load_states(language: Language) -> dict[str, str]:
    """The ids of states ("country") and of capitals that stand for them ("capital")."""
    table = load_table(language, "places")
    states = {line.split("\t")[0]: "country" for line in read_lines("ar", "places") if line.startswith("country:")}
    return states | dict.fromkeys(table.get("capital", {}), "capital")


@cache
def load_person_words(language: Language) -> dict[str, tuple[str, int]]:
    """Folded words of person names with kind (g given, f family, b both, x foreign) and strength 0 (common word) to 3.

    Arabic and Persian share one table.
    """
    if language == "en":
        return dict.fromkeys(read_lines("en", "person_words"), ("b", 2))
    rows = (line.split("\t") for line in read_lines("ar", "person_words"))
    return {word: (kind, int(strength)) for word, kind, strength in rows}


@cache
def load_common_words(language: Language) -> frozenset[str]:
    """Folded words that are frequent in running text and seldom part of a person's name."""
    return frozenset(read_lines(language, "common_words"))
