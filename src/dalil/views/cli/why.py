"""`dalil why`: everything one claim rests on."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list


@click.command("why")
@click.argument("claim_id")
@case_option
@json_option
def command(claim_id: str, case_path: Path, as_json: bool) -> None:
    """Show the words and rules behind a claim; the beginning of its id will do."""
    from dalil.case import open_case
    from dalil.views.lines import why_lines
    from dalil.views.objects import why_object

    with open_case(case_path) as case:
        told, reading = case.claim(claim_id)
    if as_json:
        write_list("why", [why_object(told, reading)])
    else:
        write_lines(why_lines(told, reading))
