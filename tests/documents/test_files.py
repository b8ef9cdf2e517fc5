"""Files come out parsed or with a reason; the text of a plain file is the file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dalil.documents import Given, Parsed, open_documents
from dalil.documents.limits import MAX_FILE_BYTES
from dalil.model import Unread

_NOTHING = Given()

_SHARED = Path(__file__).parents[3] / "shared" / "claims"


def _open(path: Path, data: bytes, given: Given = _NOTHING) -> Parsed | Unread:
    path.write_bytes(data)
    (result,) = open_documents(path, given)
    return result


def test_plain_text(tmp_path: Path) -> None:
    text = "\r\n Ships wait \r\n\r\nForty ships waited for a pilot on Sunday.\r\n"
    result = _open(tmp_path / "a.txt", text.encode(), Given("2020-01-02", "Langar"))
    assert isinstance(result, Parsed)
    document = result.document
    assert document.text == text
    assert [(b.kind, b.of(text)) for b in document.blocks] == [
        ("title", "Ships wait"),
        ("paragraph", "Forty ships waited for a pilot on Sunday."),
    ]
    assert document.id == document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.title, document.published, document.publisher) == ("Ships wait", "2020-01-02", "Langar")
    assert (result.offset, result.length, result.item) == (0, len(text), None)
    assert document.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.html", b"", "the file is empty"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.jsonl", b"\n\n", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "holds no text"),
        ("a.html", b"<html><script>x</script></html>", "the page shows no text"),
        ("a.txt", b"%PDF-1.4 x", "PDF is not read yet"),
        ("a.docx", b"PK\x03\x04 word/", "DOCX is not read yet"),
        ("a.txt", b"\x01\x02\x03" * 99, "binary data, not text"),
        ("a.txt", b"x" * (MAX_FILE_BYTES + 1), "larger than 16 MB"),
    ],
)
def test_refused_with_one_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    assert _open(path, data) == Unread(str(path), reason)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert list(open_documents(missing, Given())) == [Unread(str(missing), "there is no such file")]
    assert list(open_documents(tmp_path, Given())) == [Unread(str(tmp_path), "a folder, not a file")]


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the shared texts are not here")
@pytest.mark.parametrize(
    "path", sorted(_SHARED.glob("*/*.txt")) + sorted(_SHARED.glob("seed.txt")), ids=lambda p: p.stem
)
def test_shared_texts_have_their_title_and_no_false_boilerplate(path: Path) -> None:
    import json

    gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
    (result,) = open_documents(path, Given())
    assert isinstance(result, Parsed)
    document = result.document
    assert document.text == gold["document"]["text"]
    expected = {(b["start"], b["end"]): b["kind"] for b in gold["blocks"]}
    told = {(b.start, b.end): b.kind for b in document.blocks}
    assert told.keys() == expected.keys()
    for span, kind in told.items():
        assert (kind == "boilerplate") == (expected[span] == "boilerplate")
        assert (kind == "title") == (expected[span] == "title")
