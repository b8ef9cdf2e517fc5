"""Names of one document that are one actor: the same, without a class noun, short, in brackets, also known as.

Precision before recall: a short name with two full names to go to stands for itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dalil.actors.links import Links
from dalil.actors.surfaces import Surface
from dalil.actors.vocabulary import vocabulary
from dalil.language.words import split_words
from dalil.names.sounds import skeleton

_BRACKET = re.compile(r"[\s\"”»]*\([\s\"“«]*(?:\w+\s*:\s*)?[\"“«]?$")
_CLOSED = re.compile(r"[\"”»\s]*\)")
_ALIAS_GAP = 40


def join_names(text: str, surfaces: Sequence[Surface], links: Links) -> None:
    """Tie the names among `surfaces`, and a name to the name or nominal it is another name of."""
    names = [s for s in surfaces if s.mention.form == "name" and s.key]
    _join_equal(surfaces, names, links)
    _join_without_class(names, links)
    _join_aliases(text, surfaces, links)
    _join_acronyms(text, names, links)
    _join_spellings(names, links)
    _join_short(names, links)


def _join_equal(surfaces: Sequence[Surface], names: Sequence[Surface], links: Links) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for s in surfaces:
        if s.state is not None:
            links.join(first.setdefault(("state", s.mention.type, s.state), s.index), s.index, "same-state")
    for s in names:
        links.join(first.setdefault(("name", s.mention.type, " ".join(s.key)), s.index), s.index, "same-name")
        if s.mention.lexicon is not None:
            links.join(first.setdefault(("lexicon", s.mention.type, s.mention.lexicon), s.index), s.index, "same-entry")


def _join_without_class(names: Sequence[Surface], links: Links) -> None:
    by_rest: dict[tuple[str, tuple[str, ...]], list[Surface]] = defaultdict(list)
    for s in names:
        for rest in _without_class(s):
            by_rest[s.mention.type, rest].append(s)
    for s in names:
        full = by_rest.get((s.mention.type, s.key), [])
        if len({f.head for f in full}) == 1:
            for f in full:
                links.join(s.index, f.index, "class-noun")


def _without_class(s: Surface) -> Iterator[tuple[str, ...]]:
    classes = vocabulary(s.language).classes
    if s.mention.type != "person" and len(s.key) > 1:
        if s.key[0] in classes:
            yield s.key[1:]
        if s.language == "en" and s.key[-1] in classes:
            yield s.key[:-1]


def _join_aliases(text: str, surfaces: Sequence[Surface], links: Links) -> None:
    for one, other in pairwise(surfaces):
        if other.mention.form != "name" or one.mention.form not in ("name", "nominal"):
            continue
        if one.mention.type != other.mention.type or other.mention.start < one.mention.end:
            continue
        gap = text[one.mention.end : other.mention.start]
        if len(gap) > _ALIAS_GAP:
            continue
        if _is_alias_gap(gap, one):
            links.join(one.index, other.index, "also-known-as")
        elif one.mention.type == "organization" and _BRACKET.fullmatch(gap) and _CLOSED.match(text, other.mention.end):
            links.join(one.index, other.index, "in-brackets")


def _is_alias_gap(gap: str, s: Surface) -> bool:
    table = vocabulary(s.language)
    words = [w.folded for w in split_words(gap)]
    return bool(set(words) & table.aliases) and set(words) <= table.aliases | table.alias_links


def _join_acronyms(text: str, names: Sequence[Surface], links: Links) -> None:
    short: dict[str, Surface] = {}
    for s in names:
        quote = s.mention.of(text).replace(".", "")
        if len(s.key) == 1 and 2 < len(quote) < 7 and quote.isascii() and quote.isupper():
            short.setdefault(s.key[0], s)
    for s in names:
        initials = "".join(w[0] for w in s.key if w not in ("and", "in", "for"))
        every = "".join(w[0] for w in s.key)
        found = short.get(initials) or short.get(every)
        if len(s.key) > 2 and found is not None and found.mention.type == s.mention.type:
            links.join(s.index, found.index, "acronym")


def _join_spellings(names: Sequence[Surface], links: Links) -> None:
    """Two spellings of a full person's name: all parts alike by skeleton, with the same first letters."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for s in names:
        if s.mention.type != "person" or len(s.key) < 2:
            continue
        parts = tuple((w[0], skeleton(w)) for w in s.key)
        if all(len(bones) > 1 for _, bones in parts):
            links.join(first.setdefault(parts, s.index), s.index, "spelling")


def _join_short(names: Sequence[Surface], links: Links) -> None:
    by_word: dict[tuple[str, str], list[Surface]] = defaultdict(list)
    for s in names:
        for word in set(s.key):
            by_word[s.mention.type, word].append(s)
    for s in names:
        table = vocabulary(s.language)
        if s.mention.type not in ("person", "organization") or (
            len(s.key) == 1 and s.key[0] in table.kunyas | table.classes
        ):
            continue
        pool = min((by_word[s.mention.type, word] for word in s.key), key=len)
        full = [f for f in pool if len(f.key) > len(s.key) and _is_short_for(s, f)]
        if full and len(links.roots(f.index for f in full)) == 1:
            links.join(full[0].index, s.index, "short-name")


def _is_short_for(short: Surface, full: Surface) -> bool:
    if short.mention.lexicon is not None and short.mention.lexicon != full.mention.lexicon:
        return False
    if short.mention.type == "person":
        if short.key[0] in vocabulary(short.language).kunyas:
            return full.key[: len(short.key)] == short.key
        if full.key[-1] in vocabulary(full.language).juniors:
            return False
        rest = iter(full.key)
        return all(word in rest for word in short.key)
    n = len(short.key)
    return n > 1 and full.key[:n] == short.key
