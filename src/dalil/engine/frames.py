"""What parent and worker say to each other: length-prefixed JSON over two pipes, typed and checked on arrival."""

from __future__ import annotations

from typing import IO, TypeVar

import msgspec

from dalil.language.own import OwnEntry
from dalil.model import Language

_PREFIX_BYTES = 4
Message = TypeVar("Message")


class Ask(msgspec.Struct, tag="ask", frozen=True):
    """Read this file; where it holds many documents, from line `start_item` on, which begins at byte `start_offset`, to
    the line before `stop_item`; with these entries of the user's own."""

    path: str
    published: str | None = None
    publisher: str | None = None
    language: Language | None = None
    start_item: int = 1
    start_offset: int = 0
    stop_item: int | None = None
    own: tuple[OwnEntry, ...] = ()


class Take(msgspec.Struct, tag="take", frozen=True):
    """Whether the document just announced is wanted."""

    wanted: bool


class Ready(msgspec.Struct, tag="ready", frozen=True):
    """The worker has loaded all it needs; the first it says."""


class Announced(msgspec.Struct, tag="announced", frozen=True):
    """A document that nothing was parsed of yet: `length` bytes at `offset`. The worker waits for `Take`."""

    sha256: str
    offset: int
    length: int
    item: int | None


class Working(msgspec.Struct, tag="working", frozen=True):
    """Part of the announced document is read; the time of one document begins anew."""


class Done(msgspec.Struct, tag="done", frozen=True):
    """The announced document, read: a `Reading` in its form on paper."""

    reading: msgspec.Raw


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """The announced document, or an item that could not even be announced, and why it was not read."""

    reason: str
    item: int | None
    path: str | None = None


class Ended(msgspec.Struct, tag="ended", frozen=True):
    """The file is at its end."""


Request = Ask | Take
Reply = Ready | Announced | Working | Done | Failed | Ended


class FrameError(Exception):
    """Bytes on the pipe that are no frame: cut short, too large or of the wrong form; `str(error)` says which."""


def write_frame(stream: IO[bytes], message: Request | Reply) -> None:
    payload = msgspec.json.encode(message)
    stream.write(len(payload).to_bytes(_PREFIX_BYTES, "little") + payload)
    stream.flush()


def read_frame(stream: IO[bytes], kind: type[Message], *, max_bytes: int) -> Message | None:
    """The next message, None at the end of the stream. Raises FrameError; never reads more than `max_bytes`."""
    prefix = stream.read(_PREFIX_BYTES)
    if not prefix:
        return None
    length = int.from_bytes(prefix, "little")
    if len(prefix) < _PREFIX_BYTES:
        raise FrameError("cut short")
    if length > max_bytes:
        raise FrameError("too large")
    payload = stream.read(length)
    if len(payload) < length:
        raise FrameError("cut short")
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise FrameError("of the wrong form") from None
