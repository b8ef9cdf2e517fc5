"""Asks a reconciliation service of others (API 0.1 or 0.2) for candidates: the one place that opens a connection.

It does so when it is called, and to the host that is named alone: a redirect elsewhere is refused, and so is an answer
that is too large or that does not fit the API. Errors are DalilErrors of one line.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

import msgspec

from dalil import __version__
from dalil.errors import DalilError

BATCH = 10  # queries in a request: what OpenRefine sends, and what public services are made for
TIMEOUT_SECONDS = 60.0
_MOST_BYTES = 16 * 2**20
_READ = frozenset(("0.1", "0.2"))
_SCHEMES: Mapping[str, str] = {"www.wikidata.org/entity": "wikidata", "wikidata.org/entity": "wikidata"}


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its manifest tells of it; `identifier_space` is empty where it names none."""

    url: str
    name: str
    identifier_space: str

    @property
    def scheme(self) -> str:
        """What its ids are kept under: its identifier space, or "wikidata" where that is Wikidata's."""
        space = self.identifier_space or self.url
        return _SCHEMES.get(space.partition("://")[2].strip("/"), space)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate of a service: `match` is the service's own word that this is the one. `score` has its own scale."""

    id: str
    name: str
    score: float
    match: bool
    types: tuple[str, ...] = ()
    description: str = ""


class _Manifest(msgspec.Struct, rename="camel"):
    name: str = ""
    identifier_space: str = ""
    versions: list[str] | None = None


class _Type(msgspec.Struct):
    id: str | int
    name: str | None = None


class _Result(msgspec.Struct):
    """Ids and scores are now and then written as the other kind."""

    id: str | int
    name: str | None = None
    score: float | str | None = None
    match: bool | None = None
    type: list[_Type | str] | _Type | str | None = None
    description: str | None = None


class _Answer(msgspec.Struct):
    result: list[_Result]


def read_service(url: str) -> Service:
    """The service at `url`. Raises DalilError where there is none, or one that speaks other versions alone."""
    _check_url(url)
    manifest = _decode(url, _ask(urllib.request.Request(url)), _Manifest)  # noqa: S310 (checked just above)
    if manifest.versions and not _READ & set(manifest.versions):
        spoken = ", ".join(manifest.versions)
        raise DalilError(f"{url}: it speaks version {spoken} of the API; 0.1 and 0.2 are read")
    return Service(url, manifest.name or url, manifest.identifier_space)


def find_candidates(
    service: Service, names: Sequence[str], *, type_id: str | None = None, limit: int = 5
) -> Iterator[tuple[Found, ...]]:
    """The candidates for each name in turn, the best first; a request for every ten names."""
    more: dict[str, Any] = {"limit": limit} | ({"type": type_id} if type_id else {})
    for start in range(0, len(names), BATCH):
        batch = {f"q{i}": {"query": name, **more} for i, name in enumerate(names[start : start + BATCH])}
        data = urlencode({"queries": msgspec.json.encode(batch).decode()}).encode()
        request = urllib.request.Request(service.url, data=data)  # noqa: S310 (checked when the service was read)
        answers = _decode(service.url, _ask(request), dict[str, _Answer])
        if not set(batch) <= set(answers):
            raise DalilError(f"{service.url}: it left queries unanswered")
        yield from (_rank(answers[key])[:limit] for key in batch)


def _rank(answer: _Answer) -> tuple[Found, ...]:
    found = [
        Found(
            str(r.id), r.name or str(r.id), _score(r.score), bool(r.match), tuple(_types(r.type)), r.description or ""
        )
        for r in answer.result
    ]
    return tuple(sorted(found, key=lambda f: -f.score))


def _score(value: float | str | None) -> float:
    try:
        return float(value or 0.0)
    except ValueError:
        return 0.0


def _types(value: list[_Type | str] | _Type | str | None) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value] if value else []:
        yield one if isinstance(one, str) else one.name or str(one.id)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        fits = False
    if not fits or not url.isascii() or any(character <= " " for character in url):
        raise DalilError(f"{url}: not the address of a service (http or https, without a user's name)")


def _ask(request: urllib.request.Request) -> bytes:
    request.add_header("Accept", "application/json")
    request.add_header("User-Agent", f"dalil/{__version__}")
    opener = urllib.request.build_opener(_SameHost())
    url = request.full_url
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            data: bytes = response.read(_MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise DalilError(f"{url}: it answers with {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        reason = getattr(error.reason, "strerror", None) or str(error.reason) or type(error.reason).__name__
        raise DalilError(f"{url}: it cannot be reached: {reason}") from error
    except TimeoutError as error:
        raise DalilError(f"{url}: no answer within {TIMEOUT_SECONDS:.0f} seconds") from error
    except (OSError, http.client.HTTPException) as error:
        raise DalilError(f"{url}: the connection broke: {type(error).__name__}") from error
    if len(data) > _MOST_BYTES:
        raise DalilError(f"{url}: it answers with more than {_MOST_BYTES // 2**20} MiB")
    return data


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to the same scheme, host and port."""

    def redirect_request(  # noqa: PLR0917
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        asked, told = urlsplit(req.full_url), urlsplit(newurl)
        if (asked.scheme, asked.netloc.lower()) != (told.scheme, told.netloc.lower()):
            fp.close()
            raise DalilError(
                f"{req.full_url}: it sends us to {told.scheme}://{told.netloc}; ask there if that is meant"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _decode(url: str, data: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DalilError(f"{url}: this is no answer of a reconciliation service: {error}") from error
