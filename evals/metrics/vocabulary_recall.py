"""Vocabulary recall: how many gold fillers stand among the candidates that code found in the article.

    exact    one of the filler's acceptable mention strings equals a candidate after `text.norm`
    lenient  one of them equals a candidate, or contains one or stands in one, word by word

Both are recalls only: the candidates are there to choose from. Their number is given beside it (`evals.vocabulary`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evals.metrics.five_role import ROLES, Template
from evals.metrics.text import norm


class Recall(NamedTuple):
    """Fillers found and fillers in all."""

    exact: int = 0
    lenient: int = 0
    fillers: int = 0

    def plus(self, other: Recall) -> Recall:
        """The counts of both."""
        return Recall(*(a + b for a, b in zip(self, other, strict=True)))


def score(gold: Iterable[Template], candidates: Iterable[str]) -> dict[str, Recall]:
    """The counts of one article by role. A filler that two templates share counts in both."""
    whole = {normed for c in candidates if (normed := norm(c))}
    parts = {part for c in whole for part in _parts(c.split())}
    counts = dict.fromkeys(ROLES, Recall())
    for template in gold:
        for role in ROLES:
            for entity in template.entities(role):
                mentions = {norm(m) for m in entity}
                exact = bool(mentions & whole)
                lenient = exact or bool(mentions & parts) or any(whole & set(_parts(m.split())) for m in mentions)
                counts[role] = counts[role].plus(Recall(exact, lenient, 1))
    return counts


def _parts(words: Sequence[str]) -> Iterable[str]:
    return (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
