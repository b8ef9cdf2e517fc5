"""Candidates for names in an Arabic sentence: known names, bodies, places, persons, and names in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.rules.arabic_lists import ARTICLE, load_demonyms, load_set
from dalil.reader.rules.bodies_arabic import find_bodies
from dalil.reader.rules.events_arabic import find_events
from dalil.reader.rules.gazetteer import Entry, load_common_words, load_gazetteer, load_person_words
from dalil.reader.rules.name_words import BLANKS, Known, NameWords, strip_particles
from dalil.reader.rules.persons_arabic import find_persons
from dalil.reader.rules.places_arabic import find_places

_WAW, _LAM, _BA = "\u0648", "\u0644", "\u0628"
_DEFINITE = (ARTICLE, _LAM + _LAM, _WAW + ARTICLE, "\u0628" + ARTICLE)
_QUOTES = "\"'“”«»‘’„"


def find_arabic_names(words: NameWords, known: Known) -> Iterator[FoundName]:
    """The candidates that depend on what is known, overlapping and in no order; the caller chooses."""
    for i in range(len(words)):
        yield from _find_known(words, i, known)
    yield from find_persons(words, known)


def find_arabic_phrases(words: NameWords) -> Iterator[FoundName]:
    """The candidates that their own words make names."""
    for i in range(len(words)):
        yield from find_bodies(words, i)
        yield from find_places(words, i)
        yield from find_events(words, i)
        yield from _find_quoted(words, i)


def _find_known(words: NameWords, i: int, known: Known) -> Iterator[FoundName]:
    gazetteer = load_gazetteer("ar")
    persons = load_person_words("ar")
    rest = words.rest(i)
    for cut, first in strip_particles(words.folded[i]):
        entry = gazetteer.match(first, rest)
        if entry is None:
            continue
        if cut and len(entry.words) == 1 and _is_whole(words.folded[i], first, entry, persons):
            continue
        if not _holds(words, i, entry, known, cut):
            continue
        end = i + len(entry.words)
        if entry.type == "organization" and words.joined(end) and words.folded[end] in load_demonyms():
            end += 1
        yield words.name(i, end, entry.type, rule="name.lexicon", cut=cut, lexicon=entry.id)
        return


def _is_whole(word: str, rest: str, entry: Entry, persons: dict[str, tuple[str, int]]) -> bool:
    """Whether a word is one word rather than a particle and a known name."""
    if persons.get(word, ("", 0))[1] >= 2 or len(rest) < 3:
        return True
    return entry.id.startswith("geonames") and word in load_common_words("ar")


def _holds(words: NameWords, i: int, entry: Entry, known: Known, cut: int) -> bool:
    """Whether a known name stands here as that name: weak ones need evidence in the sentence or the document."""
    if entry.type == "person" and len(entry.words) == 1:
        return _holds_person(words, i, entry, known)
    if entry.type == "group":
        return not (words.joined(i) and words.folded[i - 1].startswith(_DEFINITE))
    if not entry.weak:
        return True
    before = words.folded[i - 1] if words.joined(i) else ""
    if entry.type == "place":
        prefix = words.folded[i][:cut]
        return before in load_set("place_introducers") or (
            not entry.id.startswith("geonames") and (_BA in prefix or before in _LOCATIVE)
        )
    return (
        entry.id in known.ids
        or before in load_set("organization_heads")
        or (
            words.gaps[i].strip()[-1:] in tuple(_QUOTES) and words.gap_after(i + len(entry.words))[:1] in tuple(_QUOTES)
        )
    )


_LOCATIVE = frozenset(map(fold, ("\u0641\u064a", "\u0625\u0644\u0649", "\u0648\u0641\u064a")))


def _holds_person(words: NameWords, i: int, entry: Entry, known: Known) -> bool:
    if entry.id in known.ids:
        return True
    before = words.folded[i - 1] if words.joined(i) else ""
    if before in load_set("titles", "titles"):
        return True
    kind, _ = load_person_words("ar").get(entry.words[0], ("x", 2))
    return kind == "x" and entry.words[0] not in load_set("ambiguous_persons")


def _find_quoted(words: NameWords, i: int) -> Iterator[FoundName]:
    """A name in quotation marks behind a noun that tells its type; the noun stays outside."""
    if i == 0 or not words.gaps[i].strip(BLANKS).startswith(tuple(_QUOTES)):
        return
    before = words.folded[i - 1]
    kind = _quoted_type(before)
    if kind is None and before.lstrip(_WAW) != _LAM:
        return
    for j in range(i + 1, min(len(words), i + 6) + 1):
        after = words.gap_after(j)
        if after[:1] and after[0] in _QUOTES:
            if kind is None and " ".join(words.folded[i:j]) in _quoted_media():
                kind = "organization"
            if kind is not None:
                yield words.name(i, j, kind, rule="name.quoted")
            return
        if after:
            return


@cache
def _quoted_media() -> frozenset[str]:
    return frozenset(map(fold, load_table("ar", "names")["quoted_media"]))


def _quoted_type(word: str) -> MentionType | None:
    kinds: tuple[tuple[str, MentionType], ...] = (
        ("quoted_organizations", "organization"), ("quoted_works", "work"), ("quoted_places", "place"),
        ("quoted_events", "event"), ("quoted_persons", "person"),
    )  # fmt: skip
    return next((kind for name, kind in kinds if word in load_set(name)), None)
