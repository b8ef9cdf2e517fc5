"""Tables: read as they are, once; and every table that ships is sound."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from itertools import takewhile

import pytest

from dalil.language.lexicon import LANGUAGES, load_table

_FILES = sorted(
    (language, file.name)
    for language in LANGUAGES
    for file in resources.files("dalil.language").joinpath(language).iterdir()
    if file.name.endswith(".toml")
)
_HIDDEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def test_a_table_is_read_once() -> None:
    assert load_table("ar", "months") is load_table("ar", "months")
    assert load_table("ar", "months")["weekdays"]


def test_a_table_that_is_not_there_is_empty() -> None:
    assert load_table("en", "nothing of the kind") == {}


@pytest.mark.parametrize(("language", "name"), _FILES, ids=["/".join(file) for file in _FILES])
def test_every_table_says_where_it_comes_from_and_hides_nothing(language: str, name: str) -> None:
    text = resources.files("dalil.language").joinpath(language, name).read_text(encoding="utf-8")
    assert text.startswith("#"), "a header comment with source and licence"
    head = " ".join(takewhile(lambda line: line.startswith("#"), text.splitlines()))
    assert re.search("Apache-2.0|CC0|CC BY|[Ll]icen", head)
    assert not _HIDDEN & set(text), "hidden direction marks stand as escapes"
    assert tomllib.loads(text)
