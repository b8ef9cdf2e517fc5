from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.actors.coreference import resolve_mentions
from dalil.language.sentences import split_sentences
from dalil.model import Block, Mention, Reading
from tests.actors.marked import read_marked

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]


def resolve(reading: Reading) -> tuple[Mention, ...]:
    bare = [replace(m, actor=None) for m in reading.mentions]
    mentions, actors = resolve_mentions(reading.document, split_sentences(reading.document), bare, reading.claims)
    assert [(m.id, m.start, m.end) for m in mentions] == [(m.id, m.start, m.end) for m in bare]
    assert {m.actor for m in mentions} == {a.id for a in actors}
    return mentions


def sets_of(mentions: tuple[Mention, ...]) -> set[frozenset[str]]:
    sets = defaultdict(set)
    for m in mentions:
        sets[m.actor].add(m.id)
    return {frozenset(row) for row in sets.values()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_mentions_of_one_actor_are_joined(case: dict[str, Any]) -> None:
    reading = read_marked(case)
    assert sets_of(resolve(reading)) == sets_of(reading.mentions)


def test_an_actor_has_its_most_complete_name_its_names_and_ids() -> None:
    reading = read_marked(CASES[8])
    bare = [replace(m, actor=None, lexicon="state-fr") for m in reading.mentions]
    _, actors = resolve_mentions(reading.document, (), bare, ())
    assert [a.id for a in actors] == ["a1"]
    assert dict(actors[0].ids) == {"lexicon": "state-fr", "country": "FR"}
    assert len(actors[0].names["ar"]) == 3
    assert actors[0].name == actors[0].names["ar"][0]


def test_each_joined_mention_names_its_rule() -> None:
    mentions = resolve(read_marked(CASES[0]))
    assert [m.resolved for m in mentions] == [None, "short-name"]


def test_no_mentions_no_actors() -> None:
    reading = read_marked({"text": "x"})
    assert resolve_mentions(reading.document, (), (), ()) == ((), ())


@st.composite
def any_mentions(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    text = draw(st.text(alphabet="\u0627\u0644\u0628\u0629\u0647 \u0645a.B-()\n1", min_size=1, max_size=30))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9))
    types = st.sampled_from(["person", "organization", "place", "event", "work", "group"])
    forms = st.sampled_from(["name", "nominal", "pronoun", "dropped"])
    rows = draw(st.lists(st.tuples(spans, types, forms), max_size=8))
    return text, [
        Mention(start, min(len(text), start + size), f"m{i}", kind, form)  # type: ignore[arg-type]
        for i, ((start, size), kind, form) in enumerate(rows)
    ]


@given(any_mentions(), st.sampled_from(["ar", "fa", "en"]))
def test_any_spans_are_resolved(told: tuple[str, list[Mention]], language: str) -> None:
    text, mentions = told
    reading = read_marked({"text": "x", "language": language})
    document = replace(reading.document, text=text, blocks=(Block(0, len(text)),))
    resolved, actors = resolve_mentions(document, split_sentences(document), mentions, ())
    assert len(resolved) == len(mentions)
    assert {m.actor for m in resolved} == {a.id for a in actors}


@given(st.permutations(range(4)))
def test_the_order_of_mentions_changes_nothing(order: list[int]) -> None:
    reading = read_marked(CASES[18])
    shuffled = [replace(reading.mentions[i], actor=None) for i in order]
    sentences = split_sentences(reading.document)
    mentions, _ = resolve_mentions(reading.document, sentences, shuffled, reading.claims)
    assert {m.id: m.actor for m in mentions} == {m.id: m.actor for m in resolve(reading)}


def test_an_organisation_of_the_lexicon_has_its_ids_elsewhere() -> None:
    reading = read_marked(CASES[8])
    bare = [replace(m, actor=None, lexicon="nato") for m in reading.mentions]
    _, actors = resolve_mentions(reading.document, (), bare, ())
    assert dict(actors[0].ids) == {"lexicon": "nato", "wikidata": "Q7184", "country": "FR"}
