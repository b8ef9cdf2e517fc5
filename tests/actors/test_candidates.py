"""Candidates for a name: the table beside this file says who is found, and when one of them is certain."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.actors.candidates import SCORES, ActorIndex, find_candidates, is_match
from dalil.model import CaseActor

TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ACTORS = [
    CaseActor(row["id"], row["type"], row["names"][0], {"ar": tuple(row["names"])}, row.get("ids", {}), ())
    for row in TABLE["actor"]
]
INDEX = ActorIndex(ACTORS)


@pytest.mark.parametrize("row", TABLE["query"], ids=lambda row: row["name"])
def test_candidates(row: dict[str, Any]) -> None:
    found = find_candidates(INDEX, row["name"], types=row.get("types", ()))
    assert [c.actor.id for c in found] == row["found"]
    assert is_match(found) == row["match"]


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.id)
def test_an_actor_is_found_under_each_of_its_names(actor: CaseActor) -> None:
    for name in actor.names["ar"]:
        first = find_candidates(INDEX, name)[0]
        assert first.actor == actor
        assert first.score >= 100 * SCORES["same word"]
        assert first.why


def test_the_limit_keeps_the_best() -> None:
    assert [c.actor.id for c in find_candidates(INDEX, "Mansour", limit=1)] == ["karim"]


@given(st.permutations(ACTORS), st.sampled_from([row["name"] for row in TABLE["query"]]))
def test_the_order_of_actors_changes_nothing(actors: list[CaseActor], name: str) -> None:
    assert find_candidates(ActorIndex(actors), name) == find_candidates(INDEX, name)


@given(st.text(max_size=40))
def test_any_text_is_a_name(name: str) -> None:
    assert all(0 < c.score <= 100 for c in find_candidates(INDEX, name))
