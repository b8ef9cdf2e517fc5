"""No view shows a claim bare: the wording that all of them share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dalil.language.lexicon import load_table
from dalil.model import ClaimTime, ToldClaim
from dalil.views.wording import (
    Interface,
    Quoted,
    load_words,
    plain,
    word_bounds,
    word_certainty,
    word_date,
    word_party,
    word_when,
    word_who,
)

from .samples import make_claims

CLOSED, REPAIRED, DISSOLVED, MET = make_claims()


def test_a_claim_of_the_documents_own_is_according_to_its_publisher() -> None:
    assert plain(word_who(CLOSED)) == f"according to {CLOSED.publisher}"


def test_without_a_publisher_it_is_according_to_the_document() -> None:
    assert plain(word_who(MET)) == "according to the document, publisher unknown"


def test_a_chain_of_speakers_is_told_outermost_first_and_ends_with_who_printed_it() -> None:
    first, second = REPAIRED.tellers
    assert first.party
    assert second.party
    assert plain(word_who(REPAIRED)) == (
        f"according to {first.party.text} ({first.cue}), who cites {second.party.text} ({second.cue}), "
        f"as printed by {REPAIRED.publisher}"
    )


def test_when_it_was_said_stands_beside_who_said_it_and_is_not_when_it_happened() -> None:
    teller = replace(REPAIRED.tellers[0], said="2015-07-20")
    told = replace(REPAIRED, tellers=(teller,), edtf=None, claim=replace(REPAIRED.claim, time=ClaimTime()))
    assert f"({teller.cue}, 2015-07-20)" in plain(word_who(told))
    assert "2015-07-20" not in plain(word_when(told))


def test_a_source_that_nobody_names_is_said_to_be_unnamed() -> None:
    told = replace(REPAIRED, tellers=(replace(REPAIRED.tellers[0], party=None),), publisher=None)
    assert plain(word_who(told)).startswith("according to a source it does not name (")
    assert plain(word_who(told)).endswith("as printed in the document, publisher unknown")


@pytest.mark.parametrize(
    ("told", "certainty"),
    [(CLOSED, "positive, actual"), (REPAIRED, "negative, actual"), (DISSOLVED, "positive, attempted")],
)
def test_certainty_is_always_polarity_and_modality(told: ToldClaim, certainty: str) -> None:
    assert word_certainty(told.claim) == certainty


def test_time_is_the_claims_own_and_never_the_day_of_publication() -> None:
    assert plain(word_when(CLOSED)) == "2021-03-03"
    assert plain(word_when(REPAIRED)) == "undated"
    assert plain(word_when(DISSOLVED)) == f"after {CLOSED.claim.id}"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2003", "2003"),
        ("2003-01/..", "since 2003-01"),
        ("../2003", "until 2003"),
        ("2003/2004-02", "2003 to 2004-02"),
        ("1990~", "about 1990"),
        ("2003?", "perhaps 2003"),
        ("{2015-05-03,2015-05-09}", "2015-05-03 and 2015-05-09"),
        ("[1982-07-03,1982-07-04]", "1982-07-03 or 1982-07-04"),
    ],
)
def test_dates_read_as_words(edtf: str, words: str) -> None:
    assert plain(word_date(edtf)) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (("2003-05-01", None), "not before 2003-05-01"),
        ((None, "2003-05-01"), "not after 2003-05-01"),
        (("2003-05-01", "2003-06-01"), "2003-05-01 to 2003-06-01"),
        ((None, None), ""),
    ],
)
def test_the_days_that_follow_from_a_tie_read_as_words(bounds: tuple[str | None, str | None], words: str) -> None:
    assert plain(word_bounds(*bounds)) == words


def test_a_nominal_names_its_actor_and_a_name_stands_alone() -> None:
    nominal = REPAIRED.parties[1]
    assert plain(word_party(nominal)) == f"{nominal.text} [{nominal.name}]"
    assert plain(word_party(CLOSED.parties[0])) == CLOSED.parties[0].text


@pytest.mark.parametrize("told", make_claims())
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_comes_from_a_text_is_never_among_our_own_words(told: ToldClaim, language: Interface) -> None:
    phrase = word_who(told, language=language)
    ours = "".join(part for part in phrase if not isinstance(part, Quoted))
    assert ours
    assert all(not told.publisher or told.publisher not in part for part in phrase if not isinstance(part, Quoted))


def test_both_interfaces_have_the_same_words() -> None:
    english, arabic = load_table("en", "views"), load_table("ar", "views")
    assert {kind: set(words) for kind, words in english.items()} == {k: set(words) for k, words in arabic.items()}


def test_an_interface_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        load_words("fa")
