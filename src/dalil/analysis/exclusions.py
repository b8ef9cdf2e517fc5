"""Rules for what happens once, in an order, or in one state at a time: dates, deaths, foundings, doers, states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from dalil.analysis.comparison import Comparable, Comparison, old_names
from dalil.analysis.statements import Statement
from dalil.language.fold import fold
from dalil.language.lexicon import LANGUAGES, load_table
from dalil.model import ConflictKind

# What is done once to one patient; a journey or a meeting is one only where two sources date it close together.
_ONCE = frozenset(("found", "dissolve", "kill", "rename"))
_RETOLD = frozenset(("move", "meet"))
_RETOLD_DAYS = 31
# What somebody does alive: nothing that is only said of him.
_OF_THE_DEAD = frozenset(("describe", "say", "belong", "kill", "accuse", "prosecute", "other", "support", "oppose"))
_OF_THE_UNFOUNDED = frozenset(("found", "describe", "say", "request", "reject", "rename", "other"))


@dataclass(frozen=True, slots=True)
class Found:
    """Two claims that exclude each other. `things` are the names the sentence speaks of, `values` what differs.

    `about` is the disagreement: of pairs with the same one only the best is listed. `statements` are those that cannot
    all hold, where they are more than the two.
    """

    first: Comparable
    second: Comparable
    kind: ConflictKind
    rule: str
    things: tuple[str, ...]
    about: tuple[str, ...]
    values: tuple[str, str] = ("", "")
    place_name: str = ""
    score: float = 0.8
    statements: tuple[Statement, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        return self.first.claim.trigger.start, self.second.claim.trigger.start


def find_exclusions(comparison: Comparison) -> Iterator[Found]:
    """Every pair that a rule below excludes, in no order."""
    rules: tuple[Callable[[Comparison], Iterator[Found]], ...] = (
        _two_dates, _two_doers, _renamed_and_founded, _after_death, _before_founding, _released_first,
        _in_command_in_prison, _expelled_and_member,
    )  # fmt: skip
    for rule in rules:
        yield from rule(comparison)


def undergoers(c: Comparable) -> frozenset[str]:
    """Whom or what an event befalls: the patient, or the only party of an event told without a doer ("was founded")."""
    return c.among("patient") or c.among("agent")


def _positive(comparison: Comparison, *predicates: str) -> list[Comparable]:
    return [c for c in comparison.claims if c.claim.polarity == "positive" and c.claim.predicate in predicates]


def _two_dates(comparison: Comparison) -> Iterator[Found]:
    for a, b in combinations(_positive(comparison, *_ONCE, *_RETOLD), 2):
        if a.claim.predicate != b.claim.predicate or not _apart(a, b):
            continue
        once = a.claim.predicate in _ONCE
        shared = _single(comparison, undergoers(a) & undergoers(b)) if once else _same_outing(a, b)
        if shared and (once or (_days_between(a, b) <= _RETOLD_DAYS and a.sources != b.sources)):
            dates = (a.edtf, b.edtf)
            about = ("date", a.claim.predicate, *sorted(shared), *sorted(dates))
            things = tuple(comparison.name(s) for s in sorted(shared))
            yield Found(a, b, "date", "date", things, about, dates, score=0.9 if once else 0.6)


def _same_outing(a: Comparable, b: Comparable) -> frozenset[str]:
    """The traveller or host of two tellings that share another party as well."""
    agents = a.among("agent") & b.among("agent")
    where = {role: a.among(role) & b.among(role) for role in ("destination", "counterpart", "patient")}
    return agents if agents and any(where.values()) else frozenset()


def _single(comparison: Comparison, actors: frozenset[str]) -> frozenset[str]:
    """Named actors that one event can befall once: no unnamed sets of people."""
    return frozenset(a for a in actors if a in comparison.named and comparison.actors[a].type != "group")


def _apart(a: Comparable, b: Comparable) -> bool:
    return _before(a, b) or _before(b, a)


def _before(a: Comparable, b: Comparable) -> bool:
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def _days_between(a: Comparable, b: Comparable) -> int:
    first, second = (a, b) if _before(a, b) else (b, a)
    return (date.fromisoformat(second.earliest or "") - date.fromisoformat(first.latest or "")).days


def _two_doers(comparison: Comparison) -> Iterator[Found]:
    """Two named doers of one founding or one death; the body may have changed its name in between."""
    for a, b in combinations([c for c in _positive(comparison, "found", "kill") if not c.title], 2):
        if a.claim.predicate != b.claim.predicate or not (a.among("patient") and b.among("patient")):
            continue
        shared = _shared_bodies(comparison, a, b)
        doers = _rivals(comparison, a, b) if shared else None
        if doers is not None:
            about = ("agent", a.claim.predicate, *sorted(shared), *sorted(doers))
            things = tuple(comparison.name(s) for s in sorted(shared))
            names = (comparison.name(doers[0]), comparison.name(doers[1]))
            yield Found(a, b, "agent", "agent", things, about, names, score=0.9)


def _shared_bodies(comparison: Comparison, a: Comparable, b: Comparable) -> frozenset[str]:
    ones = {comparison.body(x) for x in _single(comparison, a.among("patient"))}
    return frozenset(ones & {comparison.body(x) for x in _single(comparison, b.among("patient"))})


def _rivals(comparison: Comparison, a: Comparable, b: Comparable) -> tuple[str, str] | None:
    """One named doer of each, of one type and with no part in the other's; a member acting for a body is no rival."""
    ones, others = (_single(comparison, c.among("agent")) for c in (a, b))
    if not ones or not others or a.among("agent") & b.among("agent"):
        return None
    for one in sorted(ones):
        for other in sorted(others):
            if comparison.actors[one].type == comparison.actors[other].type and comparison.body(one) != comparison.body(
                other
            ):
                return one, other
    return None


