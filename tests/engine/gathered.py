"""Folders of short generated articles, and a case as plain values, to compare one run with another."""

from __future__ import annotations

import hashlib
import json
import random
import re
import sqlite3
import tomllib
from pathlib import Path

from dalil.case import open_case
from dalil.form import encode_reading
from dalil.language.sentences import split_sentences
from dalil.language.words import split_words
from dalil.model import Actor, Claim, Document, Mention, Origin, Reading, Span

_PARTS = tomllib.loads(Path(__file__).with_name("gathered.toml").read_text(encoding="utf-8"))


def write_articles(folder: Path, count: int) -> int:
    """Writes `count` articles, no two alike: half as plain text, a quarter as HTML, the rest as lines of JSON."""
    folder.mkdir()
    lines = []
    for number in range(count):
        title, *body = make_article(number)
        if number % 4 == 3:
            row = {"id": f"line-{number}", "publisher": "Al-Ufuq", "published": "2021-03-20", "title": title}
            lines.append(json.dumps({**row, "text": "\n".join(body)}, ensure_ascii=False))
        elif number % 4 == 2:
            paragraphs = "".join(f"<p>{line}</p>" for line in body)
            page = f"<!doctype html><meta charset=utf-8><title>{title}</title><article><h1>{title}</h1>{paragraphs}"
            folder.joinpath(f"{number:04}.html").write_text(page + "</article>", encoding="utf-8")
        else:
            folder.joinpath(f"{number:04}.txt").write_text("\n".join([title, *body]), encoding="utf-8")
    folder.joinpath("lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return count


def make_article(number: int) -> list[str]:
    """A title and sentences, the same for the same number."""
    choose = random.Random(number)
    person, other = choose.sample(_PARTS["people"], 2)
    values = {"number": number, "person": person, "other": other, "day": choose.randint(1, 28)}
    values |= {"body": choose.choice(_PARTS["bodies"]), "verb": choose.choice(_PARTS["verbs"])}
    return [line.format(**values) for line in (_PARTS["opening"], *_PARTS["sentences"])]


READER = f"{__name__}:read_names"


def read_names(document: Document, _: object = None) -> Reading:
    """A reader that knows the names in the articles, and makes a claim of each sentence that holds one."""
    known = sorted({*_PARTS["people"], *_PARTS["bodies"]})
    places = sorted((m.start(), m.end()) for name in known for m in re.finditer(re.escape(name), document.text))
    names = {name: f"a{i}" for i, name in enumerate(sorted({document.text[a:b] for a, b in places}), 1)}
    mentions = tuple(
        Mention(a, b, f"m{i}", "person", "name", names[document.text[a:b]]) for i, (a, b) in enumerate(places, 1)
    )
    claims = []
    for sentence in split_sentences(document):
        trigger = split_words(document.text, sentence.start, sentence.end)[0]
        for mention in mentions:
            if sentence.covers(mention):
                key = hashlib.sha256(f"{document.id}:{mention.id}".encode()).hexdigest()[:12]
                origin = Origin("names", "1", "name")
                span = Span(trigger.start, trigger.end)
                claims.append(
                    Claim(sentence.start, sentence.end, f"c{key}", span, "other", origin, {"agent": (mention.id,)})
                )
    actors = tuple(Actor(id_, "person", name, {"ar": (name,)}) for name, id_ in names.items())
    return Reading(document, mentions, (), actors, tuple(claims))


def describe_case(path: Path) -> dict[str, tuple[bytes, bytes, int]]:
    """For each document: all that was read from it, its bytes, and how many passages of it can be searched."""
    with sqlite3.connect(path) as connection:
        passages = dict(
            connection.execute(
                "SELECT documents.id, (SELECT count(*) FROM passages JOIN passage_words ON passage_words.rowid ="
                " passages.number WHERE passages.document = documents.number) FROM documents"
            )
        )
    connection.close()
    with open_case(path) as case:
        return {
            entry.id: (encode_reading(case.reading(entry.id)), case.data(entry.id), passages[entry.id])
            for entry in case.documents()
        }
