"""Names of persons in an Arabic sentence: runs of name words, behind titles also unknown words, and names told before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import load_common_words, load_gazetteer, load_person_words
from dalil.reader.rules.name_words import Known, NameWords, strip_particles

_ARTICLE = "\u0627\u0644"
_LONGEST = 6
_PARTICLES = "\u0648\u0641\u0628\u0644\u0643"
_ALI, _MAQSURA = "\u0639\u0644\u064a", "\u0649"  # the name Ali and the preposition "on" fold to the same letters


@cache
def _set(table: str, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(load_table("ar", table)[name]).split())


def find_persons(words: NameWords, known: Known) -> Iterator[FoundName]:
    """Candidates for persons, overlapping where a part of a name could begin it."""
    i = 0
    while i < len(words):
        found = _find_told(words, i, known) or _find_person(words, i)
        if found is None:
            i += 1
            continue
        name, i = found
        yield name


def _find_told(words: NameWords, i: int, known: Known) -> tuple[FoundName, int] | None:
    """A short form of a full name that the document gives elsewhere."""
    for cut, first in strip_particles(words.folded[i]):
        for length in (3, 2, 1):
            key = (first, *words.folded[i + 1 : i + length])
            if len(key) != length or key not in known.shorts:
                continue
            if _run_length(words, i, cut, titled=False)[0] > length:
                continue
            if length == 1 and words.joined(i) and _strength(words.folded[i - 1]) >= 2 and cut == 0:
                continue
            span = words.span(i, i + length, cut=cut)
            return FoundName(span.start, span.end, "person", "name.told", 0.7, known.shorts[key]), i + length
    return None


def _find_person(words: NameWords, i: int) -> tuple[FoundName, int] | None:
    titled = _after_title(words, i)
    for cut, first in strip_particles(words.folded[i]):
        if cut and (titled or len(first) < 3):
            break
        length, strength = _run_length(words, i, cut, titled=titled)
        if not length:
            continue
        alone = length == 1 or (length == 2 and not _is_full(words, i, cut))
        if alone and not (titled and strength >= 2):
            continue
        if strength < (2 if titled else 4):
            continue
        span = words.span(i, i + length, cut=cut)
        rule = "name.person_titled" if titled else "name.person"
        return FoundName(span.start, span.end, "person", rule, 0.8 if titled else 0.6), i + length
    return None


def _is_full(words: NameWords, i: int, cut: int) -> bool:
    """Whether two words are two names: "Abd" with its complement is one, "Abu" with its complement is a whole name."""
    return words.folded[i][cut:] != fold("\u0639\u0628\u062f")


def _after_title(words: NameWords, i: int) -> bool:
    """Whether a title stands before word i, with at most five words of its complement between."""
    titles, between = _set("titles", "titles"), _set("titles", "between")
    for j in range(i - 1, max(-1, i - 7), -1):
        if not words.joined(j + 1) and words.gaps[j + 1].strip() not in (".", "."):
            return False
        word = words.folded[j]
        if any(key in titles for _, key in strip_particles(word)):
            return True
        if not (word in between or _is_demonym(word) or word in _set("names", "organization_heads")):
            return False
    return False


@cache
def _demonyms() -> frozenset[str]:
    stems = [fold(s) for stems in load_table("ar", "demonyms")["demonym"].values() for s in stems]
    return frozenset(_ARTICLE + stem + end for stem in stems for end in ("", "\u0647"))


def _is_demonym(word: str) -> bool:
    return word in _demonyms()


def _strength(word: str) -> int:
    """0 an ordinary or unknown word, 1 a rare name, 2 a name, 3 a name that news writes beside names."""
    return load_person_words("ar").get(word, ("", 0))[1]


def _run_length(words: NameWords, i: int, cut: int, *, titled: bool) -> tuple[int, int]:
    """How many words from i on make a person's name, and how strong they are in sum."""
    total, j = 0, i
    limit = words.run_end(i, _LONGEST)
    while j < limit:
        word = words.folded[j][cut:] if j == i else words.folded[j]
        step, strength = _element(words, j, word, limit, begin=j == i, titled=titled)
        if not step:
            break
        total += strength
        j += step
    return j - i, total


def _element(words: NameWords, j: int, word: str, limit: int, *, begin: bool, titled: bool) -> tuple[int, int]:
    """How many words from j on are one element of a name, and its strength; (0, 0) where they are none."""
    links = _set("names", "person_links")
    if word == _ALI and words.text[words.words[j].end - 1] == _MAQSURA and (begin or not _goes_on(words, j + 1, limit)):
        return 0, 0
    if word in _set("names", "kunya") and j + 1 < limit and words.folded[j + 1] not in _set("names", "stops"):
        return 2, 5
    if word == fold("\u0639\u0628\u062f") and j + 1 < limit and words.folded[j + 1].startswith(_ARTICLE):
        return 2, 3
    if word in links and j + 1 < limit and (not begin or titled):
        step, strength = _element(words, j + 1, words.folded[j + 1], limit, begin=False, titled=True)
        return (step + 1, strength + 1) if step else (0, 0)
    if word in _set("names", "stops") or word in _set("names", "outside") or len(word) < 2:
        return 0, 0
    if _is_demonym(word) and (begin or _strength(word) < 3):
        return 0, 0
    kind, strength = load_person_words("ar").get(word, ("", -1))
    if begin and (not titled and kind == "f" or word.startswith(_ARTICLE) and strength < 3):
        return 0, 0
    if not begin and word[0] in _PARTICLES and strength < 3 and _known_inside(word):
        return 0, 0
    if strength >= 2 or (strength == 1 and not begin):
        return 1, strength
    if not begin and strength == 0 and word.startswith(_ARTICLE) and kind in ("f", "b") and word not in load_common_words("ar"):
        return 1, 1
    unknown = strength <= 0 and word not in load_common_words("ar") and not word[0].isdigit() and len(word) > 2
    unknown = unknown and not (word[0] in _PARTICLES and _known_inside(word))
    if unknown and not load_gazetteer("ar").match(word, ()) and (titled or (not begin and _looks_family(word))):
        return 1, 2 if titled else 1
    return 0, 0


def _known_inside(word: str) -> bool:
    """Whether an unknown word is a particle and a known word."""
    return any(key in load_common_words("ar") or _strength(key) >= 2 or key.startswith(_ARTICLE) for cut, key in strip_particles(word) if cut)


def _goes_on(words: NameWords, j: int, limit: int) -> bool:
    return j < limit and _strength(words.folded[j]) >= 2


def _looks_family(word: str) -> bool:
    """An unknown word with the article or the ending of a nisba."""
    return word.startswith(_ARTICLE) or word.endswith("\u064a")
