"""The tables of known names: one id is one thing, in every language; weak names and compiled files are sound."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from dalil.language.fold import fold
from dalil.language.lexicon import load_table, read_lines
from dalil.language.organizations import load_names
from dalil.language.words import split_words
from dalil.model import Language
from dalil.reader.rules.gazetteer import load_gazetteer, load_person_words, load_states

LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
TABLES = ("persons", "places", "events")


def _sections(language: str, table: str) -> dict[str, dict[str, list[str]]]:
    whole: dict[str, Any] = load_table(language, table)
    weak: dict[str, dict[str, list[str]]] = whole.get("weak", {})
    strong = {name: dict(rows) for name, rows in whole.items() if name != "weak"}
    for name, rows in weak.items():
        for key, names in rows.items():
            strong.setdefault(name, {})[key] = [*strong.get(name, {}).get(key, []), *names]
    return strong


@pytest.mark.parametrize("table", TABLES)
def test_an_id_is_in_one_section_of_every_language(table: str) -> None:
    kinds = {(key, name) for language in LANGUAGES for name, rows in _sections(language, table).items() for key in rows}
    assert not [key for key, n in Counter(key for key, _ in kinds).items() if n > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_stands_for_one_thing_of_a_table(language: str) -> None:
    for table in TABLES:
        rows = [
            (key, {fold(n) for n in names})
            for part in _sections(language, table).values()
            for key, names in part.items()
        ]
        shared = [(a, b, one & two) for (a, one), (b, two) in combinations(rows, 2) if one & two]
        assert not shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_match_themselves(language: Language) -> None:
    gazetteer = load_gazetteer(language)
    for table in TABLES:
        for rows in _sections(language, table).values():
            for names in rows.values():
                words = [word.folded for word in split_words(names[0])]
                assert gazetteer.match(words[0], words[1:]) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_organisations_are_features_where_the_network_was_trained_with_them(language: Language) -> None:
    gazetteer = load_gazetteer(language)
    for words, name in load_names(language).items():
        first, *rest = words.split()
        found = gazetteer.match(first, rest)
        if name.taught:
            assert found is not None
            assert found.words == (first, *rest)
        elif found is not None and found.type == "organization":
            assert len(found.words) < 1 + len(rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_and_their_capitals_are_known(language: Language) -> None:
    assert load_states(language)["country:iq"] == "country"
    assert load_states(language)["baghdad"] == "capital"


def test_compiled_lines_have_their_columns() -> None:
    assert all(line.count("\t") == 5 for line in read_lines("ar", "places"))
    assert {strength for _, strength in load_person_words("ar").values()} == {0, 1, 2, 3}
    assert len(read_lines("en", "person_words")) > 20_000
