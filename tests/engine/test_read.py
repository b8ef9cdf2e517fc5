"""Every document comes out once, in order; a worker that is lost costs one document and no more."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from dalil.documents import Given
from dalil.engine.read import Known, Read, count_inputs, read_paths, walk_paths
from dalil.engine.sandbox import Limits, WorkerStartError
from dalil.model import Unread

_NOTHING = Given()

_OBEY = "tests.engine.readers:obey"
_LIMITS = Limits(seconds=3.0, memory_bytes=1 << 30, answer_bytes=2 << 20)


@pytest.fixture(autouse=True)
def _tests_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def _read(*paths: Path, given: Given = _NOTHING, known: frozenset[str] = frozenset()) -> list[Read | Known | Unread]:
    return list(read_paths(paths, given, known=known.__contains__, limits=_LIMITS, reader=_OBEY))


def _lines(path: Path, *words: str) -> Path:
    path.write_text("".join(json.dumps({"id": word, "text": f"A text that says {word}"}) + "\n" for word in words))
    return path


@pytest.mark.parametrize("words", [0, 1, 15, 16, 17, 50])
def test_several_workers_give_what_one_gives_and_in_order(tmp_path: Path, words: int) -> None:
    told = [("die" if i % 7 == 3 else "raise" if i % 11 == 5 else f"w{i}") for i in range(words)]
    _lines(tmp_path / "a.jsonl", *told)
    (tmp_path / "b.txt").write_text("A text that says two")
    (tmp_path / "c.jsonl").write_text("\n" * 40)
    one, three = (list(read_paths([tmp_path], Given(), limits=_LIMITS, reader=_OBEY, workers=n)) for n in (1, 3))
    assert one == three
    assert len(one) == count_inputs([tmp_path]) == max(1, words) + 2


def _outcomes(results: list[Read | Known | Unread]) -> list[tuple[int | None, str]]:
    return [(r.item, r.reason if isinstance(r, Unread) else type(r).__name__) for r in results]


def test_a_reading_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ships wait\n\nForty ships waited.")
    (result,) = _read(path, given=Given("2020-01-02", "Langar", "en"))
    assert isinstance(result, Read)
    document = result.reading.document
    assert result.data == path.read_bytes()
    assert hashlib.sha256(result.data).hexdigest() == document.sha256
    assert (document.published, document.publisher, document.language) == ("2020-01-02", "Langar", "en")
    assert document.path == str(path)


def test_what_a_line_does_to_the_worker_is_its_own_reason(tmp_path: Path) -> None:
    path = _lines(
        tmp_path / "a.jsonl", "one", "raise", "die", "two", "leave", "lie", "stray", "shout", "print", "three"
    )
    assert _outcomes(_read(path)) == [
        (1, "Read"),
        (2, "could not be read: ValueError: two lines"),
        (3, "the worker crashed (signal 6)"),
        (4, "Read"),
        (5, "the worker ended (exit code 3)"),
        (6, "the worker's answer does not fit the file"),
        (7, "the worker's answer does not fit the file"),
        (8, "what was read from it is larger than 2 MB"),
        (9, "Read"),
        (10, "Read"),
    ]
    assert count_inputs([path]) == 10


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux")
def test_memory_and_files_are_limited(tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.jsonl", "eat", "one", "write", "two")
    (eaten, one, written, two) = _outcomes(_read(path))
    assert eaten == (1, "needs more than 1 GB of memory")
    assert one == (2, "Read")
    assert written[1] != "Read"
    assert two == (4, "Read")
    assert not any(other.stat().st_size for other in tmp_path.iterdir() if other != path)


def test_a_document_that_hangs_is_given_up(tmp_path: Path) -> None:
    for name, word in (("a.txt", "one"), ("b.txt", "hang"), ("c.txt", "two")):
        (tmp_path / name).write_text(f"A text that says {word}")
    assert _outcomes(_read(tmp_path)) == [(None, "Read"), (None, "not read within 3 seconds"), (None, "Read")]


def test_what_is_known_is_not_read(tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.jsonl", "one", "hang", "two")
    second = path.read_bytes().split(b"\n")[1]
    sha256 = hashlib.sha256(second).hexdigest()
    results = _read(path, known=frozenset([sha256]))
    assert _outcomes(results) == [(1, "Read"), (2, "Known"), (3, "Read")]
    assert results[1] == Known(str(path), sha256, 2)


def test_a_lost_worker_behind_a_byte_order_mark_and_blank_lines(tmp_path: Path) -> None:
    path = _lines(tmp_path / "a.jsonl", "die", "one")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert _outcomes(_read(path)) == [(1, "the worker crashed (signal 6)"), (3, "Read")]
    assert count_inputs([path]) == 2


def test_folders_are_walked_in_order_without_hidden_files_or_loops(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden/x.txt", "b/.x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "d.txt").symlink_to(tmp_path / "nothing")
    walked = [str(path.relative_to(tmp_path)) for path in walk_paths([tmp_path])]
    assert walked == ["a.txt", "b/1.txt", "b/2.txt", "c.txt", "d.txt"]
    assert _outcomes(_read(tmp_path))[-1] == (None, "a link to nothing")


def test_what_is_no_file_is_unread(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    missing = tmp_path / "missing"
    assert _read(missing, pipe) == [
        Unread(str(missing), "there is no such file"),
        Unread(str(pipe), "not a file that can be read"),
    ]


def test_leaving_early_leaves_no_thread_waiting(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    for name in "abcdef":
        _lines(tmp_path / f"{name}.jsonl", *["one"] * 40)
    results = read_paths([tmp_path], Given(), limits=_LIMITS, reader=_OBEY, workers=3)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert [t.name for t in set(threading.enumerate()) - before if "_serve" in t.name] == []


def test_a_reader_that_is_not_there_is_told_whatever_the_number_of_workers(tmp_path: Path) -> None:
    paths = [_lines(tmp_path / f"{name}.jsonl", "one") for name in "abc"]
    for workers in (1, 2):
        with pytest.raises(WorkerStartError, match="exit code 1"):
            list(read_paths(paths, Given(), limits=_LIMITS, reader="dalil.nothing:read", workers=workers))


def test_leaving_early_ends_the_worker(tmp_path: Path) -> None:
    results = read_paths([_lines(tmp_path / "a.jsonl", "one", "two")], Given(), limits=_LIMITS, reader=_OBEY)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert list(results) == []
