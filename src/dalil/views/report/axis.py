"""The axis of the drawn timeline: days to per cent of its width, and the ticks under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dalil.analysis.timeline import TimelineEntry

_MOST_TICKS = 8
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_MONTH_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where an entry is drawn, in per cent; an open side runs to the edge and fades."""

    left: float
    width: float
    open_start: bool
    open_end: bool
    point: bool


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
        left = self.at(start) if start is not None else 0.0
        right = self.at(end + 1) if end is not None else 100.0
        point = start is not None and end is not None and end - start < 1
        return Bar(left, round(max(right - left, 0.0), 3), start is None, end is None, point)

    def ticks(self) -> tuple[Tick, ...]:
        return tuple(
            Tick(self.at(day.toordinal()), label)
            for day, label in _ticks(date.fromordinal(max(self.first, 1)), date.fromordinal(self.last))
            if self.first <= day.toordinal() <= self.last
        )


def build_axis(entries: Iterable[TimelineEntry]) -> Axis | None:
    """The axis that holds every day of `entries`; None where there is no day."""
    days = [o for e in entries for o in (_ordinal(e.earliest), _ordinal(e.latest)) if o is not None]
    if not days:
        return None
    margin = max(2, (max(days) - min(days)) // 40)
    return Axis(max(1, min(days) - margin), min(max(days) + 1 + margin, date.max.toordinal()))


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 2:
        step = max(1, -(-(last - first).days // _MOST_TICKS))
        days = range(first.toordinal(), last.toordinal() + 1, step)
        return [(date.fromordinal(day), date.fromordinal(day).isoformat()) for day in days]
    for step in _MONTH_STEPS:
        if months / step <= _MOST_TICKS:
            numbers = range(-(-(first.year * 12 + first.month - 1) // step) * step, last.year * 12 + last.month, step)
            return [(date(n // 12, n % 12 + 1, 1), f"{n // 12}-{n % 12 + 1:02}") for n in numbers]
    step = next(s for s in _YEAR_STEPS if (last.year - first.year) / s <= _MOST_TICKS or s == _YEAR_STEPS[-1])
    years = range(max(step, -(-first.year // step) * step), last.year + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years]
