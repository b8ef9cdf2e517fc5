"""The only codec between a reading and its rows: what goes in comes out equal, and rows that do not fit are refused."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, RowMapping, Table, insert, select

from dalil.case import schema
from dalil.errors import CaseError
from dalil.model import Actor, CaseActor, Conflict, Reading, Unread

Row = dict[str, Any]
_T = TypeVar("_T")


def encode_document(reading: Reading) -> Row:
    """The row of `documents`, without its number."""
    row: Row = msgspec.to_builtins(reading.document)
    del row["blocks"]
    return {**row, "characters": len(reading.document.text)}


def encode_parts(reading: Reading, data: bytes, *, number: int) -> dict[Table, list[Row]]:
    """The rows of all else, by table, in an order that foreign keys allow; `number` is the document's."""
    claims = [msgspec.to_builtins(claim) for claim in reading.claims]
    rows = {
        schema.document_bytes: [{"size": len(data), "data": zlib.compress(data)}],
        schema.blocks: _placed(reading.document.blocks),
        schema.actors: [_encode_names(row) for row in _placed(reading.actors)],
        schema.mentions: _placed(reading.mentions),
        schema.times: _placed(reading.times),
        schema.claims: [{**_encode_claim(claim), "position": i} for i, claim in enumerate(claims)],
        schema.arguments: _pieces(claims, _encode_arguments),
        schema.attributions: _pieces(claims, _encode_attributions),
        schema.evidence: _pieces(claims, lambda claim: claim["evidence"]),
        schema.conflicts: [_encode_conflict(row) for row in _placed(reading.conflicts)],
    }
    return {table: [{**row, "document": number} for row in some] for table, some in rows.items()}


def insert_parts(connection: Connection, parts: Mapping[Table, Sequence[Row]]) -> None:
    for table, rows in parts.items():
        if rows:
            connection.execute(insert(table), rows)


def load_readings(connection: Connection, numbers: Iterable[int]) -> dict[int, Reading]:
    """The readings of the documents with these numbers; a few statements for all of them together."""
    wanted = sorted(set(numbers))
    parts = {table: _rows_by_document(connection, table, wanted) for table in schema.READING_PARTS}
    rows = connection.execute(select(schema.documents).where(schema.documents.c.number.in_(wanted))).mappings()
    return {
        row["number"]: _decode_reading(to_row(row), {table: found[row["number"]] for table, found in parts.items()})
        for row in rows
    }


def load_data(connection: Connection, number: int) -> bytes:
    """The bytes the document was read from."""
    row = connection.execute(
        select(schema.document_bytes.c.data).where(schema.document_bytes.c.document == number)
    ).scalar_one()
    return zlib.decompress(row)


def decode_actor(row: Mapping[str, Any]) -> Actor:
    return _convert(_decode_names(row), Actor)


def encode_case_actor(actor: CaseActor) -> Row:
    row: Row = msgspec.to_builtins(actor)
    del row["members"]
    return {**_encode_names(row), "why": _to_json(row["why"])}


def decode_case_actor(row: Mapping[str, Any], members: Sequence[tuple[str, str]]) -> CaseActor:
    return _convert({**_decode_names(row), "why": _from_json(row["why"]), "members": members}, CaseActor)


def decode_conflict(row: Mapping[str, Any]) -> Conflict:
    return _convert({**row, "claims": (row["first"], row["second"])}, Conflict)


def encode_unread(unread: Unread) -> Row:
    """File names may hold bytes that are no characters: those are shown as escapes."""
    return {"path": printable(unread.path), "item": unread.item or 0, "reason": printable(unread.reason)}


def decode_unread(row: Mapping[str, Any]) -> Unread:
    return Unread(row["path"], row["reason"], row["item"] or None)


def to_row(row: RowMapping) -> Row:
    """A row as the codec takes it: SQLAlchemy names some columns by a kind of string that msgspec does not take."""
    return {str(name): value for name, value in row.items()}


