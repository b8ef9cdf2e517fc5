"""Who says so: the chain of cues whose content holds a trigger, outermost first, and speech that runs on.

Invariant: a chain comes from cues of the trigger's own sentence, or from one quotation that was opened and not closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dalil.model import MentionType, Span
from dalil.reader.findings import Findings, FoundCue

_CLOSING = '"\u00bb\u201d\u2033'
_PAIRS = {"\u00ab": "\u00bb", "\u201c": "\u201d"}
_PASSIVE = ".cue.passive"  # cues of this rule name nobody unless a speaker goes before
_LONGEST_SPEECH = 6  # sentences that one open quotation may run on; a quotation mark that is never closed is a misprint


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue with the stretch it governs and its speaker; `speaker` is None where the text names nobody.

    A speaker that the text leaves out has the cue's own span and `form` "dropped".
    """

    cue: FoundCue
    content: Span
    speaker: Span | None
    type: MentionType = "person"
    form: str = "nominal"


def find_sayings(text: str, findings: Sequence[Findings]) -> tuple[tuple[Saying, ...], ...]:
    """The sayings that govern something in each sentence, one tuple a sentence, outermost first."""
    out: list[tuple[Saying, ...]] = []
    running: Saying | None = None
    left = 0
    last: MentionType = "person"
    heard = False  # whether the sentence before has a speaker
    for found in findings:
        here: list[Saying] = []
        if running is not None and left > 0 and found.sentence.kind != "title":
            carried, open_still = _carry(text, running, found)
            here.extend(carried)
            running, left = (running, left - 1) if open_still else (None, 0)
        else:
            running = None
        for cue in found.cues:
            saying = _say(cue, last if heard or here else None)
            last = saying.type if saying.speaker is not None else last
            if cue.content is not None or cue.governs:
                here.append(saying)
            if cue.opens:
                running, left = saying, _LONGEST_SPEECH
        heard = any(saying.speaker is not None for saying in here)
        out.append(tuple(sorted(here, key=lambda s: (s.content.start - s.content.end, s.cue.start))))
    return tuple(out)


def attribute(trigger: Span, sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """The chain for one trigger, outermost first, each cue once; a cue does not govern its own word."""
    return tuple(
        s for s in sayings if s.cue.governs is None and s.content.covers(trigger) and not trigger.overlaps(s.cue)
    )


def index_governed(sayings: Sequence[Sequence[Saying]]) -> dict[Span, tuple[Saying, ...]]:
    """The chain of each trigger that a cue of any sentence says it governs: in text order, so outermost first."""
    out: dict[Span, list[Saying]] = {}
    for saying in (s for said in sayings for s in said):
        for trigger in saying.cue.governs or ():
            out.setdefault(trigger, []).append(saying)
    return {t: tuple(sorted(s, key=lambda x: (x.cue.start, x.speaker or x.content))) for t, s in out.items()}


def _say(cue: FoundCue, last: MentionType | None) -> Saying:
    """The saying of one cue; `last` is the type of the speaker so far, None where there is none near by."""
    content = cue.content or Span(cue.start, cue.end)
    where = Span(cue.start, cue.end)
    if cue.source is not None:
        return Saying(cue, content, cue.source, cue.source_type or "person", cue.source_form or "nominal")
    if cue.resumes and not (last is None and cue.rule.endswith(_PASSIVE)):
        return Saying(cue, content, where, last or "person", "dropped")
    return Saying(cue, content, None)


def _carry(text: str, saying: Saying, found: Findings) -> tuple[list[Saying], bool]:
    """The saying over as much of the next sentence as its quotation still covers, and whether it stays open.

    Where the quotation marks do not tell opening from closing, a cue of the next sentence speaks for itself, and what
    stands behind it is no longer carried.
    """
    sentence = found.sentence
    opening = next((c for c in reversed(text[saying.cue.end : saying.content.start + 1]) if c in _PAIRS), None)
    closing = _PAIRS[opening] if opening else _CLOSING
    close = next((i for i in range(sentence.start, sentence.end) if text[i] in closing), sentence.end)
    end = close if opening else min([close, *(cue.start for cue in found.cues)])
    if end <= sentence.start:
        return [], False
    span = Span(sentence.start, end)
    return [Saying(saying.cue, span, saying.speaker, saying.type, saying.form)], end == sentence.end
