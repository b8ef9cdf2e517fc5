"""The words of time expressions of one language, folded, each with the letter that the rules know it by.

A letter stands for what a word does (see `LETTERS`); its value says the rest: a month's number, a unit and its count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Language

Value = int | str | tuple[str, int] | None

# Roles of the tables' [words] and their letters.
LETTERS: Mapping[str, str] = {
    "last": "L", "next": "X", "current": "C", "this": "e", "in": "i", "since": "s", "until": "t", "after": "a",
    "before": "b", "from": "f", "to": "o", "and": "&", "between": "w", "skip": "", "edge": "E", "daypart": "P",
    "earlier": "Q", "hedge": "q", "more": "+", "some": "~", "same_month": "V", "era": "A", "hijri": "I", "solar": "S",
    "bc": "B", "ago": "g", "later": "l", "clock": "K", "perhaps": "?", "every": "%", "preceding": "<", "following": ">",
    "same": "=", "or": "|", "ahead": "8", "before_last": "7", "tied": "4", "whole": "3",
}  # fmt: skip
# Units: one (the singular), their dual, their dual before a name, their plural.
UNITS: Mapping[str, str] = {
    "minute": "h", "hour": "h", "day": "j", "week": "k", "month": "m", "quarter": "x", "year": "y", "decade": "r",
    "century": "c",
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_MONTHS = {"gregorian": "M", "hijri": "H", "solar-hijri": "J"}


@dataclass(frozen=True, slots=True)
class Entry:
    """`letters` holds one letter, or none for a word that is passed over. A word may have a second meaning: `also`."""

    letter: str
    value: Value = None
    ambiguous: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`entries` maps a sequence of folded words to what it does; `reach` the first word to its longest sequence."""

    language: Language
    entries: Mapping[tuple[str, ...], Entry]
    reach: Mapping[str, int]
    future: frozenset[str]
    future_prefixes: tuple[str, ...]
    future_not: frozenset[str]
    future_not_prefixes: tuple[str, ...]
    future_around: bool
    not_after: Mapping[str, frozenset[str]]
    not_before: Mapping[str, frozenset[str]]
    weekdays: Mapping[str, int]
    constructs: Mapping[str, int]
    afternoon: frozenset[str]
    meridiem: frozenset[str]
    year_events: frozenset[str]
    named_days: Mapping[tuple[int, int], tuple[int, frozenset[str]]]

    def is_future(self, word: str) -> bool:
        """Whether the folded `word` says that something lies ahead."""
        if word in self.future:
            return True
        looks_so = len(word) > 3 and word.startswith(self.future_prefixes)
        return looks_so and word not in self.future_not and not word.startswith(self.future_not_prefixes)


@cache
def load_vocabulary(language: Language) -> Vocabulary:
    months, times = load_table(language, "months"), load_table(language, "times")
    entries: dict[tuple[str, ...], Entry] = {}
    for words, entry in (*_list_times(times), *_list_months(months)):
        for word in _spell(words, language):
            key = tuple(map(fold, word.split()))
            known = entries.get(key)
            if known is None or known == entry:
                entries[key] = entry
            else:
                entries[key] = Entry(known.letter, known.value, known.ambiguous, known.also + entry.letter)
    future = times["future"]
    return Vocabulary(
        language=language,
        entries=entries,
        reach=_measure(entries),
        future=_fold_all(future["words"]),
        future_prefixes=tuple(map(fold, future.get("prefixes", ()))),
        future_not=_fold_all(future.get("but", ())),
        future_not_prefixes=tuple(map(fold, future.get("but_prefixes", ()))),
        future_around=future["where"] == "around",
        not_after={
            "MHJW": _fold_all(months["not_after"]),
            "bodies": _fold_all(months["bodies"]),
            "y": _fold_all(times["words"].get("not_after_unit", ())),
            "D": _fold_all(times["words"].get("not_after_today", ())),
            "s": _fold_all(times["words"].get("first_time", ())),
        },
        not_before={
            "D": _fold_all(times["words"].get("not_before_today", ())),
            "Y": _fold_all(times["words"].get("not_before_year", ())),
            "M": _fold_all(months["not_before"]),
            "W": _fold_all(months.get("not_before_weekday", ())),
            "d": _fold_all(times["words"].get("age", ())),
        },
        weekdays={fold(w): n for n, names in enumerate(months["weekdays_bare"]) for w in names},
        constructs={fold(w): int(n) for n, names in times["numbers"]["construct"].items() for w in names},
        afternoon=_fold_all(times["clock"]["afternoon"]),
        meridiem=_fold_all(times["clock"]["meridiem"]),
        year_events=_fold_all(times["words"].get("year_events", ())),
        named_days={
            (int(day[:2]), int(day[3:])): (row["year"], _fold_all(row["behind"]))
            for day, row in times["named_days"].items()
        },
    )


