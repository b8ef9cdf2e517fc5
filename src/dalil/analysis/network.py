"""The network: who is tied to whom by which claims. Only what is told as done weighs; the rest is drawn apart.

An edge never joins claims of different polarity or modality, so a denied or attempted tie cannot pass for a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from dalil.model import MentionType, Modality, Party, Polarity, ToldClaim

# Whom an act reaches. Where something took place, with what and why ties nobody to anybody.
_REACHED = ("patient", "counterpart", "recipient", "result", "origin", "destination")


@dataclass(frozen=True, slots=True)
class Node:
    """An actor; `claims` counts the claims of all edges that touch it, whatever their polarity and modality."""

    id: str
    name: str
    type: MentionType | None
    claims: int


@dataclass(frozen=True, slots=True)
class Edge:
    """All claims by which `source` is tied to `target` in one way; `source` and `target` are ids of nodes.

    Undirected in nature where both are agents of one claim ("A and B met"): then `source` is the one named first.
    """

    source: str
    target: str
    predicate: str
    polarity: Polarity
    modality: Modality
    claims: tuple[ToldClaim, ...]

    @property
    def plain(self) -> bool:
        """Told as done: positive and actual."""
        return self.polarity == "positive" and self.modality == "actual"

    @property
    def weight(self) -> int:
        """How many claims tell it as done: 0 for what was denied, attempted, planned, possible, …."""
        return len(self.claims) if self.plain else 0


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by number of claims, then name; edges by weight, then number of claims, then names."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def build_network(claims: Iterable[ToldClaim]) -> Network:
    """Ties between the actors of `claims`; an actor tied to nobody is no node, and no actor is tied to itself."""
    tied: dict[tuple[str, str, str, Polarity, Modality], list[ToldClaim]] = {}
    names: dict[str, tuple[str, MentionType | None]] = {}
    for told in claims:
        for source, target in _pairs(told):
            for party in (source, target):
                names.setdefault(_actor(party), (party.name or party.text, party.type))
            key = (_actor(source), _actor(target), told.claim.predicate, told.claim.polarity, told.claim.modality)
            tied.setdefault(key, []).append(told)
    edges = [Edge(*key, claims=tuple(group)) for key, group in tied.items()]
    edges.sort(key=lambda e: (-e.weight, -len(e.claims), names[e.source][0], names[e.target][0], e.predicate))
    return Network(_nodes(names, edges), tuple(edges))


def _nodes(names: dict[str, tuple[str, MentionType | None]], edges: list[Edge]) -> tuple[Node, ...]:
    touched: dict[str, set[tuple[str, str]]] = {actor: set() for actor in names}
    for edge in edges:
        ids = {(told.document_id, told.claim.id) for told in edge.claims}
        touched[edge.source] |= ids
        touched[edge.target] |= ids
    nodes = [Node(actor, name, kind, len(touched[actor])) for actor, (name, kind) in names.items()]
    return tuple(sorted(nodes, key=lambda n: (-n.claims, n.name, n.id)))


def _pairs(told: ToldClaim) -> Iterator[tuple[Party, Party]]:
    """From each doer to each one reached; from patients where no doer is told; among doers where nobody is reached."""
    agents = _distinct(told, ("agent",))
    reached = _distinct(told, _REACHED)
    if not agents:
        agents = _distinct(told, ("patient",))
    taken = {_actor(agent) for agent in agents}
    pairs = [(agent, other) for agent in agents for other in reached if _actor(other) not in taken]
    yield from pairs or combinations(agents, 2)


def _distinct(told: ToldClaim, roles: tuple[str, ...]) -> list[Party]:
    parties = {party.actor: party for party in reversed(told.parties) if party.actor and party.role in roles}
    return list(reversed(parties.values()))


def _actor(party: Party) -> str:
    assert party.actor is not None
    return party.actor
