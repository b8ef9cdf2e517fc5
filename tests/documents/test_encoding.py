"""Text comes back from bytes, declared, wrongly declared or not declared at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.documents.encoding import UndecodableError, decode_bytes, find_declared

_TEXTS: dict[str, str] = tomllib.loads(Path(__file__).with_name("encoding.toml").read_text(encoding="utf-8"))
_WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
_CASES = [
    *((name, encoding) for name in _TEXTS for encoding in _WIDE),
    *(("arabic", encoding) for encoding in ("windows-1256", "iso8859-6", "mac_arabic", "cp720")),
    *((name, "windows-1252") for name in ("english", "french", "german")),
]


@pytest.mark.parametrize("declared", [None, "cp1252", "cp1256", "utf-8"])
@pytest.mark.parametrize(("name", "encoding"), _CASES)
def test_text_comes_back(name: str, encoding: str, declared: str | None) -> None:
    data = _TEXTS[name].encode(encoding, "ignore")
    expected = data.decode(encoding).removeprefix("\ufeff")
    assert decode_bytes(data, declared=declared).text == expected


@pytest.mark.parametrize(
    ("markup", "declared"),
    [
        (b"<meta charset=windows-1256>", "cp1256"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">', "iso8859-6"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b"<meta charset=iso-8859-1>", "cp1252"),
        (b"<meta charset=nonsense>", None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_declared_encodings(markup: bytes, declared: str | None) -> None:
    assert find_declared(markup) == declared


def test_a_cut_or_damaged_utf8_text_stays_utf8() -> None:
    data = _TEXTS["arabic"].encode()
    assert decode_bytes(data[:-1]).text == _TEXTS["arabic"][:-1]
    assert decode_bytes(data[:61] + b"\xff" + data[61:]).encoding == "utf-8"


def test_only_a_byte_order_mark_is_left_out() -> None:
    text = "\u200c\u200f a\u00a0b\r\nc\rd \ufeff"
    assert decode_bytes(b"\xef\xbb\xbf" + text.encode()).text == text


@pytest.mark.parametrize("data", [bytes(range(32)) * 20, b"\x00\x01\x02\x03" * 50, b"\x7fELF\x02\x01\x01\x00\x00\x00"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="binary"):
        decode_bytes(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode_bytes(data).text
    except UndecodableError:
        return
    assert text.encode("utf-8").decode("utf-8") == text  # no lone surrogates


@given(st.text(max_size=200))
def test_utf8_text_is_never_altered(text: str) -> None:
    try:
        assert decode_bytes(text.encode("utf-8", "replace")).text == text.encode(
            "utf-8", "replace"
        ).decode().removeprefix("\ufeff")
    except UndecodableError:
        assert any(ord(c) < 32 or c == "\x7f" for c in text)
