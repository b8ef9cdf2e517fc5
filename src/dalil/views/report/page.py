"""The page of a dossier: the template filled in. What is foreign is escaped, isolated, its hidden characters badged."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from dalil import __version__
from dalil.views.markup import FILTERS
from dalil.views.report.parts import ClaimView, ReportData, key_of

_ASSETS = resources.files("dalil.views.report").joinpath("assets")
_VENDOR = ("d3-dispatch", "d3-quadtree", "d3-timer", "d3-force")


def render_page(data: ReportData) -> str:
    """The whole file. The same data gives the same page."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters |= FILTERS
    script = "\n".join([*(_asset(f"vendor/{name}.min.js") for name in _VENDOR), _asset("report.js")])
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return environment.from_string(_asset("report.html.j2")).render(
        data=data,
        version=__version__,
        style=Markup(_asset("report.css")),  # noqa: S704  (our own file)
        script=Markup(script),  # noqa: S704  (our own files)
        script_hash=f"sha256-{digest}",
        script_data=_json(data.script),
        comma=", " if data.interface == "en" else "\u060c ",
        drawn=[claim.drawn for claim in data.claims],
        by_key={key_of(claim.told): claim for claim in data.claims},
        ticks=data.axis.ticks() if data.axis else (),
        **_choices(data),
    )


def _choices(data: ReportData) -> dict[str, Any]:
    """What the filters offer, most frequent first."""
    acting = Counter(actor for claim in data.claims for actor in claim.actors)
    names = {n: actor.name for n, actor in enumerate(data.actors)}
    return {
        "predicates": _count((c.told.claim.predicate, c.predicate) for c in data.claims),
        "certainties": _count((_certainty_key(c), c.certainty) for c in data.claims),
        "actor_options": [(n, names[n], count) for n, count in acting.most_common() if n in names],
        "acting": frozenset(acting),
    }


def _count(items: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    counts = Counter(items)
    return [(key, label, n) for (key, label), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _certainty_key(claim: ClaimView) -> str:
    return f"{claim.told.claim.polarity} {claim.told.claim.modality}"


def _json(value: object) -> Markup:
    """JSON that no parser of HTML can take for markup: nothing in it can end its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  (escaped just above)


def _asset(name: str) -> str:
    return _ASSETS.joinpath(name).read_text(encoding="utf-8")
