"""What a person is called beside the name, as it is compared: an office by its head and the word behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dalil.actors.vocabulary import drop_article, vocabulary
from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import split_words
from dalil.model import Language, Mention

_REACH = 90  # characters before a name in which its office begins
_WORDS = 7
_LONGEST = 4  # words of an office that are compared
_STOPS = '.:;\u061b!?\u061f\n"\u00ab\u00bb()'
_PARTICLES = "\u0648\u0644\u0628\u0641"  # one-letter words joined to the next
_LINKS = frozenset(("the", "of", "for", "and", "\u0648"))


def find_offices(text: str, mention: Mention) -> Iterator[str]:
    """Offices right before a name ("the minister of justice, N") and right behind it ("N, minister of justice")."""
    latin = text[mention.start].isascii()
    before = text[max(0, mention.start - _REACH) : mention.start]
    before = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    found = _first_office(_words(before, latin=latin)[-_WORDS:], latin=latin, last=True)
    if found is not None:
        yield found
    behind = text[mention.end : mention.end + _REACH].lstrip(" \u060c,")
    end = min((i for i in (behind.find(stop) for stop in f"{_STOPS}\u060c,") if i >= 0), default=len(behind))
    words = _words(behind[:end], latin=latin)[:3]
    if words and (found := _first_office(words[: 3 if latin else 2], latin=latin, last=False)) is not None:
        yield found


def split_office(text: str) -> list[str]:
    """The words of a nominal as `office_key` takes them."""
    return _words(text, latin=text[:1].isascii())


def office_key(words: Sequence[str]) -> str:
    """The head of an office and the word that tells which it is, without articles; empty where there is none."""
    count = 2
    while count <= len(words) and words[count - 1] in _general():
        count += 1
    return " ".join(words[:count]) if 2 <= count <= min(len(words), _LONGEST) else ""


@cache
def _general() -> frozenset[str]:
    languages: tuple[Language, ...] = ("ar", "fa", "en")
    return frozenset(fold(w) for language in languages for w in load_table(language, "namesakes")["general"].split())


def _first_office(words: Sequence[str], *, latin: bool, last: bool) -> str | None:
    """The office whose head stands nearest to the name, or at the very beginning of what follows the name."""
    order = range(len(words) - 1, -1, -1) if last else range(min(1, len(words)))
    for i in order:
        head = _head(words[i], latin=latin)
        if head is None:
            continue
        if latin and last and i:
            return office_key((head, *reversed(words[:i]))) or None
        return office_key((head, *words[i + 1 :])) or None
    return None


def _head(word: str, *, latin: bool) -> str | None:
    roles = _roles(latin=latin)
    if word in roles:
        return word
    bare = drop_article(word[1:], "ar")
    return bare if not latin and word[:1] in _PARTICLES and bare in roles else None


def _words(text: str, *, latin: bool) -> list[str]:
    language: Language = "en" if latin else "ar"
    words = [drop_article(w.folded.replace(".", ""), language) for w in split_words(text)]
    return [w for w in words if w not in _LINKS]


@cache
def _roles(*, latin: bool) -> frozenset[str]:
    return vocabulary("en").roles if latin else vocabulary("ar").roles | vocabulary("fa").roles
