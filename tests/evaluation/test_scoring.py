"""The scorer: hits, misses, and the same figures as the shared scorer where that is present."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dalil.form import decode_reading
from dalil.model import Reading, Span
from evaluation.score_reading import find_broken_floors
from evaluation.scoring import TASKS, Score, score_readings, spans_match
from tests.test_form import make_reading

SHARED = Path(__file__).parents[3] / "shared" / "claims"
# Our task names beside those of the shared scorer, where they differ.
SHARED_NAMES = {
    "boilerplate": "boilerplate_chars", "coreference": "coreference_b3", "coreference_names": "coreference_b3_names",
}  # fmt: skip


def test_gold_scored_against_itself_is_perfect_where_it_has_anything() -> None:
    reading = make_reading()
    scores = score_readings([reading], [reading])
    assert {task for task in TASKS if scores[task].f1 == 1.0} == {
        "names", "times", "trigger", "predicate", "arguments", "strict", "dated", "coreference", "coreference_names",
    }  # fmt: skip
    assert scores["conflicts"].gold == 0


def test_each_mistake_costs_its_task_and_strict() -> None:
    gold = make_reading()
    claim = gold.claims[0]
    wrong = replace(gold, claims=(replace(claim, polarity="negative", args={"agent": ("m2",)}),))
    scores = score_readings([gold], [wrong])
    assert scores["trigger"].f1 == scores["predicate"].f1 == 1.0
    assert scores["strict"].f1 == scores["arguments"].f1 == 0.0


def test_a_missing_document_and_another_text_are_errors() -> None:
    gold = make_reading()
    with pytest.raises(ValueError, match="no such document"):
        score_readings([gold], [])
    with pytest.raises(ValueError, match="another text"):
        score_readings([gold], [replace(gold, document=replace(gold.document, text="Other."))])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [((0, 4), (0, 4), True), ((0, 4), (2, 6), True), ((0, 4), (3, 7), False), ((0, 2), (2, 4), False)],
)
def test_spans_match_where_they_share_half_of_the_longer(
    first: tuple[int, int], second: tuple[int, int], same: bool
) -> None:
    assert spans_match(Span(*first), Span(*second)) is same


def test_a_floor_that_is_not_reached_is_named() -> None:
    scores = {"dev": {"names": Score(0.5, 0.5, 2, 2)}}
    assert find_broken_floors({"dev": {"names": 0.5}, "absent": {"names": 1.0}}, scores) == []
    assert find_broken_floors({"dev": {"names": 0.6}}, scores) == ["dev names: 0.500 is below its floor 0.600"]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared scorer is not here")
def test_figures_equal_the_shared_scorer() -> None:
    files = sorted((SHARED / "dev").glob("*.gold.json"))[:4]
    golds = [decode_reading(file.read_bytes()) for file in files]
    systems = [_spoil(gold) for gold in golds]
    ours = score_readings(golds, systems)
    theirs = _shared_scorer().score(*({r.document.id: _as_form(r) for r in side} for side in (golds, systems)))
    for task, score in ours.items():
        assert round(score.f1, 3) == pytest.approx(theirs[SHARED_NAMES.get(task, task)]["f1"], abs=0.0011), task


def _spoil(gold: Reading) -> Reading:
    """The gold with every third claim lost, every second name misplaced, and all attributions gone from some claims."""
    claims = [c for i, c in enumerate(gold.claims) if i % 3]
    claims = [replace(c, attribution=(), predicate="other") if i % 4 == 0 else c for i, c in enumerate(claims)]
    mentions = [replace(m, end=m.end - 1) if i % 2 and m.end - m.start > 1 else m for i, m in enumerate(gold.mentions)]
    return replace(gold, claims=tuple(claims), mentions=tuple(mentions), times=gold.times[::2])


def _as_form(reading: Reading) -> dict[str, Any]:
    from dalil.form import encode_reading

    form: dict[str, Any] = json.loads(encode_reading(reading))
    return form


def _shared_scorer() -> Any:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
