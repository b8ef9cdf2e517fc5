"""The order of what is claimed, as far as dates, words such as "after" and the day of publication settle it.

Invariant: every bound follows from statements of the claims; what they do not order stays unordered. Claims of two
documents meet only where the caller says that they tell one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dalil.analysis.statements import DAY, Key, Statement, constrain_claim, ends_of, key_of, write_day
from dalil.model import ToldClaim
from dalil.times.contradictions import find_contradictions
from dalil.times.ordering import Network, Point, join_points

Order = Literal["before", "after", "during", "includes", "same day", "same event"]

_FAR = (date.max.toordinal() + 1) * DAY  # where what nothing bounds is shown


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first day on which it may have begun and the last on which it may have ended; None where that is open.

    `grounds` are the statements that the two rest on, in the order of the claims.
    """

    earliest: str | None = None
    latest: str | None = None
    grounds: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """The fewest statements that cannot all hold, in the order of the claims. Bounds and order leave out `culprit`."""

    statements: tuple[Statement, ...]
    culprit: Statement

    @property
    def claims(self) -> tuple[ToldClaim, ...]:
        """Each claim that makes one of the statements, once."""
        return tuple({key_of(s.told): s.told for s in self.statements}.values())


@dataclass(frozen=True, slots=True)
class Chronology:
    """`ordered` shows no claim before one that it follows; `unordered` are those that no date and no word places."""

    ordered: tuple[tuple[ToldClaim, Bounds], ...]
    unordered: tuple[ToldClaim, ...]
    inconsistencies: tuple[Inconsistency, ...]
    _events: Mapping[Key, int]
    _network: Network[Statement]
    _places: Mapping[Statement, int]

    def bounds(self, claim: Key) -> Bounds:
        """Raises KeyError where there is no such claim."""
        return _bound(self._network, self._events[claim], self._places)

    def order(self, a: Key, b: Key) -> Order | None:
        """How `a` stands to `b`; None where it cannot be told. Raises KeyError where there is no such claim."""
        one, other = self._events[a], self._events[b]
        if one == other:
            return "same event"
        (start, end), (other_start, other_end) = ends_of(one), ends_of(other)
        if self._most(end, other_start) < 0:
            return "before"
        if self._most(other_end, start) < 0:
            return "after"
        days = {self._day(point) for point in (start, end, other_start, other_end)}
        if len(days) == 1 and None not in days:
            return "same day"
        if self._most(other_start, start) <= 0 and self._most(end, other_end) <= 0:
            return "during"
        if self._most(start, other_start) <= 0 and self._most(other_end, end) <= 0:
            return "includes"
        return None

    def _most(self, a: Point, b: Point) -> float:
        """The most that a - b may be."""
        _, most = self._network.interval(a, b)
        return float("inf") if most is None else most

    def _day(self, point: Point) -> int | None:
        """The day of the point, where it is one for sure."""
        earliest, latest = self._network.bounds(point)
        if earliest is None or latest is None or earliest // DAY != latest // DAY:
            return None
        return latest // DAY


def build_chronology(
    claims: Iterable[ToldClaim], *, one_event: Iterable[Sequence[Key]] = (), published: bool = True
) -> Chronology:
    """The order of `claims`, of one document or many. Each group in `one_event` are claims that tell the same event.

    With `published`, what is told as past is bounded by its document's day of publication. A relation to a claim that
    is not among `claims`, or is not told as having happened, orders nothing. Raises KeyError for an unknown claim.
    """
    told = {key_of(t): t for t in claims}
    events = _join(tuple(told), one_event)
    constraints = [c for t in told.values() for c in constrain_claim(t, told, events, published=published)]
    places = {s: i for i, s in enumerate(dict.fromkeys(c.label for c in constraints if c.label is not None))}
    found = find_contradictions(events.values(), constraints)
    culprits = {c.culprit for c in found}
    network = Network(events.values(), (c for c in constraints if c.label not in culprits))
    placed = frozenset(event for s in places if s not in culprits for event in _place(s, events))
    ranks = _rank(network, placed)
    ordered = sorted((key for key in told if events[key] in placed), key=lambda key: ranks[events[key]])
    return Chronology(
        ordered=tuple((told[key], _bound(network, events[key], places)) for key in ordered),
        unordered=tuple(t for key, t in told.items() if events[key] not in placed),
        inconsistencies=tuple(Inconsistency(_sort(c.labels, places), c.culprit) for c in found),
        _events=events,
        _network=network,
        _places=places,
    )


def _join(keys: Sequence[Key], groups: Iterable[Sequence[Key]]) -> dict[Key, int]:
    """The number of each claim's event."""
    numbers = {key: i for i, key in enumerate(keys)}
    pairs = ((numbers[group[0]], numbers[key]) for group in groups for key in group)
    return dict(zip(keys, join_points(len(keys), pairs), strict=True))


def _place(statement: Statement, events: Mapping[Key, int]) -> tuple[int, ...]:
    """The events that the statement places. The day of publication alone places nothing."""
    if statement.kind == "published":
        return ()
    claims = (statement.told,) if statement.of is None else (statement.told, statement.of)
    return tuple(events[key_of(told)] for told in claims)


def _bound(network: Network[Statement], event: int, places: Mapping[Statement, int]) -> Bounds:
    start, end = ends_of(event)
    earliest, latest = network.bounds(start)[0], network.bounds(end)[1]
    grounds = network.grounds(start)[0] | network.grounds(end)[1]
    return Bounds(write_day(earliest), write_day(latest), _sort(grounds, places))


def _sort(statements: Iterable[Statement], places: Mapping[Statement, int]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=places.__getitem__))


def _rank(network: Network[Statement], events: Iterable[int]) -> Mapping[int, int]:
    """Where each event is shown: as early as it may have begun, or else as late as it must have; else at the end.

    No event comes before one that it follows: the moments are a solution of the network.
    """
    starts = {event: ends_of(event)[0] for event in events}
    wishes: dict[Point, int] = {}
    for start in starts.values():
        earliest, latest = network.bounds(start)
        known = latest if earliest is None else earliest
        wishes[start] = _FAR if known is None else known
    moments = network.schedule(wishes)
    return {event: moments[start] for event, start in starts.items()}
