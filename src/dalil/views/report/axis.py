"""The axis of the drawn timeline: days to per cent of its width, and the ticks under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dalil.analysis.timeline import TimelineEntry

_MOST_YEARS, _MOST_MONTHS, _MOST_DAYS = 8, 6, 4  # as many labels as stand side by side in a third of a page
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_MONTH_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where an entry is drawn, in per cent. An open side runs to the edge and fades, as does one beyond the axis.

    `outside` is "before" or "after" where all of it lies beyond the axis.
    """

    left: float
    width: float
    open_start: bool
    open_end: bool
    point: bool
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `first` to `last` (ordinal days), a little wider than what it shows."""

    first: int
    last: int

    def at(self, ordinal: int) -> float:
        return round(100 * (ordinal - self.first) / (self.last - self.first), 3)

    def bar(self, earliest: str | None, latest: str | None) -> Bar | None:
        """None where neither side is a day."""
        start, end = _ordinal(earliest), _ordinal(latest)
        if start is None and end is None:
            return None
        if end is not None and end < self.first:
            return Bar(0.0, 0.0, False, False, True, "before")
        if start is not None and start > self.last:
            return Bar(100.0, 0.0, False, False, True, "after")
        left = max(self.at(start), 0.0) if start is not None else 0.0
        right = min(self.at(end + 1), 100.0) if end is not None else 100.0
        open_start, open_end = start is None or start < self.first, end is None or end > self.last
        point = start is not None and end is not None and end - start < 1
        return Bar(left, round(max(right - left, 0.0), 3), open_start, open_end, point)

    def ticks(self) -> tuple[Tick, ...]:
        return tuple(
            Tick(self.at(day.toordinal()), label)
            for day, label in _ticks(date.fromordinal(max(self.first, 1)), date.fromordinal(self.last))
            if self.first <= day.toordinal() <= self.last
        )


def build_axis(entries: Iterable[TimelineEntry]) -> Axis | None:
    """The axis that holds the days of `entries`; None where there is no day.

    Where few lie so far off that the others could not be told apart, it holds the others only.
    """
    days = sorted(o for e in entries for o in (_ordinal(e.earliest), _ordinal(e.latest)) if o is not None)
    if not days:
        return None
    first, last = _find_crowd(days)
    margin = max(2, (last - first) // 40)
    return Axis(max(1, first - margin), min(last + 1 + margin, date.max.toordinal()))


def _find_crowd(days: Sequence[int]) -> tuple[int, int]:
    """All the days; or, where they span more than eight times as much, three quarters of them and what lies near."""
    size = -(-len(days) * 3 // 4)
    crowd = min(range(len(days) - size + 1), key=lambda i: days[i + size - 1] - days[i])
    first, last = days[crowd], days[crowd + size - 1]
    near = max(last - first, 14)
    inside = [day for day in days if first - near <= day <= last + near]
    if (inside[-1] - inside[0] + 7) * 8 < days[-1] - days[0]:
        return inside[0], inside[-1]
    return days[0], days[-1]


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 2:
        step = max(1, -(-(last - first).days // _MOST_DAYS))
        days = range(first.toordinal(), last.toordinal() + 1, step)
        return [(date.fromordinal(day), date.fromordinal(day).isoformat()) for day in days]
    for step in _MONTH_STEPS:
        if months / step <= _MOST_MONTHS:
            numbers = range(-(-(first.year * 12 + first.month - 1) // step) * step, last.year * 12 + last.month, step)
            return [(date(n // 12, n % 12 + 1, 1), f"{n // 12}-{n % 12 + 1:02}") for n in numbers]
    step = next(s for s in _YEAR_STEPS if (last.year - first.year) / s <= _MOST_YEARS or s == _YEAR_STEPS[-1])
    years = range(max(step, -(-first.year // step) * step), last.year + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years]
