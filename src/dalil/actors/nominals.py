"""Nominals that stand for someone told before: the same words again, a class noun, an office, "this …".

A nominal goes to the nearest mention before it that its words fit; where only a looser fit is found, it must be the
only one in the text so far. Everything else stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dalil.actors.links import Links
from dalil.actors.surfaces import Surface
from dalil.actors.vocabulary import Vocabulary, drop_article, vocabulary

_SUFFIXES = ("\u0647\u0645", "\u0647\u0627", "\u0647")
_REACH = 60
_WINDOWS = (0, 1, 2, 100)  # sentences before in which a body told by name must be the only one


def join_nominals(text: str, surfaces: Sequence[Surface], links: Links) -> None:
    """Tie each nominal to a mention before it, or leave it alone."""
    for s in surfaces:
        if s.mention.form == "nominal" and s.key and s.state is None:
            found = _find(text, s, surfaces[max(0, s.index - _REACH) : s.index], links)
            if found is not None:
                links.join(found[0].index, s.index, found[1])


def _find(text: str, s: Surface, before: Sequence[Surface], links: Links) -> tuple[Surface, str] | None:
    table = vocabulary(s.language)
    if set(s.key[1:]) & table.new and not _demonstrative(s, table):
        return None
    nearest = [c for c in reversed(before) if not _holds(c, s) and c.mention.type == s.mention.type]
    same = next((c for c in nearest if c.key == s.key and _same_again(s)), None)
    if same is not None:
        return same, "same-words"
    if not (s.definite or _owned(s, table)):
        return None
    if s.mention.type == "person":
        return _by_office(s, nearest, table)
    return _by_class(s, nearest, table, links)


def _holds(outer: Surface, inner: Surface) -> bool:
    return outer.mention.end > inner.mention.start


def _same_again(s: Surface) -> bool:
    """The same words again mean the same thing where they are definite, or tell it by more than its class."""
    if s.mention.type == "group" and any(w.isdigit() for w in s.words):
        return False
    return s.definite or (len(s.key) > 1 and s.mention.type != "group")


def _demonstrative(s: Surface, table: Vocabulary) -> bool:
    return bool(set(s.words[:1]) & table.demonstratives) or bool(set(s.before[-1:]) & table.demonstratives)


def _owned(s: Surface, table: Vocabulary) -> bool:
    return _owned_head(s, table) is not None


def _owned_head(s: Surface, table: Vocabulary) -> str | None:
    """The class noun before an attached possessive: "hizbuhu" gives "hizb"."""
    if s.language != "ar" or len(s.key) != 1 or s.mention.type != "organization":
        return None
    for suffix in _SUFFIXES:
        stem = s.head.removesuffix(suffix)
        if stem != s.head:
            whole = stem[:-1] + "\u0647" if stem.endswith("\u062a") else stem
            return next((w for w in (stem, whole) if w in table.classes), None)
    return None


def _by_office(s: Surface, nearest: Sequence[Surface], table: Vocabulary) -> tuple[Surface, str] | None:
    """A person told before under the same office: a title before the name, or a nominal with the same head."""
    for c in nearest:
        if c.mention.form == "name" and _held_office(s, c):
            return c, "same-office"
        if c.mention.form == "nominal" and c.head == s.head and (len(s.key) == 1 or c.key[: len(s.key)] == s.key):
            return c, "same-head"
    return None


def _held_office(s: Surface, name: Surface) -> bool:
    titles = [drop_article(w, name.language) for w in name.before]
    if name.language != s.language:
        return False
    n = len(s.key)
    if n == 1:
        return s.head in titles[-4:]
    return any(tuple(titles[i : i + n]) == s.key for i in range(len(titles) - n + 1))


def _is_adjective(s: Surface) -> bool:
    """Whether what follows the head is an adjective with an article of its own, not what the head belongs to."""
    return len(s.words) > 1 and s.words[0].startswith("\u0627\u0644")


def _by_class(s: Surface, nearest: Sequence[Surface], table: Vocabulary, links: Links) -> tuple[Surface, str] | None:
    head = _owned_head(s, table) or s.head
    if len(s.key) > 1 and not (_demonstrative(s, table) or (_is_adjective(s) and head in table.bodies)):
        return None
    for c in nearest:
        if c.mention.form in ("name", "nominal") and head in _heads(c) and _fits(s, c):
            return c, "class-noun-alone"
    row = table.synonyms.get(head)
    if row is None:
        return None
    alike = [c for c in nearest if c.mention.form == "nominal" and table.synonyms.get(c.head) == row and _fits(s, c)]
    if alike and len(links.roots(c.index for c in alike)) == 1:
        return alike[0], "class-synonym"
    return _by_body(s, head, nearest, table, links)


def _by_body(
    s: Surface, head: str, nearest: Sequence[Surface], table: Vocabulary, links: Links
) -> tuple[Surface, str] | None:
    """ "The group" of a body told by name alone, "the city" of a place told by name alone."""
    named = [c for c in nearest if c.mention.form == "name" and c.state is None]
    if head in table.bodies and s.mention.type == "organization":
        named = [c for c in named if c.head in table.bodies or not _known_class(c, table)]
    elif not (head in table.cities and s.mention.type == "place"):
        return None
    for reach in _WINDOWS:
        near = [c for c in named if c.sentence >= s.sentence - reach]
        if near:
            only = len(links.roots(c.index for c in near)) == 1
            return (near[0], "only-one-of-its-kind") if only else None
    return None


def _known_class(c: Surface, table: Vocabulary) -> bool:
    return len(c.key) > 1 and bool({c.head, c.key[-1] if c.language == "en" else c.head} & table.institutions)


def _heads(c: Surface) -> Iterator[str]:
    yield c.head
    if c.language == "en" and c.key:
        yield c.key[-1]
    elif c.before:
        yield drop_article(c.before[-1], c.language) if c.mention.form == "name" else ""


def _fits(s: Surface, c: Surface) -> bool:
    if len(s.key) == 1 or c.mention.form == "name":
        return True
    return not (_is_adjective(s) and len(c.key) > 1) or c.key[1] == s.key[1] or s.words[0] != c.words[0]
