"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group) over the actors of a case.

OpenRefine asks it to match the rows of a table. Matching itself is `dalil.actors.candidates`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args
from urllib.parse import parse_qs

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dalil import __version__
from dalil.actors.candidates import ActorIndex, Candidate, find_candidates, is_match, names_of
from dalil.model import CaseActor, MentionType
from dalil.views.web.guard import refuse
from dalil.views.wording import load_words

MOST_BYTES = 4 * 2**20
MOST_QUERIES = 1000
MOST_CANDIDATES = 100
_USUAL_CANDIDATES = 10
_MOST_CHARACTERS = 1000
_SUGGESTED = 20
_T = TypeVar("_T")
TYPES: tuple[MentionType, ...] = get_args(MentionType)
_COUNTS: Mapping[str, Callable[[CaseActor], int]] = {
    "mentions": lambda actor: actor.mentions,
    "documents": lambda actor: actor.documents,
}
PROPERTIES = {
    "names": "names",
    "name_ar": "Arabic names",
    "name_fa": "Persian names",
    "name_en": "English names",
    "type": "type",
    "wikidata": "Wikidata id",
    "country": "country",
    "lexicon": "entry in the lexicon",
    "mentions": "number of mentions",
    "documents": "number of documents",
}


class RequestError(Exception):
    """A request that cannot be answered: its status, and why in one line."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Property(msgspec.Struct):
    pid: str
    v: Any


class Query(msgspec.Struct):
    """One query of a batch: a name, its types, and what else is known of it."""

    query: str = ""
    type: str | list[str] | None = None
    limit: float | None = None
    properties: list[Property] = []
    type_strict: str | None = None


class _Asked(msgspec.Struct):
    id: str


class Extension(msgspec.Struct):
    """What is asked of actors that were matched."""

    ids: list[str]
    properties: list[_Asked]


async def reconcile(request: Request) -> Response:
    """The manifest, or the answers to `queries`, or to `extend`."""
    try:
        form = await _read_form(request)
        if "queries" in form:
            queries = _decode(form["queries"], dict[str, Query])
            _check_size(len(queries), "queries")
            return JSONResponse(await run_in_threadpool(_answer_all, request, queries))
        if "extend" in form:
            extension = _decode(form["extend"], Extension)
            _check_size(len(extension.ids), "ids")
            return JSONResponse(await run_in_threadpool(_extend, request, extension))
    except RequestError as error:
        return refuse(error.status, error.reason)
    if request.method == "POST":
        return refuse(400, "give queries or extend")
    return JSONResponse(build_manifest(f"http://{request.headers['host']}", request.app.state.title))


async def suggest_entities(request: Request) -> Response:
    """Actors with a name in which a word begins with `prefix`."""
    prefix = request.query_params.get("prefix", "")[:_MOST_CHARACTERS]
    found = await run_in_threadpool(request.app.state.held.find_beginning, prefix)
    rows = [
        {"id": a.id, "name": a.name, "description": describe(a), "notable": [_type(a)]}
        for a in found[_cursor(request) :][:_SUGGESTED]
    ]
    return JSONResponse({"result": rows})


async def suggest_properties(request: Request) -> Response:
    return JSONResponse({"result": _matching(request, PROPERTIES)})


async def suggest_types(request: Request) -> Response:
    return JSONResponse({"result": _matching(request, load_words()["type"])})


async def propose_properties(request: Request) -> Response:
    """All properties, of whatever type."""
    rows = [{"id": key, "name": name} for key, name in PROPERTIES.items()]
    return JSONResponse({"type": request.query_params.get("type", ""), "properties": rows, "limit": len(rows)})


def build_manifest(base: str, title: str) -> dict[str, Any]:
    """What the service offers, for a server at `base`."""
    suggest = {
        kind: {"service_url": base, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "property", "type")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": f"dalil: {title}",
        "identifierSpace": "urn:dalil:actors",
        "schemaSpace": "urn:dalil:types",
        "serviceVersion": __version__,
        "defaultTypes": [{"id": key, "name": load_words()["type"][key]} for key in TYPES],
        "view": {"url": f"{base}/actors/{{{{id}}}}"},
        "preview": {"url": f"{base}/reconcile/preview?id={{{{id}}}}", "width": 430, "height": 300},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def answer(index: ActorIndex, query: Query) -> list[dict[str, Any]]:
    """The candidates of one query, the best first."""
    types = [query.type] if isinstance(query.type, str) else query.type or []
    known = [TYPES[TYPES.index(t)] for t in types if t in TYPES]
    if types and not known:
        return []
    values = {p.pid: _values(p.v) for p in query.properties}
    found = find_candidates(index, query.query[:_MOST_CHARACTERS], types=known, limit=MOST_CANDIDATES)
    fitting = tuple(c for c in (*_by_ids(index, values, known), *found) if _fits(c.actor, values))
    ranked = sorted({c.actor.id: c for c in reversed(fitting)}.values(), key=lambda c: -c.score)
    limit = max(1, min(int(query.limit), MOST_CANDIDATES)) if query.limit else _USUAL_CANDIDATES
    matched = is_match(ranked)
    return [_candidate(c, match=matched and i == 0) for i, c in enumerate(ranked[:limit])]


def describe(actor: CaseActor) -> str:
    """Its other names, and how much is told of it."""
    names = [name for name in names_of(actor) if name != actor.name][:3]
    return "; ".join((*names, f"{actor.mentions} mentions in {actor.documents} documents"))


def _answer_all(request: Request, queries: Mapping[str, Query]) -> dict[str, Any]:
    index = request.app.state.held.index()
    return {key: {"result": answer(index, query)} for key, query in queries.items()}


def _by_ids(index: ActorIndex, values: Mapping[str, Sequence[str]], types: Sequence[MentionType]) -> list[Candidate]:
    found = [(pid, v, actor) for pid, row in values.items() for v in row for actor in index.with_id(pid, v)]
    return [
        Candidate(actor, 100.0, f"same {pid} id: {v}") for pid, v, actor in found if not types or actor.type in types
    ]


def _fits(actor: CaseActor, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether nothing that is known of both contradicts."""
    if values.get("type") and actor.type not in values["type"]:
        return False
    return all(not row or pid not in actor.ids or actor.ids[pid] in row for pid, row in values.items())


