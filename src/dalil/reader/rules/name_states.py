"""Whether a state's or capital's name stands for its territory (place) or for the state that acts (organization)."""

from __future__ import annotations

from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language, MentionType, Span
from dalil.reader.rules.name_words import NameWords

_LISTED = ("\u060c", ",")
_AND = ("\u0648", "and")
_TEH, _YEH, _WAW, _BA, _LAM, _SEEN = "\u062a", "\u064a", "\u0648", "\u0628", "\u0644", "\u0633"


@cache
def _set(language: Language, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(load_table(language, "names").get(name, "")).split())


@cache
def _phrases() -> dict[tuple[str, ...], MentionType]:
    """Two words before a state that decide alone."""
    table = load_table("ar", "names")
    kinds: tuple[tuple[str, MentionType], ...] = (("place_phrases", "place"), ("state_phrases", "organization"))
    return {tuple(fold(w) for w in phrase.split()): kind for name, kind in kinds for phrase in table[name]}


def type_state(words: NameWords, span: Span, *, capital: bool, before: MentionType | None) -> MentionType:
    """The type of the state at `span`; `before` is the type of the state just before it that "and" may join to it."""
    if words.language == "ar":
        return _type_arabic(words, span, capital=capital, before=before)
    i, j = words.index(span.start), words.index(span.end)
    listed = words.gaps[i].strip() in _LISTED or (i > 0 and words.folded[i - 1] in _AND)
    if before is not None and listed:
        return before
    if words.language == "fa":
        return _type_persian(words, i, j)
    return _type_english(words, span, i, j, capital=capital)


def _type_persian(words: NameWords, i: int, j: int) -> MentionType:
    previous = words.folded[i - 1] if words.joined(i) else ""
    if previous in _set("fa", "place_before"):
        return "place"
    if previous in _set("fa", "state_before") or not previous:
        return "place" if words.gap_after(j).startswith(":") else "organization"
    return "place"


def _type_english(words: NameWords, span: Span, i: int, j: int, *, capital: bool) -> MentionType:
    k = i - 1 - (i > 0 and words.folded[i - 1] == "the")
    previous = words.folded[k] if k >= 0 else ""
    if previous == "of" and k > 0 and words.folded[k - 1] in _set("en", "titles"):
        return "organization"
    if words.text[span.end : span.end + 2] in ("'s", "\u2019s"):
        return "organization"
    if previous in _set("en", "place_before") or (words.gaps[i].strip() == "," and _is_capital(words, i - 1)):
        return "place"
    following = words.folded[j] if j < len(words) and not words.gap_after(j) else ""
    if following in _set("en", "verbs"):
        return "organization"
    if previous in _set("en", "state_before"):
        return "place" if capital else "organization"
    return "place" if capital or previous in ("of", "") else "organization"


def _is_capital(words: NameWords, i: int) -> bool:
    return i >= 0 and words.text[words.words[i].start].isupper()


def _type_arabic(words: NameWords, span: Span, *, capital: bool, before: MentionType | None) -> MentionType:
    i, j = words.index(span.start), words.index(span.end)
    prefix = words.folded[i][: max(0, span.start - words.words[i].start)]
    if _BA in prefix:
        return "place"
    if before is not None and (prefix.startswith(_WAW) or words.gaps[i].strip() in _LISTED):
        return before
    if _LAM in prefix:
        return "place" if capital else "organization"
    previous = words.folded[i - 1] if i > 0 and not words.gaps[i].strip() else ""
    if i > 1 and words.folded[i - 2 : i] in _phrases():
        return _phrases()[words.folded[i - 2 : i]]
    if previous in _set("ar", "place_before"):
        return "place"
    if previous in _set("ar", "state_before"):
        return "organization"
    if _is_verb(previous):
        return "organization"
    following = words.folded[j] if j < len(words) and not words.gap_after(j) else ""
    if words.gap_after(j).startswith(":"):
        return "place"
    if _is_verb(following) and (i == 0 or words.gaps[i].strip()):
        return "organization"
    return "place" if capital or i == 0 else "organization"


def _is_verb(word: str) -> bool:
    """A feminine perfect or an imperfect by its letters; nouns of that look are listed."""
    if word[:1] == _WAW:
        word = word[1:]
    if len(word) < 4 or word in _set("ar", "no_verbs"):
        return False
    if word.endswith(_TEH) and not word.endswith("\u0627\u062a"):
        return True
    return word[0] in (_TEH, _YEH) or word.startswith((_SEEN + _TEH, _SEEN + _YEH))