def _renamed_and_founded(comparison: Comparison) -> Iterator[Found]:
    for rename in _positive(comparison, "rename"):
        new = rename.among("result")
        for founding in _positive(comparison, "found"):
            shared = _single(comparison, new & (founding.among("patient") | founding.among("result")))
            doer = founding.among("agent") - founding.among("patient") - shared
            if shared and doer and not founding.title and old_names(rename, comparison.actors):
                first, second = sorted((rename, founding), key=lambda c: c.claim.trigger.start)
                thing = max((comparison.name(s) for s in sorted(shared)), key=len)
                about = ("identity", *sorted(shared))
                yield Found(first, second, "identity", "identity", (thing,), about, score=0.9)


def _after_death(comparison: Comparison) -> Iterator[Found]:
    for death in _positive(comparison, "kill"):
        for dead in sorted(_single(comparison, death.among("patient"))):
            if comparison.actors[dead].type != "person":
                continue
            for act in comparison.claims:
                if act.claim.polarity == "positive" and _acts(act, dead) and _before(death, act):
                    values = (death.edtf, act.edtf)
                    name = (comparison.name(dead),)
                    yield Found(death, act, "order", "order-dead", name, ("dead", dead), values, score=0.8)


def _acts(c: Comparable, actor: str) -> bool:
    doing = actor in c.among("agent") or (c.claim.predicate == "meet" and actor in c.among("counterpart"))
    suffering = c.claim.predicate in ("detain", "release", "injure", "appoint") and actor in c.among("patient")
    return (doing and c.claim.predicate not in _OF_THE_DEAD) or suffering


def _before_founding(comparison: Comparison) -> Iterator[Found]:
    for founding in _positive(comparison, "found"):
        for body in sorted(_single(comparison, undergoers(founding))):
            if comparison.actors[body].type != "organization":
                continue
            for act in comparison.claims:
                lives = body in act.everyone and act.claim.predicate not in _OF_THE_UNFOUNDED
                if lives and act.claim.polarity == "positive" and _before(act, founding):
                    values = (founding.edtf, act.edtf)
                    name = (comparison.name(body),)
                    yield Found(founding, act, "order", "order-unfounded", name, ("unfounded", body), values)


