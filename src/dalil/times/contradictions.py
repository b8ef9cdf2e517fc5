"""Why constraints on the order of events cannot all hold: the fewest statements to doubt, and what speaks against each.

Invariant: each contradiction is minimal (without any one of its labels the rest of it can be) and holds one culprit.

The culprits are a smallest set of labels without which the rest can be: a smallest set that hits every contradiction
found, as long as it leaves another (R. Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32
(1987), 57-95; E. Moreno-Centeno, R. M. Karp, The implicit hitting set approach, Operations Research 61 (2013), 453-68).
A minimal contradiction is a simple cycle, so each component of the network without the origin is looked at alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple

from dalil.times.ordering import (
    Constraint,
    ContradictionError,
    Edge,
    Graph,
    L,
    Ways,
    draw_graph,
    find_ways,
    join_points,
    settle,
)

_TRIES = 20_000  # steps of the search for a smallest set of culprits; past them the most hit is taken first
_PLAIN = -1  # the name of an edge without a label


@dataclass(frozen=True)
class Contradiction(Generic[L]):
    """`labels` cannot all hold. `culprit` is one of them: with all culprits taken out, nothing contradicts."""

    labels: frozenset[L]
    culprit: L


class _Step(NamedTuple):
    """The end of a walk: how long it is, where it ends, by which edge it got there, and the walk before."""

    length: int
    node: int
    edge: int
    before: _Step | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One component: its edges by number, the name (a number) of every edge's label, and the edges of every name."""

    edges: Sequence[Edge]
    names: Sequence[int]
    inside: Sequence[int]
    by_name: Mapping[int, Sequence[int]]

    def ways(self, gone: Collection[int]) -> Ways:
        return find_ways(self.edges, (i for i in self.inside if self.names[i] not in gone))


def find_contradictions(
    events: Iterable[Hashable], constraints: Iterable[Constraint[L]]
) -> tuple[Contradiction[L], ...]:
    """For each culprit the smallest contradiction that holds it and no other, in the order of the constraints.

    Between labels of which one is as likely as the other (two dates of one event) the later is the culprit. Smallest
    means the fewest labels; a longer one may be given where a shorter takes constraints of one label far apart.
    Raises ContradictionError where constraints without a label contradict each other.
    """
    graph = draw_graph(events, constraints)
    if settle(find_ways(graph.edges, range(len(graph.edges))), dict.fromkeys(graph.numbers.values(), 0)) is None:
        return ()
    said = tuple(dict.fromkeys(label for label in graph.labels if label is not None))
    numbers = {label: i for i, label in enumerate(said)}
    names = tuple(_PLAIN if label is None else numbers[label] for label in graph.labels)
    found = sorted(pair for part in _split(graph, names) for pair in _contradict(part))
    return tuple(Contradiction(frozenset(said[i] for i in labels), said[culprit]) for culprit, labels in found)


def _split(graph: Graph[L], names: Sequence[int]) -> Iterator[_Part]:
    """What is joined by edges between events, or by a label."""
    anchors = [tail or head for tail, head, _ in graph.edges]
    first: dict[int, int] = {}
    pairs = [(tail, head) for tail, head, _ in graph.edges if tail and head]
    pairs += [(first.setdefault(name, at), at) for name, at in zip(names, anchors, strict=True) if name != _PLAIN]
    component = join_points(len(graph.numbers), pairs)
    inside: dict[int, list[int]] = {}
    for i, at in enumerate(anchors):
        inside.setdefault(component[at], []).append(i)
    for numbers in inside.values():
        by_name: dict[int, list[int]] = {}
        for i in numbers:
            by_name.setdefault(names[i], []).append(i)
        yield _Part(graph.edges, names, numbers, by_name)


