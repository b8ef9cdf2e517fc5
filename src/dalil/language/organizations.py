"""The lexicon of organisations: parties, armed groups, ministries, agencies, media, firms; what their names stand for.

Compiled from training/organizations by training/compile_organizations.py. Names are found by their folded words; a name
that two entries share stands for neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import msgspec

from dalil.language.lexicon import read_lines
from dalil.language.words import split_words
from dalil.model import Language

_ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class EarlierNames:
    """Names by language, and the day, month or year (EDTF) until which they held."""

    until: str
    names: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An entry. `country` is ISO 3166-1, empty where there is no one country; `parent` and `successor` are ids.

    `seen` are the public lists that name it, none where `ref` could not be looked up; days are EDTF.
    """

    kind: str
    names: Mapping[Language, tuple[str, ...]]
    ref: str
    country: str = ""
    short: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    parent: str | None = None
    founded: str | None = None
    dissolved: str | None = None
    earlier: tuple[EarlierNames, ...] = ()
    successor: str | None = None
    wikidata: str | None = None
    opensanctions: str | None = None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """What folded words stand for: the entry, how it has them ("shared": another has them too), and whether the reader
    was trained with them ("strong", "weak": in need of evidence, or empty)."""

    id: str
    kind: str  # full, short, earlier or shared
    taught: str


def find_organization(entry: str) -> Organization | None:
    """The organisation of an id; None where the lexicon has no such id, as for a user's own entries."""
    line = _entries().get(entry)
    return None if line is None else _decode(line)


@cache
def load_names(language: Language) -> Mapping[str, Name]:
    """All names of a language by their folded words, joined by blanks."""
    rows = (line.split("\t") for line in read_lines(language, "organizations"))
    return {words: Name(entry, kind, taught) for words, entry, kind, taught in rows}


def fold_name(name: str) -> set[str]:
    """The folded words of a name as texts may spell them, with the zero-width non-joiner and with a blank in its place.

    Empty where a sign that words do not keep sets the name apart ("OPEC+").
    """
    if name.endswith("+"):
        return set()
    spellings = (name, name.replace(_ZWNJ, " "))
    return {" ".join(word.folded for word in split_words(spelling)) for spelling in spellings} - {""}


@cache
def _entries() -> Mapping[str, str]:
    text = resources.files("dalil.language").joinpath("organizations.txt").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {entry: line for entry, _, line in rows}


@cache
def _decode(line: str) -> Organization:
    return msgspec.json.decode(line, type=Organization)
