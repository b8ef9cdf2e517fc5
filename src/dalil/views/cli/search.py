"""`dalil search`: where words stand in the texts of a case, whatever their spelling."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list


@click.command("search")
@click.argument("query")
@case_option
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@json_option
def command(query: str, case_path: Path, limit: int, as_json: bool) -> None:
    """Find words in the texts; quotation marks make a phrase."""
    from dalil.case import open_case
    from dalil.views.lines import hit_lines

    with open_case(case_path) as case:
        hits = case.search(query, limit=limit)
    if as_json:
        write_list("search", hits)
    else:
        write_lines((line for hit in hits for line in hit_lines(hit)), empty="Nothing found.")
