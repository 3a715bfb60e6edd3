"""The cost/quality curve of escalation: two models, and a threshold that says whose answer counts for an article.

For a threshold t, articles that the cheap model is less sure of than t are answered by the strong one, as
`summarizer.escalation` does it: both are paid for, and where the strong one failed the cheap answer stands. The score is
the corpus F1 of the counts so chosen, with its 95 % bootstrap interval; `at_random` is the F1 expected when the same share
of articles is escalated without looking: a threshold that gains no more than that is worth nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from evals.metrics.bootstrap import RESAMPLES, Interval, interval
from evals.metrics.counts import Counts
from summarizer.schemas import Usage

ALL = 2.0
"""A threshold above every confidence: every article is escalated."""


@dataclass(frozen=True)
class Told:
    """What one model gave for one article."""

    counts: Mapping[str, Counts]
    usage: Usage
    failed: bool = False


@dataclass(frozen=True)
class Article:
    """One article under both models; `confidence` is the cheap one's, 0–1."""

    id: str
    group: Hashable
    confidence: float
    cheap: Told
    strong: Told


@dataclass(frozen=True)
class Point:
    """One threshold. F1 in per cent by metric; `share` of the articles escalated, 0–1; usage over all articles."""

    below: float
    share: float
    f1: Mapping[str, Interval]
    at_random: Mapping[str, float]
    usage: Usage


def curve(articles: Sequence[Article], metrics: Sequence[str], *, resamples: int = RESAMPLES) -> list[Point]:
    """The points from none escalated to all, one for each confidence that occurs. Raises ValueError for no articles."""
    if not articles:
        raise ValueError("no articles")
    return [point(articles, metrics, below, resamples=resamples) for below in (*thresholds(articles), ALL)]


def thresholds(articles: Sequence[Article]) -> list[float]:
    """The lowest confidence (nothing is below it), and every other that occurs."""
    return sorted({a.confidence for a in articles})


def point(articles: Sequence[Article], metrics: Sequence[str], below: float, *, resamples: int = RESAMPLES) -> Point:
    """What one threshold gives and costs."""
    up = [a for a in articles if a.confidence < below]
    raised = {a.id for a in up}
    share = len(up) / len(articles)
    groups = {a.id: a.group for a in articles}
    f1, at_random = {}, {}
    for metric in metrics:
        cheap = {a.id: a.cheap.counts.get(metric, Counts()) for a in articles}
        strong = {a.id: cheap[a.id] if a.strong.failed else a.strong.counts.get(metric, Counts()) for a in articles}
        chosen = {name: strong[name] if name in raised else cheap[name] for name in cheap}
        f1[metric] = interval(chosen, groups=groups, resamples=resamples)
        at_random[metric] = _mixed(Counts.total(cheap.values()), Counts.total(strong.values()), share).f1
    usage = sum((a.cheap.usage for a in articles), Usage()) + sum((a.strong.usage for a in up), Usage())
    return Point(below, share, f1, at_random, usage)


def _mixed(a: Counts, b: Counts, share: float) -> Counts:
    """The counts expected when `share` of the articles are `b`'s."""
    parts = ((x * (1 - share) + y * share) for x, y in zip(_four(a), _four(b), strict=True))
    return Counts(*parts)


def _four(counts: Counts) -> tuple[float, float, float, float]:
    return counts.p_num, counts.p_den, counts.r_num, counts.r_den
