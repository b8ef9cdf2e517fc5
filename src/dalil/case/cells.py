"""The cells of a case in its tables: read one by one, changed in memory, and written back together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from dalil.actors.cells import MOST_SIGHTINGS, Cell, Sighting, asked_keys, follow, published_keys
from dalil.actors.profiles import Member, Profile
from dalil.actors.resolve import actor_id
from dalil.case import schema
from dalil.case.records import insert_parts

_BATCH = 5000  # rows in one statement


class StoredCells:
    """The cells of a case, with the changes of this run on top; nothing is written before `write`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Cell] = {}
        self._stored: dict[str, frozenset[str]] = {}
        self._keys: dict[str, set[str]] = {}
        self._changed: dict[str, dict[Member, Profile | None]] = {}  # cell, member: its profile, None where it left

    def cell(self, cell_id: str) -> Cell:
        """The cell with this id; raises KeyError where there is none."""
        if cell_id not in self._known:
            query = select(schema.cells.c.sums).where(schema.cells.c.id == cell_id)
            sums = self._connection.execute(query).scalar_one_or_none()
            if sums is None:
                raise KeyError(cell_id)
            cell = self._known[cell_id] = decode_cell(sums)
            cell.see(self._see(cell_id, {}))
        return self._known[cell_id]

    def _see(self, cell_id: str, moved: Mapping[Member, Profile | None]) -> list[Sighting]:
        """The first sightings of a cell by rank, with the members that were `moved` in (with a profile) or out."""
        members, cells = schema.members, schema.cells
        query = (
            select(members.c.profile)
            .join(cells, cells.c.number == members.c.cell)
            .where(cells.c.id == cell_id)
            .order_by(members.c.rank, members.c.document, members.c.actor)
            .limit(MOST_SIGHTINGS + len(moved))
        )
        there = (decode_profile(row) for row in self._connection.execute(query).scalars())
        seen = [Sighting.of(p) for p in there if p.member not in moved]
        seen += [Sighting.of(p) for p in moved.values() if p is not None]
        return sorted(seen, key=lambda one: one.order)[:MOST_SIGHTINGS]

    def holds(self, cell_id: str) -> bool:
        """Whether there is such a cell, with members in it."""
        try:
            return self.cell(cell_id).documents > 0
        except KeyError:
            return False

    def find(self, asked: Iterable[str]) -> dict[str, str]:
        """The cells of those `asked` that are there: the one that names a case actor, or that DOCUMENT/ACTOR lies
        in."""
        table, members, documents = schema.cells, schema.members, schema.documents
        out = {actor_id(cell): cell for cell in self._known}
        out |= {
            "/".join(member): cell
            for cell, moved in self._changed.items()
            for member, profile in moved.items()
            if profile is not None
        }
        member = (
            select(table.c.id)
            .join(members, members.c.cell == table.c.number)
            .join(documents, documents.c.number == members.c.document)
        )
        for one in asked:
            if one not in out:
                document, _, actor = one.rpartition("/")
                where = (documents.c.id == document, members.c.actor == actor)
                query = member.where(*where) if document else select(table.c.id).where(table.c.own == one)
                found = self._connection.execute(query).scalar_one_or_none()
                if found is not None:
                    out[one] = found
        return {one: out[one] for one in asked if one in out and self.holds(out[one])}

    def mates(self, cell: Cell) -> Collection[str]:
        return {one for key in asked_keys(cell) for one in follow(key, self._holders)}

    def crossed(self) -> set[str]:
        """The cells that hold a key which the changes of this run let be followed, or no more."""
        out: set[str] = set()
        for key in sorted(self._keys):
            before, after = set(follow(key, self._stored_holders)), set(follow(key, self._holders))
            if bool(before) != bool(after):
                out |= self._stored_holders(key) | self._holders(key)
        return out

    def _holders(self, key: str) -> frozenset[str]:
        changed = {one for one in self._keys.get(key, ()) if self._publishes(one, key)}
        return (self._stored_holders(key) - self._changed.keys()) | changed

    def _stored_holders(self, key: str) -> frozenset[str]:
        if key not in self._stored:
            keys, cells = schema.cell_keys, schema.cells
            query = select(cells.c.id).join(keys, keys.c.cell == cells.c.number).where(keys.c.key == key)
            self._stored[key] = frozenset(self._connection.execute(query).scalars())
        return self._stored[key]

    def _publishes(self, cell_id: str, key: str) -> bool:
        cell = self._known[cell_id]
        return cell.documents > 0 and key in published_keys(cell)

    def add(self, profile: Profile, cell_id: str, times: int = 1) -> None:
        """Adds a profile to a cell, which is made where there is none; with -1 takes it out."""
        try:
            cell = self.cell(cell_id)
        except KeyError:
            cell = self._known[cell_id] = Cell(cell_id, profile.type, profile.full, profile.bare)
        for key in published_keys(cell):
            self._keys.setdefault(key, set()).add(cell_id)
        cell.count(profile, times)
        moved = self._changed.setdefault(cell_id, {})
        moved[profile.member] = profile if times > 0 else None
        cell.see(self._see(cell_id, moved))
        for key in published_keys(cell):
            self._keys.setdefault(key, set()).add(cell_id)

    def write(self, connection: Connection) -> None:
        """Puts what was changed into the tables; empty cells go."""
        table, keys = schema.cells, schema.cell_keys
        for cell_id in sorted(self._changed):
            cell = self._known[cell_id]
            number = connection.execute(select(table.c.number).where(table.c.id == cell_id)).scalar_one_or_none()
            if not cell.documents:
                connection.execute(delete(table).where(table.c.id == cell_id))
            elif number is None:
                write_new(connection, [cell])
            else:
                connection.execute(update(table).where(table.c.number == number).values(sums=encode_cell(cell)))
                connection.execute(delete(keys).where(keys.c.cell == number))
                rows = [{"key": key, "cell": number} for key in sorted(published_keys(cell))]
                insert_parts(connection, {keys: rows})


def write_new(connection: Connection, cells: Iterable[Cell]) -> None:
    """Adds cells that the case does not have."""
    first = connection.execute(select(func.coalesce(func.max(schema.cells.c.number), 0))).scalar_one() + 1
    rest = enumerate(cells, first)
    while some := list(islice(rest, _BATCH)):
        rows = [{"number": n, "id": c.id, "own": actor_id(c.id), "sums": encode_cell(c)} for n, c in some]
        keys = [{"key": key, "cell": n} for n, c in some for key in sorted(published_keys(c))]
        insert_parts(connection, {schema.cells: rows, schema.cell_keys: keys})


def encode_cell(cell: Cell) -> str:
    """Compact JSON of a cell; counters as rows of an item and its count."""
    row: dict[str, Any] = {"id": cell.id, "type": cell.type, "full": cell.full, "bare": cell.bare}
    row |= {name: sorted(getattr(cell, name).items()) for name in _COUNTERS}
    return msgspec.json.encode({**row, "mentions": cell.mentions, "documents": cell.documents}).decode()


def decode_cell(sums: str) -> Cell:
    row = msgspec.json.decode(sums)
    row |= {name: Counter({_item(item): count for item, count in row[name]}) for name in _COUNTERS}
    return Cell(**{**row, "full": tuple(row["full"]), "bare": tuple(row["bare"])})


_COUNTERS = ("names", "ids")


def _item(item: Any) -> Any:
    return tuple(item) if isinstance(item, list) else item


def encode_profile(profile: Profile) -> str:
    return msgspec.json.encode(profile).decode()


def decode_profile(row: str) -> Profile:
    return msgspec.json.decode(row, type=Profile)
