from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.actors.names import blocking_keys, explain_same_name, skeleton, split_name

TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE["same"], ids=lambda row: row["other"])
def test_one_full_name_across_spellings_and_scripts(row: dict[str, str]) -> None:
    one, other = split_name(row["one"]), split_name(row["other"])
    why = explain_same_name(one, other)
    assert why is not None
    assert one.parts[0] in why
    assert blocking_keys(one) & blocking_keys(other)


@pytest.mark.parametrize("row", TABLE["different"], ids=lambda row: row["other"])
def test_another_kunya_given_or_family_name_is_another_name(row: dict[str, str]) -> None:
    assert explain_same_name(split_name(row["one"]), split_name(row["other"])) is None


def test_parts_of_a_name_keep_a_kunya_and_a_servants_name_whole() -> None:
    assert split_name("Abu Bakr al-Baghdadi").parts == ("abubakr", "baghdadi")
    assert split_name("Abd al-Rahman bin Saleh").parts == ("abdrahman", "saleh")


def test_skeleton_has_consonants_once() -> None:
    assert skeleton("qassem") == "qsm"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_strings_are_compared_alike_both_ways(one: str, other: str) -> None:
    a, b = split_name(one), split_name(other)
    assert (explain_same_name(a, b) is None) == (explain_same_name(b, a) is None)
    assert len(blocking_keys(a)) <= 12
