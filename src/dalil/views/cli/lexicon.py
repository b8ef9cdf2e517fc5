"""`dalil lexicon`: a user's own entries, with which `dalil read` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from dalil.model import Language, MentionType
from dalil.views.cli.options import find_lexicon, json_option, lexicon_option, read_lexicon, write_list

if TYPE_CHECKING:
    from dalil.language.own import OwnEntry

_case_option = click.option(
    "--case", "case_path", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The entries of this case instead of yours.",
)  # fmt: skip


@click.group("lexicon")
def command() -> None:
    """Add, list and remove entries of your own: names that `dalil read` is to know."""


@command.command("add")
@click.argument("name")
@click.option("--id", "entry_id", required=True, help="Its id; one of the lexicon adds names to that organisation.")
@click.option("--type", "kind", type=click.Choice(get_args(MentionType)), required=True)
@click.option("--name-ar", multiple=True, metavar="NAME", help="An Arabic name; may be given more than once.")
@click.option("--name-fa", multiple=True, metavar="NAME", help="A Persian name.")
@click.option("--name-en", multiple=True, metavar="NAME", help="An English name.")
@_case_option
@lexicon_option
def add(  # noqa: PLR0917
    name: str,
    entry_id: str,
    kind: MentionType,
    name_ar: tuple[str, ...],
    name_fa: tuple[str, ...],
    name_en: tuple[str, ...],
    case_path: Path | None,
    lexicon_path: Path | None,
) -> None:
    """Add names to an entry, a new one or one that is there.

    NAME counts in every language that its script writes.
    """
    from dalil.language.own import OwnEntry, OwnEntryError, check_entries

    rows = {row.id: row for row in _load(case_path, lexicon_path, new=True)}
    old = rows.get(entry_id, OwnEntry(entry_id, kind))
    if old.type != kind:
        raise click.UsageError(f"{entry_id} is there with the type {old.type}")
    here = _languages(name)
    given: dict[Language, tuple[str, ...]] = {"ar": name_ar, "fa": name_fa, "en": name_en}
    names = (tuple(dict.fromkeys((*old.names(x), *((name,) if x in here else ()), *more))) for x, more in given.items())
    rows[entry_id] = OwnEntry(entry_id, kind, *names)
    try:
        _keep(case_path, lexicon_path, check_entries(rows.values()))
    except OwnEntryError as error:
        raise click.UsageError(str(error)) from None


@command.command("list")
@json_option
@_case_option
@lexicon_option
def list_entries(as_json: bool, case_path: Path | None, lexicon_path: Path | None) -> None:
    """List your entries."""
    from dalil.views.lines import isolate

    rows = _load(case_path, lexicon_path)
    if as_json:
        write_list("lexicon", rows)
        return
    for row in rows:
        click.echo(f"{row.id}  {row.type}")
        for language in get_args(Language):
            if names := row.names(language):
                click.echo(f"    {language}: " + " \u00b7 ".join(map(isolate, names)))
    if not rows:
        click.echo(f"No entries in {case_path or find_lexicon(lexicon_path)}.", err=True)


@command.command("remove")
@click.argument("entry_id", metavar="ID")
@_case_option
@lexicon_option
def remove(entry_id: str, case_path: Path | None, lexicon_path: Path | None) -> None:
    """Remove an entry of yours."""
    rows = _load(case_path, lexicon_path)
    if entry_id not in {row.id for row in rows}:
        raise click.UsageError(f"no entry of yours has the id {entry_id!r}")
    _keep(case_path, lexicon_path, [row for row in rows if row.id != entry_id])


def _load(case_path: Path | None, lexicon_path: Path | None, *, new: bool = False) -> tuple[OwnEntry, ...]:
    """The entries of a case or of a file; of a `new` file, none."""
    if case_path is not None:
        from dalil.case import open_case

        with open_case(case_path) as case:
            return case.lexicon()
    return () if new and not find_lexicon(lexicon_path).exists() else read_lexicon(lexicon_path)


def _keep(case_path: Path | None, lexicon_path: Path | None, rows: Sequence[OwnEntry]) -> None:
    if case_path is None:
        _write(find_lexicon(lexicon_path), rows)
        return
    from dalil.case import open_case

    with open_case(case_path) as case:
        case.keep_lexicon(rows)


def _languages(name: str) -> tuple[str, ...]:
    """The languages whose script a name is written in."""
    return ("en",) if any("a" <= c <= "z" for c in name.casefold()) else ("ar", "fa")


def _write(file: Path, rows: Iterable[OwnEntry]) -> None:
    """Writes the file whole or not at all."""
    from dalil.language.own import format_entries

    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(format_entries(rows), encoding="utf-8")
    beside.replace(file)
