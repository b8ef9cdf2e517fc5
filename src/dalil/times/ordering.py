"""Order in time: a simple temporal network over the starts and ends of events, knowing nothing of what they are.

Invariant: bounds and intervals are exactly those that follow from the constraints, never narrower, never wider.

Method: R. Dechter, I. Meiri, J. Pearl, Temporal constraint networks, Artificial Intelligence 49 (1991), 61-95: a
constraint `a - b <= most` is an edge from b to a, a contradiction a negative cycle, the tightest bound a shortest path.
Potentials: A. V. Goldberg, T. Radzik, A heuristic improvement of the Bellman-Ford algorithm, Applied Mathematics
Letters 6 (1993), 3-6; with them every path is found by Dijkstra's algorithm (D. B. Johnson, JACM 24 (1977), 1-13).
All pairs are never computed: a path passes the origin, or stays inside one component of the network without it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, Literal, TypeVar

Point = tuple[Hashable, Literal["start", "end"]]
Edge = tuple[int, int, int]  # tail, head, weight
Ways = Mapping[int, Sequence[tuple[int, int, int]]]  # node → (next node, weight, number of the edge)
L = TypeVar("L", bound=Hashable)

ORIGIN: Point = (None, "start")  # the zero of the calendar; no event is called None
_KEPT = 512  # sources whose distances are kept; one holds a number for each point of its component


@dataclass(frozen=True)  # slots would break Constraint[str](…)
class Constraint(Generic[L]):
    """`a - b <= most`, in whole units of the caller's choice. `label` is what says so; None holds by itself."""

    a: Point
    b: Point
    most: int
    label: L | None = None


class ContradictionError(ValueError):
    """The constraints have no solution; `contradictions.find_contradictions` says why."""


@dataclass(frozen=True)
class Graph(Generic[L]):
    """The points numbered, 0 for the origin, and an edge b → a for each constraint; every event's start <= its end."""

    numbers: Mapping[Point, int]
    edges: tuple[Edge, ...]
    labels: tuple[L | None, ...]


def draw_graph(events: Iterable[Hashable], constraints: Iterable[Constraint[L]]) -> Graph[L]:
    """Raises KeyError where a constraint names a point of no event in `events`."""
    numbers: dict[Point, int] = {ORIGIN: 0}
    edges: list[Edge] = []
    labels: list[L | None] = []
    for event in dict.fromkeys(events):
        start, end = (
            numbers.setdefault((event, "start"), len(numbers)),
            numbers.setdefault((event, "end"), len(numbers)),
        )
        edges.append((end, start, 0))
        labels.append(None)
    for c in constraints:
        edges.append((numbers[c.b], numbers[c.a], c.most))
        labels.append(c.label)
    return Graph(numbers, tuple(edges), tuple(labels))


