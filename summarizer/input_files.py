"""The bytes, the text and the JSON object of an input file; every error says where, what is wrong, and what to do."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from pathlib import Path

from summarizer.errors import InputError
from summarizer.schemas.extraction import FailureKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or office document"), (b"\x1f\x8b", "gzip-compressed"))


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises InputError."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from None


def cannot_read(path: Path, error: Exception) -> InputError:
    """The error to raise for a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path}: no such file; check the path")
    if path.is_dir():
        return InputError(f"{path}: this is a directory; name a file in it, or read it with read_articles()")
    return InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")


def decode(raw: bytes, where: str) -> str:
    """Bytes in UTF-8, or in what their byte order mark says, as text that is not blank. Raises InputError."""
    for magic, name in _BINARY:
        if raw.startswith(magic):
            raise InputError(f"{where}: this is {name}, not text; save the article as plain text in UTF-8")
    mark, encoding = next(((m, e) for m, e in _BOMS if raw.startswith(m)), (b"", "utf-8"))
    nul = raw.find(0) if encoding == "utf-8" else -1
    if nul >= 0:
        advice = "if it is UTF-16 text, convert it: iconv -f UTF-16LE -t UTF-8 IN > OUT"
        raise InputError(f"{where}: not text: a NUL byte at byte {nul}; {advice}")
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        advice = "find out its encoding and convert it to UTF-8, e.g. iconv -f WINDOWS-1252 -t UTF-8 IN > OUT"
        raise InputError(f"{where}: not {encoding.upper()}: byte 0x{raw[at]:02X} at byte {at}; {advice}") from None
    if not text.strip():
        raise InputError(f"{where}: the file is empty", FailureKind.EMPTY)
    return text


def json_object(raw: str, where: str) -> Mapping[str, object]:
    """Text as one JSON object. Raises InputError."""
    try:
        data = json.loads(raw)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{where}: not JSON that can be read: nested too deeply, or a number too long") from None
    if isinstance(data, list):
        raise InputError(f"{where}: a list; write one article a line into a .jsonl file")
    if not isinstance(data, dict):
        raise InputError(f"{where}: one JSON object with the key 'text' is expected, not {type(data).__name__}")
    return data
