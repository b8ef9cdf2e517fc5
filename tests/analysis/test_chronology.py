"""Order from dates, words and the day of publication; every planted contradiction is found, and no other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest

from dalil.analysis.chronology import Chronology, Inconsistency, build_chronology
from dalil.analysis.statements import key_of
from dalil.model import Evidence, Modality, Polarity, Relation, Span, ToldClaim

from .schedules import Label, Planted, is_consistent, plant_document
from .told import make_told

DOCUMENTS = 300


def attack(
    id: str,
    edtf: str | None = None,
    relation: Relation | None = None,
    of: str | None = None,
    *,
    document: str = "d",
    published: str | None = None,
) -> ToldClaim:
    told = make_told(id, predicate="attack", edtf=edtf, relation=relation, of=of, document=document)
    return replace(told, published=published)


def lead(id: str, edtf: str | None = None, relation: Relation | None = None, of: str | None = None) -> ToldClaim:
    return make_told(id, predicate="lead", edtf=edtf, relation=relation, of=of)


def days(chronology: Chronology, id: str, document: str = "d") -> tuple[str | None, str | None]:
    bounds = chronology.bounds((document, id))
    return bounds.earliest, bounds.latest


def makers(inconsistency: Inconsistency) -> list[tuple[str, str]]:
    return [(s.told.claim.id, s.kind) for s in inconsistency.statements]


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2014-02-12", ("2014-02-12", "2014-02-12")),
        ("2014-02", ("2014-02-01", "2014-02-28")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("2014-02-12/2014-03", ("2014-02-12", "2014-03-31")),
        ("2014/..", ("2014-01-01", None)),
        ("../2014", (None, "2014-12-31")),
        ("{2014-02-12,2014-02-19}", ("2014-02-12", "2014-02-19")),
        ("2014~", ("2013-01-01", "2015-12-31")),
        ("2014-02-12~", ("2014-02-11", "2014-02-13")),
        ("2014~/..", ("2013-01-01", None)),
        ("2014~/2016", ("2013-01-01", "2016-12-31")),
        ("2014?", (None, None)),
        ("-0044-03-15", ("-0044-03-15", "-0044-03-15")),
        ("0000-02-29", ("0000-02-29", "0000-02-29")),
        ("XXXX-05-04", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_date_bounds_its_claim(edtf: str, bounds: tuple[str | None, str | None]) -> None:
    assert days(build_chronology([attack("a", edtf)]), "a") == bounds


def test_the_days_of_the_expression_outweigh_those_of_its_value() -> None:
    told = make_told("a", edtf="2014-06-28", bounds=("2014-06-27", "2014-06-29"))
    assert days(build_chronology([told]), "a") == ("2014-06-27", "2014-06-29")


def test_a_relation_bounds_what_it_ties_and_names_its_grounds() -> None:
    chronology = build_chronology([attack("a", "2014-02"), attack("b", None, "after", "a"), attack("c", "../2015")])
    assert days(chronology, "b") == ("2014-02-01", None)
    assert [s.told.claim.id for s in chronology.bounds(("d", "b")).grounds] == ["a", "b"]
    assert chronology.order(("d", "a"), ("d", "b")) == "before"
    assert chronology.order(("d", "b"), ("d", "a")) == "after"
    assert chronology.order(("d", "b"), ("d", "c")) is None


@pytest.mark.parametrize(
    ("claims", "order"),
    [
        ((attack("a", "2014-02"), attack("b", "2014-03")), "before"),
        ((attack("a", "2014-03"), attack("b", "2014-02")), "after"),
        ((attack("a", "2014-02"), attack("b", "2014-02-03")), None),
        ((attack("a", "2014-02-03"), attack("b", "2014-02-03")), "same day"),
        ((attack("a", "2014-02-03"), attack("b", "2014-02-03", "after", "a")), "before"),
        ((attack("a", None, "during", "b"), attack("b")), "during"),
        ((attack("a"), attack("b", None, "during", "a")), "includes"),
        ((lead("a", None, "during", "b"), attack("b")), None),
        ((attack("a", "2014"), lead("b", "2015/..")), "before"),
        ((lead("a", "2012/.."), attack("b", "2014")), None),
        ((lead("a", None, "before", "b"), attack("b", "2014")), None),
        ((attack("a", "2014"), lead("b", None, "since", "a")), None),
        ((attack("a", "../2013"), attack("b", "2014-05", "since", "a")), None),
        ((lead("a", None, "until", "b"), attack("b", "2014")), None),
    ],
)
def test_order_of_two_claims(claims: tuple[ToldClaim, ToldClaim], order: str | None) -> None:
    chronology = build_chronology(claims)
    assert chronology.order(("d", "a"), ("d", "b")) == order
    assert not chronology.inconsistencies


def test_a_state_begins_in_what_it_is_told_to_hold_since() -> None:
    chronology = build_chronology([lead("a", "2003/.."), attack("b", None, "before", "a"), attack("c", "2003/..")])
    assert days(chronology, "b") == (None, "2003-12-31")
    assert days(chronology, "a") == ("2003-01-01", None)


def test_a_state_told_in_a_year_and_until_something_reaches_out_of_the_year() -> None:
    chronology = build_chronology([lead("a", "2014", "until", "b"), attack("b", "2016")])
    assert not chronology.inconsistencies
    assert days(chronology, "a") == (None, "2016-12-31")


@pytest.mark.parametrize(
    ("polarity", "modality"),
    [("negative", "actual"), ("positive", "intended"), ("positive", "possible"), ("positive", "conditional")],
)
def test_what_did_not_happen_orders_nothing(polarity: Polarity, modality: Modality) -> None:
    idle = make_told("a", edtf="2014", polarity=polarity, modality=modality)
    chronology = build_chronology([idle, attack("b", "2013", "after", "a")])
    assert not chronology.inconsistencies
    assert days(chronology, "a") == (None, None)
    assert [t.claim.id for t in chronology.unordered] == ["a"]


def test_what_is_told_as_past_is_not_after_the_day_of_publication() -> None:
    claims = [
        attack("a", published="2015-06-01"),
        replace(lead("b"), published="2015-06-01"),
        attack("c", "2015", published="2015-06-01"),
        attack("d", "2015-07", published="2015-06-01"),
        attack("e", "2014/..", published="2015-06-01"),
    ]
    chronology = build_chronology(claims)
    assert [days(chronology, id) for id in "abcde"] == [
        (None, "2015-06-01"),
        (None, None),
        ("2015-01-01", "2015-06-01"),
        ("2015-07-01", "2015-07-31"),
        ("2014-01-01", None),
    ]
    assert [t.claim.id for t in chronology.unordered] == ["a", "b"]
    assert days(build_chronology(claims, published=False), "a") == (None, None)


def test_claims_of_two_documents_meet_only_in_one_event() -> None:
    claims = [
        attack("a", "2014", document="x"),
        attack("b", None, "after", "a", document="x"),
        attack("a", document="y"),
        attack("b", None, "before", "a", document="y"),
        attack("c", "2016", document="y", published="2017-01-01"),
        attack("c", document="x", published="2015-01-01"),
    ]
    apart = build_chronology(claims)
    assert days(apart, "a", "y") == (None, None)
    joined = build_chronology(claims, one_event=[[("x", "a"), ("y", "a")], [("x", "c"), ("y", "c")]])
    assert days(joined, "b", "y") == (None, "2014-12-31")
    assert joined.order(("y", "b"), ("x", "b")) == "before"
    assert joined.order(("x", "a"), ("y", "a")) == "same event"
    (found,) = joined.inconsistencies
    assert makers(found) == [("c", "date"), ("c", "published")]
    assert [t.document_id for t in found.claims] == ["y", "x"]
    with pytest.raises(KeyError):
        build_chronology(claims, one_event=[[("x", "a"), ("z", "a")]])


def test_two_dates_of_one_event_contradict() -> None:
    chronology = build_chronology([attack("a", "2014"), attack("b", "2016")], one_event=[[("d", "a"), ("d", "b")]])
    (found,) = chronology.inconsistencies
    assert makers(found) == [("a", "date"), ("b", "date")]
    assert found.culprit.told.claim.id == "b"
    assert days(chronology, "b") == ("2014-01-01", "2014-12-31")


def test_words_that_go_in_a_circle_contradict_even_on_one_day() -> None:
    claims = [
        attack("a", "2014-02-03", "after", "b"),
        attack("b", "2014-02-03", "after", "c"),
        attack("c", "2014-02-03"),
    ]
    assert not build_chronology(claims).inconsistencies
    claims[2] = attack("c", "2014-02-03", "after", "a")
    (found,) = build_chronology(claims).inconsistencies
    assert makers(found) == [("a", "relation"), ("b", "relation"), ("c", "relation")]


def test_each_statement_has_its_span() -> None:
    early, late = attack("a", "2014"), attack("b", "2012", "after", "a", published="2015-01-01")
    evidence = (
        Evidence(9, 13, "time", "time.clause"),
        Evidence(20, 25, "time", "time.after"),
        Evidence(1, 3, "agent", "a"),
    )
    late = replace(late, claim=replace(late.claim, evidence=evidence))
    (found,) = build_chronology([early, late]).inconsistencies
    spans = {(s.told.claim.id, s.kind): s.span for s in found.statements}
    assert spans == {("a", "date"): Span(0, 1), ("b", "date"): Span(9, 13), ("b", "relation"): Span(20, 25)}
    assert [s.of and s.of.claim.id for s in found.statements if s.kind == "relation"] == ["a"]


def test_a_relation_to_an_event_that_dates_it_has_the_expression_as_its_span() -> None:
    tied = attack("b", None, "after", "a")
    tied = replace(tied, claim=replace(tied.claim, evidence=(Evidence(9, 19, "time", "time.clause"),)))
    (ground, *_) = build_chronology([attack("a", "2014"), tied]).bounds(("d", "b")).grounds[1:]
    assert (ground.kind, ground.span) == ("relation", Span(9, 19))


def test_ordered_claims_come_in_an_order_that_can_be() -> None:
    claims = [
        attack("last", None, "after", "undated"),
        attack("undated"),
        attack("open", "../2016"),
        attack("year", "2015"),
        attack("tied", None, "before", "open"),
        attack("since", "2003/.."),
        attack("idle"),
    ]
    chronology = build_chronology(claims)
    ordered = [told.claim.id for told, _ in chronology.ordered]
    assert ordered == ["since", "year", "tied", "open", "undated", "last"]
    assert [t.claim.id for t in chronology.unordered] == ["idle"]
    again = build_chronology(reversed(claims))
    assert [told.claim.id for told, _ in again.ordered] == ordered


def test_no_claims_no_order() -> None:
    chronology = build_chronology([])
    assert (chronology.ordered, chronology.unordered, chronology.inconsistencies) == ((), (), ())
    with pytest.raises(KeyError):
        chronology.bounds(("d", "a"))


def plant(seed: int) -> Planted:
    draw = random.Random(seed)
    return plant_document(seed, events=draw.randint(5, 195), plants=draw.choice((0, 0, 1, 2, 3, 4, 5)))


def means(document: Planted, labels: Iterable[Label]) -> bool:
    return is_consistent(limit for label in labels for limit in document.limits[label])


@pytest.mark.timeout(300)
def test_every_planted_contradiction_is_found_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    planted: Counter[int] = Counter()
    sizes: Counter[int] = Counter()
    for seed in range(DOCUMENTS):
        document = plant(seed)
        assert 5 <= document.events <= 219
        planted[len(document.false)] += 1
        false = {(key, kind) for key in document.false for kind in ("date", "relation")}
        assert means(document, document.limits.keys() - false)
        assert not document.false or not means(document, document.limits)
        chronology = build_chronology(document.claims, one_event=document.groups.values())
        held: list[Label] = []
        for found in chronology.inconsistencies:
            labels = [(key_of(s.told), s.kind) for s in found.statements]
            held += [(key, kind) for key, kind in labels if (key, kind) in false]
            assert len({*labels} & false) == 1, seed
            assert not means(document, labels)
            assert all(means(document, [label for label in labels if label != one]) for one in labels)
            sizes[len(labels)] += 1
        assert sorted(key for key, _ in held) == sorted(document.false), seed
    with capsys.disabled():
        print(f"\n  planted: {sorted(planted.items())}, statements in each: {sorted(sizes.items())}", end="")  # noqa: T201
    assert set(planted) == {0, 1, 2, 3, 4, 5}
    assert sum(n * count for n, count in planted.items()) >= DOCUMENTS


@pytest.mark.parametrize("seed", range(6))
def test_bounds_hold_what_is_true_and_the_order_shown_can_be(seed: int) -> None:
    document = plant_document(seed, events=40, plants=0)
    chronology = build_chronology(document.claims, one_event=document.groups.values())
    shown = [key_of(told) for told, _ in chronology.ordered]
    assert len(shown) + len(chronology.unordered) == len(document.claims)
    events = {key: event for event, keys in document.groups.items() for key in keys}
    for earlier, later in pairwise(shown):
        assert chronology.order(earlier, later) != "after"
    draw = random.Random(seed)
    for _ in range(200):
        i, j = sorted(draw.sample(range(len(shown)), 2))
        assert chronology.order(shown[i], shown[j]) != "after"
    for key in shown:
        first, last = document.days[events[key]]
        bounds = chronology.bounds(key)
        assert (bounds.earliest or "") <= first
        assert last <= (bounds.latest or "9999")


def test_two_thousand_claims_are_quick(capsys: pytest.CaptureFixture[str]) -> None:
    document = plant_document(1, events=700, plants=5)
    claims = document.claims[:2_000]
    told = {key_of(t) for t in claims}
    groups = [row for keys in document.groups.values() if (row := [key for key in keys if key in told])]
    started = perf_counter()
    chronology = build_chronology(claims, one_event=groups)
    for a, b in pairwise(sorted(told)[:100]):
        chronology.order(a, b)
    seconds = perf_counter() - started
    with capsys.disabled():
        print(f"\n  {len(claims)} claims, {len(chronology.inconsistencies)} contradictions: {seconds:.2f} s", end="")  # noqa: T201
    assert len(claims) == 2_000
    assert seconds < 8
