"""What a dossier shows, as a pure function of readings and told claims; the template only lays it out.

Claims, actors, conflicts and documents are numbered from 0 in the order shown; the page refers to them by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dalil.analysis.network import Edge, Network, build_network
from dalil.analysis.timeline import TimelineEntry, build_timeline
from dalil.language.fold import fold
from dalil.model import CaseActor, Conflict, Party, Reading, ToldClaim, Unread
from dalil.times.edtf import bound_edtf
from dalil.views.hidden import escape_hidden
from dalil.views.report.axis import Axis, build_axis
from dalil.views.report.parts import (
    ClaimView,
    ConflictView,
    DocumentView,
    Drawn,
    EdgeView,
    EntryView,
    Key,
    ReportData,
    RoleView,
    key_of,
)
from dalil.views.report.sheet import direction_of, lay_out
from dalil.views.wording import (
    Interface,
    Phrase,
    load_words,
    plain,
    word_bounds,
    word_certainty,
    word_party,
    word_when,
    word_who,
)

MOST_DRAWN = 60  # actors in the drawing of the network: more cannot be told apart on a page


def build_report_data(
    readings: Iterable[Reading],
    claims: Iterable[ToldClaim],
    *,
    title: str,
    conflicts: Iterable[tuple[Conflict, ToldClaim, ToldClaim]] = (),
    actors: Iterable[CaseActor] = (),
    unread: Iterable[Unread] = (),
    interface: Interface = "en",
) -> ReportData:
    """The dossier of a case. Claims of documents that are not among `readings` are left out."""
    readings, actors, conflicts = tuple(readings), tuple(actors), tuple(conflicts)
    documents = {reading.document.id: n for n, reading in enumerate(readings)}
    told = sorted((t for t in claims if t.document_id in documents), key=lambda t: documents[t.document_id])
    numbers = _number_actors(actors, told)
    marked: dict[Key, list[int]] = defaultdict(list)
    for n, (_, first, second) in enumerate(conflicts):
        marked[key_of(first)].append(n)
        marked[key_of(second)].append(n)
    worder = _Worder(interface, numbers, documents, {r.document.id: r.document.text for r in readings}, marked)
    views = {key_of(t): worder.word(n, t) for n, t in enumerate(told)}
    timeline = build_timeline(told)
    axis = build_axis(timeline.dated)
    dated, tied = (
        tuple(worder.word_entry(entry, views[key_of(entry.told)], axis) for entry in entries)
        for entries in (timeline.dated, timeline.tied)
    )
    network = build_network(told)
    edges = tuple(worder.word_edge(edge, network, views) for edge in network.edges)
    return ReportData(
        title=title,
        interface=interface,
        words=load_words(interface),
        documents=_lay_out_documents(readings, views, actors, numbers),
        claims=tuple(views.values()),
        publishers=_count_publishers(readings),
        conflicts=tuple(
            ConflictView(n, c, worder.words["conflict"][c.kind], (views[key_of(first)], views[key_of(second)]))
            for n, (c, first, second) in enumerate(conflicts)
            if key_of(first) in views and key_of(second) in views
        ),
        axis=axis,
        dated=dated,
        tied=tied,
        unordered=tuple(views[key_of(t)] for t in timeline.unordered),
        edges=edges,
        drawn_actors=(len(choose_drawn(network)), len(network.nodes)),
        actors=actors,
        unread=tuple(unread),
        script=_script(views.values(), edges, network, numbers, actors),
    )


class _Worder:
    """Words claims and edges in one interface language, with the numbers of what they refer to."""

    def __init__(
        self,
        interface: Interface,
        actors: Mapping[str, int],
        documents: Mapping[str, int],
        texts: Mapping[str, str],
        conflicts: Mapping[Key, Sequence[int]],
    ) -> None:
        self.words = load_words(interface)
        self._interface = interface
        self._actors, self._documents, self._texts, self._conflicts = actors, documents, texts, conflicts

    def word(self, n: int, told: ToldClaim) -> ClaimView:
        claim, text = told.claim, self._texts[told.document_id]
        speakers = [teller.party for teller in told.tellers if teller.party]
        return ClaimView(
            n=n,
            told=told,
            document=self._documents[told.document_id],
            drawn=_drawn(claim.polarity, claim.modality),
            predicate=self.words["predicate"].get(claim.predicate, claim.predicate),
            certainty=word_certainty(claim, language=self._interface),
            when=word_when(told, language=self._interface),
            who=word_who(told, language=self._interface),
            roles=self._roles(told.parties),
            evidence=tuple((e.what, e.rule, e.of(text)) for e in claim.evidence),
            actors=tuple(dict.fromkeys(self._actors[p.actor] for p in (*told.parties, *speakers) if p.actor)),
            conflicts=tuple(self._conflicts.get(key_of(told), ())),
        )

    def word_entry(self, entry: TimelineEntry, claim: ClaimView, axis: Axis | None) -> EntryView:
        bar = axis.bar(entry.earliest, entry.latest) if axis else None
        bounds = () if entry.edtf else word_bounds(entry.earliest, entry.latest, language=self._interface)
        return EntryView(entry, claim, bar, bounds)

    def word_edge(self, edge: Edge, network: Network, views: Mapping[Key, ClaimView]) -> EdgeView:
        names = {node.id: node.name for node in network.nodes}
        claims = tuple(views[key_of(told)] for told in edge.claims)
        return EdgeView(
            edge=edge,
            source=(self._actors[edge.source], names[edge.source]),
            target=(self._actors[edge.target], names[edge.target]),
            drawn=_drawn(edge.polarity, edge.modality),
            predicate=claims[0].predicate,
            certainty=claims[0].certainty,
            claims=claims,
            who=tuple(dict.fromkeys(claim.who for claim in claims)),
        )

    def _roles(self, parties: Iterable[Party]) -> tuple[RoleView, ...]:
        roles: dict[str, list[Phrase]] = {}
        for party in parties:
            roles.setdefault(self.words["role"].get(party.role, party.role), []).append(word_party(party))
        return tuple(RoleView(label, tuple(words)) for label, words in roles.items())


def _drawn(polarity: str, modality: str) -> Drawn:
    if polarity == "negative":
        return "negative"
    return "plain" if modality == "actual" else "apart"


def choose_drawn(network: Network) -> frozenset[str]:
    """The actors of the drawing, at most MOST_DRAWN: those with most claims, each with one it is tied to."""
    claims = {node.id: node.claims for node in network.nodes}
    drawn: set[str] = set()
    for edge in sorted(network.edges, key=lambda e: -(claims[e.source] + claims[e.target])):
        both = drawn | {edge.source, edge.target}
        if len(both) <= MOST_DRAWN:
            drawn = both
    return frozenset(drawn)


def _number_actors(actors: Sequence[CaseActor], claims: Iterable[ToldClaim]) -> dict[str, int]:
    """The actors of the case first, in their order; then any that only claims know."""
    numbers = {actor.id: n for n, actor in enumerate(actors)}
    for told in claims:
        for party in (*told.parties, *(teller.party for teller in told.tellers)):
            if party and party.actor:
                numbers.setdefault(party.actor, len(numbers))
    return numbers


def _lay_out_documents(
    readings: Iterable[Reading],
    views: Mapping[Key, ClaimView],
    actors: Iterable[CaseActor],
    numbers: Mapping[str, int],
) -> tuple[DocumentView, ...]:
    members = {member: numbers[actor.id] for actor in actors for member in actor.members}
    claims: dict[str, list[ClaimView]] = defaultdict(list)
    for (document_id, _), view in views.items():
        claims[document_id].append(view)
    return tuple(
        DocumentView(
            n,
            reading.document,
            direction_of(reading.document.language),
            lay_out(reading, [(view.n, view.told) for view in claims[reading.document.id]], members),
            tuple(claims[reading.document.id]),
        )
        for n, reading in enumerate(readings)
    )


def _count_publishers(readings: Iterable[Reading]) -> tuple[tuple[str | None, int], ...]:
    counts: dict[str | None, int] = defaultdict(int)
    for reading in readings:
        counts[reading.document.publisher] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] or "")))


def _script(
    claims: Iterable[ClaimView],
    edges: Sequence[EdgeView],
    network: Network,
    numbers: Mapping[str, int],
    actors: Sequence[CaseActor],
) -> dict[str, Any]:
    """What the page filters and draws by. `text` is folded, as the page folds what is typed."""
    names = {numbers[a.id]: " ".join(name for names in a.names.values() for name in names) for a in actors}
    drawn = choose_drawn(network)
    return {
        "claims": [_filtered_by(claim, names) for claim in claims],
        "nodes": [
            {"actor": numbers[node.id], "name": escape_hidden(node.name), "type": node.type, "claims": node.claims}
            for node in network.nodes
            if node.id in drawn
        ],
        "edges": [
            {
                "source": edge.source[0],
                "target": edge.target[0],
                "drawn": edge.drawn,
                "label": edge.predicate,
                "claims": [claim.n for claim in edge.claims],
            }
            for edge in edges
        ],
    }


def _filtered_by(claim: ClaimView, names: Mapping[int, str]) -> dict[str, Any]:
    told = claim.told
    words = [told.quote, plain(claim.who), *(p.name or p.text for p in told.parties)]
    words += [names.get(actor, "") for actor in claim.actors]

    bounds = bound_edtf(told.edtf or "")
    return {
        "publisher": told.publisher or "",
        "predicate": told.claim.predicate,
        "actors": claim.actors,
        "certainty": f"{told.claim.polarity} {told.claim.modality}",
        "from": told.earliest or bounds[0],
        "to": told.latest or bounds[1],
        "dated": bool(told.edtf),
        "text": fold(" ".join(words)),
    }
