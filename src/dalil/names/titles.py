"""Which words of a written name are titles, ranks and offices rather than parts of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dalil.language.lexicon import load_table
from dalil.names.known import seen
from dalil.names.letters import ARTICLE, Script
from dalil.names.words import letters_of, load_words

_NAMES_FROM = 10  # how often a word was counted as a name from which it is no office
_TABLES = {"arabic": (("ar", "titles"), ("fa", "names")), "latin": (("en", "names"),)}

Word = tuple[str, str]  # as written, and its letters folded


def drop_titles(words: Sequence[Word], script: Script) -> list[Word]:
    """The words but for titles; what ends a name or follows "Abd" or "Abu" is none, unless it only ever follows.

    Before the name, offices are titles too ("minister"), what defines them ("of the interior"), and an Arabic word with
    an article that nobody is known to be called by.
    """
    words = words[_count_offices(words, script) :]
    titles, suffixes, compounds = (load_words(kind, script) for kind in ("titles", "suffixes", "compounds"))
    heads = load_words("servants", script) | load_words("fathers", script) | load_words("links", script)
    out: list[Word] = []
    for i, word in enumerate(words):
        last, held = i + 1 == len(words), i > 0 and words[i - 1][1] in heads
        of_title = word[1] in compounds and not out and i > 0  # "Ayat" and "Allah"
        if not of_title and not (word[1] in suffixes and out) and (word[1] not in titles or last or held):
            out.append(word)
    return out


def _count_offices(words: Sequence[Word], script: Script) -> int:
    """How many words at the beginning are an office; two at least are left."""
    count = 0
    titles, offices = load_words("titles", script), _load_offices(script)
    for i, (_, folded) in enumerate(words[:-2]):
        before = words[i - 1][1] if count else ""
        office = folded in titles or (folded in offices and not _is_name(folded))
        if script == "arabic" and folded.startswith(ARTICLE) and not office:
            defines = bool(before) and not before.startswith(ARTICLE) and before in offices
            office = defines or (seen(folded, latin=False) <= 1 and seen(folded[2:], latin=False) <= _NAMES_FROM)
        if not office:
            break
        count = i + 1
    return count


def _is_name(folded: str) -> bool:
    return not folded.startswith(ARTICLE) and seen(folded, latin=folded.isascii()) >= _NAMES_FROM


@cache
def _load_offices(script: Script) -> frozenset[str]:
    words = (word for language, name in _TABLES[script] for word in load_table(language, name)["titles"].split())
    return frozenset(letters_of(word) for word in words)
