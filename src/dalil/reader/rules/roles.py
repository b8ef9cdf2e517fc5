"""Which role a phrase fills, from its relation to the trigger, what kind of phrase it is, and the predicate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language
from dalil.reader.rules.items import Item

WordClass = Literal["verb", "noun"]
_CLASSES: Mapping[str | None, str] = {
    "place": "P", "person": "H", "organization": "H", "group": "H", "work": "W", "event": "W", None: "U",
}  # fmt: skip
_ALL = "PHWUTS"
_ABSTAIN = "-"


@dataclass(frozen=True, slots=True)
class Roles:
    """`rows` maps (predicate or "default", word class) to {(relation, class): role}; `prepositions` folded → name."""

    rows: Mapping[tuple[str, WordClass], Mapping[tuple[str, str], str]]
    prepositions: Mapping[str, str]

    def role(self, predicate: str, word_class: WordClass, relation: str, item: Item) -> str | None:
        """The role, or None to abstain."""
        if relation.startswith("prep:"):
            name = self.prepositions.get(relation[5:])
            if name is None:
                return None
            relation = name
        key = (relation, _class_of(item, relation))
        for row in (predicate, "default"):
            role = self.rows.get((row, word_class), {}).get(key)
            if role is not None:
                return None if role == _ABSTAIN else role
        return None


def _class_of(item: Item, relation: str) -> str:
    if relation == "suffix" or item.form == "pronoun" or item.kind in ("that", "pronoun"):
        return "S"
    return "T" if item.kind == "trigger" else _CLASSES[item.type]


@cache
def load_roles(language: Language) -> Roles:
    """The role table of `language`, read once."""
    table = load_table(language, "roles")
    rows: dict[tuple[str, WordClass], dict[tuple[str, str], str]] = {}
    classes: tuple[WordClass, ...] = ("verb", "noun")
    for predicate, entry in table.items():
        if predicate != "prepositions":
            for word_class in classes:
                rows[predicate, word_class] = _parse(entry.get(word_class, ""))
    prepositions = {fold(word): name for name, words in table.get("prepositions", {}).items() for word in words.split()}
    return Roles(rows, prepositions)


def _parse(row: str) -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    for entry in row.split():
        left, role = entry.split(":")
        relation, _, kinds = left.partition("/")
        for kind in kinds or _ALL:
            if kinds or (relation, kind) not in out:
                out[relation, kind] = role
    return out
