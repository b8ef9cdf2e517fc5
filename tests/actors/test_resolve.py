from __future__ import annotations

import time
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.actors.resolve import actor_key_id, resolve_case
from dalil.model import Actor, CaseActor, Judgement, Verdict

ROWS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["actor"]


def pairs() -> list[tuple[str, Actor]]:
    out = []
    for row in ROWS:
        names = {language: tuple(row[language]) for language in ("ar", "fa", "en") if language in row}
        first = next(iter(names.values()))[0]
        out.append((row["document"], Actor(row["id"], row["type"], first, names, row.get("ids", {}))))
    return out


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
    actors = resolve_case(pairs())
    assert members(actors) == {frozenset(row) for row in expected.values()}
    assert len({a.id for a in actors}) == len(actors)


def test_why_and_names_and_counts() -> None:
    actor = next(a for a in resolve_case(pairs(), mentions={("d1", "a1"): 4, ("d3", "a4"): 2}) if len(a.members) == 3)
    assert (actor.documents, actor.mentions) == (3, 6)
    assert set(actor.names) == {"ar", "fa", "en"}
    assert any("consonants" in why for why in actor.why)
    assert any(why.startswith("same name") for why in actor.why)


@given(st.permutations(range(len(ROWS))))
def test_the_order_of_documents_changes_nothing(order: list[int]) -> None:
    rows = pairs()
    assert resolve_case(rows[i] for i in order) == resolve_case(rows)


def test_a_negative_judgement_keeps_two_apart() -> None:
    actors = resolve_case(pairs(), judgements=[judged("negative", "d1/a1", "d3/a4")])
    held = next(a for a in actors if ("d1", "a1") in a.members)
    assert ("d3", "a4") not in held.members


def test_a_negative_judgement_splits_one_off_its_case_actor() -> None:
    whole = next(a for a in resolve_case(pairs()) if ("d2", "a6") in a.members)
    actors = resolve_case(pairs(), judgements=[judged("negative", whole.id, "d4/a6")])
    assert frozenset({("d2", "a6")}) in members(actors)


def test_a_positive_judgement_joins_what_no_rule_joins() -> None:
    surname = next(a for a in resolve_case(pairs()) if a.members == (("d4", "a1"),))
    actors = resolve_case(pairs(), judgements=[judged("positive", surname.id, "d1/a1")])
    joined = next(a for a in actors if ("d4", "a1") in a.members)
    assert len(joined.members) == 4
    assert "judged the same by R" in joined.why


def test_the_last_judgement_holds_and_a_withdrawn_one_does_not() -> None:
    first = judged("negative", "d1/a1", "d2/a1")
    second = judged("positive", "d1/a1", "d2/a1", at="2026-02-01T00:00:00Z")
    assert members(resolve_case(pairs(), judgements=[second, first])) == members(resolve_case(pairs()))
    withdrawn = judged("negative", "d1/a1", "d2/a1", withdrawn="2026-03-01T00:00:00Z")
    assert members(resolve_case(pairs(), judgements=[withdrawn])) == members(resolve_case(pairs()))


def test_two_different_ids_are_never_joined_by_name() -> None:
    rows = [("d1", Actor("a1", "person", "Karim Saleh", {"en": ("Karim Saleh",)}, {"wikidata": "Q1"}))]
    rows.append(("d2", Actor("a1", "person", "Karim Saleh", {"en": ("Karim Saleh",)}, {"wikidata": "Q2"})))
    assert len(resolve_case(rows)) == 2


def test_ids_are_stable() -> None:
    assert actor_key_id(("2", "name", "person", "x y")) == actor_key_id(("2", "name", "person", "x y"))
    assert len(actor_key_id(("3",))) == 13


@pytest.mark.parametrize("count", [20_000])
def test_many_actors_take_seconds(count: int) -> None:
    given_names = ("Karim", "Samer", "Nabil", "Hamid", "Youssef")
    rows = []
    for i in range(count):
        name = f"{given_names[i % 5]} {''.join(chr(97 + int(d)) + 'l' for d in str(i % 9000))}"
        rows.append((f"d{i}", Actor("a1", "person", name, {"en": (name,)})))
    started = time.perf_counter()
    assert len(resolve_case(rows)) <= 9000
    assert time.perf_counter() - started < 15
