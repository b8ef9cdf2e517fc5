"""The one writer: what is read from paths goes into a case, each document in a transaction of its own.

Every input has exactly one outcome, and an outcome is told only after the case holds it: whoever kills the program
loses the document at hand, never one that was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dalil.case import DocumentRefusedError
from dalil.engine.read import Known, Read, read_paths
from dalil.engine.sandbox import READER, Limits
from dalil.model import Unread

if TYPE_CHECKING:
    from dalil.case import Case
    from dalil.documents import Given

_LIMITS = Limits()


def gather(
    paths: Sequence[Path],
    given: Given,
    case: Case,
    *,
    limits: Limits = _LIMITS,
    reader: str = READER,
    workers: int | None = None,
) -> Iterator[Read | Known | Unread]:
    """Reads `paths` into `case` and tells each outcome; what the case knows already is not read again.

    Raises CaseError where the case itself fails; a document that the case refuses is an Unread with the reason.
    """
    outcomes = read_paths(paths, given, known=case.holds, limits=limits, reader=reader, workers=workers)
    return keep((outcome for outcome in outcomes if not _is_case(_path_of(outcome), case.path)), case)


def keep(outcomes: Iterable[Read | Known | Unread], case: Case) -> Iterator[Read | Known | Unread]:
    """Puts `outcomes` into `case` as they come, and joins the actors at the end."""
    path: str | None = None
    unread: list[Unread] = []
    for outcome in outcomes:
        kept = _keep_one(outcome, case)
        if _path_of(kept) != path:
            _settle(path, unread, case)
            path, unread = _path_of(kept), []
        if isinstance(kept, Unread):
            unread.append(kept)
        yield kept
    _settle(path, unread, case)
    case.actors()


def _keep_one(outcome: Read | Known | Unread, case: Case) -> Read | Known | Unread:
    if isinstance(outcome, Read):
        document = outcome.reading.document
        try:
            if not case.add(outcome.reading, outcome.data):
                return Known(document.path or "", document.sha256, outcome.item)
        except DocumentRefusedError as error:
            outcome = Unread(document.path or "", str(error), outcome.item)
    if isinstance(outcome, Unread):
        case.add_unread(outcome)
    return outcome


def _is_case(path: str | None, case: Path) -> bool:
    """Whether it is the case itself, or its journal, that lies among the articles."""
    name = Path(path or "").name
    return (
        name in (case.name, f"{case.name}-journal")
        and Path(path or "").with_name(case.name).resolve() == case.resolve()
    )


def _path_of(outcome: Read | Known | Unread) -> str | None:
    return outcome.reading.document.path if isinstance(outcome, Read) else outcome.path


def _settle(path: str | None, unread: Sequence[Unread], case: Case) -> None:
    """The file was read to its end: what was unread in it before, and is not any more, is not listed any more."""
    if path is not None:
        case.settle_unread(path, unread)
