"""Which document actors were joined into which case actor: what a change concerns is resolved when actors are asked
for.

A document brings its profiles when it is added. Resolving puts them into cells and clusters the components that these
lie in; after the first time, or in a new version, all is resolved at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dalil.actors.cells import rank_member
from dalil.actors.profiles import Member, profile_reading
from dalil.actors.resolve import (
    JUDGED_CELL,
    CellTable,
    Group,
    Judged,
    build_actor,
    cell_of,
    judged_members,
    resolve_cells,
    subjects,
)
from dalil.case import records, schema
from dalil.case.cells import StoredCells, decode_profile, encode_profile, write_new
from dalil.case.judgements import load_judgements
from dalil.case.settings import read_setting, write_setting
from dalil.errors import CaseError
from dalil.model import CaseActor, Judgement, Reading

_REVISION, _RESOLVED, _PROFILED = "revision", "resolved", "profiled"
PROFILES_VERSION = "1"  # to be raised with every change to profiles and cells: cases then profile and resolve anew
_BATCH, _ROWS = 500, 10_000  # values in one statement, rows in one
_T = TypeVar("_T")
Placed = tuple[int, str, str]  # a document's number, an actor of it, and the cell that it lies in
_FEW = 0.1  # the share of members that may be new for a change to be resolved by itself


def note_change(connection: Connection) -> None:
    """Says that the case actors no longer fit what the case holds."""
    revision = int(read_setting(connection, _REVISION) or 0) + 1
    write_setting(connection, _REVISION, str(revision))


def add_members(connection: Connection, reading: Reading, *, number: int) -> None:
    """Writes down the profiles of a document that was added."""
    rows = [
        {"document": number, "actor": p.member[1], "rank": rank_member(p.member), "profile": encode_profile(p)}
        for p in profile_reading(reading)
    ]
    if rows:
        connection.execute(insert(schema.members), rows)
    note_change(connection)


def take_out(connection: Connection, number: int) -> None:
    """Before a document goes: takes its profiles out of their cells."""
    members, cells = schema.members, schema.cells
    stored = StoredCells(connection)
    query = (
        select(members.c.profile, cells.c.id, cells.c.number, cells.c.actor)
        .join(cells, cells.c.number == members.c.cell)
        .where(members.c.document == number)
    )
    touched = set()
    for row in connection.execute(query).all():
        stored.add(decode_profile(row.profile), row.id, -1)
        touched.add(row.actor)
    _set_due(connection, [c for _, c in _siblings(connection, touched)])
    stored.write(connection)
    connection.execute(delete(members).where(members.c.document == number))


def profile_all(connection: Connection) -> None:
    """Makes all profiles anew, in the ways of this version."""
    for table in (schema.members, schema.cells, schema.cell_keys, schema.due_cells, schema.case_actors):
        connection.execute(delete(table))
    for number in connection.execute(select(schema.documents.c.number)).scalars().all():
        add_members(connection, records.load_readings(connection, [number])[number], number=number)
    write_setting(connection, _PROFILED, PROFILES_VERSION)


def is_profiled(connection: Connection) -> bool:
    """Whether the profiles were made by this version's ways."""
    return read_setting(connection, _PROFILED) == PROFILES_VERSION


@dataclass(slots=True)
class Change:
    """What resolving is to change, from the `state` of the case that it was worked out in."""

    state: str
    cells: StoredCells | CellTable
    judged: Judged
    groups: list[Group]
    placed: Iterable[Placed]
    gone: set[str] = field(default_factory=set)


def find_change(connection: Connection) -> Change | None:
    """What is to be resolved; None where the case actors still fit. Nothing is written."""
    state = _name_state(connection)
    resolved = read_setting(connection, _RESOLVED)
    if resolved == state:
        return None
    judgements = load_judgements(connection)
    members = schema.members
    count, new = connection.execute(select(func.count(), func.count().filter(members.c.cell.is_(None)))).one()
    same_version = resolved is not None and resolved.split(" ")[1:] == state.split(" ")[1:]
    find = _find_part if same_version and new <= _FEW * count else _find_whole
    return find(connection, judgements, state)


def _find_whole(connection: Connection, judgements: Sequence[Judgement], state: str) -> Change:
    members = schema.members
    numbers = dict(connection.execute(select(schema.documents.c.id, schema.documents.c.number)).all())
    query = select(members.c.profile).execution_options(yield_per=1000)
    table = CellTable(map(decode_profile, connection.execute(query).scalars()), judged_members(judgements))
    placed = ((numbers[m[0]], m[1], cell) for cell, row in table.members.items() for m in row)
    judged = Judged(judgements, table.find(subjects(judgements)))
    groups = list(resolve_cells(table, table.cells, judged, set()))
    return Change(state, table, judged, groups, placed)


