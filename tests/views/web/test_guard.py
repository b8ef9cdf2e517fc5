"""Only this machine is answered, under its own name, by GET and POST; what goes wrong is one line of JSON."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from dalil.errors import DalilError
from dalil.views.web.server import listen

from .conftest import ORIGIN, Served, make_case, serve

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]:{port}", "a@127.0.0.1:{port}"]
)
def test_another_name_is_not_answered(served: Served, host: str) -> None:
    answer = served.ask("/reconcile", Host=host.format(port=served.port))
    assert answer.status == 421
    assert list(answer.json()) == ["error"]


def test_no_name_is_not_answered(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port)
    connection.putrequest("GET", "/reconcile", skip_host=True)
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


def test_localhost_is_this_machine(served: Served) -> None:
    host = f"LocalHost:{served.port}"
    assert served.ask("/reconcile", Host=host).json()["view"]["url"].startswith(f"http://{host}/")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    assert served.ask("/reconcile", method=method).status == 405


@pytest.mark.parametrize(
    ("path", "origin", "status", "allowed"),
    [
        ("/reconcile", ORIGIN, 200, ORIGIN),
        ("/reconcile/suggest/entity?prefix=a", ORIGIN, 200, ORIGIN),
        ("/reconcile", "http://localhost:4444", 403, None),
        ("/reconcile", "https://evil.example", 403, None),
        ("/reconcile", "null", 403, None),
        ("/actors/A1", ORIGIN, 403, None),
        ("/reconciled", ORIGIN, 403, None),
        ("/web.css", "https://evil.example", 403, None),
    ],
)
def test_pages_of_other_origins_read_nothing(
    served: Served, path: str, origin: str, status: int, allowed: str | None
) -> None:
    answer = served.ask(path, Origin=origin)
    assert answer.status == status
    assert answer.headers["Access-Control-Allow-Origin"] == allowed


def test_our_own_pages_are_answered(served: Served) -> None:
    answer = served.ask("/reconcile", Origin=served.url)
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Vary"] == "Origin"


@pytest.mark.parametrize(
    "path", ["/", "/none", "/actors/A0", "/actors/..%2f..%2fetc", "/reconcile/preview", "/web.css/x"]
)
def test_what_is_not_there_is_one_line(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert list(answer.json()) == ["error"]


def test_every_answer_is_guarded(served: Served) -> None:
    for path in ("/reconcile", "/web.css", "/none"):
        headers = served.ask(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Server"] is None


def test_a_case_that_goes_away_is_one_line(tmp_path: Path) -> None:
    with serve(make_case(tmp_path / "gone.case")) as served:
        assert served.post(queries={}).status == 200
        served.path.unlink()
        answer = served.post(queries={"q": {"query": "x"}})
    assert answer.status == 503
    assert "there is no such case" in answer.json()["error"]


def test_a_fault_is_one_line_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr("dalil.views.web.held.HeldCase.index", fail)
    with serve(make_case(tmp_path / "fault.case")) as served:
        answer = served.post(queries={"q": {"query": "x"}})
    assert answer.status == 500
    assert answer.json() == {"error": "unexpected KeyError; this is a fault in dalil"}


def test_a_port_that_is_taken_is_one_line(served: Served) -> None:
    with pytest.raises(DalilError, match=rf"^port {served.port}: "):
        listen(served.port)
