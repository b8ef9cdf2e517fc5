"""The grammar: rules over the letters of a sentence's tokens, each giving one expression that stands alone.

A rule is a regular expression over letters (`tokens`, `vocabulary`) and a function that reads the match; the longest
match at a place wins, then the first rule. What prepositions and neighbours add is done in `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dalil.times.dates import (
    read_before_christ,
    read_century,
    read_days,
    read_decade,
    read_figures,
    read_month,
    read_one_year,
    read_season,
    read_two_years,
    read_year_pair,
)
from dalil.times.matches import Context, Expression
from dalil.times.periods import (
    read_ago,
    read_clock,
    read_day_of_month,
    read_deictic,
    read_period,
    read_relative,
    read_same_month,
    read_stretch,
    read_weekday,
    read_year_word,
)

Build = Callable[[re.Match[str], Context], Expression | None]

_YEAR = r"(?:,?[fi]?(?:y?(?P<Y>Y)A?|y(?P<YN>[YNn])A?|(?P<yrel>ey|y[LXC]|[LXC]y)|(?P<G>G)|(?:(?<=J)|(?<=Jm))(?P<YJ>v)))"
_ERA = r"(?P<era>[AIS])?"


_DAY_LIST = r"(?P<days>[NO](?:(?:-|,|,?&|&?t|o)[NO]){0,6})"
_COUNTED = r"(?P<N>[Nnv])?(?P<U>[hjkmyp2])"
_PATTERNS: tuple[tuple[str, Build], ...] = (
    (_DAY_LIST + r"-?f?m?(?P<M>[MHJ])m?(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_days),
    (r"m?(?P<M>[MHJ])m?(?:(?P<mod>[LXC])|" + _YEAR + r")?" + _ERA, read_month),
    (r"(?P<mod0>[LXCe])(?P<M>[MH])(?P<mod>[LXC])?", read_month),
    (r"y?(?P<Y>Y)" + _ERA, read_one_year),
    (r"y(?P<Y>[Nnv])" + _ERA, read_one_year),
    (r"[yup]?(?P<Y>Y)(?:-|(?<=[yup]Y)&)y?(?P<Z>Y)A?", read_year_pair),
    (r"[yup]?U", read_two_years),
    (r"(?:[LXCe](?P<U>[jkmyc]))[LXC]?", read_period),
    (r"(?P<U>[jkmyc])[LXC]", read_period),
    (r"(?P<U>[kmy])(?<=E[kmy]|f[kmy])(?![YNMHJZ])", read_period),
    (r"(?P<G>G)", read_year_word),
    (_DAY_LIST + r"(?:f|(?<=O))(?:[eLXC]m|m[LXC])[LXC]?", read_day_of_month),
    (_DAY_LIST + r"f?V", read_same_month),
    (r"e?(?P<D>D)", read_deictic),
    (r"(?P<mod0>[LXe])?(?P<W>W)(?P<mod>[LXC])?", read_weekday),
    (r"F" + _ERA, read_figures),
    (
        r"(?P<prep>[bsa])[q+~]{0,3}(?P<N>[Nnv])?(?P<U>[hjkmyp2])(?![YLXCMHJZWDOnv])(?:N(?=f))?(?!N)q{0,2}(?P<event>f)?",
        read_ago,
    ),
    (r"[q+~]{0,3}" + _COUNTED + r"[gLQ]", read_ago),
    (r"e?(?:[Nnv])?(?P<U>[p2])(?:[Nnv])?[LX]", read_stretch),
    (r"e(?P<U>2)", read_stretch),
    (r"[Nnv](?P<U>[jkmy])[LX]", read_stretch),
    (r"[LX](?:[Nnv])?(?P<U>p)", read_stretch),
    (r"(?P<d>d)(?:f?(?P<c>cL|c(?P<O>O)))?", read_decade),
    (r"c(?P<O>O)", read_century),
    (r"(?P<O>O)c", read_century),
    (r"(?P<Z>Z)" + _YEAR, read_season),
    (r"(?P<Z>Z)(?P<mod>[LX])", read_season),
    (r"(?P<mod0>[LXe])(?P<Z>Z)", read_season),
    (r"R|Q(?!f?i?[PDemkyLXCWEMd])", read_relative),
    (r"q?(?P<N>[NnvY])y?B", read_before_christ),
    (r"K(?:[NOTnv](?:[NnvT&OK:hf]{0,4}[NnvTOh])?)?|T", read_clock),
)
_ENGLISH = (r"(?P<M>[MHJ])(?P<days>[NO](?:(?:-|&|o|,?&)[NO]){0,6})(?![Nnv])(?:,?(?P<Y>Y))?", read_days)
_RULES = tuple((re.compile(pattern), build) for pattern, build in _PATTERNS)
_RULES_ENGLISH = (*_RULES, (re.compile(_ENGLISH[0]), _ENGLISH[1]))


def find_expressions(context: Context) -> list[Expression]:
    """The expressions that stand in the sentence, in order, apart; clock times among them with `edtf` None."""
    letters = context.tokens.letters
    out: list[Expression] = []
    i = 0
    while i < len(letters):
        best = max(_match_at(letters, i, context) if letters[i] != "_" else (), key=_end, default=None)
        if best is None:
            i += 1
        else:
            out.append(best)
            i = best.end
    return out


def _match_at(letters: str, i: int, context: Context) -> list[Expression]:
    out = []
    for pattern, build in _RULES_ENGLISH if context.vocabulary.language == "en" else _RULES:
        if (match := pattern.match(letters, i)) and (found := build(match, context)):
            out.append(found)
    return out


def _end(found: Expression) -> int:
    return found.end
