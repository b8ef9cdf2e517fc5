"""What people decided: kept beside the readings and never changed by one; a withdrawn judgement stays on record."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from dalil.case import schema
from dalil.case.records import to_row
from dalil.errors import CaseError
from dalil.model import Judgement, Verdict


def add_judgement(
    connection: Connection, kind: str, subject: Sequence[str], verdict: str, *, by: str, why: str
) -> Judgement:
    """Writes down a judgement of this moment; raises CaseError where kind, verdict or subjects are none."""
    at = _tell_time()
    key = "\0".join([kind, *subject, verdict, by, at])
    form = {"kind": kind, "subject": tuple(subject), "verdict": verdict, "by": by, "at": at, "why": why}
    try:
        judgement = msgspec.convert({**form, "id": "j" + hashlib.sha256(key.encode()).hexdigest()[:12]}, Judgement)
    except msgspec.ValidationError as error:
        raise CaseError(f"not a judgement: {error}") from error
    if len(set(subject)) != {"claim": 1, "actors": 2}[kind] or len(subject) != len(set(subject)):
        raise CaseError("a judgement is about one claim, or about two actors")
    row = msgspec.to_builtins(judgement)
    subjects = row.pop("subject")
    number = connection.execute(insert(schema.judgements).values(row)).inserted_primary_key
    assert number is not None
    rows = [{"judgement": number[0], "position": i, "subject": s} for i, s in enumerate(subjects)]
    connection.execute(insert(schema.judgement_subjects), rows)
    return judgement


def withdraw_judgement(connection: Connection, judgement_id: str) -> Judgement:
    """Marks a judgement as withdrawn, once; raises CaseError where there is none with this id."""
    judgement = next((j for j in load_judgements(connection) if j.id == judgement_id), None)
    if judgement is None:
        raise CaseError(f"{judgement_id}: there is no such judgement")
    if judgement.withdrawn_at is None:
        table = schema.judgements
        connection.execute(update(table).where(table.c.id == judgement_id).values(withdrawn_at=_tell_time()))
    return judgement


def load_judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, withdrawn ones too, in the order in which they were made."""
    subjects: dict[int, list[str]] = defaultdict(list)
    pieces = schema.judgement_subjects
    for row in connection.execute(select(pieces).order_by(pieces.c.judgement, pieces.c.position)):
        subjects[row.judgement].append(row.subject)
    rows = connection.execute(select(schema.judgements).order_by(schema.judgements.c.number)).mappings()
    return tuple(msgspec.convert({**to_row(row), "subject": subjects[row["number"]]}, Judgement) for row in rows)


def load_verdicts(connection: Connection) -> dict[str, Verdict]:
    """What holds for each claim that was judged: the last judgement that was not withdrawn."""
    return {j.subject[0]: j.verdict for j in load_judgements(connection) if j.kind == "claim" and not j.withdrawn_at}


def _tell_time() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