def _released_first(comparison: Comparison) -> Iterator[Found]:
    """Released before detained, where the text tells one detention and one release."""
    detentions, releases = _positive(comparison, "detain"), _positive(comparison, "release")
    for release in releases:
        for freed in sorted(_single(comparison, release.among("patient"))):
            held = [d for d in detentions if freed in d.among("patient")]
            once = sum(freed in r.among("patient") for r in releases) == 1
            if len(held) == 1 and once and _before(release, held[0]):
                values = (release.edtf, held[0].edtf)
                name = (comparison.name(freed),)
                yield Found(release, held[0], "order", "order-released", name, ("released", freed), values)


def _in_command_in_prison(comparison: Comparison) -> Iterator[Found]:
    for detention in _detentions(comparison):
        for lead in _positive(comparison, "lead"):
            held = _single(comparison, _detained(detention)) & lead.among("agent")
            if held and _at_one_time(detention, lead):
                actor = min(held)
                first, second = sorted((detention, lead), key=lambda c: c.claim.trigger.start)
                thing = ", ".join(comparison.name(x) for x in sorted(lead.among("patient")))
                thing = thing or lead.claim.trigger.of(comparison.reading.document.text)
                yield Found(
                    first,
                    second,
                    "state",
                    "state-detained",
                    (comparison.name(actor),),
                    ("command", actor),
                    place_name=thing,
                )


def _detentions(comparison: Comparison) -> list[Comparable]:
    """Arrests, and states of being held, whatever predicate the reader gave the word."""
    return [
        c
        for c in comparison.claims
        if c.claim.polarity == "positive" and (c.claim.predicate == "detain" or c.trigger in _imprisoned())
    ]


def _detained(c: Comparable) -> frozenset[str]:
    """Who is held; told as a state ("was a prisoner"), its subject."""
    return c.among("patient") or (c.among("agent") if c.trigger in _imprisoned() else frozenset())


def _at_one_time(detention: Comparable, lead: Comparable) -> bool:
    """The same event dates both, or the command falls within a detention that is told as a lasting state."""
    if detention.anchor is not None and detention.anchor == lead.anchor:
        return True
    if lead.earliest is None or detention.earliest is None or detention.latest is None:
        return False
    within = detention.earliest <= lead.earliest and (lead.latest or lead.earliest) <= detention.latest
    return within and (detention.trigger in _imprisoned() or lead.earliest == detention.earliest == lead.latest)


def _expelled_and_member(comparison: Comparison) -> Iterator[Found]:
    members = _positive(comparison, "belong", "lead")
    for expulsion in _positive(comparison, "expel", "dismiss", "leave"):
        gone = expulsion.among("agent") if expulsion.claim.predicate == "leave" else expulsion.among("patient")
        bodies = expulsion.among("origin")
        for member in members:
            actor = _single(comparison, gone & member.among("agent"))
            body = bodies & member.among("patient")
            back = any(
                c.among("agent") & actor and c.among("patient") & body for c in _positive(comparison, "join", "appoint")
            )
            if actor and body and not back and _before(expulsion, member):
                values = (expulsion.edtf, member.edtf)
                names = (comparison.name(min(actor)),)
                yield Found(
                    expulsion, member, "state", "state-expelled", names, ("expelled", *sorted(actor)), values,
                    place_name=comparison.name(min(body)),
                )  # fmt: skip


@cache
def _imprisoned() -> frozenset[str]:
    rows = (load_table(language, "conflicts")["words"]["imprisoned"] for language in LANGUAGES)
    return frozenset(fold(word) for row in rows for word in row.split())
