"""Formats are told by content first, then by name, and what is not read is named."""

from __future__ import annotations

import pytest

from dalil.documents.formats import is_read, tell_format


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (b"plain words", "a.txt", "text/plain"),
        (b"plain words", "a", "text/plain"),
        (b"plain words", "a.md", "text/plain"),
        (b"From the sea: a story\nof words", "a.txt", "text/plain"),
        (b"  <!DOCTYPE html><html>", "a.txt", "text/html"),
        (b"<!-- saved --> <html>", "a", "text/html"),
        (b"<p>words</p>", "a", "text/html"),
        (b"words", "a.html", "text/html"),
        ("<html>".encode("utf-16"), "a", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "a", "text/html"),
        (b'{"text": "x"}\n{"text": "y"}', "a", "application/json"),
        (b'\xef\xbb\xbf{"text": "x"}', "a.txt", "application/json"),
        (b"nonsense", "a.jsonl", "application/json"),
        (b"nonsense", "a.ndjson", "application/json"),
        (b'{"text": "x"}', "a.json", "application/json"),
        (b'[{"text": "x"}]', "a.json", "JSON that is one list (write one object a line)"),
        (b'{\n  "text": "x"\n}', "a.json", "JSON over several lines (write one object a line)"),
        (b"%PDF-1.4", "a.txt", "PDF"),
        (b"PK\x03\x04....word/document.xml", "a", "DOCX"),
        (b"PK\x03\x04....", "a.epub", "EPUB"),
        (b"PK\x03\x04....", "a.zip", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a", "a JPEG image"),
        (b"{\\rtf1", "a.doc", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "an old Office document (DOC, XLS, PPT, MSG)"),
        (b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "a", "MHTML"),
        (b"Received: by x\nFrom: a@b.example\nSubject: y\n\nz", "a", "EML"),
        (b"a,b,c", "a.csv", "CSV"),
        (b"<?xml version='1.0'?><rss>", "a", "XML"),
        (b"WARC/1.0\r\n", "a", "WARC"),
    ],
)
def test_formats(head: bytes, name: str, told: str) -> None:
    assert tell_format(head, name) == told
    assert is_read(told) == ("/" in told)
