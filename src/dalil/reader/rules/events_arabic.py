"""Names of events and works in an Arabic sentence by their head nouns: "the Libyan crisis", "penal code"."""

from __future__ import annotations

from collections.abc import Iterator

from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.rules.arabic_lists import ARTICLE, continues_name, load_demonyms, load_set
from dalil.reader.rules.name_words import NameWords, strip_particles

_HEADS: tuple[tuple[str, MentionType], ...] = (("state_events", "event"), ("governing_works", "work"))


def find_events(words: NameWords, i: int) -> Iterator[FoundName]:
    """The event or work that word i begins, where its complement makes a name of it."""
    for cut, first in strip_particles(words.folded[i]):
        for heads, kind in _HEADS:
            if first in load_set(heads):
                end = _adjectives_end(words, i + 1) if kind == "event" else _complement_end(words, i + 1)
                if end is not None:
                    yield words.name(i, end, kind, rule=f"name.{kind}", score=0.6, cut=cut)
                return


def _adjectives_end(words: NameWords, j: int) -> int | None:
    begin = j
    while words.joined(j) and words.folded[j] in load_demonyms():
        j += 1
    return j if j > begin else None


def _complement_end(words: NameWords, j: int) -> int | None:
    if not (words.joined(j) and words.folded[j].startswith(ARTICLE) and continues_name(words, j)):
        return None
    return j + 1
