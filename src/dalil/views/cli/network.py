"""`dalil network`: which actors the claims tie together; what is not told as done is marked and weighs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dalil.views.cli.options import case_option, filter_options, json_option, write_lines, write_list


@click.command("network")
@case_option
@filter_options
@json_option
def command(case_path: Path, as_json: bool, **filters: Any) -> None:
    """List the ties between actors, each with who says so."""
    from dalil.analysis.network import build_network
    from dalil.case import open_case
    from dalil.views.lines import network_lines
    from dalil.views.objects import network_objects

    with open_case(case_path) as case:
        network = build_network(case.claims(**filters))
    if as_json:
        write_list("network", network_objects(network))
    else:
        write_lines(network_lines(network), empty="No claim ties two actors.")
