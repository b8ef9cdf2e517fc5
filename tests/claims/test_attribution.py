"""Chains of who says so: nesting, speakers left out, and quotations that run on."""

from __future__ import annotations

from dataclasses import replace

from dalil.claims.attribution import attribute, find_sayings, index_governed
from tests.claims.samples import TEXTS, at, cue, findings, sentences_of


def test_a_trigger_in_the_content_is_attributed_and_one_outside_is_not() -> None:
    text = TEXTS["plain"].strip()
    first = sentences_of(text)[0]
    (sayings,) = find_sayings(text, [findings(first, cues=[cue(text, "said", "rebels attacked Fairhaven", "Hollis")])])
    (saying,) = attribute(at(text, "attacked"), sayings)
    assert saying.speaker == at(text, "Hollis")
    assert attribute(at(text, "Hollis"), sayings) == ()


def test_nested_cues_make_a_chain_outermost_first_in_whatever_order_they_come() -> None:
    text = TEXTS["nested"]
    (sentence,) = sentences_of(text)
    whole = text.removesuffix(".")
    cues = [
        cue(text, "said", "the report claimed rebels attacked Fairhaven", "Hollis"),
        cue(text, "claimed", "rebels attacked Fairhaven", "report"),
        cue(text, "added", whole, "witnesses"),
    ]
    expected = ["added", "said", "claimed"]
    for order in (cues, cues[::-1]):
        (sayings,) = find_sayings(text, [findings(sentence, cues=order)])
        assert [s.cue.of(text) for s in attribute(at(text, "attacked"), sayings)] == expected


def test_a_cue_does_not_govern_its_own_word() -> None:
    text = TEXTS["nested"]
    (sentence,) = sentences_of(text)
    (sayings,) = find_sayings(text, [findings(sentence, cues=[cue(text, "claimed", text, "report")])])
    assert attribute(at(text, "claimed"), sayings) == ()


def test_a_speaker_left_out_is_dropped_and_nobody_is_nobody() -> None:
    text = TEXTS["plain"].strip()
    second = sentences_of(text)[1]
    dropped = cue(text, "denied", "the rebels fled", None, resumes=True)
    nameless = cue(text, "denied", "the rebels fled", None)
    for found, speaker in ((dropped, at(text, "denied")), (nameless, None)):
        (sayings,) = find_sayings(text, [findings(second, cues=[found])])
        (saying,) = attribute(at(text, "fled"), sayings)
        assert saying.speaker == speaker
    assert find_sayings(text, [findings(second, cues=[dropped])])[0][0].form == "dropped"


def test_an_open_quotation_runs_on_to_where_it_closes() -> None:
    text = TEXTS["quotation"].strip()
    sentences = sentences_of(text)
    opening = cue(text, "said", "Rebels attacked Fairhaven.", "Hollis", opens=True)
    sayings = find_sayings(text, [findings(sentences[0], cues=[opening]), *map(findings, sentences[1:])])
    chains = [
        bool(attribute(at(text, word, nth), said))
        for (word, nth), said in zip(
            [("attacked", 1), ("burned", 1), ("left", 1), ("attacked", 2)], sayings, strict=True
        )
    ]
    assert chains == [True, True, True, False]
    assert attribute(at(text, "went"), sayings[2]) == ()


def test_where_marks_do_not_tell_opening_from_closing_the_next_cue_speaks_for_itself() -> None:
    text = TEXTS["straight"].strip()
    sentences = sentences_of(text)
    opening = cue(text, "said", "Rebels attacked Fairhaven.", "Hollis", opens=True)
    own = cue(text, "said", "the rebels burned the mill", "army", nth=2)
    sayings = find_sayings(text, [findings(sentences[0], cues=[opening]), findings(sentences[1], cues=[own])])
    (saying,) = attribute(at(text, "burned"), sayings[1])
    assert saying.speaker == at(text, "army")


def test_a_verb_that_may_be_passive_names_nobody_unless_a_speaker_goes_before() -> None:
    text = TEXTS["plain"].strip()
    first, second = sentences_of(text)
    passive = cue(text, "denied", "the rebels fled", None, resumes=True)
    passive = replace(passive, rule="test.cue.passive")
    speaker = cue(text, "said", "rebels attacked Fairhaven", "Hollis")
    alone = find_sayings(text, [findings(first), findings(second, cues=[passive])])
    after = find_sayings(text, [findings(first, cues=[speaker]), findings(second, cues=[passive])])
    assert [s.speaker for s in attribute(at(text, "fled"), alone[1])] == [None]
    assert [s.speaker for s in attribute(at(text, "fled"), after[1])] == [at(text, "denied")]


def test_a_cue_that_says_what_it_governs_does_so_in_any_sentence_and_in_text_order() -> None:
    text = "The agency quoted Hollis as saying that rebels attacked Fairhaven.\nThey fled."
    first, second = sentences_of(text)
    attacked, fled = at(text, "attacked"), at(text, "fled")
    quoted = replace(cue(text, "quoted", None, "The agency"), governs=(attacked, fled))
    saying = replace(cue(text, "saying", None, "Hollis"), governs=(attacked,))
    chains = index_governed(find_sayings(text, [findings(first, cues=[saying, quoted]), findings(second)]))
    assert [s.cue.of(text) for s in chains[attacked]] == ["quoted", "saying"]
    assert [s.cue.of(text) for s in chains[fled]] == ["quoted"]
