"""ROUGE-1, ROUGE-2 and ROUGE-Lsum F1 with stemming, by `rouge-score` (Lin, "ROUGE", ACL workshop 2004).

A side figure: it counts shared words and is nearly blind to a wrong number or a swapped name. Not to be optimised.
"""

from __future__ import annotations

from functools import cache

from rouge_score.rouge_scorer import RougeScorer

from evals.metrics.counts import Counts

KINDS = ("rouge1", "rouge2", "rougeLsum")


def score(reference: str, text: str) -> dict[str, Counts]:
    """F1 of one document as a rate: a corpus's is the mean over documents. For rougeLsum, one sentence a line."""
    found = _scorer().score(reference, text)
    return {kind: Counts(f1, 1, f1, 1) for kind in KINDS for f1 in [float(found[kind].fmeasure)]}


@cache
def _scorer() -> RougeScorer:
    return RougeScorer(list(KINDS), use_stemmer=True)
