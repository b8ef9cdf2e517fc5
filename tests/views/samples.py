"""Readings and told claims of the table articles.toml, for every view."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from dalil.claims.told import tell_claims
from dalil.language.sentences import split_sentences
from dalil.model import (
    Actor,
    Attribution,
    Block,
    CaseActor,
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
    ToldClaim,
)
from dalil.views.report.data import build_report_data
from dalil.views.report.parts import ReportData

_ARTICLES = tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))["article"]
ROLES = ("agent", "patient", "counterpart")


def make_readings() -> tuple[Reading, ...]:
    return tuple(_make_reading(article) for article in _ARTICLES)


def tell(reading: Reading) -> tuple[ToldClaim, ...]:
    return tell_claims(reading, split_sentences(reading.document))


def make_claims() -> tuple[ToldClaim, ...]:
    """Every claim of the table; the ids of actors are unlike in each document."""
    return tuple(told for reading in make_readings() for told in tell(reading))


def make_conflict() -> tuple[Conflict, ToldClaim, ToldClaim]:
    first, second = tell(make_readings()[0])[:2]
    why_ar = "سبب التعارض"
    return (
        Conflict("x1", (first.claim.id, second.claim.id), "state", "They <b>cannot</b> fit.", why_ar, "r"),
        first,
        second,
    )


def make_data(*, many: int = 1, **options: Any) -> ReportData:
    """A dossier of the table, its articles `many` times over."""
    readings = tuple(_renumber(reading, i) for i in range(many) for reading in make_readings())
    claims = [told for reading in readings for told in tell(reading)]
    actors = [
        CaseActor(a.id, a.type, a.name, a.names, a.ids, ((r.document.id, a.id),), ("the same name",), 1, 1)
        for r in readings
        for a in r.actors
    ]
    options = {"title": "A case", "actors": actors, **options}
    return build_report_data(readings, claims, **options)


def _renumber(reading: Reading, i: int) -> Reading:
    if i == 0:
        return reading
    article = next(a for a in _ARTICLES if a["id"] == reading.document.id)
    return _make_reading({**article, "id": f"{article['id']}-{i}"})


def _make_reading(article: dict[str, Any]) -> Reading:
    text = article["text"].lstrip("\n")
    language = article["language"]
    document = Document(
        id=article["id"],
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=tuple(_blocks(text, article)),
        language=language,
        title=article["title"],
        published=article.get("published"),
        publisher=article.get("publisher"),
    )
    prefix = article["id"]
    ids = {m["key"]: f"m{n}" for n, m in enumerate(article["mention"], 1)}
    mentions = tuple(
        Mention(
            *_find(text, m["quote"]),
            ids[m["key"]],
            m["type"],
            m.get("form", "name"),
            f"{prefix}-{m.get('actor', m['key'])}",
        )
        for m in article["mention"]
    )
    actors = tuple(
        Actor(m.actor or "", m.type, text[m.start : m.end], {language: (text[m.start : m.end],)})
        for m in mentions
        if m.form == "name"
    )
    times: list[Timex] = []
    claims: list[Claim] = []
    for n, claim in enumerate(article["claim"], 1):
        time = ClaimTime()
        if "time" in claim:
            quote, edtf = claim["time"]
            times.append(Timex(*_find(text, quote), f"t{n}", edtf))
            time = ClaimTime(edtf, f"t{n}")
        elif "after" in claim:
            time = ClaimTime(relation="after", of=f"{prefix}-c{claim['after']}")
        trigger = Span(*_find(text, claim["trigger"]))
        start, end = _find(text, claim["clause"])
        cues = [Span(*_find(text, cue)) for cue in claim.get("cue", ())]
        claims.append(
            Claim(
                start,
                end,
                f"{prefix}-c{n}",
                trigger,
                claim["predicate"],
                Origin("rules", "1", "trigger.verb"),
                {role: tuple(ids[key] for key in claim[role]) for role in ROLES if role in claim},
                claim.get("polarity", "positive"),
                claim.get("modality", "actual"),
                time,
                tuple(Attribution(ids[s], cue) for s, cue in zip(claim.get("source", ()), cues, strict=True)),
                0.5,
                (Evidence(trigger.start, trigger.end, "trigger", "trigger.verb"),),
            )
        )
    return Reading(document, mentions, tuple(times), actors, tuple(claims))


def _blocks(text: str, article: dict[str, Any]) -> list[Block]:
    out: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line:
            kind = "boilerplate" if line in article.get("boilerplate", ()) else "paragraph" if out else "title"
            out.append(Block(start, start + len(line), kind, article["language"]))  # type: ignore[arg-type]
        start += len(line) + 1
    return out


def _find(text: str, quote: str) -> tuple[int, int]:
    words, _, nth = quote.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(words, start + 1)
    return start, start + len(words)
