"""The process in which foreign bytes are parsed and documents are read: `python -m dalil.engine.worker`.

It takes requests from its standard input, answers on its standard output, writes nowhere else, and may be killed at any
moment. Its arguments are the reader (module:function), its memory in bytes and the seconds after which it ends itself
should its parent be gone.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from dalil.documents import Given, RawDocument, is_regular, parse_document, split_file
from dalil.engine.frames import (
    Announced,
    Ask,
    Done,
    Ended,
    Failed,
    Ready,
    Request,
    Take,
    Working,
    read_frame,
    write_frame,
)
from dalil.engine.sandbox import EXIT_MEMORY
from dalil.errors import UnreadableError
from dalil.form import encode_reading
from dalil.language.own import use_entries
from dalil.model import Document, Reading, Unread

_MAX_REQUEST = 16 << 20
_MAX_REASON = 200
_Read = Callable[[Document, Callable[[], None]], Reading]


def main(arguments: list[str]) -> int:
    reader, memory_bytes, alarm_seconds = arguments
    # The pipe is ours alone: what a library prints goes to standard error.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(int(memory_bytes))
    read = _load(reader)
    requests = sys.stdin.buffer
    write_frame(answers, Ready())
    try:
        while isinstance(ask := _take_request(requests), Ask):
            _read_file(ask, read, requests, answers, int(alarm_seconds))
    except MemoryError:
        return EXIT_MEMORY
    except (BrokenPipeError, EOFError):
        pass
    return 0


def _limit(memory_bytes: int) -> None:
    """No more memory than this, no file written, no core dumped; nothing on platforms that know no such limits."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    for kind, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit holds already
            resource.setrlimit(kind, (value, value))


def _load(name: str) -> _Read:
    module, _, function = name.partition(":")
    loaded: _Read = getattr(importlib.import_module(module), function)
    return loaded


def _take_request(requests: BinaryIO) -> Ask | Take | None:
    return read_frame(requests, Request, max_bytes=_MAX_REQUEST)  # type: ignore[arg-type]


def _read_file(ask: Ask, read: _Read, requests: BinaryIO, answers: BinaryIO, alarm_seconds: int) -> None:
    path = Path(ask.path)
    given = Given(ask.published, ask.publisher, ask.language)
    use_entries(ask.own)
    if not is_regular(path):
        write_frame(answers, Failed("not a file that can be read", None))
        write_frame(answers, Ended())
        return
    for raw in split_file(path, start_item=ask.start_item, start_offset=ask.start_offset, stop_item=ask.stop_item):
        if isinstance(raw, Unread):
            write_frame(answers, Failed(raw.reason, raw.item))
            continue
        write_frame(answers, Announced(raw.sha256, raw.offset, len(raw.data), raw.item))
        take = _take_request(requests)
        if not isinstance(take, Take):
            raise EOFError  # noqa: TRY004 - the parent is gone
        if take.wanted:
            _set_alarm(alarm_seconds)

            def go_on() -> None:
                _set_alarm(alarm_seconds)
                write_frame(answers, Working())

            write_frame(answers, _read_one(raw, given, read, go_on))
            _set_alarm(0)
    write_frame(answers, Ended())


def _read_one(raw: RawDocument, given: Given, read: _Read, go_on: Callable[[], None]) -> Done | Failed:
    """Whatever goes wrong with one document is its reason; only memory ends the worker."""
    try:
        reading = read(parse_document(raw, given), go_on)
        return Done(msgspec.Raw(encode_reading(reading)))
    except UnreadableError as error:
        return Failed(_one_line(error.reason), raw.item)
    except MemoryError:
        raise
    except Exception as error:  # a bad document is recorded with its reason and the run goes on
        return Failed(_one_line(f"could not be read: {type(error).__name__}: {error}"), raw.item)


def _set_alarm(seconds: int) -> None:
    """Ends this process in `seconds`, should nobody be left to kill it; 0 calls it off."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _one_line(reason: str) -> str:
    line = " ".join(reason.split())
    return line if len(line) <= _MAX_REASON else line[: _MAX_REASON - 1] + "…"


if __name__ == "__main__":
    # No interpreter shutdown: there is nothing to clean up, and freeing a hostile tree can take longer than reading it.
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
