"""From what a reader found to mentions and claims: ids, arguments by role, who says so, and the evidence for each.

Invariant: every claim has an argument, and everything it refers to is among the mentions and times returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from dalil.claims.attribution import Saying, find_chains, find_sayings
from dalil.claims.dating import date_claims
from dalil.model import Attribution, Claim, Document, Evidence, Mention, MentionForm, Origin, Span, Timex
from dalil.reader.findings import Findings, FoundArgument, FoundTrigger

_FORMS: tuple[MentionForm, ...] = ("name", "nominal", "pronoun", "dropped")
_ID_DIGITS = 12


def build_claims(
    document: Document,
    findings: Sequence[Findings],
    times: Sequence[Timex],
    *,
    reader: str,
    version: str,
) -> tuple[tuple[Mention, ...], tuple[Timex, ...], tuple[Claim, ...]]:
    """The mentions (every name, even one in no claim), times and claims of `document`, each in text order.

    `Mention.actor` stays None. Claims without an argument are left out.
    """
    findings = [_without_times(document.text, found, times) for found in findings]
    sayings = list(find_sayings(findings))
    mentions = _Mentions()
    mentions.collect(findings, sayings)
    ids = mentions.ids()
    claims: list[Claim] = []
    seen: dict[Span, int] = {}
    chains = find_chains(sayings)
    for found in findings:
        for index, trigger in enumerate(found.triggers):
            arguments = [a for a in found.arguments if a.trigger == index]
            span = Span(trigger.start, trigger.end)
            if not arguments or any(time.covers(span) for time in times):
                continue
            seen[span] = seen.get(span, 0) + 1
            key = f"{document.id}:{trigger.start}:{trigger.end}:{seen[span] - 1}"
            claim_id = "c" + sha256(key.encode()).hexdigest()[:_ID_DIGITS]
            claim = _claim(claim_id, trigger, arguments, chains.get(span, ()), ids)
            claims.append(replace(claim, origin=Origin(reader, version, trigger.rule)))
    dated_times, dated = date_claims(document, findings, claims, times)
    return mentions.in_order(ids), dated_times, dated


def _without_times(text: str, found: Findings, times: Sequence[Timex]) -> Findings:
    """What names a day names nobody: names and arguments give way to time expressions, as far as they share letters."""
    inside = [t for t in times if found.sentence.covers(t)]
    if not inside:
        return found
    names = tuple(n for n in found.names if not any(t.start <= n.start and n.end <= t.end for t in inside))
    arguments = [_beside_times(text, a, inside) for a in found.arguments]
    return replace(found, names=names, arguments=tuple(a for a in arguments if a is not None))


def _beside_times(text: str, argument: FoundArgument, times: Sequence[Timex]) -> FoundArgument | None:
    """The argument without a time that it lies in, begins or ends with; one that only contains a time stays whole."""
    start, end = argument.start, argument.end
    for time in times:
        if time.start <= start < time.end:
            start = time.end
        elif start < time.start < end <= time.end:
            end = time.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(argument, start=start, end=end) if start < end else None


_Key = tuple[int, int, MentionForm]


@dataclass(slots=True)
class _Mentions:
    """Collects mentions, each span and form once; what has exactly the span of a name is that name."""

    _found: dict[_Key, Mention] = field(default_factory=dict)
    _names: set[tuple[int, int]] = field(default_factory=set)

    def collect(self, findings: Sequence[Findings], sayings: Sequence[Saying]) -> None:
        for name in (name for found in findings for name in found.names):
            self._names.add((name.start, name.end))
            self._add(Mention(name.start, name.end, "", name.type, "name", rule=name.rule, lexicon=name.lexicon))
        for a in (argument for found in findings for argument in found.arguments):
            if a.type is not None and a.form is not None:
                self._add(Mention(a.start, a.end, "", a.type, a.form, rule=a.rule))
        for said in sayings:
            if said.speaker is not None:
                where = said.speaker
                self._add(Mention(where.start, where.end, "", said.type, said.form, rule=said.cue.rule))

    def key(self, start: int, end: int, form: MentionForm) -> _Key:
        return (start, end, "name" if (start, end) in self._names else form)

    def _add(self, mention: Mention) -> None:
        key = self.key(mention.start, mention.end, mention.form)
        if key[2] == mention.form:
            self._found.setdefault(key, mention)

    def ids(self) -> Mapping[_Key, str]:
        """Ids m1, m2, … in text order; a wider mention before those inside it."""
        order = sorted(self._found, key=lambda key: (key[0], -key[1], _FORMS.index(key[2])))
        out = {key: f"m{n}" for n, key in enumerate(order, 1)}
        for start, end in self._names:
            for form in _FORMS:
                out.setdefault((start, end, form), out[(start, end, "name")])
        return out

    def in_order(self, ids: Mapping[_Key, str]) -> tuple[Mention, ...]:
        found = [(ids[key], mention) for key, mention in self._found.items()]
        return tuple(
            Mention(m.start, m.end, i, m.type, m.form, rule=m.rule, lexicon=m.lexicon)
            for i, m in sorted(found, key=lambda pair: int(pair[0][1:]))
        )


def _claim(
    claim_id: str,
    trigger: FoundTrigger,
    arguments: Sequence[FoundArgument],
    chain: Sequence[Saying],
    ids: Mapping[_Key, str],
) -> Claim:
    """A claim whose origin names the rule alone."""
    evidence = [Evidence(trigger.start, trigger.end, "trigger", trigger.rule, trigger.score)]
    evidence += [e for e in trigger.evidence if e.what != "trigger"]
    evidence += [Evidence(a.start, a.end, a.role, a.rule, a.score) for a in arguments]
    evidence += [Evidence(s.cue.start, s.cue.end, "attribution", s.cue.rule, s.cue.score) for s in chain]
    return Claim(
        start=min(trigger.clause.start, trigger.start),
        end=max(trigger.clause.end, trigger.end),
        id=claim_id,
        trigger=Span(trigger.start, trigger.end),
        predicate=trigger.predicate,
        origin=Origin("", "", trigger.rule),
        args=_args(arguments, ids),
        polarity=trigger.polarity,
        modality=trigger.modality,
        attribution=tuple(_attribution(s, ids) for s in chain),
        score=trigger.score,
        evidence=tuple(evidence),
    )


def _args(arguments: Sequence[FoundArgument], ids: Mapping[_Key, str]) -> dict[str, tuple[str | Span, ...]]:
    out: dict[str, list[str | Span]] = {}
    for argument in sorted(arguments, key=lambda a: (a.start, a.end)):
        filler: str | Span = Span(argument.start, argument.end)
        if argument.type is not None and argument.form is not None:
            filler = ids[(argument.start, argument.end, argument.form)]
        fillers = out.setdefault(argument.role, [])
        if filler not in fillers:
            fillers.append(filler)
    return {role: tuple(fillers) for role, fillers in out.items()}


def _attribution(saying: Saying, ids: Mapping[_Key, str]) -> Attribution:
    cue = Span(saying.cue.start, saying.cue.end)
    if saying.speaker is None:
        return Attribution(None, cue)
    return Attribution(ids[(saying.speaker.start, saying.speaker.end, saying.form)], cue)
