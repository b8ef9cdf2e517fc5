"""Whether a state's or capital's name stands for its territory (place) or for the state that acts (organization)."""

from __future__ import annotations

from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language, MentionType, Span
from dalil.reader.rules.name_words import NameWords

_TEH, _YEH, _WAW, _BA, _LAM, _SEEN = "\u062a", "\u064a", "\u0648", "\u0628", "\u0644", "\u0633"


@cache
def _set(language: Language, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(load_table(language, "names").get(name, "")).split())


def type_arabic_state(words: NameWords, span: Span, *, capital: bool, before: MentionType | None) -> MentionType:
    """The type of the state at `span`; `before` is the type of the state that stands just before it, joined by "and"."""
    i = next(k for k, w in enumerate(words.words) if w.end > span.start)
    j = next((k for k in range(i, len(words)) if words.words[k].start >= span.end), len(words))
    prefix = words.folded[i][: max(0, span.start - words.words[i].start)]
    if _BA in prefix:
        return "place"
    if prefix.startswith(_WAW) and before is not None:
        return before
    if _LAM in prefix:
        return "place" if capital else "organization"
    previous = words.folded[i - 1] if i > 0 and not words.gaps[i].strip() else ""
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
