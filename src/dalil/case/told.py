"""Questions to a case that are answered with claims: which ones, then each told with all that no view may leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Column, Connection, Select, Subquery, Table, select, union

from dalil.case import members, records, schema
from dalil.case.entries import ToldConflict
from dalil.case.judgements import load_verdicts
from dalil.claims.told import tell_claims
from dalil.language.fold import fold
from dalil.language.sentences import split_sentences
from dalil.model import Reading, ToldClaim

_BATCH = 100  # documents decoded together: few statements, little memory
Key = tuple[int, str]  # a document's number and a claim's id

# Documents are told in the order in which they were published; those without a day last.
DOCUMENT_ORDER = (
    schema.documents.c.published.is_(None),
    schema.documents.c.published,
    schema.documents.c.path.is_(None),
    schema.documents.c.path,
    schema.documents.c.number,
)


def find_claims(
    connection: Connection,
    *,
    document: str | None,
    predicate: str | None,
    actor: str | None,
    publisher: str | None,
    limit: int | None,
) -> list[Key]:
    """The claims that fit all that is given, in the order of documents and of their text.

    `actor` is a case actor's id or one of its names, `publisher` a name; names are compared folded.
    """
    claims, documents = schema.claims, schema.documents
    query = select(claims.c.document, claims.c.id).join(documents, documents.c.number == claims.c.document)
    if document is not None:
        query = query.where(documents.c.id == document)
    if predicate is not None:
        query = query.where(claims.c.predicate == predicate)
    if publisher is not None:
        query = query.where(documents.c.publisher.in_(_find_publishers(connection, publisher)))
    if actor is not None:
        involving = _find_involving(_find_actors(connection, actor))
        query = query.join(involving, (involving.c.document == claims.c.document) & (involving.c.claim == claims.c.id))
    query = query.order_by(*DOCUMENT_ORDER, claims.c.position).limit(limit)
    return [(number, claim) for number, claim in connection.execute(query)]


def find_claims_by_id(connection: Connection, claim_id: str) -> list[Key]:
    """The claims with this id, or else those whose id begins so."""
    claims = schema.claims
    query = select(claims.c.document, claims.c.id).order_by(claims.c.document, claims.c.position)
    exact = connection.execute(query.where(claims.c.id == claim_id)).all()
    begun = query.where(claims.c.id >= claim_id, claims.c.id < claim_id + "\U0010ffff")
    return [(n, c) for n, c in exact or connection.execute(begun)]


def tell(connection: Connection, keys: Iterable[Key]) -> Iterator[tuple[ToldClaim, Reading]]:
    """The claims of `keys`, told, each with its reading: document by document, in the order of `keys`."""
    verdicts = load_verdicts(connection)
    by_document: dict[int, list[str]] = defaultdict(list)
    for number, claim_id in keys:
        by_document[number].append(claim_id)
    for numbers in _batches(by_document):
        readings = records.load_readings(connection, numbers)
        names = members.load_names(connection, numbers)
        for number in numbers:
            reading, ids = readings[number], set(by_document[number])
            some = replace(reading, claims=tuple(c for c in reading.claims if c.id in ids))
            sentences = split_sentences(reading.document)
            told = tell_claims(some, sentences, actors=names.get(number), verdicts=verdicts)
            by_id = {claim.claim.id: claim for claim in told}
            yield from ((by_id[claim_id], reading) for claim_id in by_document[number])


def tell_conflicts(connection: Connection) -> tuple[ToldConflict, ...]:
    """All conflicts, in the order of documents, then of their text."""
    conflicts, documents = schema.conflicts, schema.documents
    query = (
        select(conflicts)
        .join(documents, documents.c.number == conflicts.c.document)
        .order_by(*DOCUMENT_ORDER, conflicts.c.position)
    )
    rows = [records.to_row(row) for row in connection.execute(query).mappings()]
    keys = dict.fromkeys((row["document"], row[side]) for row in rows for side in ("first", "second"))
    told = dict(zip(keys, (claim for claim, _ in tell(connection, keys)), strict=True))
    return tuple(
        ToldConflict(
            records.decode_conflict(row), told[row["document"], row["first"]], told[row["document"], row["second"]]
        )
        for row in rows
    )


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _find_publishers(connection: Connection, name: str) -> list[str]:
    publishers = connection.execute(select(schema.documents.c.publisher).distinct()).scalars()
    return [p for p in publishers if p is not None and fold(p) == fold(name)]


def _find_actors(connection: Connection, asked: str) -> list[str]:
    exact = select(schema.case_actors.c.id).where(schema.case_actors.c.id == asked)
    if connection.execute(exact).first():
        return [asked]
    name = fold(asked)
    actors = members.load_actors(connection)
    return [a.id for a in actors if any(fold(n) == name for names in (*a.names.values(), (a.name,)) for n in names)]


def _find_involving(case_actors: Sequence[str]) -> Subquery:
    """The claims in which one of these actors fills a role, and those that one of them says."""
    arguments, attributions = schema.arguments, schema.attributions
    return union(
        _find_mentioning(arguments, arguments.c.mention, case_actors),
        _find_mentioning(attributions, attributions.c.source, case_actors),
    ).subquery()


def _find_mentioning(piece: Table, mention: Column[str], case_actors: Sequence[str]) -> Select[tuple[int, str]]:
    mentions, joined, cells = schema.mentions, schema.members, schema.cells
    return (
        select(piece.c.document, piece.c.claim)
        .join(mentions, (mentions.c.document == piece.c.document) & (mentions.c.id == mention))
        .join(joined, (joined.c.document == mentions.c.document) & (joined.c.actor == mentions.c.actor))
        .join(cells, cells.c.number == joined.c.cell)
        .where(cells.c.actor.in_(case_actors))
    )
