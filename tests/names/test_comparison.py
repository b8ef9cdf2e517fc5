"""Names of one person and of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.names.compare import PAIRS, read_pairs, score
from dalil.names.comparison import compare_names, score_names
from tests.names.tables import NAMES

# What was reached on the whole of benchmarks/names/pairs.tsv; it only rises.
FLOOR = 0.95


@pytest.mark.parametrize(("one", "other"), NAMES["same"]["pairs"])
def test_one_person_across_spellings_and_scripts(one: str, other: str) -> None:
    comparison = compare_names(one, other)
    assert comparison.same > 0.5
    assert comparison.excluded is None


@pytest.mark.parametrize(("one", "other", "rule"), NAMES["different"]["pairs"])
def test_two_persons_and_the_rule_that_sets_them_apart(one: str, other: str, rule: str) -> None:
    comparison = compare_names(one, other)
    assert comparison.same < 0.5
    assert (comparison.excluded or "") == rule


def test_every_part_is_accounted_for() -> None:
    why = compare_names("Ghasem Soleimani", "Qassem Ahmad Soleimani").why
    assert [(m.one, m.other) for m in why] == [("Ghasem", "Qassem"), ("", "Ahmad"), ("Soleimani", "Soleimani")]
    assert why[0].rule == "spellings of one name"
    assert why[1].rule == "nothing answers this middle name"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_strings_compare_alike_both_ways_round(one: str, other: str) -> None:
    forth, back = compare_names(one, other), compare_names(other, one)
    assert forth.same == back.same == score_names(one, other)
    assert [(m.one, m.other) for m in forth.why] == [(m.other, m.one) for m in back.why]


def test_the_benchmark_holds_its_floor() -> None:
    pairs = read_pairs(PAIRS)
    assert len(pairs) >= 1500
    assert abs(sum(p.same for p in pairs) * 2 - len(pairs)) <= 2
    assert score(pairs, [compare_names(p.one, p.other).same for p in pairs], 0.5).f1 >= FLOOR
