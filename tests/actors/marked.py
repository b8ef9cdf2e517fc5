"""Readings written as marked text: "[words|form type label]" is a mention, which may hold another; labels name actors.

Mentions are m1, m2, … by their opening bracket. Claims name their fillers by mention id; any other filler is a quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dalil.model import Attribution, Block, Claim, ClaimTime, Document, Mention, Origin, Reading, Span

ROLES = ("agent", "patient", "recipient", "counterpart", "origin", "destination", "place", "content", "result")


def read_marked(row: Mapping[str, Any]) -> Reading:
    """The reading of a row: `text`, and where given `language`, `claims`; a line before a blank one is a title."""
    text, mentions = read_marks(row["text"].strip())
    blocks = _blocks(text)
    document = Document("d1", text, "0" * 64, blocks, row.get("language", "ar"))
    claims = tuple(_claim(text, told, f"c{i}", mentions) for i, told in enumerate(row.get("claims", ()), 1))
    return Reading(document, tuple(mentions.values()), (), (), claims)


def read_marks(marked: str) -> tuple[str, dict[str, Mention]]:
    """The plain text and its mentions by id, in the order they open; a label becomes the mention's `actor`."""
    out: list[str] = []
    opened: list[tuple[int, int]] = []
    found: list[tuple[int, int, int, str]] = []
    at = size = 0
    while at < len(marked):
        if marked[at] == "[":
            opened.append((len(opened) + len(found), size))
        elif marked[at] == "|" and opened:
            end = marked.index("]", at)
            number, start = opened.pop()
            found.append((number, start, size, marked[at + 1 : end]))
            at = end
        else:
            out.append(marked[at])
            size += 1
        at += 1
    mentions: dict[str, Mention] = {}
    for i, (_, start, stop, mark) in enumerate(sorted(found), 1):
        form, kind, label = mark.split()
        mentions[f"m{i}"] = Mention(start, stop, f"m{i}", kind, form, label)  # type: ignore[arg-type]
    return "".join(out), mentions


def _blocks(text: str) -> tuple[Block, ...]:
    title, blank, rest = text.partition("\n\n")
    if not blank:
        return (Block(0, len(text)),)
    return (Block(0, len(title), "title"), Block(len(text) - len(rest), len(text)))


def _claim(text: str, told: Mapping[str, Any], claim_id: str, mentions: Mapping[str, Mention]) -> Claim:
    trigger = _find(text, told["trigger"], told.get("nth", 1))
    args = {
        role: tuple(f if f in mentions else _find(text, f, 1) for f in told[role]) for role in ROLES if role in told
    }
    by = told.get("by")
    return Claim(
        trigger.start,
        trigger.end,
        claim_id,
        trigger,
        told["predicate"],
        Origin("gold", "", ""),
        args,
        told.get("polarity", "positive"),
        told.get("modality", "actual"),
        ClaimTime(told.get("edtf"), None, told.get("relation"), told.get("of")),
        (Attribution(by if by in mentions else None, trigger),) if by else (),
    )


def _find(text: str, quote: str, nth: int) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))