def _values(value: Any) -> list[str]:
    """What a property is said to be: one value or several, plain or an entity."""
    values = value if isinstance(value, list) else [value]
    return [str(v.get("id", "") if isinstance(v, dict) else v) for v in values if v is not None]


def _candidate(candidate: Candidate, *, match: bool) -> dict[str, Any]:
    actor = candidate.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "description": f"{describe(actor)} ({candidate.why})",
        "type": [_type(actor)],
        "score": candidate.score,
        "match": match,
        "features": [{"id": "name", "value": candidate.score}],
    }


def _type(actor: CaseActor) -> dict[str, str]:
    return {"id": actor.type, "name": load_words()["type"][actor.type]}


def _extend(request: Request, extension: Extension) -> dict[str, Any]:
    index = request.app.state.held.index()
    asked = [p.id for p in extension.properties]
    rows = {
        one: {pid: _cells(index.actors[one], pid) if one in index.actors else [] for pid in asked}
        for one in extension.ids
    }
    return {"meta": [{"id": pid, "name": PROPERTIES.get(pid, pid)} for pid in asked], "rows": rows}


def _cells(actor: CaseActor, pid: str) -> list[dict[str, Any]]:
    if pid in _COUNTS:
        return [{"int": _COUNTS[pid](actor)}]
    if pid == "names":
        values: Sequence[str] = names_of(actor)
    elif pid == "type":
        values = [actor.type]
    elif pid in ("name_ar", "name_fa", "name_en"):
        values = actor.names.get(pid[-2:], ())
    else:
        values = [actor.ids[pid]] if pid in actor.ids else ()
    return [{"str": value} for value in values]


def _matching(request: Request, rows: Mapping[str, str]) -> list[dict[str, str]]:
    prefix = request.query_params.get("prefix", "").strip().lower()
    found = [{"id": key, "name": name} for key, name in rows.items() if prefix in name.lower() or prefix in key]
    return found[_cursor(request) :]


def _cursor(request: Request) -> int:
    cursor = request.query_params.get("cursor", "")
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 10 else 0


async def _read_form(request: Request) -> dict[str, str]:
    """The fields of the query and of an urlencoded body; of a field given twice the last."""
    fields = dict(request.query_params)
    if request.method != "POST":
        return fields
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RequestError(415, "send application/x-www-form-urlencoded")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise RequestError(413, f"more than {MOST_BYTES // 2**20} MiB")
    try:
        parsed = parse_qs(body.decode("utf-8"), strict_parsing=bool(body), max_num_fields=10, errors="strict")
    except ValueError as error:
        raise RequestError(400, "the form cannot be read") from error
    return fields | {name: values[-1] for name, values in parsed.items()}


def _decode(text: str, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise RequestError(400, str(error)) from error


def _check_size(number: int, what: str) -> None:
    if number > MOST_QUERIES:
        raise RequestError(413, f"{number} {what}; at most {MOST_QUERIES} are answered at once")
