"""The case: one file that keeps documents with their bytes, what was read from them, and what people decided.

One document is one transaction: whatever ends the program, a case holds whole documents only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from dalil.case import members, records, schema, search, sqlite, told
from dalil.case.entries import DocumentEntry, DocumentRefusedError, Hit, ToldConflict
from dalil.case.judgement_file import encode_judgements
from dalil.case.judgements import (
    ACTORS,
    Merged,
    add_judgement,
    load_judgements,
    merge_judgements,
    withdraw_judgement,
)
from dalil.case.settings import read_setting, write_setting
from dalil.errors import CaseError
from dalil.language.own import OwnEntry, format_entries, parse_entries
from dalil.model import CaseActor, Judgement, JudgementKind, Reading, ToldClaim, Unread, Verdict

_LEXICON = "lexicon"


class Case:
    """An open case file, for a `with` block and one thread. Every method raises CaseError for what SQLite refuses."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # Documents

    def holds(self, sha256: str) -> bool:
        """Whether a document with this hash is there; the empty hash never is."""
        with self._reading() as connection:
            return _find_hash(connection, sha256) is not None

    def add(self, reading: Reading, data: bytes) -> bool:
        """Adds a document with all that was read from it; False where it is already there.

        Raises DocumentRefusedError where another document has its id, or where the reading refers to what it lacks.
        """
        with self._writing_one(reading) as connection:
            return _add(connection, reading, data)

    def replace(self, reading: Reading, data: bytes) -> None:
        """Puts a new reading in the place of the one with the same document id; judgements stay.

        Raises CaseError where the case has no such document.
        """
        with self._writing_one(reading) as connection:
            number = _find_number(connection, reading.document.id)
            search.forget_document(connection, number)
            members.take_out(connection, number)
            connection.execute(delete(schema.documents).where(schema.documents.c.number == number))
            _insert(connection, reading, data, number=number)

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents: by day of publication, then path; those without a day last."""
        documents, claims = schema.documents, schema.claims
        count = select(func.count()).where(claims.c.document == documents.c.number).scalar_subquery()
        columns = [documents.c[field.name] for field in fields(DocumentEntry) if field.name != "claims"]
        with self._reading() as connection:
            rows = connection.execute(select(*columns, count.label("claims")).order_by(*told.DOCUMENT_ORDER))
            return tuple(DocumentEntry(**records.to_row(row)) for row in rows.mappings())

    def reading(self, document_id: str) -> Reading:
        """All that was read from a document, equal to what was added."""
        with self._reading() as connection:
            number = _find_number(connection, document_id)
            return records.load_readings(connection, [number])[number]

    def data(self, document_id: str) -> bytes:
        """The bytes that a document was read from."""
        with self._reading() as connection:
            return records.load_data(connection, _find_number(connection, document_id))

    # What could not be read

    def add_unread(self, unread: Unread) -> None:
        """Lists what could not be read, once for the same path, item and reason."""
        row, table = records.encode_unread(unread), schema.unread
        with self._writing() as connection:
            same = (table.c.path == row["path"], table.c.item == row["item"], table.c.reason == row["reason"])
            if not connection.execute(select(table).where(*same)).first():
                connection.execute(insert(table).values(row))

    def settle_unread(self, path: str, unread: Iterable[Unread]) -> None:
        """After the whole of `path` was read again: only `unread` of it is listed still."""
        kept = {one: records.encode_unread(one) for one in unread}
        with self._writing() as connection:
            connection.execute(delete(schema.unread).where(schema.unread.c.path == records.printable(path)))
            records.insert_parts(connection, {schema.unread: list(kept.values())})

    def unread(self) -> tuple[Unread, ...]:
        """By path, then item."""
        table = schema.unread
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.path, table.c.item, table.c.reason)).mappings()
            return tuple(records.decode_unread(records.to_row(row)) for row in rows)

    # Claims, conflicts, actors, words

    def claims(
        self,
        *,
        document: str | None = None,
        predicate: str | None = None,
        actor: str | None = None,
        publisher: str | None = None,
        limit: int | None = None,
    ) -> tuple[ToldClaim, ...]:
        """Claims that fit all that is given, in the order of `documents` and of their text.

        `actor` is a case actor's id or one of its names, as a party of the claim or as who says it.
        """
        self._resolve()
        with self._reading() as connection:
            keys = told.find_claims(
                connection, document=document, predicate=predicate, actor=actor, publisher=publisher, limit=limit
            )
            return tuple(claim for claim, _ in told.tell(connection, keys))

    def claim(self, claim_id: str) -> tuple[ToldClaim, Reading]:
        """The claim with this id, or the one whose id begins so, and all that was read from its document."""
        self._resolve()
        with self._reading() as connection:
            return next(told.tell(connection, [_find_claim(connection, claim_id)]))

    def conflicts(self) -> tuple[ToldConflict, ...]:
        """All conflicts within documents, in the order of `documents`."""
        self._resolve()
        with self._reading() as connection:
            return told.tell_conflicts(connection)

    def actors(self) -> tuple[CaseActor, ...]:
        """The actors of the case, by number of mentions, then name; resolved first where documents were added since."""
        self._resolve()
        with self._reading() as connection:
            return members.load_actors(connection)

    def count_actors(self) -> int:
        """The number of actors of the case."""
        self._resolve()
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.case_actors)).scalar_one()

    def search(self, query: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Passages that hold every word of `query`, the best first; "…" holds words together. Any text is a query."""
        with self._reading() as connection:
            is_current = search.is_current(connection)
        if not is_current:
            with self._writing() as connection:
                search.index_all(connection)
        with self._reading() as connection:
            return search.search(connection, query, limit=limit)

    # Judgements

    def judge(
        self, kind: JudgementKind, subject: Sequence[str], verdict: Verdict, *, by: str, why: str = ""
    ) -> Judgement:
        """Writes down what a person decided about a claim, about two actors, or about (an actor, a scheme, its id).

        Of a claim, a unique beginning of its id will do; an actor is a case actor's id, or DOCUMENT/ACTOR for one of
        its members.
        """
        self._resolve()
        with self._writing() as connection:
            found: list[list[str]] = []
            if kind == "claim":
                subject = [_find_claim(connection, claim_id)[1] for claim_id in subject]
            else:
                found = members.find_members(connection, subject[: ACTORS[kind]])
                members.note_change(connection)
            return add_judgement(connection, kind, subject, verdict, by=by, why=why, members=found)

    def give_ids(self, rows: Sequence[tuple[str, str, str, str]], *, by: str) -> tuple[Judgement, ...]:
        """Writes down ids of actors, all or none: (actor, scheme, its id there, why) each."""
        self._resolve()
        with self._writing() as connection:
            found = members.find_members(connection, [actor for actor, *_ in rows])
            members.note_change(connection)
            return tuple(
                add_judgement(connection, "id", row[:3], "positive", by=by, why=row[3], members=[some])
                for row, some in zip(rows, found, strict=True)
            )

    def withdraw(self, judgement_id: str) -> None:
        """Takes a judgement back; it stays on record."""
        with self._writing() as connection:
            if withdraw_judgement(connection, judgement_id).kind != "claim":
                members.note_change(connection)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, withdrawn ones too, in the order in which they were made."""
        with self._reading() as connection:
            return load_judgements(connection)

    def export_judgements(self) -> str:
        """All judgements as the text of a file that another case takes in (docs/judgements.md)."""
        actors = self.actors()
        return encode_judgements(self.judgements(), actors)

    def import_judgements(self, judgements: Iterable[Judgement]) -> Merged:
        """Takes in the judgements of such a file (`judgement_file.decode_judgements`), all or none; the same one once.

        What they are about need not be there: they take effect when its document comes.
        """
        with self._writing() as connection:
            merged = merge_judgements(connection, judgements)
            if any(judgement.kind != "claim" for judgement in (*merged.added, *merged.withdrawn)):
                members.note_change(connection)
            return merged

    # The user's own entries of the lexicon

    def lexicon(self) -> tuple[OwnEntry, ...]:
        """The entries that this case is read with, besides those of its user."""
        with self._reading() as connection:
            return parse_entries(read_setting(connection, _LEXICON) or "")

    def keep_lexicon(self, rows: Iterable[OwnEntry]) -> None:
        """Puts `rows` in place of the case's entries; what was read before stays as it is."""
        with self._writing() as connection:
            write_setting(connection, _LEXICON, format_entries(rows))

    def _resolve(self) -> None:
        """Joins actors anew where documents or judgements have changed; the lock is held only to write the outcome."""
        with self._reading() as connection:
            is_profiled = members.is_profiled(connection)
        if not is_profiled:
            with self._writing() as connection:
                members.profile_all(connection)
        done = False
        while not done:
            with self._reading() as connection:
                change = members.find_change(connection)
            if change is None:
                return
            with self._writing() as connection:
                done = members.store_change(connection, change)

    def _reading(self) -> AbstractContextManager[Connection]:
        return sqlite.reading(self._engine, self.path)

    def _writing(self) -> AbstractContextManager[Connection]:
        return sqlite.writing(self._engine, self.path)

    @contextmanager
    def _writing_one(self, reading: Reading) -> Iterator[Connection]:
        """A transaction whose failure, where the reading itself is to blame, is the refusal of that document."""
        try:
            with self._writing() as connection:
                yield connection
        except CaseError as error:
            if isinstance(error.__cause__, IntegrityError):
                reason = "what was read refers to what is not there"
            elif isinstance(error.__cause__, UnicodeEncodeError):
                reason = "the text holds halves of characters"
            else:
                raise
            raise DocumentRefusedError(records.printable(reading.document.id), reason) from error


