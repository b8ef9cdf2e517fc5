"""`dalil judgements`: what people decided in a case, listed, withdrawn, and shared with another case as a file."""

from __future__ import annotations

from pathlib import Path

import click

from dalil.views.cli.options import case_option, json_option, write_lines, write_list

_MOST_BYTES = 64 * 2**20


@click.group("judgements")
def command() -> None:
    """List and withdraw judgements; share them with another case as a file."""


@command.command("list")
@case_option
@json_option
def list_command(case_path: Path, as_json: bool) -> None:
    """List all judgements, withdrawn ones too, in the order in which they were made."""
    from dalil.case import open_case
    from dalil.views.lines import judgement_line

    with open_case(case_path) as case:
        judgements = case.judgements()
    if as_json:
        write_list("judgements", judgements)
    else:
        write_lines(map(judgement_line, judgements), empty="No judgements.")


@command.command("withdraw")
@click.argument("judgement_id")
@case_option
def withdraw_command(judgement_id: str, case_path: Path) -> None:
    """Take a judgement back; it stays on record."""
    from dalil.case import open_case
    from dalil.views.lines import judgement_line

    with open_case(case_path) as case:
        case.withdraw(judgement_id)
        judgement = next(j for j in case.judgements() if j.id == judgement_id)
    click.echo(judgement_line(judgement))


@command.command("export")
@case_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; stdout where none.")
def export_command(case_path: Path, out: Path | None) -> None:
    """Write all judgements as JSON that another case takes in."""
    from dalil.case import open_case
    from dalil.views.files import write_whole

    with open_case(case_path) as case:
        text = case.export_judgements()
        count = len(case.judgements())
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)
        click.echo(f"wrote {out}: {_count(count)}")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@case_option
def import_command(file: Path, case_path: Path) -> None:
    """Take in the judgements of FILE, all or none; the same judgement once."""
    from dalil.case import open_case
    from dalil.case.judgement_file import decode_judgements
    from dalil.errors import CaseError, UnreadableError
    from dalil.views.lines import judgement_line

    if file.stat().st_size > _MOST_BYTES:
        raise UnreadableError(str(file), f"larger than {_MOST_BYTES // 2**20} MiB")
    try:
        judgements = decode_judgements(file.read_bytes())
    except CaseError as error:
        raise UnreadableError(str(file), str(error)) from error
    with open_case(case_path) as case:
        merged = case.import_judgements(judgements)
    write_lines(map(judgement_line, (*merged.added, *merged.withdrawn)))
    known = f"{merged.known} there already"
    click.echo(f"{len(merged.added)} taken in, {len(merged.withdrawn)} withdrawn since, {known}", err=True)


def _count(number: int) -> str:
    return f"{number} judgement{'s' if number != 1 else ''}"
