from __future__ import annotations

import time
import tomllib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.actors.distinct import name_key
from dalil.actors.profiles import Profile
from dalil.actors.resolve import actor_id, resolve_case
from dalil.language.lexicon import read_lines
from dalil.model import CaseActor, Judgement, Verdict

from .profiled import make_profiles

ROWS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["actor"]


def members(actors: tuple[CaseActor, ...]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(a.members) for a in actors}


def judged(
    verdict: Verdict, *subject: str, at: str = "2026-01-01T00:00:00Z", withdrawn: str | None = None
) -> Judgement:
    return Judgement(f"j{at}{verdict}", "actors", subject, verdict, "R", at, "", withdrawn)


def test_actors_of_one_label_are_one_actor_of_the_case() -> None:
    expected = defaultdict(set)
    for row in ROWS:
        expected[row["case"]].add((row["document"], row["id"]))
    actors = resolve_case(make_profiles(ROWS))
    assert members(actors) == {frozenset(row) for row in expected.values()}
    assert len({a.id for a in actors}) == len(actors)


def test_why_and_names_and_counts() -> None:
    actor = next(a for a in resolve_case(make_profiles(ROWS)) if ("d3", "a4") in a.members)
    assert (actor.documents, actor.mentions) == (3, 3)
    assert set(actor.names) == {"ar", "fa", "en"}
    assert any(why.startswith("names that are one at") for why in actor.why)


@given(st.permutations(range(len(make_profiles(ROWS)))))
def test_the_order_of_documents_changes_nothing(order: list[int]) -> None:
    rows = make_profiles(ROWS)
    assert resolve_case(rows[i] for i in order) == resolve_case(rows)


def test_a_negative_judgement_keeps_two_apart() -> None:
    actors = resolve_case(make_profiles(ROWS), judgements=[judged("negative", "d1/a1", "d3/a4")])
    held = next(a for a in actors if ("d1", "a1") in a.members)
    assert ("d3", "a4") not in held.members


def test_a_negative_judgement_splits_one_off_its_case_actor() -> None:
    whole = next(a for a in resolve_case(make_profiles(ROWS)) if ("d2", "a6") in a.members)
    actors = resolve_case(make_profiles(ROWS), judgements=[judged("negative", whole.id, "d4/a6")])
    assert frozenset({("d2", "a6")}) in members(actors)


def test_a_positive_judgement_joins_what_no_rule_joins() -> None:
    surname = next(a for a in resolve_case(make_profiles(ROWS)) if a.members == (("d4", "a1"),))
    actors = resolve_case(make_profiles(ROWS), judgements=[judged("positive", surname.id, "d1/a1")])
    joined = next(a for a in actors if ("d4", "a1") in a.members)
    assert len(joined.members) == 4
    assert "judged the same by R" in joined.why


def test_the_last_judgement_holds_and_a_withdrawn_one_does_not() -> None:
    first = judged("negative", "d1/a1", "d2/a1")
    second = judged("positive", "d1/a1", "d2/a1", at="2026-02-01T00:00:00Z")
    assert members(resolve_case(make_profiles(ROWS), judgements=[second, first])) == members(
        resolve_case(make_profiles(ROWS))
    )
    withdrawn = judged("negative", "d1/a1", "d2/a1", withdrawn="2026-03-01T00:00:00Z")
    assert members(resolve_case(make_profiles(ROWS), judgements=[withdrawn])) == members(
        resolve_case(make_profiles(ROWS))
    )


def alone(document: str, name: str, **row: object) -> list[Profile]:
    return make_profiles([{"document": document, "id": "a1", "en": [name], **row}])


def test_two_different_ids_are_never_joined_by_name() -> None:
    one, other = (alone(d, "Karim Saleh", ids={"wikidata": q}) for d, q in (("d1", "Q1"), ("d2", "Q2")))
    assert len(resolve_case([*one, *other])) == 2


def test_deeds_after_a_death_are_somebody_elses() -> None:
    one, other = alone("d1", "Karim Boutros Saleh"), alone("d2", "Kareem Boutros Saleh")
    assert len(resolve_case([*one, *other])) == 1
    one, other = [replace(one[0], died="2020-01-03")], [replace(other[0], acted="2021-05-01")]
    assert len(resolve_case([*one, *other])) == 2
    assert len(resolve_case([*one, replace(other[0], acted="2020-01-20")])) == 1


def test_an_id_of_an_actor_is_stable() -> None:
    assert actor_id("person\x1f\x1fx y") == actor_id("person\x1f\x1fx y")
    assert len(actor_id("")) == 13


@pytest.mark.parametrize("count", [20_000])
def test_many_actors_take_seconds(count: int) -> None:
    words = [line.split("\t")[0] for line in read_lines("ar", "person_words")][100:]
    rows = []
    for i in range(count):
        name = f"{words[i % 71]} {words[100 + i % 83]}"
        rows.append(Profile((f"d{i}", "a1"), "person", {"ar": (name,)}, full=(name_key("person", name),), mentions=1))
    started = time.perf_counter()
    assert len(resolve_case(rows)) <= 71 * 83
    assert time.perf_counter() - started < 30
