"""From bytes to text: byte order mark, UTF-8, then the declared and the usual encodings, the most plausible of them.

What is decoded is not altered: only a byte order mark is left out. UTF-8 outweighs what a page declares, since text in
another encoding is practically never valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dalil.documents.plausible import Plausibility, judge_text

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The one-byte encodings that Arabic, Persian and English files were saved in, the commonest first (ties go to it).
_CANDIDATES = ("windows-1256", "iso8859-6", "windows-1252", "mac_arabic", "cp720", "cp864")
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,300}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w.:\-]{2,40})""", re.I
)
# Browsers read these labels as their Windows supersets.
_LABELS = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252",
    "ascii": "windows-1252", "x-mac-arabic": "mac_arabic", "asmo-708": "iso8859-6", "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6", "iso-8859-6": "iso8859-6", "x-user-defined": "windows-1252",
}  # fmt: skip
_SAMPLE = 20_000
# A text whose damage is below one bad byte in 200 characters of more than one byte is UTF-8 with an accident in it.
_DAMAGE = 200
_DECLARED_BONUS = 0.15
_DOUBTFUL = -1.5
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class UndecodableError(ValueError):
    """Bytes that are no text in any encoding that is known here; `str(error)` is the reason."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def find_declared(data: bytes) -> str | None:
    """The encoding that an HTML page or XML file declares in its first bytes, as Python knows it; None without one."""
    match = _DECLARED.search(data, 0, 8192)
    if not match:
        return None
    label = match[1].decode("ascii", "replace").lower()
    label = _LABELS.get(label, label)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def decode_bytes(data: bytes, *, declared: str | None = None) -> Decoded:
    """`data` as text, in the encoding that is most plausible. Raises UndecodableError for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _try_wide(data)
    if wide:
        return wide
    if _is_binary(data):
        raise UndecodableError("binary data, not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _try_damaged(data) or _choose(data, declared)


def _try_wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: of the bytes at one parity most are 0x00 or 0x06 (Latin and Arabic), at the other few."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even = sum(sample[0::2].count(byte) for byte in (0, 6))
    odd = sum(sample[1::2].count(byte) for byte in (0, 6))
    best, other, encoding = max((odd, even, "utf-16-le"), (even, odd, "utf-16-be"))
    if best < pairs * 0.7 or other > pairs * 0.3:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding) if judge_text(text[:_SAMPLE]).score > _DOUBTFUL else None


def _is_binary(data: bytes) -> bool:
    controls = len(_CONTROL.findall(data, 0, _SAMPLE))
    return controls * 50 > min(len(data), _SAMPLE)


def _try_damaged(data: bytes) -> Decoded | None:
    multibyte = len(_MULTIBYTE.findall(data))
    if not multibyte:
        return None
    text = data.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    cut_short = damage == 1 and text.endswith("\ufffd")
    return Decoded(text, "utf-8") if cut_short or damage * _DAMAGE <= multibyte or damage * 20 <= multibyte else None


def _choose(data: bytes, declared: str | None) -> Decoded:
    sample = data[:_SAMPLE] if len(data) <= _SAMPLE else _densest(data)
    judged: list[tuple[float, str, Plausibility]] = []
    for encoding in dict.fromkeys((*_CANDIDATES, *((declared,) if declared else ()))):
        if encoding.startswith(("utf", "idna", "punycode", "unicode", "raw_")):
            continue
        verdict = _judge(sample, encoding)
        if verdict:
            judged.append((verdict.score + (_DECLARED_BONUS if encoding == declared else 0), encoding, verdict))
    best = max(judged, key=lambda entry: entry[0], default=None)
    if best is None or best[0] < _DOUBTFUL:
        best = _ask_normalizer(sample) or best
    if best is None or best[0] < 2 * _DOUBTFUL:
        raise UndecodableError("in no encoding that is known, or damaged")
    return Decoded(data.decode(best[1], "replace"), best[1])


def _densest(data: bytes) -> bytes:
    """The stretch with the most bytes above ASCII: the head of a page is often ASCII alone."""
    starts = range(0, len(data), _SAMPLE)
    best = max(starts, key=lambda start: sum(byte > 127 for byte in data[start : start + _SAMPLE : 8]))
    return data[best : best + _SAMPLE]


def _judge(sample: bytes, encoding: str) -> Plausibility | None:
    try:
        return judge_text(sample.decode(encoding, "replace"))
    except (LookupError, ValueError, AssertionError):  # codecs that are no text encodings raise what they like
        return None


def _ask_normalizer(sample: bytes) -> tuple[float, str, Plausibility] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - for files that nothing else explains

    guess = from_bytes(sample).best()
    verdict = _judge(sample, guess.encoding) if guess else None
    return (verdict.score, guess.encoding, verdict) if guess and verdict else None
