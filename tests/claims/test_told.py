"""Claims as views show them: nothing that a view must not leave out is lost on the way."""

from __future__ import annotations

from dalil.claims.told import tell_claims
from dalil.model import Actor, Attribution, Claim, ClaimTime, Mention, Origin, Reading, Timex
from tests.claims.samples import TEXTS, at, document_of, sentences_of

TEXT = TEXTS["plain"].strip()
HOLLIS, REBELS, DAY = at(TEXT, "Hollis"), at(TEXT, "rebels"), at(TEXT, "Fairhaven")


def reading(*attribution: Attribution) -> Reading:
    trigger = at(TEXT, "attacked")
    claim = Claim(
        trigger.start,
        trigger.end,
        "c1",
        trigger,
        "attack",
        Origin("rules", "1", "test"),
        {"agent": ("m2",), "patient": (at(TEXT, "Fairhaven"),)},
        time=ClaimTime("2021-05-01", "t1"),
        attribution=attribution,
    )
    mentions = (
        Mention(HOLLIS.start, HOLLIS.end, "m1", "person", "name", "a1"),
        Mention(REBELS.start, REBELS.end, "m2", "group", "nominal"),
    )
    times = (Timex(DAY.start, DAY.end, "t1", "2021-05-01", earliest="2021-05-01", latest="2021-05-01"),)
    actors = (Actor("a1", "person", "Maria Hollis"),)
    return Reading(document_of(TEXT), mentions, times, actors, (claim,))


def test_parties_tellers_time_and_publisher_are_told() -> None:
    (told,) = tell_claims(reading(Attribution("m1", at(TEXT, "said"))), sentences_of(TEXT))
    assert [(p.role, p.text, p.actor, p.form) for p in told.parties] == [
        ("agent", "rebels", None, "nominal"),
        ("patient", "Fairhaven", None, None),
    ]
    (teller,) = told.tellers
    assert teller.cue == "said"
    assert teller.party is not None
    assert (teller.party.text, teller.party.actor, teller.party.name) == ("Hollis", "a1", "Maria Hollis")
    assert (told.publisher, told.trigger, told.edtf, told.time_text) == (
        "Coast Daily",
        "attacked",
        "2021-05-01",
        "Fairhaven",
    )
    assert told.sentence.of(TEXT) == TEXT.split("\n")[0]
    assert told.verdict is None


def test_a_nameless_teller_has_a_cue_and_no_party() -> None:
    (told,) = tell_claims(reading(Attribution(None, at(TEXT, "said"))), sentences_of(TEXT))
    assert [(t.party, t.cue) for t in told.tellers] == [(None, "said")]


def test_case_actors_take_the_place_of_the_document_s_own() -> None:
    (told,) = tell_claims(
        reading(Attribution("m1", at(TEXT, "said"))),
        sentences_of(TEXT),
        actors={"a1": ("A9", "M. Hollis")},
        verdicts={"c1": "positive"},
    )
    party = told.tellers[0].party
    assert party is not None
    assert (party.actor, party.name) == ("A9", "M. Hollis")
    assert told.verdict == "positive"


def test_a_claim_outside_every_sentence_gets_its_own_clause() -> None:
    (told,) = tell_claims(reading(), [])
    assert told.sentence.of(TEXT) == told.quote == "attacked"
