"""The lexicon of organisations: entries are whole, compiled files are those of the sources, no name is two things."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from dalil.language.organizations import find_organization, fold_name, load_names
from dalil.model import Language
from training.compile_organizations import LANGUAGE, compile_names, compile_tables, read_entries

ARABIC_ONLY = frozenset("يكةىإ")
PERSIAN_ONLY = frozenset("یکگچپژ")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
ENTRIES = read_entries()


def make(**fields: Any) -> dict[str, Any]:
    return {"kind": "party", "country": "", "ref": "https://example.org", "ar": [], "fa": [], "en": [], **fields}


def test_compiled_files_are_those_of_the_sources() -> None:
    for path, text in compile_tables(ENTRIES).items():
        assert (LANGUAGE / path).read_text(encoding="utf-8") == text, "python -m training.compile_organizations"


def test_entries_have_names_in_three_languages_and_a_reference() -> None:
    assert len(ENTRIES) >= 800
    assert sum(bool(e.get("seen")) for e in ENTRIES.values()) >= 800
    for entry in ENTRIES.values():
        assert all(entry[field] for field in ("kind", "ar", "fa", "en"))
        assert entry["ref"].startswith(("https://", "http://"))
        assert not PERSIAN_ONLY & set("".join(entry["ar"]))
        assert not ARABIC_ONLY & set("".join(entry["fa"]))


def test_dates_are_days_months_or_years_and_kin_are_entries() -> None:
    for entry in ENTRIES.values():
        dates = [entry[f] for f in ("founded", "dissolved") if f in entry]
        assert all(DAY.fullmatch(date) for date in [*dates, *(e["until"] for e in entry.get("earlier", ()))])
        assert all(entry[f] in ENTRIES for f in ("parent", "successor") if f in entry)


@pytest.mark.parametrize("kin", ["parent", "successor"])
def test_no_entry_is_its_own_kin(kin: str) -> None:
    for key in ENTRIES:
        seen, at = set[str](), key
        while (at := ENTRIES[at].get(kin, "")) and at not in seen:
            seen.add(at)
        assert key not in seen


@pytest.mark.parametrize("scheme", ["wikidata", "opensanctions"])
def test_an_outer_id_is_of_one_entry(scheme: str) -> None:
    ids = Counter(e[scheme] for e in ENTRIES.values() if scheme in e)
    assert all(n == 1 for n in ids.values())
    assert all(re.fullmatch(r"Q[1-9]\d*" if scheme == "wikidata" else r"[A-Za-z0-9-]+", x) for x in ids)


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ({"en": ["Front"]}, {"en": ["Front"]}, None),
        ({"en": ["Front"]}, {"en": [], "short": {"en": ["Front"]}}, ("a", "full")),
        ({"short": {"en": ["Front"]}}, {"short": {"en": ["Front"]}}, None),
        ({"earlier": [{"until": "1999", "en": ["Front"]}]}, {"en": ["Front"]}, ("b", "full")),
        ({"earlier": [{"until": "1999", "en": ["Front"]}]}, {}, ("a", "earlier")),
        ({"en": ["Front"], "taught": {"en": 1}}, {"en": ["Front"]}, ("a", "shared")),
    ],
)
def test_a_name_of_two_entries_stands_for_neither(
    one: dict[str, Any], other: dict[str, Any], stands: tuple[str, str] | None
) -> None:
    name = compile_names({"a": make(**one), "b": make(**other)}, "en").get("front")
    assert (None if name is None else (name.id, name.kind)) == stands


def test_a_name_is_found_with_and_without_the_joiner_and_a_sign_keeps_it_apart() -> None:
    joined = "\u0641\u06cc\u0633\u200c\u0628\u0648\u06a9"
    assert len(fold_name(joined)) == 2
    assert fold_name(joined) >= fold_name(joined.replace("\u200c", " "))
    assert not fold_name("OPEC+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_leads_to_an_entry_that_has_it(language: Language) -> None:
    for words, name in load_names(language).items():
        entry = find_organization(name.id)
        assert entry is not None
        held = {
            "full": entry.names[language],
            "short": entry.short.get(language, ()),
            "earlier": [n for e in entry.earlier for n in e.names.get(language, ())],
        }
        assert any(words in fold_name(n) for n in (held.get(name.kind) or entry.names[language]))


def test_who_was_renamed_is_found_by_the_earlier_name() -> None:
    name = load_names("en")["organisation of the islamic conference"]
    entry = find_organization(name.id)
    assert name.kind == "earlier"
    assert entry is not None
    assert entry.earlier[0].until == "2011-06-28"
    assert find_organization("no such id") is None
