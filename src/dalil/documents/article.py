"""Which of the blocks of a page are its article; trafilatura chooses where it can, link density where it cannot.

The library alters text, so its output only points at blocks: they are compared folded, letters and digits alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dalil.documents.dom import Shown
from dalil.language.fold import fold

_NO_LETTERS = re.compile(r"[\W_]+")
_SHORT = 25
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Half a block in links is a list of links, not prose.
_LINK_DENSITY = 0.5
# Of the letters of prose-like blocks, the library must have chosen this share, or it is taken to have failed.
_CHOSEN_SHARE = 0.25


def choose_article(blocks: Sequence[Shown], markup: str | None) -> list[bool]:
    """For each block whether it is the article; `markup` is the page for trafilatura, None where it is not to be asked.

    Where there is any text at all, something is chosen.
    """
    chosen = _choose_by_library(blocks, markup) if markup is not None else [False] * len(blocks)
    prose = [i for i, block in enumerate(blocks) if _is_prose(block)]
    share = sum(len(blocks[i].text) for i in prose if chosen[i])
    if share < _CHOSEN_SHARE * sum(len(blocks[i].text) for i in prose if not blocks[i].aside) or not any(chosen):
        by_density = _choose_by_density(blocks)
        if sum(len(b.text) for b, c in zip(blocks, by_density, strict=True) if c) > share:
            chosen = by_density
    if not any(chosen):
        chosen = [not block.aside for block in blocks]
    if not any(chosen):
        chosen = [True] * len(blocks)
    return _fill_gaps(blocks, chosen)


def _choose_by_library(blocks: Sequence[Shown], markup: str) -> list[bool]:
    import trafilatura  # noqa: PLC0415 - it costs 0.3 s, and only pages need it

    try:
        text = trafilatura.extract(
            markup, output_format="txt", include_comments=False, include_tables=True, include_formatting=False
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        # It walks other people's markup; whatever it stumbles on, the other way of choosing remains.
        return [False] * len(blocks)
    lines = [_letters(line) for line in (text or "").splitlines()]
    whole = "".join(lines)
    known = set(lines)
    return [bool(key) and (key in known or (len(key) >= _SHORT and key in whole)) for key in map(_key, blocks)]


def _key(block: Shown) -> str:
    return _letters(block.text)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold(text))


def _is_prose(block: Shown) -> bool:
    return len(block.text) >= 60 and block.linked < _LINK_DENSITY * len(block.text)


def _choose_by_density(blocks: Sequence[Shown]) -> list[bool]:
    """The blocks under the element that holds the most prose, not counting parts that are named as aside."""
    weight: dict[int, float] = defaultdict(float)
    for block in blocks:
        if _is_prose(block) and not block.aside:
            for depth, ordinal in enumerate(reversed(block.path)):
                weight[ordinal] += len(block.text) * 0.7**depth
    if not weight:
        return [not block.aside and block.linked < _LINK_DENSITY * len(block.text) for block in blocks]
    best = max(weight, key=lambda ordinal: (weight[ordinal], -ordinal))
    return [best in b.path and not b.aside and b.linked < _LINK_DENSITY * len(b.text) for b in blocks]


def _fill_gaps(blocks: Sequence[Shown], chosen: list[bool]) -> list[bool]:
    """Between the first and the last chosen block, prose and headings beside chosen ones belong to the article too."""
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    parents = {block.path[:-1] for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen}
    whole = {block.path for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen}
    out = list(chosen)
    for i in range(first, last + 1):
        block = blocks[i]
        if not out[i] and not block.aside and block.linked < _LINK_DENSITY * len(block.text):
            inside = block.path[:-1] in parents or block.path in whole
            out[i] = inside and (_is_prose(block) or block.tag in _HEADINGS or block.strong)
    return out
