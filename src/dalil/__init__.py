"""dalil: who says what, on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dalil.case import Case
    from dalil.model import Language, Reading

__version__ = "0.1.0"
__all__ = ["__version__", "open_case", "read"]


def read(
    path: str | Path, *, published: str | None = None, publisher: str | None = None, language: Language | None = None
) -> Iterator[Reading]:
    """All articles of a file or folder, read one after the other in a child process.

    The facts given (`published` as YYYY-MM-DD) stand where a document has none of its own. Raises UnreadableError at
    the first file that cannot be read.
    """
    from pathlib import Path

    from dalil.documents import Given
    from dalil.engine.read import Read, read_paths
    from dalil.errors import UnreadableError
    from dalil.model import Unread

    for outcome in read_paths([Path(path)], Given(published, publisher, language)):
        if isinstance(outcome, Unread):
            raise UnreadableError(outcome.path, outcome.reason)
        if isinstance(outcome, Read):
            yield outcome.reading


def open_case(path: str | Path, *, create: bool = False) -> Case:
    """The case in the file `path`, as a context manager; raises CaseError where there is none or it is not sound."""
    from dalil.case import open_case as open_

    return open_(path, create=create)
