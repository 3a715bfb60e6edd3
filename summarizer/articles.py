"""Articles: what they hold, and reading them from text, web page, JSON and JSON Lines files and directories."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from summarizer.errors import InputError, MissingExtraError
from summarizer.input_files import cannot_read, decode, json_object, read_bytes
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
            return cls._of_page(read_bytes(path), path)
        raw = decode(read_bytes(path), str(path))
        if kind == ".json":
            return cls.from_mapping(json_object(raw, str(path)), str(path))
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
                    yield Article.from_mapping(json_object(decode(line, where), where), where)
                except InputError as error:
                    yield _unreadable(where, error)
    except OSError as error:
        raise cannot_read(path, error) from None
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
        return not any(key in json_object(decode(read_bytes(path), ""), "") for key in _KEYS["text"])
    except InputError:
        return True


def _metadata(path: Path) -> Mapping[str, object]:
    beside = path.with_suffix(".json")
    if path.suffix.lower() != ".txt" or not beside.is_file():
        return {}
    data = json_object(decode(read_bytes(beside), str(beside)), str(beside))
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
