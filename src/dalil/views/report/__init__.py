"""The dossier: one HTML file of a case that opens with no server and no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dalil.views.files import write_whole
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
    write_whole(out, render_page(data))
