"""Who says so: the chain of cues that hand a trigger to somebody, outermost first.

Invariant: a chain comes from the cues that the reader says govern the trigger, in whatever sentence they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dalil.model import MentionForm, MentionType, Span
from dalil.reader.findings import Findings, FoundCue


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue with its speaker; `speaker` is None where the text names nobody.

    A speaker that the text leaves out has the cue's own span and `form` "dropped".
    """

    cue: FoundCue
    speaker: Span | None
    type: MentionType = "person"
    form: MentionForm = "nominal"


def find_sayings(findings: Sequence[Findings]) -> Iterator[Saying]:
    """The sayings that govern something, in text order; a speaker left out is of the last speaker's type."""
    last: MentionType = "person"
    for cue in (cue for found in findings for cue in found.cues):
        saying = _say(cue, last)
        last = saying.type if saying.speaker is not None else last
        if cue.governs:
            yield saying


def find_chains(sayings: Sequence[Saying]) -> Mapping[Span, tuple[Saying, ...]]:
    """The chain of each trigger that has one.

    Who is named behind what he says stands outermost ("X said that …, according to Y"), the rest in text order: of the
    annotated chains of two 94 in 100 run so. One mention of a speaker speaks once, by the likeliest of its cues
    ("according to what X reported").
    """
    out: dict[Span, list[Saying]] = {}
    for saying in sayings:
        for trigger in saying.cue.governs:
            out.setdefault(trigger, []).append(saying)
    return {t: tuple(_order(t, _speak_once(s))) for t, s in out.items()}


def _speak_once(sayings: Sequence[Saying]) -> list[Saying]:
    best: dict[Span, Saying] = {}
    for saying in sayings:
        speaker = saying.speaker or saying.cue
        speaker = Span(speaker.start, speaker.end)
        if speaker not in best or saying.cue.score > best[speaker].cue.score:
            best[speaker] = saying
    return list(best.values())


def _order(trigger: Span, sayings: Sequence[Saying]) -> list[Saying]:
    return sorted(sayings, key=lambda s: (s.cue.start < trigger.start, s.cue.start, s.speaker or s.cue))


def _say(cue: FoundCue, last: MentionType) -> Saying:
    if cue.source is not None:
        return Saying(cue, cue.source, cue.source_type or "person", cue.source_form or "nominal")
    if cue.resumes:
        return Saying(cue, Span(cue.start, cue.end), last, "dropped")
    return Saying(cue, None)
