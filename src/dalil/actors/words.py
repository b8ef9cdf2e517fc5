"""The words of a name of a body or a place, and those that it shares with many."""

from __future__ import annotations

from functools import cache, lru_cache

from dalil.actors.vocabulary import drop_article, vocabulary
from dalil.language.fold import fold
from dalil.language.words import split_words
from dalil.model import Language

_LINKS = frozenset(("the", "of"))


@lru_cache(maxsize=1 << 17)
def name_words(name: str) -> tuple[str, ...]:
    """Folded words in order, without articles, dots, "the" and "of"."""
    language = _script_language(name)
    words = (drop_article(word.folded.replace(".", ""), language) for word in split_words(name))
    return tuple(word for word in words if word and not (language == "en" and word in _LINKS))


def telling_words(name: str) -> tuple[str, ...]:
    """The `name_words`; empty where bodies of every state, city or sector share all of them."""
    words = name_words(name)
    common = shared_words(name)
    return () if all(word in common for word in words) else words


def shared_words(name: str) -> frozenset[str]:
    """In the script of `name`, words that names of bodies of every state, city or sector share."""
    if _script_language(name) == "en":
        return _common("en")
    return _common("ar") | _common("fa")


def _script_language(name: str) -> Language:
    return "en" if any("a" <= c <= "z" for c in fold(name)) else "ar"


@cache
def _common(language: Language) -> frozenset[str]:
    return vocabulary(language).common
