"""What is no case is refused in one line, and a case is never left half-written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from dalil.case import Case, open_case, schema, sqlite
from dalil.errors import CaseError

from .readings import make_data, make_readings, make_short


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def make_filled(path: Path) -> Path:
    with open_case(path, create=True) as case:
        for reading in make_readings():
            case.add(reading, make_data(reading))
        case.actors()
    return path


def check_refused(path: Path, reason: str, *, create: bool = False) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CaseError) as refused, open_case(path, create=create):
        pass
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_what_is_not_there(tmp_path: Path) -> None:
    check_refused(tmp_path / "no.case", "there is no such case")
    check_refused(tmp_path / "no" / "no.case", "there is no folder", create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [False, True])
def test_a_folder(tmp_path: Path, create: bool) -> None:
    check_refused(tmp_path, "a folder, not a case", create=create)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_text("An article, not a case. " * 100),
        lambda path: change(path, "CREATE TABLE documents (number INTEGER PRIMARY KEY)"),
        lambda path: change(path, "PRAGMA user_version = 7", "PRAGMA application_id = 7"),
    ],
    ids=["text", "database", "header"],
)
def test_another_file(tmp_path: Path, write: Callable[[Path], object], create: bool) -> None:
    path = tmp_path / "a.case"
    write(path)
    check_refused(path, "not a case", create=create)


def test_an_empty_file_is_where_a_case_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    path.touch()
    check_refused(path, "an empty file, not a case")
    open_case(path, create=True).close()
    open_case(path).close()


def test_a_case_of_a_newer_version(tmp_path: Path) -> None:
    path = make_filled(tmp_path / "a.case")
    change(path, "UPDATE alembic_version SET version_num = '0931'")
    newer = f"made by a newer version of dalil (case 0931, this version reads up to {schema.REVISION})"
    check_refused(path, newer, create=True)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM judgements; END",
        "CREATE VIEW v AS SELECT * FROM documents",
        "DELETE FROM alembic_version",
        "UPDATE alembic_version SET version_num = 'abc'",
    ],
)
def test_a_case_that_somebody_changed(tmp_path: Path, statement: str) -> None:
    path = make_filled(tmp_path / "a.case")
    change(path, statement)
    check_refused(path, "not a case")


def test_a_damaged_case(tmp_path: Path) -> None:
    path = make_filled(tmp_path / "a.case")
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(CaseError, match=r"a\.case: the case is damaged$"), open_case(path) as case:
        case.documents()


def test_a_row_that_does_not_fit(tmp_path: Path) -> None:
    path = make_filled(tmp_path / "a.case")
    change(path, "UPDATE claims SET polarity = 'perhaps'")
    with open_case(path) as case, pytest.raises(CaseError, match="a row of the case does not fit"):
        case.claims()


def test_a_case_that_another_program_writes_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_filled(tmp_path / "a.case")
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with open_case(path) as case, open_case(path) as other, sqlite.writing(other._engine, path):
        assert len(case.documents()) == 3
        with pytest.raises(CaseError, match="another program is writing to this case"):
            case.add(make_short(1), b"")


def test_a_case_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    path = make_filled(tmp_path / "a.case")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        if os.access(path, os.W_OK):
            pytest.skip("this user may write everything")
        with open_case(path) as case:
            assert len(case.claims()) == 6
            assert case.search("bridge")
            with pytest.raises(CaseError, match="the case cannot be written"):
                case.add(make_short(1), b"")
    finally:
        tmp_path.chmod(0o755)


def test_a_full_disk_loses_no_finished_document(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    path = make_filled(tmp_path / "a.case")
    program = f"""
        import resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        from dalil.case import open_case
        from dalil.errors import CaseError
        from tests.case.readings import make_short
        with open_case({str(path)!r}) as case:
            size = case.path.stat().st_size + 50_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                for number in range(5000):
                    case.add(make_short(number), bytes(1000))
            except CaseError as error:
                sys.exit(f"{{number}} {{error}}")
    """
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=root, capture_output=True, text=True, check=False
    )
    number, message = done.stderr.strip().split(" ", 1)
    assert message.endswith(("the disk is full", "the disk cannot be read or written")), done.stderr
    with open_case(path) as case:
        assert len(case.documents()) == 3 + int(number)
        assert case.reading(f"short-{int(number) - 1:04}") == make_short(int(number) - 1)
        assert case.add(make_short(int(number)), b"")


def test_the_file_is_opened_as_it_should_be(case: Case) -> None:
    with sqlite.reading(case._engine, case.path) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "trusted_schema", "synchronous", "journal_mode", "cell_size_check")
        }
    assert settings == {
        "foreign_keys": 1, "trusted_schema": 0, "synchronous": 3, "journal_mode": "delete", "cell_size_check": 1
    }  # fmt: skip


def test_a_closed_case_is_one_file(tmp_path: Path) -> None:
    make_filled(tmp_path / "a.case")
    assert [file.name for file in tmp_path.iterdir()] == ["a.case"]


def test_a_write_ahead_log_is_given_up(tmp_path: Path) -> None:
    path = make_filled(tmp_path / "a.case")
    change(path, "PRAGMA journal_mode = WAL")
    with open_case(path) as case:
        assert len(case.documents()) == 3
        assert not path.with_name("a.case-wal").exists()


def test_two_processes_make_one_case(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    program = f"""
        from dalil.case import open_case
        from tests.case.readings import make_short
        import sys
        with open_case({str(path)!r}, create=True) as case:
            for number in range(20):
                case.add(make_short(number), b"")
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    running = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    with open_case(path) as case:
        assert [e.id for e in case.documents()] == [f"short-{n:04}" for n in range(20)]


def test_importing_the_store_loads_no_database() -> None:
    program = "import sys, dalil.case; sys.exit(any(m.split('.')[0] in ('sqlalchemy', 'alembic') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_opening_a_case_loads_no_migrations(tmp_path: Path) -> None:
    program = f"""
        import sys
        from dalil.case import open_case
        for create in (True, False):
            with open_case({str(tmp_path / "a.case")!r}, create=create) as case:
                case.documents()
        sys.exit("alembic" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False).returncode == 0
