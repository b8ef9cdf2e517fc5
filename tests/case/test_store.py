"""A case gives back what it was given, whole documents only, and what people decided outlives every reading."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dalil.case import Case, DocumentRefusedError, open_case
from dalil.errors import CaseError
from dalil.form import decode_reading
from dalil.model import Origin, Reading, Span, Unread

from .readings import make_data, make_readings, make_short

SHARED = Path(__file__).parents[2].parent / "shared" / "claims"


def count_rows(path: Path) -> dict[str, int]:
    """The number of rows by table, without those that say how the case was opened."""
    connection = sqlite3.connect(path)
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    counts = {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}
    connection.close()
    return {n: count for n, count in counts.items() if not n.startswith(("sqlite_", "passage_words_"))}


def test_a_reading_comes_back_as_it_was_added(filled: Case) -> None:
    for reading in make_readings():
        assert filled.reading(reading.document.id) == reading
        assert filled.data(reading.document.id) == make_data(reading)
        assert filled.holds(reading.document.sha256)


def test_when_something_was_said_comes_back(case: Case) -> None:
    reading = make_readings()[0]
    claim = next(claim for claim in reading.claims if claim.attribution)
    told = replace(claim, attribution=(replace(claim.attribution[0], time=reading.times[0].id),))
    reading = replace(reading, claims=tuple(told if c.id == claim.id else c for c in reading.claims))
    case.add(reading, make_data(reading))
    assert case.reading(reading.document.id) == reading


def test_the_same_document_twice_changes_nothing(filled: Case) -> None:
    before = count_rows(filled.path)
    for reading in make_readings():
        assert not filled.add(reading, make_data(reading))
    assert count_rows(filled.path) == before


def test_other_content_under_a_known_id_is_refused(filled: Case) -> None:
    before = count_rows(filled.path)
    other = make_short(1)
    clash = replace(other, document=replace(other.document, id="one"))
    with pytest.raises(DocumentRefusedError, match=r"^one: the case holds another document with this id$"):
        filled.add(clash, make_data(clash))
    assert count_rows(filled.path) == before


def test_documents_without_a_hash_are_told_apart_by_their_bytes(case: Case) -> None:
    reading = make_short(1)
    unhashed = replace(reading, document=replace(reading.document, sha256=""))
    assert case.add(unhashed, b"bytes")
    assert not case.add(unhashed, b"bytes")
    assert not case.holds("")
    with pytest.raises(DocumentRefusedError, match="another document"):
        case.add(unhashed, b"other bytes")


def test_a_reading_that_refers_to_what_it_lacks_leaves_nothing_behind(case: Case) -> None:
    before = count_rows(case.path)
    reading = make_short(1)
    lost = replace(reading.claims[0], args={"agent": ("m1", "m9")})
    with pytest.raises(DocumentRefusedError, match="refers to what is not there"):
        case.add(replace(reading, claims=(lost,)), b"")
    assert count_rows(case.path) == before
    assert case.add(reading, b"")


def test_half_a_character_is_refused(case: Case) -> None:
    reading = make_short(1)
    with pytest.raises(DocumentRefusedError, match="halves of characters"):
        case.add(replace(reading, document=replace(reading.document, text="\ud800" * 40)), b"")
    assert case.documents() == ()


def test_half_a_character_is_found_nowhere(filled: Case) -> None:
    assert filled.search("\ud800") == ()
    assert filled.claims(publisher="\ud800") == ()
    for ask in (filled.claim, filled.reading, filled.data, filled.withdraw):
        with pytest.raises(CaseError):
            ask("\ud800")
    with pytest.raises(CaseError, match="halves of characters"):
        filled.judge("claim", [make_readings()[0].claims[0].id], "positive", by="\udcff")


def test_null_characters_and_roles_without_fillers_come_back(case: Case) -> None:
    reading = make_short(1)
    text = reading.document.text.replace(" the ", "\0the\0")
    claim = replace(reading.claims[0], args={"content": (), "agent": ("m1", Span(0, 3)), "place": (Span(2, 4), "m1")})
    changed = replace(reading, document=replace(reading.document, text=text), claims=(claim,))
    case.add(changed, b"")
    assert case.reading("short-0001") == changed
    assert list(case.reading("short-0001").claims[0].args) == ["content", "agent", "place"]
    (hit,) = case.search("mayor")
    assert hit.text == text


def test_documents_come_by_day_of_publication(filled: Case) -> None:
    entries = filled.documents()
    assert [e.id for e in entries] == ["one", "two", "three"]
    assert [e.claims for e in entries] == [3, 2, 1]
    assert entries[0].characters == len(make_readings()[0].document.text)
    assert (entries[0].publisher, entries[0].published, entries[0].path) == (
        "Al-Sahel",
        "2021-03-02",
        "articles/one.txt",
    )


def test_claims_are_told_with_who_says_so(filled: Case) -> None:
    claims = filled.claims(document="one")
    assert [c.claim.predicate for c in claims] == ["transfer", "aid", "oppose"]
    told, reading = claims[0], make_readings()[0]
    assert told.claim == reading.claims[0]
    assert (told.publisher, told.published, told.earliest) == ("Al-Sahel", "2021-03-02", "2021-03-01")
    source = told.tellers[0].party
    assert source is not None
    speaker = next(a for a in filled.actors() if ("one", "a1") in a.members)
    assert (source.actor, source.name) == (speaker.id, speaker.name)
    assert told.sentence.of(reading.document.text).startswith(told.tellers[0].cue)


def test_claims_are_filtered(filled: Case) -> None:
    assert len(filled.claims()) == 6
    assert {c.document_id for c in filled.claims(predicate="transfer")} == {"one", "two"}
    assert [c.document_id for c in filled.claims(publisher="LANGAR")] == ["three"]
    assert [c.document_id for c in filled.claims(predicate="oppose", publisher="Al-Ufuq")] == ["two"]
    assert len(filled.claims(limit=2)) == 2
    assert filled.claims(document="nine") == filled.claims(actor="nobody") == ()


def test_claims_of_an_actor_are_those_it_has_a_part_in_or_says(filled: Case) -> None:
    reading = make_readings()[0]
    critic = reading.actors[2].name
    joined = next(a for a in filled.actors() if a.name == critic)
    assert set(joined.members) == {("one", "a3"), ("two", "a3")}
    claims = filled.claims(actor=joined.id)
    assert [(c.document_id, c.claim.predicate) for c in claims] == [
        ("one", "aid"),
        ("one", "oppose"),
        ("two", "oppose"),
    ]
    assert filled.claims(actor=critic) == claims


def test_a_claim_is_found_by_a_beginning_of_its_id(filled: Case) -> None:
    for reading in make_readings():
        for claim in reading.claims:
            told, found = filled.claim(claim.id[:9])
            assert told.claim == claim
            assert found == reading
    with pytest.raises(CaseError, match=r"^c: 6 claims begin so$"):
        filled.claim("c")
    with pytest.raises(CaseError, match=r"^zzz: the case has no such claim$"):
        filled.claim("zzz")
    with pytest.raises(CaseError):
        filled.claim("%")


def test_a_whole_id_that_others_begin_with_is_its_own_claim(case: Case) -> None:
    for number in (1, 11):
        reading = make_short(number)
        claim = replace(reading.claims[0], id=f"c{number}")
        case.add(replace(reading, claims=(claim,)), b"")
    assert case.claim("c1")[0].document_id == "short-0001"


def test_conflicts_come_with_both_claims(filled: Case) -> None:
    (told,) = filled.conflicts()
    assert told.conflict == make_readings()[0].conflicts[0]
    assert (told.first.claim.id, told.second.claim.id) == told.conflict.claims
    assert told.second.claim.polarity == "negative"


def test_actors_follow_the_documents(filled: Case) -> None:
    first = filled.actors()[0]
    assert first.mentions == 3
    assert first.documents == 2
    assert [a.mentions for a in filled.actors()] == sorted((a.mentions for a in filled.actors()), reverse=True)
    filled.add(make_short(7), b"")
    assert "Actor 7" in {a.name for a in filled.actors()}


def test_a_claim_may_be_dated_by_a_later_one(case: Case) -> None:
    reading = make_short(1)
    later = replace(reading.claims[0], id="c9")
    claim = replace(reading.claims[0], time=replace(reading.claims[0].time, relation="before", of="c9"))
    case.add(replace(reading, claims=(claim, later)), b"")
    assert case.reading("short-0001").claims == (claim, later)


def test_unread_is_listed_once_and_goes_when_it_is_read(filled: Case) -> None:
    path = make_readings()[0].document.path or ""
    rows = [Unread("b.pdf", "PDF is not read yet"), Unread("a.jsonl", "no text", 3), Unread(path, "empty")]
    for row in [*rows, *rows]:
        filled.add_unread(row)
    assert filled.unread() == (rows[1], rows[2], rows[0])
    filled.replace(make_readings()[0], b"")
    assert filled.unread() == (rows[1], rows[0])
    filled.settle_unread("a.jsonl", [Unread("a.jsonl", "not JSON", 4)] * 2)
    assert filled.unread() == (Unread("a.jsonl", "not JSON", 4), rows[0])


def test_a_path_that_is_no_text_is_listed_in_escapes(case: Case) -> None:
    case.add_unread(Unread("\udcff.txt", "empty"))
    case.add_unread(Unread("\udcff.txt", "empty"))
    assert case.unread() == (Unread("\\udcff.txt", "empty"),)
    case.settle_unread("\udcff.txt", [])
    assert case.unread() == ()


def test_judgements_outlive_a_reading_by_another_version(filled: Case) -> None:
    reading = make_readings()[0]
    judged = reading.claims[0].id
    judgement = filled.judge("claim", [judged[:8]], "negative", by="Noor", why="The contract says otherwise.")
    assert judgement.subject == (judged,)
    origin = Origin("rules", "2", "trigger.noun")
    kept = replace(reading.claims[0], origin=origin, score=0.9)
    filled.replace(Reading(reading.document, reading.mentions, reading.times, reading.actors, (kept,)), b"new bytes")
    assert filled.judgements() == (judgement,)
    (told,) = filled.claims(document="one")
    assert (told.verdict, told.claim.origin) == ("negative", origin)
    assert filled.conflicts() == ()
    assert filled.data("one") == b"new bytes"
    assert [e.id for e in filled.documents()] == ["one", "two", "three"]


def test_a_judgement_outlives_its_claim(filled: Case) -> None:
    reading = make_readings()[0]
    judgement = filled.judge("claim", [reading.claims[1].id], "unsure", by="Noor")
    filled.replace(Reading(reading.document), b"")
    assert filled.judgements() == (judgement,)
    filled.replace(reading, b"")
    assert filled.claim(reading.claims[1].id)[0].verdict == "unsure"


def test_what_is_replaced_must_be_there(case: Case) -> None:
    with pytest.raises(CaseError, match=r"^short-0001: the case has no such document$"):
        case.replace(make_short(1), b"")


def test_a_replaced_reading_is_searched_anew(filled: Case) -> None:
    reading = make_short(1)
    filled.add(reading, b"")
    text = "Somebody left the town hall."
    empty = Reading(replace(reading.document, text=text, blocks=(replace(reading.document.blocks[0], end=len(text)),)))
    filled.replace(empty, b"")
    assert filled.search("mayor") == ()
    assert [hit.text for hit in filled.search("town hall")] == [text]


def test_a_case_read_by_another_process_in_between(filled: Case) -> None:
    with open_case(filled.path) as other:
        other.add(make_short(1), b"")
        assert filled.holds(make_short(1).document.sha256)
        assert len(filled.claims()) == 7


def test_what_a_page_asks_for_is_found_by_an_index(filled: Case) -> None:
    actor = filled.actors()[0].id
    asked: list[tuple[str, Any]] = []

    def note(connection: object, cursor: object, statement: str, parameters: Any, *rest: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(filled._engine, "before_cursor_execute", note)
    filled.claims(predicate="transfer", document="one")
    filled.claims(actor=actor)
    filled.claims(publisher="Langar")
    filled.claim(make_readings()[0].claims[0].id)
    filled.reading("one")
    filled.holds(make_readings()[0].document.sha256)
    filled.search("bridge")
    connection = sqlite3.connect(filled.path)
    plans = {row[3] for query in asked for row in connection.execute("EXPLAIN QUERY PLAN " + query[0], query[1])}
    connection.close()
    scanned = {plan.split()[1] for plan in plans if plan.startswith("SCAN") and "VIRTUAL TABLE" not in plan}
    # Publishers are few and come from their own index; judgements are as many as people make.
    assert {name for name in scanned if not name.startswith("anon")} <= {
        "documents",
        "judgements",
        "judgement_subjects",
    }
    assert "SCAN documents" not in plans


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared annotations here")
def test_gold_annotations_come_back_equal(case: Case) -> None:
    files = sorted(SHARED.glob("dev*/*.gold.json"))
    readings = [decode_reading(file.read_bytes()) for file in files]
    for reading in readings:
        assert case.add(reading, b"")
    for reading in readings:
        assert case.reading(reading.document.id) == reading
    assert len(case.claims()) == sum(len(r.claims) for r in readings)
