"""`dalil documents`: what a case holds, and what could not be read."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list


@click.command("documents")
@case_option
@json_option
def command(case_path: Path, as_json: bool) -> None:
    """List the documents of a case, and what could not be read."""
    from dalil.case import open_case
    from dalil.views.lines import document_line, unread_line

    with open_case(case_path) as case:
        documents, unread = case.documents(), case.unread()
    if as_json:
        write_list("documents", documents, unread=unread)
        return
    write_lines(map(document_line, documents), empty="The case holds no document.")
    for item in unread:
        click.echo(unread_line(item), err=True)
