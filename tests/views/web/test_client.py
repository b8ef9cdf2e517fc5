"""Another service is asked in batches, whatever version it speaks and however it errs; nothing else is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

import pytest

from dalil.errors import DalilError
from dalil.model import CaseActor
from dalil.views.web import client
from dalil.views.web.client import Found, find_candidates, read_service
from dalil.views.web.matches import Matches, choose_match, match_actors

from .conftest import Respond, Served

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Start = Callable[[Respond], str]
Handler = BaseHTTPRequestHandler

MANIFESTS: dict[str, dict[str, Any]] = {
    "0.1": {"name": "A", "identifierSpace": "http://example.org/id/", "schemaSpace": "http://example.org/"},
    "0.1 with types": {"name": "A", "identifierSpace": "x", "defaultTypes": [{"id": "1", "name": "Person"}]},
    "0.1 with a type alone": {"name": "A", "identifierSpace": "x", "defaultTypes": "person"},
    "0.2": {"versions": ["0.1", "0.2"], "name": "A", "identifierSpace": "x", "batchSize": 5, "view": {"url": "{{id}}"}},
    "without a space": {"versions": ["0.2"], "name": "A"},
}


def answering(manifest: dict[str, Any], result: list[Any], seen: list[Any] | None = None) -> Respond:
    """A service with this manifest that gives this result to every query."""

    def respond(_: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        if not body:
            return 200, {}, json.dumps(manifest).encode()
        queries = json.loads(parse_qs(body.decode())["queries"][0])
        if seen is not None:
            seen.append(queries)
        return 200, {}, json.dumps({key: {"result": result} for key in queries}).encode()

    return respond


@pytest.mark.parametrize("name", MANIFESTS)
def test_services_of_both_versions_are_asked(other: Start, name: str) -> None:
    seen: list[Any] = []
    service = read_service(
        other(answering(MANIFESTS[name], [{"id": "1", "name": "N", "score": 7, "match": True}], seen))
    )
    names = [f"name {i}" for i in range(23)]
    found = list(find_candidates(service, names, type_id="person", limit=3))
    assert found == [(Found("1", "N", 7.0, True),)] * 23
    assert [len(queries) for queries in seen] == [10, 10, 3]
    assert seen[0]["q0"] == {"query": "name 0", "limit": 3, "type": "person"}
    assert service.scheme == (MANIFESTS[name].get("identifierSpace") or service.url)


@pytest.mark.parametrize(
    ("space", "scheme"),
    [
        ("http://www.wikidata.org/entity/", "wikidata"),
        ("https://www.wikidata.org/entity/", "wikidata"),
        ("http://wikidata.org.example/entity/", "http://wikidata.org.example/entity/"),
        ("urn:dalil:actors", "urn:dalil:actors"),
    ],
)
def test_wikidatas_ids_are_kept_under_its_name(space: str, scheme: str) -> None:
    assert client.Service("http://x/", "X", space).scheme == scheme


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"id": 7}, Found("7", "7", 0.0, False)),
        ({"id": "a", "name": "N", "score": "12.5"}, Found("a", "N", 12.5, False)),
        ({"id": "a", "name": "N", "score": "high", "match": None}, Found("a", "N", 0.0, False)),
        ({"id": "a", "name": "N", "score": 1, "type": ["T"]}, Found("a", "N", 1.0, False, ("T",))),
        ({"id": "a", "name": "N", "score": 1, "type": [{"id": "t", "name": "T"}]}, Found("a", "N", 1.0, False, ("T",))),
        ({"id": "a", "name": "N", "score": 1, "type": {"id": "t"}}, Found("a", "N", 1.0, False, ("t",))),
        ({"id": "a", "name": "N", "score": 1, "features": [{"id": "f", "value": 1}]}, Found("a", "N", 1.0, False)),
    ],
)
def test_results_as_services_write_them(other: Start, row: dict[str, Any], found: Found) -> None:
    service = read_service(other(answering(MANIFESTS["0.2"], [row])))
    assert list(find_candidates(service, ["x"])) == [(found,)]


def reply(status: int = 200, data: bytes = b"", **headers: str) -> Respond:
    return lambda *_: (status, headers, data)


@pytest.mark.parametrize(
    ("respond", "reason"),
    [
        (reply(data=b"<html>"), "no answer of a reconciliation service"),
        (reply(data=b"[" * 100_000), "no answer of a reconciliation service"),
        (reply(data=b"[]"), "no answer of a reconciliation service"),
        (reply(data=b'{"versions": ["1.0-draft"]}'), "speaks version 1.0-draft"),
        (reply(404), "answers with 404"),
        (reply(302, Location="http://localhost:1/x"), "sends us to http://localhost:1"),
        (reply(302, Location="https://127.0.0.1/x"), "sends us to https://127.0.0.1"),
        (reply(302, Location="file:///etc/passwd"), "Redirection to url 'file:///etc/passwd' is not allowed"),
        (reply(data=b" " * (client._MOST_BYTES + 1)), "more than 16 MiB"),
    ],
)
def test_what_is_no_service_is_one_line(other: Start, respond: Respond, reason: str) -> None:
    url = other(respond)
    with pytest.raises(DalilError) as refused:
        read_service(url)
    assert str(refused.value).startswith(f"{url}: ")
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_redirect_within_the_host_is_followed(other: Start) -> None:
    def respond(handler: Handler, _: bytes) -> tuple[int, dict[str, str], bytes]:
        if handler.path == "/there":
            return 200, {}, json.dumps(MANIFESTS["0.1"]).encode()
        return 302, {"Location": "/there"}, b""

    assert read_service(other(respond)).name == "A"


def test_a_query_left_unanswered_is_said(other: Start) -> None:
    def respond(_: Handler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, b'{"q0": {"result": []}}' if body else b"{}"

    service = read_service(other(respond))
    with pytest.raises(DalilError, match="left queries unanswered"):
        list(find_candidates(service, ["x", "y"]))


def test_no_answer_in_time_is_said(other: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def respond(*_: object) -> tuple[int, dict[str, str], bytes]:
        import time

        time.sleep(0.5)
        return 200, {}, b"{}"

    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 0.1)
    with pytest.raises(DalilError, match=r"no answer|cannot be reached"):
        read_service(other(respond))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@127.0.0.1/",
        "http://[",
        "http://127.0.0.1/ x",
        "http://127.0.0.1:99999/",
    ],
)
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(DalilError, match="not the address of a service"):
        read_service(url)


def test_nobody_there_is_one_line() -> None:
    with pytest.raises(DalilError, match=r"^http://127\.0\.0\.1:9/: it cannot be reached: Connection refused$"):
        read_service("http://127.0.0.1:9/")


def found(id_: str, score: float, *, match: bool = False) -> Found:
    return Found(id_, id_, score, match)


@pytest.mark.parametrize(
    ("candidates", "least", "kept"),
    [
        ([], None, None),
        ([found("a", 100)], None, None),
        ([found("a", 90, match=True), found("b", 95)], None, "a"),
        ([found("a", 90, match=True), found("b", 95, match=True)], None, None),
        ([found("a", 90), found("b", 80)], 85, "a"),
        ([found("a", 90), found("b", 86)], 85, None),
        ([found("a", 80)], 85, None),
    ],
)
def test_only_what_is_sure_is_kept(candidates: list[Found], least: float | None, kept: str | None) -> None:
    actor = CaseActor("A1", "person", "N", {}, {}, ())
    chosen = choose_match(Matches(actor, ("N",), tuple(candidates)), least=least)
    assert (chosen.id if chosen else None) == kept


def test_our_own_service_is_asked_under_each_name(served: Served) -> None:
    actor = CaseActor("A1", "person", "Somebody", {"en": ("Somebody", "S."), "ar": ("Sami al-Haddad",)}, {}, ())
    service = read_service(f"{served.url}/reconcile")
    (matches,) = match_actors(service, [actor])
    assert service.scheme == "urn:dalil:actors"
    assert matches.names == ("Somebody", "Sami al-Haddad")
    assert [c.match for c in matches.candidates] == [True]
