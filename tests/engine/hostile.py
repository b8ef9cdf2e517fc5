"""Hostile inputs from a seed: articles in the three formats, broken in the ways that files are broken on purpose."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_MATERIAL = tomllib.loads(Path(__file__).with_name("hostile.toml").read_text(encoding="utf-8"))
_ARTICLES: dict[str, list[str]] = _MATERIAL["articles"]
_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1256",
    "iso8859-6",
    "cp720",
    "mac_arabic",
)
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f"


@dataclass(frozen=True)
class Hostile:
    """One input: the file's name and bytes, what was done to it, and how many results it has to give."""

    name: str
    data: bytes
    attack: str
    results: int


def make_hostile(seed: int) -> Hostile:
    """The input of `seed`; every attack has its turn, on every format it fits. The dear ones have fewer turns."""
    random_ = random.Random(seed)
    attack, make = _DEAR[seed // 50 % len(_DEAR)] if seed % 50 == 0 else _ATTACKS[seed % len(_ATTACKS)]
    suffix, data = make(random_)
    lines = sum(bool(line.strip()) for line in data.split(b"\n"))
    return Hostile(f"{seed:04}-{attack}{suffix}", data, attack, max(1, lines) if suffix == ".jsonl" else 1)


def _article(random_: random.Random) -> list[str]:
    return list(random_.choice(list(_ARTICLES.values())))


def _file(random_: random.Random, lines: list[str]) -> tuple[str, str]:
    """`lines` in one of the three formats: suffix and text."""
    suffix = random_.choice((".txt", ".html", ".jsonl"))
    if suffix == ".txt":
        return suffix, "\n\n".join(lines) + "\n"
    if suffix == ".html":
        body = "".join(f"<p>{line}</p>\n" for line in lines[1:])
        head = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{lines[0]}</title></head>"
        return suffix, f"{head}<body><nav>x</nav><article><h1>{lines[0]}</h1>{body}</article></body></html>"
    text = "\n\n".join(lines)
    rows = [{"id": str(i), "title": lines[0], "text": text, "published": "2021-03-01"} for i in range(3)]
    return suffix, "".join(json.dumps(row, ensure_ascii=random_.random() < 0.5) + "\n" for row in rows)


def _mutated(random_: random.Random) -> tuple[str, bytes]:
    suffix, text = _file(random_, _article(random_))
    data = bytearray(text.encode())
    for _ in range(random_.randrange(1, 60)):
        i = random_.randrange(len(data))
        what = random_.randrange(4)
        if what == 0:
            data[i] = random_.randrange(256)
        elif what == 1:
            del data[i : i + random_.randrange(1, 9)]
        elif what == 2:
            data[i:i] = bytes(random_.randrange(256) for _ in range(random_.randrange(1, 9)))
        else:
            data[i:i] = data[i : i + random_.randrange(1, 200)]
        if not data:
            break
    return suffix, bytes(data)


def _truncated(random_: random.Random) -> tuple[str, bytes]:
    suffix, text = _file(random_, _article(random_))
    data = text.encode(random_.choice(("utf-8", "utf-16") if suffix != ".jsonl" else ("utf-8",)))
    start = random_.choice((0, 0, random_.randrange(len(data))))
    return suffix, data[start : start + random_.randrange(len(data))]


def _wrongly_encoded(random_: random.Random) -> tuple[str, bytes]:
    suffix, text = _file(random_, _article(random_))
    data = text.encode(random_.choice(_ENCODINGS), "replace")
    if suffix == ".html":
        data = data.replace(b"charset='utf-8'", b"charset='" + random_.choice(_ENCODINGS).encode() + b"'")
    return suffix, data


def _mixed_encodings(random_: random.Random) -> tuple[str, bytes]:
    suffix, text = _file(random_, _article(random_))
    cut = random_.randrange(len(text))
    return suffix, text[:cut].encode("utf-8") + text[cut:].encode(random_.choice(_ENCODINGS), "replace")


def _broken_html(random_: random.Random) -> tuple[str, bytes]:
    pieces = _MATERIAL["pieces"]
    words = [*pieces * 3, *_article(random_)]
    random_.shuffle(words)
    return ".html", ("<html><body>" + "".join(words * random_.randrange(1, 4))).encode()


def _invalid_json(random_: random.Random) -> tuple[str, bytes]:
    good = json.dumps({"text": "\n\n".join(_article(random_))}, ensure_ascii=False)
    bad = [*_MATERIAL["bad_lines"], "[" * 50_000, '{"a":' * 50_000]
    rows = [random_.choice((good, random_.choice(bad))) for _ in range(random_.randrange(1, 12))]
    return ".jsonl", "\n".join(rows).encode()


def _surrogates(random_: random.Random) -> tuple[str, bytes]:
    lone = random_.choice(("\ud800", "\udfff", "\udc00\ud800"))
    suffix, text = _file(random_, [line + lone for line in _article(random_)])
    return suffix, text.encode("utf-8", "surrogatepass")


def _bidi(random_: random.Random) -> tuple[str, bytes]:
    marks = random_.choice((_BIDI, _ZERO_WIDTH, _BIDI + _ZERO_WIDTH))
    lines = ["".join(c + random_.choice(marks) * random_.randrange(4) for c in line) for line in _article(random_)]
    suffix, text = _file(random_, lines)
    return suffix, text.encode()


def _marks(random_: random.Random) -> tuple[str, bytes]:
    lines = [
        line[:10] + random_.choice("\u064b\u0301\u0651\u0670\u0640") * 20_000 + line[10:] for line in _article(random_)
    ]
    suffix, text = _file(random_, lines)
    return suffix, text.encode()


def _other_format(random_: random.Random) -> tuple[str, bytes]:
    magic = random_.choice(
        (b"%PDF-1.7\n", b"PK\x03\x04word/", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08", b"{\\rtf1 ", b"\x7fELF", b"GIF89a")
    )
    return random_.choice((".txt", ".html", ".pdf", ".docx")), magic + random_.randbytes(2_000)


def _noise(random_: random.Random) -> tuple[str, bytes]:
    return random_.choice((".txt", ".html", ".jsonl")), random_.randbytes(random_.randrange(1, 5_000))


def _empty(random_: random.Random) -> tuple[str, bytes]:
    data = random_.choice((b"", b"\n", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xef\xbb\xbf\n"))
    return random_.choice((".txt", ".html", ".jsonl")), data


def _repetitive(random_: random.Random) -> tuple[str, bytes]:
    line = random_.choice(_MATERIAL["repeated"])
    text = line * random_.randrange(1_000, 20_000)
    suffix, text = _file(random_, ["x", text])
    return suffix, text.encode()


def _many_attributes(random_: random.Random) -> tuple[str, bytes]:
    template = random_.choice(("a%d='x'", "a%d", 'data-%d="1"'))
    attributes = " ".join(template % i for i in range(300_000))
    return ".html", f"<html><body><p {attributes}>{_article(random_)[1]}</p></body></html>".encode()


def _deep(random_: random.Random) -> tuple[str, bytes]:
    tag = random_.choice(("div", "b", "a", "table><tr><td", "ul><li", "span", "font"))
    closing = f"</{tag.split('>')[0]}>" * 100_000 if random_.random() < 0.5 else ""
    return ".html", (f"<html><body>{f'<{tag}>' * 100_000}{' '.join(_article(random_))}{closing}").encode()


def _long_line(random_: random.Random) -> tuple[str, bytes]:
    suffix = random_.choice((".txt", ".html", ".jsonl"))
    line = (" ".join(_article(random_)) + " ").encode()
    body = line * (50_000_000 // len(line))
    if suffix == ".jsonl":
        good = b'{"text": "a good line. And another."}\n'
        return suffix, good + b'{"text": "' + body + b'"}\n' + good
    return suffix, (b"<html><body><p>" if suffix == ".html" else b"") + body


def _wide(random_: random.Random) -> tuple[str, bytes]:
    piece = random_.choice(("<p>x", "<br>", "<td>", "<a href='x'>y</a>", "<!---->", "<i></i>", "&amp;", "<p></p>"))
    return ".html", f"<html><body><p>{_article(random_)[1]}{piece * 300_000}".encode()


_Make = Callable[[random.Random], tuple[str, bytes]]
_ATTACKS: tuple[tuple[str, _Make], ...] = (
    ("mutated", _mutated), ("truncated", _truncated), ("encoding", _wrongly_encoded), ("mixed", _mixed_encodings),
    ("html", _broken_html), ("json", _invalid_json), ("surrogates", _surrogates), ("bidi", _bidi), ("marks", _marks),
    ("format", _other_format), ("noise", _noise), ("empty", _empty), ("repetitive", _repetitive),
)  # fmt: skip
_DEAR: tuple[tuple[str, _Make], ...] = (
    ("attributes", _many_attributes), ("deep", _deep), ("line", _long_line), ("wide", _wide),
)  # fmt: skip
