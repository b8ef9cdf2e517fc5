"""The straight line over one document: text → sentences → findings, times → claims → actors → conflicts.

A pure function of its input; where it runs, and under which limits, is decided elsewhere in `engine/`.
"""

from __future__ import annotations

from dataclasses import replace

from dalil.actors.coreference import resolve_mentions
from dalil.analysis.conflicts import find_conflicts
from dalil.claims.build import build_claims
from dalil.language.sentences import split_sentences
from dalil.model import Document, Reading
from dalil.reader.findings import Reader
from dalil.reader.rules import RuleReader
from dalil.times import find_times


def read_document(document: Document) -> Reading:
    """All that the first reader finds in `document`; `document.language` and the blocks are already there."""
    sentences = split_sentences(document)
    reader: Reader = RuleReader()
    findings = reader.read(document, sentences)
    times = find_times(document, sentences)
    mentions, times, claims = build_claims(document, findings, times, reader=reader.name, version=reader.version)
    mentions, actors = resolve_mentions(document, sentences, mentions, claims)
    reading = Reading(document, mentions, times, actors, claims)
    return replace(reading, conflicts=find_conflicts(reading))
