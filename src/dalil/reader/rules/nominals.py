"""What the tables of nominals say of a word: the type of a head noun, whether it only carries a name, its function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language, MentionType

_SHORTEST_BEGINNING = 4  # a shorter lexical word counts only whole, or every second word would begin with one


@dataclass(frozen=True, slots=True)
class Nominals:
    """The folded tables of one language. `functions` maps a function word to its kind ("prepositions", "that", …).

    `offices` are nouns of command: who takes the command of a body leads the body. `carried` are nouns that triggers of
    a predicate carry behind them.
    """

    heads: Mapping[str, MentionType]
    offices: frozenset[str]
    carried: Mapping[str, frozenset[str]]
    carriers: frozenset[str]
    functions: Mapping[str, str]
    lexical: Mapping[str, tuple[str, ...]]

    def begins_lexical(self, table: str, folded: str) -> bool:
        """Whether the first letter of the word is its own, not a particle's."""
        return any(
            folded == word if len(word) < _SHORTEST_BEGINNING else folded.startswith(word)
            for word in self.lexical.get(table, ())
        )

    def ends_lexical(self, table: str, folded: str) -> bool:
        """Whether the last letter of the word is its own, not a pronoun's."""
        return folded in self.lexical.get(table, ())

    def takes_pronoun(self, base: str) -> bool:
        """Whether a function word bears attached pronouns: a preposition or a complementiser."""
        return base in ("\u0644", "\u0628") or self.functions.get(base) in ("prepositions", "that")

    def head_type(self, bare: str) -> MentionType | None:
        """The type of a head noun without its article; a tanwin's alef is looked through."""
        return self.heads.get(bare) or (self.heads.get(bare[:-1]) if bare.endswith("\u0627") else None)


@cache
def load_nominals(language: Language) -> Nominals:
    """The nominal tables of `language`, folded, read once."""
    table = load_table(language, "nominals")
    heads: dict[str, MentionType] = {}
    for kind, words in table.get("heads", {}).items():
        for word in words.split():
            heads.setdefault(fold(word), cast(MentionType, kind))
    functions: dict[str, str] = {}
    for kind, words in table.get("function", {}).items():
        for word in words.split():
            functions.setdefault(fold(word), kind)
    lexical = {kind: tuple(map(fold, words.split())) for kind, words in table.get("lexical", {}).items()}
    offices = frozenset(map(fold, table.get("offices", {}).get("words", "").split()))
    carried = {predicate: frozenset(map(fold, words.split())) for predicate, words in table.get("carried", {}).items()}
    carriers = frozenset(map(fold, table.get("carriers", {}).get("words", "").split()))
    return Nominals(heads, offices, carried, carriers, functions, lexical)
