"""The codec loses nothing: whatever a reading holds comes back equal, from a case that held others before."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalil.case import open_case
from dalil.model import (
    PREDICATES,
    Actor,
    Attribution,
    Block,
    BlockKind,
    Calendar,
    Claim,
    ClaimTime,
    Conflict,
    ConflictKind,
    Document,
    Evidence,
    Language,
    Mention,
    MentionForm,
    MentionType,
    Modality,
    Origin,
    Polarity,
    Reading,
    Relation,
    Role,
    Span,
    Timex,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
MAYBE = st.none() | TEXT
LANGUAGE = st.none() | st.sampled_from(get_args(Language))
LENGTH = 40
SPANS = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda s: s[0] < s[1])
SPAN = SPANS.map(lambda s: Span(*s))


@st.composite
def claims(draw: st.DrawFn, claim_id: str, *, mentions: list[str], times: list[str], others: list[str]) -> Claim:
    filler = st.one_of(SPAN, st.sampled_from(mentions)) if mentions else SPAN
    source = st.none() | st.sampled_from(mentions) if mentions else st.none()
    time = ClaimTime(
        draw(MAYBE),
        draw(st.none() | st.sampled_from(times)) if times else None,
        draw(st.none() | st.sampled_from(get_args(Relation))),
        draw(st.none() | st.sampled_from(others)),
    )
    return Claim(
        *draw(SPANS),
        id=claim_id,
        trigger=draw(SPAN),
        predicate=draw(st.sampled_from(sorted(PREDICATES))),
        origin=draw(st.builds(Origin, TEXT, TEXT, TEXT)),
        args=draw(
            st.dictionaries(st.sampled_from(get_args(Role)), st.lists(filler, max_size=3).map(tuple), max_size=4)
        ),
        polarity=draw(st.sampled_from(get_args(Polarity))),
        modality=draw(st.sampled_from(get_args(Modality))),
        time=time,
        attribution=tuple(draw(st.lists(st.builds(Attribution, source, SPAN), max_size=2))),
        score=draw(st.floats(0.001, 1)),
        evidence=tuple(
            Evidence(*draw(SPANS), what=draw(TEXT), rule=draw(TEXT)) for _ in range(draw(st.integers(0, 2)))
        ),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading that refers to nothing it lacks; its spans are inside the text, and need not make sense."""
    numbers = st.integers(0, 3)
    names = st.dictionaries(st.sampled_from(get_args(Language)), st.lists(TEXT, max_size=2).map(tuple))
    actors = [
        Actor(
            f"a{i}",
            draw(st.sampled_from(get_args(MentionType))),
            draw(TEXT),
            draw(names),
            draw(st.dictionaries(TEXT, TEXT)),
        )
        for i in range(draw(numbers))
    ]
    mentions = [
        Mention(
            *draw(SPANS),
            id=f"m{i}",
            type=draw(st.sampled_from(get_args(MentionType))),
            form=draw(st.sampled_from(get_args(MentionForm))),
            actor=draw(st.none() | st.sampled_from(["a0", "a1", "a9"])),
            rule=draw(TEXT),
            resolved=draw(MAYBE),
            lexicon=draw(MAYBE),
        )
        for i in range(draw(numbers))
    ]
    times = [
        Timex(*draw(SPANS), f"t{i}", draw(TEXT), draw(st.sampled_from(get_args(Calendar))), draw(MAYBE), draw(MAYBE))
        for i in range(draw(numbers))
    ]
    claim_ids = [f"c{i}" for i in range(draw(numbers))]
    made = tuple(
        draw(claims(c, mentions=[m.id for m in mentions], times=[t.id for t in times], others=claim_ids))
        for c in claim_ids
    )
    conflicts = tuple(
        Conflict(
            f"x{i}",
            (c, claim_ids[0]),
            draw(st.sampled_from(get_args(ConflictKind))),
            *draw(st.tuples(TEXT, TEXT, TEXT)),
        )
        for i, c in enumerate(claim_ids)
    )
    document = Document(
        draw(TEXT),
        draw(st.text(st.characters(codec="utf-8"), min_size=LENGTH, max_size=60)),
        draw(TEXT),
        tuple(
            Block(*draw(SPANS), kind=draw(st.sampled_from(get_args(BlockKind))), language=draw(LANGUAGE))
            for _ in range(draw(numbers))
        ),
        draw(LANGUAGE),
        *draw(st.tuples(MAYBE, MAYBE, MAYBE, MAYBE, MAYBE)),
        media_type=draw(TEXT),
    )
    return Reading(document, tuple(mentions), tuple(times), tuple(actors), made, conflicts)


@settings(deadline=None, max_examples=50)  # a disk takes its time
@given(reading=readings(), data=st.binary(max_size=50))
def test_a_reading_comes_back_equal(reading: Reading, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_case(tmp_path_factory.getbasetemp() / "records.case", create=True) as case:
        number = len(case.documents())
        document = replace(reading.document, id=f"{number} {reading.document.id}", sha256=f"{number}")
        numbered = replace(reading, document=document)
        assert case.add(numbered, data)
        assert case.reading(document.id) == numbered
        assert case.data(document.id) == data
        case.replace(reading=replace(numbered, claims=(), conflicts=()), data=b"")
        case.replace(reading=numbered, data=data)
        assert case.reading(document.id) == numbered
