"""What stands before every page: only this machine is answered, under its own name, by GET and POST.

A web site that a browser has open can send requests to 127.0.0.1 and can point a name of its own at it. So the name
asked for must be ours, and a page that asks must be ours or one that was allowed by name; answers are read by no other.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = ("GET", "HEAD", "POST")
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_log = logging.getLogger(__name__)


class Guard:
    """Refuses what does not come from this machine, and turns what goes wrong into one line of JSON.

    `hosts` are names with port that this server is asked under, `origins` the other origins whose pages may read
    what stands under `shared`, a path.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], origins: Collection[str], shared: str) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._origins = frozenset(origins)
        self._own = frozenset(f"http://{host}" for host in hosts)
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        origin = Headers(scope=scope).get("origin")
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._complete(MutableHeaders(scope=message), scope["path"], origin)
            await send(message)

        app = self._refuse(scope, origin) or self._app
        try:
            await app(scope, receive, send_guarded)
        except Exception as error:
            _log.debug("a page failed", exc_info=True)
            _log.error("a page failed: %s", type(error).__name__)
            if not started:
                await tell_fault(error)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope, origin: str | None) -> JSONResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return refuse(421, "this server answers only to the name and port of this machine")
        if scope["method"] not in _METHODS:
            return refuse(405, "only GET and POST are answered")
        allowed = self._own | self._origins if self._is_shared(scope["path"]) else self._own
        if origin is not None and origin not in allowed:
            return refuse(403, "pages of other origins are not answered")
        return None

    def _is_shared(self, path: str) -> bool:
        return path == self._shared or path.startswith(f"{self._shared}/")

    def _complete(self, headers: MutableHeaders, path: str, origin: str | None) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self._is_shared(path):
            headers.add_vary_header("Origin")
            if origin in self._origins:
                headers["access-control-allow-origin"] = str(origin)


def tell_fault(error: Exception) -> JSONResponse:
    """What nobody foresaw, by its kind alone: its text may quote the case."""
    return refuse(500, f"unexpected {type(error).__name__}; this is a fault in dalil")


def refuse(status: int, reason: str) -> JSONResponse:
    """An error as every page gives it."""
    return JSONResponse({"error": reason}, status_code=status)
