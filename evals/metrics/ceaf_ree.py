"""CEAF-REE in the implementation that the template-filling literature reports.

Source: Du, Rush and Cardie, "Template Filling with Generative Transformers", NAACL 2021 (their released scorer; the
metric goes back to Du, Rush and Cardie, "GRIT", EACL 2021).

A predicted and a gold template may be mapped onto each other if the predicted type is a substring of the gold type
("attack" of "attack / bombing"); a predicted type that is missing is read as "attack". For a mapped pair

- p_num = 1 (the type) + the predicted entities all of whose mentions are in some gold entity of the same role;
- r_num = 1 + the gold entities that contain all mentions of some predicted entity of the same role.

p_den = sum over the predicted templates of (1 + entities), r_den likewise over the gold templates, repeated gold
templates dropped. A document's templates are mapped one to one, so that its micro F1 is greatest. Counts are added over
documents, and over type and roles. Mentions are compared after `text.norm`.

The released scorer enumerates every mapping. So does this one while there are few; above `ENUMERATED` it solves the
assignment problem with weight p_num / p_den + r_num / r_den. Where no gold entity is hit twice that is the same
optimum, since F1 then is 2n / (p_den + r_den).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.metrics.counts import Counts
from evals.metrics.five_role import ROLES, Entity, Template, distinct
from evals.metrics.text import norm

TYPE = "type"
ENUMERATED = 20_000
"""Mappings, counted as (gold + 1) ** predicted, up to which a document is solved by enumeration."""

Pairs = list[tuple[int, int]]


def score_document(gold: Sequence[Template], predicted: Sequence[Template]) -> dict[str, Counts]:
    """Return the counts of one document: under "type" and under each role."""
    gold_sets = [_sets(t) for t in distinct(gold)]
    gold_types = [t.incident_type or "" for t in distinct(gold)]
    pred_sets = [_sets(t) for t in predicted]
    pred_types = ["attack" if t.incident_type is None else t.incident_type for t in predicted]
    hits = {
        (i, j): _pair(pred_sets[i], gold_sets[j])
        for i in range(len(pred_sets))
        for j in range(len(gold_sets))
        if pred_types[i] in gold_types[j]
    }
    dens = {TYPE: (len(pred_sets), len(gold_sets))}
    dens |= {role: (sum(len(t[role]) for t in pred_sets), sum(len(t[role]) for t in gold_sets)) for role in ROLES}
    chosen = best_mapping(
        {pair: (sum(p for p, _ in h.values()), sum(r for _, r in h.values())) for pair, h in hits.items()},
        shape=(len(pred_sets), len(gold_sets)),
        dens=(sum(p for p, _ in dens.values()), sum(r for _, r in dens.values())),
    )
    return {
        key: Counts(sum(hits[c][key][0] for c in chosen), p_den, sum(hits[c][key][1] for c in chosen), r_den)
        for key, (p_den, r_den) in dens.items()
    }


def score(
    gold: Mapping[str, Sequence[Template]], predicted: Mapping[str, Sequence[Template]]
) -> dict[str, dict[str, Counts]]:
    """Return the counts of every gold document; a document without predictions counts as empty."""
    return {docid: score_document(templates, predicted.get(docid, ())) for docid, templates in gold.items()}


def best_mapping(
    hits: Mapping[tuple[int, int], tuple[int, int]], *, shape: tuple[int, int], dens: tuple[int, int]
) -> Pairs:
    """Return the admissible pairs (predicted, gold) of the one-to-one mapping with the greatest micro F1.

    Args:
        hits: p_num and r_num of each admissible pair.
        shape: number of predicted and of gold templates.
        dens: p_den and r_den of the document.
    """
    if not hits:
        return []
    predicted, gold = shape
    if (gold + 1) ** predicted <= ENUMERATED:
        return by_enumeration(hits, shape=shape, dens=dens)
    return by_assignment(hits, shape=shape, dens=dens)


def by_enumeration(
    hits: Mapping[tuple[int, int], tuple[int, int]], *, shape: tuple[int, int], dens: tuple[int, int]
) -> Pairs:
    """Try every mapping. Of equally good ones the first counts, as in the released scorer: it decides the roles."""
    best: Pairs = []
    best_f1 = -1.0
    for mapping in _mappings(*shape):
        pairs = [pair for pair in enumerate(mapping) if pair in hits]
        f1 = Counts(sum(hits[c][0] for c in pairs), dens[0], sum(hits[c][1] for c in pairs), dens[1]).f1
        if f1 > best_f1:
            best, best_f1 = pairs, f1
    return best


def by_assignment(
    hits: Mapping[tuple[int, int], tuple[int, int]], *, shape: tuple[int, int], dens: tuple[int, int]
) -> Pairs:
    """Solve the assignment problem with weight p_num / p_den + r_num / r_den."""
    weights = np.zeros(shape)
    for pair, (p_num, r_num) in hits.items():
        weights[pair] = p_num / dens[0] + r_num / dens[1]
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if (int(i), int(j)) in hits]


def _mappings(predicted: int, gold: int, used: frozenset[int] = frozenset()) -> Iterator[tuple[int, ...]]:
    """Yield every one-to-one mapping: the gold index of each predicted template, -1 (tried last) for none."""
    if predicted == 0:
        yield ()
        return
    for first in (*(j for j in range(gold) if j not in used), -1):
        for rest in _mappings(predicted - 1, gold, used | {first} if first >= 0 else used):
            yield (first, *rest)


def _sets(template: Template) -> dict[str, list[frozenset[str]]]:
    def mentions(entity: Entity) -> frozenset[str]:
        return frozenset(norm(mention) for mention in entity)

    return {role: [mentions(entity) for entity in template.entities(role)] for role in ROLES}


def _pair(
    predicted: Mapping[str, list[frozenset[str]]], gold: Mapping[str, list[frozenset[str]]]
) -> dict[str, tuple[int, int]]:
    counts = {TYPE: (1, 1)}
    for role in ROLES:
        p_num = sum(any(p <= g for g in gold[role]) for p in predicted[role])
        r_num = sum(any(p <= g for p in predicted[role]) for g in gold[role])
        counts[role] = (p_num, r_num)
    return counts
