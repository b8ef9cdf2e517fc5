"""Corpora of names as examples, each with its own scheme of tags: what one calls a name another does not."""

from __future__ import annotations

import difflib
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from dalil.language.fold import fold
from dalil.model import Language, Span
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.schema import NAME_TAGS
from dalil.reader.learned.schema import SCHEMES as SCHEMES_READ
from training.examples import UNKNOWN, Example, sentence_windows, tag_spans

Sentence = list[tuple[str, str]]  # word, tag
Pool = Mapping[str, Sequence[tuple[str, ...]]]  # names by type, in words
OWN = Path(__file__).parent / "marked"  # sentences of the project's own, a name as "[person Qassem Soleimani]"
SCHEMES: dict[str, tuple[str, ...]] = {"fane": NAME_TAGS, "english": SCHEMES_READ["aner"], **SCHEMES_READ}


_FANE = {
    "person": "Politician Athlete Businessperson Artist Scientist Police Religious_PER Engineer Lawyer Other_PER",
    "place": "Nation Population-Center State-or-Province GPE-Cluster Continent Water-Body County-or-District "
    "Building-Grounds Path Land-Region-Natural Airport Subarea-Facility Celestial Land",
    "organization": "Non-Governmental Sports Media Government Commercial Educational Medical-Science "
    "Religious_ORG Entertainment",
    "work": "Book Movie Air Software Hardware Projectile Shooting Food Water Drug",
    "group": "Group",
}
_FANE_TYPES = {fine: kind for kind, names in _FANE.items() for fine in names.split()}
_FANE_LEFT_OUT = range(1790, 3061)  # the articles of the CAMeL test; more are listed beside the data
_SWAPPED = 0.7  # of the names
_ATTACHED = frozenset("\u0648\u0641\u0628\u0644\u0643")


def read_columns(path: Path, *, word: int = 0, tag: int = -1) -> Iterator[Sentence]:
    """Sentences of a file of one word a line, parted by empty lines."""
    out: Sentence = []
    for row in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = row.split()
        if len(fields) >= 2 and not row.startswith("-DOCSTART-"):
            out.append((fields[word], fields[tag]))
        elif out and not fields:
            yield out
            out = []


def name_examples(shared: Path, vocabulary: Vocabulary) -> dict[str, list[Example]]:
    """The examples of each scheme that may be trained on."""
    data = shared / "data"
    aner = with_misc(data / "ner_ar_anercorp_camel")
    fane = list(_fane(data / "ner_ar_newsfane_gold"))
    english = [s for path in _english(data / "ner_en_open_small" / "data") for s in read_columns(path)]
    chance = random.Random(1)
    four, six = (_pool(sentences) for sentences in (aner, fane))
    for theirs, ours in (("PERS", "person"), ("LOC", "place"), ("ORG", "organization")):
        four[theirs] += six[ours]
    return {
        "aner": list(_examples("aner", aner, "ar", vocabulary)),
        "aner_swapped": list(_examples("aner", swap_names(aner * 2, four, chance), "ar", vocabulary)),
        "fane": list(_joined(fane, vocabulary)),
        "fane_swapped": list(_joined(swap_names(fane, six, chance), vocabulary)),
        "english": list(_examples("english", map(_to_four, english), "en", vocabulary)),
    }


def swap_names(sentences: Sequence[Sentence], pool: Pool, chance: random.Random) -> Iterator[Sentence]:
    """Each sentence with most of its names exchanged for others of their type: context has to tell what is a name."""
    for sentence in sentences:
        out: Sentence = []
        for words, kind in _split_names(sentence):
            if kind and kind in pool and chance.random() < _SWAPPED:
                new = chance.choice(pool[kind])
                out += [(word, f"{'I' if k else 'B'}-{kind}") for k, word in enumerate(new)]
            else:
                out += words
        yield out


def _split_names(sentence: Sentence) -> Iterator[tuple[Sentence, str]]:
    """The stretches of a sentence: each name with its type, each other word with none."""
    stretch: Sentence = []
    for word, tag in sentence:
        if stretch and not (tag.startswith("I") and tag[2:] == stretch[-1][1][2:] != ""):
            yield stretch, stretch[0][1][2:]
            stretch = []
        stretch.append((word, tag))
    if stretch:
        yield stretch, stretch[0][1][2:]


