"""The worker starts, is killed and starts again; what passes between it and its parent is checked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dalil.engine.frames import Ask, Done, Ended, Failed, FrameError, Reply, Take, read_frame, write_frame
from dalil.engine.sandbox import Limits, Sandbox, WorkerLostError, WorkerStartError

_READING = "tests.engine.readers:obey"


@pytest.fixture(autouse=True)
def _tests_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_a_worker_answers_and_ends() -> None:
    with Sandbox(reader=_READING) as sandbox:
        sandbox.send(Ask("no/such/file"))
        assert sandbox.receive() == Failed("not a file that can be read", None)
        assert sandbox.receive() == Ended()


def test_a_killed_worker_is_started_again() -> None:
    with Sandbox(reader=_READING) as sandbox:
        sandbox.start()
        sandbox.kill()
        sandbox.send(Ask("no/such/file"))
        assert isinstance(sandbox.receive(), Failed)


def test_a_worker_that_does_not_answer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    with Sandbox(Limits(seconds=0.6), reader=_READING) as sandbox:
        sandbox.send(Ask(str(path)))
        sandbox.receive()  # announced; it now waits for us
        with pytest.raises(WorkerLostError, match=r"not read within 0\.6 seconds"):
            sandbox.receive()


def test_a_long_document_may_take_long_as_long_as_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A text that says dawdle")
    with Sandbox(Limits(seconds=1.2), reader=_READING) as sandbox:
        sandbox.send(Ask(str(path)))
        sandbox.receive()
        sandbox.send(Take(True))
        assert isinstance(sandbox.receive(), Done)  # 1.6 seconds later


def test_a_reader_that_is_not_there_is_no_files_fault() -> None:
    with Sandbox(reader="dalil.nothing:read") as sandbox, pytest.raises(WorkerStartError, match="exit code 1"):
        sandbox.send(Ask("x"))


def test_frames_come_back() -> None:
    stream = io.BytesIO()
    write_frame(stream, Failed("why", 3))
    write_frame(stream, Ended())
    stream.seek(0)
    assert read_frame(stream, Reply, max_bytes=100) == Failed("why", 3)  # type: ignore[arg-type]
    assert read_frame(stream, Reply, max_bytes=100) == Ended()  # type: ignore[arg-type]
    assert read_frame(stream, Reply, max_bytes=100) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x01", "cut short"),
        (b"\x05\x00\x00\x00{}", "cut short"),
        (b"\xff\xff\xff\xff", "too large"),
        (b"\x02\x00\x00\x00{}", "of the wrong form"),
        (b"\x02\x00\x00\x00\xff\xff", "of the wrong form"),
    ],
)
def test_what_is_no_frame_is_an_error(data: bytes, reason: str) -> None:
    with pytest.raises(FrameError, match=reason):
        read_frame(io.BytesIO(data), Reply, max_bytes=100)  # type: ignore[arg-type]


def test_a_request_is_no_reply() -> None:
    stream = io.BytesIO()
    write_frame(stream, Take(True))
    stream.seek(0)
    with pytest.raises(FrameError):
        read_frame(stream, Reply, max_bytes=100)  # type: ignore[arg-type]
