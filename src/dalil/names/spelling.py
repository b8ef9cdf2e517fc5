"""The likeliest spellings of a name in the other script: as people are known to write it, else by its letters."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from dalil.language.fold import fold
from dalil.names.beam import Step, best, load_letters, search
from dalil.names.groups import MOST_ARABIC, MOST_LATIN, load_model
from dalil.names.known import arabic_counts, latin_counts, seen, written
from dalil.names.letters import ARTICLE, Script, arabic_letters, latin_letters, read_table, script_of
from dalil.names.words import load_words

Style = Literal["english", "french", "persian", "turkish"]
Choices = Sequence[tuple[str, float]]  # spellings with their shares, best first
_BY_LETTERS = 2.0  # persons that the model of letters counts for beside those who are known
_ENOUGH = 20.0  # persons from which the letters have nothing to add
_ELSEWHERE = 0.02  # the weight of a person of another press
_SECOND = math.log(0.4)  # each spelling that a style allows for a letter, against the one before it
_ARTICLES: Mapping[Style | None, str] = {
    None: "al-",
    "english": "al-",
    "french": "el-",
    "persian": "al-",
    "turkish": "el-",
}
_SONS = frozenset(("\u0628\u0646", "\u0627\u0628\u0646"))
_SON: Mapping[Style | None, str] = {None: "bin", "english": "bin", "french": "ben", "persian": "ibn", "turkish": "bin"}
_COUNTED: Mapping[Style | None, str] = {"french": "f", "persian": "p"}
_LEAST = 0.04  # of the commonest spelling, below which one is rather a slip of a table
_DEEPEST = 12  # spellings by letters that are weighed against the known ones


def spell_name(name: str, *, style: Style | None = None, limit: int = 10) -> Choices:
    """The likeliest spellings of a whole name in the other script, unit by unit, with their shares; `style` as a press
    writes Latin. Empty where `name` has no letters."""
    script = script_of(name)
    rows: list[tuple[str, float]] = [("", 1.0)]
    for letters, article in _units(name, script):
        found = spell_arabic(letters, limit=limit) if script == "latin" else spell(letters, style=style, limit=limit)
        told = [(_present(spelling, article, script, style), share) for spelling, share in found]
        joined: dict[str, float] = defaultdict(float)
        for begun, p in rows:
            for spelling, q in told:
                joined[f"{begun} {spelling}".strip()] += p * q
        rows = best(joined, limit)
    return [(spelling, share) for spelling, share in rows if spelling]


def _units(name: str, script: Script) -> Iterator[tuple[str, bool]]:
    """The letters of each unit and whether an article stands before it; "Abd al-Rahman" and "Nur al-Din" are one."""
    servants, compounds, articles = (load_words(kind, script) for kind in ("servants", "compounds", "articles"))
    count = arabic_counts if script == "latin" else latin_counts
    words = [letters for piece in name.replace("-", " ").split() if (letters := _letters(piece, script))]
    i = 0
    article = False
    while i < len(words):
        joined = next((n for n in (3, 2) if len(words) >= i + n and count("".join(words[i : i + n]))), 1)
        compound = joined > 1 and (words[i] in servants or words[i + joined - 1] in compounds)
        size = joined if compound else 1
        if words[i] in articles and not compound and i + 1 < len(words):
            article = True
        elif script == "arabic" and size == 1 and _has_article(words[i]):
            yield words[i][len(ARTICLE) :], True
        else:
            yield "".join(words[i : i + size]), article
            article = False
        i += size


def _has_article(letters: str) -> bool:
    """Whether a word is better known without its first two letters ("Ilyas" begins with the same)."""
    rest = letters[len(ARTICLE) :]
    return letters.startswith(ARTICLE) and len(rest) > 1 and seen(rest, latin=False) >= seen(letters, latin=False)


def _letters(word: str, script: Script) -> str:
    return latin_letters(word) if script == "latin" else arabic_letters(word)


def _present(spelling: str, article: bool, script: Script, style: Style | None) -> str:
    if script == "latin":
        return (ARTICLE if article and not spelling.startswith(ARTICLE) else "") + written(spelling)
    if spelling in _SON.values():
        return spelling
    return (_ARTICLES[style] if article else "") + spelling[:1].upper() + spelling[1:]


def spell(word: str, *, style: Style | None = None, limit: int = 10) -> Choices:
    """The likeliest Latin spellings of a word in Arabic script with their shares, in lower case."""
    letters = arabic_letters(word)
    if letters in _SONS:
        return [(_SON[style], 1.0)]
    counts = latin_counts(letters)
    press = _COUNTED.get(style)
    weights = {latin: float(count) for latin, count in counts.items()}
    if style == "turkish":
        weights = {}
    elif press:
        of_press = latin_counts(letters, press)
        weights = {latin: of_press[latin] + _ELSEWHERE * count for latin, count in counts.items()}
    elif style == "english":
        others = [latin_counts(letters, other) for other in ("f", "p")]
        own = {latin: count - sum(o[latin] for o in others) for latin, count in counts.items()}
        weights = {latin: own[latin] + _ELSEWHERE * count for latin, count in counts.items()}
    return _weigh(weights, () if sum(weights.values()) >= _ENOUGH else _spell_by_letters(letters, style), limit)


def spell_arabic(word: str, *, limit: int = 10) -> Choices:
    """The likeliest spellings in Arabic letters of a word in Latin script, with their shares."""
    letters = latin_letters(word)
    known = {arabic: float(count) for arabic, count in arabic_counts(letters).items()}
    return _weigh(known, () if sum(known.values()) >= _ENOUGH else _spell_arabic_by_letters(letters), limit)


def _weigh(known: Mapping[str, float], by_letters: Choices, limit: int) -> Choices:
    """Shares of persons, those that the letters foresee among them."""
    least = _LEAST * max(known.values(), default=0.0)
    weights = {spelling: weight for spelling, weight in known.items() if weight >= least}
    for spelling, share in by_letters:
        weights[spelling] = weights.get(spelling, 0.0) + _BY_LETTERS * share
    total = sum(weights.values())
    return [(spelling, weight / total) for spelling, weight in best(weights, limit)]


@lru_cache(maxsize=1 << 12)
def _spell_by_letters(letters: str, style: Style | None) -> Choices:
    groups = load_model().groups

    @cache
    def choices(part: str) -> list[Step]:
        found = [(latin, sum(groups[part, latin])) for latin in load_model().of_arabic.get(part, ())]
        return [(latin, told, score + s) for latin, score in found for told, s in _in_style(part, latin, style)]

    return search(f"^{letters}$", MOST_ARABIC, choices, load_letters("latin"), _DEEPEST)


@lru_cache(maxsize=1 << 12)
def _spell_arabic_by_letters(letters: str) -> Choices:
    groups = load_model().groups

    @cache
    def choices(part: str) -> list[Step]:
        return [(arabic, arabic, sum(groups[arabic, part])) for arabic in load_model().of_latin.get(part, ())]

    return search(f"^{letters}$", MOST_LATIN, choices, load_letters("arabic"), _DEEPEST)


def _in_style(part: str, latin: str, style: Style | None) -> list[tuple[str, float]]:
    """A Latin group as a style writes it, with what that costs; vowels before a consonant stay."""
    rows = [("", latin, 0.0)]  # what is written, what is left, the cost
    for letter in part if style else "":
        usual, wanted = _styles()["usual"].get(letter, ()), _styles()[style or "usual"].get(letter, ())
        for spelling in sorted(usual, key=len, reverse=True) if wanted else ():
            if spelling in latin:
                rows = [
                    (told + before + new, behind, cost + i * _SECOND)
                    for told, rest, cost in rows
                    for before, found, behind in [rest.partition(spelling)]
                    if found
                    for i, new in enumerate(wanted)
                ] or rows
                break
    return [(told + rest, cost) for told, rest, cost in rows]


@cache
def _styles() -> dict[str, dict[str, tuple[str, ...]]]:
    """By style, the spellings of each folded letter, the commonest first; "usual": all that the model may give."""
    rows = tomllib.loads(read_table("styles.toml"))
    return {name: {fold(k): tuple(v.split()) for k, v in letters.items()} for name, letters in rows.items()}
