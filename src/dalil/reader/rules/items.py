"""An item of a sentence read by phrases, and how neighbouring items join: "office, Name" is the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dalil.model import MentionForm, MentionType, Span

ItemKind = Literal[
    "phrase", "trigger", "verb", "that", "relative", "conjunction", "auxiliary", "pronoun", "mark", "adverb", "object"
]
Shape = Literal["verb", "noun"]
QUOTES = '"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033'
_COMMAS = (",", "\u060c")


@dataclass(frozen=True, slots=True)
class Item(Span):
    """One item. Of a phrase, `start`, `end` is the mention (of "title + name" the name) and `whole` the phrase.

    `type` is None for a phrase that is no actor, place or thing of a known kind; `coordinated` says that it continues
    the phrase before it; `shape` what the lexicon of events takes a trigger for, None where for both or neither;
    `prep` is the preposition that governs the item, attached or not, folded.
    """

    kind: ItemKind
    folded: str
    whole: Span
    prep: str | None = None
    conj: bool = False
    suffix: Span | None = None
    trigger: int | None = None
    name: int | None = None
    type: MentionType | None = None
    form: MentionForm | None = None
    definite: bool = False
    feminine: bool = False
    accusative: bool = False
    coordinated: bool = False
    words: int = 1
    shape: Shape | None = None


def join_appositions(items: Sequence[Item]) -> list[Item]:
    """Of "office, Name" and "kind (Name)" the name remains: the noun before it says what it is."""
    out: list[Item] = []
    for item in items:
        if len(out) > 1 and _is_apposition(out[-2], out[-1], item):
            noun = out[-2]
            del out[-2:]
            whole = Span(noun.whole.start, item.whole.end)
            out.append(replace(item, whole=whole, prep=noun.prep, conj=noun.conj, coordinated=noun.coordinated))
        else:
            out.append(item)
    return out


def _is_apposition(noun: Item, mark: Item, name: Item) -> bool:
    if mark.kind != "mark" or name.form != "name" or name.prep or name.conj or noun.form != "nominal":
        return False
    sign = mark.folded.strip()
    if noun.type == name.type == "person":
        return sign in _COMMAS
    return noun.type == name.type and noun.words == 1 and (sign == "(" or sign in QUOTES)
