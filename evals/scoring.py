"""One article's scores, and a corpus's: the table from metric name to function.

Every score is `Counts`, so that a corpus's is the sum of its articles' and intervals come by resampling them; a name
that an article lacks counts zero. A rate or an accuracy has the same numerator and denominator on both sides:
precision, recall and F1 are then all that rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evals.cases import ArticlePrediction, Case, make_case
from evals.goldset import GoldArticle
from evals.metrics import attribution, detection, fabrication, fields, grounded, nulls
from evals.metrics.counts import Counts
from summarizer.schemas import Record

__all__ = ["LOWER_IS_BETTER", "METRICS", "ArticlePrediction", "Case", "score_article", "score_case", "totals"]

Metric = Callable[[Case], dict[str, Counts]]

METRICS: tuple[Metric, ...] = (
    detection.score,
    fields.score,
    nulls.score,
    fabrication.score,
    attribution.score,
    grounded.score,
)
LOWER_IS_BETTER = ("fabrication", "omission", "unsupported")
"""Names, up to the first dot, of rates of errors."""


def score_article(gold: GoldArticle[Record], prediction: ArticlePrediction) -> dict[str, Counts]:
    """Metric name to counts of one article: "event", "event.strict", "field.place", "null", "fabrication" and so on.

    Raises:
        ValueError: gold and prediction are of different articles.
    """
    return score_case(make_case(gold, prediction))


def score_case(case: Case) -> dict[str, Counts]:
    """The same of a case that is aligned already."""
    return {name: counts for metric in METRICS for name, counts in metric(case).items()}


def totals(per_article: Mapping[str, Mapping[str, Counts]]) -> dict[str, Counts]:
    """Sum the counts of all articles by metric name, in the order in which the names first appear."""
    names = dict.fromkeys(name for scores in per_article.values() for name in scores)
    return {name: Counts.total(s[name] for s in per_article.values() if name in s) for name in names}
