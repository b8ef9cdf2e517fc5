"""What claims say of when they were, as constraints on the starts and ends of events, each with its span.

Invariant: nothing is constrained that a claim does not say. A claim that is denied, planned, possible or conditional
says nothing, and of what lasts only the part that is told.

Time is counted in parts of a day, so that what comes after may still be on the same day, yet never before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dalil.model import Relation, Span, ToldClaim
from dalil.times.edtf import bound_edtf
from dalil.times.ordering import ORIGIN, Constraint, Point

Key = tuple[str, str]  # document id, claim id
DAY = 1 << 20  # parts of a day; more than any document has claims that follow each other on one day

# What lasts: told as past it may go on, and "before" and "after" are said of its beginning.
_STATES = frozenset(("lead", "belong", "control", "support", "oppose", "cooperate", "describe"))
_RELATIONS: frozenset[str] = frozenset(get_args(Relation))
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # after which the Gregorian calendar repeats


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What one claim says of when it was. `span`: the date, the preposition, or the trigger of what is told as past.

    A statement of the kind relation has `of`, the claim of the same document that it leads to.
    """

    told: ToldClaim
    kind: Literal["date", "relation", "published"]
    span: Span
    of: ToldClaim | None = None


def key_of(told: ToldClaim) -> Key:
    return told.document_id, told.claim.id


def constrain_claim(
    told: ToldClaim, claims: Mapping[Key, ToldClaim], events: Mapping[Key, int], *, published: bool
) -> Iterator[Constraint[Statement]]:
    """What `told` says of its event, by its date, its relation to one of `claims` and its day of publication."""
    if not _happened(told):
        return
    event = events[key_of(told)]
    yield from _constrain_by_date(told, event)
    of = claims.get((told.document_id, told.claim.time.of or ""))
    if of is not None and told.claim.time.relation is not None and _happened(of) and events[key_of(of)] != event:
        yield from _constrain_by_relation(told, of, event, events[key_of(of)])
    if published and told.published:
        yield from _constrain_by_publication(told, event, told.published)


def ends_of(event: int) -> tuple[Point, Point]:
    return (event, "start"), (event, "end")


def write_day(moment: int | None) -> str | None:
    """The day in which the moment lies, as it is written."""
    if moment is None:
        return None
    cycles, within = divmod(moment // DAY - 1 - _CYCLE_DAYS, _CYCLE_DAYS)
    day = date.fromordinal(within + 1 + _CYCLE_DAYS)
    year = day.year + cycles * _CYCLE_YEARS
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{day.month:02d}-{day.day:02d}"


def _happened(told: ToldClaim) -> bool:
    return told.claim.polarity == "positive" and told.claim.modality == "actual"


def _constrain_by_date(told: ToldClaim, event: int) -> Iterator[Constraint[Statement]]:
    """What is told in a month lies in it; with "since" or "until" something else beside, it only reaches into it."""
    edtf, (first, last) = told.edtf or "", _read_days(told)
    label = Statement(told, "date", _find_span(told, "date"))
    start, end = ends_of(event)
    if edtf.endswith("/.."):
        if first is not None:
            yield _not_before(start, first, label)
        value = edtf.removesuffix("/..")
        begun = _read_day(bound_edtf(value)[1])
        if first is not None and begun is not None and begun > first and told.claim.predicate in _STATES:
            # A day may stand for a week, or for a month of another calendar, of which only the first day is written.
            yield _not_after(start, begun + _margin(value), label)
    elif edtf.startswith("../"):
        if last is not None:
            yield _not_after(end, last, label)
    elif first is not None and last is not None:
        if told.claim.time.relation in ("since", "until"):
            start, end = end, start
        yield _not_before(start, first, label)
        yield _not_after(end, last, label)


def _constrain_by_relation(told: ToldClaim, of: ToldClaim, event: int, other: int) -> Iterator[Constraint[Statement]]:
    relation = told.claim.time.relation
    label = Statement(told, "relation", _find_span(told, "relation"), of)
    lasts, goes_on = told.claim.predicate in _STATES, of.claim.predicate in _STATES
    start, end = ends_of(event)
    other_start, other_end = ends_of(other)
    if relation == "before":
        yield Constraint(start if lasts else end, other_start, -1, label)
    elif relation == "after":
        yield Constraint(other_start if goes_on else other_end, start, -1, label)
    elif relation == "during":
        yield Constraint(other_start, end if lasts else start, 0, label)
        yield Constraint(start if lasts else end, other_end, 0, label)
    elif relation == "since":
        yield Constraint(other_start, start, 0, label)
        if lasts:
            yield Constraint(start, other_end, 0, label)
    elif relation == "until":
        yield Constraint(end, other_end, 0, label)
        if lasts:
            yield Constraint(other_start, end, 0, label)


def _constrain_by_publication(told: ToldClaim, event: int, published: str) -> Iterator[Constraint[Statement]]:
    """Nothing of a claim whose own date lies ahead: it tells what is to come."""
    day, (first, last) = _read_day(published), _read_days(told)
    if day is None or (first is not None and first > day):
        return
    beyond = "/" in (told.edtf or "") and (last is None or last > day)
    lasts = beyond or told.claim.time.relation == "since" or told.claim.predicate in _STATES
    label = Statement(told, "published", told.claim.trigger)
    yield _not_after(ends_of(event)[0 if lasts else 1], day, label)


def _not_before(point: Point, day: int, label: Statement) -> Constraint[Statement]:
    return Constraint(ORIGIN, point, -day * DAY, label)


def _not_after(point: Point, day: int, label: Statement) -> Constraint[Statement]:
    return Constraint(point, ORIGIN, day * DAY + DAY - 1, label)


def _read_days(told: ToldClaim) -> tuple[int | None, int | None]:
    """The first and last day of the claim's own date. What is told as perhaps bounds nothing.

    "About" a day, a month or a year reaches as far again to both sides.
    """
    edtf = told.edtf or ""
    if "?" in edtf or "%" in edtf:
        return None, None
    earliest, latest = told.earliest, told.latest
    if earliest is None and latest is None:
        earliest, latest = bound_edtf(edtf)
    first, last = _read_day(earliest), _read_day(latest)
    begun, ended = edtf.partition("/")[0], edtf.rpartition("/")[2]
    return (
        None if first is None else first - _margin(begun),
        None if last is None else last + _margin(ended),
    )


def _margin(edtf: str) -> int:
    """The days by which "about" such a value may be beside it."""
    first, last = map(_read_day, bound_edtf(edtf))
    return 1 + last - first if edtf.endswith("~") and first is not None and last is not None else 0


def _read_day(day: str | None) -> int | None:
    """The proleptic Gregorian ordinal of a day, also before year 1."""
    try:
        year, month, of_month = (day or "").rsplit("-", 2)
        cycles, within = divmod(int(year) - _CYCLE_YEARS, _CYCLE_YEARS)
        return date(within + _CYCLE_YEARS, int(month), int(of_month)).toordinal() + cycles * _CYCLE_DAYS
    except ValueError:
        return None


def _find_span(told: ToldClaim, kind: Literal["date", "relation"]) -> Span:
    """The expression or preposition that dated the claim; its trigger where none is on record."""
    spans = [e for e in told.claim.evidence if e.what == "time"]
    words = [e for e in spans if e.rule.removeprefix("time.") in _RELATIONS]
    dates = [e for e in spans if e not in words]
    found = (words or dates[-1:]) if kind == "relation" else dates
    return Span(found[0].start, found[0].end) if found else told.claim.trigger
