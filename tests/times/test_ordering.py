"""Bounds and intervals are exactly those of a plain all-pairs computation; large networks are quick."""

from __future__ import annotations

import random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalil.times.ordering import ORIGIN, Constraint, ContradictionError, Network, Point

from .networks import SHAPES, Statements, distances, list_points, networks


def named(number: float, sign: int = 1) -> int | None:
    return None if number == float("inf") else sign * int(number)


@settings(max_examples=300)
@given(networks())
def test_bounds_and_intervals_are_those_of_all_pairs(network: tuple[list[int], Statements]) -> None:
    events, constraints = network
    reach = distances(events, constraints)
    if any(reach[p, p] < 0 for p in list_points(events)):
        with pytest.raises(ContradictionError):
            Network(events, constraints)
        return
    found = Network(events, constraints)
    for a in list_points(events):
        assert found.bounds(a) == (named(reach[a, ORIGIN], -1), named(reach[ORIGIN, a]))
        for b in list_points(events):
            assert found.interval(a, b) == (named(reach[a, b], -1), named(reach[b, a]))


@given(networks())
def test_bounds_rest_on_their_grounds_alone(network: tuple[list[int], Statements]) -> None:
    events, constraints = network
    if any(distances(events, constraints)[p, p] < 0 for p in list_points(events)):
        return
    found = Network(events, constraints)
    for point in list_points(events):
        for side, grounds in enumerate(found.grounds(point)):
            alone = Network(events, [c for c in constraints if c.label in grounds])
            assert alone.bounds(point)[side] == found.bounds(point)[side]


@given(networks(), st.randoms(use_true_random=False))
def test_a_schedule_is_a_solution_at_or_above_the_wishes(
    network: tuple[list[int], Statements], draw: random.Random
) -> None:
    events, constraints = network
    if any(distances(events, constraints)[p, p] < 0 for p in list_points(events)):
        return
    found = Network(events, constraints)
    wishes: dict[Point, int] = {}
    for point in list_points(events)[1:]:
        latest = found.bounds(point)[1]
        if draw.random() < 0.6:
            wishes[point] = min(draw.randint(-9, 9), 9 if latest is None else latest)
    moments = found.schedule(wishes)
    assert all(moments[p] >= wish for p, wish in wishes.items())
    for c in constraints:
        if c.b in moments and (c.a in moments or c.a == ORIGIN):
            assert c.a == ORIGIN or moments[c.a] - moments[c.b] <= c.most
        if c.b == ORIGIN and c.a in moments:
            assert moments[c.a] <= c.most


def test_a_bound_through_a_chain_names_what_it_rests_on() -> None:
    chain = [
        Constraint(ORIGIN, ("a", "start"), -10, "a on or after 10"),
        Constraint(("a", "end"), ("b", "start"), -1, "a before b"),
        Constraint(("c", "end"), ORIGIN, 20, "c by 20"),
    ]
    network = Network(["a", "b", "c"], chain)
    assert network.bounds(("b", "end")) == (11, None)
    assert network.grounds(("b", "start"))[0] == {"a on or after 10", "a before b"}
    assert not network.grounds(("b", "start"))[1]
    assert network.interval(("b", "end"), ("c", "start")) == (-9, None)
    assert network.interval(("b", "start"), ("a", "start")) == (1, None)


def test_a_point_of_no_event_is_an_error() -> None:
    with pytest.raises(KeyError):
        Network(["a"], [Constraint(("b", "start"), ("a", "end"), 0, "b")])
    with pytest.raises(KeyError):
        Network[str](["a"], []).bounds(("b", "start"))


@pytest.mark.parametrize("shape", SHAPES)
def test_two_thousand_events_are_quick(shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    events, constraints = SHAPES[shape](2_000)
    draw = random.Random(7)
    started = perf_counter()
    network = Network(events, constraints)
    bounded = [network.bounds((event, "start")) for event in events]
    for _ in range(50):
        a, b = draw.sample(events, 2)
        network.interval((a, "end"), (b, "start"))
    seconds = perf_counter() - started
    with capsys.disabled():
        print(f"\n  {shape}: 2,000 events, {len(constraints)} constraints in {seconds:.2f} s", end="")  # noqa: T201
    assert len(bounded) == 2_000
    assert seconds < 8
