"""The words of names that are no names themselves, by kind (words.toml)."""

from __future__ import annotations

import tomllib
from functools import cache

from dalil.language.fold import fold
from dalil.names.letters import Script, read_table


@cache
def load_words(kind: str, script: Script) -> frozenset[str]:
    """The words of a kind, their letters folded; Arabic and Persian ones together."""
    table = _tables().get(kind, {})
    languages = ("en",) if script == "latin" else ("ar", "fa")
    return frozenset(letters_of(word) for language in languages for word in table.get(language, "").split())


def letters_of(word: str) -> str:
    """The letters and digits of a word, folded."""
    return "".join(c for c in fold(word) if c.isalnum())


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(read_table("words.toml"))
