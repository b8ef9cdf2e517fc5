"""The timeline: claims by the time their text gives them; an uncertain or open time stays as uncertain as it was told.

Nothing is dated that the text does not date: a claim tied to another one only ("after that") stands apart, undated.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dalil.model import Relation, ToldClaim

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One claim on the timeline.

    A dated entry has `edtf`, and `earliest`, `latest` as days (None where that side is open or not known as a day).
    An undated one has `relation` to `of`, the claim (of the same document) that it is told to come before, after, ….
    """

    told: ToldClaim
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    relation: Relation | None = None
    of: ToldClaim | None = None

    @property
    def dated(self) -> bool:
        return self.edtf is not None


def build_timeline(claims: Iterable[ToldClaim]) -> tuple[TimelineEntry, ...]:
    """First the dated claims, earliest first, then those tied to another claim only; the rest is not on it.

    A claim's relation is followed to its `of` among `claims`; where that claim is not there, the entry is left out.
    """
    told = tuple(claims)
    by_id = {(t.document_id, t.claim.id): t for t in told}
    dated = [_date(t) for t in told if t.edtf]
    tied = [
        TimelineEntry(t, relation=t.claim.time.relation, of=of)
        for t in told
        if not t.edtf and t.claim.time.relation and (of := by_id.get((t.document_id, t.claim.time.of or "")))
    ]
    return (*sorted(dated, key=_order), *sorted(tied, key=lambda e: (e.told.document_id, e.told.claim.start)))


def bound_edtf(edtf: str) -> tuple[str | None, str | None]:
    """The first and last day of a date or interval; None for an open side and for what has no plain days.

    Covers what claims carry (ISO 8601-2 level 0, open intervals, qualifiers at the end); other forms give (None, None).
    """
    first, separator, last = edtf.partition("/")
    if not separator:
        return _bound(first, last=False), _bound(first, last=True)
    return _bound(first, last=False), _bound(last, last=True)


def _date(told: ToldClaim) -> TimelineEntry:
    earliest, latest = told.earliest, told.latest
    if earliest is None and latest is None:
        earliest, latest = bound_edtf(told.edtf or "")
    return TimelineEntry(told, told.edtf, earliest, latest)


def _bound(date: str, *, last: bool) -> str | None:
    match = _DAY.fullmatch(date)
    if match is None:
        return None
    year, month, day = match[1], match[2], match[3]
    month = month or ("12" if last else "01")
    if not 1 <= int(month) <= 12 or int(year) == 0:
        return None
    return f"{year}-{month}-{day or (f'{calendar.monthrange(int(year), int(month))[1]:02}' if last else '01')}"


def _order(entry: TimelineEntry) -> tuple[str, str, str, int]:
    """Earliest first; an interval open at its start stands at its end; times without days come last."""
    start = entry.earliest or entry.latest or "9999"
    return start, entry.latest or "9999", entry.told.document_id, entry.told.claim.start
