"""A sentence as tokens that the rules of time expressions read: one letter a token, its value beside it.

Letters besides the vocabulary's: N a number up to 31, v one of two digits above, Y one of four digits, n any other, F a
date in figures, 9 a day and month in figures, T a time of day in figures, U two years with a slash, `_` any other word,
and , ; ( ) / - : " between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dalil.language.fold import fold
from dalil.language.words import split_words
from dalil.model import Language, Span
from dalil.times.vocabulary import Entry, Value, Vocabulary

_FIGURES = re.compile(
    r"(?<![\d/.\-])(?:\d{1,4}([/.\-])\d{1,2}\1\d{2,4}|\d{4}([/.\-])\d{1,2}\2\d|(?:0?[1-9]|1[0-2])/(?:1[89]|20)\d\d)(?![\d/\-])"
    r"|(?<![\d/.\-])(?P<short>[0-3]?\d/[01]?\d)(?![\d/.\-])"
)
_PIECE = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\d]+")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)/((?:19|20)\d\d)")
_DECADE = re.compile(r"(1[5-9]|20)(\d)0s")
_MARKS = {
    "\u060c": ",",
    ",": ",",
    "\u061b": ";",
    ";": ";",
    "/": "/",
    "\\": "/",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ":": ":",
}
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_CONJUNCTIONS = "\u0648\u0641"  # waw, feh
_PREPOSITIONS = "\u0628\u0644\u0643"  # beh, lam, kaf
_NOT_BEHIND_PREPOSITION = "NOabft&Aig"
_ALEF_LAM = "\u0627\u0644"
_MONTH_WORD = "\u0634\u0647\u0631"  # "month", written against the month's name
_PERSIAN_MONTH_WORD = "\u0645\u0627\u0647"


@dataclass(frozen=True, slots=True)
class Token(Span):
    """`folded` is its folded text; `definite` says that an article, or the language, makes it so."""

    letter: str
    folded: str
    value: Value = None
    definite: bool = False
    ambiguous: bool = False
    also: str = ""
    words: int = 1


class Tokens(tuple[Token, ...]):
    """The tokens of one sentence; `letters[i]` is the letter of token i."""

    @cached_property
    def letters(self) -> str:
        return "".join(token.letter for token in self)


def split_tokens(text: str, start: int, end: int, vocabulary: Vocabulary) -> Tokens:
    """The tokens of `text[start:end]` in order, apart; offsets count in the whole of `text`. Linear."""
    pieces = list(_split_pieces(text, start, end))
    out: list[Token] = []
    i = 0
    while i < len(pieces):
        count = _append_phrase(out, text, pieces, i, vocabulary)
        i += count
    return Tokens(_join_pairs(out))


def _split_pieces(text: str, start: int, end: int) -> Iterator[Token]:
    """Words parted where digits meet letters, dates in figures whole, and the marks between them."""
    last = start
    for match in _FIGURES.finditer(text, start, end):
        yield from _split_plain(text, last, match.start())
        yield Token(match.start(), match.end(), "9" if match["short"] else "F", fold(match[0]))
        last = match.end()
    yield from _split_plain(text, last, end)


def _split_plain(text: str, start: int, end: int) -> Iterator[Token]:
    last = start
    for word in split_words(text, start, end):
        yield from _split_marks(text, last, word.start)
        if word.folded.isalpha():
            yield Token(word.start, word.end, "_", word.folded)
        else:
            yield from _split_word(text, word.start, word.end)
        last = word.end
    yield from _split_marks(text, last, end)


def _split_marks(text: str, start: int, end: int) -> Iterator[Token]:
    for i in range(start, end):
        character = text[i]
        letter = _MARKS.get(character) or ("-" if character in _DASHES else "")
        if letter or not (character.isspace() or character in "\u0640\u200b\u200c\u200d\u200e\u200f."):
            yield Token(i, i + 1, letter or '"', character)


def _split_word(text: str, start: int, end: int) -> Iterator[Token]:
    word = text[start:end]
    if word.isdecimal():
        yield Token(start, end, "_", fold(word))
        return
    if word[-2:] in ("'s", "\u2019s"):
        word, end = word[:-2], end - 2
    folded = fold(word)
    if folded.isalpha() or _CLOCK.fullmatch(folded) or _TWO_YEARS.fullmatch(folded) or _DECADE.fullmatch(folded):
        yield Token(start, end, "_", folded)
        return
    if word[0].isascii() and word[0].isalpha():  # A320, B2B
        yield Token(start, end, "_", folded)
        return
    if not re.search(r"[.,:/\u066b\u066c]", word):
        for piece in _PIECE.finditer(word):
            part = fold(piece[0])
            if part:
                yield Token(start + piece.start(), start + piece.end(), "_", part)
        return
    yield Token(start, end, "_", folded)


def _append_phrase(out: list[Token], text: str, pieces: list[Token], i: int, vocabulary: Vocabulary) -> int:
    """Appends the longest phrase of the vocabulary that begins at piece `i`, or the piece; how many pieces it took."""
    piece = pieces[i]
    if piece.letter != "_":
        out.append(piece)
        return 1
    if piece.folded.isdecimal():
        number = _read_number(piece)
        out.append(replace(number, definite=True) if out and out[-1].letter == "" else number)
        return 1
    readings = [r for r in _readings(piece.folded, vocabulary.language) if r[0] in vocabulary.reach]
    if not readings and _split_edge(text, pieces, i, vocabulary):
        return _append_phrase(out, text, pieces, i, vocabulary)
    if not readings:
        out.append(piece if piece.folded.isalpha() else _read_number(piece))
        return 1
    limit = max(vocabulary.reach[cut] for cut, _ in readings)
    reach = 1
    while reach < limit and i + reach < len(pieces) and pieces[i + reach].letter == "_":
        reach += 1
    words = [p.folded for p in pieces[i : i + reach]]
    best: tuple[int, str, str, Entry] | None = None
    for cut, prefixes in readings:
        words[0] = cut
        for count in range(min(reach, vocabulary.reach[cut]), best[0] if best else 0, -1):
            entry = vocabulary.entries.get(tuple(words[:count]))
            if entry is None or (prefixes and count == 1 and _too_short(cut, entry, prefixes)):
                continue
            if _is_written_so(text, piece, entry, vocabulary.language):
                best = count, cut, prefixes, entry
                break
    if best is None:
        out.append(_read_number(piece))
        return 1
    count, words[0], prefixes, entry = best
    start = piece.start
    for prefix in prefixes:
        stop = _after_letter(text, start)
        out.append(Token(start, stop, prefix, ""))
        start = stop
    _append_entry(out, Span(start, pieces[i + count - 1].end), words[:count], entry, vocabulary.language)
    return count


def _split_edge(text: str, pieces: list[Token], i: int, vocabulary: Vocabulary) -> bool:
    """Parts a hyphenated word whose first part tells a part of a period, "mid-May"; whether piece `i` was one."""
    piece = pieces[i]
    head, hyphen, tail = text[piece.start : piece.end].partition("-")
    entry = vocabulary.entries.get((fold(head),)) if hyphen and tail else None
    if entry is None or entry.letter != "E":
        return False
    middle = piece.start + len(head)
    pieces[i : i + 1] = [
        Token(piece.start, middle, "_", fold(head)),
        *_split_word(text, middle + 1, piece.end),
    ]
    return True


def _readings(folded: str, language: Language) -> Iterator[tuple[str, str]]:
    """The word, then the word without what is attached to it in Arabic, with the letters of what was taken off."""
    if language == "fa":
        yield from _read_persian(folded)
        return
    yield folded, ""
    if language != "ar":
        return
    rest, prefixes = folded, ""
    if folded[0] in _CONJUNCTIONS and len(folded) > 2:
        rest, prefixes = folded[1:], "&" if folded[0] == _CONJUNCTIONS[0] else ","
        yield rest, prefixes
    if rest[0] in _PREPOSITIONS and len(rest) > 3:
        cut = rest[1:]
        if rest[0] == _PREPOSITIONS[1] and cut.startswith(_PREPOSITIONS[1]):
            yield _ALEF_LAM + cut[1:], prefixes
        yield cut, prefixes + "i"
    if folded.startswith(_MONTH_WORD) and len(folded) > 6:
        yield folded[3:], ""


def _read_persian(folded: str) -> Iterator[tuple[str, str]]:
    yield folded, ""
    if folded.endswith(_PERSIAN_MONTH_WORD) and len(folded) > 4:
        yield folded[:-3], ""


def _too_short(word: str, entry: Entry, prefixes: str) -> bool:
    """Whether what is left may as well be the rest of another word: "door" is no "in August"."""
    if "i" in prefixes and entry.letter in _NOT_BEHIND_PREPOSITION and not (entry.letter == "N" and len(word) > 4):
        return True
    return (entry.letter in "MH" and len(word) < 4) or (entry.letter in "AIPEKq" and len(word) < 3)


def _is_written_so(text: str, piece: Token, entry: Entry, language: Language) -> bool:
    """English months and weekdays begin with a capital."""
    return language != "en" or entry.letter not in ("M", "H", "J", "W") or text[piece.start].isupper()


def _after_letter(text: str, start: int) -> int:
    """Behind the letter at `start` and what folding drops behind it."""
    stop = start + 1
    while not fold(text[stop]):
        stop += 1
    return stop


def _append_entry(out: list[Token], span: Span, words: list[str], entry: Entry, language: Language) -> None:
    if not entry.letter:  # passed over, but it makes the next word definite
        out.append(Token(span.start, span.end, "", words[0]))
        return
    definite = language == "fa" or words[0].startswith(_ALEF_LAM) or bool(out and out[-1].letter == "")
    out.append(
        Token(
            span.start, span.end, entry.letter, " ".join(words), entry.value, definite, entry.ambiguous, entry.also,
            len(words),
        )
    )  # fmt: skip


def _read_number(piece: Token) -> Token:
    folded = piece.folded
    letter, value = "_", None
    if _DIGITS.fullmatch(folded):
        value = int(folded[:9])
        letter = "Y" if len(folded) == 4 and 1000 <= value < 3000 else "n"
        if 0 < value <= 31 and len(folded) < 3:
            letter = "N"
        elif 31 < value < 100:
            letter = "v"
    elif _CLOCK.fullmatch(folded):
        letter = "T"
    elif _TWO_YEARS.fullmatch(folded):
        letter = "U"
    elif match := _DECADE.fullmatch(folded):
        letter, value = "d", int(match[1] + match[2]) * 10
    return Token(piece.start, piece.end, letter, folded, value)


def _join_pairs(tokens: list[Token]) -> Iterator[Token]:
    """Without the passed over; a month named twice ("kanun II (January)") as one token."""
    kept = [token for token in tokens if token.letter]
    skip = 0
    for i, token in enumerate(kept):
        if skip:
            skip -= 1
            continue
        length = _count_pair(kept[i : i + 4]) if token.letter == "M" else 1
        skip = length - 1
        yield replace(token, end=kept[i + skip].end) if skip else token


def _count_pair(tokens: list[Token]) -> int:
    """How many of the tokens name one month; 1 where the second names none or another."""
    letters = "".join(token.letter for token in tokens)
    for pattern in ("MM", "M/M", "M-M", "M(M)"):
        months = [token.value for token in tokens[: len(pattern)] if token.letter == "M"]
        if letters.startswith(pattern) and len(set(months)) == 1:
            return len(pattern)
    return 1
