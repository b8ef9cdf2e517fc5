"""The words of a sentence without what is attached to them: conjunction, preposition and pronoun stand apart.

Invariant: a token's span lies inside its word's span, and `suffix` begins where the token ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from dalil.language.fold import fold, fold_with_origin
from dalil.language.words import Word, split_words
from dalil.model import Language, Span
from dalil.reader.rules.nominals import Nominals, load_nominals

_CONJUNCTIONS = {"ar": ("\u0648", "\u0641"), "fa": (), "en": ()}
_BA, _LAM, _KAF, _WAW, _FA, _ALEF, _HEH = "\u0628", "\u0644", "\u0643", "\u0648", "\u0641", "\u0627", "\u0647"
_ARTICLE = _ALEF + _LAM
_ARTICLES = (_ARTICLE, "\u0671" + _LAM)  # never with a hamza: those are other words
_SHORTEST_WITH_ARTICLE = 3
_SUFFIXES = tuple(_HEH + end for end in ("\u0645\u0627", "\u0645", "\u0646", "\u0627"))  # -huma, -hum, -hunna, -ha
_SHORTEST_SUFFIXED = 4


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word without its attached particles. `folded` is its folded form; `prep` the folded attached preposition.

    `name` and `trigger` are the indices of the name or trigger that the token belongs to.
    """

    folded: str
    word: Word
    gap: str = ""
    conj: bool = False
    prep: str | None = None
    suffix: Span | None = None
    name: int | None = None
    trigger: int | None = None

    article: bool = False

    @property
    def definite(self) -> bool:
        """Whether the token bears the Arabic article, written out or swallowed by an attached lam."""
        return self.article or (self.prep == _LAM and self.folded.startswith(_LAM))

    @property
    def bare(self) -> str:
        """The folded form without the Arabic article."""
        if len(self.folded) <= _SHORTEST_WITH_ARTICLE:
            return self.folded
        if self.article:
            return self.folded[2:]
        return self.folded[1:] if self.definite else self.folded


def split_tokens(
    text: str, span: Span, *, language: Language, names: Sequence[Span], triggers: Sequence[Span]
) -> tuple[Token, ...]:
    """The tokens of `span` in order; a word that holds two names or a name and a trigger goes to the first of them."""
    find_name, find_trigger = _finder(names), _finder(triggers)
    out: list[Token] = []
    end = span.start
    for word in split_words(text, span.start, span.end):
        name, trigger = find_name(word), find_trigger(word)
        known = names[name] if name is not None else triggers[trigger] if trigger is not None else None
        gap = text[end : word.start]
        out.append(_split(text, word, language, gap=gap, known=known, name=name, trigger=trigger))
        end = word.end
    return tuple(out)


def _finder(spans: Sequence[Span]) -> Callable[[Span], int | None]:
    """A look-up of the index of the first span that overlaps a word, in logarithmic time where the spans lie apart."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, spans[i].end))
    starts = [spans[i].start for i in order]

    def find(word: Span) -> int | None:
        found, at = None, bisect_left(starts, word.end) - 1
        while at >= 0 and spans[order[at]].overlaps(word):
            found, at = order[at], at - 1
        return found

    return find


def _split(
    text: str, word: Word, language: Language, *, gap: str, known: Span | None, name: int | None, trigger: int | None
) -> Token:
    start, end, suffix = word.start, word.end, None
    conj, prep = False, None
    if language == "ar":
        if known is not None and known.start > word.start:
            start = known.start
            conj, prep = _clitics(fold(text[word.start : start]))
        elif known is None:
            conj, prep, start = _guess_clitics(text, word)
        if name is None:
            end = _bare_end(text, start, end, known)
            suffix = Span(end, word.end) if end < word.end else None
    elif known is not None and word.start < known.start < word.end:
        start = known.start
    surface = text[start:end]
    article = language == "ar" and surface.startswith(_ARTICLES)
    return Token(start, end, fold(surface), word, gap.strip(), conj, prep, suffix, name, trigger, article)


def _clitics(prefix: str) -> tuple[bool, str | None]:
    conj = prefix[:1] in (_WAW, _FA)
    rest = prefix[1:] if conj else prefix
    return conj, rest[:1] if rest[:1] in (_BA, _LAM, _KAF) else None


@cache
def _clitic_lengths(folded: str) -> tuple[bool, str | None, int]:
    """Whether a conjunction stands before the folded word, its attached preposition, and how many letters both take."""
    table = load_nominals("ar")
    conj = _has_conjunction(folded, table)
    rest = folded[1:] if conj else folded
    return conj, *_preposition(rest, table, int(conj))


def _has_conjunction(folded: str, table: Nominals) -> bool:
    first, rest = folded[:1], folded[1:]
    if first == _WAW:
        return (
            rest in table.functions
            or rest.startswith(_ARTICLE)
            or (len(rest) > 2 and not table.begins_lexical("waw", folded))
        )
    return first == _FA and (
        (rest.startswith(_ARTICLE) and len(rest) > 4) or (rest in table.functions and len(rest) > 1)
    )


def _preposition(rest: str, table: Nominals, taken: int) -> tuple[str | None, int]:
    if rest in table.functions or len(rest) < 3:
        return None, taken
    if rest.startswith(_LAM + _LAM):
        return _LAM, taken + 1
    if rest[:1] in (_BA, _KAF) and rest[1:].startswith(_ARTICLE) and len(rest) > 4:
        return rest[0], taken + 1
    for letter, lexical in ((_BA, "ba"), (_LAM, "lam")):
        if rest.startswith(letter) and len(rest) > 3 and not table.begins_lexical(lexical, rest):
            return letter, taken + 1
    return None, taken


def _guess_clitics(text: str, word: Word) -> tuple[bool, str | None, int]:
    conj, prep, letters = _clitic_lengths(word.folded)
    if not letters:
        return conj, prep, word.start
    folded = fold_with_origin(text[word.start : word.end])
    return conj, prep, word.start + folded.origin[letters]


def _bare_end(text: str, start: int, end: int, known: Span | None) -> int:
    """Where the bare word ends: before an attached pronoun of the third person, if there is one."""
    if known is not None:
        return known.end if start < known.end < end else end
    surface = text[start:end]
    if surface.startswith(_ARTICLE):
        return end
    for suffix in (*_SUFFIXES, _HEH, "\u0646\u0627"):
        if surface.endswith(suffix) and load_nominals("ar").takes_pronoun(fold(surface[: -len(suffix)])):
            return end - len(suffix)
    if len(surface) < _SHORTEST_SUFFIXED or fold(surface) in load_nominals("ar").functions:
        return end
    for suffix in _SUFFIXES:
        if surface.endswith(suffix) and len(surface) - len(suffix) > 1:
            return end - len(suffix)
    if surface.endswith(_HEH) and not load_nominals("ar").ends_lexical("heh", fold(surface)):
        return end - 1
    return end
