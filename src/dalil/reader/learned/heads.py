"""Which units carry an event or hand something to a speaker, and from which probability that is believed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dalil.reader.learned.schema import CUE
from dalil.reader.learned.tags import Scores, softmax
from dalil.reader.learned.windows import Window

_NEAREST = 1e-6  # to 0 and 1


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability something is found.

    The probability of being no argument is multiplied by `outside`, that of being in no name by `nameless`, that of
    having happened by `actual`. The probability that a trigger is one and has this predicate is a logistic function of
    the logits of both, fitted on texts held out (Platt 1999).
    """

    trigger: float = 0.4
    cue: float = 0.4
    over: float = 0.5
    attached: float = 0.5
    dropped: float = 0.5
    outside: float = 1.0
    nameless: float = 1.0
    actual: float = 1.0
    negative: float = 0.5
    slope_trigger: float = 1.0
    slope_predicate: float = 1.0
    shift: float = 0.0

    def calibrate(self, trigger: float, predicate: float) -> float:
        at = self.slope_trigger * _logit(trigger) + self.slope_predicate * _logit(predicate) + self.shift
        return 1 / (1 + math.exp(-at))


def _logit(probability: float) -> float:
    inside = min(max(probability, _NEAREST), 1 - _NEAREST)
    return math.log(inside / (1 - inside))


@dataclass(frozen=True, slots=True)
class Head:
    """An item of a window: a trigger or a cue at `unit`; `kind` is its predicate's place, or CUE."""

    unit: int
    kind: int
    score: float


def find_heads(window: Window, scores: Mapping[str, Scores], thresholds: Thresholds) -> list[Head]:
    """Triggers, then cues, each in text order."""
    triggers, predicates = softmax(scores["triggers"]), softmax(scores["predicates"])
    cues = softmax(scores["cues"])
    out = []
    for i, unit in enumerate(window.units):
        if unit.word and triggers[i, 1] >= thresholds.trigger:
            kind = int(predicates[i].argmax())
            score = thresholds.calibrate(float(triggers[i, 1]), float(predicates[i, kind]))
            out.append(Head(i, kind, max(round(score, 4), 1e-4)))
    said = [i for i in range(len(window.units)) if cues[i, 1] >= thresholds.cue]
    return out + [Head(i, CUE, round(float(cues[i, 1]), 4)) for i in said]
