"""Reading files and folders: every document comes out read, known already, or unread with its reason.

Files are walked in order of their names, so that the same folder gives the same documents in the same order.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dalil.documents import Given, is_regular
from dalil.documents.formats import HEAD_BYTES, JSON_LINES, tell_format
from dalil.engine.crew import read_side_by_side
from dalil.engine.frames import Announced, Ask, Done, Ended, Failed, Reply, Take
from dalil.engine.sandbox import DEFAULT_LIMITS, READER, Limits, Sandbox, WorkerLostError
from dalil.form import decode_reading
from dalil.model import Reading, Span, Unread

_CHUNK = 1 << 20
_LINES_A_SHARE = 16


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read, with the bytes it came from."""

    reading: Reading
    data: bytes
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was not read, because it is known already."""

    path: str
    sha256: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A file, or its lines from `item` on, which begins at byte `offset`, to the one before `stop_item`."""

    path: Path
    item: int = 1
    offset: int = 0
    stop_item: int | None = None


def _never(_sha256: str) -> bool:
    return False


def read_paths(
    paths: Sequence[Path],
    given: Given,
    *,
    known: Callable[[str], bool] = _never,
    limits: Limits = DEFAULT_LIMITS,
    reader: str = READER,
    workers: int | None = None,
) -> Iterator[Read | Known | Unread]:
    """One result for each document of `paths` (files, and folders with all that is in them), in order.

    `known` is asked for the sha256 of a document's bytes before anything is parsed. Documents are read in `workers`, as
    many as there are cores where it is None, under `limits`; one that breaks them is unread, and the next is read by a
    new worker. Raises WorkerStartError where no worker can be had.
    """
    shares = (share for path in walk_paths(paths) for share in divide_file(path))

    def read(share: Share, known: Callable[[str], bool], sandbox: Sandbox) -> Iterator[Read | Known | Unread]:
        return _read_share(share, given, known, sandbox)

    yield from read_side_by_side(shares, read, known, limits=limits, reader=reader, workers=workers or count_cores())


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def divide_file(path: Path) -> Iterator[Share]:
    """The shares of a file: the lines of JSON lines a few at a time, everything else whole."""
    first, item, offset, lines, is_blank = (1, 0), 1, 0, 0, True
    with contextlib.suppress(OSError):  # the worker says what is wrong with it
        if is_regular(path) and _is_lines(path):
            with path.open("rb") as stream:
                while piece := stream.readline(_CHUNK):
                    offset += len(piece)
                    is_blank = is_blank and not piece.strip()
                    if not piece.endswith(b"\n"):
                        continue
                    item, lines, is_blank = item + 1, lines + (not is_blank), True
                    if lines == _LINES_A_SHARE:
                        yield Share(path, *first, item)
                        first, lines = (item, offset), 0
    yield Share(path, *first)


def _is_lines(path: Path) -> bool:
    with path.open("rb") as stream:
        return tell_format(stream.read(HEAD_BYTES), path.name) == JSON_LINES