def _find_number(connection: Connection, document_id: str) -> int:
    table = schema.documents
    found = connection.execute(select(table.c.number).where(table.c.id == document_id))
    number: int | None = found.scalar_one_or_none()
    if number is None:
        raise CaseError(f"{document_id}: the case has no such document")
    return number


def _find_claim(connection: Connection, claim_id: str) -> told.Key:
    keys = told.find_claims_by_id(connection, claim_id)
    if len(keys) != 1:
        how_many = f"{len(keys)} claims begin so" if keys else "the case has no such claim"
        raise CaseError(f"{claim_id}: {how_many}")
    return keys[0]


def _find_hash(connection: Connection, sha256: str) -> int | None:
    if not sha256:
        return None
    table = schema.documents
    return connection.execute(select(table.c.number).where(table.c.sha256 == sha256)).scalars().first()


def _add(connection: Connection, reading: Reading, data: bytes) -> bool:
    document = reading.document
    if _find_hash(connection, document.sha256) is not None:
        return False
    table = schema.documents
    there = connection.execute(select(table.c.number).where(table.c.id == document.id)).scalar_one_or_none()
    if there is None:
        _insert(connection, reading, data)
    elif document.sha256 or records.load_data(connection, there) != data:
        raise DocumentRefusedError(document.id, "the case holds another document with this id")
    return there is None


def _insert(connection: Connection, reading: Reading, data: bytes, *, number: int | None = None) -> None:
    row = records.encode_document(reading)
    key = connection.execute(insert(schema.documents).values({**row, "number": number})).inserted_primary_key
    assert key is not None
    records.insert_parts(connection, records.encode_parts(reading, data, number=key[0]))
    search.index_document(connection, reading.document, number=key[0])
    unread = schema.unread.c
    connection.execute(delete(schema.unread).where(unread.path == reading.document.path, unread.item == 0))
    members.add_members(connection, reading, number=key[0])
