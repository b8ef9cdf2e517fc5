"""From the network's scores to findings: names, triggers, arguments and cues with exact spans.

Invariant: nothing but the scores and the window decides; what is found refers to the window's own triggers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import numpy as np

from dalil.language.cues import is_denial
from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Evidence, Language, MentionForm, MentionType, Modality, Sentence, Span
from dalil.reader.findings import FoundArgument, FoundCue, FoundName, FoundTrigger
from dalil.reader.learned.heads import Head, Thresholds
from dalil.reader.learned.schema import (
    ATTACHED_ROLES,
    CUE,
    DROPPED_ROLES,
    FEATURES,
    FILLERS,
    MODALITIES,
    PREDICATE_TAGS,
    REACH,
    ROLE_TAGS,
    SCHEMES,
)
from dalil.reader.learned.spans import WindowSpans
from dalil.reader.learned.tags import Scores, best_tags, find_stretches, softmax
from dalil.reader.learned.windows import Window

_ACTUAL = MODALITIES.index("actual")
_MOST_SOURCES = 2  # of one cue
_OF_SOURCE = np.array([tag.endswith("-source") for tag in ROLE_TAGS])
_OF_OTHERS = ~_OF_SOURCE
_GENERAL = FEATURES.index("candidate:general")
_VERB = FEATURES.index("candidate:verb")


@dataclass(slots=True)
class Decoded:
    """What was found in one window; the indices of arguments refer to its own triggers."""

    names: list[FoundName]
    triggers: list[FoundTrigger]
    arguments: list[FoundArgument]
    cues: list[FoundCue]


def decode_names(
    window: Window, scores: Mapping[str, Scores], scheme: str = "ours", *, nameless: float = 1.0
) -> list[FoundName]:
    """The names of the window in text order, by the head of `scheme`; `nameless` as in `Thresholds`."""
    probabilities = softmax(scores[f"names.{scheme}"])
    probabilities[:, 0] *= nameless
    spans = WindowSpans(window, scores)
    out = []
    [tags] = best_tags(probabilities[None], spans.breaks[None])
    for first, last, kind, score in find_stretches(tags, SCHEMES[scheme], probabilities):
        span = spans.span(first, last)
        out.append(FoundName(span.start, span.end, cast(MentionType, kind), "learned.name", score))
    return out


@dataclass(slots=True)
class _Item:
    """A head with its probabilities: `roles`, `tags`, `attached` and `fillers` of the units from `first` on, `over` of
    all units."""

    head: Head
    first: int
    roles: Scores
    tags: Sequence[int]
    attached: Scores
    fillers: Scores
    dropped: Scores
    over: Scores
    denied: float
    modalities: Scores

    def filler(self, unit: int) -> MentionType:
        """The likeliest type of what a pronoun or a subject left out stands for."""
        return cast(MentionType, FILLERS[int(self.fillers[unit - self.first, 1:].argmax()) + 1])


class Decoder:
    """Decodes one window: `scores` are those of its units; padding is cut off."""

    def __init__(
        self,
        text: str,
        window: Window,
        sentences: Sequence[Sentence],
        scores: Mapping[str, Scores],
        *,
        thresholds: Thresholds,
    ) -> None:
        self._text, self._window, self._sentences, self._scores = text, window, sentences, scores
        self._thresholds = thresholds
        self._spans = WindowSpans(window, scores)
        self._names = decode_names(window, scores, nameless=thresholds.nameless)
        self._blocks = np.array(window.blocks)
        self._names_at = {self._spans.unit_at(n.start): n for n in self._names}

    def decode(self, heads: Sequence[Head], scores: Mapping[str, Scores]) -> Decoded:
        """`scores` are those of `heads`, as `Network.read_items` gives them."""
        out = Decoded(self._names, [], [], [])
        items = self._items(heads, scores) if heads else []
        spans: dict[int, Span] = {}  # of the triggers, by their place among the items
        for i, item in enumerate(items):
            if item.head.kind != CUE:
                spans[i] = self._trigger_span(item.head)
                arguments = list(self._arguments(item, len(out.triggers), span=spans[i]))
                spans[i] = self._verb_before(item.head, arguments, heads) or spans[i]
                out.arguments += arguments
                out.triggers.append(self._trigger(item, spans[i], arguments))
        for item in items:
            if item.head.kind == CUE:
                at = item.head.unit
                sure = (i for i in spans if items[i].over[at] >= self._thresholds.over)
                governs = tuple(spans[i] for i in sure if self._may_govern(at, heads[i].unit))
                out.cues += self._cues(item.head, list(self._arguments(item, 0, span=None)), governs)
        out.triggers = self._deny(out.triggers, out.cues)
        return out

    def _items(self, heads: Sequence[Head], scores: Mapping[str, Scores]) -> list[_Item]:
        at = np.array([head.unit for head in heads])
        near = at[:, None] + np.arange(-REACH, REACH + 1)
        there = (near >= 0) & (near < len(self._blocks))
        near = near.clip(0, len(self._blocks) - 1)
        here = there & (self._blocks[near] == self._blocks[at][:, None])  # one annotated argument of 1,000 is elsewhere
        is_cue = np.array([head.kind == CUE for head in heads])[:, None, None]
        roles = softmax(scores["roles"])
        kept = np.where(here[..., None] & np.where(is_cue, _OF_SOURCE, _OF_OTHERS), roles, np.float32(0))
        kept[..., 0] = np.where(there, roles[..., 0] * self._thresholds.outside, 1.0)
        tags = best_tags(kept, self._spans.breaks[near])
        attached = softmax(scores["attached"])
        attached[~there, 0] = 1.0
        dropped, over, polarity, modality = (softmax(scores[k]) for k in ("dropped", "over", "polarity", "modality"))
        return [
            _Item(head, head.unit - REACH, kept[i], tags[i], attached[i], scores["fillers"][i], dropped[i],
                  over[i, :, 1], float(polarity[i, 1]), modality[i])
            for i, head in enumerate(heads)
        ]  # fmt: skip

    def _may_govern(self, cue: int, trigger: int) -> bool:
        """A cue does not govern its own word, nor another paragraph: 16 of 1,000 annotated ones do."""
        return cue != trigger and self._window.blocks[cue] == self._window.blocks[trigger]

    def _deny(self, triggers: Sequence[FoundTrigger], cues: Sequence[FoundCue]) -> list[FoundTrigger]:
        """What a cue of denial ("denied that …") hands over first is negative, whatever its own words say."""
        denied: dict[Span, FoundCue] = {}
        for cue in cues:
            if is_denial(fold(cue.of(self._text)), self._spans.language(self._spans.unit_at(cue.start))):
                behind = [span for span in cue.governs if span.start > cue.start]
                denied.update(dict.fromkeys(behind[:1], cue))
        return [self._as_denied(t, denied.get(Span(t.start, t.end))) for t in triggers]

    @staticmethod
    def _as_denied(trigger: FoundTrigger, cue: FoundCue | None) -> FoundTrigger:
        if cue is None or trigger.polarity == "negative":
            return trigger
        evidence = (*trigger.evidence, Evidence(cue.start, cue.end, "polarity", "lexicon.denial"))
        return replace(trigger, polarity="negative", evidence=evidence)

    def _trigger_span(self, head: Head) -> Span:
        tags, last = self._scores["triggers"].argmax(-1), head.unit
        while last + 1 < len(tags) and tags[last + 1] == 2 and self._window.units[last + 1].word:
            last += 1
        return self._spans.bare_span(head.unit, last)

    def _verb_before(self, head: Head, arguments: Sequence[FoundArgument], heads: Sequence[Head]) -> Span | None:
        """Of "took X command", where the verb is under the noun's predicate in the lexicon: the verb, which carries it.

        Nothing but the doer stands between the two, and the verb is no trigger of its own.
        """
        features, wanted = self._window.features, FEATURES.index(f"predicate:{PREDICATE_TAGS[head.kind]}")
        doers = [a for a in arguments if a.role == "agent" and a.form == "name"]
        if _VERB in features[head.unit] or not doers:
            return None
        at = head.unit - 1
        while at >= 0 and any(doer.covers(self._window.units[at]) for doer in doers):
            at -= 1
        if at in (-1, head.unit - 1) or any(h.unit == at for h in heads):
            return None
        carries = _VERB in features[at] and wanted in features[at] and _GENERAL not in features[at]
        return self._spans.bare_span(at, at) if carries else None

    def _trigger(self, item: _Item, span: Span, arguments: Sequence[FoundArgument]) -> FoundTrigger:
        head, denied, modalities = item.head, item.denied, item.modalities
        sentence = self._sentences[self._window.sentences[head.unit]]
        inside = [span, *(a for a in arguments if sentence.covers(a))]
        clause = Span(min(s.start for s in inside), self._clause_end(max(s.end for s in inside)))
        weighed = modalities * np.where(np.arange(len(MODALITIES)) == _ACTUAL, self._thresholds.actual, 1.0)
        negative = denied >= self._thresholds.negative
        modality = cast(Modality, MODALITIES[int(weighed.argmax())])
        evidence = [Evidence(span.start, span.end, "lexicon", entry) for entry in self._entries(head.unit)]
        if negative:
            evidence.append(Evidence(span.start, span.end, "polarity", "learned.polarity", round(denied, 4)))
        if modality != "actual":
            score = round(float(modalities[MODALITIES.index(modality)]), 4)
            evidence.append(Evidence(span.start, span.end, "modality", "learned.modality", score))
        return FoundTrigger(
            span.start, span.end, PREDICATE_TAGS[head.kind], clause, "learned.trigger",
            "negative" if negative else "positive", modality, head.score, tuple(evidence),
        )  # fmt: skip

    def _clause_end(self, end: int) -> int:
        """Where the clause ends whose last argument ends at `end`: before the next mark, verb or sentence."""
        units, sentences = self._window.units, self._window.sentences
        at = max(self._spans.unit_at(end - 1), 0)
        while at + 1 < len(units) and sentences[at + 1] == sentences[at] and units[at + 1].word:
            if _VERB in self._window.features[at + 1]:
                break
            at += 1
        return max(end, units[at].end)

    def _entries(self, unit: int) -> list[str]:
        """The entries of the lexicon of predicates that the unit was found under."""
        names = (FEATURES[f] for f in self._window.features[unit])
        return [f"predicates.{name.removeprefix('predicate:')}" for name in names if name.startswith("predicate:")]

    def _cues(self, head: Head, sources: Sequence[FoundArgument], governs: tuple[Span, ...]) -> list[FoundCue]:
        """The cue, once for each of its sources ("the agency quoted X as saying" has two), in text order."""
        span = self._spans.span(head.unit, head.unit)
        cue = FoundCue(span.start, span.end, "learned.cue", governs=governs, score=head.score, resumes=bool(sources))
        told = [s for s in sources if s.form != "dropped"]
        best = sorted(sorted(told, key=lambda s: -s.score)[:_MOST_SOURCES], key=lambda s: s.start)
        if len(best) == _MOST_SOURCES and not self._text[best[0].end : best[1].start].strip():
            best = [next((s for s in best if s.form == "name"), best[0])]  # "the minister X" is one
        return [
            FoundCue(
                span.start, span.end, cue.rule, Span(s.start, s.end), s.type or "person", s.form or "nominal",
                governs=governs, score=head.score,
            )
            for s in best
        ] or [cue]  # fmt: skip

    def _arguments(self, item: _Item, index: int, *, span: Span | None) -> Iterator[FoundArgument]:
        """What fills the roles of one item; of a cue, whose `span` is None, its source alone."""
        filled = set()
        for argument in [*self._spelled(item, index), *self._attached(item, index, span)]:
            filled.add(argument.role)
            yield argument
        role = DROPPED_ROLES[int(item.dropped[1:].argmax()) + 1]
        score = float(1 - item.dropped[0])
        if score >= self._thresholds.dropped and role not in filled and (role == "source") == (span is None):
            where = span or self._spans.span(item.head.unit, item.head.unit)
            yield FoundArgument(
                where.start, where.end, index, role, f"learned.{role}", item.filler(item.head.unit), "dropped",
                round(score, 4),
            )  # fmt: skip

    def _spelled(self, item: _Item, index: int) -> Iterator[FoundArgument]:
        """Arguments in words of their own."""
        for begin, end, role, score in find_stretches(item.tags, ROLE_TAGS, item.roles):
            first, last = self._spans.trim(begin + item.first, end + item.first)
            if first > last:
                continue
            name = self._names_at.get(first)
            if name is not None and self._spans.unit_at(name.end - 1) >= last:  # or more of the name than was taken
                yield FoundArgument(name.start, name.end, index, role, f"learned.{role}", name.type, "name", score)
                continue
            found = self._spans.span(first, last)
            kind = FILLERS[int(item.fillers[first - item.first].argmax())]
            mention = cast(MentionType, kind) if kind != "span" else None
            form: MentionForm | None = None
            if mention is not None:
                pronouns = _pronouns(self._spans.language(first))
                form = "pronoun" if fold(found.of(self._text)) in pronouns else "nominal"
            yield FoundArgument(found.start, found.end, index, role, f"learned.{role}", mention, form, score)

    def _attached(self, item: _Item, index: int, span: Span | None) -> Iterator[FoundArgument]:
        """Arguments that are pronouns attached to a word."""
        for at in np.flatnonzero(1 - item.attached[:, 0] >= self._thresholds.attached).tolist():
            role = ATTACHED_ROLES[int(item.attached[at, 1:].argmax()) + 1]
            unit = at + item.first
            pronoun = self._spans.attached_pronoun(unit)
            if pronoun is not None and (role == "source") == (span is None):
                score = round(float(item.attached[at, 1:].max()), 4)
                yield FoundArgument(
                    pronoun.start, pronoun.end, index, role, f"learned.{role}", item.filler(unit), "pronoun", score
                )


@cache
def _pronouns(language: Language) -> frozenset[str]:
    return frozenset(fold(load_table(language, "nominals")["pronouns"]).split())
