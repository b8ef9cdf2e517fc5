"""What one document tells of each actor that helps to know it again: names, ids, offices, company, life dates.

A profile belongs to a cell, the least that is ever joined: profiles with the same ids and full names lie in one cell. A
name that many bear (a surname alone, a ministry of no told country, a common given name with a common family name)
makes a cell only with what stands beside it: an office, or else the nearest actor named.

Invariant: a profile is a function of its reading alone, and its cell of the profile alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dalil.actors.distinct import is_distinct, name_key
from dalil.actors.offices import find_offices, office_key, split_office
from dalil.language.sentences import split_sentences
from dalil.model import Actor, Mention, MentionType, Reading

UNIQUE = ("lexicon", "wikidata", "opensanctions", "country")  # schemes whose values name one actor, the surest first
_MOST_COMPANY = 12
_LIFE = {"kill": "patient"}  # predicate and the role of who dies
_NEAR = 2  # characters between two names of one thing: "Name (الاسم)"
Member = tuple[str, str]  # document id, and the actor's id in it


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor of one document.

    `keys` are its names as they are compared, the distinct ones alone in `full`; `offices` what it is called beside its
    name; `company` the nearest other actors that can be told apart by an id or a full name, the nearest first; `apart`
    the names of other actors of its type that stand in a sentence with it; `died` and `acted` days (YYYY-MM-DD): of
    its death as told, and the last on which it did something.
    """

    member: Member
    type: MentionType
    names: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str] = field(default_factory=dict)
    full: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    died: str | None = None
    acted: str | None = None
    mentions: int = 0

    @property
    def cell(self) -> str:
        """The name of its cell: its ids and full names, or else a bare name with the first thing beside it."""
        unique = unique_id(self.ids)
        if unique is not None or self.full:
            return "\x1f".join([self.type, unique or "", *self.full])
        return "\x1f".join([self.type, *self.bare, "~", self._beside() or "/".join(self.member)])

    def _beside(self) -> str | None:
        """An office, or else the nearest actor; of what every state has, the state that the document tells of most."""
        states = [key for key in self.company if ":country:" in key] if self.type != "person" else []
        return next(iter((*states, *self.offices, *self.company)), None)


def unique_id(ids: Mapping[str, str]) -> str | None:
    """The surest id that names one actor, as "scheme:value"."""
    return next((f"{scheme}:{ids[scheme]}" for scheme in UNIQUE if scheme in ids), None)


def profile_reading(reading: Reading) -> tuple[Profile, ...]:
    """A profile for every named actor of `reading`, in the order of its actors."""
    named = [a for a in reading.actors if a.names]
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.actor is not None:
            mentions[mention.actor].append(mention)
    full = {a.id: tuple(sorted({name_key(a.type, n) for n in _names(a) if is_distinct(a.type, n)})) for a in named}
    known = {a.id: unique_id(a.ids) or next(iter(full[a.id]), None) for a in named}
    places = {a.id: [m.start for m in mentions[a.id] if m.form == "name"] for a in named}
    apart = _named_together(reading, {a.id: a for a in named})
    died, acted = _life_dates(reading)
    out = []
    for a in named:
        company = sorted(
            (_distance(places[a.id], places[b.id]), f"{b.type[0]}:{known[b.id]}")
            for b in named
            if b.id != a.id and known[b.id] is not None
        )
        bare = {name_key(a.type, n) for n in _names(a)} - set(full[a.id])
        out.append(
            Profile(
                member=(reading.document.id, a.id),
                type=a.type,
                names=a.names,
                ids=a.ids,
                full=full[a.id],
                bare=tuple(sorted(bare - {""})),
                offices=_offices(reading.document.text, mentions[a.id]) if a.type == "person" else (),
                company=tuple(dict.fromkeys(key for _, key in company))[:_MOST_COMPANY],
                apart=tuple(sorted({name_key(a.type, n) for other in apart[a.id] for n in _names(other)} - {""})),
                died=died.get(a.id),
                acted=acted.get(a.id),
                mentions=len(mentions[a.id]),
            )
        )
    return tuple(out)


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in actor.names.values() for name in row))


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return min((abs(a - b) for a in one for b in other), default=1 << 30)


def _offices(text: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """What it is called beside its name and in its place, the most told first."""
    told: Counter[str] = Counter()
    for m in mentions:
        if m.form == "name":
            told.update(find_offices(text, m))
        elif m.form == "nominal" and (key := office_key(split_office(m.of(text)))):
            told[key] += 1
    return tuple(sorted(told, key=lambda key: (-told[key], key)))


def _named_together(reading: Reading, named: Mapping[str, Actor]) -> Mapping[str, list[Actor]]:
    """For each actor the others of its type whose names stand in a sentence with its own, but for names in brackets."""
    out: dict[str, list[Actor]] = defaultdict(list)
    mentions = sorted((m for m in reading.mentions if m.form == "name" and m.actor in named), key=lambda m: m.start)
    at = 0
    for sentence in split_sentences(reading.document):
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].start >= sentence.start:
                inside.append(mentions[at])
            at += 1
        glued = {
            frozenset((a.actor, b.actor)) for a, b in pairwise(inside) if b.start - a.end <= _NEAR and b.start >= a.end
        }
        for m in inside:
            for n in inside:
                one, other = named[m.actor or ""], named[n.actor or ""]
                overlap = m.overlaps(n)
                if one.type == other.type and one.id != other.id and not overlap and {one.id, other.id} not in glued:
                    out[one.id].append(other)
    return out


def _life_dates(reading: Reading) -> tuple[dict[str, str], dict[str, str]]:
    """The day by which an actor is told to have died, and the last on which it did something."""
    actor_of = {m.id: m.actor for m in reading.mentions}
    times = {t.id: t for t in reading.times}
    died: dict[str, str] = {}
    acted: dict[str, str] = {}
    for claim in reading.claims:
        time = times.get(claim.time.mention or "")
        if claim.polarity != "positive" or claim.modality != "actual" or time is None or claim.time.relation:
            continue
        for role, fillers in claim.args.items():
            for actor in (actor_of.get(f) for f in fillers if isinstance(f, str)):
                if actor and role == _LIFE.get(claim.predicate) and time.latest:
                    died[actor] = min(died.get(actor, time.latest), time.latest)
                elif actor and role == "agent" and time.earliest:
                    acted[actor] = max(acted.get(actor, time.earliest), time.earliest)
    return died, acted
