"""Articles: what they hold, and reading them from text, web page, JSON and JSON Lines files and directories."""

import codecs
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from summarizer.errors import InputError, MissingExtraError
from summarizer.schemas.extraction import Failure, FailureKind
from summarizer.sentences import Sentence, Span, split

__all__ = ["Article", "Sentence", "Span", "Unreadable", "read_articles"]


class Article(BaseModel):
    """A news article. Nothing is invented: what is not given stays None, and the text is kept as it was read.

    Surrogates without a partner, which no encoding can hold, become U+FFFD, one for one: offsets stay as they were.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    title: str | None = None
    published: date | None = None
    """Day of publication. Taken: a date, a datetime, or either as ISO 8601 text; a number is not."""
    source: str | None = None
    """The outlet."""
    url: str | None = None

    @field_validator("text", "title", "source", "url", mode="before")
    @classmethod
    def _encodable(cls, value: object) -> object:
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
        return value

    @field_validator("published", mode="before")
    @classmethod
    def _day(cls, value: object) -> date | None:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value.strip())
            except ValueError:
                raise ValueError(f"{value!r} is not a date; write it as YYYY-MM-DD") from None
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        raise ValueError(f"{value!r} is not a date; write it as YYYY-MM-DD text")

    @cached_property
    def doc_id(self) -> str:
        """Stable id: the first 16 hex digits of the text's SHA-256."""
        return self.text_sha256[:16]

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text as UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def _parts(self) -> tuple[tuple[Sentence, ...], tuple[Span, ...]]:
        return split(self.text, self.title)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order, disjoint; boilerplate is left out (see `boilerplate`)."""
        return self._parts[0]

    @property
    def boilerplate(self) -> tuple[Span, ...]:
        """Page furniture: every visible character of the text is in one sentence or in one of these spans."""
        return self._parts[1]

    @property
    def headline(self) -> str | None:
        """The title, or else the first sentence if it is a heading."""
        first = self.sentences[0] if self.title is None and self.sentences else None
        return " ".join(first.text.split()) if first is not None and first.heading else self.title

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced; what was computed from the old text is dropped."""
        copy = super().model_copy(update=update, deep=deep)
        for name in ("doc_id", "text_sha256", "_parts"):
            copy.__dict__.pop(name, None)
        return copy

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """The one article of a file: JSON (`.json`), a saved web page (`.html`, extra `web`), or else text in UTF-8 or UTF-16.

        `NAME.json` beside `NAME.txt`, if it holds no text of its own, gives title, date, outlet and address.

        Raises:
            InputError: the file is missing, empty, not text, in another encoding, or lacks what an article needs.
        """
        path = Path(path)
        kind = path.suffix.lower()
        if kind in _FEEDS:
            raise InputError(f"{path}: a feed lists articles; name its address in a feeds.toml, and read that")
        if kind == ".jsonl":
            raise InputError(f"{path}: a .jsonl file holds many articles; read it with read_articles()")
        if kind in _PAGES:  # a page names its own encoding
            return cls._of_page(_bytes(path), path)
        raw = _decode(_bytes(path), str(path))
        if kind == ".json":
            return cls.from_mapping(_object(raw, str(path)), str(path))
        if _HTML.match(raw):
            return cls._of_page(raw, path)
        return cls.from_mapping({**_metadata(path), "text": raw}, str(path))

    @classmethod
    def _of_page(cls, html: bytes | str, path: Path) -> Self:
        from summarizer.web.pages import page_article

        try:
            return cls.model_validate(page_article(html, where=str(path)).model_dump())
        except MissingExtraError as error:
            raise InputError(f"{path}: {error}") from None

    @classmethod
    def from_mapping(cls, data: Mapping[str, object], where: str) -> Self:
        """An article from a JSON object or a row of a table; keys that mean nothing here are ignored.

        `where` says in errors where it comes from. Raises InputError where it lacks what an article needs.
        """
        values = {name: next((data[k] for k in keys if data.get(k)), None) for name, keys in _KEYS.items()}
        text = values["text"]
        if text is None and not any(key in data for key in _KEYS["text"]):
            raise InputError(f"{where}: no article text; give it under the key 'text' ('body', 'content')")
        if text is None or (isinstance(text, str) and not text.strip()):
            raise InputError(f"{where}: the article is empty", FailureKind.EMPTY)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = first["loc"][0] if first["loc"] else "article"
            raise InputError(f"{where}: {field}: {first['msg'].removeprefix('Value error, ')}") from None


class Unreadable(NamedTuple):
    """An input that gave no article, and why."""

    source: str
    """The file, with the line number for JSON Lines: `news.jsonl:12`."""
    failure: Failure


def read_articles(path: str | Path) -> Iterator[Article | Unreadable]:
    """Every article of a file or of a directory, one at a time; what cannot be read is reported, and the others go on.

    A directory gives its `.txt`, `.html`, `.json` and `.jsonl` files, sorted by name, not those of its subdirectories;
    a `.jsonl` file one article a line. Never raises for what it finds.
    """
    path = Path(path)
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if _is_article_file(file)]
        if not files:
            message = f"{path}: no articles in this directory; it should hold .txt, .html, .json or .jsonl files"
            yield Unreadable(str(path), Failure(kind=FailureKind.EMPTY, message=message))
        for file in files:
            yield from _read_file(file)
    else:
        yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Article | Unreadable]:
    try:
        if path.suffix.lower() == ".jsonl":
            yield from _read_lines(path)
        else:
            yield Article.read(path)
    except InputError as error:
        yield _unreadable(str(path), error)


def _read_lines(path: Path) -> Iterator[Article | Unreadable]:
    found = False
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                found = True
                where = f"{path}:{number}"
                try:
                    yield Article.from_mapping(_object(_decode(line, where), where), where)
                except InputError as error:
                    yield _unreadable(where, error)
    except OSError as error:
        raise _cannot_read(path, error) from None
    if not found:
        raise InputError(f"{path}: the file is empty", FailureKind.EMPTY)


def _unreadable(where: str, error: InputError) -> Unreadable:
    return Unreadable(where, Failure(kind=error.kind, message=str(error)))


def _is_article_file(path: Path) -> bool:
    kind = path.suffix.lower()
    if path.name.startswith(".") or not path.is_file():
        return False
    if kind == ".json" and path.with_suffix(".txt").is_file():
        return not _is_sidecar(path)
    return kind in (".txt", ".json", ".jsonl", *_PAGES, *_FEEDS)


def _is_sidecar(path: Path) -> bool:
    """Whether a .json file beside a .txt file only describes it; a broken one is reported with the .txt file."""
    try:
        return not any(key in _object(_decode(_bytes(path), ""), "") for key in _KEYS["text"])
    except InputError:
        return True


def _metadata(path: Path) -> Mapping[str, object]:
    beside = path.with_suffix(".json")
    if path.suffix.lower() != ".txt" or not beside.is_file():
        return {}
    data = _object(_decode(_bytes(beside), str(beside)), str(beside))
    return {} if any(key in data for key in _KEYS["text"]) else data


_KEYS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "source": ("source", "outlet"),
    "url": ("url",),
}
_PAGES = (".html", ".htm", ".xhtml")
_FEEDS = (".xml", ".rss", ".atom")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or office document"), (b"\x1f\x8b", "gzip-compressed"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from None


def _cannot_read(path: Path, error: Exception) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path}: no such file; check the path")
    if path.is_dir():
        return InputError(f"{path}: this is a directory; name a file in it, or read it with read_articles()")
    return InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")


def _decode(raw: bytes, where: str) -> str:
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


def _object(raw: str, where: str) -> Mapping[str, object]:
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
