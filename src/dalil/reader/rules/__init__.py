"""The first reader: lexicons and rules over words, one sentence at a time."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.model import Document, Sentence
from dalil.reader.findings import Findings
from dalil.reader.rules.arguments import find_arguments
from dalil.reader.rules.cues import find_cues
from dalil.reader.rules.names import find_names
from dalil.reader.rules.triggers import find_triggers


class RuleReader:
    """The reader of rules; it has no state but its name."""

    name = "rules"
    version = "1"

    def read(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Findings, ...]:
        names = find_names(document, sentences)
        out = []
        for sentence, found in zip(sentences, names, strict=True):
            cues = find_cues(document.text, sentence, names=found)
            triggers = find_triggers(document.text, sentence, names=found, cues=cues)
            arguments = find_arguments(document.text, sentence, names=found, triggers=triggers)
            out.append(Findings(sentence, found, triggers, arguments, cues))
        return tuple(out)
