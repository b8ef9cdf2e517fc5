"""Whether two names are names of one person: their parts are aligned, and what fits and what does not is weighed.

Method: the order-keeping alignment of the parts that gains the most log-odds (as in Needleman and Wunsch 1970), kunyas
apart, then a logistic regression over what it leaves, fitted on pairs of public names (training/name_pairs.py). Two
names with other kunyas, plainly other given names, or nothing but one family name in common are never one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dalil.names.alignment import Aligned, align
from dalil.names.part_comparison import NEVER, SURE, compare_parts
from dalil.names.parts import NamePart, PersonName, parse_name

_LEADING = frozenset(
    ("\u0645\u062d\u0645\u062f", "mohammad", "mohammed", "muhammad", "mohamed", "mohamad", "muhammed", "mehmet", "md")
)
_AHMAD = ("\u0627\u062d\u0645\u062f", "ahmad", "ahmed", "ahmet")
_OFTEN_LEFT = _LEADING.union(_AHMAD)  # given names before the one in use
FEATURES = (
    "bias", "fit", "several", "givens fit", "families fit", "givens against", "families against", "others against",
    "softened", "first left", "given is a father", "last left", "left", "kunya fits", "kunya left", "alone",
)  # fmt: skip
WEIGHTS = (
    -1.92, 1.35, 1.38, 2.44, -0.19, -3.48, -4.76, -1.93,
    2.47, 0.40, -2.62, 0.87, -0.29, 2.62, -0.18, 0.78,
)  # fmt: skip
_MOST_FIT = 12.0
_PLAIN = -2.0  # log-odds of two parts below which they are plainly two
_EXCLUDED = -1.5  # the most log-odds of two names that one of the rules sets apart
_KINDS = {
    "given": "given name", "father": "middle name", "kunya": "kunya", "laqab": "laqab", "nisba": "nisba",
    "family": "family name", "initial": "initial",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartMatch:
    """Two parts that were compared, as written, with the rule and its log-odds; one is empty where nothing answers."""

    one: str
    other: str
    rule: str
    odds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same` is the probability that both are names of one person; `why` goes part by part.

    `excluded` says which rule sets the two apart, whatever else fits; None where none does.
    """

    same: float
    why: tuple[PartMatch, ...]
    excluded: str | None = None


@lru_cache(maxsize=1 << 16)
def compare_names(one: str, other: str) -> Comparison:
    """Two names of persons in any of the three scripts; the order of the two does not matter."""
    if one > other:
        turned = compare_names(other, one)
        why = tuple(PartMatch(m.other, m.one, m.rule, m.odds) for m in turned.why)
        return Comparison(turned.same, why, turned.excluded)
    first, second = parse_name(one), parse_name(other)
    pairs = align(first, second)
    same, excluded = judge(first, second, pairs)
    return Comparison(same, tuple(_explain(first, second, pairs)), excluded)


@lru_cache(maxsize=1 << 18)
def score_names(one: str, other: str) -> float:
    """`same` of `compare_names` alone, which is quicker where many names are compared."""
    first, second = parse_name(min(one, other)), parse_name(max(one, other))
    return judge(first, second, align(first, second))[0]


def judge(first: PersonName, second: PersonName, pairs: Sequence[Aligned]) -> tuple[float, str | None]:
    """The probability that two names are one person's, and the rule that sets them apart."""
    found = observe(first, second, pairs)
    excluded = exclude(found)
    odds = sum(weight * value for weight, value in zip(WEIGHTS, describe(found), strict=True))
    if excluded:
        odds = min(odds, _EXCLUDED)
    return round(1 / (1 + math.exp(-odds)), 4), excluded


@dataclass(frozen=True, slots=True)
class Observed:
    """What an alignment shows of both names; pairs hold the first name's side and the second's."""

    matched: int
    fit: float  # log-odds of all that fits
    left: tuple[int, int]  # parts that nothing answers
    given_left: tuple[bool, bool]
    given_fits: bool
    given_is_father: bool  # the given name of one fits a later part of the other, whose own given name is left
    last_left: tuple[bool, bool]
    last_fits: bool
    kunyas: tuple[int, int]
    kunya_fits: bool
    nearest: float  # log-odds of the given names if both are left, else of the best pair of parts that are left
    sizes: tuple[int, int]


