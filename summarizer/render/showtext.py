"""The article's side of the page: its sentences, with the words that records took from them marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.articles import Article
from summarizer.schemas import EventRecord, Evidence


class Mark(NamedTuple):
    """Words of a sentence that a record's value is made of."""

    ident: str
    """Of the value."""
    start: int
    """In the sentence."""
    end: int


class Piece(NamedTuple):
    """A run of a sentence under the same marks."""

    text: str
    values: tuple[str, ...]


class Line(NamedTuple):
    """A sentence as shown."""

    number: int
    text: str
    start: int
    """In the article."""
    paragraph: int
    heading: bool = False
    furniture: bool = False
    """Page furniture: not a sentence, no number."""


def lines(article: Article | None, records: Sequence[EventRecord]) -> list[Line]:
    """The sentences of the article and its page furniture; without the article, the sentences that records cite."""
    if article is not None:
        out = [Line(s.number, s.text, s.start, s.paragraph, s.heading) for s in article.sentences]
        out += [Line(0, article.text[a:b], a, -n, furniture=True) for n, (a, b) in enumerate(article.boilerplate, 1)]
        return sorted(out, key=lambda line: line.start)
    quotes = sorted({(e.start, -e.end, e.sentence, e.quote) for r in records for e in r.evidence})
    out = []
    for start, end, sentence, quote in quotes:
        if not out or -end > out[-1].start + len(out[-1].text):  # not part of the one before
            out.append(Line(sentence, quote, start, 0))
    return out


def paragraphs(every: Sequence[Line], whole: bool) -> list[list[Line]]:
    """Lines that stand together; without the whole text, neighbours stand together and the rest apart."""
    out: list[list[Line]] = [[line] for line in every[:1]]
    for before, line in pairwise(every):
        together = line.paragraph == before.paragraph if whole else line.number == before.number + 1
        if together:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def at(every: Sequence[Line], evidence: Evidence) -> Line | None:
    """The line that holds a piece of evidence."""
    for line in every:
        if not line.furniture and line.start <= evidence.start < line.start + max(1, len(line.text)):
            return line
    return None


def found(words: str, line: Line) -> tuple[int, int] | None:
    """Where words stand in a line, whatever the spaces and the case; None if they do not."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    hit = re.search(rf"(?<!\w){pattern}(?!\w)", line.text, re.IGNORECASE) if pattern else None
    return hit.span() if hit else None


def pieces(line: Line, marks: Iterable[Mark]) -> list[Piece]:
    """The line cut wherever a mark begins or ends; marks may overlap."""
    every = list(marks)
    cuts = sorted({0, len(line.text), *(m.start for m in every), *(m.end for m in every)})
    return [
        Piece(line.text[a:b], tuple(dict.fromkeys(m.ident for m in every if m.start <= a and b <= m.end)))
        for a, b in pairwise(cuts)
    ]