def _find_part(connection: Connection, judgements: Sequence[Judgement], state: str) -> Change:
    """Puts members into their cells and resolves the components of all cells that are due, or whose actors are."""
    stored = StoredCells(connection)
    judged = judged_members(judgements)
    placed: list[Placed] = []
    due = set(connection.execute(select(schema.cells.c.id).join(schema.due_cells, _IS_DUE)).scalars())
    for row in _find_movable(connection, judged):
        profile = decode_profile(row.profile)
        cell = cell_of(profile, judged)
        if cell != row.id:
            if row.id is not None:
                stored.add(profile, row.id, -1)
            stored.add(profile, cell)
            placed.append((row.document, row.actor, cell))
            due |= {cell, row.id or cell}
    due |= stored.crossed()
    find = stored.find(subjects(judgements))
    decided = Judged(judgements, find)
    due |= set(find.values())
    done: set[str] = set()
    groups: list[Group] = []
    gone: set[str] = set()
    while due - done:
        groups += resolve_cells(stored, (one for one in due - done if stored.holds(one)), decided, done)
        done |= due
        actors = _find_actors(connection, done) - gone
        gone |= actors
        due = {cell for cell, _ in _siblings(connection, actors)}
    return Change(state, stored, decided, groups, placed, gone - {group.id for group in groups})


_IS_DUE = schema.due_cells.c.cell == schema.cells.c.number


def _find_movable(connection: Connection, judged: Collection[Member]) -> list[Any]:
    """Members that may lie in another cell than theirs: new ones, those judged, those judged once."""
    members, cells, documents = schema.members, schema.cells, schema.documents
    query = (
        select(members.c.document, members.c.actor, members.c.profile, cells.c.id)
        .join(documents, documents.c.number == members.c.document)
        .outerjoin(cells, cells.c.number == members.c.cell)
    )
    once = cells.c.id.between(JUDGED_CELL, chr(ord(JUDGED_CELL) + 1))
    numbers = connection.execute(select(cells.c.number).where(once)).scalars().all()
    rows = list(connection.execute(query.where(members.c.cell.is_(None))).all())
    for some in _batches(numbers):
        rows += connection.execute(query.where(members.c.cell.in_(some))).all()
    for document, actor in sorted(judged):
        rows += connection.execute(query.where(documents.c.id == document, members.c.actor == actor)).all()
    return list({(row.document, row.actor): row for row in rows}.values())


def _find_actors(connection: Connection, cell_ids: Iterable[str]) -> set[str]:
    cells = schema.cells
    return {
        actor
        for some in _batches(sorted(cell_ids))
        for actor in connection.execute(select(cells.c.actor).where(cells.c.id.in_(some))).scalars()
        if actor is not None
    }


def _siblings(connection: Connection, actors: Iterable[str]) -> list[tuple[str, int]]:
    """The ids and numbers of all cells of these case actors."""
    cells = schema.cells
    out: list[tuple[str, int]] = []
    for some in _batches(sorted(actors)):
        found = connection.execute(select(cells.c.id, cells.c.number).where(cells.c.actor.in_(some)))
        out += [(row.id, row.number) for row in found]
    return out


def store_change(connection: Connection, change: Change) -> bool:
    """Writes what was worked out; False, and nothing done, where the case has changed since."""
    if _name_state(connection) != change.state:
        return False
    if isinstance(change.cells, CellTable):
        for table in (schema.cells, schema.cell_keys, schema.case_actors):
            connection.execute(delete(table))
        write_new(connection, change.cells.cells.values())
    else:
        change.cells.write(connection)
    numbers = _number_cells(connection, change)
    member = schema.members
    query = (
        update(member)
        .where(member.c.document == bindparam("of"), member.c.actor == bindparam("who"))
        .values(cell=bindparam("into"))
    )
    rest = iter(change.placed)
    while some := list(islice(rest, _ROWS)):
        rows = [{"of": document, "who": actor, "into": numbers[cell]} for document, actor, cell in some]
        connection.execute(query, rows)
    _store_actors(connection, change, numbers)
    connection.execute(delete(schema.due_cells))
    write_setting(connection, _RESOLVED, change.state)
    return True


