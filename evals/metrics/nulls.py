"""Null discipline: how often a field that the gold leaves empty is left empty.

    null       over all marked fields of the aligned pairs whose gold value is null or an empty list:
               fields left empty / such fields
    null.NAME  one field

A field that a merged gold record fills, or for which the coder knew a value without words for it, does not count. A
system that fills in what an article does not say fails here, and nowhere in recall (the "null response" of Ge et al.,
and domain users' wish: omission is forgiven sooner than invention).
"""

from __future__ import annotations

from evals.cases import Case, Match
from evals.marks import Field, scored_fields, values_of
from evals.metrics.counts import Counts
from evals.metrics.fields import optional_values, required_values


def score(case: Case) -> dict[str, Counts]:
    """Counts of one article."""
    named: dict[str, Counts] = {"null": Counts()}
    for match in case.matches:
        for field in scored_fields(match.gold):
            if field.kind in ("class", "choice") or not _is_empty(match, field):
                continue
            kept = 0 if values_of(match.predicted, field) else 1
            for name in ("null", f"null.{field.name}"):
                named[name] = named.get(name, Counts()) + Counts(kept, 1, kept, 1)
    return named


def _is_empty(match: Match, field: Field) -> bool:
    return not any(required_values(gold, field) or optional_values(gold, field) for gold in match.golds)
