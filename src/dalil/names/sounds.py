"""Letters that sound or look alike: the consonant classes of a word, and what turns one word into another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_SHAPES = (  # letters that differ by dots or a stroke
    "\u0628\u062a\u062b\u0646\u064a\u067e", "\u062c\u062d\u062e\u0686", "\u062f\u0630", "\u0631\u0632\u0698",
    "\u0633\u0634", "\u0635\u0636", "\u0637\u0638", "\u0639\u063a", "\u0641\u0642", "\u0643\u06af", "\u0648\u0631",
)  # fmt: skip
_SOUNDS = (
    "\u0642\u063a\u0643\u062c\u06af", "\u0633\u0635\u062b\u0632\u0630\u0638\u0636", "\u062a\u0637\u062f",
    "\u062d\u0647\u062e", "\u0641\u0648\u0628\u067e", "\u062c\u0634\u0686\u0698\u0632", "\u062f\u0636\u0630",
    "\u0647\u062a",
)  # fmt: skip
_LATIN_SOUNDS = ("kqgcx", "szc", "td", "jgcsz", "bp", "fv", "vw", "dz", "ts")
_LATIN_VOWELS = "aeiouyw"
_NO_BONE = frozenset("\u0627\u0648\u064aaeiouwy'\u2019-")
_LONG = "\u0627\u0648\u064a\u0647\u0639"  # letters that spellings add and leave out
_CLASSES = {
    "K": "qkxgcj\u063a\u062e\u0642\u0643\u06af\u062c\u0686\u0634\u0698",
    "T": "tdsz\u062a\u0637\u062f\u0636\u0630\u0638\u062b\u0633\u0635\u0632",
    "B": "bp\u0628\u067e",
    "F": "f\u0641",
    "L": "l\u0644",
    "M": "m\u0645",
    "N": "n\u0646",
    "R": "r\u0631",
}
CLASSES = tuple(_CLASSES)
_CLASS_OF = str.maketrans({letter: name for name, letters in _CLASSES.items() for letter in letters})
_DIGRAPHS = (("tch", "k"), ("sch", "k"), ("sh", "k"), ("ch", "k"), ("zh", "k"), ("dj", "k"), ("ph", "f"))
_HABITS = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("tch", "ch"), ("sch", "sh"), ("ph", "f"), ("y", "i"),
    ("q", "k"), ("w", "v"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
_LOOKS = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("l", "i"), ("e", "c"))  # as scanners confuse them
_COSTS = {"": 0.0, "vowel": 0.35, "dots": 0.45, "sound": 0.5, "swap": 0.6, "letter": 1.0}


@lru_cache(maxsize=1 << 17)
def classes(word: str) -> str:
    """The classes of a word's consonants in order, doubled ones once; h and the letters of vowels have none."""
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    return once("".join(c for c in word.translate(_CLASS_OF) if "A" <= c <= "Z"))


def once(letters: str) -> str:
    """Without doubled letters."""
    return "".join(letter for i, letter in enumerate(letters) if i == 0 or letters[i - 1] != letter)


@lru_cache(maxsize=1 << 16)
def plain_latin(word: str) -> str:
    """A Latin word as English writes it, without doubled letters."""
    for habit, usual in _HABITS:
        word = word.replace(habit, usual)
    return once(word)


def plain_arabic(word: str) -> str:
    """A word in Arabic script with the letters that Persian has for the sounds of two Arabic ones."""
    return word.replace("\u062a\u0634", "\u0686").replace("\u062f\u062c", "\u062c").replace("\u06a4", "\u0641")


def looks(word: str) -> str:
    """A Latin word with the letters that scanners confuse made one."""
    for letters, other in _LOOKS:
        word = word.replace(letters, other)
    return word


def misread(word: str) -> list[str]:
    """The Latin words that one pair of letters read as another makes of a word."""
    return [word.replace(letters, other) for letters, other in _LOOKS if len(letters) > 1 and letters in word]


def _kinds(vowels: str, *groups: tuple[str, tuple[str, ...]]) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for kind, rows in (*groups, ("vowel", (vowels,))):
        out.update({a + b: kind for row in rows for a in row for b in row if a != b})
    return out


_LIKE = {
    "arabic": _kinds(_LONG, ("sound", _SOUNDS), ("dots", _SHAPES)),
    "latin": _kinds(_LATIN_VOWELS, ("sound", _LATIN_SOUNDS)),
}
_WEAK = {"arabic": frozenset(_LONG), "latin": frozenset(_LATIN_VOWELS + "h")}


@lru_cache(maxsize=1 << 17)
def edit_cost(one: str, other: str, script: str) -> tuple[float, str]:
    """What turns one word into the other, with the costliest kind of step on the way: "vowel", "dots", "sound", "swap",
    "letter", or "" for equal ones (optimal string alignment, weighted)."""
    like, weak = _LIKE[script], _WEAK[script]
    rows: list[list[tuple[float, str]]] = [[(0.0, "")]]
    for letter in other:
        rows[0].append(_step(rows[0][-1], "vowel" if letter in weak else "letter"))
    for i, a in enumerate(one):
        above = rows[-1]
        row = [_step(above[0], "vowel" if a in weak else "letter")]
        for j, b in enumerate(other):
            best = above[j] if a == b else _step(above[j], like.get(a + b, "letter"))
            best = min(
                best, _step(above[j + 1], "vowel" if a in weak else "swap" if i and one[i - 1] == a else "letter")
            )
            best = min(best, _step(row[-1], "vowel" if b in weak else "swap" if j and other[j - 1] == b else "letter"))
            if i and j and a != b and a == other[j - 1] and b == one[i - 1]:
                best = min(best, _step(rows[-2][j - 1], "swap"))
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _step(before: tuple[float, str], kind: str) -> tuple[float, str]:
    return before[0] + _COSTS[kind], kind if _COSTS[kind] >= _COSTS[before[1]] else before[1]


def dots_apart(letters: str) -> list[str]:
    """The words in Arabic script that one letter with other dots makes of a word."""
    return [
        letters[:i] + other + letters[i + 1 :]
        for i, letter in enumerate(letters)
        for shape in _SHAPES
        if letter in shape
        for other in shape
        if other != letter
    ]


def skeleton(word: str) -> str:
    """The consonants of a folded word in any script, doubled ones once."""
    return once("".join(letter for letter in word if letter not in _NO_BONE))
