"""`dalil claims`: who says what, claim by claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dalil.views.cli.options import case_option, filter_options, json_option, write_lines, write_list


@click.command("claims")
@case_option
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@json_option
def command(case_path: Path, as_json: bool, **filters: Any) -> None:
    """List claims, each with its certainty and who says so."""
    from dalil.case import open_case
    from dalil.views.lines import claim_lines
    from dalil.views.objects import claim_object

    with open_case(case_path) as case:
        claims = case.claims(**filters)
    if as_json:
        write_list("claims", map(claim_object, claims))
    else:
        write_lines((line for told in claims for line in claim_lines(told)), empty="No claims.")
