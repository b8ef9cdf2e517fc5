"""`dalil names`: compare two names of persons, or spell one in the other script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dalil.names.comparison import Comparison
    from dalil.names.spelling import Style


@click.group("names")
def command() -> None:
    """Compare names of persons across scripts and spellings."""


@command.command("compare")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def compare(one: str, other: str, as_json: bool) -> None:
    """How likely A and B are names of one person, and which parts say so."""
    import json

    from dalil.names.comparison import compare_names

    for name in (one, other):
        _check(name)
    comparison = compare_names(one, other)
    if as_json:
        click.echo(json.dumps(_encode(comparison), ensure_ascii=False))
    else:
        for line in _lines(comparison):
            click.echo(line)


@command.command("spell")
@click.argument("name")
@click.option("--style", type=click.Choice(["english", "french", "persian", "turkish"]), help="As a press writes it.")
@click.option("--limit", type=click.IntRange(1, 50), default=10, show_default=True, help="How many spellings.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def spell(name: str, style: Style | None, limit: int, as_json: bool) -> None:
    """The likeliest spellings of NAME in the other script, Latin or Arabic, best first."""
    import json

    from dalil.names.spelling import spell_name
    from dalil.views.lines import isolate

    _check(name)
    found = spell_name(name, style=style, limit=limit)
    if as_json:
        click.echo(json.dumps({"spellings": [{"name": n, "share": round(p, 4)} for n, p in found]}, ensure_ascii=False))
        return
    for spelling, share in found:
        click.echo(f"{share:6.3f}  {isolate(spelling)}")


def _check(name: str) -> None:
    from dalil.names.parts import parse_name

    if not parse_name(name).parts:
        raise click.BadParameter(f"{name!r} has no letters", param_hint="NAME")


def _encode(comparison: Comparison) -> dict[str, Any]:
    why = [{"a": m.one, "b": m.other, "rule": m.rule, "log_odds": m.odds} for m in comparison.why]
    return {"same": comparison.same, "excluded": comparison.excluded, "why": why}


def _lines(comparison: Comparison) -> Iterator[str]:
    from dalil.views.lines import isolate

    reason = f": {comparison.excluded}" if comparison.excluded else ""
    yield f"same person: {comparison.same:.2f}{reason}"
    for match in comparison.why:
        sides = " ~ ".join(isolate(side) if side else "-" for side in (match.one, match.other))
        yield f"  {sides}: {match.rule}" + (f" ({match.odds:+.1f})" if match.one and match.other else "")
