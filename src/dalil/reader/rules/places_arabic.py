"""Names of places in an Arabic sentence by their head nouns, and behind nouns that stay outside the name."""

from __future__ import annotations

from collections.abc import Iterator

from dalil.reader.findings import FoundName
from dalil.reader.rules.arabic_lists import ARTICLE, continues_name, known_length, load_demonyms, load_set
from dalil.reader.rules.gazetteer import load_common_words, load_person_words
from dalil.reader.rules.name_words import NameWords, strip_particles


def find_places(words: NameWords, i: int) -> Iterator[FoundName]:
    heads, introducers = load_set("place_heads"), load_set("place_introducers")
    for cut, first in strip_particles(words.folded[i]):
        if first in introducers:
            end = _place_end(words, i + 1)
            if end is not None:
                yield words.name(i + 1, end, "place", rule="name.place_introduced", score=0.7)
        elif first in heads:
            end = _place_end(words, i + 1)
            if end is not None:
                yield words.name(i, end, "place", rule="name.place", score=0.75, cut=cut)
        else:
            continue
        return


def _place_end(words: NameWords, i: int) -> int | None:
    """The end of what names a place behind its head noun: a known place, words with the article, or unknown words."""
    if not words.joined(i) or not continues_name(words, i):
        return None
    limit = words.run_end(i, 4)
    known = known_length(words, i)
    j = i + known if known else i + 1 if _may_name_place(words.folded[i]) else i
    if j == i:
        return None
    if (
        not known
        and j < limit
        and load_person_words("ar").get(words.folded[j], ("", 0))[1] >= 1
        and _may_name_place(words.folded[j])
    ):
        j += 1
    while j < limit and (
        words.folded[j] in load_set("place_adjectives") or words.folded[j] in load_set("naming_adjectives")
    ):
        j += 1
    return j


def _may_name_place(word: str) -> bool:
    """Whether an unknown word may be a name: no common word, number or adjective, no particle before a word."""
    if (
        word in load_common_words("ar")
        or word[0].isdigit()
        or ARTICLE + word in load_demonyms()
        or word in load_demonyms()
    ):
        return False
    return not any(
        cut and (key in load_common_words("ar") or key.startswith(ARTICLE)) for cut, key in strip_particles(word)
    )
