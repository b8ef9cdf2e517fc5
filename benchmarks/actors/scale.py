"""How long resolving takes: many mentions of many names in a case, then one document more.

    python -m benchmarks.actors.scale [--mentions 1000000] [--names 100000] [--case FILE]

The names are made of the words of names that the package carries, given, father's and family names by how common they
are (a Zipf law over names, the usual exponent 1); one in five is written in Latin letters, one in ten is a family
name alone. Each document names ten actors, of a circle of two hundred. Prints seconds, the peak of memory and the
number of actors.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from dalil.actors.cells import rank_member
from dalil.actors.distinct import is_distinct, name_key
from dalil.actors.profiles import Profile
from dalil.case import open_case, schema
from dalil.case.cells import encode_profile
from dalil.case.members import note_change
from dalil.language.lexicon import read_lines
from dalil.model import Actor, Document, Mention, Reading

_TOGETHER = 10  # actors of a document
_CIRCLE = 200  # neighbours in rank that a document draws from
_BATCH = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the resolving of a large case.")
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--case", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.case or Path(folder) / "scale.case"
        chance = random.Random(1)
        names = make_names(options.names, chance)
        with open_case(path, create=True) as case:
            _fill(case, names, options.mentions, chance)
            started = time.perf_counter()
            actors = case.count_actors()
            seconds = time.perf_counter() - started
            print(f"{options.mentions} mentions, {len(names)} names, {seconds:.0f} s; {actors} actors")
            print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
            case.add(make_reading(names, chance), b"one more")
            started = time.perf_counter()
            case.count_actors()
            print(f"one document more: {time.perf_counter() - started:.2f} s")


def make_names(count: int, chance: random.Random) -> list[str]:
    """Distinct names, the most common first."""
    words = [line.split("\t") for line in read_lines("ar", "person_words")]
    given = [word for word, kind, strength in words if int(strength) > 1] or [word for word, *_ in words]
    chance.shuffle(given)
    latin = [word.title() for word in read_lines("en", "person_words")]
    names: dict[str, None] = {}
    while len(names) < count:
        pool = latin if chance.random() < 0.2 else given
        size = 1 if chance.random() < 0.1 else chance.choice((2, 2, 3))
        names[" ".join(_common(pool, chance) for _ in range(size))] = None
    return list(names)


def _common(words: list[str], chance: random.Random) -> str:
    return words[min(int(len(words) * chance.random() ** 2), len(words) - 1)]


def make_reading(names: list[str], chance: random.Random) -> Reading:
    """A document that names ten of the actors."""
    some = _draw(names, chance)
    text = "، ".join(some)
    mentions, actors, at = [], [], 0
    for i, name in enumerate(some, 1):
        mentions.append(Mention(at, at + len(name), f"m{i}", "person", "name", actor=f"a{i}"))
        actors.append(Actor(f"a{i}", "person", name, {"ar": (name,)}))
        at += len(name) + 2
    return Reading(Document("more", text, "0" * 64), tuple(mentions), actors=tuple(actors))


def _draw(names: list[str], chance: random.Random) -> list[str]:
    first = int(len(names) ** chance.random()) - 1
    return list({names[min(first + chance.randrange(_CIRCLE), len(names) - 1)]: None for _ in range(_TOGETHER)})


def _fill(case, names: list[str], count: int, chance: random.Random) -> None:
    """Puts members with their profiles into the tables, as reading articles would."""
    with case._writing() as connection:
        number = done = 0
        documents, rows = [], []
        while done < count:
            number += 1
            profiles = list(_profile(f"{number:08x}", _draw(names, chance)))
            done += len(profiles)
            document = {"id": f"{number:08x}", "sha256": f"{number:064x}", "media_type": "text/plain", "text": "-"}
            documents.append({**document, "number": number, "characters": 1})
            rows += [
                {"document": number, "actor": p.member[1], "rank": rank_member(p.member), "profile": encode_profile(p)}
                for p in profiles
            ]
            if len(rows) > _BATCH or done >= count:
                connection.execute(insert(schema.documents), documents)
                connection.execute(insert(schema.members), rows)
                documents, rows = [], []
        note_change(connection)


def _profile(document: str, names: list[str]) -> Iterator[Profile]:
    keys = [name_key("person", name) for name in names]
    full = [is_distinct("person", name) for name in names]
    for i, name in enumerate(names):
        company = tuple(f"p:{key}" for j, key in enumerate(keys) if j != i and full[j])
        known, bare = ((keys[i],), ()) if full[i] else ((), (keys[i],))
        yield Profile((document, f"a{i}"), "person", {"ar": (name,)}, {}, known, bare, (), company, mentions=1)


if __name__ == "__main__":
    main()
