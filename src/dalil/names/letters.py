"""The letters of a word that count when names are compared: without marks, case, joiners and forms of one letter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Literal

from dalil.language.fold import fold

Script = Literal["arabic", "latin"]
ARTICLE = "\u0627\u0644"


def arabic_letters(word: str) -> str:
    """The letters of a word in Arabic script, folded."""
    return "".join(c for c in fold(word) if c.isalpha())


@lru_cache(maxsize=1 << 16)
def latin_letters(word: str) -> str:
    """The letters of a word in Latin script: lower case, without marks; empty where it has none."""
    lower = word.lower()
    if lower.isascii():
        return lower if lower.isalpha() else "".join(c for c in lower if "a" <= c <= "z")
    plain = unicodedata.normalize("NFKD", lower.replace("\u0131", "i").replace("\u00f8", "o"))
    return "".join(c for c in plain if "a" <= c <= "z")


def script_of(name: str) -> Script:
    """Latin where there is a Latin letter."""
    return "latin" if latin_letters(name) else "arabic"


def read_table(name: str) -> str:
    """The text of a table of this package."""
    return resources.files("dalil.names").joinpath(name).read_text(encoding="utf-8")
