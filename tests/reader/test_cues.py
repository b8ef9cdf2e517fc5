"""Cues of attribution: a table of sentences, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.model import Language, Sentence
from dalil.reader.findings import FoundCue
from dalil.reader.rules.cues import find_cues
from tests.reader.samples import names_of, sentence_of

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
WORDS = [word for case in CASES for word in case["text"].split()]


def show(text: str, cue: FoundCue, beginning: str) -> str:
    source = f"{cue.source.of(text)}, {cue.source_form}" if cue.source else "…" if cue.resumes else "-"
    content = cue.content.of(text)[: len(beginning)] if cue.content else ""
    return f"{cue.of(text)} | {source} | {content}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_cues(case: dict[str, Any]) -> None:
    found = find_cues(case["text"], sentence_of(case), names=names_of(case))
    beginnings = [row.split(" | ")[2] for row in case["cues"]] + [""] * len(found)
    shown = [show(case["text"], cue, beginning) for cue, beginning in zip(found, beginnings, strict=False)]
    assert shown == case["cues"]


def test_the_speaker_of_another_clause_is_not_governed() -> None:
    case = next(case for case in CASES if case["id"] == "participle keeps the speaker")
    first, second = find_cues(case["text"], sentence_of(case), names=names_of(case))
    assert first.content is not None
    assert first.content.end <= second.start or not first.content.overlaps(second)


def test_what_is_feared_has_a_rule_of_its_own() -> None:
    cases = {case["id"]: case for case in CASES}
    rules = {}
    for name in ("warning is fear", "concern is fear", "verb with that"):
        case = cases[name]
        (cue,) = find_cues(case["text"], sentence_of(case), names=names_of(case))
        rules[name] = cue.rule
    assert rules == {
        "warning is fear": "ar.cue.fear",
        "concern is fear": "ar.cue.fear",
        "verb with that": "ar.cue.verb",
    }


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from(["ar", "fa", "en"]))
def test_every_span_lies_in_the_sentence(text: str, language: Language) -> None:
    text = f"  {text} "
    sentence = Sentence(1, len(text), language, "paragraph")
    found = find_cues(text, sentence, names=())
    assert found == find_cues(text, sentence, names=())
    for cue in found:
        spans = [span for span in (cue, cue.content, cue.source) if span is not None]
        assert all(sentence.start <= span.start < span.end <= sentence.end for span in spans)
        assert (cue.source is None) == (cue.source_form is None) == (cue.source_type is None)
