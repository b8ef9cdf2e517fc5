"""The local server: a case in a browser and for other programs, on 127.0.0.1 alone; it opens no connection itself."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dalil.errors import CaseError, DalilError
from dalil.views.web import actor, reconcile
from dalil.views.web.guard import Guard, refuse, tell_fault
from dalil.views.web.held import HeldCase
from dalil.views.web.pages import read_asset
from dalil.views.wording import Interface

HOST = "127.0.0.1"


def build_app(path: Path, *, port: int, origins: Sequence[str] = (), interface: Interface = "en") -> Guard:
    """The pages over the case at `path`, for a server at `port`; `origins`: whose pages may read the reconciliation."""
    app = Starlette(
        routes=[
            Route("/reconcile", reconcile.reconcile, methods=["GET", "POST"]),
            Route("/reconcile/suggest/entity", reconcile.suggest_entities),
            Route("/reconcile/suggest/property", reconcile.suggest_properties),
            Route("/reconcile/suggest/type", reconcile.suggest_types),
            Route("/reconcile/properties", reconcile.propose_properties),
            Route("/reconcile/preview", actor.preview_actor),
            Route("/actors/{id}", actor.show_actor),
            Route("/web.css", _show_style),
        ],
        exception_handlers={HTTPException: _tell_status, CaseError: _tell_case, Exception: _tell_fault},
    )
    app.state.held = HeldCase(path)
    app.state.title = path.stem
    app.state.origins = tuple(origins)
    app.state.interface = interface
    hosts = (f"{HOST}:{port}", f"localhost:{port}")
    return Guard(app, hosts=hosts, origins=origins, shared="/reconcile")


def listen(port: int) -> socket.socket:
    """A socket on 127.0.0.1; `port` 0 takes any that is free. Raises DalilError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise DalilError(f"port {port}: {error.strerror or type(error).__name__}") from error
    return listening


def make_server(app: Guard) -> uvicorn.Server:
    """A server that says nothing of what is asked: names in a log would outlive the question."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False, limit_concurrency=64
    )
    return uvicorn.Server(config)


async def _show_style(_: Request) -> Response:
    return Response(read_asset("web.css"), media_type="text/css")


async def _tell_status(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    reasons = {404: "there is no such page; names are matched at /reconcile", 405: "this page is read with GET"}
    return refuse(error.status_code, reasons.get(error.status_code, error.detail))


async def _tell_case(_: Request, error: Exception) -> Response:
    return refuse(503, str(error))


async def _tell_fault(_: Request, error: Exception) -> Response:
    return tell_fault(error)
