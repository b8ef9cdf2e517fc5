"""Options that several commands share, and how a command writes what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dalil.model import PREDICATES

if TYPE_CHECKING:
    from dalil.language.own import OwnEntry

_F = TypeVar("_F", bound=Callable[..., Any])

_LARGEST_LEXICON = 8 << 20
_CASE_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
case_option = click.option("--case", "case_path", type=_CASE_FILE, required=True, help="The case file.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")


def _check_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day, YYYY-MM-DD") from error
    if day.isoformat() != value:
        raise click.BadParameter(f"{value!r} is not written YYYY-MM-DD")
    return value


published_option = click.option(
    "--published", metavar="YYYY-MM-DD", callback=_check_day, help="The day of publication, where a file does not say."
)


lexicon_option = click.option(
    "--lexicon", "lexicon_path", type=click.Path(dir_okay=False, path_type=Path), envvar="DALIL_LEXICON",
    help="Your own entries; a file in the folder of your settings where neither this nor DALIL_LEXICON names one.",
)  # fmt: skip


def find_lexicon(path: Path | None) -> Path:
    """The file of the user's own entries: `path`, or that in the folder of settings."""
    return path or Path(click.get_app_dir("dalil")) / "lexicon.toml"


def read_lexicon(path: Path | None) -> tuple[OwnEntry, ...]:
    """The user's own entries; none where no file is named and there is none in the folder of settings."""
    from dalil.language.own import OwnEntryError, parse_entries

    file = find_lexicon(path)
    if path is None and not file.exists():
        return ()
    try:
        if file.stat().st_size <= _LARGEST_LEXICON:
            return parse_entries(file.read_text(encoding="utf-8"))
        reason = f"larger than {_LARGEST_LEXICON >> 20} MB"
    except OwnEntryError as error:
        reason = str(error)
    except UnicodeDecodeError:
        reason = "not UTF-8"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise click.UsageError(f"{file}: {reason}")


def filter_options(function: _F) -> _F:
    """--document, --predicate, --actor and --publisher, as keyword arguments of those names."""
    for option in (
        click.option("--publisher", help="Only claims printed by this publisher."),
        click.option("--actor", help="Only claims in which this actor (its id) takes part or speaks."),
        click.option("--predicate", type=click.Choice(sorted(PREDICATES)), metavar="NAME", help="Only this predicate."),
        click.option("--document", help="Only claims of this document (its id)."),
    ):
        function = option(function)
    return function


def write_lines(lines: Iterable[str], *, empty: str = "") -> None:
    """Each line to stdout; `empty` to stderr where there is none."""
    none = True
    for line in lines:
        none = False
        click.echo(line)
    if none and empty:
        click.echo(empty, err=True)


def write_list(name: str, items: Iterable[Any], **beside: Any) -> None:
    """One JSON object on one line: the list under the command's name, and whatever stands beside it."""
    import msgspec

    click.echo(msgspec.json.encode({name: list(items), **beside}).decode())
