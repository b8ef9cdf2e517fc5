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
