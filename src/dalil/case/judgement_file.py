"""Judgements as a file that another case understands: the form of docs/judgements.md, checked whole before use.

A claim is named by its id, which its document and its words give; an actor by its id, which its name or its entry in
the lexicon gives, and by the document actors that it stood for. Each judgement's own id seals what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from dalil.case.judgements import ACTORS, make_judgement
from dalil.errors import CaseError
from dalil.model import CaseActor, Judgement, JudgementKind, Verdict

FORMAT = "dalil judgements"
VERSION = 1


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One judgement; `names` says what each actor was called in the case that it comes from."""

    id: str
    kind: JudgementKind
    subject: tuple[str, ...]
    verdict: Verdict
    by: str
    at: str
    why: str = ""
    withdrawn_at: str | None = None
    members: tuple[tuple[str, ...], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


class _File(msgspec.Struct, frozen=True):
    """The whole file."""

    format: Literal["dalil judgements"]
    version: int
    judgements: tuple[_Row, ...]


def encode_judgements(judgements: Iterable[Judgement], actors: Iterable[CaseActor]) -> str:
    """The file, a judgement a line; `actors` are those of the case, for names and members."""
    known: dict[str, CaseActor] = {}
    for actor in actors:
        known[actor.id] = actor
        known.update(dict.fromkeys(("/".join(member) for member in actor.members), actor))
    rows = [msgspec.json.encode(_describe(judgement, known)).decode() for judgement in judgements]
    head = f'{{"format":"{FORMAT}","version":{VERSION},"judgements":['
    return head + "".join(f"\n{row}{',' if i < len(rows) else ''}" for i, row in enumerate(rows, 1)) + "\n]}\n"


def decode_judgements(data: bytes) -> tuple[Judgement, ...]:
    """The judgements of a file; raises CaseError, in one line, for what is none, or says what its ids do not seal."""
    _check_version(data)
    try:
        rows = msgspec.json.decode(data, type=_File).judgements
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CaseError(f"not a file of judgements: {error}") from error
    return tuple(_to_judgement(row) for row in rows)


def _check_version(data: bytes) -> None:
    """A newer form is named as such, before anything in it is looked at."""
    try:
        head: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CaseError(f"not a file of judgements: {error}") from error
    version = head.get("version") if isinstance(head, dict) and head.get("format") == FORMAT else None
    if not isinstance(version, int):
        raise CaseError(f"not a file of judgements: it does not say that its format is {FORMAT!r}")
    if version != VERSION:
        raise CaseError(f"made by a newer version of dalil (form {version}, this version reads form {VERSION})")


def _to_judgement(row: _Row) -> Judgement:
    for instant in (row.at, row.withdrawn_at):
        if instant is not None and not _is_instant(instant):
            raise CaseError(f"{row.id}: {instant!r} is not an instant in UTC")
    form = {key: value for key, value in msgspec.structs.asdict(row).items() if key not in ("id", "names")}
    try:
        judgement = make_judgement(form)
    except CaseError as error:
        raise CaseError(f"{row.id}: {error}") from error
    if judgement.id != row.id:
        raise CaseError(f"{row.id}: this is not the id of what the judgement says; it was changed")
    return judgement


def _is_instant(text: str) -> bool:
    """Written as `Judgement.at` is, so that instants compare as texts."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").strftime("%Y-%m-%dT%H:%M:%S.%fZ") == text
    except ValueError:
        return False


def _describe(judgement: Judgement, known: Mapping[str, CaseActor]) -> _Row:
    asked = judgement.subject[: ACTORS[judgement.kind]]
    found = [known.get(one) for one in asked]
    members = judgement.members or tuple(_members(actor) for actor in found)
    names = tuple(_names(actor) for actor in found)
    form = msgspec.to_builtins(judgement)
    return msgspec.convert({**form, "members": members, "names": names}, _Row)


def _members(actor: CaseActor | None) -> tuple[str, ...]:
    return tuple("/".join(member) for member in actor.members) if actor else ()


def _names(actor: CaseActor | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *(name for row in actor.names.values() for name in row)))) if actor else ()
