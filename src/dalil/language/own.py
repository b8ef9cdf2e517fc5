"""A user's own entries of the lexicon, as TOML, and those that this process reads with.

A worker is told them with what it is asked to read, before it reads; everything else reads with none.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from dalil.errors import DalilError
from dalil.language.organizations import find_organization, fold_name
from dalil.model import Language, MentionType

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_TYPES: tuple[MentionType, ...] = get_args(MentionType)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class OwnEntryError(DalilError):
    """Entries that are none, or that contradict one another; `str(error)` says which and why."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One thing under its names. An id that the lexicon of organisations has adds names to that organisation."""

    id: str
    type: MentionType
    ar: tuple[str, ...] = ()
    fa: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def names(self, language: Language) -> tuple[str, ...]:
        return {"ar": self.ar, "fa": self.fa, "en": self.en}[language]


@dataclass(frozen=True, eq=False)
class OwnEntries:
    """Entries in the order of their ids; `digest` tells them from others, and is empty where there are none."""

    rows: tuple[OwnEntry, ...] = ()
    by_words: Mapping[Language, Mapping[str, OwnEntry]] = field(init=False)

    def __post_init__(self) -> None:
        by_words = {
            x: {w: row for row in self.rows for name in row.names(x) for w in fold_name(name)} for x in _LANGUAGES
        }
        object.__setattr__(self, "by_words", by_words)

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(format_entries(self.rows).encode()).hexdigest()[:12] if self.rows else ""


_current = OwnEntries()


def use_entries(rows: tuple[OwnEntry, ...]) -> None:
    """Lets this process read with `rows` from now on, instead of those before."""
    global _current  # noqa: PLW0603 - a worker reads for one user
    if rows != _current.rows:
        _current = OwnEntries(rows)


def own_entries() -> OwnEntries:
    """The entries that this process reads with."""
    return _current


def parse_entries(text: str) -> tuple[OwnEntry, ...]:
    """The entries of a TOML text: a table an id, with `type` and lists of names `ar`, `fa`, `en`.

    Raises OwnEntryError where the text is no such thing.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OwnEntryError(f"not TOML: {error}") from error
    return check_entries(_parse_entry(key, row) for key, row in table.items())


def format_entries(rows: Iterable[OwnEntry]) -> str:
    """The TOML text of `rows`, in the order of their ids."""
    out = []
    for row in sorted(rows, key=lambda r: r.id):
        lists = [f"{x} = {json.dumps(row.names(x), ensure_ascii=False)}" for x in _LANGUAGES if row.names(x)]
        out.append("\n".join([f"[{row.id}]", f'type = "{row.type}"', *lists]) + "\n")
    return "\n".join(out)


def check_entries(rows: Iterable[OwnEntry]) -> tuple[OwnEntry, ...]:
    """`rows` in the order of their ids. Raises OwnEntryError where an id, a type or a name cannot be one."""
    checked = tuple(sorted(rows, key=lambda r: r.id))
    for language in _LANGUAGES:
        holder: dict[str, str] = {}
        for row in checked:
            for words in {w for name in row.names(language) for w in fold_name(name)}:
                if holder.setdefault(words, row.id) != row.id:
                    raise OwnEntryError(f"{words!r} is a name of {holder[words]} and of {row.id}")
    for row in checked:
        _check_entry(row)
    return checked


def _check_entry(row: OwnEntry) -> None:
    if not _ID.fullmatch(row.id):
        raise OwnEntryError(f"{row.id!r} is no id: small Latin letters, digits and single hyphens between them")
    if row.type not in _TYPES:
        raise OwnEntryError(f"{row.id}: type {row.type!r} is none of {', '.join(_TYPES)}")
    if row.type != "organization" and find_organization(row.id) is not None:
        raise OwnEntryError(f"{row.id}: an organisation of the lexicon has this id")
    names = [name for language in _LANGUAGES for name in row.names(language)]
    if not names:
        raise OwnEntryError(f"{row.id}: has no name")
    for name in names:
        if not fold_name(name) or any(ord(c) < 32 or ord(c) == 127 for c in name):
            raise OwnEntryError(f"{row.id}: {name!r} is no name")


def _parse_entry(key: str, row: Any) -> OwnEntry:
    if not isinstance(row, dict) or not isinstance(row.get("type"), str):
        raise OwnEntryError(f"{key}: not a table with a type")
    if unknown := row.keys() - {"type", *_LANGUAGES}:
        raise OwnEntryError(f"{key}: unknown field {min(unknown)!r}")
    for language in _LANGUAGES:
        names = row.get(language, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise OwnEntryError(f"{key}: {language} is not a list of names")
    return OwnEntry(key, row["type"], *(tuple(row.get(language, ())) for language in _LANGUAGES))
