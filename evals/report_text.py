"""An article's text cut into pieces that a page can mark: whose evidence a sentence is, and which words are values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.report_pairs import Kind, Pair, Shown
from summarizer.articles import Article

_RANK: tuple[Kind, ...] = ("right", "partly", "missed", "extra", "merged")
"""Where values overlap, the first of these is shown."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` says what became of the value that stands there, None for no value."""

    text: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Passage:
    """A sentence, or what stands between two (number None)."""

    number: int | None
    pieces: list[Piece]
    gold: bool = False
    """Whether a gold record cites it."""
    predicted: bool = False
    """Whether a predicted record cites it."""


def passages(article: Article, pairs: Sequence[Pair]) -> list[Passage]:
    """The whole text in order: joined, the pieces give `article.text`."""
    gold = {n for pair in pairs if pair.gold for n in pair.gold.sentences}
    predicted = {n for pair in pairs if pair.predicted for n in pair.predicted.sentences}
    found: list[Passage] = []
    end = 0
    for sentence in article.sentences:
        if sentence.start > end:
            found.append(Passage(None, [Piece(article.text[end : sentence.start])]))
        values = [value for pair in pairs for value in _values(pair, sentence.number)]
        pieces = _pieces(sentence.text, values)
        found.append(Passage(sentence.number, pieces, sentence.number in gold, sentence.number in predicted))
        end = sentence.end
    if end < len(article.text):
        found.append(Passage(None, [Piece(article.text[end:])]))
    return found


def _values(pair: Pair, sentence: int) -> Iterable[tuple[str, Kind]]:
    """The values of a pair whose records cite the sentence; those of gold without numbered evidence, anywhere."""
    for cell in pair.cells:
        for shown, standings in ((pair.gold, cell.gold), (pair.predicted, cell.predicted)):
            if shown is not None and (sentence in shown.sentences or not shown.sentences):
                yield from zip(_words(shown, cell.field), (kind for _, kind in standings), strict=True)


def _words(shown: Shown, field: str) -> Iterable[str]:
    """Each value of a field as it stands in the text; empty for one of a closed list."""
    return ["" if value.closed else str(value.forms[0]) for value in shown.values.get(field, ())]


def _pieces(text: str, values: Sequence[tuple[str, Kind]]) -> list[Piece]:
    marked: list[Kind | None] = [None] * len(text)
    for words, kind in sorted(values, key=lambda value: -_RANK.index(value[1])):
        for start, end in _places(text, words):
            marked[start:end] = [kind] * (end - start)
    runs = groupby(zip(text, marked, strict=True), key=lambda pair: pair[1])
    return [Piece("".join(char for char, _ in run), kind) for kind, run in runs]


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, whatever their case and line breaks, at word boundaries."""
    tokens = [re.escape(token) for token in words.split()]
    if not tokens:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(tokens) + r"(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
