"""Candidates for names in an Arabic sentence: known names, bodies by their head nouns, persons, places, quoted names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import Entry, load_common_words, load_gazetteer, load_person_words
from dalil.reader.rules.name_words import Known, NameWords, strip_particles
from dalil.reader.rules.persons_arabic import find_persons

_ARTICLE = "\u0627\u0644"
_WAW, _LAM = "\u0648", "\u0644"
_LONGEST = 9
_QUOTES = "\"'“”«»‘’„"


@cache
def load_set(name: str, table: str = "names") -> frozenset[str]:
    """A list of words of ar/`table`.toml, folded."""
    return frozenset(fold(word) for word in str(load_table("ar", table)[name]).split())


@cache
def load_demonyms() -> frozenset[str]:
    """Adjectives of states with the article, in both genders and the sound plural, folded."""
    out = set()
    for stems in load_table("ar", "demonyms")["demonym"].values():
        for stem in map(fold, stems):
            out.update(_ARTICLE + stem + end for end in ("", "\u0647", "\u064a\u0646", "\u0648\u0646"))
    return frozenset(out)


def find_arabic_names(words: NameWords, known: Known) -> Iterator[FoundName]:
    """All candidates, overlapping and in no order; the caller chooses."""
    for i in range(len(words)):
        yield from _find_known(words, i, known)
        yield from _find_bodies(words, i)
        yield from _find_places(words, i)
        yield from _find_quoted(words, i)
    yield from find_persons(words, known)


def _find_known(words: NameWords, i: int, known: Known) -> Iterator[FoundName]:
    gazetteer = load_gazetteer("ar")
    persons = load_person_words("ar")
    rest = words.rest(i)
    for cut, first in strip_particles(words.folded[i]):
        entry = gazetteer.match(first, rest)
        if entry is None:
            continue
        if cut and len(entry.words) == 1 and (persons.get(words.folded[i], ("", 0))[1] >= 2 or len(first) < 3):
            continue
        if not _holds(words, i, entry, known, cut):
            continue
        end = i + len(entry.words)
        if entry.type == "organization" and words.joined(end) and words.folded[end] in load_demonyms():
            end += 1
        yield FoundName(**_bounds(words, i, end, cut), type=entry.type, rule="name.lexicon", lexicon=entry.id)
        return


def _bounds(words: NameWords, i: int, j: int, cut: int = 0) -> dict[str, int]:
    span = words.span(i, j, cut=cut)
    return {"start": span.start, "end": span.end}


def _holds(words: NameWords, i: int, entry: Entry, known: Known, cut: int) -> bool:
    """Whether a known name stands here as that name: weak ones need evidence in the sentence or the document."""
    if entry.type == "person" and len(entry.words) == 1:
        return _holds_person(words, i, entry, known)
    if entry.type == "group":
        return not (words.joined(i) and words.folded[i - 1].startswith(_ARTICLE))
    if not entry.weak:
        return True
    before = words.folded[i - 1] if words.joined(i) else ""
    if entry.type == "place":
        prefix = words.folded[i][:cut]
        return before in load_set("place_introducers") or entry.id.startswith("country") and ("\u0628" in prefix or before in _LOCATIVE)
    return (
        entry.id in known.ids
        or before in load_set("organization_heads")
        or words.gaps[i].strip()[-1:] in tuple(_QUOTES)
        and words.gap_after(i + len(entry.words))[:1] in tuple(_QUOTES)
    )


_LOCATIVE = frozenset(map(fold, ("\u0641\u064a", "\u0625\u0644\u0649", "\u0648\u0641\u064a")))


def _holds_person(words: NameWords, i: int, entry: Entry, known: Known) -> bool:
    if entry.id in known.ids:
        return True
    before = words.folded[i - 1] if words.joined(i) else ""
    if before in load_set("titles", "titles"):
        return True
    kind, strength = load_person_words("ar").get(entry.words[0], ("x", 2))
    return kind == "x" and strength >= 1 and not (before and load_person_words("ar").get(before, ("", 0))[1] >= 2)


def _find_bodies(words: NameWords, i: int) -> Iterator[FoundName]:
    """Bodies by their head noun: governing ("ministry of …") or with an adjective ("the French authorities")."""
    heads, state_bodies = load_set("organization_heads"), load_set("state_bodies")
    for cut, first in strip_particles(words.folded[i]):
        if first in state_bodies:
            end = _adjectives_end(words, i, named=first in load_set("named_bodies"))
        elif first in heads:
            end = _complement_end(words, i, coordinating=first in load_set("coordinating_heads"))
        else:
            continue
        if end is not None:
            yield FoundName(**_bounds(words, i, end, cut), type="organization", rule="name.body", score=0.8)
        return


def _is_definite(folded: str) -> bool:
    return folded.startswith(_ARTICLE) and len(folded) > 3


def _adjectives_end(words: NameWords, i: int, *, named: bool) -> int | None:
    """The end of a body with the article: adjectives of states, or naming ones, then a complement with lam."""
    demonyms, naming = load_demonyms(), load_set("naming_adjectives")
    j, certain = i + 1, False
    while j < len(words) and words.joined(j) and _is_definite(words.folded[j]):
        word = words.folded[j]
        if word in demonyms:
            certain = True
        elif named and word in naming:
            certain = True
        elif not (certain and named and word not in load_set("outside") and word not in load_common_words("ar")):
            break
        j += 1
    if not certain:
        return None
    return _lam_complement_end(words, j) if named else j


def _lam_complement_end(words: NameWords, j: int) -> int:
    if not (j < len(words) and words.joined(j) and words.folded[j] in load_set("lam_complements")):
        return j
    j += 1
    while j < len(words) and words.joined(j) and _continues(words, j) and _is_definite(words.folded[j]):
        j += 1
    return j


def _continues(words: NameWords, j: int) -> bool:
    word = words.folded[j]
    return word not in load_set("outside") and word not in load_set("stops")


def _complement_end(words: NameWords, i: int, *, coordinating: bool) -> int | None:
    """The end of a governing head noun with what it governs, or None where nothing fitting follows."""
    limit = words.run_end(i, _LONGEST)
    j, definite = i + 1, False
    while j < limit and _continues(words, j):
        word = words.folded[j]
        known = _known_length(words, j)
        if known and not definite:
            return _trailing_end(words, j + known, limit)
        if _is_definite(word):
            definite = True
        elif definite or word.startswith((_WAW + _ARTICLE, _LAM + _LAM)) or not _may_govern(words, j):
            break
        elif j - i > 2:
            return None
        j += 1
    if not definite:
        return None
    if coordinating and j < limit and words.folded[j].startswith(_WAW + _ARTICLE) and _coordinates(words, j):
        return _trailing_end(words, j + 1, limit)
    return _lam_complement_end(words, j)


def _coordinates(words: NameWords, j: int) -> bool:
    """Whether "and" + article goes on with the same name: an abstract noun, no name of its own."""
    bare = words.folded[j][1:]
    return bare in load_common_words("ar") and not load_gazetteer("ar").match(bare, words.rest(j)) and bare not in load_set("state_bodies") | load_set("titles", "titles")


def _may_govern(words: NameWords, j: int) -> bool:
    """An indefinite word inside a name, between its head and a word with the article."""
    word = words.folded[j]
    return len(word) > 2 and not word[0].isdigit() and j + 1 < len(words) and words.joined(j + 1) and (
        words.folded[j + 1].startswith(_ARTICLE)
        or word in load_set("organization_heads")
        or bool(_known_length(words, j + 1))
    )


def _known_length(words: NameWords, j: int) -> int:
    entry = load_gazetteer("ar").match(words.folded[j], words.rest(j))
    if entry is None or (entry.weak and entry.type != "place") or (entry.type == "person" and len(entry.words) == 1):
        return 0
    return len(entry.words)


def _trailing_end(words: NameWords, j: int, limit: int) -> int:
    """Adjectives of states behind the complement belong to the name."""
    while j < limit and words.folded[j] in load_demonyms():
        j += 1
    return _lam_complement_end(words, j)


def _find_places(words: NameWords, i: int) -> Iterator[FoundName]:
    heads, introducers = load_set("place_heads"), load_set("place_introducers")
    for cut, first in strip_particles(words.folded[i]):
        if first in introducers:
            end = _place_end(words, i + 1)
            if end is not None:
                yield FoundName(**_bounds(words, i + 1, end), type="place", rule="name.place_introduced", score=0.7)
        elif first in heads:
            end = _place_end(words, i + 1)
            if end is not None:
                yield FoundName(**_bounds(words, i, end, cut), type="place", rule="name.place", score=0.75)
        else:
            continue
        return


def _place_end(words: NameWords, i: int) -> int | None:
    """The end of what names a place behind its head noun: a known place, words with the article, or unknown words."""
    if not words.joined(i) or not _continues(words, i):
        return None
    limit = words.run_end(i, 4)
    known = _known_length(words, i)
    j = i + known
    if not known:
        common = load_common_words("ar")
        while j < limit and _continues(words, j) and words.folded[j] not in common and not words.folded[j][0].isdigit():
            if words.folded[j][0] in (_WAW, _LAM, "\u0628") and words.folded[j][1:].startswith(_ARTICLE):
                break
            j += 1
            if j - i == 2:
                break
    if j == i:
        return None
    while j < limit and words.folded[j] in load_set("place_adjectives"):
        j += 1
    return j


def _find_quoted(words: NameWords, i: int) -> Iterator[FoundName]:
    """A name in quotation marks behind a noun that tells its type; the noun stays outside."""
    if i == 0 or words.gaps[i].strip() not in tuple(_QUOTES) and not words.gaps[i].strip().startswith(tuple(_QUOTES)):
        return
    kind = _quoted_type(words.folded[i - 1])
    if kind is None:
        return
    for j in range(i + 1, min(len(words), i + 6) + 1):
        after = words.gap_after(j)
        if after[:1] and after[0] in _QUOTES:
            yield FoundName(**_bounds(words, i, j), type=kind, rule="name.quoted", score=0.9)
            return
        if after:
            return


def _quoted_type(word: str) -> MentionType | None:
    kinds: tuple[tuple[str, MentionType], ...] = (
        ("quoted_organizations", "organization"), ("quoted_works", "work"), ("quoted_places", "place"),
        ("quoted_events", "event"), ("quoted_persons", "person"),
    )  # fmt: skip
    return next((kind for name, kind in kinds if word in load_set(name)), None)
