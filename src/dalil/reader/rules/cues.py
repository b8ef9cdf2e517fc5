"""Cues of attribution: which word hands a stretch of the sentence to somebody other than the author, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.model import Sentence
from dalil.reader.findings import FoundCue, FoundName
from dalil.reader.rules.arabic_cues import find_arabic_cues
from dalil.reader.rules.english_cues import find_english_cues
from dalil.reader.rules.persian_cues import find_persian_cues


def find_cues(text: str, sentence: Sentence, *, names: Sequence[FoundName]) -> tuple[FoundCue, ...]:
    """The cues of `sentence` in text order, at most one a word and source; contents may nest."""
    if sentence.language == "ar":
        found = find_arabic_cues(text, sentence, names=names)
    elif sentence.language == "fa":
        found = find_persian_cues(text, sentence, names=names)
    else:
        found = find_english_cues(text, sentence, names=names)
    unique = {(cue.start, cue.end, cue.source): cue for cue in found}
    return tuple(sorted(unique.values(), key=lambda cue: (cue.start, cue.end)))
