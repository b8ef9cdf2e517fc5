"""`dalil report`: the dossier, one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option


@click.command("report")
@case_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The HTML file to write.")
@click.option("--title", help="What the dossier is called; the case file's name where nothing is given.")
@click.option("--interface", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Its language.")
@click.option("--quiet", is_flag=True, help="Do not say what was written.")
def command(case_path: Path, out: Path, title: str | None, interface: str, quiet: bool) -> None:
    """Write the dossier: one HTML file that needs no server and no network."""
    from dalil.case import open_case
    from dalil.views.report import write_report

    with open_case(case_path) as case:
        write_report(case, out, title=title or case_path.stem, interface="ar" if interface == "ar" else "en")
    if not quiet:
        click.echo(f"wrote {out}")
