"""JSON lines of articles: one object a line, streamed; a bad line is refused with its number and the file goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dalil.documents.days import read_day
from dalil.documents.formats import JSON_LINES
from dalil.documents.given import Given, RawDocument
from dalil.documents.limits import MAX_LINE_BYTES
from dalil.documents.plain import build_document
from dalil.errors import UnreadableError
from dalil.language.fold import fold
from dalil.language.lexicon import LANGUAGES
from dalil.model import Document, Unread

_CHUNK = 1 << 16
_BOM = b"\xef\xbb\xbf"
# A title stands among the first lines of its text, behind a site's name or a section at most.
_LEADING_LINES = 8


class _Line(msgspec.Struct):
    """One line; fields that are not here are let be."""

    text: str
    id: str | int | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None


def split_lines(
    stream: BinaryIO, path: str, *, start_item: int = 1, start_offset: int = 0, stop_item: int | None = None
) -> Iterator[RawDocument | Unread]:
    """The lines of `stream` that are not blank, from `start_item` to the one before `stop_item`, in constant memory.

    `start_offset` is the byte at which that line begins, 0 where it is to be counted to.
    """
    stream.seek(start_offset)
    item = start_item - 1 if start_offset else 0
    is_empty = start_item == 1
    offset = start_offset
    while line := stream.readline(MAX_LINE_BYTES + 1):
        item += 1
        if item == stop_item:
            return
        begin, offset = offset, offset + len(line)
        if begin == 0 and line.startswith(_BOM):
            begin, line = len(_BOM), line[len(_BOM) :]
        is_empty = is_empty and not line.strip()
        if not line.endswith(b"\n") and len(line) > MAX_LINE_BYTES:
            offset += _skip_line(stream)
            if item >= start_item:
                yield Unread(path, f"a line larger than {MAX_LINE_BYTES // 2**20} MB", item)
            continue
        line = line.rstrip(b"\r\n")
        if item >= start_item and line.strip():
            yield RawDocument(path, JSON_LINES, line, hashlib.sha256(line).hexdigest(), begin, item)
    if is_empty:
        yield Unread(path, "the file is empty")


def parse_line(raw: RawDocument, given: Given) -> Document:
    """The article of one line; its own fields outweigh what the user gave. Raises UnreadableError."""
    line = _decode(raw)
    published = line.published and line.published.strip()
    day = read_day(published) if published else None
    if published and not day:
        raise UnreadableError(raw.path, f"published is not a day (YYYY-MM-DD): {published[:40]!r}")
    title = (line.title or "").strip() or None
    text = line.text
    if title and not _begins_with(text, title):
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise UnreadableError(raw.path, "its text is empty")
    language = line.language if line.language in LANGUAGES else given.language
    return build_document(
        raw,
        text,
        identity=None if line.id is None or line.id == "" else str(line.id),
        title=title,
        given=Given(day or given.published, line.publisher or given.publisher, language),  # type: ignore[arg-type]
        url=line.url or None,
    )


def _decode(raw: RawDocument) -> _Line:
    try:
        line = msgspec.json.decode(raw.data, type=_Line)
        line.text.encode("utf-8")
    except UnicodeError:
        raise UnreadableError(raw.path, "not valid UTF-8") from None
    except RecursionError:
        raise UnreadableError(raw.path, "nested too deeply") from None
    except msgspec.ValidationError as error:
        raise UnreadableError(raw.path, _explain(str(error))) from None
    except msgspec.DecodeError as error:
        raise UnreadableError(raw.path, f"not valid JSON: {str(error).removeprefix('JSON is malformed: ')}") from None
    return line


def _explain(message: str) -> str:
    if message == "Object missing required field `text`":
        return "has no text"
    what, _, where = message.replace("`", "").partition(" - at $")
    where = where.strip(".")
    return f"{where}: {what[:1].lower()}{what[1:]}" if where else f"not an article: {what[:1].lower()}{what[1:]}"


def _begins_with(text: str, title: str) -> bool:
    """Whether `title` stands at the beginning of `text` or is one of its first lines."""
    if text.lstrip().startswith(title):
        return True
    wanted = fold(title).split()
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:_LEADING_LINES]
    return any(fold(line).split() == wanted for line in lines)


def _skip_line(stream: BinaryIO) -> int:
    """Reads on to the end of the line without keeping it; the bytes passed."""
    passed = 0
    while chunk := stream.readline(_CHUNK):
        passed += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return passed
