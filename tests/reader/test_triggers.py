"""Triggers: a table of sentences, and what holds for every text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.model import PREDICATES, Language, Sentence
from dalil.reader.findings import FoundCue, FoundTrigger
from dalil.reader.rules.triggers import find_triggers
from tests.reader.samples import names_of, sentence_of, span_of

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
WORDS = [word for case in CASES for word in case["text"].split()]


def find(case: dict[str, Any]) -> tuple[FoundTrigger, ...]:
    spans = [span_of(case["text"], quote) for quote in case.get("cues", [])]
    cues = [FoundCue(span.start, span.end, "test") for span in spans]
    return find_triggers(case["text"], sentence_of(case), names=names_of(case), cues=cues)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_triggers(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find(case)
    shown = [f"{t.of(text)} | {t.predicate} | {t.polarity} | {t.modality}" for t in found]
    assert set(case["triggers"]) <= set(shown), shown
    assert not {t.of(text) for t in found} & set(case.get("absent", ())), shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_every_trigger_has_its_evidence(case: dict[str, Any]) -> None:
    for trigger in find(case):
        settled = [each.what for each in trigger.evidence]
        assert settled[0] == "trigger"
        assert ("polarity" in settled) == (trigger.polarity == "negative")
        assert ("modality" in settled) == (trigger.modality != "actual")


@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=25).map(" ".join),
    st.sampled_from(["ar", "fa", "en"]),
)
def test_triggers_lie_in_order_inside_the_sentence(text: str, language: Language) -> None:
    if not text:
        return
    sentence = Sentence(0, len(text), language, "paragraph")
    found = find_triggers(text, sentence, names=(), cues=())
    assert found == find_triggers(text, sentence, names=(), cues=())
    for trigger in found:
        assert 0 <= trigger.start < trigger.end <= len(text)
        assert trigger.clause.covers(trigger)
        assert trigger.predicate in PREDICATES
        assert 0 < trigger.score <= 1
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.timeout(20)
def test_a_line_without_stops_is_read_in_linear_time() -> None:
    text = " ".join(WORDS * 60)
    assert find_triggers(text, Sentence(0, len(text), "ar", "paragraph"), names=(), cues=())
