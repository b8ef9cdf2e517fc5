"""Full-text search: passages of folded words, asked by word or by "phrase"; particles joined to a word do not hide it.

A passage is a sentence, or a whole block of boilerplate, which is searched too and listed last. The index holds only
what `find_words` gives, and a hit is checked by the same function, so that both always mean the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from sqlalchemy import Connection, delete, func, insert, literal_column, select

from dalil.case import records, schema
from dalil.case.entries import Hit
from dalil.case.settings import read_setting, write_setting
from dalil.language.fold import fold_with_origin
from dalil.language.lexicon import load_table
from dalil.language.sentences import split_sentences
from dalil.model import Document, Span

INDEX_VERSION = "1"  # to be raised with every change to folding, sentences or `find_words`: cases then index anew
_INDEXED = "indexed"
_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'["«“„]([^"«»“”„]*)["»”]')
_ARABIC = re.compile("[\u0621-\u064a]+")
_LONGEST_QUERY = 32  # words; more would ask SQLite for too deep an expression


@dataclass(frozen=True, slots=True)
class FoundWord(Span):
    """One searchable word at its place in the unaltered text; `folded` is what is compared."""

    folded: str


def find_words(text: str, start: int = 0, end: int | None = None) -> tuple[FoundWord, ...]:
    """The words of `text[start:end]` in order: unbroken letters and digits of its folded form."""
    folded = fold_with_origin(text[start:end])
    out = []
    for match in _WORD.finditer(folded.text):
        span = folded.span(match.start(), match.end())
        out.append(FoundWord(start + span.start, start + span.end, match[0]))
    return tuple(out)


def parse_query(query: str) -> tuple[tuple[str, ...], ...]:
    """What is asked for, each a phrase of one or more folded words; "…", «…» and “…” hold words together.

    Any text is a query: a quote that nothing closes is no quote, and what is no word is left out.
    """
    phrases: list[tuple[str, ...]] = []
    rest = 0
    for match in _PHRASE.finditer(query):
        phrases += [(word.folded,) for word in find_words(query, rest, match.start())]
        phrases.append(tuple(word.folded for word in find_words(query, match.start(1), match.end(1))))
        rest = match.end()
    phrases += [(word.folded,) for word in find_words(query, rest)]
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


@lru_cache(maxsize=1024)
def spell_forms(word: str) -> frozenset[str]:
    """`word` and its forms behind conjunction, preposition and article; of a word with the article, definite forms."""
    table = _load_particles()
    if len(word) < table.shortest or not _ARABIC.fullmatch(word):
        return frozenset({word})
    bare = word.removeprefix(table.article)
    if bare != word and len(bare) > 1:
        starts: Iterable[str] = (*table.definite,)
        return frozenset({word, *(c + start + bare for c, start in product(table.conjunctions, starts))})
    starts = ("", *table.prepositions, *table.definite)
    return frozenset(c + start + word for c, start in product(table.conjunctions, starts))


def index_all(connection: Connection) -> None:
    """Makes the index anew, in the words of this version."""
    connection.execute(delete(schema.passage_words))
    connection.execute(delete(schema.passages))
    numbers = connection.execute(select(schema.documents.c.number).order_by(schema.documents.c.number)).scalars().all()
    for number in numbers:
        reading = records.load_readings(connection, [number])[number]
        index_document(connection, reading.document, number=number)
    write_setting(connection, _INDEXED, INDEX_VERSION)


def is_current(connection: Connection) -> bool:
    """Whether the index was made by this version's words."""
    return read_setting(connection, _INDEXED) == INDEX_VERSION


def index_document(connection: Connection, document: Document, *, number: int) -> None:
    """Makes the passages of a document that has none yet; the caller holds the writer's lock."""
    sentences = [(s.start, s.end, False) for s in split_sentences(document)]
    boilerplate = [(b.start, b.end, True) for b in document.blocks if b.kind == "boilerplate"]
    passage = connection.execute(select(func.max(schema.passages.c.number))).scalar_one() or 0
    passages, passage_words = [], []
    for start, end, is_boilerplate in sorted(sentences + boilerplate):
        words = " ".join(word.folded for word in find_words(document.text, start, end))
        if words:
            passage += 1
            row = {"document": number, "start": start, "end": end, "boilerplate": is_boilerplate}
            passages.append({**row, "number": passage})
            passage_words.append({"rowid": passage, "words": words})
    if passages:
        connection.execute(insert(schema.passages), passages)
        connection.execute(insert(schema.passage_words), passage_words)


def forget_document(connection: Connection, number: int) -> None:
    """Takes the passages of a document out of the index."""
    mine = select(schema.passages.c.number).where(schema.passages.c.document == number)
    connection.execute(delete(schema.passage_words).where(schema.passage_words.c.rowid.in_(mine)))
    connection.execute(delete(schema.passages).where(schema.passages.c.document == number))


def search(connection: Connection, query: str, *, limit: int) -> tuple[Hit, ...]:
    """Passages that hold everything asked for, the best first, boilerplate last; empty where nothing is asked."""
    phrases = parse_query(query)[:_LONGEST_QUERY]
    return tuple(islice(_find_hits(connection, phrases), max(limit, 0))) if phrases else ()


def _find_hits(connection: Connection, phrases: Sequence[Sequence[str]]) -> Iterator[Hit]:
    passages = schema.passages
    query = (
        select(passages.c.document, passages.c.start, passages.c.end)
        .select_from(schema.passage_words)
        .join(passages, passages.c.number == schema.passage_words.c.rowid)
        .where(literal_column("passage_words").op("MATCH")(_ask(phrases)))
        .order_by(passages.c.boilerplate, literal_column("rank"), passages.c.number)
    )
    documents: dict[int, Any] = {}
    for number, start, end in connection.execute(query):
        if number not in documents:
            one = select(schema.documents).where(schema.documents.c.number == number)
            documents[number] = connection.execute(one).one()
        document = documents[number]
        if highlights := _highlight(document.text, phrases, start=start, end=end):
            text = document.text[start:end]
            yield Hit(start, end, document.id, document.title, document.publisher, text, highlights)


def _ask(phrases: Sequence[Sequence[str]]) -> str:
    """The question to FTS5: all words, each in any form. Words are letters and digits only, so quoting is safe."""
    words = dict.fromkeys(word for phrase in phrases for word in phrase)
    return " AND ".join(f"({' OR '.join(chr(34) + f + chr(34) for f in sorted(spell_forms(w)))})" for w in words)


def _highlight(text: str, phrases: Sequence[Sequence[str]], *, start: int, end: int) -> tuple[Span, ...]:
    """Where the phrases stand in the passage, in order; empty unless each of them does."""
    words = find_words(text, start, end)
    found: set[Span] = set()
    for phrase in phrases:
        forms = [spell_forms(word) for word in phrase]
        places = [
            Span(words[i].start, words[i + len(forms) - 1].end)
            for i in range(len(words) - len(forms) + 1)
            if all(words[i + k].folded in form for k, form in enumerate(forms))
        ]
        if not places:
            return ()
        found.update(places)
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Particles:
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    definite: tuple[str, ...]
    shortest: int


@cache
def _load_particles() -> _Particles:
    table = load_table("ar", "search")
    prepositions = tuple(table["prepositions"])
    article, after_l = table["article"], table["article_after_l"]
    definite = [article, after_l, *(p + article for p in prepositions if not after_l.startswith(p))]
    return _Particles(("", *table["conjunctions"]), prepositions, article, tuple(definite), table["shortest"])
