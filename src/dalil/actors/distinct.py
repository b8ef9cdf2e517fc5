"""Which names tell by themselves who is meant, and how names and offices are compared between documents."""

from __future__ import annotations

from functools import cache, lru_cache

from dalil.actors.vocabulary import vocabulary
from dalil.actors.words import name_words, shared_words
from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language, MentionType
from dalil.names.parts import parse_name

_LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")


@lru_cache(maxsize=1 << 18)
def name_key(kind: MentionType, name: str) -> str:
    """`name` as it is compared: its parts (of a person) or words, without articles, titles, class nouns of places."""
    if kind == "person":
        parsed = parse_name(name)
        return " ".join(p.letters if p.kind != "kunya" else f"+{p.letters}" for p in parsed.parts)
    words = name_words(name)
    if kind == "place" and len(words) > 1 and words[0] in shared_words(name) | _class_nouns():
        words = words[1:]  # "the region of al-Baha"
    return " ".join(words)


@lru_cache(maxsize=1 << 18)
def is_distinct(kind: MentionType, name: str) -> bool:
    """Whether a name needs nothing beside it: a full name, not of words alone that many bear.

    Never so for one part of a person's name, one word that is no place ("al-Fath", a club and a party), or a ministry
    whose country the name leaves out.
    """
    if kind == "person":
        parts = parse_name(name).parts
        long = [p for p in parts if p.kind != "initial"]
        given, family = _namesakes()
        common = all(p.letters in given or p.letters in family for p in long if p.kind != "kunya")
        return len(long) > 2 or (len(long) == 2 and not common)
    return not _is_shared(name) and (len(name_words(name)) > 1 or kind == "place")


@lru_cache(maxsize=1 << 16)
def is_state_body(key: str) -> bool:
    """Whether an organisation's `name_key` is of words alone that bodies of many states share."""
    return _is_shared(key)


@lru_cache(maxsize=1 << 18)
def telling_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name, as keys of `name_key`, that may stand for it alone: a kunya, and a family name."""
    parts = parse_name(name).parts
    given, _ = _namesakes()
    return tuple(
        dict.fromkeys(
            f"+{p.letters}" if p.kind == "kunya" else p.letters
            for i, p in enumerate(parts)
            if p.kind == "kunya" or (i > 0 and i + 1 == len(parts) and p.letters not in given)
        )
    )


def _is_shared(name: str) -> bool:
    """Whether all words of a name are class nouns, or words that bodies of many states share."""
    shared = shared_words(name) | _class_nouns()
    return all(word in shared for word in name_words(name))


@cache
def _class_nouns() -> frozenset[str]:
    return frozenset().union(*(vocabulary(one).classes | vocabulary(one).governments for one in _LANGUAGES))


@cache
def _namesakes() -> tuple[frozenset[str], frozenset[str]]:
    """Given and family names that many bear, folded, in all scripts."""
    rows: list[set[str]] = [set(), set()]
    for language in _LANGUAGES:
        table = load_table(language, "namesakes")
        for row, kind in zip(rows, ("given", "family"), strict=True):
            row.update(fold(word) for word in table[kind].split())
    return frozenset(rows[0]), frozenset(rows[1])
