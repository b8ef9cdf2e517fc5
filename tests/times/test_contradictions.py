"""Every contradiction is found once, and is no larger than it must be."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given, settings

from dalil.times.contradictions import find_contradictions
from dalil.times.ordering import ORIGIN, Constraint, ContradictionError, Network

from .networks import SHAPES, Statements, date, is_consistent, networks, precede


def without(constraints: Statements, labels: set[str]) -> Statements:
    return [c for c in constraints if c.label not in labels]


@settings(max_examples=300)
@given(networks())
def test_contradictions_are_minimal_and_their_culprits_as_few_as_can_be(network: tuple[list[int], Statements]) -> None:
    events, constraints = network
    labels = sorted({c.label for c in constraints if c.label is not None})
    found = find_contradictions(events, constraints)
    culprits = {c.culprit for c in found}
    assert len(culprits) == len(found)
    assert is_consistent(events, without(constraints, culprits))
    for fewer in combinations(labels, len(found) - 1) if found else ():
        assert not is_consistent(events, without(constraints, set(fewer)))
    for contradiction in found:
        assert contradiction.labels & culprits == {contradiction.culprit}
        own = [c for c in constraints if c.label in contradiction.labels]
        assert not is_consistent(events, own)
        assert all(is_consistent(events, without(own, {label})) for label in contradiction.labels)


def test_of_two_dates_of_one_event_the_later_told_is_the_culprit() -> None:
    (found,) = find_contradictions([1], [*date(1, 10, 19, "first"), *date(1, 30, 39, "second")])
    assert found.labels == {"first", "second"}
    assert found.culprit == "second"


def test_the_smallest_of_several_contradictions_is_given() -> None:
    chain = [precede(i, i + 1) for i in range(5)]
    short = [*date(0, 10, 10), *date(5, 30, 30), *date(3, 20, 20)]
    (found,) = find_contradictions(range(6), [*chain, *short, precede(5, 0)])
    assert found.labels == {"0 dated", "5 dated", "5 before 0"}
    assert found.culprit == "5 before 0"


def test_one_false_date_against_many_gives_one_contradiction() -> None:
    days = [date(i, 100 * i, 100 * i) for i in range(9)]
    told = [precede(i, 8) for i in range(8)]
    (found,) = find_contradictions(range(9), [c for row in days[:8] for c in row] + told + date(8, -50, -50, "false"))
    assert found.culprit == "false"
    assert len(found.labels) == 3


def test_two_false_statements_about_one_event_give_two() -> None:
    dates = [c for i in (1, 2, 3, 4) for c in date(i, 100 * i, 100 * i)]
    false = [Constraint((4, "end"), (1, "start"), -1, "one"), Constraint((4, "end"), (2, "start"), -1, "two")]
    support = [precede(1, 3), precede(3, 4), precede(2, 3)]
    found = find_contradictions([1, 2, 3, 4], [*dates, *support, *false])
    assert {c.culprit for c in found} == {"one", "two"}


def test_a_label_that_joins_events_apart_is_one_statement() -> None:
    told = [*date(1, 10, 10, "both"), *date(2, 10, 10, "both"), *date(1, 12, 12, "one"), *date(2, 12, 12, "other")]
    (found,) = find_contradictions([1, 2], told)
    assert found.culprit == "both"


def test_what_holds_by_itself_must_not_contradict_itself() -> None:
    with pytest.raises(ContradictionError):
        find_contradictions([1], [Constraint[str]((1, "end"), (1, "start"), -1)])


def test_no_constraints_no_contradictions() -> None:
    assert find_contradictions([1, 2], []) == ()


def test_a_round_of_two_thousand_events_is_one_contradiction() -> None:
    events = list(range(2_000))
    (found,) = find_contradictions(events, [precede(i, (i + 1) % 2_000) for i in events])
    assert len(found.labels) == 2_000


@pytest.mark.parametrize("shape", SHAPES)
def test_contradictions_among_two_thousand_events_are_quick(shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    events, constraints = SHAPES[shape](2_000)
    false = Constraint((1_999, "end"), (0, "start"), -1, "false")
    started = perf_counter()
    (found,) = find_contradictions(events, [*constraints, false])
    network = Network(events, without(constraints, {found.culprit}))
    bounds = [network.bounds((event, "end")) for event in events]
    seconds = perf_counter() - started
    with capsys.disabled():
        print(f"\n  {shape}: a contradiction of {len(found.labels)} in {seconds:.2f} s", end="")  # noqa: T201
    assert "false" in found.labels
    assert len(bounds) == 2_000
    assert seconds < 8


def test_the_origin_alone_is_no_event() -> None:
    with pytest.raises(KeyError):
        find_contradictions([], [Constraint((1, "start"), ORIGIN, 0, "x")])
