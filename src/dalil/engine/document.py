"""The straight line over one document: text → sentences → findings, times → claims → actors → conflicts.

A pure function of its input and of the user's own entries that its process reads with, which `Claim.origin` tells by
their digest; where it runs, and under which limits, is decided elsewhere in `engine/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dalil.actors.coreference import resolve_mentions
from dalil.analysis.conflicts import find_conflicts
from dalil.claims.build import build_claims
from dalil.language.own import own_entries
from dalil.language.sentences import split_sentences
from dalil.model import Document, Reading
from dalil.reader.findings import Reader
from dalil.reader.learned.network import load_reader
from dalil.times import find_times


def read_document(document: Document, go_on: Callable[[], None] | None = None) -> Reading:
    """All that the shipped reader finds in `document`; `document.language` and the blocks are already there.

    `go_on` is called each time that a part of a long one was read.
    """
    sentences = split_sentences(document)
    reader: Reader = load_reader()
    findings = reader.read(document, sentences, go_on)
    times = find_times(document, sentences)
    own = own_entries().digest
    version = f"{reader.version}+{own}" if own else reader.version
    mentions, times, claims = build_claims(document, findings, times, reader=reader.name, version=version)
    mentions, actors = resolve_mentions(document, sentences, mentions, claims)
    reading = Reading(document, mentions, times, actors, claims)
    return replace(reading, conflicts=find_conflicts(reading))
