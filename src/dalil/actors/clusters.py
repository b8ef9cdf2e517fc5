"""Clusters by correlation: what speaks for and against each pair is weighed together, so that no chain of pairs joins
two.

Method: greedy additive edge contraction (Keuper et al. 2015, "Efficient decomposition of image and mesh graphs by
lifted multicuts", as for multicuts without lifted edges): the pair of clusters with the greatest sum of weights
between them is joined while that sum is positive; a pair that must not be one never is. Ties go to the smaller ids:
nothing depends on order.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping

MOST_CELLS = 200  # of a cluster: beyond it something is wrong, and only ids and judgements still join


def cluster(
    nodes: Collection[str],
    weights: Mapping[tuple[str, str], int],
    *,
    apart: Iterable[tuple[str, str]] = (),
    cost: int,
    certain: int,
) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Clusters of `nodes`, each sorted, and the pairs that joined them: for each join the heaviest pair between both.

    Joining costs `cost` for each pair of nodes between both, whatever its weight. `weights` are whole numbers, so
    that sums are exact, of pairs (smaller id first), 0 where a pair is not in it; pairs in `apart` end in two
    clusters. A weight of `certain` or more joins in spite of the greatest size.
    """
    near: dict[str, dict[str, int]] = {node: {} for node in nodes}
    best: dict[tuple[str, str], tuple[int, tuple[str, str]]] = {}
    for (one, other), weight in weights.items():
        near[one][other] = near[other][one] = weight
        best[_pair(one, other)] = (weight, _pair(one, other))
    barred: dict[str, set[str]] = {node: set() for node in nodes}
    for one, other in apart:
        barred[one].add(other)
        barred[other].add(one)
    inside: dict[str, list[str]] = {node: [node] for node in nodes}
    joins: list[tuple[str, str]] = []
    heap = [(cost - weight, *_pair(a, b)) for (a, b), weight in weights.items() if weight > cost]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in inside or other not in inside or other in barred[one]:
            continue
        if near[one][other] - cost * len(inside[one]) * len(inside[other]) != -negative:
            continue
        weight, pair = best[_pair(one, other)]
        if len(inside[one]) + len(inside[other]) > MOST_CELLS and weight < certain:
            continue
        joins.append(pair)
        _contract(one, other, near, best, barred)
        inside[one] += inside.pop(other)
        for third, total in near[one].items():
            gain = total - cost * len(inside[one]) * len(inside[third])
            if gain > 0:
                heapq.heappush(heap, (-gain, *_pair(one, third)))
    return sorted(sorted(row) for row in inside.values()), joins


def _contract(
    one: str,
    other: str,
    near: dict[str, dict[str, int]],
    best: dict[tuple[str, str], tuple[int, tuple[str, str]]],
    barred: dict[str, set[str]],
) -> None:
    """Makes `other` a part of `one`: sums of weights, the heaviest pairs and what is barred."""
    for third, weight in near.pop(other).items():
        del near[third][other]
        if third == one:
            continue
        near[one][third] = near[third][one] = near[one].get(third, 0) + weight
        ours, theirs = best.get(_pair(one, third)), best[_pair(other, third)]
        best[_pair(one, third)] = theirs if ours is None or theirs > ours else ours
    for third in barred.pop(other):
        barred[third].discard(other)
        if third != one:
            barred[third].add(one)
            barred[one].add(third)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
