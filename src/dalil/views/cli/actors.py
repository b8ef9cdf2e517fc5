"""`dalil actors`: who appears in a case, under which names, and why documents' actors were joined."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list


@click.command("actors")
@case_option
@json_option
def command(case_path: Path, as_json: bool) -> None:
    """List actors with their names in every script."""
    from dalil.case import open_case
    from dalil.views.lines import actor_lines
    from dalil.views.objects import actor_object

    with open_case(case_path) as case:
        actors = case.actors()
    if as_json:
        write_list("actors", map(actor_object, actors))
    else:
        write_lines((line for actor in actors for line in actor_lines(actor)), empty="No actors.")