def join_points(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` points one point that stands for all that `pairs` join it to."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in pairs:
        root[find(i)] = find(j)
    return [find(i) for i in range(count)]


def find_ways(edges: Sequence[Edge], which: Iterable[int]) -> Ways:
    """The edges numbered `which`, by their tails."""
    ways: dict[int, list[tuple[int, int, int]]] = {}
    for i in which:
        tail, head, weight = edges[i]
        ways.setdefault(tail, []).append((head, weight, i))
        ways.setdefault(head, [])
    return ways


def settle(ways: Ways, potential: dict[int, int], tails: Iterable[int] | None = None) -> list[int] | None:
    """Lowers `potential` (any numbers) until no edge is longer than its drop; else the edges of a negative cycle.

    Only edges from `tails` may fail at first; None: any.

    Goldberg and Radzik: each pass scans the points that fell in the order of the edges that fail, so that a chain
    takes one pass however it is numbered.
    """
    via: dict[int, tuple[int, int]] = {}
    fell = list(ways if tails is None else tails)
    while fell:
        order, cycle = _sort_failing(ways, potential, fell)
        if cycle:
            return cycle
        lowered: dict[int, None] = {}
        for u in order:
            lowered.pop(u, None)
            at = potential[u]
            for v, weight, edge in ways[u]:
                if at + weight < potential[v]:
                    potential[v] = at + weight
                    via[v] = (u, edge)
                    lowered[v] = None
        fell = list(lowered)
        cycle = _find_cycle(via, fell)
        if cycle:
            return cycle
    return None


def _sort_failing(ways: Ways, potential: Mapping[int, int], fell: Sequence[int]) -> tuple[list[int], list[int]]:
    """What the edges that fail lead to from `fell`, tails first; and a cycle of such edges, where there is one."""
    done: list[int] = []
    state: dict[int, int] = {}  # 1: on the path, 2: done
    for first in fell:
        if first in state:
            continue
        state[first] = 1
        path: list[int] = []
        stack: list[tuple[int, Iterator[tuple[int, int, int]]]] = [(first, iter(ways[first]))]
        while stack:
            u, rest = stack[-1]
            at = potential[u]
            for v, weight, edge in rest:
                if at + weight < potential[v]:
                    seen = state.get(v)
                    if seen is None:
                        state[v] = 1
                        path.append(edge)
                        stack.append((v, iter(ways[v])))
                        break
                    if seen == 1:
                        nodes = [node for node, _ in stack]
                        return [], [*path[nodes.index(v) :], edge]
            else:
                stack.pop()
                state[u] = 2
                done.append(u)
                if path:
                    path.pop()
    return done[::-1], []


def _find_cycle(via: Mapping[int, tuple[int, int]], fell: Iterable[int]) -> list[int]:
    """A cycle among the edges that last lowered each point: it is negative (Dechter et al.; Tarjan 1981)."""
    seen: dict[int, int] = {}
    for walk, first in enumerate(fell):
        node = first
        while node not in seen:
            seen[node] = walk
            if node not in via:
                break
            node = via[node][0]
        else:
            if seen[node] == walk:
                return _go_round(via, node)
    return []


def _go_round(via: Mapping[int, tuple[int, int]], first: int) -> list[int]:
    node, edge = via[first]
    edges = [edge]
    while node != first:
        node, edge = via[node]
        edges.append(edge)
    return edges[::-1]


class Network(Generic[L]):
    """What follows from constraints without a contradiction, found when asked and kept."""

    def __init__(self, events: Iterable[Hashable], constraints: Iterable[Constraint[L]]) -> None:
        """Raises ContradictionError; KeyError where a constraint names a point of no event in `events`."""
        self._graph = draw_graph(events, constraints)
        edges = self._graph.edges
        every = range(len(edges))
        self._numbers = self._graph.numbers
        self._potential = dict.fromkeys(self._numbers.values(), 0)
        if settle(find_ways(edges, every), self._potential) is not None:
            raise ContradictionError("the constraints contradict each other")
        inner = ((tail, head) for tail, head, _ in edges if tail and head)
        self._component = join_points(len(self._numbers), inner)
        self._inner = find_ways(edges, (i for i in every if edges[i][0] and edges[i][1]))
        self._latest, self._latest_by = _measure(find_ways(edges, every), {0: 0}, self._potential)
        back = tuple((head, tail, weight) for tail, head, weight in edges)
        raised = {node: -value for node, value in self._potential.items()}
        self._earliest, self._earliest_by = _measure(find_ways(back, every), {0: 0}, raised)
        self._from: dict[int, Mapping[int, int]] = {}

    def bounds(self, point: Point) -> tuple[int | None, int | None]:
        """The earliest and the latest that `point` may be; None where it is open."""
        i = self._numbers[point]
        earliest = self._earliest.get(i)
        return None if earliest is None else -earliest, self._latest.get(i)

    def grounds(self, point: Point) -> tuple[frozenset[L], frozenset[L]]:
        """The labels on which the earliest and the latest bound of `point` rest; one set of several."""
        i = self._numbers[point]
        return self._labels(self._earliest_by, i), self._labels(self._latest_by, i)

    def interval(self, a: Point, b: Point) -> tuple[int | None, int | None]:
        """The least and the most that `a - b` may be; None where it is open."""
        i, j = self._numbers[a], self._numbers[b]
        least = self._distance(i, j)
        return None if least is None else -least, self._distance(j, i)

    def schedule(self, wishes: Mapping[Point, int]) -> Mapping[Point, int]:
        """The lowest numbers at or above `wishes` that fit every constraint between events.

        They fit those to the origin as well where each wish is at most the latest of its point. A point that no wish
        pushes has no number.
        """
        back = tuple((head, tail, weight) for tail, head, weight in self._graph.edges)
        inner = (i for i, (tail, head, _) in enumerate(back) if tail and head)
        raised = {node: -value for node, value in self._potential.items()}
        distance, _ = _measure(find_ways(back, inner), {self._numbers[p]: -w for p, w in wishes.items()}, raised)
        return {point: -distance[i] for point, i in self._numbers.items() if i in distance}

    def _labels(self, via: Mapping[int, tuple[int, int]], node: int) -> frozenset[L]:
        out: set[L] = set()
        while node in via:
            node, edge = via[node]
            label = self._graph.labels[edge]
            if label is not None:
                out.add(label)
        return frozenset(out)

    def _distance(self, i: int, j: int) -> int | None:
        """The most that point j may lie behind point i."""
        if i == j:
            return 0
        ways = []
        back, forth = self._earliest.get(i), self._latest.get(j)
        if back is not None and forth is not None:
            ways.append(back + forth)
        if i and j and self._component[i] == self._component[j]:
            inside = self._inside(i).get(j)
            if inside is not None:
                ways.append(inside)
        return min(ways, default=None)

    def _inside(self, i: int) -> Mapping[int, int]:
        if i not in self._from:
            if len(self._from) >= _KEPT:
                self._from.clear()
            self._from[i], _ = _measure(self._inner, {i: 0}, self._potential)
        return self._from[i]


def _measure(
    ways: Ways, sources: Mapping[int, int], potential: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """Dijkstra: the distance of every point that is reached, `sources` being so far at first, and the way back."""
    distance: dict[int, int] = {}
    via: dict[int, tuple[int, int]] = {}
    nearest = {node: at - potential[node] for node, at in sources.items()}
    heap = [(at, node) for node, at in nearest.items()]
    heap.sort()
    while heap:
        at, u = heappop(heap)
        if u in distance:
            continue
        real = at + potential[u]
        distance[u] = real
        for v, weight, edge in ways.get(u, ()):
            if v not in distance:
                ahead = real + weight - potential[v]
                if v not in nearest or ahead < nearest[v]:
                    nearest[v] = ahead
                    via[v] = (u, edge)
                    heappush(heap, (ahead, v))
    return distance, via
