"""JSON lines: streamed, each line an article or a reason, the text unchanged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dalil.documents import Given, Parsed, RawDocument, open_documents, split_file
from dalil.model import Document, Unread

_NOTHING = Given()


def _write(folder: Path, *lines: object, newline: bytes = b"\n") -> Path:
    path = folder / "a.jsonl"
    path.write_bytes(newline.join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def _one(folder: Path, line: object, given: Given = _NOTHING) -> Document:
    (result,) = open_documents(_write(folder, line), given)
    assert isinstance(result, Parsed)
    return result.document


def test_all_fields(tmp_path: Path) -> None:
    fields = {"id": 7, "publisher": "Langar", "published": "2020-08-05T10:00:00Z", "url": "https://langar.example/a"}
    document = _one(tmp_path, {**fields, "title": "Ships wait", "text": "Forty ships waited.\n\nThey left.", "x": [1]})
    assert (document.id, document.publisher, document.published) == ("7", "Langar", "2020-08-05")
    assert document.url == "https://langar.example/a"
    assert document.title == "Ships wait"
    assert document.text == "Ships wait\n\nForty ships waited.\n\nThey left."
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]
    assert document.language == "en"


@pytest.mark.parametrize(
    "text", ["Ships  wait\nForty ships waited.", "Langar\n\nShips wait\n\nForty.", " Ships wait: they do."]
)
def test_a_text_that_begins_with_its_title_is_unchanged(tmp_path: Path, text: str) -> None:
    assert _one(tmp_path, {"title": "Ships wait", "text": text}).text == text


def test_text_is_never_altered(tmp_path: Path) -> None:
    text = "A\u200cb\r\nc\td \u00a0\u202b e\u0000f\rg  "
    assert _one(tmp_path, {"text": text}).text == text


def test_a_line_outweighs_what_the_user_gives(tmp_path: Path) -> None:
    given = Given("2001-01-01", "Given", "fa")
    told = _one(tmp_path, {"text": "x y z", "publisher": "Told", "published": "2002-02-02", "language": "en"}, given)
    assert (told.published, told.publisher, told.language) == ("2002-02-02", "Told", "en")
    silent = _one(tmp_path, {"text": "x y z", "publisher": "", "published": None}, given)
    assert (silent.published, silent.publisher, silent.language) == ("2001-01-01", "Given", "fa")


def test_ids_and_byte_ranges(tmp_path: Path) -> None:
    path = _write(
        tmp_path, b"\xef\xbb\xbf" + json.dumps({"text": "one"}).encode(), {"text": "two", "id": "b"}, newline=b"\r\n"
    )
    data = path.read_bytes()
    results = [r for r in open_documents(path, Given()) if isinstance(r, Parsed)]
    for result in results:
        line = data[result.offset : result.offset + result.length]
        assert hashlib.sha256(line).hexdigest() == result.document.sha256
        assert json.loads(line)["text"] == result.document.text
    assert [r.document.id for r in results] == [results[0].document.sha256, "b"]
    assert [r.item for r in results] == [1, 2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not valid JSON"),
        (b"nonsense", "not valid JSON"),
        (b'{"text": "x"} {}', "not valid JSON"),
        ({"title": "x"}, "has no text"),
        ({"text": None}, "text: expected str, got null"),
        ({"text": 1}, "text: expected str, got int"),
        ({"text": " \n"}, "its text is empty"),
        ({"text": "x", "id": []}, "id: expected int | str | null, got array"),
        ([1], "not an article: expected object, got array"),
        ({"text": "x", "published": "soon"}, "published is not a day (YYYY-MM-DD): 'soon'"),
        ({"text": "x", "published": "2020-02-31"}, "published is not a day (YYYY-MM-DD): '2020-02-31'"),
        (b'{"text": "\\ud800"}', "not valid JSON"),
        (b'{"text": "\xed\xa0\x80"}', "not valid UTF-8"),
        (b'{"text": "\xc7\xe1"}', "not valid UTF-8"),
        (b'{"a":' * 5000, "nested too deeply"),
    ],
)
def test_bad_lines_are_refused_and_the_file_goes_on(tmp_path: Path, line: object, reason: str) -> None:
    good = {"text": "A good line."}
    first, bad, last = open_documents(_write(tmp_path, good, line, good), Given())
    assert isinstance(first, Parsed)
    assert isinstance(last, Parsed)
    assert last.item == 3
    assert isinstance(bad, Unread)
    assert bad.item == 2
    assert bad.reason.startswith(reason)
    assert "\n" not in bad.reason


def test_blank_lines_are_counted_and_give_nothing(tmp_path: Path) -> None:
    results = list(open_documents(_write(tmp_path, {"text": "a"}, b"", b"  ", {"text": "b"}, b""), Given()))
    assert [r.item for r in results] == [1, 4]


def test_reading_goes_on_at_a_line(tmp_path: Path) -> None:
    path = _write(tmp_path, *({"text": f"text {i}"} for i in range(5)))
    every = list(split_file(path))
    assert list(split_file(path, start_item=3)) == every[2:]
    third = every[2]
    assert isinstance(third, RawDocument)
    assert list(split_file(path, start_item=3, start_offset=third.offset)) == every[2:]


def test_a_line_that_is_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalil.documents.lines.MAX_LINE_BYTES", 100)
    path = _write(tmp_path, {"text": "a"}, {"text": "b" * 500_000}, {"text": "c"})
    results = list(split_file(path))
    assert [(type(r).__name__, r.item) for r in results] == [("RawDocument", 1), ("Unread", 2), ("RawDocument", 3)]
    assert isinstance(results[2], RawDocument)
    assert json.loads(results[2].data) == {"text": "c"}
