"""Saved pages: all that a page shows is the text; its article is told block by block, the rest is boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from dalil.documents.article import choose_article
from dalil.documents.cues import Words, ends_sentence, find_cue, find_words
from dalil.documents.dom import Shown, has_monstrous_tag, show_tokens, show_tree
from dalil.documents.given import Given, RawDocument
from dalil.documents.kinds import is_heading, tell_kinds
from dalil.documents.limits import MAX_CHOSEN_DEPTH, MAX_CHOSEN_ELEMENTS
from dalil.documents.metadata import Metadata, find_metadata, split_title
from dalil.documents.plain import decode, tell_languages
from dalil.errors import UnreadableError
from dalil.model import Block, BlockKind, Document

_SEPARATOR = "\n\n"
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINE_BREAK = re.compile("[\\n\\r\\v\\f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class _Page:
    blocks: list[Shown]
    metadata: Metadata
    simple: bool


def parse_html(raw: RawDocument, given: Given) -> Document:
    """The document of a saved page. Raises UnreadableError, also where it shows no text at all."""
    markup = decode(raw).replace("\x00", "")
    if has_monstrous_tag(markup):
        raise UnreadableError(raw.path, "a tag with too many attributes")
    page = _read_page(markup)
    if not any(character.isalnum() for block in page.blocks for character in block.text):
        raise UnreadableError(raw.path, "the page shows no text")
    shown = [replace(block, text=_LINE_BREAK.sub(" ", block.text)) for block in page.blocks]
    chosen = choose_article(shown, _XML_DECLARATION.sub("", markup, count=1) if page.simple else None)
    metadata = page.metadata
    publisher = given.publisher or metadata.publisher
    kinds, title = _tell_kinds(shown, chosen, metadata.title, publisher)
    publisher = publisher or _find_site(title, metadata.title)
    text, blocks = _join(shown, kinds)
    language, blocks = tell_languages(text, blocks, given=given.language, declared=metadata.language)
    return Document(
        id=raw.sha256,
        text=text,
        sha256=raw.sha256,
        blocks=tuple(blocks),
        language=language,
        title=title,
        published=given.published or metadata.published,
        publisher=publisher,
        url=metadata.url,
        path=raw.path,
        media_type=raw.media_type,
    )


def _read_page(markup: str) -> _Page:
    """The blocks of a page by its tree; by its tags alone where the tree would have lost a part of it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return _Page(show_tokens(markup), Metadata(), simple=False)
    metadata = find_metadata(root)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return _Page(show_tokens(markup), metadata, simple=False)
    blocks = show_tree(root) or show_tree(root, hidden=True)
    return _Page(blocks or show_tokens(markup), metadata, simple=_is_simple(root))


def _is_simple(root: Any) -> bool:
    """Whether the page is small and flat enough for rules that walk the tree many times."""
    elements, depth = 0, 0
    stack = [iter((root,))]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        elements += 1
        stack.append(iter(element))
        depth = max(depth, len(stack))
        if elements > MAX_CHOSEN_ELEMENTS or depth > MAX_CHOSEN_DEPTH:
            return False
    return True


def _tell_kinds(
    shown: Sequence[Shown], chosen: Sequence[bool], title: str | None, publisher: str | None
) -> tuple[list[BlockKind], str | None]:
    """The kind of every block and the article's title: as the page gives it, else the block that titles the article."""
    index = _find_title_block(shown, chosen, [find_words(part) for part in split_title(title)] if title else [])
    if index is None and not title:
        return _tell_untitled(shown, chosen, publisher)
    title_words = find_words(shown[index].text) if index is not None else find_words(title or "")
    kinds: list[BlockKind] = []
    for i, (block, is_chosen) in enumerate(zip(shown, chosen, strict=True)):
        if i == index:
            kinds.append("title")
        elif not is_chosen or _is_other(shown, i, title_words, publisher):
            kinds.append("boilerplate")
        else:
            kinds.append("heading" if _is_heading(block) else "paragraph")
    return kinds, shown[index].text if index is not None else title


def _find_title_block(shown: Sequence[Shown], chosen: Sequence[bool], titles: Sequence[Words]) -> int | None:
    """The block that says the title: an h1 before others, the one nearest before the article before farther ones."""
    first = chosen.index(True)
    scored: list[tuple[float, int]] = []
    for i, block in enumerate(shown):
        words = find_words(block.text)
        if not words or len(words) > 60 or (ends_sentence(block.text) and len(words) > 40):
            continue
        same = max((_share(words, title) for title in titles), default=0.0)
        if same >= 0.75 or (not titles and block.tag == "h1" and not block.aside):
            near = i <= first or chosen[i]
            score = (
                same
                + 0.04 * min(len(words), 10)
                + 0.5 * (block.tag == "h1")
                + 0.2 * (block.tag in _HEADINGS)
                + 0.3 * near
                - 0.6 * block.aside
            )
            scored.append((score - 0.3 * (block.linked > len(block.text) * 0.5), -i))
    if not scored:
        return next((i for i, b in enumerate(shown[: first + 1]) if b.tag == "h1" and not b.aside), None)
    return -max(scored)[1]


def _find_site(title: str | None, page_title: str | None) -> str | None:
    """The site's name: what else stands in the page's title beside the article's."""
    _, *parts = split_title(page_title or "")
    rest = [part for part in parts if find_words(part) != find_words(title or "")]
    return rest[-1] if len(rest) == 1 and len(parts) > 1 else None


def _share(words: Words, title: Words) -> float:
    """How much of the words of both is shared, 0 to 1."""
    a, b = set(words), set(title)
    return len(a & b) / len(a | b) if a and b else 0.0


def _tell_untitled(
    shown: Sequence[Shown], chosen: Sequence[bool], publisher: str | None
) -> tuple[list[BlockKind], str | None]:
    """A page that names no title: its article's blocks are told as lines of bare text are."""
    kept = [i for i, is_chosen in enumerate(chosen) if is_chosen]
    told, index = tell_kinds([shown[i].text for i in kept], publisher=publisher)
    kinds: list[BlockKind] = ["boilerplate"] * len(shown)
    for i, kind in zip(kept, told, strict=True):
        kinds[i] = kind
    return kinds, shown[kept[index]].text if index is not None else None


def _is_other(shown: Sequence[Shown], i: int, title: Words, publisher: str | None) -> bool:
    """Whether a block inside the article is none of it: the title again, the site's name, a call, "read more"."""
    block = shown[i]
    words = find_words(block.text)
    if words == title or (publisher and words == find_words(publisher)):
        return True
    cue = find_cue(block.text)
    if cue == "call":
        return block.linked * 2 > len(block.text)
    if cue is None and i and find_cue(shown[i - 1].text) == "more":
        return block.linked * 2 > len(block.text) and not ends_sentence(block.text)
    return cue is not None


def _is_heading(block: Shown) -> bool:
    return block.tag in _HEADINGS or (block.strong and is_heading(block.text))


def _join(shown: Sequence[Shown], kinds: Sequence[BlockKind]) -> tuple[str, list[Block]]:
    blocks, start = [], 0
    for block, kind in zip(shown, kinds, strict=True):
        blocks.append(Block(start, start + len(block.text), kind))
        start += len(block.text) + len(_SEPARATOR)
    return _SEPARATOR.join(block.text for block in shown), blocks
