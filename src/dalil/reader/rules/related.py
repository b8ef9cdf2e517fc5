"""What the readers of clauses hand to the tables of roles: an item in a relation to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dalil.model import Span
from dalil.reader.rules.items import Item

_STOPS = ("mark", "conjunction", "verb", "auxiliary", "that", "pronoun")
PARENTHESES = '()"\u00ab\u00bb\u201c\u201d\u2033'


@dataclass(frozen=True, slots=True)
class Related:
    """An item in a relation to a trigger; `at` is its index, -1 for what is no item of its own."""

    relation: str
    item: Item
    at: int


def is_parenthesis(item: Item) -> bool:
    """Whether the item is a mark that only encloses, a bracket or a quotation mark."""
    return item.kind == "mark" and all(c in PARENTHESES or c.isspace() for c in item.folded)


def with_coordinated(items: Sequence[Item], relation: str, at: int) -> list[Related]:
    """Item `at` in `relation`, and the phrases coordinated with it in the same relation."""
    out = [Related(relation, items[at], at)]
    j = at + 1
    while j < len(items):
        if items[j].coordinated:
            out.append(Related(relation, items[j], j))
        elif not (is_parenthesis(items[j]) and j + 1 < len(items) and items[j + 1].coordinated):
            break
        j += 1
    return out


def extent(items: Sequence[Item], at: int, end: int) -> Span:
    """From item `at` to the end of what hangs on it: the next mark, verb, conjunction or complementiser."""
    last = items[at]
    relative = False  # a relative clause brings its own verb
    for item in items[at + 1 :]:
        relative = relative or item.kind == "relative"
        stops = ("mark", "conjunction", "that") if relative else _STOPS
        if item.kind in stops and not is_parenthesis(item):
            break
        if item.conj and item.kind != "phrase":
            break
        last = item
    return Span(items[at].start, min(max(last.whole.end, last.end), end))
