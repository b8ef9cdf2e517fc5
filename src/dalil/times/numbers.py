"""Numbers in words as one token: "nineteen eighty-four", "ألف وتسعمئة وثمانية وأربعين", "هزار و سیصد و شصت و هفت".

Units, tens, hundreds and thousands are added up as the language joins them, each once; figures take part only where
"hundred" or "thousand" stands right behind them.
"""

from __future__ import annotations

import re

from dalil.model import Language
from dalil.times.tokens import Token, Tokens

_RUN = re.compile(r"[NnvY#](?:[&\-]?[Nv#])+")
_NUMBERED_MONTH = re.compile(r"m(?:N(?=$|[fyYi,;)LXC\"])|(?:(?<=fm)|(?<=[NO]m)|(?<=im))O(?=$|[fyYi,;)LXC\"]))")
_THOUSAND = 1000


def join_numbers(tokens: Tokens, language: Language) -> Tokens:
    """The tokens, with every number of several words as one. Linear."""
    out: list[Token] = []
    done = 0
    for match in _RUN.finditer(tokens.letters):
        i = match.start()
        while i < match.end():
            if tokens[i].folded[:1].isdecimal() and tokens.letters[i + 1 : i + 2] != "#":
                i += 1
                continue
            value, end = _add_up(tokens, i, match.end(), language)
            if end - i > 1:
                out += tokens[done:i]
                out.append(_join(tokens[i:end], value))
                done = end
            i = max(end, i + 1)
    return Tokens((*out, *tokens[done:])) if done else tokens


def name_months(tokens: Tokens, language: Language) -> Tokens:
    """The tokens, with a month told by its number as one: "شهر 3", "الشهر الثامن"; Arabic alone does so."""
    if language != "ar" or "m" not in tokens.letters:
        return tokens
    out: list[Token] = []
    done = 0
    for match in _NUMBERED_MONTH.finditer(tokens.letters):
        number = tokens[match.end() - 1]
        in_words = not number.folded[:1].isdecimal()
        if not isinstance(number.value, int) or not 1 <= number.value <= 12 or (in_words and number.value == 1):
            continue
        start = tokens[match.start()].start
        out += tokens[done : match.start()]
        out.append(Token(start, number.end, "M", number.folded, number.value))
        done = match.end()
    return Tokens((*out, *tokens[done:])) if done else tokens


def _join(tokens: tuple[Token, ...], value: int) -> Token:
    letter = "N" if value <= 31 else "v" if value < 100 else "n"
    if _THOUSAND < value < 3 * _THOUSAND and value % _THOUSAND:
        letter = "Y"
    folded = " ".join(token.folded for token in tokens if token.folded)
    return Token(tokens[0].start, tokens[-1].end, letter, folded, value)


def _add_up(tokens: Tokens, i: int, end: int, language: Language) -> tuple[int, int]:
    """The value of the number that begins at token `i`, and where it ends."""
    total, position = 0, i
    seen: set[str] = set()
    while position < end:
        value, stop = _read_addend(tokens, position, end)
        magnitude = _magnitude(value)
        if value is not None and language == "en" and _names_a_year(total, value, seen):
            total, seen = total * 100, {"hundreds", "thousands"}
        if value is None or magnitude in seen or (magnitude == "teens" and "tens" in seen):
            break
        seen.update(("ones", "tens") if magnitude == "teens" else (magnitude,))
        total, position = total + value, stop
        joint = tokens.letters[position : position + 1]
        following = position + (joint in ("&", "-"))
        if following >= end or not _may_follow(language, joint, seen, tokens[following]):
            break
        position = following
    while position > i and tokens[position - 1].letter in "&-":
        position -= 1
    return total, position


def _read_addend(tokens: Tokens, i: int, end: int) -> tuple[int | None, int]:
    """A number word, with the hundred or thousand that it multiplies."""
    token = tokens[i]
    if not isinstance(token.value, int):
        return None, i
    value, stop = token.value, i + 1
    multiplied = stop < end and tokens[stop].letter == "#" and tokens[stop].value in (100, _THOUSAND)
    if multiplied and value < _THOUSAND:
        factor = tokens[stop].value
        assert isinstance(factor, int)
        return value * factor, stop + 1
    if token.folded[:1].isdecimal():
        return None, i
    return value, stop


def _magnitude(value: int | None) -> str:
    if value is None:
        return ""
    if value < 10:
        return "ones"
    if value < 20:
        return "teens"
    return "tens" if value < 100 else "hundreds" if value < _THOUSAND else "thousands"


def _names_a_year(total: int, value: int, seen: set[str]) -> bool:
    """ "nineteen eighty-four", "twenty fifteen": the century stands first."""
    return 10 <= total <= 20 and 10 <= value < 100 and not seen & {"hundreds", "thousands"}


def _may_follow(language: Language, joint: str, seen: set[str], token: Token) -> bool:
    """Whether the number goes on behind `joint`: "and" in Arabic and Persian, a hyphen, "and" or nothing in English."""
    if token.folded[:1].isdecimal():
        return False
    if language != "en":
        return joint == "&"
    return joint != "&" or bool(seen & {"hundreds", "thousands"})
