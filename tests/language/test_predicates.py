"""The lexicon of events: every table holds known predicates, and enough words."""

from __future__ import annotations

from typing import get_args

import pytest

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.predicates import load_predicates, persian_forms
from dalil.model import PREDICATES, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.mark.parametrize(("language", "least"), [("ar", 1200), ("fa", 300), ("en", 300)])
def test_the_lexicon_is_wide_enough(language: Language, least: int) -> None:
    lexicon = load_predicates(language)
    tables = (lexicon.pasts, lexicon.presents, lexicon.nominals)
    entries = {entry for table in tables for found in table.values() for entry in found}
    assert len({entry.lemma for entry in entries if not entry.general}) >= least
    assert all(entry.predicates and set(entry.predicates) <= PREDICATES for entry in entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_name_no_unknown_predicate(language: Language) -> None:
    tables = {name for name, rows in load_table(language, "predicates").items() if isinstance(rows, dict)}
    assert tables - {"senses"} <= PREDICATES


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_folded(language: Language) -> None:
    lexicon = load_predicates(language)
    assert all(fold(form) == form for table in (lexicon.pasts, lexicon.nominals) for form in table)


def test_english_verbs_are_inflected() -> None:
    pasts = load_predicates("en").pasts
    for form in ("kills", "killed", "seized", "fled", "denies", "denied", "banned", "withdrew", "withdrawn"):
        assert form in pasts, form
    assert {"killing", "seizing", "banning"} <= set(load_predicates("en").nominals)


def test_persian_verbs_deny_by_their_prefix() -> None:
    forms = list(persian_forms("\u0631\u0641\u062a", "\u0631\u0648"))
    assert {negative for _, _, negative in forms} == {True, False}
    assert len(forms) == len({form for form, kind, _ in forms if kind == "past"}) + len(
        [form for form, kind, _ in forms if kind == "present"]
    )
