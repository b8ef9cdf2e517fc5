"""Mentions and claims from findings: ids, roles, evidence, and nothing that refers to nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dalil.claims.build import build_claims
from dalil.model import Claim, Document, Mention, Span
from dalil.reader.findings import Findings
from tests.claims.samples import (
    TEXTS,
    argument,
    at,
    cue,
    document_of,
    findings,
    name,
    sentences_of,
    trigger,
)

TEXT = TEXTS["plain"].strip()
FIRST, SECOND = sentences_of(TEXT)


def read(*found: Findings, document: Document | None = None) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    mentions, times, claims = build_claims(document or document_of(TEXT), found, (), reader="rules", version="1")
    assert times == ()
    return mentions, claims


def example() -> Findings:
    return findings(
        FIRST,
        names=[name(TEXT, "Hollis"), name(TEXT, "Fairhaven")],
        triggers=[trigger(TEXT, "attacked")],
        arguments=[
            argument(TEXT, 0, "agent", "rebels"),
            argument(TEXT, 0, "patient", "Fairhaven"),
            argument(TEXT, 0, "purpose", "said", form=None),
        ],
        cues=[cue(TEXT, "said", ["attacked"], "Hollis")],
    )


def test_a_claim_has_its_arguments_its_chain_and_its_evidence() -> None:
    mentions, (claim,) = read(example())
    by_id = {m.id: m.of(TEXT) for m in mentions}
    assert {role: [by_id.get(str(f), f) for f in fillers] for role, fillers in claim.args.items()} == {
        "purpose": [at(TEXT, "said")],
        "agent": ["rebels"],
        "patient": ["Fairhaven"],
    }
    assert [(by_id[a.source or ""], a.cue.of(TEXT)) for a in claim.attribution] == [("Hollis", "said")]
    assert (claim.origin.reader, claim.origin.rule) == ("rules", "test.trigger")
    evidence = [(e.what, e.of(TEXT), e.rule) for e in claim.evidence]
    assert ("agent", "rebels", "test.argument") in evidence
    assert ("attribution", "said", "test.cue") in evidence
    assert ("polarity", "attacked", "test.polarity") in evidence


def test_a_nominal_that_covers_exactly_a_name_is_the_name() -> None:
    mentions, _ = read(example())
    assert [(m.id, m.of(TEXT), m.form, m.actor) for m in mentions] == [
        ("m1", "Hollis", "name", None),
        ("m2", "rebels", "nominal", None),
        ("m3", "Fairhaven", "name", None),
    ]
    assert mentions[0].lexicon == "hollis"


def test_a_trigger_without_an_argument_makes_no_claim_but_names_stay() -> None:
    mentions, claims = read(replace(example(), arguments=()))
    assert claims == ()
    assert [m.of(TEXT) for m in mentions] == ["Hollis", "Fairhaven"]


def test_a_speaker_left_out_is_a_mention_on_the_cue() -> None:
    found = findings(
        SECOND,
        triggers=[trigger(TEXT, "fled")],
        arguments=[argument(TEXT, 0, "agent", "rebels", 2)],
        cues=[cue(TEXT, "denied", ["fled"], None, resumes=True)],
    )
    mentions, (claim,) = read(example(), found)[0], read(found)[1]
    assert [(m.of(TEXT), m.form) for m in mentions if m.start >= SECOND.start] == [
        ("denied", "dropped"),
        ("rebels", "nominal"),
    ]
    assert claim.attribution[0].source is not None


def test_ids_tell_claims_of_one_word_apart_and_do_not_change() -> None:
    twice = findings(
        FIRST,
        triggers=[trigger(TEXT, "attacked"), trigger(TEXT, "attacked")],
        arguments=[argument(TEXT, 0, "agent", "rebels"), argument(TEXT, 1, "agent", "Hollis")],
    )
    _, claims = read(twice)
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == 2
    assert all(i.startswith("c") and len(i) == 13 for i in ids)
    assert ids == [claim.id for claim in read(twice)[1]]
    other = replace(document_of(TEXT), id="d2")
    assert not set(ids) & {claim.id for claim in read(twice, document=other)[1]}


WORDS = [at(TEXT, word) for word in ("Hollis", "said", "rebels", "attacked", "Fairhaven")]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["agent", "patient"]), st.booleans()), max_size=6))
def test_every_reference_has_its_mention(rows: list[tuple[Span, str, bool]]) -> None:
    arguments = [
        argument(TEXT, 0, role, span.of(TEXT), form="nominal" if mention else None) for span, role, mention in rows
    ]
    found = findings(FIRST, [name(TEXT, "Hollis")], [trigger(TEXT, "attacked")], arguments)
    mentions, claims = read(found)
    ids = [m.id for m in mentions]
    assert ids == [f"m{n}" for n in range(1, len(ids) + 1)]
    assert len({(m.start, m.end, m.form) for m in mentions}) == len(mentions)
    for claim in claims:
        for filler in (f for fillers in claim.args.values() for f in fillers):
            assert isinstance(filler, Span) or filler in ids
