"""A server over a case of its own, on a port of 127.0.0.1, in a thread of the test."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest

from dalil.case import open_case
from dalil.views.web.server import build_app, listen, make_server

from ..samples import make_readings

ORIGIN = "http://localhost:3333"
Respond = Callable[[BaseHTTPRequestHandler, bytes], tuple[int, dict[str, str], bytes]]


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.body)


@dataclass
class Served:
    """A running server and the case behind it."""

    path: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer

    def post(self, **fields: object) -> Answer:
        form = {name: msgspec.json.encode(value).decode() for name, value in fields.items()}
        kind = "application/x-www-form-urlencoded"
        return self.ask("/reconcile", method="POST", body=urlencode(form).encode(), Content_Type=kind)


def make_case(path: Path) -> Path:
    with open_case(path, create=True) as case:
        for reading in make_readings():
            case.add(reading, reading.document.text.encode())
    return path


@contextlib.contextmanager
def serve(path: Path, **options: Any) -> Iterator[Served]:
    with listen(0) as listening:
        port = listening.getsockname()[1]
        server = make_server(build_app(path, port=port, **options))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(path, port)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(make_case(tmp_path_factory.mktemp("served") / "port.case"), origins=(ORIGIN,)) as served:
        yield served


@pytest.fixture
def other() -> Iterator[Callable[[Respond], str]]:
    """Starts a service that answers as it is told; gives its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(respond: Respond) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, data = respond(self, body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(data)

            do_POST = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/reconcile"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
