"""Chains of who says so: in whatever sentence, speakers left out, and cues that name nobody."""

from __future__ import annotations

from dataclasses import replace

from dalil.claims.attribution import find_chains, find_sayings
from tests.claims.samples import TEXTS, at, cue, findings, sentences_of


def test_what_a_cue_governs_is_attributed_and_nothing_else() -> None:
    text = TEXTS["plain"].strip()
    found = findings(sentences_of(text)[0], cues=[cue(text, "said", ["attacked"], "Hollis")])
    chains = find_chains(list(find_sayings([found])))
    assert {trigger: [s.speaker for s in chain] for trigger, chain in chains.items()} == {
        at(text, "attacked"): [at(text, "Hollis")]
    }


def test_several_cues_make_a_chain_the_one_behind_outermost_in_whatever_order_they_come() -> None:
    text = TEXTS["nested"]
    (sentence,) = sentences_of(text)
    cues = [
        cue(text, "said", ["attacked"], "Hollis"),
        cue(text, "claimed", ["attacked"], "report"),
        cue(text, "added", ["attacked"], "witnesses"),
    ]
    expected = ["added", "said", "claimed"]
    for order in (cues, cues[::-1]):
        chains = find_chains(list(find_sayings([findings(sentence, cues=order)])))
        assert [s.cue.of(text) for s in chains[at(text, "attacked")]] == expected


def test_a_speaker_left_out_is_dropped_and_nobody_is_nobody() -> None:
    text = TEXTS["plain"].strip()
    second = sentences_of(text)[1]
    for resumes, speaker in ((True, at(text, "denied")), (False, None)):
        found = findings(second, cues=[cue(text, "denied", ["fled"], None, resumes=resumes)])
        (saying,) = find_sayings([found])
        assert saying.speaker == speaker
        assert saying.form == ("dropped" if resumes else "nominal")


def test_a_cue_governs_in_any_sentence() -> None:
    text = "The agency quoted Hollis as saying that rebels attacked Fairhaven.\nThey fled."
    first, second = sentences_of(text)
    cues = [cue(text, "saying", ["attacked"], "Hollis"), cue(text, "quoted", ["attacked", "fled"], "The agency")]
    chains = find_chains(list(find_sayings([findings(first, cues=cues), findings(second)])))
    assert [s.cue.of(text) for s in chains[at(text, "attacked")]] == ["quoted", "saying"]
    assert [s.cue.of(text) for s in chains[at(text, "fled")]] == ["quoted"]


def test_one_mention_of_a_speaker_speaks_once_by_its_likeliest_cue() -> None:
    text = "According to what Hollis reported, rebels attacked Fairhaven."
    (sentence,) = sentences_of(text)
    cues = [
        replace(cue(text, "According", ["attacked"], "Hollis"), score=0.7),
        replace(cue(text, "reported", ["attacked"], "Hollis"), score=0.9),
    ]
    for order in (cues, cues[::-1]):
        chains = find_chains(list(find_sayings([findings(sentence, cues=order)])))
        assert [s.cue.of(text) for s in chains[at(text, "attacked")]] == ["reported"]
