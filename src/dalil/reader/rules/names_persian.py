"""Candidates for names in a Persian sentence: known names, bodies and places by their head nouns, persons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import Entry, load_common_words, load_gazetteer, load_person_words
from dalil.reader.rules.name_words import Known, NameWords

_LONGEST = 6
_QUOTES = '"\u00ab\u00bb\u201c\u201d'
_YEH = "\u064a"


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(load_table("fa", "names")[name]).split())


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(fold(w) for names in load_table("fa", "demonyms")["demonym"].values() for w in names)


def find_persian_names(words: NameWords, known: Known) -> Iterator[FoundName]:
    """All candidates, overlapping and in no order; the caller chooses."""
    for i in range(len(words)):
        yield from _find_known(words, i, known)
        yield from _find_headed(words, i)
    i = 0
    while i < len(words):
        found = _find_person(words, i, known)
        if found is None:
            i += 1
        else:
            yield found[0]
            i = found[1]


def _find_known(words: NameWords, i: int, known: Known) -> Iterator[FoundName]:
    entry = load_gazetteer("fa").match(words.folded[i], words.rest(i))
    if entry is None or not _holds(words, i, entry, known):
        return
    end = i + len(entry.words)
    yield words.name(i, end, entry.type, rule="name.lexicon", lexicon=entry.id)


def _holds(words: NameWords, i: int, entry: Entry, known: Known) -> bool:
    before = words.folded[i - 1] if words.joined(i) else ""
    if entry.weak or (entry.id.startswith("geonames") and entry.words[0] in load_common_words("fa")):
        return entry.id in known.ids or before in _set("place_introducers") or before in _set("organization_heads")
    if entry.type == "person" and len(entry.words) == 1:
        return entry.id in known.ids or before in _set("titles") or entry.words[0] not in load_common_words("fa")
    return True


def _find_headed(words: NameWords, i: int) -> Iterator[FoundName]:
    """A head noun with what it governs, up to a known place, person, body or an adjective of a state."""
    word = words.folded[i]
    kind: MentionType | None = (
        "organization" if word in _set("organization_heads") else "place" if word in _set("place_heads") else None
    )
    if word in _set("place_introducers"):
        j = i + 1
        if (
            words.joined(j)
            and words.folded[j] not in load_common_words("fa") | _set("stops")
            and not words.folded[j][0].isdigit()
        ):
            yield words.name(j, j + 1, "place", rule="name.place_introduced", score=0.5)
    if kind is None:
        return
    rule = "name.body" if kind == "organization" else "name.place"
    limit = words.run_end(i, _LONGEST)
    for j in range(i + 1, limit):
        if words.folded[j] in _set("stops"):
            return
        entry = load_gazetteer("fa").match(words.folded[j], words.rest(j))
        if words.folded[j] in _demonyms():
            yield words.name(i, j + 1, kind, rule=rule, score=0.8)
            return
        if entry is not None and not entry.weak and not (entry.type == "person" and len(entry.words) == 1):
            yield words.name(i, j + len(entry.words), kind, rule=rule, score=0.8)
            return


def _find_person(words: NameWords, i: int, known: Known) -> tuple[FoundName, int] | None:
    titled = (words.joined(i) and words.folded[i - 1] in _set("titles")) or _is_quoted(words, i)
    total, strongest, j = 0, 0, i
    limit = words.run_end(i, _LONGEST)
    while j < limit:
        strength = _judge(words.folded[j], begin=j == i, titled=titled)
        if not strength:
            break
        total, strongest, j = total + strength, max(strongest, strength), j + 1
        if j - i > 1 and tuple(words.folded[i:j]) in known.names:
            strongest = total = 9
            break
    if (j - i >= 2 and strongest >= 2 and total >= 5) or (titled and ((j > i and strongest >= 2) or j > i + 1)):
        rule = "name.person_titled" if titled else "name.person"
        return words.name(i, j, "person", rule=rule, score=0.7), j
    for length in (3, 2, 1):
        key = words.folded[i : i + length]
        if len(key) == length and key in known.shorts:
            return words.name(
                i, i + length, "person", rule="name.told", score=0.6, lexicon=known.shorts[key]
            ), i + length
    return None


def _is_quoted(words: NameWords, i: int) -> bool:
    """Whether two or three words stand in quotation marks with an apposition or a title beside them."""
    if not words.gaps[i].strip().endswith(tuple(_QUOTES)):
        return False
    for j in (i + 2, i + 3):
        if j <= len(words) and words.gap_after(j)[:1] in tuple(_QUOTES):
            return words.gap_after(j)[1:2] in ("\u060c", ",") or (i > 0 and words.folded[i - 1] in _set("titles"))
    return False


def _judge(word: str, *, begin: bool, titled: bool) -> int:
    """The strength of one word in a name, 0 where it is none."""
    if word in _set("stops") or word in _set("titles") or word in _demonyms() or word[0].isdigit() or len(word) < 2:
        return 0
    if word in _set("organization_heads") or word in _set("place_heads"):
        return 0
    kind, strength = load_person_words("ar").get(word, ("", -1))
    common = word in load_common_words("fa")
    if strength == 3 or (strength == 2 and not common):
        return strength if not begin or kind != "f" or titled else 0
    if common:
        return 1 if strength >= 0 and not begin else 0
    if load_gazetteer("fa").match(word, ()) is not None:
        return 0
    if strength >= 0:
        return 2
    if word.endswith(tuple(_set("family_endings"))) or (word.endswith(_YEH) and not begin):
        return 2
    return 1 if titled or not begin else 0
