"""`dalil judge`: a person's verdict; it stays on record and outlives every re-reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from dalil.model import Verdict
from dalil.views.cli.options import case_option, write_lines

if TYPE_CHECKING:
    from dalil.case import Case
    from dalil.model import Judgement


@click.command("judge")
@click.argument("claim_id", required=False)
@click.argument("verdict", type=click.Choice(get_args(Verdict)), required=False)
@case_option
@click.option("--same", nargs=2, metavar="ACTOR ACTOR", help="These two are one actor.")
@click.option("--different", nargs=2, metavar="ACTOR ACTOR", help="These two are different actors.")
@click.option("--id", "known", nargs=3, metavar="ACTOR SCHEME ID", help="This is the actor's id in that scheme.")
@click.option("--by", required=True, help="Who judges.")
@click.option("--why", default="", help="The reason, in your words.")
def command(  # noqa: PLR0917
    claim_id: str | None,
    verdict: Verdict | None,
    case_path: Path,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    known: tuple[str, str, str] | None,
    by: str,
    why: str,
) -> None:
    """Judge a claim (is it what the text says?), or say which actors are one.

    An actor is named by its id in the case, or by DOCUMENT/ACTOR, one of its members.
    """
    from dalil.case import open_case

    given = [one for one in (claim_id, same, different, known) if one]
    if len(given) != 1 or (verdict is None) == (claim_id is not None):
        raise click.UsageError("give CLAIM_ID VERDICT, or --same, or --different, or --id")
    with open_case(case_path) as case:
        if claim_id is not None and verdict is not None:
            told, _ = case.claim(claim_id)
            judgement = case.judge("claim", (told.claim.id,), verdict, by=by, why=why)
        elif known:
            judgement = case.judge("id", known, "positive", by=by, why=why)
        else:
            judgement = case.judge(
                "actors", same or different or (), "positive" if same else "negative", by=by, why=why
            )
        write_lines(_lines(case, judgement))


def _lines(case: Case, judgement: Judgement) -> Iterator[str]:
    """The judgement, and what it is about as the case now shows it."""
    from dalil.views.lines import actor_lines, claim_lines, judgement_line

    yield judgement_line(judgement)
    if judgement.kind == "claim":
        yield from claim_lines(case.claim(judgement.subject[0])[0])
    about = {one for members in judgement.members for one in members}
    for actor in case.actors():
        if about & {"/".join(member) for member in actor.members}:
            yield from actor_lines(actor)
