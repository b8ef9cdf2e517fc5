"""Bare text: one block a line that is not empty, its kind told from its words and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dalil.documents.encoding import UndecodableError, decode_bytes, find_declared
from dalil.documents.given import Given, RawDocument
from dalil.documents.kinds import tell_kinds
from dalil.errors import UnreadableError
from dalil.language.detect import detect_language
from dalil.model import Block, Document, Language

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
# Below this many characters a block of the same script goes with its document.
_SHORT_BLOCK = 60


def parse_plain(raw: RawDocument, given: Given) -> Document:
    """The document in a file of plain text. Raises UnreadableError."""
    text = decode(raw)
    if not any(character.isalnum() for character in text):
        raise UnreadableError(raw.path, "holds no text")
    return build_document(raw, text, given=given)


def decode(raw: RawDocument) -> str:
    """The text of a file in whichever encoding. Raises UnreadableError."""
    try:
        return decode_bytes(raw.data, declared=find_declared(raw.data)).text
    except UndecodableError as error:
        raise UnreadableError(raw.path, str(error)) from None


def build_document(
    raw: RawDocument,
    text: str,
    *,
    given: Given,
    identity: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """A document of bare `text`: its lines are its blocks. `title` is None where it is to be found in the text."""
    spans = [span for match in _LINE.finditer(text) if (span := _trim(text, *match.span()))]
    kinds, title_index = tell_kinds([text[s:e] for s, e in spans], title=title, publisher=given.publisher)
    blocks = [Block(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True)]
    if title is None and title_index is not None:
        title = blocks[title_index].of(text)
    language, blocks = tell_languages(text, blocks, given=given.language)
    return Document(
        id=identity or raw.sha256,
        text=text,
        sha256=raw.sha256,
        blocks=tuple(blocks),
        language=language,
        title=title,
        published=given.published,
        publisher=given.publisher,
        url=url,
        path=raw.path,
        media_type=raw.media_type,
    )


def tell_languages(
    text: str, blocks: Sequence[Block], *, given: Language | None = None, declared: Language | None = None
) -> tuple[Language | None, list[Block]]:
    """The language of the document and its blocks with theirs.

    What the user gave holds for the document and its blocks of that script; what a page declares only where the words
    tell nothing.
    """
    told = [detect_language(block.of(text)) for block in blocks]
    language = given or _commonest(blocks, told) or detect_language(text) or declared
    return language, [replace(b, language=_settle(b, t, language, given)) for b, t in zip(blocks, told, strict=True)]


def _commonest(blocks: Iterable[Block], told: Iterable[Language | None]) -> Language | None:
    counts: Counter[Language] = Counter()
    for block, language in zip(blocks, told, strict=True):
        if language and block.kind != "boilerplate":
            counts[language] += block.end - block.start
    return counts.most_common(1)[0][0] if counts else None


def _settle(block: Block, told: Language | None, language: Language | None, given: Language | None) -> Language | None:
    """Arabic and Persian share a script: a short block goes with its document, and each does where the user said so."""
    if {told, language} == {"ar", "fa"} and (given or block.end - block.start < _SHORT_BLOCK):
        return language
    return told


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_blank(character: str) -> bool:
    return character.isspace() or character in "\x00\ufeff\u200b\u200e\u200f\u2060\u202a\u202b\u202c"
