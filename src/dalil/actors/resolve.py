"""One actor of a case out of the actors of many documents, in any order, with the words of why.

Profiles lie in cells; cells that share a key are weighed; what is connected by more for than against is one
component, and each component is clustered by itself: first full names, then each short name goes to the one it stands
for, or to nobody. A person's judgement outweighs every rule and names its pair by case actors' ids or by
"DOCUMENT/ACTOR".

Invariants: the order of the input changes nothing; a component is a function of its cells and judgements alone, so
that a document added concerns only the components that its cells lie in or meet, and what is undone leaves no trace.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from dalil.actors.cells import Cell, asked_keys, follow, published_keys
from dalil.actors.clusters import cluster
from dalil.actors.distinct import name_key
from dalil.actors.evidence import CERTAIN, Evidence, weigh
from dalil.actors.profiles import Member, Profile
from dalil.model import CaseActor, Judgement

_JUDGED = 100 * CERTAIN
_FULL_COST, _BARE_COST = 300, 300  # thousandths of log-odds that a pair of cells takes from a join
_LEAD = 1000  # by how much the likeliest owner of a short name must lead the next
JUDGED_CELL = "="  # begins the id of the cell of an actor that a judgement speaks of
Pair = tuple[str, str]


class Cells(Protocol):
    """Where cells are found: in memory or in a case."""

    def cell(self, cell_id: str) -> Cell:
        """The cell with this id."""
        ...

    def mates(self, cell: Cell) -> Collection[str]:
        """The ids of the cells that share a key with this one, its own perhaps among them."""
        ...


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that are one actor: the id of the actor, its cells in order, and why they were joined."""

    id: str
    cells: tuple[str, ...]
    why: tuple[str, ...]


def actor_id(cell_id: str) -> str:
    """The id of the actor that a cell gives its name to: "A" and twelve hexadecimal digits."""
    return "A" + hashlib.sha256(cell_id.encode()).hexdigest()[:12]


class Judged:
    """What people decided of cells: the last judgement of each subject that was not withdrawn."""

    def __init__(self, judgements: Iterable[Judgement], find: Mapping[str, str]) -> None:
        """`find` has the cell of every one of `subjects` that the case holds."""
        self.same: dict[str, dict[str, str]] = defaultdict(dict)  # cell, cell: why
        self.different: dict[str, set[str]] = defaultdict(set)
        self.ids: dict[str, dict[str, str]] = defaultdict(dict)
        self.denied: dict[str, set[tuple[str, str]]] = defaultdict(set)
        holders: dict[tuple[str, str], list[str]] = defaultdict(list)
        latest: dict[tuple[str, ...], Judgement] = {}
        for judgement in active(judgements):
            subject = judgement.subject
            latest[tuple(sorted(subject)) if judgement.kind == "actors" else subject] = judgement
        for judgement in latest.values():
            sides = [_find_side(judgement, i, find) for i in range(2 if judgement.kind == "actors" else 1)]
            if judgement.kind == "actors":
                self._judge_pair(sides[0], sides[1], judgement)
                continue
            _, scheme, value = judgement.subject
            for cell in sides[0]:
                if judgement.verdict == "positive":
                    self.ids[cell][scheme] = value
                    holders[scheme, value].append(cell)
                elif judgement.verdict == "negative":
                    self.denied[cell].add((scheme, value))
        for (scheme, value), cells in holders.items():
            self._link(cells, f"given the same {scheme} id: {value}")

    def _judge_pair(self, ones: Sequence[str], others: Sequence[str], judgement: Judgement) -> None:
        if judgement.verdict == "positive" and ones and others:
            self._link([*ones, *others], f"judged the same by {judgement.by}")
        elif judgement.verdict == "negative":
            for one, other in ((one, other) for one in ones for other in others if one != other):
                self.different[one].add(other)
                self.different[other].add(one)

    def _link(self, cells: Sequence[str], why: str) -> None:
        for one, other in pairwise(sorted(set(cells))):
            self.same[one][other] = self.same[other][one] = why