def _spell(words: Iterable[str], language: Language) -> Iterator[str]:
    """The words; in Persian also as one word where "and" joins numbers without a space ("بیست‌ویکم")."""
    for word in words:
        yield word
        if language == "fa" and " و " in word:
            yield word.replace(" ", "")


def _measure(entries: Iterable[tuple[str, ...]]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for key in entries:
        reach[key[0]] = max(reach.get(key[0], 0), len(key))
    return reach


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _list_months(months: Mapping[str, Any]) -> list[tuple[list[str], Entry]]:
    """Months and weekdays; numbers from 1, Monday 0."""
    ambiguous = _fold_all(months["ambiguous"])
    out = []
    for calendar, letter in _MONTHS.items():
        for number, names in enumerate(months.get(calendar, ()), 1):
            out += [([name], Entry(letter, number, fold(name) in ambiguous)) for name in names]
    out += [(names, Entry("W", number)) for number, names in enumerate(months["weekdays"])]
    out += [(names, Entry("@", number)) for number, names in enumerate(months["weekdays_bare"]) if names]
    return out


def _list_times(times: Mapping[str, Any]) -> list[tuple[list[str], Entry]]:
    out = [(words, Entry(LETTERS[role])) for role, words in times["words"].items() if role in LETTERS]
    out += [(words, Entry("R", relation)) for relation, words in times["relative"].items()]
    for unit, forms in times["units"].items():
        out.append((forms["singular"], Entry(UNITS[unit], (unit, 1))))
        out.append((forms.get("dual", []), Entry("2", (unit, 2))))
        out.append((forms.get("construct", []), Entry("u", (unit, 2))))
        out.append((forms.get("plural", []), Entry("p", (unit, 0))))
    out += [([word], Entry("D", offset)) for word, offset in times["days"].items()]
    out += [([word], Entry("G", offset)) for word, offset in times.get("years", {}).items()]
    out += [([word], Entry("d", tens)) for word, tens in times["decades"].items()]
    out += [(words, Entry("Z", _SEASONS[season])) for season, words in times["seasons"].items()]
    out += [(words, Entry("O", number)) for number, words in enumerate(times["numbers"]["ordinal"], 1)]
    out += [(words, Entry("N", number)) for number, words in enumerate(times["numbers"]["cardinal"], 1)]
    out += [(words, Entry("N" if 10 * n <= 31 else "v", 10 * n)) for n, words in enumerate(times["numbers"]["tens"], 3)]
    if times["numbers"].get("hyphenated"):
        out += list(_list_hyphenated(times["numbers"]))
    out += [(words, Entry("#", int(number))) for number, words in times["numbers"]["large"].items()]
    out += [(words, Entry("^", int(number))) for number, words in times["numbers"]["construct"].items()]
    out += [(words, Entry("z", number)) for number, words in enumerate(times["clock"]["hours"], 1)]
    out += [(words, Entry("'", int(minutes))) for minutes, words in times["clock"]["parts"].items()]
    out += [(words, Entry("*", feast)) for feast, words in times["feasts"].items()]
    out += [([word], Entry("6", quarter)) for word, quarter in times.get("quarters", {}).items()]
    out += [(words, Entry("$", period)) for period, words in times["sets"].items()]
    out += [(words, Entry("5", reference)) for reference, words in times["references"].items()]
    return out


def _list_hyphenated(numbers: Mapping[str, Any]) -> Iterable[tuple[list[str], Entry]]:
    """ "twenty-one" to "ninety-nine": one word where "twenty one" is two."""
    for n, tens in enumerate((numbers["cardinal"][19], *numbers["tens"]), 2):
        for unit, units in enumerate(numbers["cardinal"][:9], 1):
            value = 10 * n + unit
            yield [f"{tens[0]}-{units[0]}"], Entry("N" if value <= 31 else "v", value)
