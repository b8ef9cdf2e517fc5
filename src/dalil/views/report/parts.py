"""The parts of a dossier, worded and numbered, as the template reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dalil.analysis.network import Edge
from dalil.analysis.timeline import TimelineEntry
from dalil.model import CaseActor, Conflict, Document, ToldClaim, Unread
from dalil.views.report.axis import Axis, Bar
from dalil.views.report.sheet import BlockView
from dalil.views.wording import Interface, Phrase

Key = tuple[str, str]  # a document's id and a claim's id in it
# How a claim is drawn: told as done; attempted, planned, possible, …; told as not so.
Drawn = Literal["plain", "apart", "negative"]


@dataclass(frozen=True, slots=True)
class RoleView:
    """All who fill one role of a claim."""

    label: str
    parties: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A told claim, worded."""

    n: int
    told: ToldClaim
    document: int
    drawn: Drawn
    predicate: str
    certainty: str
    when: Phrase
    who: Phrase
    roles: tuple[RoleView, ...]
    evidence: tuple[tuple[str, str, str], ...]  # what was settled, by which rule, from which words
    actors: tuple[int, ...]
    conflicts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    n: int
    document: Document
    direction: str
    blocks: tuple[BlockView, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    n: int
    conflict: Conflict
    kind: str
    sides: tuple[ClaimView, ClaimView]


@dataclass(frozen=True, slots=True)
class EntryView:
    """`bounds` are in words the days that follow from an undated entry's ties."""

    entry: TimelineEntry
    claim: ClaimView
    bar: Bar | None
    bounds: Phrase = ()


@dataclass(frozen=True, slots=True)
class EdgeView:
    edge: Edge
    source: tuple[int, str]
    target: tuple[int, str]
    drawn: Drawn
    predicate: str
    certainty: str
    claims: tuple[ClaimView, ...]
    who: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that the template reads. `script` is what the page's script reads, ready for JSON."""

    title: str
    interface: Interface
    words: Mapping[str, Mapping[str, str]]
    documents: tuple[DocumentView, ...]
    claims: tuple[ClaimView, ...]
    publishers: tuple[tuple[str | None, int], ...]  # with their number of documents
    conflicts: tuple[ConflictView, ...]
    axis: Axis | None
    dated: tuple[EntryView, ...]
    tied: tuple[EntryView, ...]
    unordered: tuple[ClaimView, ...]
    edges: tuple[EdgeView, ...]
    drawn_actors: tuple[int, int]  # how many actors the drawing shows, of how many
    actors: tuple[CaseActor, ...]
    unread: tuple[Unread, ...]
    script: Mapping[str, Any]


def key_of(told: ToldClaim) -> Key:
    return told.document_id, told.claim.id
