"""Claims of one document that cannot both be true as told: each pair with its kind and one sentence of why.

Sparing on purpose: only claims told as actual are compared, only with parties that are known to be the same, and one
pair is listed for one disagreement. The rules stand in `exclusions`, `denials`, `counts` and `orders`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dalil.analysis.comparison import Comparison, compare_claims
from dalil.analysis.counts import find_counts
from dalil.analysis.denials import find_denials
from dalil.analysis.exclusions import Found, find_exclusions
from dalil.analysis.orders import find_orders
from dalil.analysis.statements import Statement
from dalil.language.lexicon import load_table
from dalil.model import Conflict, Reading


def find_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """The conflicts among the claims of `reading`, in the order of their first claim in the text."""
    comparison = compare_claims(reading)
    best: dict[tuple[str, ...], Found] = {}
    for found in _find_all(comparison):
        held = best.get(found.about)
        if held is None or (-found.score, found.place) < (-held.score, held.place):
            best[found.about] = found
    pairs: dict[tuple[str, str], Found] = {}
    for found in sorted(best.values(), key=lambda f: (-f.score, f.place)):
        one, other = sorted((found.first.claim.id, found.second.claim.id))
        pairs.setdefault((one, other), found)
    kept: list[Found] = []
    for found in sorted(pairs.values(), key=lambda f: (-f.score, f.place)):
        if not any(_is_told(found, other) for other in kept):
            kept.append(found)
    return tuple(_write(comparison, f) for f in sorted(kept, key=lambda f: (f.place, f.rule)))


def _is_told(found: Found, other: Found) -> bool:
    """Whether `other` tells the same of the same clauses: of "signed an agreement" both words may make a claim."""
    ones = found.first.claim, found.second.claim
    others = other.first.claim, other.second.claim
    alike = all(a.predicate == b.predicate and a.overlaps(b) for a, b in zip(ones, others, strict=True))
    return alike and found.kind == other.kind


def _find_all(comparison: Comparison) -> Iterator[Found]:
    yield from find_exclusions(comparison)
    yield from find_denials(comparison)
    yield from find_counts(comparison)
    yield from find_orders(comparison)


def _write(comparison: Comparison, found: Found) -> Conflict:
    claims = (found.first.claim.id, found.second.claim.id)
    key = "\x1f".join((*sorted(claims), found.kind))
    return Conflict(
        id="x" + hashlib.sha256(key.encode()).hexdigest()[:12],
        claims=claims,
        kind=found.kind,
        why=_say(comparison, found, "en"),
        why_ar=_say(comparison, found, "ar"),
        rule=f"conflict/{found.rule}",
        score=found.score,
    )


def _say(comparison: Comparison, found: Found, language: str) -> str:
    table = load_table(language, "conflicts")
    thing = _list(found.things, language)
    event = table["events"].get(found.first.claim.predicate if thing else "other", table["events"]["other"])
    trigger = found.second.claim.trigger.of(comparison.reading.document.text)
    fields = {
        "thing": thing,
        "actor": thing,
        "parties": thing,
        "trigger": trigger,
        "event": event.format(thing=thing, trigger=trigger),
        "statements": str(table["order"]["join"]).join(
            _say_statement(comparison, s, language) for s in found.statements
        ),
    }
    if found.place_name:
        fields["thing"] = found.place_name
    for name, value, claim in (("first", found.values[0], found.first), ("second", found.values[1], found.second)):
        source = comparison.sources(claim)
        fields[name] = table["why"]["according"].format(value=value, source=source) if source and value else value
    return str(table["why"][found.rule].format(**fields))


def _say_statement(comparison: Comparison, statement: Statement, language: str) -> str:
    """ "X" is dated so, or comes before "Y", with who says so."""
    table = load_table(language, "conflicts")
    text = comparison.reading.document.text
    claim = statement.told.claim
    said = table["order"][claim.time.relation if statement.of else "date"].format(
        trigger=statement.told.trigger,
        value=statement.told.edtf,
        other=statement.of.claim.trigger.of(text) if statement.of else "",
    )
    source = comparison.sources(next(c for c in comparison.claims if c.claim.id == claim.id))
    return str(table["why"]["according"].format(value=said, source=source)) if source else str(said)


def _list(names: tuple[str, ...], language: str) -> str:
    if language == "ar":
        return " \u0648".join(names)
    return " and ".join(names)