def active(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on actors that hold, in the order in which they were made."""
    held = (j for j in judgements if j.kind != "claim" and j.withdrawn_at is None)
    return sorted(held, key=lambda j: (j.at, j.id))


def judged_members(judgements: Iterable[Judgement]) -> frozenset[Member]:
    """The actors of documents that were judged to be another or not: each is a cell of its own."""
    subjects = (subject for j in active(judgements) if j.kind == "actors" for subject in j.subject if "/" in subject)
    return frozenset((document, actor) for document, _, actor in (s.rpartition("/") for s in subjects))


def subjects(judgements: Iterable[Judgement]) -> frozenset[str]:
    """All that names an actor in judgements, withdrawn ones too: case actors' ids, and DOCUMENT/ACTOR."""
    about = [j for j in judgements if j.kind != "claim"]
    told = {subject for j in about for subject in j.subject[: 2 if j.kind == "actors" else 1]}
    return frozenset(told | {member for j in about for row in j.members for member in row})


def _find_side(judgement: Judgement, position: int, find: Mapping[str, str]) -> list[str]:
    """The cells of an actor of a judgement; in a case that has no such actor those of its members at the time."""
    subject = judgement.subject[position]
    told = [subject] if subject in find or not judgement.members else judgement.members[position]
    return sorted({find[one] for one in told if one in find})


def cell_of(profile: Profile, judged: Collection[Member]) -> str:
    """The id of the cell that a profile lies in."""
    return JUDGED_CELL + "/".join(profile.member) if profile.member in judged else profile.cell


@dataclass(slots=True)
class _Component:
    """Cells that are connected, and what was found between them."""

    cells: dict[str, Cell] = field(default_factory=dict)
    found: dict[Pair, Evidence] = field(default_factory=dict)


def resolve_cells(cells: Cells, start: Iterable[str], judged: Judged, done: set[str]) -> Iterator[Group]:
    """The actors of all components that the cells of `start` lie in; `done` are cells resolved before, and grows."""
    for first in sorted(start):
        if first not in done:
            yield from _cluster(_connect(cells, first, judged, done), judged)


def _connect(cells: Cells, first: str, judged: Judged, done: set[str]) -> _Component:
    component = _Component()
    waiting = [first]
    component.cells[first] = cells.cell(first)
    while waiting:
        one = waiting.pop()
        cell = component.cells[one]
        done.add(one)
        for other in sorted({*cells.mates(cell), *judged.same.get(one, ())}):
            if other in done:
                continue
            mate = component.cells.get(other) or cells.cell(other)
            evidence = _weigh(cell, mate, judged)
            if evidence.weight > 0 or evidence.apart:
                component.found[_pair(one, other)] = evidence
            if evidence.weight > 0 and other not in component.cells:
                component.cells[other] = mate
                waiting.append(other)
    return component


def _weigh(one: Cell, other: Cell, judged: Judged) -> Evidence:
    """The evidence of a pair, outweighed by a judgement; two that were judged to differ stay in sight of each other."""
    if other.id in judged.same.get(one.id, ()):
        return Evidence(_JUDGED, judged.same[one.id][other.id])
    evidence = weigh(*sorted((one, other), key=lambda cell: cell.id))
    if other.id in judged.different.get(one.id, ()):
        return Evidence(evidence.weight, "judged to be two", apart=True)
    return evidence


def _cluster(component: _Component, judged: Judged) -> Iterator[Group]:
    cells, found = component.cells, component.found
    full = [one for one in cells if not cells[one].is_bare or one in judged.same]
    weights = {pair: e.weight for pair, e in found.items() if e.weight > 0}
    apart = [pair for pair, e in found.items() if e.apart and pair[0] in cells and pair[1] in cells]
    rows, joins = cluster(full, _among(weights, full), apart=_inside(apart, full), cost=_FULL_COST, certain=CERTAIN)
    owners = _attach(cells, rows, weights, apart)
    for one, (owner, pair) in owners.items():
        rows[owner].append(one)
        joins.append(pair)
    left = [one for one in cells if one not in owners and one not in set(full)]
    others, more = cluster(left, _among(weights, left), apart=_inside(apart, left), cost=_BARE_COST, certain=_JUDGED)
    told: dict[str, list[str]] = defaultdict(list)
    for pair in (*joins, *more):
        told[pair[0]].append(found[pair].why)
    for row in (*rows, *others):
        reasons = sorted({reason for one in row for reason in told[one]})
        yield Group(actor_id(min(row, key=lambda one: _rank(cells[one]))), tuple(sorted(row)), tuple(reasons))


def _attach(
    cells: Mapping[str, Cell], rows: Sequence[Sequence[str]], weights: Mapping[Pair, int], apart: Iterable[Pair]
) -> dict[str, tuple[int, Pair]]:
    """For short names that one full name leads for: the cluster of the full name, and the pair that weighs most."""
    row_of = {one: i for i, row in enumerate(rows) for one in row}
    best: dict[str, dict[int, tuple[int, Pair]]] = defaultdict(dict)
    for pair, weight in weights.items():
        bare, full = pair if pair[1] in row_of else (pair[1], pair[0])
        if full in row_of and bare not in row_of:
            owner = row_of[full]
            best[bare][owner] = max(best[bare].get(owner, (0, pair)), (weight, pair))
    for one, other in apart:
        for bare, full in ((one, other), (other, one)):
            if full in row_of and bare not in row_of:
                best[bare].pop(row_of[full], None)
    out: dict[str, tuple[int, Pair]] = {}
    for bare, found in best.items():
        ranked = sorted(((weight, pair, owner) for owner, (weight, pair) in found.items()), reverse=True)
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD):
            out[bare] = (ranked[0][2], ranked[0][1])
    return out


