"""`dalil read`: articles into claims, printed or put into a case."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dalil.views.cli.options import lexicon_option, published_option, read_lexicon

if TYPE_CHECKING:
    from dalil.language.own import OwnEntry
    from dalil.model import Language, Reading, Unread


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option("--case", "case_path", type=click.Path(dir_okay=False, path_type=Path), help="Keep what is read here.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@published_option
@click.option("--publisher", help="Who printed it, where a file does not say.")
@click.option("--language", type=click.Choice(["ar", "fa", "en"]), help="The language of the texts.")
@lexicon_option
@click.option("--workers", type=click.IntRange(1, 64), help="Documents read at once; as many as there are cores.")
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
    lexicon_path: Path | None,
    workers: int | None,
    quiet: bool,
    strict: bool,
) -> None:
    """Read files and folders of articles: plain text, HTML, JSON lines."""
    from dalil.documents import Given

    given = Given(published=published, publisher=publisher, language=language, own=read_lexicon(lexicon_path))
    # A bar and lines on one terminal would write over each other: into a case the bar, otherwise the lines.
    bar = not quiet and sys.stderr.isatty() and not (case_path is None and sys.stdout.isatty())
    tally = _Tally(
        form=form, quiet=quiet, lines=not (quiet or (bar and sys.stdout.isatty())), brief=case_path is not None
    )
    if case_path is None:
        from dalil.engine.read import read_paths

        tally.take(_progress(read_paths(paths, given, workers=workers), paths, bar=bar))
    else:
        from dalil.case import open_case
        from dalil.engine.gather import gather

        with open_case(case_path, create=True) as case:
            given = replace(given, own=_join_entries(given.own, case.lexicon()))
            tally.take(_progress(gather(paths, given, case, workers=workers), paths, bar=bar))
    tally.close()
    if strict and tally.unread:
        ctx.exit(1)


def _join_entries(own: tuple[OwnEntry, ...], of_case: tuple[OwnEntry, ...]) -> tuple[OwnEntry, ...]:
    """The user's entries and those of the case, which come before entries of the user with the same id."""
    from dalil.language.own import OwnEntryError, check_entries

    try:
        return check_entries({row.id: row for row in (*own, *of_case)}.values())
    except OwnEntryError as error:
        raise click.UsageError(f"your entries and those of the case: {error}") from None


class _Tally:
    """Prints outcomes as they come and counts them; what was not read goes to stderr at the end, even when quiet."""

    def __init__(self, *, form: str, quiet: bool, lines: bool, brief: bool) -> None:
        self._form, self._quiet, self._lines, self._brief = form, quiet, lines, brief
        self.read = self.known = 0
        self.unread: list[Unread] = []

    def take(self, outcomes: Iterable[Any]) -> None:
        from dalil.engine.read import Read
        from dalil.model import Unread

        for outcome in outcomes:
            if isinstance(outcome, Read):
                self.read += 1
                if self._lines:
                    self._print(outcome.reading)
            elif isinstance(outcome, Unread):
                self.unread.append(outcome)
            else:
                self.known += 1

    def close(self) -> None:
        from dalil.views.lines import unread_line

        for unread in self.unread:
            click.echo(unread_line(unread), err=True)
        if not (self.read or self.known or self.unread):
            click.echo("nothing to read: there is no file in what was named", err=True)
        elif not self._quiet and (self._brief or self.unread):
            known = f", {self.known} already there" if self.known else ""
            click.echo(f"{self.read} read{known}, {len(self.unread)} not read", err=True)

    def _print(self, reading: Reading) -> None:
        if self._form == "json":
            from dalil.form import encode_reading

            click.echo(encode_reading(reading))
            return
        for line in _reading_lines(reading, brief=self._brief):
            click.echo(line)


def _reading_lines(reading: Reading, *, brief: bool) -> Iterator[str]:
    from dalil.claims.told import tell_claims
    from dalil.language.sentences import split_sentences
    from dalil.views.lines import claim_lines, conflict_lines, reading_line

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


def _progress(outcomes: Iterable[Any], paths: tuple[Path, ...], *, bar: bool) -> Iterator[Any]:
    """`outcomes`, with a bar on stderr where one is wanted."""
    if not bar:
        yield from outcomes
        return
    from dalil.engine.read import count_inputs

    with click.progressbar(outcomes, length=count_inputs(paths), label="reading", file=sys.stderr) as counted:
        yield from counted
