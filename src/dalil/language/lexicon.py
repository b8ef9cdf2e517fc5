"""Tables of words: TOML files under language/<code>/, read once and lazily; whoever looks up folds their words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("ar", "fa", "en")


@cache
def load_table(language: str, name: str) -> dict[str, Any]:
    """The table `language`/`name`.toml as tomllib gives it; empty where that language has no such table."""
    file = resources.files("dalil.language").joinpath(language, f"{name}.toml")
    if not file.is_file():
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))


def read_lines(language: str, name: str) -> list[str]:
    """The lines of the compiled table `language`/`name`.txt without its header."""
    text = resources.files("dalil.language").joinpath(language, f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
