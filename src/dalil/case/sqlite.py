"""The case file as SQLite opens it: never half-written, never another program's file, one line for what is wrong.

Journal: SQLite from 3.7.0 to 3.51.2 can damage a write-ahead log that two connections write and checkpoint at once, and
Python brings its own SQLite, so a case keeps the rollback journal (DELETE, which leaves one file behind; EXTRA syncs
its folder too, and costs nothing measurable) and each writer takes the lock before it reads (BEGIN IMMEDIATE).
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from dalil.case import members, schema, search
from dalil.errors import CaseError

BUSY_SECONDS = 30.0
_PRAGMAS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",  # a case may come from anybody: its schema runs no functions of ours
    "cell_size_check = ON",
    "mmap_size = 0",
    "synchronous = EXTRA",
    "journal_mode = DELETE",
)
# By the beginning of SQLite's name for the error; the message itself could quote what a case holds.
_REASONS = {
    "SQLITE_BUSY": "another program is writing to this case",
    "SQLITE_LOCKED": "another program is writing to this case",
    "SQLITE_READONLY": "the case cannot be written",
    "SQLITE_PERM": "the case cannot be written",
    "SQLITE_CANTOPEN": "the case cannot be opened",
    "SQLITE_AUTH": "the case cannot be opened",
    "SQLITE_NOTADB": "not a case",
    "SQLITE_CORRUPT": "the case is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_TOOBIG": "the document is too large for a case",
    "SQLITE_CONSTRAINT": "what is written does not hold together",
}


def connect(path: Path, *, create: bool) -> Engine:
    """The case at `path`, at the newest revision: made where `create` allows it, upgraded where it is older."""
    _check_place(path, create=create)
    with speaking_of(path):
        engine = create_engine(
            "sqlite://", creator=lambda: _open_file(path, create=create), poolclass=StaticPool, hide_parameters=True
        )
        event.listen(engine, "begin", _begin)
        try:
            _bring_up_to_date(engine, path, create=create)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """One consistent view of the case."""
    with speaking_of(path), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """One transaction, all of it or nothing, with the writer's lock from its first statement."""
    with speaking_of(path), engine.connect() as connection:
        connection.execution_options(begin="IMMEDIATE")  # changes this connection, until it is closed
        with connection.begin():
            yield connection


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turns what SQLite raises into a CaseError of one line."""
    try:
        yield
    except DBAPIError as error:
        raise CaseError(f"{path}: {_name_reason(error.orig)}") from error
    except sqlite3.Error as error:
        raise CaseError(f"{path}: {_name_reason(error)}") from error
    except UnicodeEncodeError as error:  # lone surrogates, from a file name or a command line
        raise CaseError(f"{path}: a case holds no halves of characters") from error


def _name_reason(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "")
    known = (reason for start, reason in _REASONS.items() if name.startswith(start))
    return next(known, f"the case cannot be used ({name or type(error).__name__})")


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise CaseError(f"{path}: a folder, not a case")
    if not path.exists() and not create:
        raise CaseError(f"{path}: there is no such case")
    if not path.absolute().parent.is_dir():
        raise CaseError(f"{path}: there is no folder {path.parent} to put a case in")


def _open_file(path: Path, *, create: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")


def _bring_up_to_date(engine: Engine, path: Path, *, create: bool) -> None:
    with reading(engine, path) as connection:
        revision = _read_revision(connection, path)
    if revision is None and not create:
        raise CaseError(f"{path}: an empty file, not a case")
    if revision != schema.REVISION:
        with writing(engine, path) as connection:
            revision = _read_revision(connection, path)  # another process may have been first
            if revision is None:
                _create(connection)
            elif revision != schema.REVISION:
                _upgrade(connection)
            search.index_all(connection)
            members.profile_all(connection)


def _read_revision(connection: Connection, path: Path) -> str | None:
    """The revision of the case, None for an empty file; raises CaseError for what is no case, or a newer one."""
    objects: dict[str, str] = dict(connection.execute(text("SELECT name, type FROM sqlite_schema")).all())
    application: int = connection.execute(text("PRAGMA application_id")).scalar_one()
    if not objects and application == 0:
        return None
    # No version of dalil makes triggers or views; they would run with what is written.
    foreign = application != schema.APPLICATION_ID or {"trigger", "view"} & set(objects.values())
    if foreign or "alembic_version" not in objects:
        raise CaseError(f"{path}: not a case")
    revision: Any = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if not (isinstance(revision, str) and revision.isdecimal()):
        raise CaseError(f"{path}: not a case")
    if int(revision) > int(schema.REVISION):
        reads = f"case {revision}, this version reads up to {schema.REVISION}"
        raise CaseError(f"{path}: made by a newer version of dalil ({reads})")
    return revision


def _create(connection: Connection) -> None:
    """All tables at once, as the migrations would have made them, without the time it takes to load those."""
    schema.metadata.create_all(connection, checkfirst=False)
    connection.execute(text(schema.CREATE_PASSAGE_WORDS))
    connection.execute(insert(schema.alembic_version).values(version_num=schema.REVISION))
    connection.execute(text(f"PRAGMA application_id = {schema.APPLICATION_ID}"))


def _upgrade(connection: Connection) -> None:
    from dalil.case.migrations import upgrade  # noqa: PLC0415 (alembic takes a third of a second to load)

    upgrade(connection)
