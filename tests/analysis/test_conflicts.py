from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dalil.actors.coreference import resolve_mentions
from dalil.analysis.conflicts import find_conflicts
from dalil.form import decode_reading
from dalil.language.lexicon import load_table
from dalil.language.sentences import split_sentences
from dalil.model import Conflict, Reading
from tests.actors.marked import read_marked

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
SHARED = Path(__file__).parents[3] / "shared" / "claims"


def resolved(case: dict[str, Any]) -> Reading:
    reading = read_marked(case)
    bare = [replace(m, actor=None) for m in reading.mentions]
    mentions, actors = resolve_mentions(reading.document, split_sentences(reading.document), bare, reading.claims)
    return replace(reading, mentions=mentions, actors=actors)


def conflicts_of(case: dict[str, Any]) -> tuple[Conflict, ...]:
    return find_conflicts(resolved(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_conflicts_of_a_text(case: dict[str, Any]) -> None:
    found = {(c.kind, *c.claims) for c in conflicts_of(case)}
    assert found == {tuple(row) for row in case.get("conflicts", [])}


@pytest.mark.parametrize("case", [c for c in CASES if "conflicts" in c], ids=lambda case: case["name"])
def test_why_is_one_sentence_in_each_language(case: dict[str, Any]) -> None:
    for conflict in conflicts_of(case):
        assert conflict.why.endswith(".")
        assert conflict.why_ar.endswith(".")
        assert "{" not in conflict.why + conflict.why_ar
        assert any("\u0600" <= c <= "\u06ff" for c in conflict.why_ar)
        assert conflict.rule.startswith("conflict/")
        assert conflict.id.startswith("x")
        assert len(conflict.id) == 13


def test_ids_do_not_depend_on_the_order_of_claims() -> None:
    reading = resolved(CASES[0])
    backwards = replace(reading, claims=reading.claims[::-1])
    assert find_conflicts(reading) == find_conflicts(backwards)


def test_a_reading_without_claims_has_no_conflicts() -> None:
    assert find_conflicts(replace(resolved(CASES[0]), claims=())) == ()


def test_every_rule_has_a_sentence_in_english_and_arabic() -> None:
    english, arabic = (load_table(language, "conflicts") for language in ("en", "ar"))
    assert english["why"].keys() == arabic["why"].keys()
    assert english["events"].keys() == arabic["events"].keys()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared annotations are not here")
def test_annotated_text_gives_few_others() -> None:
    reading = decode_reading((SHARED / "seed.gold.json").read_text(encoding="utf-8"))
    gold = {frozenset(c.claims) for c in reading.conflicts}
    found = [frozenset(c.claims) for c in find_conflicts(replace(reading, conflicts=()))]
    assert len([pair for pair in found if pair in gold]) >= 2
    assert len([pair for pair in found if pair not in gold]) <= 3


def test_a_conflict_of_order_names_every_statement_it_rests_on() -> None:
    (case,) = [c for c in CASES if c["name"].startswith("a chain of three")]
    (conflict,) = conflicts_of(case)
    assert conflict.why == (
        "These cannot all hold: “اقتحمت” is dated 2015; “أفرج” comes after “اقتحمت”; "
        "“التقى” is dated 2012; “التقى” comes after “أفرج”."
    )
    assert all(word in conflict.why_ar for word in ("2015", "2012", "أفرج"))
