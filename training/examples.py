"""Annotated texts as examples: windows with the labels of every head. A label of -100 is not known and not learned."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from torch import Tensor

from dalil.language.sentences import split_sentences
from dalil.model import Block, Claim, Document, Language, Mention, Reading, Span
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.schema import (
    ATTACHED_ROLES,
    CUE,
    DROPPED_ROLES,
    FILLERS,
    LONGEST_CLITIC,
    MODALITIES,
    NAME_TAGS,
    PREDICATE_TAGS,
    ROLE_TAGS,
)
from dalil.reader.learned.units import Unit
from dalil.reader.learned.windows import Window, make_windows
from dalil.reader.rules.names import find_names

UNKNOWN = -100
HELD_OUT = 10  # one text in so many is held out


@dataclass
class Item:
    """A trigger or a cue at unit `unit`: what it is and, unit by unit, what the others are to it."""

    unit: int
    kind: int
    roles: list[int]
    fillers: dict[int, int] = field(default_factory=dict)
    attached: dict[int, int] = field(default_factory=dict)
    dropped: int = 0
    polarity: int = UNKNOWN
    modality: int = UNKNOWN
    cues: list[int] | None = None  # the units of the cues over this trigger; None for a cue


@dataclass
class Example:
    """`names[scheme]` holds tags unit by unit; `triggers`, `predicates`, `cues`, `before`, `behind` likewise."""

    window: Window
    names: dict[str, list[int]] = field(default_factory=dict)
    triggers: list[int] = field(default_factory=list)
    predicates: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    vector: Tensor | None = None  # of the whole window, of length 1
    text: str = ""  # the document's id
    apart: bool = False  # whether the window is of one block


def is_held_out(file: Path) -> bool:
    """One text in ten, by its name: for thresholds and calibration, and never trained on."""
    return int(hashlib.sha256(file.name.encode()).hexdigest(), 16) % HELD_OUT == 0


def claim_examples(reading: Reading, vocabulary: Vocabulary, *, apart: bool = False) -> Iterator[Example]:
    """One example a window of `reading`, whose claims, mentions and blocks are taken for complete."""
    document = reading.document
    sentences = split_sentences(document)
    for window in make_windows(document, sentences, find_names(document, sentences), vocabulary, apart=apart):
        example = _Labels(reading, window).example()
        example.text, example.apart = document.id, apart
        yield example


def sentence_windows(text: str, language: Language, vocabulary: Vocabulary) -> list[Window]:
    """The windows of one sentence or line that stands alone."""
    document = Document("", text, "", (Block(0, len(text), "paragraph", language),), language)
    sentences = split_sentences(document)
    return list(make_windows(document, sentences, find_names(document, sentences), vocabulary))


class _Labels:
    """Maps the spans of a reading to the units of one window."""

    def __init__(self, reading: Reading, window: Window) -> None:
        self._reading = reading
        self._window = window
        self._units = window.units
        self._mentions = {m.id: m for m in reading.mentions}

    def example(self) -> Example:
        count = len(self._units)
        out = Example(self._window)
        out.names["ours"] = tag_spans(
            self._units, [(m, m.type) for m in self._reading.mentions if m.form == "name"], NAME_TAGS
        )
        out.triggers, out.predicates, out.cues = [0] * count, [UNKNOWN] * count, [0] * count
        out.before, out.behind = [UNKNOWN] * count, [UNKNOWN] * count
        self._clitics(out)
        for claim in self._reading.claims:
            inside = self._inside(claim.trigger)
            if inside:
                self._claim(claim, inside, out)
        self._cues(out)
        return out

    def _inside(self, span: Span) -> list[int]:
        return [i for i, unit in enumerate(self._units) if unit.overlaps(span)]

    def _claim(self, claim: Claim, inside: list[int], out: Example) -> None:
        if out.triggers[inside[0]] == 0:
            out.triggers[inside[0]] = 1
            for i in inside[1:]:
                out.triggers[i] = out.triggers[i] or 2
            out.predicates[inside[0]] = PREDICATE_TAGS.index(claim.predicate)
        item = Item(inside[0], PREDICATE_TAGS.index(claim.predicate), [0] * len(self._units))
        item.polarity = int(claim.polarity == "negative")
        item.modality = MODALITIES.index(claim.modality)
        for role, fillers in claim.args.items():
            for filler in fillers:
                self._argument(item, role, self._mentions[filler] if isinstance(filler, str) else filler)
        item.cues = [i for a in claim.attribution for i in self._inside(a.cue)[:1]]
        out.items.append(item)

    def _argument(self, item: Item, role: str, filler: Mention | Span) -> None:
        inside = self._inside(filler)
        if not inside:
            return
        first = self._units[inside[0]]
        mention = filler if isinstance(filler, Mention) else None
        if mention and mention.form == "dropped":
            if role in DROPPED_ROLES:
                item.dropped = DROPPED_ROLES.index(role)
                item.fillers.setdefault(inside[0], FILLERS.index(mention.type))
            return
        if (
            mention
            and mention.form == "pronoun"
            and len(inside) == 1
            and filler.start > first.start
            and filler.end == first.end
        ):
            item.attached[inside[0]] = ATTACHED_ROLES.index(role)
            item.fillers.setdefault(inside[0], FILLERS.index(mention.type))
            return
        if any(item.roles[i] for i in inside):
            return
        item.fillers[inside[0]] = FILLERS.index(mention.type) if mention else 0
        for k, i in enumerate(inside):
            item.roles[i] = ROLE_TAGS.index(f"{'I' if k else 'B'}-{role}")

    def _cues(self, out: Example) -> None:
        sources: dict[int, list[Mention | None]] = defaultdict(list)
        for claim in self._reading.claims:
            for saying in claim.attribution:
                inside = self._inside(saying.cue)
                if inside:
                    out.cues[inside[0]] = 1
                    sources[inside[0]].append(self._mentions[saying.source] if saying.source else None)
        for unit, said in sorted(sources.items()):
            item = Item(unit, CUE, [0] * len(self._units))
            for source in {m.id: m for m in said if m is not None}.values():  # "the agency quoted X as saying" has two
                if self._inside(source):
                    self._argument(item, "source", source)
                else:  # named above: carried on here
                    item.dropped = DROPPED_ROLES.index("source")
            out.items.append(item)

    def _clitics(self, out: Example) -> None:
        """What stands before and behind: known at units where a span of the annotation begins or ends."""
        spans: list[Span] = [c.trigger for c in self._reading.claims]
        spans += [m for m in self._reading.mentions if m.form in ("name", "nominal")]
        spans += [a.cue for c in self._reading.claims for a in c.attribution]
        for span in spans:
            for i in self._inside(span):
                unit = self._units[i]
                if unit.word and 0 <= span.start - unit.start <= LONGEST_CLITIC:
                    out.before[i] = span.start - unit.start
                if (
                    unit.word
                    and 0 <= unit.end - span.end <= LONGEST_CLITIC
                    and span in spans[: len(self._reading.claims)]
                ):
                    out.behind[i] = unit.end - span.end
        for mention in self._reading.mentions:
            if mention.form == "pronoun":
                for i in self._inside(mention)[:1]:
                    unit = self._units[i]
                    if (
                        unit.start < mention.start
                        and mention.end == unit.end
                        and mention.end - mention.start <= LONGEST_CLITIC
                    ):
                        out.behind[i] = mention.end - mention.start


def tag_spans(units: Sequence[Unit], spans: Sequence[tuple[Span, str]], tags: Sequence[str]) -> list[int]:
    """Tags unit by unit; of overlapping spans the longer one."""
    out = [0] * len(units)
    for span, kind in sorted(spans, key=lambda s: s[0].start - s[0].end):
        inside = [i for i, unit in enumerate(units) if unit.overlaps(span)]
        if not any(out[i] for i in inside):
            for k, i in enumerate(inside):
                out[i] = tags.index(f"{'I' if k else 'B'}-{kind}")
    return out
