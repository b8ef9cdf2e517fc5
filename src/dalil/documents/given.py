"""What the user says of the documents, and the document as a file gave it."""

from __future__ import annotations

from dataclasses import dataclass

from dalil.language.own import OwnEntry
from dalil.model import Document, Language


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says: it outweighs what a page says of itself; a line of JSON lines outweighs it.

    `published` is a day, YYYY-MM-DD; `own` are the user's own entries of the lexicon.
    """

    published: str | None = None
    publisher: str | None = None
    language: Language | None = None
    own: tuple[OwnEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one document, not parsed yet: a whole file, or one line (without its newline) of JSON lines.

    `offset` counts bytes in the file; `item` is the line number, None for a whole file. `sha256` is of `data`.
    """

    path: str
    media_type: str
    data: bytes
    sha256: str
    offset: int = 0
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and the bytes of the file that it came from: `length` bytes at `offset`."""

    document: Document
    offset: int
    length: int
    item: int | None = None
