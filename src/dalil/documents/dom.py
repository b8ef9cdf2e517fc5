"""What a page shows, as blocks of text: taken from its markup, white space collapsed as a browser does, nothing else.

Zero-width joiners, bidi marks and no-break spaces stay. A block is what stands between the borders of block elements
and line breaks. Scripts, styles, comments, templates and hidden elements show nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from dalil.documents.limits import MAX_TAG_WORDS


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCK_TAGS = _names(
    """address article aside blockquote body br caption center colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p pre section summary table tbody td tfoot th thead title tr ul"""
)
_SILENT_TAGS = _names(
    """script style noscript template head iframe object embed applet svg math canvas audio video select textarea map
    datalist noframes title frameset"""
)
_ASIDE_TAGS = _names("nav footer aside form button dialog menu")
_VOID_TAGS = _names("area base br col embed hr img input link meta param source track wbr frame basefont")
# Names by which pages call the parts around an article; compared whole, between hyphens, underscores and spaces.
_ASIDE_NAMES = _names(
    """nav navbar navigation menu footer sidebar breadcrumb breadcrumbs share sharing social related recommended
    comment comments advert advertisement ads banner cookie cookies newsletter subscribe popup modal widget tags
    pagination"""
)
_ASIDE_ROLES = _names("navigation contentinfo complementary search banner dialog menu alert")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_NAME = re.compile(r"[A-Za-z]+")
_TAG = re.compile(r"<[A-Za-z][^<>]*")
# A browser reads the C1 controls of numeric references as windows-1252 (HTML standard, numeric character references).
_C1 = {code: bytes([code]).decode("windows-1252", "ignore") or None for code in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is shown: its `text`, the nearest block element's `tag`, and where it stands.

    `path` are the ordinals of the block elements around it, outermost first. `linked` counts its characters in links;
    `aside` says that it stands in a part that by its element, role or name is not the article; `strong` that all of it
    is bold.
    """

    text: str
    tag: str
    path: tuple[int, ...]
    linked: int
    aside: bool
    strong: bool


class Flow:
    """Takes the tags and text of a page in order and makes blocks of them, whatever parser they come from."""

    def __init__(self, *, hidden: bool = False) -> None:
        self._keep_hidden = hidden
        self.blocks: list[Shown] = []
        self._open: list[tuple[str, bool, bool]] = []  # tag, silent, aside
        self._blocks_open: list[tuple[str, int]] = []
        self._ordinal = 0
        self._silent = self._aside = self._links = self._bold = self._pre = 0
        self._parts: list[str] = []
        self._linked = self._plain = 0

    def start(self, tag: str, attributes: Mapping[str, Any]) -> None:
        block = tag in _BLOCK_TAGS
        if block:
            self._flush()
        if tag in _VOID_TAGS:
            return
        silent = tag in _SILENT_TAGS or (not self._keep_hidden and _is_hidden(attributes))
        aside = tag in _ASIDE_TAGS or (tag not in ("body", "html") and _is_named_aside(attributes))
        self._open.append((tag, silent, aside))
        self._silent += silent
        self._aside += aside
        self._links += tag == "a"
        self._bold += tag in ("b", "strong")
        self._pre += tag == "pre"
        if block:
            self._ordinal += 1
            self._blocks_open.append((tag, self._ordinal))

    def end(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._flush()
        if not self._open or self._open[-1][0] != tag:
            return
        _, silent, aside = self._open.pop()
        self._silent -= silent
        self._aside -= aside
        self._links -= tag == "a"
        self._bold -= tag in ("b", "strong")
        self._pre -= tag == "pre"
        if tag in _BLOCK_TAGS:
            self._blocks_open.pop()

    def text(self, text: str) -> None:
        if self._silent or not text:
            return
        if self._pre and "\n" in text:
            for line in text.split("\n"):
                self._add(line)
                self._flush()
        else:
            self._add(text)

    def close(self) -> list[Shown]:
        self._flush()
        return self.blocks

    def _add(self, text: str) -> None:
        self._parts.append(text)
        visible = len(text.strip())
        if self._links:
            self._linked += visible
        if not self._bold:
            self._plain += visible

    def _flush(self) -> None:
        if not self._parts:
            return
        text = _SPACE.sub(" ", "".join(self._parts).replace("\x00", "")).strip(" ").translate(_C1)
        if any(not character.isspace() and character.isprintable() for character in text):
            tag = next((t for t, _ in reversed(self._blocks_open) if t not in ("div", "section")), "div")
            path = tuple(ordinal for _, ordinal in self._blocks_open[-24:])
            linked = min(self._linked, len(text))
            self.blocks.append(Shown(text, tag, path, linked, self._aside > 0, self._plain == 0))
        self._parts, self._linked, self._plain = [], 0, 0


def show_tree(root: Any, *, hidden: bool = False) -> list[Shown]:
    """The blocks of an lxml tree, in order; with `hidden`, also what its attributes hide. No recursion."""
    flow = Flow(hidden=hidden)
    for event, element in _walk(root):
        tag = element.tag
        if not isinstance(tag, str):  # a comment or processing instruction: only what follows it is shown
            if event == "end":
                flow.text(element.tail or "")
            continue
        if event == "start":
            flow.start(tag, element.attrib)
            flow.text(element.text or "")
        else:
            flow.end(tag)
            flow.text(element.tail or "" if element is not root else "")
    return flow.close()


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    stack = [(root, iter(root))]
    yield "start", root
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
        else:
            yield "start", child
            stack.append((child, iter(child)))


class _Tokens(HTMLParser):
    """Python's own tokenizer, for pages nested too deeply for a tree: slower, and in constant depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = Flow()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT_TAGS or tag in _BLOCK_TAGS or tag in ("a", "b", "strong"):
            self.flow.start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.flow.end(tag)

    def handle_data(self, data: str) -> None:
        self.flow.text(data)


def show_tokens(markup: str) -> list[Shown]:
    """The blocks of a page from its tags alone, without a tree."""
    tokens = _Tokens()
    tokens.feed(markup)
    tokens.close()
    return tokens.flow.close()


def has_monstrous_tag(markup: str) -> bool:
    """Whether one tag has so many attributes that a parser would not come back from it."""
    return any(
        match.end() - match.start() > 2 * MAX_TAG_WORDS and len(match[0].split()) > MAX_TAG_WORDS
        for match in _TAG.finditer(markup)
    )


def _is_hidden(attributes: Mapping[str, Any]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _is_named_aside(attributes: Mapping[str, Any]) -> bool:
    if (attributes.get("role") or "") in _ASIDE_ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:400].lower()
    return len(names) > 1 and not _ASIDE_NAMES.isdisjoint(_NAME.findall(names))
