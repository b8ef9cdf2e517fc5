"""The timeline: claims by the time their text gives them; an uncertain or open time stays as uncertain as it was told.

Nothing is dated that the text does not date: a claim tied to another one only ("after that") stands apart, undated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dalil.model import Relation, ToldClaim
from dalil.times.edtf import bound_edtf


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


def _date(told: ToldClaim) -> TimelineEntry:
    earliest, latest = told.earliest, told.latest
    if earliest is None and latest is None:
        earliest, latest = bound_edtf(told.edtf or "")
    return TimelineEntry(told, told.edtf, earliest, latest)


def _order(entry: TimelineEntry) -> tuple[str, str, str, int]:
    """Earliest first; an interval open at its start stands at its end; times without days come last."""
    start = entry.earliest or entry.latest or "9999"
    return start, entry.latest or "9999", entry.told.document_id, entry.told.claim.start
