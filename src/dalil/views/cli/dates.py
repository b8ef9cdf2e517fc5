"""`dalil dates`: the dates of a text or of files, with their values and reasons."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dalil.views.cli.options import published_option

if TYPE_CHECKING:
    from dalil.model import Document, Language
    from dalil.times import TimesOfText


@click.command("dates")
@click.argument("source", metavar="TEXT|FILE|-")
@published_option
@click.option("--language", type=click.Choice(["ar", "fa", "en"]), help="The language of the text.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document.")
@click.option("--timeml", is_flag=True, help="Print the text as TimeML, with TIMEX3 elements.")
@click.pass_context
def command(  # noqa: PLR0917
    ctx: click.Context, source: str, published: str | None, language: Language | None, as_json: bool, timeml: bool
) -> None:
    """Find the dates of a text, of a file, or of what comes in on stdin (-)."""
    from dalil.language.sentences import split_sentences
    from dalil.model import Unread
    from dalil.times import find_durations_too
    from dalil.views.lines import unread_line

    if as_json and timeml:
        raise click.UsageError("--json and --timeml exclude each other")
    unread = False
    for document in _open(source, published, language):
        if isinstance(document, Unread):
            click.echo(unread_line(document), err=True)
            unread = True
            continue
        found = find_durations_too(document, split_sentences(document))
        if timeml:
            from dalil.times.timeml import write_timeml

            click.echo(write_timeml(document.text, found, document.published), nl=False)
        elif as_json:
            import json

            click.echo(json.dumps(_encode(document, found), ensure_ascii=False))
        else:
            for line in _lines(document, found):
                click.echo(line)
    ctx.exit(1 if unread else 0)


def _open(source: str, published: str | None, language: Language | None) -> Iterator[Any]:
    """The documents of a file, or the text itself; what looks like a file's name and is none is wrong use."""
    from dalil.documents import Given

    if source != "-" and _is_file(source):
        from dalil.engine.read import Read, read_paths

        for outcome in read_paths([Path(source)], Given(published=published, language=language)):
            yield outcome.reading.document if isinstance(outcome, Read) else outcome
        return
    from dalil.times import make_document

    text = source
    if source == "-":
        from dalil.documents.encoding import UndecodableError, decode_bytes

        try:
            text = decode_bytes(sys.stdin.buffer.read()).text
        except UndecodableError as error:
            raise click.ClickException(f"stdin: {error}") from error
    yield make_document(text, language, published)


def _is_file(source: str) -> bool:
    if not source.strip():
        return False
    path = Path(source)
    try:
        if path.is_file():
            return True
        if path.is_dir():
            raise click.BadParameter(f"{source!r} is a folder; name its files", param_hint="TEXT|FILE|-")
    except (OSError, ValueError):  # too long for a name, or no name at all: a text
        return False
    if re.fullmatch(r"\S+\.[A-Za-z][A-Za-z0-9]{1,4}", source):
        raise click.BadParameter(f"there is no file {source!r}", param_hint="TEXT|FILE|-")
    return False


def _encode(document: Document, found: TimesOfText) -> dict[str, Any]:
    from dalil.times.reasons import explain, find_anchor

    text = document.text
    times = [
        {
            "start": t.start,
            "end": t.end,
            "text": t.of(text),
            "edtf": t.edtf,
            "earliest": t.earliest,
            "latest": t.latest,
            "calendar": t.calendar,
            "rule": t.rule,
            "anchor": find_anchor(t, document.published),
            "why": explain(t, document.published),
        }
        for t in found.times
    ]
    durations = [
        {"start": d.start, "end": d.end, "text": d.of(text), "kind": d.kind, "value": d.value} for d in found.durations
    ]
    return {"times": times, "durations": durations}


def _lines(document: Document, found: TimesOfText) -> Iterator[str]:
    from dalil.times.reasons import explain
    from dalil.views.lines import isolate

    if not (found.times or found.durations):
        yield "no dates"
    for time in found.times:
        calendar = "" if time.calendar == "gregorian" else f", {time.calendar}"
        bounds = f"{time.earliest or '..'} to {time.latest or '..'}" if time.edtf else "no day"
        why = explain(time, document.published)
        yield f"{time.edtf or '-':<23}  {isolate(time.of(document.text))}  ({bounds}{calendar}): {why}"
    for duration in found.durations:
        yield f"{duration.value:<23}  {isolate(duration.of(document.text))}  ({duration.kind}, no date)"
