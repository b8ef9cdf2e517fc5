"""The format of a file, told by its content first and by its name where content leaves it open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

PLAIN: Final = "text/plain"
HTML: Final = "text/html"
JSON_LINES: Final = "application/json"

HEAD_BYTES = 4096

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT, MSG)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"RIFF", "a sound, film or image (RIFF)"),
    (b"{\\rtf", "RTF"),
    (b"WARC/", "WARC"),
    (b"%!PS", "PostScript"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"opendocument.text", "ODT"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "EPUB"),
)
_ZIP_NAMES = {".docx": "DOCX", ".xlsx": "XLSX", ".pptx": "PPTX", ".odt": "ODT", ".epub": "EPUB", ".wacz": "WACZ"}
_TEXT_NAMES = {
    ".csv": "CSV", ".tsv": "TSV", ".eml": "EML", ".mbox": "MBOX", ".mht": "MHTML", ".mhtml": "MHTML", ".xml": "XML",
    ".rss": "XML", ".atom": "XML", ".doc": "DOC", ".docx": "DOCX", ".pdf": "PDF", ".rtf": "RTF", ".warc": "WARC",
}  # fmt: skip
_MAIL = re.compile(rb"\A(?:From |(?:[A-Za-z][A-Za-z0-9-]{1,40}: [^\n]*\n(?:[ \t][^\n]*\n)*){2,})")
_MAIL_FIELD = re.compile(rb"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.I | re.M)
_HTML_START = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|span|ul|ol|center|font)\b",
    re.I,
)
_HTML_INSIDE = re.compile(rb"<!doctype html|<html[\s>]", re.I)
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*", re.S)


def tell_format(head: bytes, name: str) -> str:
    """The media type of a file that begins with `head` (its first `HEAD_BYTES`), or "" with what it is instead.

    Returns PLAIN, HTML or JSON_LINES; anything else is the name of a format that is not read ("PDF", "a PNG image").
    """
    suffix = PurePath(name).suffix.lower()
    return _tell_binary(head, suffix) or _tell_text(_squeeze(head), suffix)


def is_read(media_type: str) -> bool:
    return media_type in (PLAIN, HTML, JSON_LINES)


def _squeeze(head: bytes) -> bytes:
    """`head` as ASCII-compatible bytes: without byte order mark, and UTF-16 without its zero bytes."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            head = head[len(mark) :]
            break
    return head.replace(b"\x00", b"").lstrip()


def _tell_binary(head: bytes, suffix: str) -> str:
    if head.startswith(b"PK\x03\x04"):
        inside = next((name for mark, name in _ZIPPED if mark in head), None)
        return inside or _ZIP_NAMES.get(suffix, "a ZIP archive")
    if head[4:8] == b"ftyp":
        return "a film, sound or image (MP4, HEIC)"
    if head[257:262] == b"ustar":
        return "a tar archive"
    return next((name for magic, name in _MAGIC if head.startswith(magic)), "")


def _tell_text(head: bytes, suffix: str) -> str:
    if suffix in (".jsonl", ".ndjson"):
        return JSON_LINES
    if head.startswith(b"{\\rtf"):
        return "RTF"
    if suffix == ".json" or re.match(rb'\{\s*"[^"\n]{1,60}"\s*:', head):
        return _tell_json(head)
    if suffix in (".mht", ".mhtml") or (b"multipart/related" in head and _MAIL_FIELD.search(head)):
        return "MHTML"
    if _MAIL.match(head) and _MAIL_FIELD.search(head):
        return "EML"
    if _is_html(head, suffix):
        return HTML
    if head.startswith(b"<?xml"):
        return "XML"
    return _TEXT_NAMES.get(suffix, PLAIN)


def _tell_json(head: bytes) -> str:
    if head.startswith(b"["):
        return "JSON that is one list (write one object a line)"
    first_line = head.split(b"\n", 1)[0].rstrip()
    if first_line in (b"{", b"") or (first_line.endswith((b",", b"[", b"{")) and b"\n" in head):
        return "JSON over several lines (write one object a line)"
    return JSON_LINES


def _is_html(head: bytes, suffix: str) -> bool:
    if suffix in (".html", ".htm", ".xhtml", ".shtml"):
        return True
    match = _MARKUP.match(head)
    start = match.end() if match else 0
    return bool(_HTML_START.match(head, start) or (head.startswith(b"<") and _HTML_INSIDE.search(head)))
