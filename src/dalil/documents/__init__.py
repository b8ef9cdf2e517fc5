"""From files to documents: decoding, text, metadata and blocks; nothing below this step opens an article file."""

from __future__ import annotations

from dalil.documents.files import is_regular, open_documents, parse_document, split_file
from dalil.documents.given import Given, Parsed, RawDocument

__all__ = ["Given", "Parsed", "RawDocument", "is_regular", "open_documents", "parse_document", "split_file"]