def observe(first: PersonName, second: PersonName, pairs: Sequence[Aligned]) -> Observed:
    """What `describe` and `exclude` go by."""
    rows, columns = len(first.parts), len(second.parts)
    answer: dict[int, int] = {}
    answered: set[int] = set()
    given, other_given = _givens(first, second)
    given_is_father = given_fits = last_fits = kunya_fits = False
    fit = 0.0
    matched = 0
    for pair in pairs:
        if not pair.one or not pair.other:
            continue
        matched += 1
        fit += pair.odds
        answer.update(dict.fromkeys(pair.one, pair.other[0]))
        answered.update(pair.other)
        given_fits |= given in pair.one and other_given in pair.other
        given_is_father |= (given in pair.one) != (other_given in pair.other)
        last_fits |= rows - 1 in pair.one and columns - 1 in pair.other and min(rows, columns) > 1
        kunya_fits |= first.parts[pair.one[0]].kind == second.parts[pair.other[0]].kind == "kunya"
    left = [i for i in range(rows) if i not in answer], [j for j in range(columns) if j not in answered]
    given_left = given in left[0], other_given in left[1]
    nearest = NEVER
    if all(given_left):
        nearest = _odds(first, second, given, other_given)
    elif left[0] and left[1]:
        nearest = max(_odds(first, second, i, j) for i in left[0] for j in left[1])
    return Observed(
        matched,
        fit,
        (len(left[0]), len(left[1])),
        given_left,
        given_fits,
        given_is_father
        and any(given_left)
        and not _may_be_left(*((first, given) if given_left[0] else (second, other_given))),
        (rows > 1 and rows - 1 in left[0], columns > 1 and columns - 1 in left[1]),
        last_fits,
        (sum(p.kind == "kunya" for p in first.parts), sum(p.kind == "kunya" for p in second.parts)),
        kunya_fits,
        nearest,
        (rows, columns),
    )


def _givens(first: PersonName, second: PersonName) -> tuple[int, int]:
    """Where the given names stand: behind Muhammad where that leads a longer name, unless it is all the other has."""
    given, other_given = _given(first.parts), _given(second.parts)
    behind, other_behind = _behind_leading(first.parts, given), _behind_leading(second.parts, other_given)
    if behind == given and given >= 0 and first.parts[given].letters in _LEADING:
        return given, other_given
    if other_behind == other_given and other_given >= 0 and second.parts[other_given].letters in _LEADING:
        return given, other_given
    return behind, other_behind


def _given(parts: Sequence[NamePart]) -> int:
    """The first part that is no kunya, if it is a given name; else -1."""
    place = next((i for i, part in enumerate(parts) if part.kind != "kunya"), -1)
    return place if place >= 0 and parts[place].kind in ("given", "initial") else -1


def _behind_leading(parts: Sequence[NamePart], given: int) -> int:
    """The part behind a leading Muhammad that has a family name behind it; else the given name."""
    leads = given >= 0 and parts[given].letters in _LEADING and given + 2 < len(parts)
    return given + 1 if leads and parts[given + 1].kind == "father" else given


def _may_be_left(name: PersonName, given: int) -> bool:
    return name.parts[given].letters in _OFTEN_LEFT


def _odds(first: PersonName, second: PersonName, i: int, j: int) -> float:
    return compare_parts(first.parts[i], second.parts[j], first.script, second.script)[0]


def exclude(found: Observed) -> str | None:
    """The rule that sets two names apart."""
    if all(found.kunyas) and not found.kunya_fits and not found.given_fits:
        return "another kunya"
    if all(found.given_left) and found.nearest < _PLAIN:
        return "another given name"
    if found.matched < 2 and min(found.sizes) == 1 < max(found.sizes) and not found.kunya_fits:
        return "one part alone in common"
    if found.matched < 2 and max(found.sizes) > 1 and not found.given_fits and not found.kunya_fits:
        return "a family name alone in common"
    return None


def describe(found: Observed) -> tuple[float, ...]:
    """The values of `FEATURES`."""
    alone = min(found.sizes) == 1
    against = min(found.left)
    givens_against, lasts_against = all(found.given_left), all(found.last_left)
    return (
        1.0,
        min(found.fit, _MOST_FIT) / SURE,
        float(found.matched > 1),
        float(found.given_fits),
        float(found.last_fits),
        float(givens_against),
        float(lasts_against),
        float(max(against - givens_against - lasts_against, 0)),
        (found.nearest - NEVER) / SURE if against else 0.0,
        float(found.given_left[0] != found.given_left[1]),
        float(found.given_is_father),
        float(found.last_left[0] != found.last_left[1]),
        float(abs(found.left[0] - found.left[1])),
        float(found.kunya_fits),
        float(bool(found.kunyas[0]) != bool(found.kunyas[1])),
        float(alone),
    )


def _explain(first: PersonName, second: PersonName, pairs: Sequence[Aligned]) -> Iterator[PartMatch]:
    for pair in pairs:
        parts = [first.parts[i] for i in pair.one], [second.parts[j] for j in pair.other]
        one, other = (" ".join(p.text for p in side) for side in parts)
        kind = (parts[0] or parts[1])[0].kind
        yield PartMatch(one, other, pair.rule or f"nothing answers this {_KINDS[kind]}", round(pair.odds, 2))
