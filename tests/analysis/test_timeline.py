"""The timeline orders what is dated and invents no date."""

from __future__ import annotations

import random

import pytest

from dalil.analysis.timeline import build_timeline
from dalil.times.edtf import bound_edtf

from .told import make_told


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2014", ("2014-01-01", "2014-12-31")),
        ("2012-02", ("2012-02-01", "2012-02-29")),
        ("2014-02-12", ("2014-02-12", "2014-02-12")),
        ("2003-01/..", ("2003-01-01", None)),
        ("../2013", (None, "2013-12-31")),
        ("2015-07-20/2015-07-26", ("2015-07-20", "2015-07-26")),
        ("2014?", ("2014-01-01", "2014-12-31")),
        ("2014-13", (None, None)),
        ("2014-02-30", (None, None)),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("", (None, None)),
    ],
)
def test_bounds_of_a_date(edtf: str, bounds: tuple[str | None, str | None]) -> None:
    assert bound_edtf(edtf) == bounds


def test_dated_claims_come_first_and_in_order_of_time() -> None:
    claims = [
        make_told("day", edtf="2014-02-12"),
        make_told("since", edtf="2003-01/.."),
        make_told("until", edtf="../2013"),
        make_told("year", edtf="2003"),
        make_told("tied", relation="after", of="day"),
        make_told("undated"),
    ]
    random.Random(7).shuffle(claims)
    timeline = build_timeline(claims)
    assert [e.told.claim.id for e in timeline.dated] == ["year", "since", "until", "day"]
    assert [e.told.claim.id for e in timeline.tied] == ["tied"]
    assert [t.claim.id for t in timeline.unordered] == ["undated"]
    assert timeline.entries == (*timeline.dated, *timeline.tied)


def test_open_sides_stay_open() -> None:
    (entry,) = build_timeline([make_told("c", edtf="2003-01/..")]).dated
    assert (entry.edtf, entry.earliest, entry.latest) == ("2003-01/..", "2003-01-01", None)


def test_the_bounds_of_the_time_expression_outweigh_those_of_its_value() -> None:
    (entry,) = build_timeline([make_told("c", edtf="2003", bounds=("2003-03-01", "2003-05-01"))]).dated
    assert (entry.earliest, entry.latest) == ("2003-03-01", "2003-05-01")


def test_an_undated_claim_is_listed_with_the_claim_it_is_tied_to() -> None:
    first, second = make_told("c1", edtf="2003"), make_told("c2", relation="before", of="c1")
    (tied,) = build_timeline([first, second]).tied
    assert (tied.relation, tied.of, tied.edtf) == ("before", first, None)


def test_an_undated_claim_has_the_days_that_follow_from_its_ties_and_not_from_publication() -> None:
    claims = [
        make_told("first", edtf="2003-05-01", bounds=("2003-05-01", "2003-05-01")),
        make_told("then", relation="after", of="first"),
        make_told("last", relation="after", of="then"),
        make_told("apart", relation="after", of="undated"),
        make_told("undated"),
    ]
    timeline = build_timeline(claims)
    tied = {e.told.claim.id: (e.earliest, e.latest) for e in timeline.tied}
    assert list(tied) == ["then", "last", "apart"]
    assert tied == {"then": ("2003-05-01", None), "last": ("2003-05-01", None), "apart": (None, None)}
    assert [t.claim.id for t in timeline.unordered] == ["undated"]


def test_a_tie_to_a_claim_of_another_document_is_none() -> None:
    claims = [make_told("c1", edtf="2003"), make_told("c2", relation="before", of="c1", document="other")]
    timeline = build_timeline(claims)
    assert [e.told.claim.id for e in timeline.entries] == ["c1"]
    assert [t.claim.id for t in timeline.unordered] == ["c2"]
