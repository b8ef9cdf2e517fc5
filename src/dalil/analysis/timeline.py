"""The timeline: claims by the time their text gives them; an uncertain or open time stays as uncertain as it was told.

Nothing is dated that the text does not date: a claim tied to another one only ("after that") stands apart, with the
days that follow from its tie; what neither a date nor a word orders is listed as not ordered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dalil.analysis.chronology import build_chronology
from dalil.analysis.statements import key_of
from dalil.model import Relation, ToldClaim
from dalil.times.edtf import bound_edtf


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One claim on the timeline.

    A dated entry has `edtf`, and `earliest`, `latest` as days (None where that side is open or not known as a day).
    An undated one has `relation` to `of`, the claim (of the same document) that it is told to come before, after, …;
    its `earliest` and `latest` are what follows from that and all other ties (None where nothing does).
    """

    told: ToldClaim
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    relation: Relation | None = None
    of: ToldClaim | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`dated`: earliest first. `tied`: by what their ties say, as far as they do. `unordered`: in the order given."""

    dated: tuple[TimelineEntry, ...]
    tied: tuple[TimelineEntry, ...]
    unordered: tuple[ToldClaim, ...]

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        return (*self.dated, *self.tied)


def build_timeline(claims: Iterable[ToldClaim]) -> Timeline:
    """The claims by time. A relation is followed to its `of` among `claims`; without it, a claim is not ordered.

    The day of publication bounds nothing here: what follows from it is no time that the text gives.
    """
    told = tuple(claims)
    by_id = {key_of(t): t for t in told}
    dated = tuple(sorted((_date(t) for t in told if t.edtf), key=_order))
    ties = {key_of(t): of for t in told if not t.edtf and (of := _find_tie(t, by_id))}
    chronology = build_chronology(told, published=False)
    places = {key_of(t): i for i, (t, _) in enumerate(chronology.ordered)}
    tied = []
    for key in sorted(ties, key=lambda key: (places.get(key, len(told)), key[0], by_id[key].claim.start)):
        bounds, claim = chronology.bounds(key), by_id[key]
        tied.append(TimelineEntry(claim, None, bounds.earliest, bounds.latest, claim.claim.time.relation, ties[key]))
    return Timeline(dated, tuple(tied), tuple(t for t in told if not t.edtf and key_of(t) not in ties))


def _find_tie(told: ToldClaim, by_id: dict[tuple[str, str], ToldClaim]) -> ToldClaim | None:
    if not told.claim.time.relation:
        return None
    return by_id.get((told.document_id, told.claim.time.of or ""))


def _date(told: ToldClaim) -> TimelineEntry:
    earliest, latest = told.earliest, told.latest
    if earliest is None and latest is None:
        earliest, latest = bound_edtf(told.edtf or "")
    return TimelineEntry(told, told.edtf, earliest, latest)


def _order(entry: TimelineEntry) -> tuple[str, str, str, int]:
    """Earliest first; an interval open at its start stands at its end; times without days come last."""
    start = entry.earliest or entry.latest or "9999"
    return start, entry.latest or "9999", entry.told.document_id, entry.told.claim.start
