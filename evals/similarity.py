"""How alike two values are, from 0 to 1: words, lists of words, figures, times. Used by alignment and field scores.

Words are compared as folded tokens (case, accents, kinds of quotes and dashes), without articles and possessives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from summarizer.grounding.text import POSSESSIVE, keys_of
from summarizer.schemas import Figure, When

T = TypeVar("T")
Span = tuple[date, date]
_ARTICLES = frozenset({"a", "an", "the"})


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Folded tokens that count; a text of articles only keeps them."""
    keys = keys_of(text)
    return tuple(k for k in keys if k not in _ARTICLES and k != POSSESSIVE) or keys


def same_words(a: str, b: str) -> bool:
    """Whether two texts have the same tokens in the same order."""
    return tokens(a) == tokens(b)


def token_f1(a: str, b: str) -> float:
    """F1 of the shared tokens, with repetition (Rajpurkar et al., "SQuAD", EMNLP 2016)."""
    shared = sum((Counter(tokens(a)) & Counter(tokens(b))).values())
    total = len(tokens(a)) + len(tokens(b))
    return 2 * shared / total if total else 0.0


def containment(a: str, b: str) -> float:
    """Shared tokens over those of the shorter text: 1 where one text holds the other ("Kosti" in "near Kosti")."""
    first, second = set(tokens(a)), set(tokens(b))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def matched(gold: Sequence[T], predicted: Sequence[T], credit: Callable[[T, T], float]) -> list[tuple[int, int, float]]:
    """The one-to-one pairs (gold, predicted, credit) with the greatest sum of credits, without pairs of no credit."""
    if not gold or not predicted:
        return []
    table = np.array([[credit(g, p) for p in predicted] for g in gold])
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [(int(i), int(j), float(table[i, j])) for i, j in zip(rows, columns, strict=True) if table[i, j] > 0]


def list_overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """Sum of the best one-to-one containments over the length of the shorter list; 0 if either is empty."""
    if not a or not b:
        return 0.0
    return sum(credit for _, _, credit in matched(a, b, containment)) / min(len(a), len(b))


def span_of(when: When) -> Span | None:
    """First and last day; an open or unknown end is the other end. None if nothing is resolved."""
    start, end = when.start or when.end, when.end or when.start
    return (start, end) if start and end else None


def date_overlap(a: Span, b: Span) -> float:
    """Days in both over days in either (Jaccard)."""
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    if shared <= 0:
        return 0.0
    return shared / ((max(a[1], b[1]) - min(a[0], b[0])).days + 1)


def apart(a: Span, b: Span) -> timedelta:
    """Days between two spans; zero if they touch or overlap."""
    return max(a[0] - b[1], b[0] - a[1], timedelta(0))


def is_read(figure: Figure) -> bool:
    """Whether the words were read as a number."""
    return (figure.low, figure.best, figure.high) != (None, None, None)


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether low, best and high are equal; words that no number was read from must be the same words."""
    if is_read(a) and is_read(b):
        return (a.low, a.best, a.high) == (b.low, b.best, b.high)
    return same_words(a.raw, b.raw)


def figures_agree(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both: "at least five" and "five" do, "five" and "six" do not."""
    if not is_read(a) or not is_read(b):
        return same_words(a.raw, b.raw)
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return max(low_a, low_b) <= min(high_a, high_b)


def _bounds(figure: Figure) -> tuple[float, float]:
    """Least and greatest number meant: "about 30" (only a best) is that number, "at least five" has no upper bound."""
    known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    if figure.low is None and figure.high is None:
        return known[0], known[0]
    low = figure.low if figure.low is not None else 0
    return low, figure.high if figure.high is not None else float("inf")
