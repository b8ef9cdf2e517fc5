"""From a file to its documents: the only place that opens article files, and it only ever reads them."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

from dalil.documents.formats import HEAD_BYTES, HTML, JSON_LINES, is_read, tell_format
from dalil.documents.given import Given, Parsed, RawDocument
from dalil.documents.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from dalil.documents.lines import parse_line, split_lines
from dalil.documents.plain import parse_plain
from dalil.errors import UnreadableError
from dalil.model import Document, Unread


def open_documents(path: Path, given: Given, *, start_item: int = 1) -> Iterator[Parsed | Unread]:
    """The documents of one file in order, each parsed or with the reason why it could not be; never raises for a file.

    A file of JSON lines is streamed, from line `start_item` on; any other file holds one document.
    """
    for raw in split_file(path, start_item=start_item):
        if isinstance(raw, Unread):
            yield raw
            continue
        try:
            document = parse_document(raw, given)
        except UnreadableError as error:
            yield Unread(raw.path, error.reason, raw.item)
        else:
            yield Parsed(document, raw.offset, len(raw.data), raw.item)


def split_file(
    path: Path, *, start_item: int = 1, start_offset: int = 0, stop_item: int | None = None
) -> Iterator[RawDocument | Unread]:
    """The bytes of each document of a file, not parsed; `start_offset` is where line `start_item` begins, if known."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            size = path.stat().st_size
            media_type = tell_format(head, path.name)
            if media_type == JSON_LINES and head:
                yield from split_lines(
                    stream, str(path), start_item=start_item, start_offset=start_offset, stop_item=stop_item
                )
            elif start_item == 1:
                stream.seek(0)
                data = stream.read(MAX_FILE_BYTES + 1)
                yield _take_whole(str(path), media_type, data, max(size, len(data)))
    except OSError as error:
        yield Unread(str(path), _explain(error))


def is_regular(path: Path) -> bool:
    """Whether `path` is a file that can be read to its end: no pipe, no device, no folder."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def parse_document(raw: RawDocument, given: Given) -> Document:
    """The document in `raw`, its blocks and languages told. Raises UnreadableError with a one-line reason."""
    if raw.media_type == JSON_LINES:
        document = parse_line(raw, given)
    elif raw.media_type == HTML:
        from dalil.documents.html import parse_html  # noqa: PLC0415 - lxml, for pages only

        document = parse_html(raw, given)
    else:
        document = parse_plain(raw, given)
    if len(document.text) > MAX_CHARACTERS:
        raise UnreadableError(raw.path, f"longer than {MAX_CHARACTERS:,} characters")
    return document


def _take_whole(path: str, media_type: str, data: bytes, size: int) -> RawDocument | Unread:
    if not is_read(media_type):
        return Unread(path, f"{media_type} is not read yet")
    if not size:
        return Unread(path, "the file is empty")
    if size > MAX_FILE_BYTES:
        return Unread(path, f"larger than {MAX_FILE_BYTES // 2**20} MB")
    return RawDocument(path, media_type, data, hashlib.sha256(data).hexdigest())


def _explain(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"could not be opened: {error.strerror or type(error).__name__}"
