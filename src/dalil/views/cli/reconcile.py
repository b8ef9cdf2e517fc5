"""`dalil reconcile`: what another reconciliation service knows of the actors of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from dalil.model import MentionType
from dalil.views.cli.options import case_option, json_option, write_lines, write_list

if TYPE_CHECKING:
    from dalil.case import Case
    from dalil.model import CaseActor
    from dalil.views.web.client import Found
    from dalil.views.web.matches import Matches


@click.command("reconcile")
@case_option
@click.option("--endpoint", required=True, metavar="URL", help="The service, by its address.")
@click.option("--actor", "asked", multiple=True, metavar="ID", help="Only this actor; may be given several times.")
@click.option("--type", "type_", type=click.Choice(get_args(MentionType)), help="Only actors of this type.")
@click.option("--service-type", metavar="ID", help="Only candidates of this type, by the service's own id of it.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="At most so many candidates.")
@click.option("--apply", is_flag=True, help="Keep the id where the service calls one candidate a match.")
@click.option("--accept", type=float, metavar="SCORE", help="Keep the id where one candidate alone has this score.")
@click.option("--by", help="Who keeps ids; needed to keep any.")
@json_option
def command(  # noqa: PLR0917
    case_path: Path,
    endpoint: str,
    asked: tuple[str, ...],
    type_: MentionType | None,
    service_type: str | None,
    limit: int,
    apply: bool,
    accept: float | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Ask a reconciliation service about the actors of a case, and keep the ids that are sure.

    This sends the names of actors to the service.
    """
    from dalil.case import open_case
    from dalil.views.web.client import read_service
    from dalil.views.web.matches import choose_match, is_taken_back, match_actors

    keeps = apply or accept is not None
    if keeps and not by:
        raise click.UsageError("--by says who keeps the ids")
    with open_case(case_path) as case:
        actors = _choose(case, asked, type_)
        service = read_service(endpoint)
        if not asked:
            actors = [actor for actor in actors if service.scheme not in actor.ids]
        matches = match_actors(service, actors, type_id=service_type, limit=limit)
        kept: dict[str, Found] = {}
        if keeps and by:
            judgements = case.judgements()
            for one in matches:
                found = choose_match(one, least=accept)
                if found and not is_taken_back(one.actor, service.scheme, found.id, judgements):
                    kept[one.actor.id] = found
            rows = [
                (actor, service.scheme, f.id, f"{service.name} ({service.url}): {f.name}, score {f.score:g}")
                for actor, f in kept.items()
            ]
            case.give_ids(rows, by=by)
    if as_json:
        write_list("reconcile", [_object(one, kept) for one in matches], scheme=service.scheme)
    else:
        write_lines((line for one in matches for line in _lines(one, kept)), empty="Nothing to ask about.")
        count = sum(bool(one.candidates) for one in matches)
        click.echo(f"{len(matches)} asked about, {count} with candidates, {len(kept)} kept", err=True)


def _choose(case: Case, asked: Sequence[str], type_: MentionType | None) -> list[CaseActor]:
    from dalil.errors import CaseError

    actors = {actor.id: actor for actor in case.actors()}
    unknown = [one for one in asked if one not in actors]
    if unknown:
        raise CaseError(f"{unknown[0]}: the case has no such actor")
    some = [actors[one] for one in dict.fromkeys(asked)] if asked else list(actors.values())
    return [actor for actor in some if type_ is None or actor.type == type_]


def _object(matches: Matches, kept: Mapping[str, Found]) -> dict[str, Any]:
    actor = matches.actor
    found = kept.get(actor.id)
    return {
        "actor": {"id": actor.id, "type": actor.type, "name": actor.name},
        "names": matches.names,
        "candidates": matches.candidates,
        "kept": found.id if found else None,
    }


def _lines(matches: Matches, kept: Mapping[str, Found]) -> Iterator[str]:
    from dalil.views.lines import isolate

    actor = matches.actor
    yield f"{isolate(actor.id)}  {actor.type}  {isolate(actor.name)}"
    for candidate in matches.candidates:
        marks = ["match"] if candidate.match else []
        marks += ["kept"] if kept.get(actor.id) == candidate else []
        types = ", ".join(isolate(name) for name in candidate.types)
        parts = [f"{candidate.score:g}", isolate(candidate.id), isolate(candidate.name), types, *marks]
        yield "    " + "  ".join(part for part in parts if part)
    if not matches.candidates:
        yield "    no candidates"
