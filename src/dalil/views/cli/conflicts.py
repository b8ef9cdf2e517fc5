"""`dalil conflicts`: claims that cannot both be true as told, side by side."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list


@click.command("conflicts")
@case_option
@json_option
def command(case_path: Path, as_json: bool) -> None:
    """List conflicts: both claims, both speakers, and why they do not fit."""
    from dalil.case import open_case
    from dalil.views.lines import conflict_lines
    from dalil.views.objects import conflict_object

    with open_case(case_path) as case:
        conflicts = [(told.conflict, told.first, told.second) for told in case.conflicts()]
    if as_json:
        write_list("conflicts", (conflict_object(*told) for told in conflicts))
    else:
        write_lines((line for told in conflicts for line in conflict_lines(*told)), empty="No conflicts were found.")
