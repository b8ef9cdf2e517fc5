"""`dalil read`: articles into claims, printed or put into a case."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dalil.model import Language, Reading, Unread


def _check_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from datetime import date  # noqa: PLC0415

    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day, YYYY-MM-DD") from error
    if day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is not written YYYY-MM-DD")
    return value


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option("--case", "case_path", type=click.Path(dir_okay=False, path_type=Path), help="Keep what is read here.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--published", metavar="YYYY-MM-DD", callback=_check_day, help="The day of publication, where a file does not say."
)
@click.option("--publisher", help="Who printed it, where a file does not say.")
@click.option("--language", type=click.Choice(["ar", "fa", "en"]), help="The language of the texts.")
@click.option("--quiet", is_flag=True, help="Print nothing but what was not read and what went wrong.")
@click.option("--strict", is_flag=True, help="Exit with 1 where anything was not read.")
@click.pass_context
def command(  # noqa: PLR0917
    ctx: click.Context,
    paths: tuple[Path, ...],
    case_path: Path | None,
    form: str,
    published: str | None,
    publisher: str | None,
    language: Language | None,
    quiet: bool,
    strict: bool,
) -> None:
    """Read files and folders of articles: plain text, HTML, JSON lines."""
    from dalil.documents import Given  # noqa: PLC0415

    given = Given(published=published, publisher=publisher, language=language)
    tally = _Tally(form=form, quiet=quiet, brief=case_path is not None)
    if case_path is None:
        from dalil.engine.read import read_paths  # noqa: PLC0415

        tally.take(_progress(read_paths(paths, given), paths, quiet=quiet or sys.stdout.isatty()))
    else:
        from dalil.case import open_case  # noqa: PLC0415
        from dalil.engine.gather import gather  # noqa: PLC0415

        with open_case(case_path, create=True) as case:
            tally.take(_progress(gather(paths, given, case), paths, quiet=quiet))
    tally.close()
    if strict and tally.unread:
        ctx.exit(1)


class _Tally:
    """Prints outcomes as they come and counts them; what was not read goes to stderr at the end, even when quiet."""

    def __init__(self, *, form: str, quiet: bool, brief: bool) -> None:
        self._form, self._quiet, self._brief = form, quiet, brief
        self.read = self.known = 0
        self.unread: list[Unread] = []

    def take(self, outcomes: Iterable[Any]) -> None:
        from dalil.engine.read import Read  # noqa: PLC0415
        from dalil.model import Unread  # noqa: PLC0415

        for outcome in outcomes:
            if isinstance(outcome, Read):
                self.read += 1
                if not self._quiet:
                    self._print(outcome.reading)
            elif isinstance(outcome, Unread):
                self.unread.append(outcome)
            else:
                self.known += 1

    def close(self) -> None:
        from dalil.views.lines import unread_line  # noqa: PLC0415

        for unread in self.unread:
            click.echo(unread_line(unread), err=True)
        if not self._quiet and (self._brief or self.unread):
            known = f", {self.known} already there" if self.known else ""
            click.echo(f"{self.read} read{known}, {len(self.unread)} not read", err=True)

    def _print(self, reading: Reading) -> None:
        if self._form == "json":
            from dalil.form import encode_reading  # noqa: PLC0415

            click.echo(encode_reading(reading))
            return
        for line in _reading_lines(reading, brief=self._brief):
            click.echo(line)


def _reading_lines(reading: Reading, *, brief: bool) -> Iterator[str]:
    from dalil.claims.told import tell_claims  # noqa: PLC0415
    from dalil.language.sentences import split_sentences  # noqa: PLC0415
    from dalil.views.lines import claim_lines, conflict_lines, reading_line  # noqa: PLC0415

    yield reading_line(reading)
    if brief:
        return
    claims = tell_claims(reading, split_sentences(reading.document))
    for told in claims:
        yield from ("  " + line for line in claim_lines(told))
    by_id = {told.claim.id: told for told in claims}
    for conflict in reading.conflicts:
        first, second = (by_id[claim] for claim in conflict.claims)
        yield from ("  " + line for line in conflict_lines(conflict, first, second))
    yield ""


def _progress(outcomes: Iterable[Any], paths: tuple[Path, ...], *, quiet: bool) -> Iterator[Any]:
    """`outcomes` with a bar on stderr while it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from dalil.engine.read import count_inputs  # noqa: PLC0415

    with click.progressbar(outcomes, length=count_inputs(paths), label="reading", file=sys.stderr) as bar:
        yield from bar
