"""The page of an actor: its names, ids and documents, and what is claimed of it or by it, in the words of the texts."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dalil.model import ToldClaim
from dalil.views.web.guard import refuse
from dalil.views.web.pages import render
from dalil.views.wording import Interface, load_words, word_certainty, word_party, word_when, word_who

_PREVIEWED = 3  # claims in a preview


async def show_actor(request: Request) -> Response:
    """The whole page."""
    return await _show(request, request.path_params["id"], "actor.html.j2")


async def preview_actor(request: Request) -> Response:
    """A few lines, for a frame in the program that matches names."""
    return await _show(request, request.query_params.get("id", ""), "preview.html.j2", most=_PREVIEWED)


async def _show(request: Request, actor_id: str, template: str, *, most: int | None = None) -> Response:
    state = request.app.state
    details = await run_in_threadpool(state.held.details, actor_id)
    if details is None:
        return refuse(404, "the case has no such actor")
    claims = [word_claim(told, state.interface) for told in details.claims[:most]]
    framed_by = state.origins if most else ()
    return render(template, state.interface, framed_by=framed_by, details=details, claims=claims)


def word_claim(told: ToldClaim, interface: Interface) -> dict[str, Any]:
    """A claim with all that no view may leave out, in phrases."""
    words = load_words(interface)
    return {
        "told": told,
        "predicate": words["predicate"].get(told.claim.predicate, told.claim.predicate),
        "certainty": word_certainty(told.claim, language=interface),
        "when": word_when(told, language=interface),
        "who": word_who(told, language=interface),
        "parties": [(words["role"].get(p.role, p.role), word_party(p)) for p in told.parties],
    }
