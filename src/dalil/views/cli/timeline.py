"""`dalil timeline`: the dated claims in order, those tied to another claim only, and how many nothing orders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dalil.views.cli.options import case_option, filter_options, json_option, write_lines, write_list


@click.command("timeline")
@case_option
@filter_options
@json_option
def command(case_path: Path, as_json: bool, **filters: Any) -> None:
    """List claims by the time their text gives them."""
    from dalil.analysis.timeline import build_timeline
    from dalil.case import open_case
    from dalil.views.lines import timeline_lines
    from dalil.views.objects import claim_object, entry_object

    with open_case(case_path) as case:
        timeline = build_timeline(case.claims(**filters))
    if as_json:
        unordered = [claim_object(told) for told in timeline.unordered]
        write_list("timeline", map(entry_object, timeline.entries), unordered=unordered)
    else:
        write_lines(timeline_lines(timeline), empty="No claim carries a date.")
