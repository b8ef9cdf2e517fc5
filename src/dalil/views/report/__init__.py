"""The dossier: one HTML file of a case that opens with no server and no network."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dalil.views.report.data import build_report_data
from dalil.views.report.page import render_page
from dalil.views.wording import Interface

if TYPE_CHECKING:
    from dalil.case import Case

__all__ = ["build_report_data", "render_page", "write_report"]


def write_report(case: Case, out: Path, *, title: str, interface: Interface = "en") -> None:
    """Write the dossier of `case` to `out`, whole or not at all. Raises OSError where it cannot be written."""
    data = build_report_data(
        [case.reading(document.id) for document in case.documents()],
        case.claims(),
        title=title,
        conflicts=[(told.conflict, told.first, told.second) for told in case.conflicts()],
        actors=case.actors(),
        unread=case.unread(),
        interface=interface,
    )
    _write_whole(out, render_page(data))


def _write_whole(out: Path, page: str) -> None:
    """A reader of `out` sees the old file or the new one, never a part: written beside it, then renamed over it."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    except OSError as error:  # it names a file that the user never asked for
        raise OSError(error.errno, error.strerror, str(out)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
