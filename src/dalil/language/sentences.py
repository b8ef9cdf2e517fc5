"""Sentences with offsets, inside blocks that are not boilerplate. A rule of our own: others split at Arabic commas."""

from __future__ import annotations

import re

from dalil.model import Block, Document, Language, Sentence, Span

# A full stop ends a sentence unless a digit, a lower-case Latin letter or a known abbreviation makes it something else.
_END = re.compile(r"[.!?\u061f…\u06d4]+[\"'”’»)\]]*(?=\s|$)|[\n\r]+")
_NEXT = re.compile(r"[^\S\n\r]+([A-Za-z\u00c0-\u024f])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sen|Rep|Gov|St|No|vs|etc)"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)"
    r"|(?<![A-Za-z])[A-Z]|(?<![\u0600-\u06ff])[\u0621-\u064a\u06a9\u06cc])\.$"
)

# No sentence of the annotated news texts passes 810 characters; a list or a text without full stops does, and the
# rules of reading take time that grows faster than the sentence.
_LONGEST = 2000


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Sentences of titles, headings and paragraphs in order; a block of no language takes the document's (or ar)."""
    out: list[Sentence] = []
    for block in document.blocks:
        if block.kind != "boilerplate":
            out.extend(_split_block(document.text, block, block.language or document.language or "ar"))
    return tuple(out)


def _split_block(text: str, block: Block, language: Language) -> list[Sentence]:
    out: list[Sentence] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if _goes_on(text, block, match):
            continue
        _append(out, text, Span(start, match.end()), language, block)
        start = match.end()
    if start < block.end:
        _append(out, text, Span(start, block.end), language, block)
    return out


def _goes_on(text: str, block: Block, match: re.Match[str]) -> bool:
    """Whether the mark ends no sentence: an abbreviation's full stop, or a small Latin letter behind ("5 p.m. on")."""
    if match.end() >= block.end or match[0][0] in "\r\n":
        return False
    if match[0] == "." and _ABBREVIATION.search(text, max(block.start, match.end() - 8), match.end()):
        return True
    behind = _NEXT.match(text, match.end(), block.end)
    return behind is not None and behind[1].islower()


def _append(out: list[Sentence], text: str, span: Span, language: Language, block: Block) -> None:
    """Add the sentence in `span` without the white space around it, where anything is left; too long a one in parts."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\u060c", start, start + _LONGEST) + 1)
        cut = cut if cut > start else start + _LONGEST
        out.append(Sentence(start, cut, language, block.kind))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        out.append(Sentence(start, end, language, block.kind))
