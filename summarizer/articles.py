"""Reading articles and splitting them into sentences with offsets."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Sentence(NamedTuple):
    """One sentence: `article.text[start:end] == text`; `number` counts from 1 over the whole article."""

    number: int
    text: str
    start: int
    end: int
    paragraph: int
    """Paragraph number, from 0; headings are paragraphs of their own."""
    heading: bool = False


class Article(BaseModel):
    """A news article. Nothing is invented: what is not given stays None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None

    @cached_property
    def doc_id(self) -> str:
        """Stable id: the first 16 hex digits of the text's SHA-256."""
        return self.text_sha256[:16]

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text as UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order, disjoint; boilerplate is left out (see `boilerplate`)."""
        from sentencex import get_sentence_boundaries

        out: list[Sentence] = []
        for n, b in enumerate(get_sentence_boundaries("en", self.text)):
            raw = self.text[b["start_index"] : b["end_index"]]
            t = raw.strip()
            if t:
                s = b["start_index"] + raw.index(t)
                out.append(Sentence(len(out) + 1, t, s, s + len(t), n))
        return tuple(out)

    @classmethod
    def read(cls, path: str | Path) -> Article:
        return cls(text=Path(path).read_text(encoding="utf-8"))
