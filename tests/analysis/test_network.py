"""Only what is told as done weighs in the network."""

from __future__ import annotations

import pytest

from dalil.analysis.network import build_network
from dalil.model import Modality, Polarity

from .told import make_told


@pytest.mark.parametrize(
    ("roles", "ties"),
    [
        ({"agent": ("a",), "patient": ("b",)}, {("a", "b")}),
        ({"agent": ("a", "b"), "patient": ("c",)}, {("a", "c"), ("b", "c")}),
        ({"agent": ("a",), "recipient": ("b",), "counterpart": ("c",)}, {("a", "b"), ("a", "c")}),
        ({"agent": ("a", "b")}, {("a", "b")}),
        ({"patient": ("a",), "destination": ("b",)}, {("a", "b")}),
        ({"agent": ("a",), "patient": ("a",)}, set()),
        ({"agent": ("a",), "place": ("b",)}, set()),
        ({"agent": ("a",), "patient": ("",)}, set()),
        ({"agent": ("a",)}, set()),
        ({}, set()),
    ],
)
def test_who_is_tied_to_whom(roles: dict[str, tuple[str, ...]], ties: set[tuple[str, str]]) -> None:
    network = build_network([make_told("c1", roles=roles)])
    assert {(e.source, e.target) for e in network.edges} == ties
    assert {n.id for n in network.nodes} == {actor for tie in ties for actor in tie}


@pytest.mark.parametrize(
    ("polarity", "modality", "weight"),
    [("positive", "actual", 1), ("negative", "actual", 0), ("positive", "attempted", 0), ("positive", "possible", 0)],
)
def test_only_what_is_told_as_done_weighs(polarity: Polarity, modality: Modality, weight: int) -> None:
    roles = {"agent": ("a",), "patient": ("b",)}
    (edge,) = build_network([make_told("c1", roles=roles, polarity=polarity, modality=modality)]).edges
    assert edge.weight == weight
    assert edge.plain == bool(weight)


def test_claims_of_different_certainty_never_share_an_edge() -> None:
    roles = {"agent": ("a",), "patient": ("b",)}
    claims = [
        make_told("c1", roles=roles),
        make_told("c2", roles=roles, polarity="negative"),
        make_told("c3", roles=roles),
        make_told("c4", roles=roles, modality="attempted"),
        make_told("c5", roles=roles, predicate="oppose"),
    ]
    edges = build_network(claims).edges
    assert [[t.claim.id for t in e.claims] for e in edges] == [["c1", "c3"], ["c5"], ["c2"], ["c4"]]
    assert [e.weight for e in edges] == [2, 1, 0, 0]


def test_nodes_come_by_number_of_claims() -> None:
    claims = [
        make_told("c1", roles={"agent": ("a",), "patient": ("b",)}),
        make_told("c2", roles={"agent": ("c",), "patient": ("b",)}),
    ]
    assert [(n.id, n.claims) for n in build_network(claims).nodes] == [("b", 2), ("a", 1), ("c", 1)]


def test_nothing_ties_nobody() -> None:
    assert build_network([]) == build_network([make_told("c1")])
