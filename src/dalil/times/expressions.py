"""The grammar: rules over the letters of a sentence's tokens, each giving one expression that stands alone.

A rule is the letters it may begin with, a regular expression over letters (`tokens`, `vocabulary`) and a function that
reads the match; the longest match at a place wins, then the first rule. What prepositions and neighbours add is done
in `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from dalil.times.dates import (
    read_day_in_figures,
    read_days,
    read_days_behind,
    read_figures,
    read_first_of_month,
    read_month,
    read_one_year,
    read_two_years,
    read_year_pair,
)
from dalil.times.matches import Context, Expression
from dalil.times.periods import (
    read_ago,
    read_ahead,
    read_day_of_month,
    read_deictic,
    read_event_tied,
    read_later,
    read_no_date,
    read_period,
    read_relative,
    read_same_month,
    read_same_month_of_year,
    read_stretch,
    read_told,
    read_weekday,
    read_year_word,
)
from dalil.times.units import (
    read_before_christ,
    read_century,
    read_decade,
    read_feast,
    read_numbered_decade,
    read_quarter,
    read_season,
)
from dalil.times.weekdays import (
    read_numbered_day,
    read_numbered_weekday,
    read_weekday_and_day,
    read_weekday_of_month,
    read_weekday_of_week,
)

Build = Callable[[re.Match[str], Context], Expression | None]

_SAID_YEAR = (
    r"(?:(?:,?[fi]?|[\-/](?=Y))(?:y?(?P<Y>Y)A?|y(?P<YN>[YNn])A?|(?P<yrel>ey|y[LXC]|[LXC]y)"
    r"|(?P<YE>[Nnv])(?=[IS])|(?P<ysame>=y|y=)|(?P<G>G)"
)
_YEAR = _SAID_YEAR + r"|(?:(?<=J)|(?<=Jm))(?P<YJ>v)))"
_PLAIN_YEAR = _SAID_YEAR + "))"
_ERA = r"(?P<era>[AIS])?"


_DAY_LIST = r"(?P<days>[NO](?:(?:-|,|,?&|&?t|o|\|)[NO]){0,6})"
_SOME_WEEKDAY = r"j?(?P<W>[@NW])"
_OF_MONTH = r"f?i?m?(?P<M>[MHJ])m?(?:" + _PLAIN_YEAR + r")?[AIS]?"
_COUNTED = r"(?P<N>[Nnv])?(?P<U>[hjkmyp2])"
_PATTERNS: tuple[tuple[str, str, Build], ...] = (
    ("ON", _DAY_LIST + r"[\-/]?f?m?(?P<M>[MHJ])m?(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_days),
    ("mMHJ", r"m?(?P<M>[MHJ])m?(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_month),
    ("E^", r"[E^](?P<M>[MHJ])(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_first_of_month),
    ("E^", r"(?P<nth>[E^])" + _SOME_WEEKDAY + _OF_MONTH, read_numbered_weekday),
    ("W", r"(?P<W>W)(?P<nth>[OL])" + _OF_MONTH, read_numbered_weekday),
    ("LO", r"(?P<nth>[OL])(?P<W>W)" + _OF_MONTH, read_numbered_weekday),
    ("W", r"(?P<W>W)(?P<nth>z)" + _OF_MONTH, read_numbered_weekday),
    ("E^", r"(?P<nth>[E^])" + _SOME_WEEKDAY + r"f?(?:m[LXC]|[LXCe]m)", read_weekday_of_month),
    ("W", r"(?P<W>W)(?P<nth>[OL])f(?:m[LXC]|[LXCe]m)", read_weekday_of_month),
    ("LEkO^", r"(?:k[OLz]|[OLE^]k)f?i?m?(?P<M>[MHJ])m?(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_month),
    ("E^", r"(?P<nth>[E^])j" + _OF_MONTH, read_numbered_day),
    ("jD", r"[Dj](?P<nth>L)" + _OF_MONTH, read_numbered_day),
    ("MJ", r"(?P<M>[MJ])(?P<days>[NO](?:(?:-|t|o)[NO])?)", read_days_behind),
    ("WN@", r"(?P<W>[W@N])f?(?:k[LXC]|[LXCe]k)", read_weekday_of_week),
    ("W", r"(?P<W>W)(?P<O>O)(?![fMHJmV])", read_weekday_and_day),
    ("*", r"(?P<feast>\*)(?:" + _PLAIN_YEAR + r")?[AIS]?", read_feast),
    ("x", r"x(?P<q>[OL])(?:" + _PLAIN_YEAR + r")?", read_quarter),
    ("LO", r"(?P<q>[OL])x(?:" + _PLAIN_YEAR + r")?", read_quarter),
    ("6", r"(?P<q>6)(?:" + _PLAIN_YEAR + r")?", read_quarter),
    ("r", r"r(?P<d>[NnvY])" + _ERA, read_numbered_decade),
    ("jkmyD", r"(?P<U>[jkmyD])(?P<sign>[<>=X])", read_told),
    ("=", r"(?P<sign>=)(?P<U>P)", read_told),
    ("V", r"(?P<U>V)", read_told),
    ("V", r"V(?:" + _PLAIN_YEAR + ")", read_same_month_of_year),
    ("Nvn", r"(?P<N>[Nnv])(?P<U>[jkmy])(?P<R>R)", read_told),
    ("jkmy2Nvn", r"(?P<N>[Nnv])?(?P<U>[jkmy2])8", read_ahead),
    ("2Nvn", r"(?:[Nnv][hjkmyp]|2)(?P<side>[ab])(?![LXWMHJYNODkjmy])", read_event_tied),
    ("<>=X", r"(?P<sign>[<>=]|X(?=j))(?P<U>[jkmyD])", read_told),
    ("R", r"(?P<R>R)i?(?P<N>[Nnv])?(?P<U>[jkmyp2])", read_told),
    ("q+~hjkmy2pNvn", r"[q+~]{0,2}(?P<N>[Nnv])?(?P<U>[hjkmyp2])(?P<later>[lQX])", read_later),
    ("9", r"(?<=[Wj])9", read_day_in_figures),
    ("9", r"(?<=[Wj]i)9", read_day_in_figures),
    ("LXCe", r"(?P<mod0>[LXCe])(?P<M>[MH])(?P<mod>[LXC])?", read_month),
    ("yY", r"y?(?P<Y>Y)" + _ERA, read_one_year),
    ("y", r"y(?P<Y>[Nnv])" + _ERA, read_one_year),
    ("yupY", r"[yup]?(?P<Y>Y)(?:-|(?<=[yup]Y)&|(?<=[yup]Y)[to]|\|)y?(?P<Z>Y)A?", read_year_pair),
    ("yY", r"(?<=[fs])y?(?P<Y>Y)&?[to]y?(?P<Z>Y)A?", read_year_pair),
    ("yY", r"(?<=i)y?(?P<Y>Y)&y?(?P<Z>Y)A?", read_year_pair),
    ("yupU", r"[yup]?U", read_two_years),
    ("LXCe", r"(?:[LXCe](?P<U>[jkmycr]))[LXC]?", read_period),
    ("jkmycr", r"(?P<U>[jkmycr])[LXC7]", read_period),
    ("kmy", r"(?P<U>[kmy])(?<=E[kmy]|f[kmy])(?![YNMHJZOz])", read_period),
    ("G", r"(?P<G>G)", read_year_word),
    ("ON", _DAY_LIST + r"(?:f|(?<=O))(?:[eLXC]m|m[LXC])[LXC]?", read_day_of_month),
    ("ON", _DAY_LIST + r"f?V", read_same_month),
    ("eD", r"e?(?P<D>D)L?", read_deictic),
    ("LXeW", r"(?P<mod0>[LXe])?(?P<W>W)(?P<mod>[LXC<])?", read_weekday),
    ("NYF", r"(?:F|[NY]/N/[NvY])" + _ERA, read_figures),
    (
        "sab",
        r"(?P<prep>[bsa])[q+~]{0,3}(?P<N>[Nnv])?(?P<U>[hjkmyp2])(?![YLXCMHJZWDOnv])(?:N(?=f))?(?!N)[q3]{0,2}(?P<event>[f4])?",
        read_ago,
    ),
    ("q+~hjkmy2pNvn", r"[q+~]{0,3}" + _COUNTED + r"[gLQ]", read_ago),
    ("e2pNvn", r"e?(?:[Nnv])?(?P<U>[p2])(?:[Nnv])?[LX]", read_stretch),
    ("e", r"e(?P<U>2)", read_stretch),
    ("Nvn", r"[Nnv](?P<U>[jkmy])[LX]", read_stretch),
    ("LX", r"[LX](?:[Nnv])?(?P<U>p)", read_stretch),
    ("d", r"(?P<d>d)(?:f?(?P<c>cL|c(?P<O>O)))?", read_decade),
    ("c", r"c-?(?P<O>[ON])" + _ERA, read_century),
    ("O", r"(?P<O>[O])c" + _ERA, read_century),
    ("Z", r"(?P<Z>Z)" + _YEAR, read_season),
    ("Z", r"(?P<Z>Z)(?P<mod>[LX])", read_season),
    ("LXe", r"(?P<mod0>[LXe])(?P<Z>Z)", read_season),
    ("KT%", r"K(?:[zNOTnv](?:[NnvT&OK:hf]{0,4}[NnvTOh])?)?|T|%[Nnv]?(?:[hjkmxyrcp2][W@]?|[W@])", read_no_date),
    ("QR", r"R|Q(?!f?i?[PDemkyLXCWEMd])", read_relative),
    ("qNvYn", r"q?(?P<N>[NnvY])y?B", read_before_christ),
)
_ENGLISH = ("MHJ", r"(?P<M>[MHJ])(?P<days>[NO](?:(?:-|&|o|,?&)[NO]){0,6})(?![Nnv])(?:,?(?P<Y>Y))?", read_days)
# Where any rule matches at all: most letters begin none, and one search passes them over.
_ANY = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern, _ in (*_PATTERNS, _ENGLISH)))


def _index_rules(patterns: Iterable[tuple[str, str, Build]]) -> Mapping[str, Sequence[tuple[re.Pattern[str], Build]]]:
    """The rules by the letter that they begin with, in their order."""
    out: dict[str, list[tuple[re.Pattern[str], Build]]] = {}
    for first, pattern, build in patterns:
        for letter in first:
            out.setdefault(letter, []).append((re.compile(pattern), build))
    return out


_RULES = _index_rules(_PATTERNS)
_RULES_ENGLISH = _index_rules((*_PATTERNS, _ENGLISH))


def find_expressions(context: Context) -> list[Expression]:
    """The expressions that stand in the sentence, in order, apart; what dates nothing among them with `edtf` None."""
    letters = context.tokens.letters
    out: list[Expression] = []
    i = 0
    while place := _ANY.search(letters, i):
        best = max(_match_at(letters, place.start(), context), key=_end, default=None)
        if best is None:
            i = place.start() + 1
        else:
            out.append(best)
            i = best.end
    return out


def _match_at(letters: str, i: int, context: Context) -> list[Expression]:
    out = []
    rules = _RULES_ENGLISH if context.vocabulary.language == "en" else _RULES
    for pattern, build in rules.get(letters[i], ()):
        if (match := pattern.match(letters, i)) and (found := build(match, context)):
            out.append(found)
    return out


def _end(found: Expression) -> int:
    return found.end
