"""What people decided: kept beside the readings and never changed by one; a withdrawn judgement stays on record."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from dalil.case import schema
from dalil.case.records import to_row
from dalil.errors import CaseError
from dalil.model import Judgement, Verdict

ACTORS = {"claim": 0, "actors": 2, "id": 1}  # how many parts of a subject, from the first, are actors
_PARTS = {"claim": 1, "actors": 2, "id": 3}


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of taking in judgements: those `added`, those `withdrawn` since, and the number that was `known`."""

    added: tuple[Judgement, ...]
    withdrawn: tuple[Judgement, ...]
    known: int


def add_judgement(
    connection: Connection,
    kind: str,
    subject: Sequence[str],
    verdict: str,
    *,
    by: str,
    why: str,
    members: Sequence[Sequence[str]] = (),
) -> Judgement:
    """Writes down a judgement of this moment; raises CaseError where kind, verdict or subjects are none."""
    form = {"kind": kind, "subject": subject, "verdict": verdict, "by": by, "at": _tell_time(), "why": why}
    judgement = make_judgement({**form, "members": members})
    _insert(connection, judgement)
    return judgement


def make_judgement(form: Mapping[str, Any]) -> Judgement:
    """The judgement of these fields, with the id that they give; raises CaseError where they make none."""
    try:
        judgement = msgspec.convert({**form, "id": ""}, Judgement)
    except msgspec.ValidationError as error:
        raise CaseError(f"not a judgement: {error}") from error
    subject = judgement.subject
    twice = judgement.kind == "actors" and len(set(subject)) == 1
    if len(subject) != _PARTS[judgement.kind] or twice or not all(subject):
        raise CaseError("a judgement is about one claim, or about two actors, or about an actor's id in a scheme")
    if len(judgement.members) not in (0, ACTORS[judgement.kind]):
        raise CaseError("a judgement's members are those of its actors")
    key = "\0".join([judgement.kind, *subject, judgement.verdict, judgement.by, judgement.at])
    return replace(judgement, id="j" + hashlib.sha256(key.encode()).hexdigest()[:12])


def merge_judgements(connection: Connection, judgements: Iterable[Judgement]) -> Merged:
    """Takes in judgements of another case, each once; what was withdrawn in either case is withdrawn here."""
    known = {judgement.id: judgement for judgement in load_judgements(connection)}
    added: list[Judgement] = []
    withdrawn: list[Judgement] = []
    count = 0
    for judgement in judgements:
        there = known.get(judgement.id)
        if there is None:
            _insert(connection, judgement)
            added.append(judgement)
        elif judgement.withdrawn_at is not None and there.withdrawn_at is None:
            _set_withdrawn(connection, judgement.id, judgement.withdrawn_at)
            withdrawn.append(judgement)
        else:
            count += 1
            continue
        known[judgement.id] = judgement
    return Merged(tuple(added), tuple(withdrawn), count)


def withdraw_judgement(connection: Connection, judgement_id: str) -> Judgement:
    """Marks a judgement as withdrawn, once; raises CaseError where there is none with this id."""
    judgement = next((j for j in load_judgements(connection) if j.id == judgement_id), None)
    if judgement is None:
        raise CaseError(f"{judgement_id}: there is no such judgement")
    if judgement.withdrawn_at is None:
        _set_withdrawn(connection, judgement_id, _tell_time())
    return judgement


def load_judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, withdrawn ones too, in the order in which they were made."""
    subjects: dict[int, list[str]] = defaultdict(list)
    members: dict[int, list[list[str]]] = defaultdict(list)
    pieces, table = schema.judgement_subjects, schema.judgements
    for row in connection.execute(select(pieces).order_by(pieces.c.judgement, pieces.c.position)):
        subjects[row.judgement].append(row.subject)
        if row.members is not None:
            members[row.judgement].append(msgspec.json.decode(row.members))
    rows = connection.execute(select(table).order_by(table.c.at, table.c.number)).mappings()
    return tuple(
        msgspec.convert({**to_row(row), "subject": subjects[number], "members": members[number]}, Judgement)
        for row in rows
        for number in [row["number"]]
    )


def load_verdicts(connection: Connection) -> dict[str, Verdict]:
    """What holds for each claim that was judged: the last judgement that was not withdrawn."""
    return {j.subject[0]: j.verdict for j in load_judgements(connection) if j.kind == "claim" and not j.withdrawn_at}


def _insert(connection: Connection, judgement: Judgement) -> None:
    row = msgspec.to_builtins(judgement)
    subjects, members = row.pop("subject"), row.pop("members")
    number = connection.execute(insert(schema.judgements).values(row)).inserted_primary_key
    assert number is not None
    kept = [msgspec.json.encode(one).decode() for one in members] + [None] * (len(subjects) - len(members))
    rows = [
        {"judgement": number[0], "position": i, "subject": subject, "members": some}
        for i, (subject, some) in enumerate(zip(subjects, kept, strict=True))
    ]
    connection.execute(insert(schema.judgement_subjects), rows)


def _set_withdrawn(connection: Connection, judgement_id: str, at: str) -> None:
    table = schema.judgements
    connection.execute(update(table).where(table.c.id == judgement_id).values(withdrawn_at=at))


def _tell_time() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
