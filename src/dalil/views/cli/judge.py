"""`dalil judge`: a person's verdict on a claim; it stays on record and outlives every re-reading."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from dalil.model import Verdict
from dalil.views.cli.options import case_option


@click.command("judge")
@click.argument("claim_id")
@click.argument("verdict", type=click.Choice(get_args(Verdict)))
@case_option
@click.option("--by", required=True, help="Who judges.")
@click.option("--why", default="", help="The reason, in your words.")
def command(claim_id: str, verdict: Verdict, case_path: Path, by: str, why: str) -> None:
    """Judge a claim: is it what the text says? positive, negative or unsure."""
    from dalil.case import open_case
    from dalil.views.lines import claim_lines, isolate

    with open_case(case_path) as case:
        told, _ = case.claim(claim_id)
        judgement = case.judge("claim", (told.claim.id,), verdict, by=by, why=why)
        told, _ = case.claim(told.claim.id)
    click.echo(f"{isolate(judgement.id)}  {verdict}, by {isolate(by)}")
    for line in claim_lines(told):
        click.echo(line)