def walk_paths(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of `paths`, folders opened: in order of their names, hidden ones left out, each folder once."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk_folder(path, seen)
        else:
            yield path


def count_inputs(paths: Sequence[Path]) -> int:
    """How many results `read_paths` will give: a file is one, a file of JSON lines has one for each line."""
    return sum(_count_file(path) for path in walk_paths(paths))


def _walk_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Links are followed, and a folder that was seen already is not entered again, so that loops end."""
    pending = [folder]
    while pending:
        path = pending.pop()
        if not path.is_dir():
            yield path
            continue
        status = path.stat()
        key = (status.st_dev, status.st_ino)
        if key in seen:
            continue
        seen.add(key)
        try:
            names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)  # noqa: PTH208
        except OSError:
            yield path
            continue
        pending.extend(path / name for name in names)


def _count_file(path: Path) -> int:
    if not is_regular(path):
        return 1
    try:
        if not _is_lines(path):
            return 1
        with path.open("rb") as stream:
            stream.seek(len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
            return max(1, _count_lines(stream.read, _CHUNK))
    except OSError:
        return 1


def _count_lines(read: Callable[[int], bytes], size: int) -> int:
    """The lines that are not blank, in constant memory."""
    count, blank = 0, True
    while chunk := read(size):
        head, *rest = chunk.split(b"\n")
        blank = blank and not head.strip()
        for line in rest:
            count += not blank
            blank = not line.strip()
    return count + (not blank)


def _read_share(
    share: Share, given: Given, known: Callable[[str], bool], sandbox: Sandbox
) -> Iterator[Read | Known | Unread]:
    """All results of one share, the worker started anew behind each document that it was lost on."""
    path = share.path
    if not is_regular(path):
        yield Unread(str(path), _explain_irregular(path))
        return
    item, offset = share.item, share.offset
    while True:
        announced: Announced | None = None
        ask = Ask(str(path), given.published, given.publisher, given.language, item, offset, share.stop_item, given.own)
        try:
            sandbox.send(ask)
            while not isinstance(reply := sandbox.receive(), Ended):
                if isinstance(reply, Announced):
                    announced = reply
                    is_known = known(reply.sha256)
                    if is_known:
                        yield Known(str(path), reply.sha256, reply.item)
                        announced = None
                    sandbox.send(Take(not is_known))
                else:
                    yield _take(path, announced, reply)
                    announced = None
        except WorkerLostError as error:
            if announced is None:
                yield Unread(str(path), str(error) if item == share.item else f"not read from line {item} on: {error}")
                return
            yield Unread(str(path), str(error), announced.item)
            if announced.item is None:
                return
            item = announced.item + 1
            offset = _find_next_line(path, announced)
            continue
        return


def _find_next_line(path: Path, announced: Announced) -> int:
    """Where the line behind the announced one begins."""
    with path.open("rb") as stream:
        stream.seek(announced.offset + announced.length)
        return announced.offset + announced.length + len(stream.readline())


def _take(path: Path, announced: Announced | None, reply: Reply) -> Read | Unread:
    """What the worker answered, believed only as far as it can be checked."""
    if isinstance(reply, Failed):
        return Unread(str(path), reply.reason, reply.item)
    if announced is None or not isinstance(reply, Done):
        return Unread(str(path), "the worker answered what it was not asked")
    data = _read_bytes(path, announced)
    if data is None:
        return Unread(str(path), "changed while it was read", announced.item)
    try:
        reading = decode_reading(bytes(reply.reading))
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
        return Unread(str(path), "the worker's answer was of the wrong form", announced.item)
    if reading.document.sha256 != announced.sha256 or not _is_inside(reading):
        return Unread(str(path), "the worker's answer does not fit the file", announced.item)
    return Read(reading, data, announced.item)


def _read_bytes(path: Path, announced: Announced) -> bytes | None:
    try:
        with path.open("rb") as stream:
            stream.seek(announced.offset)
            data = stream.read(announced.length)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == announced.sha256 else None


def _is_inside(reading: Reading) -> bool:
    """Whether every span is one of the text."""
    size = len(reading.document.text)
    spans: list[Span] = [*reading.document.blocks, *reading.mentions, *reading.times, *reading.claims]
    for claim in reading.claims:
        spans.append(claim.trigger)
        spans.extend(claim.evidence)
        spans.extend(link.cue for link in claim.attribution)
        spans.extend(filler for fillers in claim.args.values() for filler in fillers if isinstance(filler, Span))
    return all(0 <= span.start < span.end <= size for span in spans)


def _explain_irregular(path: Path) -> str:
    if path.is_dir():
        return "no permission to open the folder"
    if path.is_symlink() and not path.exists():
        return "a link to nothing"
    return "not a file that can be read" if path.exists() else "there is no such file"
