"""EDTF values and the days that they may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.times import edtf


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2003", "2003-01-01", "2003-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-02-12", "2014-02-12", "2014-02-12"),
        ("2003-01/..", "2003-01-01", None),
        ("../2030", None, "2030-12-31"),
        ("2016-12-05/2016-12-11", "2016-12-05", "2016-12-11"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2015-22", "2015-06-01", "2015-08-31"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("{2017-06-03,2017-06-09}", "2017-06-03", "2017-06-09"),
        ("-3249", "-3249-01-01", "-3249-12-31"),
        ("XXXX-05-04", None, None),
        ("", None, None),
    ],
)
def test_bounds(value: str, earliest: str | None, latest: str | None) -> None:
    assert edtf.bound_edtf(value) == (earliest, latest)


def test_intervals_take_the_outer_ends() -> None:
    assert edtf.interval("2016-12-05/2016-12-11", "..") == "2016-12-05/.."
    assert edtf.interval("..", "2016-12-05/2016-12-11") == "../2016-12-11"
    assert edtf.interval("2003", "2003") == "2003"


def test_days_that_follow_each_other_are_an_interval() -> None:
    assert edtf.days(["2017-06-05"]) == "2017-06-05"
    assert edtf.days(["2017-05-31", "2017-06-01"]) == "2017-05-31/2017-06-01"
    assert edtf.days(["2017-06-05", "2017-06-09"]) == "{2017-06-05,2017-06-09}"


@given(st.dates())
def test_a_day_bounds_itself_and_lies_in_its_month_and_year(day: object) -> None:
    text = str(day)
    assert edtf.bound_edtf(text) == (text, text)
    for wider in (text[:4], text[:7]):
        earliest, latest = edtf.bound_edtf(wider)
        assert earliest is not None
        assert latest is not None
        assert earliest <= text <= latest
