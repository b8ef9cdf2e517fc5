"""When claims happened: by their own expressions, or by how they stand to another claim; a table row a case."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dalil.claims.dating import date_claims
from dalil.form import decode_reading, encode_reading
from dalil.language.sentences import split_sentences
from dalil.model import Attribution, Block, Claim, Document, Origin, Reading, Span
from dalil.reader.findings import Findings, FoundCue
from dalil.times import find_times

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
_MARK = re.compile(r"\[(.+?)\]|<(.+?)>|\{(.+?)\}")


def read_case(case: dict[str, Any]) -> tuple[Document, list[Findings], list[Claim]]:
    text = ""
    triggers: list[Span] = []
    cues: list[Span] = []
    last = 0
    for match in _MARK.finditer(case["text"]):
        text += case["text"][last : match.start()]
        word = match[1] or match[2] or match[3]
        span = Span(len(text), len(text) + len(word))
        triggers.extend([span] if match[1] or match[3] else [])
        cues.extend([span] if match[2] or match[3] else [])
        text += word
        last = match.end()
    text += case["text"][last:]
    document = Document(
        "d", text, "0" * 64, (Block(0, len(text), "paragraph", case["language"]),), published="2017-03-01"
    )
    sentences = split_sentences(document)
    findings = [
        Findings(s, cues=tuple(FoundCue(c.start, c.end, "test") for c in cues if s.covers(c))) for s in sentences
    ]
    claims = []
    for i, trigger in enumerate(triggers, 1):
        clause: Span = next(s for s in sentences if s.covers(trigger))
        if words := case.get("clauses", {}).get(f"c{i}"):
            first, final = words.split(" … ")
            start = text.rindex(first, clause.start, trigger.end)
            clause = Span(start, text.index(final, trigger.start) + len(final))
        claims.append(
            Claim(
                clause.start,
                clause.end,
                f"c{i}",
                trigger,
                case.get("predicates", {}).get(f"c{i}", "other"),
                Origin("test", "1", ""),
                score=case.get("scores", {}).get(f"c{i}", 1.0),
                attribution=tuple(Attribution(None, cues[n - 1]) for n in case.get("told", {}).get(f"c{i}", ())),
            )
        )
    return document, findings, claims


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_claims_have_their_times(case: dict[str, Any]) -> None:
    document, findings, claims = read_case(case)
    times = find_times(document, [found.sentence for found in findings])
    _, dated = date_claims(document, findings, claims, times)
    assert {c.id: c.time.edtf for c in dated if c.time.edtf} == case["dated"]
    assert {c.id: [c.time.relation, c.time.of] for c in dated if c.time.of} == case.get("related", {})


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_every_time_has_its_evidence(case: dict[str, Any]) -> None:
    document, findings, claims = read_case(case)
    times = find_times(document, [found.sentence for found in findings])
    kept, dated = date_claims(document, findings, claims, times)
    assert kept == times
    assert [c.id for c in dated] == [c.id for c in claims]
    ids = {t.id: t for t in kept}
    for claim in dated:
        evidence = [e for e in claim.evidence if e.what == "time"]
        assert bool(evidence) == bool(claim.time.edtf or claim.time.of)
        if claim.time.mention:
            timex = ids[claim.time.mention]
            assert timex.edtf == claim.time.edtf
            assert any((e.start, e.end) == (timex.start, timex.end) for e in evidence)


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_when_it_was_said_is_a_field_of_its_own(case: dict[str, Any]) -> None:
    document, findings, claims = read_case(case)
    times = find_times(document, [found.sentence for found in findings])
    kept, dated = date_claims(document, findings, claims, times)
    values = {t.id: t.edtf for t in kept}
    said = {c.id: [values[a.time] for a in c.attribution if a.time] for c in dated}
    assert {claim: edtf for claim, edtf in said.items() if edtf} == case.get("said", {})
    for claim in dated:
        assert sum(e.what == "said" for e in claim.evidence) == len(said[claim.id])


def test_the_time_of_a_saying_goes_out_and_comes_back_and_may_be_left_out() -> None:
    case = next(case for case in _TABLE if "said" in case)
    document, findings, claims = read_case(case)
    times, dated = date_claims(
        document, findings, claims, find_times(document, [found.sentence for found in findings])
    )  # fmt: skip
    reading = Reading(document, times=times, claims=dated)
    line = encode_reading(reading)
    assert decode_reading(line) == reading
    form = json.loads(line)
    for claim in form["claims"]:
        for link in claim["attribution"]:
            del link["time"]
    links = [link for claim in decode_reading(json.dumps(form)).claims for link in claim.attribution]
    assert links
    assert {link.time for link in links} == {None}


def test_without_claims_or_times_there_is_nothing_to_date() -> None:
    document = Document("d", "", "0" * 64)
    assert date_claims(document, [], [], []) == ((), ())
