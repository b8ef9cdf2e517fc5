"""The words of coreference by language: tables coreference.toml, nominals.toml and states.toml, folded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import split_words
from dalil.model import Language


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of coreference in one language, folded."""

    classes: frozenset[str]
    governments: frozenset[str]
    titles: frozenset[str]
    juniors: frozenset[str]
    kunyas: frozenset[str]
    common: frozenset[str]
    aliases: frozenset[str]
    alias_links: frozenset[str]
    feminine_names: frozenset[str]
    masculine_names: frozenset[str]
    masculine_states: frozenset[str]
    plural_heads: frozenset[str]
    demonstratives: frozenset[str]
    synonyms: Mapping[str, int]
    bodies: frozenset[str]
    institutions: frozenset[str]
    cities: frozenset[str]
    new: frozenset[str]
    roles: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    states: Mapping[str, str]
    capitals: Mapping[str, str]
    adjectives: Mapping[str, str]


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The tables coreference.toml, nominals.toml and states.toml of a language, folded once."""
    table = load_table(language, "coreference")
    names, agreement = table.get("names", {}), table.get("agreement", {})
    nominals = table.get("nominals", {})
    heads = {kind: _folded(words) for kind, words in load_table(language, "nominals").get("heads", {}).items() if words}
    states = load_table(language, "states")
    return Vocabulary(
        **{
            k: _folded(names.get(k, ""))
            for k in ("classes", "governments", "titles", "juniors", "kunyas", "common", "aliases", "alias_links")
        },
        **{k: _folded(agreement.get(k, "")) for k in ("feminine_names", "masculine_names", "plural_heads")},
        masculine_states=frozenset(agreement.get("masculine_states", "").split()),
        **{k: _folded(nominals.get(k, "")) for k in ("demonstratives", "bodies", "institutions", "cities", "new")},
        synonyms={w: i for i, row in enumerate(nominals.get("synonyms", [])) for w in _folded(row)},
        roles=heads.get("person", frozenset()),
        heads=heads,
        pronouns={w: kind for kind, row in table.get("pronouns", {}).items() for w in _folded(row)},
        states=_by_words(states, "names"),
        capitals=_by_words(states, "capitals"),
        adjectives=_by_words(states, "adjectives"),
    )


def drop_article(word: str, language: Language) -> str:
    """A folded word without the Arabic article (or a Latin al-, el-); too short a rest keeps it."""
    if language == "en":
        return word[3:] if word[:3] in ("al-", "el-") and len(word) > 5 else word
    return word[2:] if word.startswith("\u0627\u0644") and len(word) > 4 else word


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _by_words(states: Mapping[str, Any], kind: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for code, state in states.items():
        for name in state[kind]:
            words = (w.folded.replace(".", "") for w in split_words(name))
            out.setdefault(" ".join(drop_article(word, "ar") for word in words), code)
    return out