def _number_cells(connection: Connection, change: Change) -> dict[str, int]:
    table = schema.cells
    if isinstance(change.cells, CellTable):
        return dict(connection.execute(select(table.c.id, table.c.number)).all())
    wanted = {cell for _, _, cell in change.placed} | {cell for group in change.groups for cell in group.cells}
    return {
        row.id: row.number
        for some in _batches(sorted(wanted))
        for row in connection.execute(select(table.c.id, table.c.number).where(table.c.id.in_(some)))
    }


def _store_actors(connection: Connection, change: Change, numbers: Mapping[str, int]) -> None:
    actors, cells, member = schema.case_actors, schema.cells, schema.members
    for some in _batches(sorted(change.gone | {group.id for group in change.groups})):
        connection.execute(delete(actors).where(actors.c.id.in_(some)))
    rows, joined = [], []
    for group in change.groups:
        sums = [change.cells.cell(one) for one in group.cells]
        rows.append(records.encode_case_actor(build_actor(group, sums, change.judged)))
        joined += [{"number_": numbers[one], "actor_": group.id} for one in group.cells]
    records.insert_parts(connection, {actors: rows})
    if joined:
        query = update(cells).where(cells.c.number == bindparam("number_")).values(actor=bindparam("actor_"))
        connection.execute(query, joined)
    count = (
        select(func.count(member.c.document.distinct()))
        .join(cells, cells.c.number == member.c.cell)
        .where(cells.c.actor == actors.c.id)
        .scalar_subquery()
    )
    for some in _batches([group.id for group in change.groups if len(group.cells) > 1]):
        connection.execute(update(actors).where(actors.c.id.in_(some)).values(documents=count))


def load_actors(connection: Connection) -> tuple[CaseActor, ...]:
    """The case actors as they were last resolved: by number of mentions, then name."""
    members, documents, cells, actors = schema.members, schema.documents, schema.cells, schema.case_actors
    query = (
        select(cells.c.actor, documents.c.id, members.c.actor.label("local"))
        .join(cells, cells.c.number == members.c.cell)
        .join(documents, documents.c.number == members.c.document)
        .order_by(documents.c.id, members.c.actor)
    )
    by_actor: dict[str, list[Member]] = defaultdict(list)
    for case_actor, document, local in connection.execute(query):
        by_actor[case_actor].append((document, local))
    order = select(actors).order_by(actors.c.mentions.desc(), actors.c.name, actors.c.id)
    rows = connection.execute(order).mappings()
    return tuple(records.decode_case_actor(records.to_row(row), by_actor[row["id"]]) for row in rows)


def find_members(connection: Connection, asked: Iterable[str]) -> list[list[str]]:
    """The document actors that each of these stands for, written DOCUMENT/ACTOR: a case actor's all, or itself.

    Raises CaseError for what is neither.
    """
    members, documents, cells = schema.members, schema.documents, schema.cells
    query = (
        select(documents.c.id, members.c.actor)
        .join(members, members.c.document == documents.c.number)
        .join(cells, cells.c.number == members.c.cell)
        .order_by(documents.c.id, members.c.actor)
    )
    out = []
    for one in asked:
        document, _, actor = one.rpartition("/")
        where = [documents.c.id == document, members.c.actor == actor] if document else [cells.c.actor == one]
        found = ["/".join(row) for row in connection.execute(query.where(*where)).all()]
        if not found:
            raise CaseError(f"{one}: the case has no such actor")
        out.append(found)
    return out


def load_names(connection: Connection, numbers: Sequence[int]) -> Mapping[int, dict[str, tuple[str, str]]]:
    """For each document: its actors' ids, each with the id and the name of the case actor."""
    members, cells, actors = schema.members, schema.cells, schema.case_actors
    query = (
        select(members.c.document, members.c.actor, actors.c.id, actors.c.name)
        .join(cells, cells.c.number == members.c.cell)
        .join(actors, actors.c.id == cells.c.actor)
        .where(members.c.document.in_(numbers))
    )
    out: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, local, case_actor, name in connection.execute(query):
        out[number][local] = (case_actor, name)
    return out


def _set_due(connection: Connection, numbers: Iterable[int]) -> None:
    table = schema.due_cells
    there = set(connection.execute(select(table.c.cell)).scalars())
    rows = [{"cell": number} for number in sorted(set(numbers) - there)]
    if rows:
        connection.execute(insert(table), rows)


def _name_state(connection: Connection) -> str:
    """The revision of the case and the version of the resolver: a newer dalil resolves an older case anew."""
    return f"{read_setting(connection, _REVISION) or 0} {version('dalil')}"


def _batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (items[i : i + _BATCH] for i in range(0, len(items), _BATCH))
