"""Names of persons in an Arabic sentence: runs of name words, behind titles unknown words too, and short names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dalil.language.fold import fold
from dalil.reader.findings import FoundName
from dalil.reader.rules.arabic_lists import ARTICLE, load_masculine_demonyms, load_set
from dalil.reader.rules.gazetteer import load_common_words, load_gazetteer, load_person_words
from dalil.reader.rules.name_words import Known, NameWords, strip_particles

_LONGEST = 10
_PARTICLES = "\u0648\u0641\u0628\u0644\u0643"
_VERBAL = "\u064a\u062a\u0648\u0641\u0633\u0628\u0644\u0646"  # letters that begin verbs and attached particles
_INFLECTED = "\u0627\u0647\u062a\u0646"  # endings of pronouns, plurals and indefinite accusatives
_GOVERNED = (ARTICLE, "\u0644\u0644", "\u0628" + ARTICLE)  # the article, alone and behind attached lam and ba
_WAW = "\u0648"
_ALI, _MAQSURA = "\u0639\u0644\u064a", "\u0649"  # the name Ali and the preposition "on" fold to the same letters


def find_persons(words: NameWords, known: Known) -> Iterator[FoundName]:
    """Candidates for persons, overlapping where a part of a name could begin it."""
    i = 0
    while i < len(words):
        found = _find_person(words, i, known) or _find_told(words, i, known)
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
            span = words.span(i, i + length, cut=cut)
            return FoundName(span.start, span.end, "person", "name.told", 0.7, known.shorts[key]), i + length
    return None


def _find_person(words: NameWords, i: int, known: Known) -> tuple[FoundName, int] | None:
    titled = _after_title(words, i) or _speaks(words, i)
    for cut, first in strip_particles(words.folded[i]):
        if cut and (titled or len(first) < 3):
            break
        run = _read_run(words, i, cut, titled=titled, known=known)
        attached = cut > 0 and words.folded[i][:cut] != _WAW
        if not run.holds(titled=titled, attached=attached) and not (run.length == 1 and _speaks(words, i)):
            continue
        span = words.span(i, i + run.length, cut=cut)
        rule = "name.person_titled" if titled else "name.person"
        return FoundName(span.start, span.end, "person", rule, 0.8 if titled else 0.6), i + run.length
    return None


@dataclass(slots=True)
class _Run:
    """Words that may make a person's name: how many, of how many elements, and how strong they are."""

    length: int = 0
    strength: int = 0
    elements: int = 0
    strongest: int = 0
    first: int = 0

    def holds(self, *, titled: bool, attached: bool) -> bool:
        if titled:
            return self.strongest >= 3 or (self.elements >= 2 and self.strength >= 3)
        if self.elements < 2:
            return self.strength >= 5
        return self.strength >= (5 if attached or self.first < 3 else 4)


def _after_title(words: NameWords, i: int) -> bool:
    """Whether a title stands before word i, with at most five words of its complement between."""
    titles, between = load_set("titles", "titles"), load_set("between", "titles")
    for j in range(i - 1, max(-1, i - 7), -1):
        if not words.joined(j + 1) and words.gaps[j + 1].strip() not in (".", "."):
            return False
        word = words.folded[j]
        if any(key in titles for _, key in strip_particles(word)):
            return True
        if not (word in between or word in load_set("organization_heads") or word.startswith(_GOVERNED)):
            return False
    return False


def _speaks(words: NameWords, i: int) -> bool:
    """Whether a verb of saying stands just before word i, and no title."""
    return words.joined(i) and words.folded[i - 1] in load_set("speech_verbs")


def _strength(word: str) -> int:
    """0 an ordinary or unknown word, 1 a rare name, 2 a name, 3 a name that news writes beside names."""
    return load_person_words("ar").get(word, ("", 0))[1]


def _read_run(words: NameWords, i: int, cut: int, *, titled: bool, known: Known) -> _Run:
    """The longest run from word i on that could be a person's name; a full name known elsewhere ends it."""
    run, j = _Run(), i
    limit = words.run_end(i, _LONGEST)
    while j < limit:
        word = words.folded[j][cut:] if j == i else words.folded[j]
        before = words.folded[j - 1] if j > i else ""
        step, strength = _read_element(words, j, word, limit, before=before, titled=titled)
        if not step:
            break
        j += step
        run.length, run.strength, run.elements = j - i, run.strength + strength, run.elements + 1
        run.strongest, run.first = max(run.strongest, strength), run.first or strength
        full = (words.folded[i][cut:], *words.folded[i + 1 : j])
        goes_on = j < limit and words.folded[j] in load_set("person_links")
        if len(full) > 1 and not goes_on and (full in known.names or _is_full_name(full)):
            run.strength, run.strongest = max(run.strength, 5), 3
            break
    return run


