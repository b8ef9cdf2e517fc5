"""Readings to put into a case: three articles of a table, and as many short ones as a test asks for."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from dalil.model import (
    Actor,
    Attribution,
    Block,
    Claim,
    ClaimTime,
    Conflict,
    Document,
    Evidence,
    Mention,
    Origin,
    Reading,
    Span,
    Timex,
)

_ARTICLES = tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))["article"]


def make_readings() -> tuple[Reading, ...]:
    """The articles of the table. The first holds a conflict of its own."""
    one, *others = (_make_reading(article) for article in _ARTICLES)
    first, second = one.claims[0].id, one.claims[1].id
    conflict = Conflict("x1", (first, second), "polarity", "Said and denied.", "ما قيل ونفي.", "polarity.denied", 0.5)
    return Reading(one.document, one.mentions, one.times, one.actors, one.claims, (conflict,)), *others


def make_data(reading: Reading) -> bytes:
    return reading.document.text.encode()


def make_short(number: int) -> Reading:
    """A reading with one actor and one claim, the text unlike that of any other number."""
    text = f"Actor {number} met the mayor."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        f"short-{number:04}", text, sha256, (Block(0, len(text), "paragraph", "en"),), language="en", publisher="Short"
    )
    name = Span(0, text.index(" met"))
    actor = Actor("a1", "person", name.of(text), {"en": (name.of(text),)})
    mention = Mention(name.start, name.end, "m1", "person", "name", "a1")
    trigger = Span(name.end + 1, name.end + 4)
    claim = Claim(0, len(text), f"c{number:04}", trigger, "meet", Origin("rules", "1", "met"), {"agent": ("m1",)})
    return Reading(document, (mention,), (), (actor,), (claim,))


def _make_reading(article: dict[str, Any]) -> Reading:
    text = "\n".join(article["lines"])
    mentions = tuple(
        Mention(*_place(text, quote), f"m{i}", type_, "name", actor, rule="name")
        for i, (quote, type_, actor) in enumerate(article["mentions"], 1)
    )
    times = tuple(
        Timex(*_place(text, quote), f"t{i}", edtf, earliest=edtf, latest=edtf, rule="day")
        for i, (quote, edtf) in enumerate(article["times"], 1)
    )
    names: dict[str, Mention] = {}
    for mention in mentions:
        names.setdefault(mention.actor or "", mention)
    actors = tuple(Actor(id_, m.type, m.of(text), {article["language"]: (m.of(text),)}, {}) for id_, m in names.items())
    by_quote = {m.of(text): m.id for m in mentions} | {t.of(text): t.id for t in times}
    claims = tuple(_make_claim(article["id"], text, row, by_quote) for row in article["claims"])
    return Reading(_make_document(article, text), mentions, times, actors, claims)


def _make_document(article: dict[str, Any], text: str) -> Document:
    blocks, start = [], 0
    for i, line in enumerate(article["lines"]):
        kind = "boilerplate" if i in article["boilerplate"] else "paragraph" if i else "title"
        blocks.append(Block(start, start + len(line), kind, article["language"]))  # type: ignore[arg-type]
        start += len(line) + 1
    facts: dict[str, Any] = {
        name: article.get(name) for name in ("language", "title", "published", "publisher", "path")
    }
    return Document(article["id"], text, hashlib.sha256(text.encode()).hexdigest(), tuple(blocks), **facts)


def _make_claim(document_id: str, text: str, row: dict[str, Any], by_quote: dict[str, str]) -> Claim:
    trigger = Span(*_place(text, row["trigger"]))
    line = Span(text.rfind("\n", 0, trigger.start) + 1, text.find("\n", trigger.start) % (len(text) + 1))
    time = by_quote.get(row.get("time", ""))
    source = by_quote.get(row.get("source", ""))
    return Claim(
        line.start,
        line.end,
        "c" + hashlib.sha256(f"{document_id}:{trigger.start}".encode()).hexdigest()[:12],
        trigger,
        row["predicate"],
        Origin("rules", "1", "trigger.verb"),
        {role: tuple(by_quote[q] for q in row[role]) for role in ("agent", "patient") if role in row},
        row.get("polarity", "positive"),
        time=ClaimTime("2021", time) if time else ClaimTime(),
        attribution=(Attribution(source, Span(*_place(text, row["cue"]))),) if source else (),
        score=0.75,
        evidence=(Evidence(trigger.start, trigger.end, "trigger", "trigger.verb"),),
    )


def _place(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)
