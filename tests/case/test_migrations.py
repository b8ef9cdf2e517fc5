"""A case of an older version is brought up to date, whole or not at all; a new one has the same tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from dalil.case import migrations, open_case, records, schema
from dalil.errors import CaseError

from .readings import make_data, make_readings

VERSIONS = Path(migrations.__file__).parent / "versions"


def make_at(path: Path, revision: str) -> None:
    """A case file made by the migrations alone, up to `revision`."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrations.upgrade(connection, revision=revision)
    engine.dispose()


def make_first_version(path: Path) -> None:
    """The three articles in a case of the first version, row by row."""
    make_at(path, "0001")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for number, reading in enumerate(make_readings(), 1):
            connection.execute(insert(schema.documents).values(number=number, **records.encode_document(reading)))
            parts = dict(records.encode_parts(reading, make_data(reading), number=number))
            for row in parts[schema.attributions]:
                del row["time"]  # since 0003
            for row in parts[schema.evidence]:
                del row["score"]  # since 0004
            records.insert_parts(connection, parts)
        row = {"number": 1, "id": "j1", "kind": "claim", "verdict": "unsure", "by": "Noor", "at": "2021", "why": ""}
        connection.execute(insert(schema.judgements).values(row))
        subject = make_readings()[0].claims[0].id
        connection.execute(insert(schema.judgement_subjects).values(judgement=1, position=0, subject=subject))
    engine.dispose()


def describe(path: Path) -> dict[str, object]:
    """Tables with their columns, indexes and foreign keys, as SQLite knows them."""
    connection = sqlite3.connect(path)
    tables = [n for (n,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    out: dict[str, object] = {
        name: [
            sorted(connection.execute(f"PRAGMA table_xinfo('{name}')").fetchall(), key=lambda row: str(row[1])),
            sorted(str(row[2:]) for row in connection.execute(f"PRAGMA foreign_key_list('{name}')")),
            sorted(
                (row[1:], [i[2] for i in connection.execute(f"PRAGMA index_info('{row[1]}')")])
                for row in connection.execute(f"PRAGMA index_list('{name}')")
            ),
            sorted(row[4:] for row in connection.execute(f"PRAGMA table_list('{name}')")),
        ]
        for name in tables
    }
    words = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'passage_words'").fetchone()
    out["header"] = (words, connection.execute("PRAGMA application_id").fetchone())
    out["revision"] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    return out


def test_a_new_case_equals_an_upgraded_one(tmp_path: Path) -> None:
    open_case(tmp_path / "new.case", create=True).close()
    make_at(tmp_path / "old.case", "head")
    assert describe(tmp_path / "new.case") == describe(tmp_path / "old.case")


def test_the_newest_migration_is_the_revision_of_the_schema() -> None:
    assert max(file.name[1:5] for file in VERSIONS.glob("r*.py")) == schema.REVISION


def test_a_case_of_the_first_version_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "old.case"
    make_first_version(path)
    assert "passages" not in describe(path)
    with open_case(path) as case:
        assert [case.reading(r.document.id) for r in make_readings()] == list(make_readings())
        assert [hit.document_id for hit in case.search("bridge")] == ["three"]
        assert case.claim(make_readings()[0].claims[0].id)[0].verdict == "unsure"
        assert len(case.actors()) == 4
    with open_case(path) as case:
        assert len(case.documents()) == 3
    open_case(tmp_path / "new.case", create=True).close()
    assert describe(path) == describe(tmp_path / "new.case")


def test_an_upgrade_that_fails_leaves_the_old_case(tmp_path: Path) -> None:
    path = tmp_path / "old.case"
    make_first_version(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE blocks SET kind = 'unheard of' WHERE document = 3")
    connection.commit()
    connection.close()
    before = describe(path)
    with pytest.raises(CaseError):
        open_case(path)
    assert describe(path) == before
