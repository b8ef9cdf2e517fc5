"""Profiles of short documents for tests of resolving: a document is a list of its actors' names, one sentence each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from dalil.actors.profiles import Profile, profile_reading
from dalil.model import Actor, Document, Mention, MentionType, Reading


def make_reading(document: str, actors: Iterable[Mapping[str, object]]) -> Reading:
    """A reading whose text names each actor once, in a sentence of its own, with its office behind it."""
    text = ""
    mentions: list[Mention] = []
    made: list[Actor] = []
    for row in actors:
        names: dict[str, tuple[str, ...]] = {k: tuple(row[k]) for k in ("ar", "fa", "en") if k in row}  # type: ignore[arg-type]
        first = next(iter(names.values()))[0]
        kind: MentionType = row.get("type", "person")  # type: ignore[assignment]
        id_ = str(row["id"])
        mentions.append(Mention(len(text), len(text) + len(first), f"m{len(mentions)}", kind, "name", actor=id_))
        text += first
        if office := str(row.get("office", "")):
            mentions.append(
                Mention(len(text) + 1, len(text) + 1 + len(office), f"m{len(mentions)}", kind, "nominal", actor=id_)
            )
            text += f" {office}"
        text += ".\n\n"
        made.append(Actor(id_, kind, first, names, dict(row.get("ids", {}))))  # type: ignore[call-overload]
    return Reading(
        Document(document, text, hashlib.sha256(document.encode()).hexdigest()), tuple(mentions), actors=tuple(made)
    )


def make_profiles(rows: Sequence[Mapping[str, object]]) -> list[Profile]:
    """The profiles of all rows, each with its `document`."""
    documents = dict.fromkeys(str(row["document"]) for row in rows)
    return [
        profile
        for document in documents
        for profile in profile_reading(make_reading(document, [r for r in rows if r["document"] == document]))
    ]
