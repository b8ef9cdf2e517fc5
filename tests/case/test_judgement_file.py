"""Judgements go from one case to another: each once, whole or not at all, in effect when the document comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dalil.case import Case, open_case
from dalil.case.judgement_file import decode_judgements
from dalil.errors import CaseError

from .readings import make_data, make_readings

CLAIM = make_readings()[0].claims[0].id


def judge_all(case: Case) -> None:
    """One judgement of each kind, and one that was withdrawn."""
    case.judge("claim", [CLAIM], "negative", by="Noor", why="A misreading.")
    case.judge("actors", [find(case, "one", "a1"), find(case, "one", "a2")], "positive", by="Noor")
    case.judge("id", ["one/a3", "wikidata", "Q1"], "positive", by="Samir")
    case.withdraw(case.judge("claim", [CLAIM], "positive", by="Samir").id)


def find(case: Case, document: str, actor: str) -> str:
    return next(a.id for a in case.actors() if (document, actor) in a.members)


def take_in(case: Case, text: str) -> tuple[int, int, int]:
    merged = case.import_judgements(decode_judgements(text.encode()))
    return len(merged.added), len(merged.withdrawn), merged.known


def test_judgements_come_back_equal_and_once(filled: Case, tmp_path: Path) -> None:
    judge_all(filled)
    text = filled.export_judgements()
    with open_case(tmp_path / "b.case", create=True) as other:
        assert take_in(other, text) == (4, 0, 0)
        assert take_in(other, text) == (0, 0, 4)
        assert other.judgements() == filled.judgements()
        assert other.export_judgements() != text  # it does not know what the actors are called
        assert decode_judgements(other.export_judgements().encode()) == filled.judgements()


def test_they_take_effect_when_the_document_comes(filled: Case, tmp_path: Path) -> None:
    judge_all(filled)
    with open_case(tmp_path / "b.case", create=True) as other:
        take_in(other, filled.export_judgements())
        assert other.actors() == ()
        for reading in make_readings():
            other.add(reading, make_data(reading))
        assert other.actors() == filled.actors()
        assert find(other, "one", "a1") == find(other, "one", "a2")
        assert next(a for a in other.actors() if ("one", "a3") in a.members).ids == {"wikidata": "Q1"}
        assert other.claim(CLAIM)[0].verdict == "negative"


def test_an_actor_that_has_another_id_here_is_known_by_its_members(filled: Case, tmp_path: Path) -> None:
    filled.judge("actors", ["one/a3", "two/a3"], "negative", by="Noor")
    ours = find(filled, "one", "a3"), find(filled, "two", "a3")
    filled.judge("actors", [ours[1], find(filled, "one", "a1")], "negative", by="Noor")
    filled.judge("id", [ours[1], "wikidata", "Q2"], "positive", by="Noor")
    filled.judge("id", [ours[0], "wikidata", "Q3"], "positive", by="Noor")
    text = filled.export_judgements()
    with open_case(tmp_path / "b.case", create=True) as other:
        for reading in make_readings():
            other.add(reading, make_data(reading))
        take_in(other, text)
        assert {a.ids.get("wikidata") for a in other.actors()} == {None, "Q2", "Q3"}
        assert other.actors() == filled.actors()


def test_the_last_to_be_made_holds_whenever_it_is_taken_in(filled: Case, tmp_path: Path) -> None:
    filled.judge("claim", [CLAIM], "negative", by="Noor")
    text = filled.export_judgements()
    with open_case(tmp_path / "b.case", create=True) as other:
        for reading in make_readings():
            other.add(reading, make_data(reading))
        other.judge("claim", [CLAIM], "positive", by="Samir")
        take_in(other, text)
        assert other.claim(CLAIM)[0].verdict == "positive"
        assert [j.by for j in other.judgements()] == ["Noor", "Samir"]


def test_what_was_withdrawn_elsewhere_is_withdrawn_here(filled: Case, tmp_path: Path) -> None:
    judgement = filled.judge("actors", ["one/a1", "one/a2"], "positive", by="Noor")
    with open_case(tmp_path / "b.case", create=True) as other:
        for reading in make_readings():
            other.add(reading, make_data(reading))
        take_in(other, filled.export_judgements())
        assert find(other, "one", "a1") == find(other, "one", "a2")
        filled.withdraw(judgement.id)
        assert take_in(other, filled.export_judgements()) == (0, 1, 0)
        assert find(other, "one", "a1") != find(other, "one", "a2")
        assert take_in(other, filled.export_judgements()) == (0, 0, 1)
        assert other.judgements() == filled.judgements()


def change(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.update({key: value})


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (change("verdict", "positive"), "it was changed"),
        (change("by", "Sara"), "it was changed"),
        (change("verdict", "true"), "Invalid enum value"),
        (change("at", "2026-01-01"), "not an instant"),
        (change("withdrawn_at", "yesterday"), "not an instant"),
        (change("subject", ["a", "b"]), "about one claim"),
        (change("members", [["one/a1"]]), "members are those of its actors"),
        (change("note", "x"), "unknown field"),
        (lambda row: row.pop("at"), "missing required field"),
    ],
)
def test_a_file_that_was_changed_is_refused(filled: Case, edit: Callable[[Any], None], reason: str) -> None:
    filled.judge("claim", [CLAIM], "negative", by="Noor")
    file = json.loads(filled.export_judgements())
    edit(file["judgements"][0])
    with pytest.raises(CaseError) as refused:
        decode_judgements(json.dumps(file).encode())
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a file of judgements"),
        (b"\xff", "not a file of judgements"),
        (b"[]", "does not say that its format"),
        (b'{"version": 1, "judgements": []}', "does not say that its format"),
        (b'{"format": "dalil judgements", "judgements": []}', "does not say that its format"),
        (b'{"format": "dalil judgements", "version": 2, "judgements": {}}', "newer version of dalil"),
        (b'{"format": "dalil judgements", "version": 1}', "missing required field"),
        (b"[" * 100_000, "not a file of judgements"),
    ],
)
def test_what_is_no_file_of_judgements_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        decode_judgements(data)
