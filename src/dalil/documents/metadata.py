"""What a page says of itself: title, day, publisher, address, language; from JSON-LD, meta elements and its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dalil.documents.days import read_day
from dalil.model import Language

_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage|CreativeWork")
_DAY_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "published_time",
    "pubdate", "publishdate", "publish-date", "publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dc.date.created", "sailthru.date", "parsely-pub-date", "article.published", "date",
    "originalpublicationdate", "citation_publication_date", "datecreated", "article_date_original",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "citation_title", "parsely-title")
_PUBLISHER_NAMES = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "copyright-holder",
)
_SEPARATOR = re.compile(r"\s+[|\-–—«»•·:]{1,2}\s+|\s*[|»]\s*")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_MAX_JSON = 500_000


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: Language | None = None


def find_metadata(root: Any) -> Metadata:
    """What the page under `root` (an lxml tree) says of itself; of several, the more telling place first."""
    metas = _read_metas(root)
    linked = list(_read_linked_data(root))
    page_title = _text(root.find(".//title"))
    heading = _text(root.find(".//h1"))
    url = _find_url(root, metas, linked)
    title = _first(metas, _TITLE_NAMES) or _linked(linked, "headline") or heading or page_title
    publisher = _first(metas, _PUBLISHER_NAMES) or _linked_name(linked, "publisher")
    title, suffix = _split_site(title, (page_title, heading), publisher)
    return Metadata(
        title=title,
        published=_find_day(root, metas, linked),
        publisher=publisher or suffix or _host(url),
        url=url,
        language=_find_language(root, metas),
    )


def _read_metas(root: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            out.setdefault(name.strip().lower(), content)
    return out


def _read_linked_data(root: Any) -> Iterator[dict[str, Any]]:
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "") or not element.text or len(element.text) > _MAX_JSON:
            continue
        try:
            data = msgspec.json.decode(element.text.strip().encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
        yield from _flatten(data)


def _flatten(data: Any) -> Iterator[dict[str, Any]]:
    """The objects that are articles, of an object, a list or a graph of them."""
    if isinstance(data, dict):
        graph = data.get("@graph")
        items = [data, *graph] if isinstance(graph, list) else [data]
    else:
        items = data if isinstance(data, list) else []
    for item in items:
        if isinstance(item, dict) and _ARTICLE_TYPES.search(str(item.get("@type", ""))):
            yield item


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _linked(linked: list[dict[str, Any]], name: str) -> str | None:
    for item in linked:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _linked_name(linked: list[dict[str, Any]], name: str) -> str | None:
    for item in linked:
        value = item.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _find_day(root: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    said = [_linked(linked, "datePublished"), *(metas.get(name) for name in _DAY_NAMES), _linked(linked, "dateCreated")]
    times = [e for e in root.iter("time") if e.get("datetime")]
    times.sort(
        key=lambda e: not ("pubdate" in e.attrib or "published" in f"{e.get('itemprop')} {e.get('class')}".lower())
    )
    said += [element.get("datetime") for element in times[:20]]
    said += [e.get("content") or e.get("datetime") for e in root.xpath("//*[@itemprop='datePublished']")[:5]]
    return next((day for text in said if text and (day := read_day(text))), None)


def _find_url(root: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    canonical = [e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    saved = [m[1] for e in root.xpath("//comment()")[:20] if (m := _SAVED_FROM.search(e.text or ""))]
    said = [*canonical, metas.get("og:url"), *saved, _linked(linked, "url")]
    return next((u.strip() for u in said if u and re.match(r"https?://[^\s/]", u.strip())), None)


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _find_language(root: Any, metas: dict[str, str]) -> Language | None:
    said = (
        root.get("lang") or root.get("xml:lang") or metas.get("og:locale") or metas.get("content-language") or ""
    ).lower()
    codes: tuple[Language, ...] = ("ar", "fa", "en")
    return next((code for code in codes if said.split("-")[0].split("_")[0] == code), None)


def _text(element: Any) -> str | None:
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None


def split_title(title: str) -> tuple[str, ...]:
    """A page's title whole, and the parts of it that may be the article's title or the site's name."""
    parts = tuple(part for part in _SEPARATOR.split(title) if part)
    return (title, *parts) if len(parts) > 1 else (title,)


def _split_site(
    title: str | None, others: tuple[str | None, ...], publisher: str | None
) -> tuple[str | None, str | None]:
    """The title without the site's name, and that name, where a shorter title on the page or the publisher shows it."""
    if not title:
        return None, None
    parts = [part for part in _SEPARATOR.split(title) if part]
    if publisher and len(parts) > 1:
        kept = [part for part in parts if part.casefold() != publisher.casefold()]
        if len(kept) < len(parts):
            end = title.rfind(parts[-1]) if parts[-1] not in kept else len(title)
            start = len(parts[0]) if parts[0] not in kept else 0
            return re.sub(r"^[\s|\-–—«»•·:]+|[\s|\-–—«»•·:]+$", "", title[start:end]) or title, publisher
    for other in others:
        if other and other != title and other.startswith(title):
            rest = re.sub(r"^[\s|\-–—«»•·:]+", "", other[len(title) :])
            return title, rest if 0 < len(rest) <= 60 else None
        if other and other != title and title.startswith(other) and len(other) > 10:
            rest = re.sub(r"^[\s|\-–—«»•·:]+", "", title[len(other) :])
            return other, rest if 0 < len(rest) <= 60 else None
    return title, None
