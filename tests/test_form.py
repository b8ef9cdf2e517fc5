"""The form on paper: what is read goes out and comes back unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from dalil.form import decode_reading, encode_reading
from dalil.model import Block, Claim, ClaimTime, Document, Mention, Origin, Reading, Span, Timex

GOLD = sorted(Path(__file__).parents[1].joinpath("evaluation", "gold").glob("*.gold.json"))


def make_reading() -> Reading:
    text = "Amal met Basim on 4 May 2019."
    document = Document("d", text, "0" * 64, (Block(0, len(text), "paragraph", "en"),), language="en")
    claim = Claim(
        0, 16, "c1", Span(5, 8), "meet", Origin("rules", "1", "en.verb.meet"),
        args={"agent": ("m1",), "counterpart": ("m2",), "content": (Span(18, 28),)}, time=ClaimTime("2019-05-04", "t1"),
    )  # fmt: skip
    mentions = (Mention(0, 4, "m1", "person", "name", "a1"), Mention(9, 14, "m2", "person", "name", "a2"))
    return Reading(document, mentions, (Timex(18, 28, "t1", "2019-05-04"),), (), (claim,))


def test_a_reading_comes_back_as_it_went_out() -> None:
    reading = make_reading()
    assert decode_reading(encode_reading(reading)) == reading


def test_blocks_stand_beside_the_document_and_spans_are_objects() -> None:
    form = json.loads(encode_reading(make_reading()))
    assert form["blocks"] == [{"start": 0, "end": 29, "kind": "paragraph", "language": "en"}]
    assert "blocks" not in form["document"]
    assert form["claims"][0]["args"] == {
        "agent": ["m1"], "counterpart": ["m2"], "content": [{"start": 18, "end": 28}],
    }  # fmt: skip


def test_a_wrong_form_is_refused() -> None:
    form = json.loads(encode_reading(make_reading()))
    form["claims"][0]["polarity"] = "perhaps"
    with pytest.raises(msgspec.ValidationError, match="perhaps"):
        decode_reading(json.dumps(form))


@pytest.mark.parametrize("file", GOLD, ids=lambda f: f.stem)
def test_gold_has_the_form(file: Path) -> None:
    reading = decode_reading(file.read_bytes())
    text = reading.document.text
    spans: list[Span] = [*reading.mentions, *reading.times, *reading.claims, *reading.document.blocks]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    mentions = {m.id for m in reading.mentions}
    for claim in reading.claims:
        assert claim.args
        assert {f for fillers in claim.args.values() for f in fillers if isinstance(f, str)} <= mentions