def _pool(sentences: Sequence[Sentence]) -> dict[str, list[tuple[str, ...]]]:
    """The names of the sentences by type, each as often as it is told; persons also made of parts of names."""
    out: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for sentence in sentences:
        for words, kind in _split_names(sentence):
            if kind:
                out[kind].append(tuple(word for word, _ in words))
    chance = random.Random(2)
    table = resources.files("dalil.language").joinpath("ar", "person_words.txt").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    given, family = (
        [word for word, kind, strength in rows if kind in kinds and strength > "1"] for kinds in ("gb", "fb")
    )
    for kind in ("PERS", "person"):
        if kind in out:
            out[kind] += [(chance.choice(given), chance.choice(family)) for _ in range(len(out[kind]) // 3)]
    return out


def own_examples(vocabulary: Vocabulary) -> Iterator[Example]:
    """Sentences in which names alone are marked; a file is called by its language and its scheme."""
    for path in sorted(OWN.glob("*.txt")):
        language, scheme = path.stem.split("_")
        for row in path.read_text(encoding="utf-8").splitlines():
            text, spans = unmark(row)
            for window in sentence_windows(text, language, vocabulary) if text else ():
                yield Example(window, {scheme: tag_spans(window.units, spans, SCHEMES[scheme])})


def unmark(row: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text of a row and the names that are marked in it."""
    text, spans, at = "", [], 0
    for match in re.finditer(r"\[(\w+) ([^\[\]]+)\]", row):
        text += row[at : match.start()]
        spans.append((Span(len(text), len(text) + len(match[2])), match[1]))
        text, at = text + match[2], match.end()
    return text + row[at:], spans


def with_misc(folder: Path) -> list[Sentence]:
    """The CAMeL training part with its MISC names put back from the original corpus, where the words agree."""
    ours = list(read_columns(folder / "MasakhaNER2.0" / "transfer_corpus" / "ar" / "train.txt"))
    ours += read_columns(folder / "MasakhaNER2.0" / "transfer_corpus" / "ar" / "dev.txt")
    original = [row.split() for row in (folder / "data" / "ANERCorp").read_text(encoding="utf-8").splitlines()]
    original = [row for row in original if len(row) == 2]
    flat = [(i, k) for i, sentence in enumerate(ours) for k in range(len(sentence))]
    matcher = difflib.SequenceMatcher(
        None, [fold(ours[i][k][0]) for i, k in flat], [fold(w) for w, _ in original], autojunk=False
    )
    for a, b, size in matcher.get_matching_blocks():
        for offset in range(size):
            i, k = flat[a + offset]
            tag = original[b + offset][1]
            if tag.endswith("MISC") and ours[i][k][1] == "O":
                ours[i][k] = (ours[i][k][0], tag)
    return [[(w, _four(t)) for w, t in s] for s in ours]


def _fane(folder: Path) -> Iterator[Sentence]:
    """The sentences of NewsFANE in our six types, without those that are in the CAMeL test."""
    listed = (folder / "OVERLAP_WITH_CAMEL_TEST.txt").read_text(encoding="utf-8").splitlines()
    left_out = {int(row) for row in listed if row.strip().isdigit()} | set(_FANE_LEFT_OUT)
    path = next(folder.rglob("NewsFANE_Gold*.txt"))
    rows = path.read_text(encoding="utf-8-sig").replace("\u200e", "").replace("\u200f", "").splitlines()
    number, sentence = 0, []
    for row in [*rows, ""]:
        fields = row.split()
        if len(fields) == 2:
            part, _, fine = fields[1].partition("-")
            kind = _FANE_TYPES.get(fine)
            sentence.append((fields[0], f"{part}-{kind}" if kind else "O"))
        elif not fields and sentence:
            if number not in left_out:
                yield sentence
            number, sentence = number + 1, []


def _joined(sentences: Iterable[Sentence], vocabulary: Vocabulary) -> Iterator[Example]:
    """Sentences of NewsFANE, what was split off their words joined again: that tells which letters are attached."""
    for sentence in sentences:
        text, spans, cut = _rejoin(sentence)
        for window in sentence_windows(text, "ar", vocabulary):
            example = Example(window, {"fane": tag_spans(window.units, spans, NAME_TAGS)})
            example.before = [cut.get(u.start, 0) if u.word else UNKNOWN for u in window.units]
            yield example


def _rejoin(sentence: Sentence) -> tuple[str, list[tuple[Span, str]], dict[int, int]]:
    """The text, its names, and how many letters were attached before the word at each offset."""
    text, start, kind, open_letters = "", 0, "", 0
    spans: list[tuple[Span, str]] = []
    cut: dict[int, int] = {}
    for k, (word, tag) in enumerate([*sentence, ("", "O")]):
        attached = word in _ATTACHED and tag == "O" and k + 1 < len(sentence) and sentence[k + 1][0][:1].isalpha()
        at = len(text) if open_letters else len(text) + bool(text)
        if kind and (not tag.startswith("I") or tag[2:] != kind):
            spans.append((Span(start, len(text)), kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
        if word:
            text = text + word if open_letters or not text else f"{text} {word}"
        if open_letters and not attached:
            cut[at - open_letters] = open_letters
        open_letters = open_letters + 1 if attached else 0
    return text, spans, cut


def _english(folder: Path) -> list[Path]:
    names = ("wikigold", "WNUT17", "BTC")
    return [
        p
        for name in names
        for p in sorted((folder / name).rglob("*.conll*")) + sorted((folder / name).rglob("*.txt"))
        if p.is_file()
    ]


_FOUR = {
    "PER": "PERS", "PERSON": "PERS", "PERS": "PERS", "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "ORG": "ORG",
    "CORPORATION": "ORG", "GROUP": "ORG", "MISC": "MISC", "PRODUCT": "MISC", "CREATIVE-WORK": "MISC",
}  # fmt: skip


def _four(tag: str) -> str:
    part, _, kind = tag.partition("-")
    known = _FOUR.get(kind.upper())
    return f"{part}-{known}" if known and part in "BI" else "O"


def _to_four(sentence: Sentence) -> Sentence:
    out, last = [], "O"
    for word, tag in sentence:
        now = _four(tag)
        if now.startswith("I") and last[2:] != now[2:]:
            now = "B" + now[1:]
        out.append((word, now))
        last = now
    return out


def _examples(
    scheme: str, sentences: Iterable[Sentence], language: Language, vocabulary: Vocabulary
) -> Iterator[Example]:
    for sentence in sentences:
        text, spans = join(sentence)
        for window in sentence_windows(text, language, vocabulary):
            example = Example(window)
            example.names[scheme] = tag_spans(window.units, spans, SCHEMES[scheme])
            yield example


def join(sentence: Sentence) -> tuple[str, list[tuple[Span, str]]]:
    """The words with a space between, and the spans of the names with their types."""
    spans: list[tuple[Span, str]] = []
    text, start, kind = "", 0, ""
    for word, tag in [*sentence, ("", "O")]:
        at = len(text) + bool(text)
        if kind and (not tag.startswith("I") or tag[2:] != kind):
            spans.append((Span(start, len(text)), kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
        if word:
            text = f"{text} {word}" if text else word
    return text, spans