def printable(text: str) -> str:
    """`text` with lone surrogates, which no database takes, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _placed(items: Iterable[object]) -> list[Row]:
    return [{**msgspec.to_builtins(item), "position": i} for i, item in enumerate(items)]


def _pieces(claims: Iterable[Row], encode: Callable[[Row], Iterable[Row]]) -> list[Row]:
    return [{**row, "claim": claim["id"], "position": i} for claim in claims for i, row in enumerate(encode(claim))]


def _encode_names(row: Row) -> Row:
    return {**row, "names": _to_json(row["names"]), "ids": _to_json(row["ids"])}


def _decode_names(row: Mapping[str, Any]) -> Row:
    return {**row, "names": _from_json(row["names"]), "ids": _from_json(row["ids"])}


def _encode_claim(claim: Row) -> Row:
    trigger, origin, time = claim["trigger"], claim["origin"], claim["time"]
    return {
        **_only(claim, "id", "start", "end", "predicate", "polarity", "modality", "score"),
        **{"trigger_start": trigger["start"], "trigger_end": trigger["end"]},
        **{"edtf": time["edtf"], "time": time["mention"], "relation": time["relation"], "of": time["of"]},
        **origin,
    }


def _encode_arguments(claim: Row) -> Iterator[Row]:
    for role, fillers in claim["args"].items():
        for filler in fillers or [None]:
            span = filler if isinstance(filler, dict) else {"start": None, "end": None}
            yield {"role": role, "mention": filler if isinstance(filler, str) else None, **span}


def _encode_attributions(claim: Row) -> Iterator[Row]:
    for link in claim["attribution"]:
        cue = link["cue"]
        yield {"source": link["source"], "cue_start": cue["start"], "cue_end": cue["end"], "time": link["time"]}


def _encode_conflict(row: Row) -> Row:
    first, second = row.pop("claims")
    return {**row, "first": first, "second": second}


def _rows_by_document(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, list[Row]]:
    query = select(table).where(table.c.document.in_(numbers)).order_by(table.c.document, *_order(table))
    out: dict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        out[row["document"]].append(to_row(row))
    return out


def _order(table: Table) -> list[Column[Any]]:
    """The columns of the table's order inside a document: pieces of a claim come claim by claim."""
    return [table.c[name] for name in ("claim", "position") if name in table.c]


def _decode_reading(document: Row, parts: Mapping[Table, Sequence[Row]]) -> Reading:
    form = {
        "document": {**document, "blocks": parts[schema.blocks]},
        "mentions": parts[schema.mentions],
        "times": parts[schema.times],
        "actors": [_decode_names(row) for row in parts[schema.actors]],
        "claims": _decode_claims(parts),
        "conflicts": [{**row, "claims": (row["first"], row["second"])} for row in parts[schema.conflicts]],
    }
    return _convert(form, Reading)


def _decode_claims(parts: Mapping[Table, Sequence[Row]]) -> list[Row]:
    pieces: dict[Table, dict[str, list[Row]]] = {
        table: defaultdict(list) for table in (schema.arguments, schema.attributions, schema.evidence)
    }
    for table, by_claim in pieces.items():
        for row in parts[table]:
            by_claim[row["claim"]].append(row)
    return [
        {
            **_only(claim, "id", "start", "end", "predicate", "polarity", "modality", "score"),
            "trigger": {"start": claim["trigger_start"], "end": claim["trigger_end"]},
            "origin": _only(claim, "reader", "version", "rule"),
            "time": {**_only(claim, "edtf", "relation", "of"), "mention": claim["time"]},
            "args": _decode_arguments(pieces[schema.arguments][claim["id"]]),
            "attribution": [
                {**_only(row, "source", "time"), "cue": {"start": row["cue_start"], "end": row["cue_end"]}}
                for row in pieces[schema.attributions][claim["id"]]
            ],
            "evidence": pieces[schema.evidence][claim["id"]],
        }
        for claim in parts[schema.claims]
    ]


def _decode_arguments(rows: Iterable[Row]) -> dict[str, list[str | Row]]:
    args: dict[str, list[str | Row]] = {}
    for row in rows:
        fillers = args.setdefault(row["role"], [])
        if row["mention"] is not None:
            fillers.append(row["mention"])
        elif row["start"] is not None:
            fillers.append(_only(row, "start", "end"))
    return args


def _convert(form: Mapping[str, Any], kind: type[_T]) -> _T:
    try:
        return msgspec.convert(form, kind)
    except msgspec.ValidationError as error:
        raise CaseError(f"a row of the case does not fit: {error}") from error


def _only(row: Mapping[str, Any], *names: str) -> Row:
    return {name: row[name] for name in names}


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _from_json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise CaseError(f"a row of the case does not fit: {error}") from error
