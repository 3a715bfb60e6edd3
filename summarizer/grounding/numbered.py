"""The number expressions of one sentence on its tokens, and what they stand beside."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    FORMS,
    PREPOSITIONS,
    SUBORDINATORS,
    THINGS,
    TIME_WORDS,
    word_set,
)
from summarizer.resolve.numbers import NumberSpan, UnitKind, numbers_in

from .grammar import comma_before, is_verb, number_tokens
from .text import Words, flatten

GLUE = word_set("and plus or nor & with")
GROUPS = word_set("total group family number crew team bodies killing injuring wounding lives deaths average")


class Number(NamedTuple):
    """A number expression on tokens `first` up to `last`."""

    first: int
    last: int
    span: NumberSpan | None
    """None for a figure without a number word: "a soldier"."""


class Numbered:
    """A sentence with its numbers found; `extra` adds a token range that stands for one ("a soldier")."""

    def __init__(self, words: Words, extra: tuple[int, int] | None = None) -> None:
        self.words = words
        self.keys = words.keys
        self.numbers = _numbers_of(words)
        if extra and not any(n.first < extra[1] and extra[0] < n.last for n in self.numbers):
            self.numbers = sorted([*self.numbers, Number(*extra, None)])
        self.starts = {n.first: n for n in self.numbers}
        self.ends = {n.last - 1: n for n in self.numbers}
        self.inside = {i for n in self.numbers for i in range(n.first, n.last)}

    def key(self, i: int) -> str:
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def ended(self, i: int) -> bool:
        """Whether the clause ends before token `i`."""
        return i >= len(self.keys) or self.words.breaks(i) or comma_before(self.words, i)

    def adjunct(self, number: Number) -> bool:
        """ "in three villages", "five of the 12": the number stands under a preposition and is not what is counted."""
        i = number.first - 1
        while i >= 0 and self.keys[i] in DETERMINERS:
            i -= 1
        key = self.key(i)
        if key == "of":
            return self.key(i - 1) not in GROUPS
        if key in SUBORDINATORS:
            return False
        return (
            key in PREPOSITIONS
            and key not in ("with", "than", "about", "around", "over", "by")
            and i == number.first - 1
        )

    def partitive(self, number: Number) -> int:
        """Token index of the "of" in "five of the 12"; -1 where the number is not such a whole."""
        i = number.first - 1
        while i >= 0 and self.keys[i] in DETERMINERS:
            i -= 1
        return i if self.key(i) == "of" and i - 1 in self.ends else -1

    def counts(self, number: Number) -> bool:
        """Whether it can count people: no measure, age, date or money, and no thing named right after it."""
        if number.span is not None and (_kind_of(number) is not UnitKind.COUNT or isinstance(number.span.best, float)):
            return False
        before = self.ends.get(number.first - 2)
        if (
            before
            and self.key(number.first - 1) in ("and", "or")
            and _kind_of(before) in (UnitKind.AGE, UnitKind.DATE_DAY)
        ):
            return False
        if number.last < len(self.keys) and self.words.gap(number.last).strip() in ("-", "\u2010", "\u2011"):
            return False
        head = ""
        for j in range(number.last, min(number.last + 4, len(self.keys))):
            key = self.keys[j]
            if self.ended(j) or key in FORMS or j in self.inside or key in AUXILIARIES:
                break
            if (
                key in PREPOSITIONS
                or key in SUBORDINATORS
                or key in GLUE
                or key in TIME_WORDS
                or is_verb(self.words, j)
            ):
                break
            head = key
        return not _is_thing(head)


def _numbers_of(words: Words) -> list[Number]:
    """Number expressions on tokens; line breaks and doubled spaces do not part a number from its unit."""
    flat, offsets = flatten(words.text)
    out = []
    for span in numbers_in(flat):
        tokens = number_tokens(words, offsets[span.start], offsets[span.end - 1] + 1)
        if tokens:
            out.append(Number(*tokens, span))
    return out


def _kind_of(number: Number) -> UnitKind:
    return number.span.unit_kind if number.span else UnitKind.COUNT


def _is_thing(noun: str) -> bool:
    stems = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    if noun.endswith("ies"):
        stems.add(noun[:-3] + "y")
    return not stems.isdisjoint(THINGS)
