"""How much speaks for two cells being one actor: names, ids, offices, company, days; and what forbids it.

A weight is a log-odds in thousandths. Those of names come from dalil.names; those of what stands beside a name are
fitted on names of one article hidden but for their last part (training/actors.py). A surname alone never makes two
one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Literal

from dalil.actors.cells import Cell
from dalil.actors.distinct import is_distinct, is_state_body
from dalil.actors.profiles import UNIQUE
from dalil.names.comparison import compare_names

CERTAIN = 20_000  # the weight of one id: beyond the reach of any other sum
_SAME_NAME = 6_000
_MOST_NAMES = 6  # of a cell are compared, the most told
_LEAST_SAME, _MOST_SAME = 0.02, 0.998
_RARELY = (
    -2000
)  # among all names that sound alike one person is rarer than among the pairs that dalil.names is fitted on
_GRACE = timedelta(days=60)  # what is told late of the dead

Beside = Literal["office", "person", "organization", "other", "state"]
_KINDS: dict[str, Beside] = {"f:": "office", "p:": "person", "o:": "organization"}
BESIDE: tuple[Beside, ...] = ("office", "person", "organization", "other", "state")
MOST: dict[Beside, int] = {"office": 2, "person": 3, "organization": 3, "other": 2, "state": 2}
WEIGHTS: dict[Beside, int] = {"office": 2374, "person": 911, "organization": 981, "other": 342, "state": 409}
PRIORS = {"full": -2043, "alike": -600}  # of a short name with a full one, and with its like
_CAUTION = 1000  # a wrong join costs almost three times a missed one


@dataclass(frozen=True, slots=True)
class Evidence:
    """`weight` > 0 speaks for one actor; `apart` forbids it; `why` says what weighed most, in English."""

    weight: int
    why: str
    apart: bool = False


NOTHING = Evidence(0, "")


def weigh(one: Cell, other: Cell) -> Evidence:
    """What speaks for and against the two being one; 0 where nothing does."""
    if one.type != other.type:
        return NOTHING
    if one.ids and other.ids and (same := sorted(_unique(one).items() & _unique(other).items())):
        return Evidence(CERTAIN, f"same {same[0][0]} id: {same[0][1]}")
    bare = one.is_bare or other.is_bare
    evidence = _weigh_bare(one, other) if bare else NOTHING
    if bare and evidence.weight <= 0:
        return evidence
    if why := _forbids(one, other):
        return Evidence(0, why, apart=True)
    if bare:
        return evidence
    if shared := sorted(set(one.full) & set(other.full)):
        return Evidence(_SAME_NAME, f"same name: {shared[0]}")
    return _weigh_names(one, other) if one.type == "person" else NOTHING


def count_beside(one: Cell, other: Cell) -> dict[Beside, list[str]]:
    """What stands beside both, by kind: offices, and actors of their documents."""
    out: dict[Beside, list[str]] = {kind: [] for kind in BESIDE}
    for key in sorted(set(one.beside()).intersection(other.beside())):
        out[_kind(key)].append(key)
    return out


def _kind(key: str) -> Beside:
    if ":country:" in key:
        return "state"
    return _KINDS.get(key[:2], "other")


def _weigh_bare(one: Cell, other: Cell) -> Evidence:
    """A bare name with its like, or with a full name that holds it: only by what stands beside both."""
    if set(one.beside()).isdisjoint(other.beside()):
        return NOTHING
    if one.type == "organization" and is_state_body(one.bare[0]):
        return NOTHING  # of the state that its cell names, or of none that is told
    beside = count_beside(one, other)
    prior = PRIORS["alike" if one.is_bare and other.is_bare else "full"]
    if not beside["office"] and not beside["person"]:
        return NOTHING  # what everybody in a field has to do with
    weight = prior - _CAUTION + sum(WEIGHTS[kind] * min(len(row), MOST[kind]) for kind, row in beside.items())
    if weight <= 0:
        return NOTHING
    shared = [key.rpartition(":")[2] for kind in BESIDE for key in beside[kind]][:3]
    return Evidence(weight, f"same short name, and beside both: {', '.join(shared)}")


def _weigh_names(one: Cell, other: Cell) -> Evidence:
    pairs = product(one.told_names()[:_MOST_NAMES], other.told_names()[:_MOST_NAMES])
    found = [(compare_names(a, b), a, b) for a, b in pairs if is_distinct("person", a) and is_distinct("person", b)]
    if not found:
        return NOTHING
    best, a, b = max(found, key=lambda row: (row[0].same, row[1], row[2]))
    if best.excluded is not None:
        return Evidence(0, f"{a} is not {b}: {best.excluded}", apart=True)
    same = min(max(best.same, _LEAST_SAME), _MOST_SAME)
    parts = ", ".join(f"{m.one} ~ {m.other}" for m in best.why if m.one and m.other)
    weight = round(1000 * math.log(same / (1 - same))) + _RARELY
    return Evidence(max(weight, 0), f"names that are one at {best.same:.2f}: {parts}")


def _forbids(one: Cell, other: Cell) -> str:
    """What forbids joining two: different ids, names that stand in one sentence, deeds after a death."""
    ours, theirs = _unique(one), _unique(other)
    if unlike := sorted(scheme for scheme in ours.keys() & theirs.keys() if ours[scheme] != theirs[scheme]):
        return f"different {unlike[0]} ids: {ours[unlike[0]]}, {theirs[unlike[0]]}"
    for a, b in ((one, other), (other, one)):
        if together := sorted(_others(a) & {*b.full, *b.bare}):
            return f"both are named in one sentence: {together[0]}"
        died = min((seen.died for seen in a.sightings if seen.died), default=None)
        acted = max((seen.acted for seen in b.sightings if seen.acted), default=None)
        if died and acted and a.type == "person" and date.fromisoformat(acted) > date.fromisoformat(died) + _GRACE:
            return f"told to be dead by {died}, and to act on {acted}"
    return ""


def _unique(cell: Cell) -> dict[str, str]:
    ranked = sorted(cell.ids, key=lambda item: (cell.ids[item], item))
    return {scheme: value for scheme, value in ranked if scheme in UNIQUE}


def _others(cell: Cell) -> set[str]:
    """Names of others in its sentences that are no shorter or longer form of one of its own."""
    own = [set(key.split()) for key in (*cell.full, *cell.bare)]
    apart = {key for seen in cell.sightings for key in seen.apart}
    return {key for key in apart if not any(set(key.split()) <= mine or mine <= set(key.split()) for mine in own)}
