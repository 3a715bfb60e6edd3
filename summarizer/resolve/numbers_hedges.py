"""The words that hedge a number ("at least", "up to", "or more") and what they do to low, best and high."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.schemas.codebook_parts import Qualifier

from .number_words import Number

_MORE = r"(?: (?:the|another|an additional|a further|a total of|a combined|some))?"
_BEFORE = re.compile(
    r"(?:^|(?<![\w-]))(?:"
    r"(?P<at_most>up to|as many as|as much as|at (?:the )?most|at maximum|no more than|not more than|a maximum of|"
    r"maximum of)"
    r"|(?P<fewer>(?:a little |slightly )?(?:fewer|less) than|under|below|<)"
    r"|(?P<at_least>at (?:the )?(?:very )?least|at a minimum|(?:no|not) (?:fewer|less) than|a minimum of|upwards of|"
    r"minimum of|"
    r"not less than|as few as|>=|≥)"
    r"|(?P<more_than>(?:a little |slightly |far |many )?more than|(?:well |just |a little |slightly )?over|"
    r"(?:well )?above|"
    r"in excess of|exceeding|upward of|greater than|>)"
    r"|(?P<about>about|around|approximately|approx\.?|some|roughly|(?:very )?nearly|almost|close to|circa|ca\.?|"
    r"an estimated|"
    r"estimated(?: at)?|just under|just short of|in the region of|in the order of|perhaps|possibly|maybe|probably|~|≈)"
    rf"){_MORE} ?$"
)
_AFTER = re.compile(
    r"(?P<at_least> ?\+| or more\b| and counting\b| (?:people |persons )?at (?:the )?(?:very )?least\b|"
    r" at a minimum\b|-plus\b| plus\b)"
    r"|(?P<about>-odd\b| odd\b| or so\b| or thereabouts\b)"
    r"|(?P<at_most> or (?:fewer|less)\b| at (?:the )?most\b| at maximum\b)"
)
_SPACELESS = "~≈<>≥="


class Hedge(NamedTuple):
    """The hedge of a number: its kind ("fewer" is strict, "at_most" is not) and the span of number and hedge."""

    kind: str
    start: int
    end: int


class Triple(NamedTuple):
    """low, best and high of a number, with its qualifier."""

    low: Number | None
    best: Number | None
    high: Number | None
    qualifier: Qualifier


def hedge_of(folded: str, start: int, end: int) -> Hedge:
    """The hedge around `folded[start:end]`; `kind` is empty without one."""
    offset = max(0, start - 34)
    before = _BEFORE.search(folded[offset:start])
    if before and (folded[start - 1] in " " + _SPACELESS):
        return Hedge(before.lastgroup or "", offset + before.start(), end)
    after = _AFTER.match(folded, end)
    return Hedge(after.lastgroup or "", start, after.end()) if after else Hedge("", start, end)


def triple(kind: str, n: Number, step: Number = 1) -> Triple:
    """low / best / high of N under a hedge, after the project's table of vague numbers (literal policy).

    "more than N" is N+1 / N+1 / null, "at least N" N / N / null, "up to N" null / null / N, "about N" null / N / null.
    "fewer than N" is null / null / N-1, the mirror of "more than N".
    """
    if kind == "at_least":
        return Triple(n, n, None, Qualifier.AT_LEAST)
    if kind == "more_than":
        return Triple(n + step, n + step, None, Qualifier.MORE_THAN)
    if kind == "at_most":
        return Triple(None, None, n, Qualifier.AT_MOST)
    if kind == "fewer":
        return Triple(None, None, max(n - step, 0), Qualifier.AT_MOST)
    if kind == "about":
        return Triple(None, n, None, Qualifier.ABOUT)
    return Triple(n, n, n, Qualifier.EXACT)
