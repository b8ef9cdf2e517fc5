"""Pages as HTML: the templates of this folder, in the interface language, without scripts."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

from dalil.views.markup import FILTERS
from dalil.views.wording import Interface, load_words

_ASSETS = resources.files("dalil.views.web").joinpath("assets")


def render(name: str, interface: Interface, *, framed_by: Collection[str] = (), **values: Any) -> HTMLResponse:
    """The page of the template `name`; only pages of the origins `framed_by` may show it in a frame."""
    page = _template(name).render(interface=interface, words=load_words(interface), **values)
    framing = " ".join(framed_by) or "'none'"
    policy = f"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {framing}"
    return HTMLResponse(page, headers={"content-security-policy": policy})


def read_asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(read_asset),
    )
    environment.filters |= FILTERS
    return environment.get_template(name)
