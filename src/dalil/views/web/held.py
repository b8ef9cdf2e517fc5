"""The case that is served, with its actors ready to be matched; read anew when the file has changed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dalil.actors.candidates import ActorIndex, names_of
from dalil.case import DocumentEntry, open_case
from dalil.language.fold import fold
from dalil.model import CaseActor, ToldClaim

_MOST_CLAIMS = 100


@dataclass(frozen=True, slots=True)
class ActorDetails:
    """An actor with the documents that mention it, and its first claims."""

    actor: CaseActor
    documents: tuple[DocumentEntry, ...]
    claims: tuple[ToldClaim, ...]


class HeldCase:
    """A case file by its path; every call may come from another thread and opens the case for itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._index = ActorIndex(())
        self._folded: Sequence[tuple[str, CaseActor]] = ()

    def index(self) -> ActorIndex:
        """The actors as the case now has them. Raises CaseError where it cannot be read any more."""
        with self._lock:
            if self._stamp() != self._seen:
                self._read()
            return self._index

    def find_beginning(self, prefix: str) -> list[CaseActor]:
        """The actors with a name in which a word begins with `prefix`, in the order of the case."""
        self.index()
        begins = fold(prefix).strip()
        return [actor for names, actor in self._folded if f" {begins}" in names]

    def details(self, actor_id: str) -> ActorDetails | None:
        """What the page of an actor shows; None where the case has no such actor."""
        actor = self.index().actors.get(actor_id)
        if actor is None:
            return None
        with open_case(self.path) as case:
            mentioned = {document for document, _ in actor.members}
            documents = tuple(entry for entry in case.documents() if entry.id in mentioned)
            return ActorDetails(actor, documents, case.claims(actor=actor.id, limit=_MOST_CLAIMS))

    def _read(self) -> None:
        with open_case(self.path) as case:
            case.actors()  # joins them anew where that is due, which changes the file
            self._seen = self._stamp()
            actors = case.actors()
        self._index = ActorIndex(actors)
        self._folded = [("".join(f" {fold(name)}" for name in names_of(actor)), actor) for actor in actors]

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size
