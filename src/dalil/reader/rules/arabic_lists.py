"""Lists of words that the rules of Arabic names share, and what they tell of one word of a sentence."""

from __future__ import annotations

from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.reader.rules.gazetteer import load_gazetteer
from dalil.reader.rules.name_words import NameWords

ARTICLE = "\u0627\u0644"


@cache
def load_set(name: str, table: str = "names") -> frozenset[str]:
    """A list of words of ar/`table`.toml, folded."""
    return frozenset(fold(word) for word in str(load_table("ar", table)[name]).split())


@cache
def load_demonyms() -> frozenset[str]:
    """Adjectives of states with the article, in both genders and the sound plural, folded."""
    out: set[str] = set()
    for stems in load_table("ar", "demonyms")["demonym"].values():
        for stem in map(fold, stems):
            out.update(ARTICLE + stem + end for end in ("", "\u0647", "\u064a\u0646", "\u0648\u0646"))
    return frozenset(out)


@cache
def load_masculine_demonyms() -> frozenset[str]:
    """Adjectives of states with the article, singular, folded: what may stand behind a title or a kunya."""
    stems = [fold(stem) for stems in load_table("ar", "demonyms")["demonym"].values() for stem in stems]
    return frozenset(ARTICLE + stem + end for stem in stems for end in ("", "\u0647"))


def continues_name(words: NameWords, j: int) -> bool:
    word = words.folded[j]
    return word not in load_set("outside") and word not in load_set("stops")


def known_length(words: NameWords, j: int) -> int:
    entry = load_gazetteer("ar").match(words.folded[j], words.rest(j))
    if entry is None or (entry.weak and entry.type != "place") or (entry.type == "person" and len(entry.words) == 1):
        return 0
    return len(entry.words)
