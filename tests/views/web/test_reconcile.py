"""The Reconciliation Service API 0.2: manifest, batches, suggestions, extension, and its limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dalil.case import open_case

from ..samples import make_readings
from .conftest import Served, make_case, serve

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
MAN = "\u0633\u0627\u0645\u064a \u0627\u0644\u062d\u062f\u0627\u062f"


def find(served: Served, query: dict[str, Any]) -> list[dict[str, Any]]:
    answer = served.post(queries={"q0": query})
    assert answer.status == 200
    result: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return result


def test_the_manifest_says_what_is_offered(served: Served) -> None:
    manifest = served.ask("/reconcile").json()
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= set(manifest)
    assert "0.2" in manifest["versions"]
    assert {t["id"] for t in manifest["defaultTypes"]} >= {"person", "organization"}
    assert manifest["view"]["url"] == f"{served.url}/actors/{{{{id}}}}"
    for kind, row in manifest["suggest"].items():
        assert served.ask(row["service_path"] + "?prefix=").json()["result"], kind
    proposed = manifest["extend"]["propose_properties"]["service_path"]
    assert served.ask(f"{proposed}?type=person").json()["properties"]


def test_a_name_in_another_script_is_matched(served: Served) -> None:
    (found,) = find(served, {"query": "Sami Haddad", "type": "person"})
    assert (found["name"], found["match"], found["type"]) == (MAN, True, [{"id": "person", "name": "person"}])
    assert 95 <= found["score"] <= 100
    page = served.ask(f"/actors/{found['id']}")
    assert page.status == 200
    assert MAN in page.body.decode()


@pytest.mark.parametrize(
    ("query", "names", "match"),
    [
        ({"query": MAN}, [MAN], True),
        ({"query": "Haddad"}, [MAN], False),
        ({"query": MAN.split()[1]}, [MAN], False),
        ({"query": MAN, "type": "organization"}, [], False),
        ({"query": MAN, "type": ["organization", "person"], "type_strict": "any"}, [MAN], True),
        ({"query": MAN, "type": "ship"}, [], False),
        ({"query": MAN, "type": "ship", "limit": 0}, [], False),
        ({"query": MAN, "properties": [{"pid": "type", "v": "person"}]}, [MAN], True),
        ({"query": MAN, "properties": [{"pid": "type", "v": [{"id": "place", "name": "place"}]}]}, [], False),
        ({"query": MAN, "properties": [{"pid": "wikidata", "v": "Q1"}]}, [MAN], True),
        ({"query": "", "properties": [{"pid": "wikidata", "v": True}]}, [], False),
        ({"query": MAN, "limit": 1000, "note": "unknown fields are passed over"}, [MAN], True),
        ({"query": "x" * 5000}, [], False),
        ({"query": "\u202e\u0000"}, [], False),
    ],
)
def test_queries(served: Served, query: dict[str, Any], names: list[str], match: bool) -> None:
    found = find(served, query)
    assert [row["name"] for row in found] == names
    assert [row["match"] for row in found] == [match] * len(names)


def test_ids_decide(tmp_path: Path) -> None:
    with open_case(make_case(tmp_path / "a.case")) as case:
        actor = next(a for a in case.actors() if a.name == MAN)
        case.judge("id", [actor.id, "wikidata", "Q1"], "positive", by="Noor")
    with serve(tmp_path / "a.case") as served:
        (found,) = find(served, {"query": "somebody else", "properties": [{"pid": "wikidata", "v": {"id": "Q1"}}]})
        assert (found["name"], found["score"], found["match"]) == (MAN, 100, True)
        assert find(served, {"query": MAN, "properties": [{"pid": "wikidata", "v": "Q2"}]}) == []


def test_queries_come_by_get_too(served: Served) -> None:
    answer = served.ask("/reconcile?queries=%7B%22a%22%3A%7B%22query%22%3A%22Sami+Haddad%22%7D%7D").json()
    assert [row["name"] for row in answer["a"]["result"]] == [MAN]


def test_what_is_added_is_found(tmp_path: Path) -> None:
    first, *others = make_readings()
    with open_case(tmp_path / "a.case", create=True) as case:
        for reading in others:
            case.add(reading, b"")
    with serve(tmp_path / "a.case") as served:
        assert find(served, {"query": MAN}) == []
        with open_case(tmp_path / "a.case") as case:
            case.add(first, b"")
        assert [row["name"] for row in find(served, {"query": MAN})] == [MAN]


def test_suggestions_begin_with_what_was_typed(served: Served) -> None:
    path = "/reconcile/suggest/entity?prefix=%D8%AD%D8%AF"
    assert served.ask(path).json()["result"] == []
    path = "/reconcile/suggest/entity?prefix=%D8%B3%D8%A7%D9%85"
    (found,) = served.ask(path).json()["result"]
    assert found["name"] == MAN
    assert served.ask(f"{path}&cursor=1").json()["result"] == []
    assert served.ask(f"{path}&cursor=-1").json()["result"] == [found]
    assert [t["id"] for t in served.ask("/reconcile/suggest/type?prefix=per").json()["result"]] == ["person"]


def test_matched_rows_are_extended(served: Served) -> None:
    id_ = find(served, {"query": MAN})[0]["id"]
    asked = [{"id": name} for name in ("names", "name_ar", "name_en", "type", "mentions", "wikidata", "ship")]
    told = served.post(extend={"ids": [id_, "none"], "properties": asked}).json()
    assert [row["id"] for row in told["meta"]] == [row["id"] for row in asked]
    assert told["rows"][id_] == {
        "names": [{"str": MAN}],
        "name_ar": [{"str": MAN}],
        "name_en": [],
        "type": [{"str": "person"}],
        "mentions": [{"int": 1}],
        "wikidata": [],
        "ship": [],
    }
    assert not any(told["rows"]["none"].values())


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"queries": {f"q{i}": {"query": "x"} for i in range(1001)}}, 413),
        ({"queries": {f"q{i}": {"query": "x"} for i in range(1000)}}, 200),
        ({"queries": {"q": {"query": "x" * 5_000_000}}}, 413),
        ({"queries": []}, 400),
        ({"queries": {"q": "x"}}, 400),
        ({"queries": {"q": {"query": 1}}}, 400),
        ({"queries": {"q": {"query": "x", "properties": [{}]}}}, 400),
        ({"extend": {"ids": ["x"] * 1001, "properties": []}}, 413),
        ({"extend": {"ids": []}}, 400),
        ({"other": 1}, 400),
        ({}, 400),
    ],
)
def test_limits_and_bad_requests_are_one_line(served: Served, fields: dict[str, Any], status: int) -> None:
    answer = served.post(**fields)
    assert answer.status == status
    if status != 200:
        assert list(answer.json()) == ["error"]
        assert "\n" not in answer.json()["error"]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b'{"queries": {}}', 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/x-www-form-urlencoded", b"queries=%FF", 400),
        ("application/x-www-form-urlencoded", b"queries", 400),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(20)), 400),
        ("application/x-www-form-urlencoded", b"queries=" + b"[" * 100_000, 400),
    ],
)
def test_bodies_that_are_no_form_are_refused(served: Served, kind: str, body: bytes, status: int) -> None:
    assert served.ask("/reconcile", method="POST", body=body, Content_Type=kind).status == status