def _rank(cell: Cell) -> tuple[bool, bool, int, str]:
    """Which cell names the actor: one with an id, then one with the longest full name; judged ones last."""
    return (
        cell.id.startswith(JUDGED_CELL),
        cell.unique is None,
        -max(map(len, (*cell.full, *cell.bare)), default=0),
        cell.id,
    )


def _among(pairs: Mapping[Pair, int], nodes: Iterable[str]) -> dict[Pair, int]:
    inside = set(nodes)
    return {pair: weight for pair, weight in pairs.items() if inside.issuperset(pair)}


def _inside(pairs: Iterable[Pair], nodes: Iterable[str]) -> list[Pair]:
    inside = set(nodes)
    return [pair for pair in pairs if inside.issuperset(pair)]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


class CellTable:
    """Cells in memory, from profiles in any order."""

    def __init__(self, profiles: Iterable[Profile], judged: Collection[Member] = ()) -> None:
        self.cells: dict[str, Cell] = {}
        self.members: dict[str, list[Member]] = defaultdict(list)
        self._holders: dict[str, list[str]] = defaultdict(list)
        for profile in profiles:
            cell_id = cell_of(profile, judged)
            cell = self.cells.get(cell_id)
            if cell is None:
                cell = self.cells[cell_id] = Cell(cell_id, profile.type, profile.full, profile.bare)
            self.members[cell_id].append(cell.add(profile))
        for cell_id, cell in self.cells.items():
            for key in published_keys(cell):
                self._holders[key].append(cell_id)

    def cell(self, cell_id: str) -> Cell:
        return self.cells[cell_id]

    def find(self, asked: Collection[str]) -> dict[str, str]:
        """The cells of those `asked` that are there: the one that names a case actor, or that DOCUMENT/ACTOR lies
        in."""
        if not asked:
            return {}
        out = {actor_id(cell): cell for cell in self.cells}
        out |= {member: cell for cell, row in self.members.items() for member in map("/".join, row)}
        return {one: out[one] for one in asked if one in out}

    def mates(self, cell: Cell) -> Collection[str]:
        return {one for key in asked_keys(cell) for one in follow(key, self._find_holders)}

    def _find_holders(self, key: str) -> Collection[str]:
        return self._holders.get(key, ())


def resolve_case(profiles: Iterable[Profile], *, judgements: Sequence[Judgement] = ()) -> tuple[CaseActor, ...]:
    """The actors of a case from the profiles of all its documents: most told first, then by name and id."""
    table = CellTable(profiles, judged_members(judgements))
    actors = []
    judged = Judged(judgements, table.find(subjects(judgements)))
    for group in resolve_cells(table, table.cells, judged, set()):
        members = tuple(sorted(member for one in group.cells for member in table.members[one]))
        actor = build_actor(group, [table.cells[one] for one in group.cells], judged)
        actors.append(replace(actor, members=members, documents=len({document for document, _ in members})))
    return tuple(sorted(actors, key=lambda a: (-a.mentions, a.name, a.id)))


def build_actor(group: Group, cells: Sequence[Cell], judged: Judged) -> CaseActor:
    """An actor with the names and ids of its cells, by how often they are told, and those judged; without members."""
    names: Counter[tuple[str, str]] = Counter()
    ids: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        names.update(cell.names)
        ids.update(cell.ids)
    ranked = sorted(names, key=lambda item: (-names[item], -len(item[1]), item))
    known = {name for cell in cells if cell.unique for _, name in cell.names if name_key(cell.type, name) in cell.full}
    full = {name for cell in cells for _, name in cell.names if name_key(cell.type, name) in cell.full}
    told: Counter[str] = Counter()
    for (_, name), count in names.items():
        told[name] += count
    pool = (known or full or told) if cells[0].type == "person" else told
    named = min(pool, key=lambda name: (-told[name], -len(name), name))
    found = dict(sorted(ids, key=lambda item: (ids[item], item)))
    for one in group.cells:
        found |= judged.ids.get(one, {})
    denied = {item for one in group.cells for item in judged.denied.get(one, ())}
    return CaseActor(
        id=group.id,
        type=cells[0].type,
        name=named,
        names={
            language: tuple(n for told_in, n in ranked if told_in == language)
            for language in sorted({x for x, _ in names})
        },
        ids={scheme: value for scheme, value in sorted(found.items()) if (scheme, value) not in denied},
        members=(),
        why=group.why,
        mentions=sum(cell.mentions for cell in cells),
        documents=sum(cell.documents for cell in cells),
    )
