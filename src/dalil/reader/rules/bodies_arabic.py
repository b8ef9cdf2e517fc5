"""Names of bodies in an Arabic sentence by their head nouns: \"ministry of …\", \"the French authorities\"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.reader.findings import FoundName
from dalil.reader.rules.arabic_lists import ARTICLE, continues_name, known_length, load_demonyms, load_set
from dalil.reader.rules.gazetteer import load_gazetteer
from dalil.reader.rules.name_words import NameWords, strip_particles

_WAW, _LAM, _HEH = "\u0648", "\u0644", "\u0647"
_LONGEST = 9


def find_bodies(words: NameWords, i: int) -> Iterator[FoundName]:
    """Bodies by their head noun: governing ("ministry of …") or with an adjective ("the French authorities")."""
    heads, state_bodies = load_set("organization_heads"), load_set("state_bodies")
    before = words.folded[i - 1] if words.joined(i) else ""
    for cut, first in strip_particles(words.folded[i]):
        if first in state_bodies and not _standing_length(first, words.rest(i)):
            if first in load_set("portfolios") and _is_any(before, "portfolio_holders"):
                return
            end = _adjectives_end(words, i, named=first in load_set("named_bodies"))
        elif length := _standing_length(first, words.rest(i)):
            end = _trailing_end(words, i + length, words.run_end(i, _LONGEST))
        elif first in heads:
            end = _complement_end(words, i, first, coordinating=first in load_set("coordinating_heads"))
        else:
            continue
        if end is not None:
            yield words.name(i, end, "organization", rule="name.body", score=0.8, cut=cut)
        return


@cache
def _standing_bodies() -> dict[str, list[tuple[str, ...]]]:
    """Bodies that every state has under one name, by their first word."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for line in str(load_table("ar", "names")["standing_bodies"]).split("\n"):
        name = tuple(fold(word) for word in line.split())
        if name:
            out.setdefault(name[0], []).append(name)
    return out


def _standing_length(first: str, rest: tuple[str, ...]) -> int:
    return max((len(n) for n in _standing_bodies().get(first, ()) if rest[: len(n) - 1] == n[1:]), default=0)


def _is_any(word: str, name: str) -> bool:
    """Whether a word, with or without particles, is in a list of ar/names.toml."""
    return any(key in load_set(name) for _, key in strip_particles(word))


def _is_definite(folded: str) -> bool:
    return folded.startswith(ARTICLE) and len(folded) > 3


def _agrees(head: str, adjective: str) -> bool:
    """Whether an adjective of a state may belong to a head: a feminine head takes no masculine one."""
    return not head.endswith(_HEH) or adjective.endswith(_HEH)


def _adjectives_end(words: NameWords, i: int, *, named: bool) -> int | None:
    """The end of a body with the article: adjectives of states, or naming ones, then a complement with lam."""
    demonyms, naming = load_demonyms(), load_set("naming_adjectives")
    j, certain = i + 1, False
    while j < len(words) and words.joined(j) and _is_definite(words.folded[j]):
        word = words.folded[j]
        if (word in demonyms and _agrees(words.folded[i], word)) or (named and word in naming):
            certain = True
        else:
            break
        j += 1
    if not certain:
        return None
    return _lam_complement_end(words, j) if named else j


def _lam_complement_end(words: NameWords, j: int) -> int:
    if not (j < len(words) and words.joined(j) and words.folded[j] in load_set("lam_complements")):
        return j
    j += 1
    while j < len(words) and words.joined(j) and continues_name(words, j) and _is_definite(words.folded[j]):
        j += 1
    return j


def _complement_end(words: NameWords, i: int, head: str, *, coordinating: bool) -> int | None:
    """The end of a governing head noun with what it governs, or None where nothing fitting follows."""
    limit = words.run_end(i, _LONGEST)
    entry = load_gazetteer("ar").match(head, words.rest(i))
    if entry is not None and entry.type == "organization" and len(entry.words) > 1:
        return _trailing_end(words, i + len(entry.words), limit)
    j, definite = i + 1, 0
    while j < limit and continues_name(words, j):
        word = words.folded[j]
        known = known_length(words, j)
        if known and not definite:
            return _trailing_end(words, j + known, limit)
        if _is_definite(word) and (definite < 2 or word in load_demonyms() or word in load_set("naming_adjectives")):
            definite += 1
        elif definite or word.startswith((_WAW + ARTICLE, _LAM + _LAM)) or not _may_govern(words, j):
            break
        elif j - i > 2:
            return None
        j += 1
    if not definite or (definite == 1 and j == i + 2 and head in load_set("loose_heads")):
        return None
    while coordinating and j < limit and words.folded[j].startswith(_WAW + ARTICLE) and _coordinates(words, j):
        j += 1
        while (
            j < limit
            and _is_definite(words.folded[j])
            and words.folded[j] in load_set("naming_adjectives") | load_demonyms()
        ):
            j += 1
    return _trailing_end(words, j, limit)


def _coordinates(words: NameWords, j: int) -> bool:
    """Whether "and" + article goes on with the same name: an abstract noun, no name or body of its own."""
    bare = words.folded[j][1:]
    return (
        not load_gazetteer("ar").match(bare, words.rest(j))
        and bare not in load_set("state_bodies")
        and bare not in load_set("titles", "titles")
        and bare not in load_set("outside")
    )


def _may_govern(words: NameWords, j: int) -> bool:
    """An indefinite word inside a name, between its head and a word with the article."""
    word = words.folded[j]
    return (
        len(word) > 2
        and not word[0].isdigit()
        and j + 1 < len(words)
        and words.joined(j + 1)
        and (
            words.folded[j + 1].startswith(ARTICLE)
            or word in load_set("organization_heads")
            or bool(known_length(words, j + 1))
        )
    )


def _trailing_end(words: NameWords, j: int, limit: int) -> int:
    """Adjectives of states behind the complement belong to the name."""
    while j < limit and (words.folded[j] in load_demonyms() or words.folded[j] in load_set("naming_adjectives")):
        j += 1
    return _lam_complement_end(words, j)
