"""Claims, edges, entries as objects for `--json`: each carries polarity, modality and who says so, in words too."""

from __future__ import annotations

from typing import Any

import msgspec

from dalil.analysis.network import Edge, Network
from dalil.analysis.timeline import TimelineEntry
from dalil.language.organizations import find_organization
from dalil.model import CaseActor, Conflict, Reading, ToldClaim
from dalil.views.wording import plain, word_who


def claim_object(told: ToldClaim) -> dict[str, Any]:
    """A told claim, flat: the claim's own fields beside its words; `according_to` says in words who says so."""
    claim: dict[str, Any] = msgspec.to_builtins(told.claim)
    told_fields: dict[str, Any] = msgspec.to_builtins(told)
    del told_fields["claim"]
    time = {**claim.pop("time"), **{key: told_fields.pop(key) for key in ("edtf", "earliest", "latest")}}
    return {
        "id": claim.pop("id"),
        "predicate": claim.pop("predicate"),
        "polarity": claim.pop("polarity"),
        "modality": claim.pop("modality"),
        "according_to": plain(word_who(told)),
        "time": {**time, "text": told_fields.pop("time_text")},
        "quote": told_fields.pop("quote"),
        "trigger": {"text": told_fields.pop("trigger"), **claim.pop("trigger")},
        **told_fields,
        **claim,
    }


def entry_object(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "edtf": entry.edtf,
        "earliest": entry.earliest,
        "latest": entry.latest,
        "relation": entry.relation,
        "of": entry.of.claim.id if entry.of else None,
        "claim": claim_object(entry.told),
    }


def actor_object(actor: CaseActor) -> dict[str, Any]:
    """An actor with its entry in the lexicon of organisations, None where it has none."""
    entry = find_organization(actor.ids.get("lexicon", ""))
    return {**msgspec.to_builtins(actor), "entry": None if entry is None else msgspec.to_builtins(entry)}


def network_objects(network: Network) -> list[dict[str, Any]]:
    """The edges, each with its two actors in full; an actor without an edge is in no network."""
    nodes = {node.id: msgspec.to_builtins(node) for node in network.nodes}
    return [_edge_object(edge, nodes) for edge in network.edges]


def conflict_object(conflict: Conflict, first: ToldClaim, second: ToldClaim) -> dict[str, Any]:
    return {**msgspec.to_builtins(conflict), "first": claim_object(first), "second": claim_object(second)}


def why_object(told: ToldClaim, reading: Reading) -> dict[str, Any]:
    """A claim with the sentence, the words behind each piece of evidence, and the document it stands in."""
    text, document = reading.document.text, reading.document
    claim = claim_object(told)
    claim["evidence"] = [{**msgspec.to_builtins(e), "text": e.of(text)} for e in told.claim.evidence]
    claim["sentence"] = {**claim["sentence"], "text": told.sentence.of(text)}
    names = ("id", "sha256", "title", "publisher", "published", "language", "url", "path")
    return {"claim": claim, "document": {name: getattr(document, name) for name in names}}


def _edge_object(edge: Edge, nodes: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": nodes[edge.source],
        "target": nodes[edge.target],
        "predicate": edge.predicate,
        "polarity": edge.polarity,
        "modality": edge.modality,
        "weight": edge.weight,
        "according_to": sorted({plain(word_who(told)) for told in edge.claims}),
        "claims": [claim_object(told) for told in edge.claims],
    }