def _contradict(part: _Part) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each culprit with its smallest contradiction."""
    culprits = _find_culprits(part)
    for culprit in culprits:
        ways = part.ways(culprits - {culprit})
        walks = (_walk_fewest(part, ways, edge) for edge in part.by_name[culprit])
        labels = [_reduce(part, walk) for walk in walks if walk]
        if labels:  # none where the culprits are more than the fewest
            yield culprit, min(labels, key=lambda names: (len(names), names))


def _find_culprits(part: _Part) -> frozenset[int]:
    """The names of a smallest set of labels without which the rest is consistent."""
    potential = {node: 0 for i in part.inside for node in part.edges[i][:2]}
    conflicts: list[frozenset[int]] = []
    culprits: frozenset[int] = frozenset()
    while found := list(_find_apart(part, culprits, potential)):
        conflicts += found
        culprits = frozenset(name for group in _group(conflicts) for name in _hit(group))
    return culprits


def _find_apart(part: _Part, culprits: frozenset[int], potential: dict[int, int]) -> Iterator[frozenset[int]]:
    """Sets of names that cannot all hold, no two with a name in common, none with a culprit; none if all can hold."""
    gone = set(culprits)
    while True:
        ways = part.ways(gone)
        cycle = settle(ways, potential)
        if cycle is None:
            return
        root = next((i for i in cycle if part.names[i] != _PLAIN), None)
        if root is None:
            raise ContradictionError("constraints without a label contradict each other")
        names = frozenset(part.names[i] for i in _walk_fewest(part, ways, root)) - {_PLAIN}
        yield names
        gone |= names


def _walk_fewest(part: _Part, ways: Ways, root: int) -> list[int]:
    """The edges of a negative cycle of few names: the fewest through `root`, or one met before it.

    Bellman and Ford by the number of names: a walk goes on for nothing over plain edges and names that it has already.
    """
    names = part.names
    tail, head, weight = part.edges[root]
    start = _Step(0, tail, root, None)
    best = {tail: start}
    ahead = {head: _Step(weight, head, root, start)}
    while ahead:
        reached = list(ahead.values())
        ahead = {}
        while reached:
            step = reached.pop()
            known = best.get(step.node)
            if known is not None:
                if known.length <= step.length:
                    continue
                cycle = _close(step)
                if cycle:
                    return cycle
            best[step.node] = step
            for node, more, edge in ways[step.node]:
                length = step.length + more
                if node in best and best[node].length <= length:
                    continue
                if names[edge] == _PLAIN or (len(part.by_name[names[edge]]) > 1 and _has(step, names, names[edge])):
                    reached.append(_Step(length, node, edge, step))
                elif node not in ahead or length < ahead[node].length:
                    ahead[node] = _Step(length, node, edge, step)
    return []


def _close(step: _Step) -> list[int]:
    """The edges of the walk since it was at this point before, if it was."""
    edges = [step.edge]
    before = step.before
    while before is not None:
        if before.node == step.node:
            return edges[::-1]
        edges.append(before.edge)
        before = before.before
    return []


def _has(step: _Step, names: Sequence[int], name: int) -> bool:
    """Whether the walk has an edge of that name."""
    at: _Step | None = step
    while at is not None:
        if names[at.edge] == name:
            return True
        at = at.before
    return False


def _reduce(part: _Part, walk: Sequence[int]) -> tuple[int, ...]:
    """The names of `walk` without those that are not needed for the contradiction, sorted.

    One name after the other is left out, in the order of the walk: what has to fall then lies next to what fell before.
    """
    needed = [name for name in dict.fromkeys(part.names[i] for i in walk) if name != _PLAIN]
    if len(needed) == sum(len(part.by_name[name]) for name in needed):
        return tuple(sorted(needed))  # an edge each, and no cycle has fewer
    ways = {node: list(out) for node, out in part.ways({*part.by_name} - {*needed, _PLAIN}).items()}
    potential = dict.fromkeys(ways, 0)
    back: Sequence[int] | None = None  # where edges came back since all others held; None: anywhere
    for name in tuple(needed):
        out = part.by_name[name]
        for i in out:
            tail, head, weight = part.edges[i]
            ways[tail].remove((head, weight, i))
        if settle(ways, potential, back) is None:
            for i in out:
                tail, head, weight = part.edges[i]
                ways[tail].append((head, weight, i))
            back = [part.edges[i][0] for i in out]
        else:
            needed.remove(name)
            back = None
    return tuple(sorted(needed))


def _group(conflicts: Iterable[frozenset[int]]) -> list[list[frozenset[int]]]:
    """The conflicts by what hangs together: sets of different groups have no name in common."""
    groups: list[tuple[set[int], list[frozenset[int]]]] = []
    for conflict in conflicts:
        names, members = set(conflict), [conflict]
        apart = []
        for group in groups:
            if names.isdisjoint(group[0]):
                apart.append(group)
            else:
                names |= group[0]
                members = group[1] + members
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def _hit(conflicts: Sequence[frozenset[int]]) -> frozenset[int]:
    """A smallest set with a name of each conflict, the most hit and latest first; past `_TRIES` steps any small one."""
    tries = [_TRIES]
    for size in range(_count_apart(conflicts), len(conflicts)):
        found = _search(conflicts, size, tries)
        if found is not None:
            return found
        if tries[0] < 0:
            break
    hit: set[int] = set()
    left = list(conflicts)
    while left:
        hit.add(_by_hits(left)[0])
        left = [conflict for conflict in left if hit.isdisjoint(conflict)]
    return frozenset(hit)


def _search(conflicts: Sequence[frozenset[int]], size: int, tries: list[int]) -> frozenset[int] | None:
    if not conflicts:
        return frozenset()
    tries[0] -= 1
    if tries[0] < 0 or _count_apart(conflicts) > size:
        return None
    shortest = min(conflicts, key=len)
    for name in _by_hits(conflicts):
        if name in shortest:
            found = _search([c for c in conflicts if name not in c], size - 1, tries)
            if found is not None:
                return found | {name}
    return None


def _by_hits(conflicts: Iterable[frozenset[int]]) -> list[int]:
    hits = Counter(name for conflict in conflicts for name in conflict)
    return sorted(hits, key=lambda name: (-hits[name], -name))


def _count_apart(conflicts: Iterable[frozenset[int]]) -> int:
    """How many of the conflicts have no name in common with one counted before: at least so many names hit all."""
    seen: set[int] = set()
    count = 0
    for conflict in sorted(conflicts, key=len):
        if seen.isdisjoint(conflict):
            seen |= conflict
            count += 1
    return count