def _is_full_name(words: tuple[str, ...]) -> bool:
    entry = load_gazetteer("ar").match(words[0], words[1:])
    return entry is not None and entry.type == "person" and len(entry.words) == len(words)


def _read_element(words: NameWords, j: int, word: str, limit: int, *, before: str, titled: bool) -> tuple[int, int]:
    """How many words from j on are one element of a name, and its strength; (0, 0) where they are none.

    `before` is the word of the name before it, empty where the element begins the name.
    """
    following = words.folded[j + 1] if j + 1 < limit else ""
    if word in load_set("kunya") and following and following not in load_set("stops"):
        return (3, 6) if j + 2 < limit and words.folded[j + 2] in load_masculine_demonyms() else (2, 5)
    if word == fold("\u0639\u0628\u062f") and following.startswith(ARTICLE):
        return 2, 3
    if word in load_set("person_links") and following and (before or titled or word == fold("\u0628\u0646")):
        step, strength = _read_element(words, j + 1, following, limit, before=word, titled=True)
        return (step + 1, strength + 1) if step else (0, 0)
    if before and titled and word in load_set("ordinals"):
        return 1, 2
    if _is_barred(words, j, word, limit, begin=not before, titled=titled):
        return 0, 0
    return (1, strength) if (strength := _judge(word, before=before, titled=titled)) else (0, 0)


def _is_barred(words: NameWords, j: int, word: str, limit: int, *, begin: bool, titled: bool) -> bool:
    """Whether a word cannot be here in a name, whatever the vocabulary says."""
    if len(word) < 2 or (word in _never() and word != _ALI):
        return True
    if word == _ALI and words.text[words.words[j].end - 1] == _MAQSURA:
        return begin or not (j + 1 < limit and _strength(words.folded[j + 1]) >= 2)
    if word in load_masculine_demonyms():
        return begin or _strength(word) < 3
    if begin and not titled and ARTICLE + word in load_masculine_demonyms():
        return True
    if word in load_set("titles", "titles"):
        return begin or _strength(word) < 3
    return begin and word.startswith(ARTICLE) and _strength(word) < 3


@cache
def _never() -> frozenset[str]:
    return load_set("stops") | load_set("outside") | load_set("verbs")


def learn_shorts(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The short forms by which a person named in full may be named again: the last one, two or three words."""
    for name in names:
        for n in range(1, min(3, len(name) - 1) + 1):
            short = name[-n:]
            if short[0] not in _never() and short[0] not in load_set("titles", "titles") | load_set("ordinals"):
                yield short


def _judge(word: str, *, before: str, titled: bool) -> int:
    """The strength of one word in a name, 0 where it is none."""
    kind, strength = load_person_words("ar").get(word, ("", -1))
    if word == _ALI:
        strength = 3
    if before and _is_short_name(word):
        return 3
    if not before and not titled and kind == "f":
        return 0
    if word[0] in _PARTICLES and strength < 3 and _known_inside(word):
        return 0
    if strength >= 2 or (strength == 1 and (before or kind == "x")):
        return strength
    if word in load_common_words("ar") or word[0].isdigit() or len(word) < 3 or load_gazetteer("ar").match(word, ()):
        return 0
    if before and (strength >= 0 or word.endswith("\u064a") or (word.startswith(ARTICLE) and _strength(before) == 3)):
        return 1
    if before and _strength(before) == 3 and word[0] not in _VERBAL and word[-1] not in _INFLECTED:
        return 1
    if before and load_person_words("ar").get(before, ("", 0))[0] == "x":
        return 2
    return 1 if titled and not word.startswith(ARTICLE) and word[0] not in _VERBAL and word[-1] not in _INFLECTED else 0


def _is_short_name(word: str) -> bool:
    entry = load_gazetteer("ar").match(word, ())
    return entry is not None and entry.type == "person"


def _known_inside(word: str) -> bool:
    """Whether a word is a particle and a known word."""
    return any(
        key in load_common_words("ar") or _strength(key) >= 2 or key.startswith(ARTICLE)
        for cut, key in strip_particles(word)
        if cut
    )
