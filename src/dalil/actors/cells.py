"""Cells: the profiles of many documents that no rule here ever parts, summed up; and the keys by which cells meet.

Of what stands beside a name a cell keeps a sample that depends on the documents alone, so that it stays small.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from sys import intern
from typing import TypeVar

from dalil.actors.distinct import telling_parts
from dalil.actors.profiles import UNIQUE, Member, Profile, unique_id
from dalil.model import MentionType
from dalil.names.blocking import close_keys

MOST_SIGHTINGS = 50
MOST_BESIDE = 60
MOST_HOLDERS = 80  # of a key of sounds or of a short name: one that more cells hold is not followed
_SOUND, _BARE, _PART = _COUNTED = ("sound", "bare", "part")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one profile tells beside names and ids; `rank` orders profiles by chance, the same on every run."""

    rank: int
    member: Member
    offices: tuple[str, ...]
    company: tuple[str, ...]
    apart: tuple[str, ...]
    died: str | None
    acted: str | None

    @classmethod
    def of(cls, p: Profile) -> Sighting:
        offices, company, apart = (tuple(map(intern, row)) for row in (p.offices, p.company, p.apart))
        member = (intern(p.member[0]), intern(p.member[1]))
        return cls(rank_member(member), member, offices, company, apart, p.died, p.acted)

    @property
    def order(self) -> tuple[int, Member]:
        return self.rank, self.member


@dataclass(slots=True)
class Cell:
    """The profiles of one cell: sums over all of them, and the `MOST_SIGHTINGS` first by rank as they are.

    `names` counts (language, name), `ids` (scheme, value); `full` and `bare` are keys of names, the same for all.
    """

    id: str
    type: MentionType
    full: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    ids: Counter[tuple[str, str]] = field(default_factory=Counter)
    mentions: int = 0
    documents: int = 0
    sightings: list[Sighting] = field(default_factory=list)
    _beside: tuple[str, ...] | None = None

    def add(self, profile: Profile) -> Member:
        """Adds a profile of this cell and gives its member back, as it is kept."""
        self.count(profile, 1)
        seen = Sighting.of(profile)
        if len(self.sightings) < MOST_SIGHTINGS or seen.order < self.sightings[-1].order:
            insort(self.sightings, seen, key=lambda one: one.order)
            del self.sightings[MOST_SIGHTINGS:]
            self._beside = None
        return seen.member

    def see(self, sightings: list[Sighting]) -> None:
        """Puts other sightings in the place of its own."""
        self.sightings, self._beside = sightings, None

    def beside(self) -> tuple[str, ...]:
        """The most told offices (behind "f:") and company, at most `MOST_BESIDE`."""
        if self._beside is None:
            told: Counter[str] = Counter()
            for seen in self.sightings:
                told.update(f"f:{office}" for office in seen.offices)
                told.update(seen.company)
            ranked = sorted(told, key=lambda key: (-told[key], key)) if len(told) > MOST_BESIDE else told
            self._beside = tuple(ranked)[:MOST_BESIDE]
        return self._beside

    def count(self, profile: Profile, times: int) -> None:
        """Adds a profile to the sums alone; with -1 takes it out."""
        _count(self.names, ((language, name) for language, row in profile.names.items() for name in row), times)
        _count(self.ids, profile.ids.items(), times)
        self.mentions += times * profile.mentions
        self.documents += times

    @property
    def unique(self) -> str | None:
        """The id that names it, "scheme:value"; None where it has none."""
        return unique_id(dict(sorted(self.ids, key=lambda item: (self.ids[item], item))))

    @property
    def is_bare(self) -> bool:
        """Whether its names alone do not tell who it is."""
        return not self.full and self.unique is None

    def told_names(self) -> list[str]:
        """Its names as written, the most told first."""
        return [name for (_, name), _ in sorted(self.names.items(), key=lambda item: (-item[1], item[0]))]


def rank_member(member: Member) -> int:
    """A number below 2**48 by the document's id."""
    return int.from_bytes(hashlib.sha256(member[0].encode()).digest()[:6])


def _count(counter: Counter[_T], items: Iterable[_T], times: int) -> None:
    for item in items:
        counter[item] += times
        if not counter[item]:
            del counter[item]


def published_keys(cell: Cell) -> frozenset[str]:
    """The keys under which other cells find this one."""
    return frozenset(_keys(cell, asking=False))


def asked_keys(cell: Cell) -> frozenset[str]:
    """The keys under which this cell looks for others: of two that meet each finds the other."""
    return frozenset(_keys(cell, asking=True))


def follow(key: str, holders: Callable[[str], Collection[str]]) -> Collection[str]:
    """The cells that hold `key`; none where too many do: such a sound, or such a short name, tells nothing.

    A short name counts on both sides: the cells that have no other, and the full names that end in it.
    """
    kind, _, rest = key.partition(" ")
    if kind not in _COUNTED:
        return holders(key)
    both = (f"{_BARE} {rest}", f"{_PART} {rest}") if kind in (_BARE, _PART) else (key,)
    return holders(key) if all(len(holders(one)) <= MOST_HOLDERS for one in both) else ()


def _keys(cell: Cell, *, asking: bool) -> Iterator[str]:
    """Full names meet by their sound, ids by their value, a bare name meets its like and full names that hold it."""
    if cell.is_bare:
        for key in cell.bare:
            yield f"{_BARE} {cell.type} {key}"
            if asking:
                yield f"{_PART} {cell.type} {key}"
        return
    for scheme, value in cell.ids:
        if scheme in UNIQUE:
            yield f"id {cell.type} {scheme} {value}"
    for key in cell.full:
        yield f"full {cell.type} {key}"
    if cell.type != "person":
        return
    for _, name in cell.names:
        for key in close_keys(name):
            yield f"{_SOUND} {key}"
        for part in telling_parts(name):
            yield f"{_BARE if asking else _PART} person {part}"
