"""Networks to test against: small random ones with all pairs computed plainly, and large ones of known shape."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from dalil.times.ordering import ORIGIN, Constraint, Point

Statements = list[Constraint[str]]

_OPEN = float("inf")


def list_points(events: Sequence[int]) -> list[Point]:
    sides: list[Point] = [ORIGIN]
    for event in events:
        sides += [(event, "start"), (event, "end")]
    return sides


def distances(events: Sequence[int], constraints: Statements) -> Mapping[tuple[Point, Point], float]:
    """The most that the second point may lie behind the first, by Floyd and Warshall."""
    points = list_points(events)
    reach = {(p, q): 0.0 if p == q else _OPEN for p in points for q in points}
    for event in events:
        reach[(event, "end"), (event, "start")] = 0.0
    for c in constraints:
        reach[c.b, c.a] = min(reach[c.b, c.a], c.most)
    for k in points:
        for i in points:
            for j in points:
                reach[i, j] = min(reach[i, j], reach[i, k] + reach[k, j])
    return reach


def is_consistent(events: Sequence[int], constraints: Statements) -> bool:
    reach = distances(events, constraints)
    return all(reach[p, p] >= 0 for p in list_points(events))


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[int], Statements]:
    """Up to five events under up to eight labels, each of one or two constraints of any kind."""
    events = list(range(draw(st.integers(1, 5))))
    point = st.sampled_from(list_points(events))
    most = st.one_of(st.integers(-6, 12), st.integers(-1, 2))
    row = st.lists(st.tuples(point, point, most).filter(lambda c: c[0] != c[1]), min_size=1, max_size=2)
    rows = draw(st.lists(row, max_size=8))
    return events, [Constraint(a, b, most, f"s{i}") for i, row in enumerate(rows) for a, b, most in row]


def precede(a: int, b: int) -> Constraint[str]:
    return Constraint((a, "end"), (b, "start"), -1, f"{a} before {b}")


def date(event: int, first: int, last: int, label: str = "") -> Statements:
    label = label or f"{event} dated"
    return [Constraint(ORIGIN, (event, "start"), -first, label), Constraint((event, "end"), ORIGIN, last, label)]


def chain(count: int) -> tuple[list[int], Statements]:
    """Each event before the next, told in no order; every second one is dated."""
    constraints = [precede(i, i + 1) for i in range(count - 1)]
    for i in range(0, count, 2):
        constraints += date(i, 700_000 + 3 * i - 40, 700_000 + 3 * i + 40)
    random.Random(1).shuffle(constraints)
    return list(range(count)), constraints


def undated_chain(count: int) -> tuple[list[int], Statements]:
    constraints = [precede(i, i + 1) for i in range(count - 1)]
    random.Random(2).shuffle(constraints)
    return list(range(count)), constraints


def star(count: int) -> tuple[list[int], Statements]:
    """One event before all others, which are dated."""
    constraints = [precede(0, i) for i in range(1, count)]
    for i in range(1, count):
        constraints += date(i, 700_000 + i, 700_300 + i)
    return list(range(count)), constraints


def sparse(count: int) -> tuple[list[int], Statements]:
    """Two true relations an event between any two, and half of the events dated."""
    draw = random.Random(3)
    days = [700_000 + draw.randint(0, 5_000) for _ in range(count)]
    constraints: Statements = []
    while len(constraints) < 2 * count:
        a, b = draw.sample(range(count), 2)
        if days[a] < days[b]:
            constraints.append(precede(a, b))
    for i in range(0, count, 2):
        constraints += date(i, days[i] - draw.randint(0, 300), days[i] + draw.randint(0, 300))
    return list(range(count)), constraints


SHAPES: Mapping[str, Callable[[int], tuple[list[int], Statements]]] = {
    "chain": chain,
    "undated chain": undated_chain,
    "star": star,
    "sparse": sparse,
}
