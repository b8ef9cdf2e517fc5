"""The store: a case is one SQLite file of documents, what was read from them, and what people decided.

Importing this loads no database; opening a case does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dalil.case.entries import DocumentEntry, DocumentRefusedError, Hit, ToldConflict

if TYPE_CHECKING:
    from dalil.case.store import Case

__all__ = ["Case", "DocumentEntry", "DocumentRefusedError", "Hit", "ToldConflict", "open_case"]


def open_case(path: str | Path, *, create: bool = False) -> Case:
    """The case at `path`, upgraded where an older version made it; `create` makes one where there is none.

    An empty file counts as none. Raises CaseError, in one line, for what is not there, is no case, is damaged, cannot
    be written, or was made by a newer version.
    """
    from dalil.case import sqlite, store  # noqa: PLC0415 (SQLAlchemy is loaded where a case is opened)

    place = Path(path)
    return store.Case(place, sqlite.connect(place, create=create))


def __getattr__(name: str) -> Any:
    if name == "Case":
        from dalil.case.store import Case  # noqa: PLC0415 (as above)

        return Case
    raise AttributeError(name)
