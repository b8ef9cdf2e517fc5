"""What a reader finds in a sentence, and the door every reader stands behind: one network, and whatever comes after it.

Findings hold spans only: no ids, no actors, nothing from another sentence. `claims/` makes claims of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dalil.model import Document, Evidence, MentionForm, MentionType, Modality, Polarity, Sentence, Span


@dataclass(frozen=True, slots=True)
class FoundName(Span):
    """A proper name: the maximal name without attached particles, titles and appositions."""

    type: MentionType
    rule: str
    score: float = 1.0
    lexicon: str | None = None


@dataclass(frozen=True, slots=True)
class FoundTrigger(Span):
    """The word that carries an event, without attached conjunctions and pronouns; `clause` is the clause around it."""

    predicate: str
    clause: Span
    rule: str
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundArgument(Span):
    """A filler of `role` of the trigger at index `trigger` of the same findings.

    `type` and `form` are None for a plain span; for a mention both are given. A dropped subject spans the verb.
    """

    trigger: int
    role: str
    rule: str
    type: MentionType | None = None
    form: MentionForm | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundCue(Span):
    """A cue of attribution ("قال", "according to").

    `source` is who says it, None where the text names nobody, with its type and form; `resumes` marks a cue that
    carries on the speaker before ("وأضاف"). `governs` are the triggers it hands to its source, in whatever sentence.
    """

    rule: str
    source: Span | None = None
    source_type: MentionType | None = None
    source_form: MentionForm | None = None
    resumes: bool = False
    score: float = 1.0
    governs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one sentence; each tuple in text order."""

    sentence: Sentence
    names: tuple[FoundName, ...] = ()
    triggers: tuple[FoundTrigger, ...] = ()
    arguments: tuple[FoundArgument, ...] = ()
    cues: tuple[FoundCue, ...] = ()


class Reader(Protocol):
    """The door: a pure function from the sentences of a document to what is in each of them."""

    name: str
    version: str

    def read(
        self, document: Document, sentences: Sequence[Sentence], go_on: Callable[[], None] | None = None
    ) -> tuple[Findings, ...]:
        """One `Findings` a sentence, in their order; `go_on` is called now and then on the way."""
        ...
