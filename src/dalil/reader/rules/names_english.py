"""Candidates for names in an English sentence: known names, then runs of capitalised words by what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dalil.language.lexicon import load_table
from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import load_gazetteer, load_person_words
from dalil.reader.rules.name_words import Known, NameWords


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(str(load_table("en", "names")[name]).split())


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(w.casefold() for names in load_table("en", "demonyms")["demonym"].values() for w in names)


def find_english_names(words: NameWords, known: Known) -> Iterator[FoundName]:
    """All candidates, overlapping and in no order; the caller chooses."""
    i = 0
    for i in range(len(words)):
        yield from _find_known(words, i, known)
    i = 0
    while i < len(words):
        end = _run_end(words, i)
        if end == i:
            i += 1
            continue
        yield from _find_run(words, i, end, known)
        i = end


def _bare(folded: str) -> str:
    """A word without the ending of the possessive."""
    return folded.removesuffix("'s").removesuffix("\u2019s")


def _trim(words: NameWords, found: FoundName) -> FoundName:
    """A name without the ending of the possessive, with the last dot of an abbreviation."""
    surface = found.of(words.text)
    if surface.endswith(("'s", "\u2019s")):
        return replace(found, end=found.end - 2)
    dotted = "." in surface[-3:] and surface[-1].isupper() and words.text[found.end : found.end + 1] == "."
    return replace(found, end=found.end + 1) if dotted else found


def _is_capital(words: NameWords, i: int) -> bool:
    return words.text[words.words[i].start].isupper()


def _find_known(words: NameWords, i: int, known: Known) -> Iterator[FoundName]:
    if (
        not any(c.isupper() for c in words.text[words.words[i].start : words.words[i].end])
        and words.folded[i] not in _LOWER_FIRST
    ):
        return
    rest = words.rest(i)
    for n in range(len(rest) + 1):
        if n and rest[n - 1] != _bare(rest[n - 1]):
            rest = (*rest[: n - 1], _bare(rest[n - 1]))
            break
    entry = load_gazetteer("en").match(_bare(words.folded[i]), rest)
    if entry is None:
        return
    end = i + len(entry.words)
    if len(entry.words) == 1:
        surface = words.text[words.words[i].start : words.words[i].end]
        if (len(surface) <= 3 and not surface.isupper() and surface not in {"UK", "Hit"}) or (
            entry.weak and entry.id not in known.ids
        ):
            return
        if surface.islower():
            return
    yield _trim(words, words.name(i, end, entry.type, rule="name.lexicon", score=1.0, lexicon=entry.id))


_LOWER_FIRST = frozenset({"al", "counter-isil", "coalition", "international", "de", "bin", "el", "government"})


def _run_end(words: NameWords, i: int) -> int:
    """The end of a run of capitalised words that begins at i; small links count only between capitals."""
    if not _is_capital(words, i) or words.folded[i] in _set("never"):
        return i
    j = i + 1
    while (
        j < len(words)
        and words.gaps[j].strip(" .-\u00a0") == ""
        and (words.gaps[j].strip() != "." or len(words.folded[j - 1]) < 5)
    ):
        if words.folded[j - 1] != _bare(words.folded[j - 1]):
            break
        if _is_capital(words, j):
            j += 1
        elif words.folded[j] in _set("joints") | _set("links") and j + 1 < len(words) and words.joined(j + 1):
            k = j + 1
            if words.folded[k] == "the" and k + 1 < len(words) and words.folded[j] != "and":
                k += 1
            if not _is_capital(words, k) or (words.folded[j] in _set("joints") and not _is_body(words, i, j)):
                break
            j = k + 1
        else:
            break
    return j


def _is_body(words: NameWords, i: int, j: int) -> bool:
    return any(w in _set("organization_words") | _set("event_words") for w in words.folded[i:j])


def _find_run(words: NameWords, i: int, end: int, known: Known) -> Iterator[FoundName]:
    start = max((k + 1 for k in range(i, end - 1) if words.folded[k].strip(".") in _set("titles")), default=i)
    titled = start > i or (i > 0 and words.folded[i - 1] in _set("titles"))
    run = [_bare(w) for w in words.folded[start:end]]
    while run and run[0] in _demonyms() and len(run) > 1 and not _is_body(words, start, end):
        start, run = start + 1, run[1:]
    kind = _type_run(words, start, end, run, titled=titled)
    if kind is not None:
        begin = i if kind == "organization" and start > i and words.folded[start - 1] not in _set("titles") else start
        yield _trim(words, words.name(begin, end, kind, rule=f"name.capitals_{kind}", score=0.6))
        return
    if tuple(run) in known.shorts:
        yield _trim(
            words, words.name(start, end, "person", rule="name.told", score=0.7, lexicon=known.shorts[tuple(run)])
        )
    if len(run) == 1 and run[0] in _demonyms() and end < len(words) and words.folded[end] in _set("bodies"):
        stop = end + 1
        if stop < len(words) and words.folded[stop] == "forces":
            stop += 1
        yield _trim(words, words.name(start, stop, "organization", rule="name.body", score=0.8))


def _type_run(words: NameWords, start: int, end: int, run: list[str], *, titled: bool) -> MentionType | None:
    """What a run of capitalised words names, by its words and by what stands before it."""
    persons = load_person_words("en")
    if len(run) > 1 and run[-1] not in _set("titles"):
        for kind, name in _KINDS:
            if run[-1] in _set(name) or (kind == "organization" and run[0] in _set(name)):
                return kind
        if any(w in _set("organization_words") for w in run):
            return "organization"
        named = sum(w.removeprefix("al-") in persons or len(w) == 1 for w in run)
        if named * 2 >= len(run) + (not titled):
            return "person"
    surface = words.text[words.words[start].start : words.words[end - 1].end]
    if len(run) == 1 and surface.isupper() and len(surface) > 2 and start > 0:
        return "organization"
    if titled and start > 0 and run[0] not in _demonyms():
        return "person"
    if run[0] in _demonyms() or start == 0 or run[-1] in _set("titles"):
        return None
    if words.joined(start) and words.folded[start - 1] in _set("place_before"):
        return "place"
    return None


_KINDS: tuple[tuple[MentionType, str], ...] = (
    ("organization", "organization_words"), ("place", "place_words"), ("event", "event_words"), ("work", "work_words"),
)  # fmt: skip
