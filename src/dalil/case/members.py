"""Which document actors were joined into which case actor: made anew when readings or judgements change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from sqlalchemy import Connection, delete, func, select

from dalil.case import records, schema
from dalil.case.judgements import load_judgements
from dalil.case.settings import read_setting, write_setting
from dalil.model import Actor, CaseActor, Judgement

_REVISION, _RESOLVED = "revision", "resolved"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """All that resolving starts from, and the `state` of the case it was taken in; `mentions` are counts."""

    state: str
    actors: tuple[tuple[str, Actor], ...]
    judgements: tuple[Judgement, ...]
    mentions: Mapping[tuple[str, str], int]


def note_change(connection: Connection) -> None:
    """Says that the case actors no longer fit what the case holds."""
    revision = int(read_setting(connection, _REVISION) or 0) + 1
    write_setting(connection, _REVISION, str(revision))


def load_unresolved(connection: Connection) -> Unresolved | None:
    """What is to be resolved, by document and position; None where the case actors still fit."""
    state = _name_state(connection)
    if read_setting(connection, _RESOLVED) == state:
        return None
    actors, documents = schema.actors, schema.documents
    query = (
        select(documents.c.id.label("document_id"), actors)
        .join(documents, documents.c.number == actors.c.document)
        .order_by(documents.c.id, actors.c.position)
    )
    rows = connection.execute(query).mappings()
    pairs = tuple((row["document_id"], records.decode_actor(records.to_row(row))) for row in rows)
    judged = tuple(j for j in load_judgements(connection) if j.kind == "actors" and j.withdrawn_at is None)
    return Unresolved(state, pairs, judged, _count_mentions(connection))


def store_resolved(connection: Connection, actors: Iterable[CaseActor], *, state: str) -> bool:
    """Replaces all case actors; False, and nothing done, where the case has changed since."""
    if _name_state(connection) != state:
        return False
    numbers = dict(connection.execute(select(schema.documents.c.id, schema.documents.c.number)).all())
    actor_rows: list[records.Row] = []
    member_rows: list[records.Row] = []
    for actor in actors:
        actor_rows.append(records.encode_case_actor(actor))
        member_rows += [
            {"document": numbers[document], "actor": local, "case_actor": actor.id, "position": i}
            for i, (document, local) in enumerate(actor.members)
        ]
    connection.execute(delete(schema.members))
    connection.execute(delete(schema.case_actors))
    records.insert_parts(connection, {schema.case_actors: actor_rows, schema.members: member_rows})
    write_setting(connection, _RESOLVED, state)
    return True


def load_actors(connection: Connection) -> tuple[CaseActor, ...]:
    """The case actors as they were last resolved: by number of mentions, then name."""
    members, documents, actors = schema.members, schema.documents, schema.case_actors
    query = (
        select(members.c.case_actor, documents.c.id, members.c.actor)
        .join(documents, documents.c.number == members.c.document)
        .order_by(members.c.case_actor, members.c.position)
    )
    by_actor: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for case_actor, document, local in connection.execute(query):
        by_actor[case_actor].append((document, local))
    order = select(actors).order_by(actors.c.mentions.desc(), actors.c.name, actors.c.id)
    rows = connection.execute(order).mappings()
    return tuple(records.decode_case_actor(records.to_row(row), by_actor[row["id"]]) for row in rows)


def find_unknown(connection: Connection, asked: Iterable[str]) -> list[str]:
    """Which of these are neither a case actor's id nor a document actor's, written DOCUMENT/ACTOR."""
    actors = load_actors(connection)
    known = {actor.id for actor in actors} | {"/".join(member) for actor in actors for member in actor.members}
    return [one for one in asked if one not in known]


def load_names(connection: Connection, numbers: Sequence[int]) -> Mapping[int, dict[str, tuple[str, str]]]:
    """For each document: its actors' ids, each with the id and the name of the case actor."""
    members, actors = schema.members, schema.case_actors
    query = (
        select(members.c.document, members.c.actor, actors.c.id, actors.c.name)
        .join(actors, actors.c.id == members.c.case_actor)
        .where(members.c.document.in_(numbers))
    )
    out: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, local, case_actor, name in connection.execute(query):
        out[number][local] = (case_actor, name)
    return out


def _name_state(connection: Connection) -> str:
    """The revision of the case and the version of the resolver: a newer dalil resolves an older case anew."""
    return f"{read_setting(connection, _REVISION) or 0} {version('dalil')}"


def _count_mentions(connection: Connection) -> dict[tuple[str, str], int]:
    mentions, documents = schema.mentions, schema.documents
    query = (
        select(documents.c.id, mentions.c.actor, func.count())
        .join(documents, documents.c.number == mentions.c.document)
        .where(mentions.c.actor.is_not(None))
        .group_by(mentions.c.document, mentions.c.actor)
    )
    return {(document, local): count for document, local, count in connection.execute(query)}
