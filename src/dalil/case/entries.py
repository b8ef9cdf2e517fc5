"""What a case answers beside the nouns of the model: an entry, a hit, a conflict with its claims, a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from dalil.errors import CaseError
from dalil.model import Conflict, Language, Span, ToldClaim


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of a case, without its text; `characters` and `claims` are counts."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: Language | None
    path: str | None
    url: str | None
    media_type: str
    characters: int
    claims: int


@dataclass(frozen=True, slots=True)
class ToldConflict:
    """A conflict with the two claims it is between, in the order of `conflict.claims`."""

    conflict: Conflict
    first: ToldClaim
    second: ToldClaim


@dataclass(frozen=True, slots=True)
class Hit(Span):
    """A sentence, or a block of boilerplate, that holds what was searched for.

    `start`, `end` and `highlights` count in the whole of the document's text; `text` is the exact passage, so a
    highlight is `text[h.start - start : h.end - start]`.
    """

    document_id: str
    title: str | None
    publisher: str | None
    text: str
    highlights: tuple[Span, ...]


class DocumentRefusedError(CaseError):
    """One document that cannot be added, for a reason of its own; the case goes on. `reason` is without the id."""

    def __init__(self, document_id: str, reason: str) -> None:
        super().__init__(f"{document_id}: {reason}")
        self.document_id = document_id
        self.reason = reason
