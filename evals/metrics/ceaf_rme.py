"""CEAF-RME, with the similarities phi3 and phi-subset.

Source: Chen, Gantt, Gu, Chen, White and Van Durme, "Iterative Document-level Information Extraction via Imitation
Learning", EACL 2023, and the scorer they released.

A mention is the triple (template type, role, normalised string): under a wrong type nothing matches, and the type is
not counted by itself. Templates are aligned one to one by the assignment that maximises the sum of pair scores.

- phi3: the pair score is the greatest sum, over one-to-one alignments of the two templates' entities, of the number of
  predicted mentions that are in the gold entity. P = sum / predicted mentions, R = sum / gold mentions. A repeated
  mention counts as often as it is repeated.
- phi-subset: the pair score is the number of predicted entities with at least one mention in some gold entity, several
  to one allowed; the recall numerator is the number of gold entities so hit, each predicted entity hitting the first
  it meets. P is over predicted entities, R over gold entities.

Gold strings lose ' " \\ and - before anything else, then repeated gold templates are dropped. A gold type with "/" is
split into one copy for each single type, and the copy whose pair scores add up to most is kept.

As released, phi3 counts the gold mentions of all copies of a split template in the recall denominator, if the document
has predictions. The published figures contain that, so it is the default; `split_once=True` counts them once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.metrics.counts import Counts
from evals.metrics.five_role import ROLES, Template, distinct
from evals.metrics.text import norm

_UNSAFE = str.maketrans("", "", "'\"\\-")

Mentions = tuple[tuple[str, ...], ...]
"""The entities of one role of one template, each the tuple of its normalised mentions."""
Similarity = Callable[[Mentions, Mentions], tuple[int, int]]
"""Gold and predicted entities of one role to the numerators of precision and recall."""


@dataclass(frozen=True)
class _Typed:
    """A template that carries one type, its entities normalised, and the index of the template it was split from."""

    incident_type: str | None
    roles: Mapping[str, Mentions]
    origin: int


def phi3(gold: Mentions, predicted: Mentions) -> tuple[int, int]:
    """Return, twice, the greatest number of predicted mentions found in one-to-one aligned gold entities."""
    if not gold or not predicted:
        return 0, 0
    shared = np.array([[sum(mention in g for mention in p) for p in predicted] for g in gold])
    rows, columns = linear_sum_assignment(shared, maximize=True)
    similarity = int(shared[rows, columns].sum())
    return similarity, similarity


def phi_subset(gold: Mentions, predicted: Mentions) -> tuple[int, int]:
    """Return the number of predicted entities that hit a gold entity, and of gold entities hit."""
    hits = [
        next((index for mention in entity for index, g in enumerate(gold) if mention in g), None)
        for entity in predicted
    ]
    found = [index for index in hits if index is not None]
    return len(found), len(set(found))


def score_document(
    gold: Sequence[Template],
    predicted: Sequence[Template],
    similarity: Similarity = phi3,
    *,
    split_once: bool = False,
) -> dict[str, Counts]:
    """Return the counts of one document by role.

    Args:
        gold: the document's gold templates, as read.
        predicted: the document's predicted templates.
        similarity: `phi3` or `phi_subset`.
        split_once: count the gold mentions of a template with a "/" in its type once (phi3 only; not as published).
    """
    size = _mentions if similarity is phi3 else len
    gold_typed = _typed([_sanitised(t) for t in gold])
    copies = _split(gold_typed)
    pred = [_Typed(t.incident_type, _normalised(t), i) for i, t in enumerate(predicted)]
    nums = _aligned(copies, [t for t in pred if any(t.roles.values())], similarity)
    denominator = copies if similarity is phi3 and pred and not split_once else gold_typed
    return {
        role: Counts(
            nums[role][0],
            sum(size(t.roles[role]) for t in pred),
            nums[role][1],
            sum(size(t.roles[role]) for t in denominator),
        )
        for role in ROLES
    }


def score(
    gold: Mapping[str, Sequence[Template]],
    predicted: Mapping[str, Sequence[Template]],
    similarity: Similarity = phi3,
    *,
    split_once: bool = False,
) -> dict[str, dict[str, Counts]]:
    """Return the counts of every gold document; a document without predictions counts as empty."""
    return {
        docid: score_document(templates, predicted.get(docid, ()), similarity, split_once=split_once)
        for docid, templates in gold.items()
    }


def _aligned(gold: Sequence[_Typed], predicted: Sequence[_Typed], similarity: Similarity) -> dict[str, tuple[int, int]]:
    """Align the templates and return the two numerators of each role."""
    by_role = np.zeros((len(gold), len(predicted), len(ROLES), 2), dtype=int)
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            if g.incident_type == p.incident_type:
                by_role[i, j] = [similarity(g.roles[role], p.roles[role]) for role in ROLES]
    for copies in _rows_by_origin(gold):
        best = max(copies, key=lambda row: (by_role[row, :, :, 0].sum(), -row))
        by_role[[row for row in copies if row != best]] = 0
    rows, columns = linear_sum_assignment(by_role[..., 0].sum(axis=2), maximize=True)
    chosen = by_role[rows, columns].sum(axis=0)
    return {role: (int(chosen[k, 0]), int(chosen[k, 1])) for k, role in enumerate(ROLES)}


def _rows_by_origin(templates: Sequence[_Typed]) -> list[list[int]]:
    rows: dict[int, list[int]] = {}
    for row, template in enumerate(templates):
        rows.setdefault(template.origin, []).append(row)
    return list(rows.values())


def _split(templates: Sequence[_Typed]) -> list[_Typed]:
    return [
        _Typed(label.strip(), template.roles, template.origin)
        for template in templates
        for label in (template.incident_type or "").split("/")
    ]


def _typed(templates: Sequence[Template]) -> list[_Typed]:
    return [_Typed(t.incident_type, _normalised(t), i) for i, t in enumerate(distinct(templates))]


def _sanitised(template: Template) -> Template:
    return Template(
        template.incident_type,
        {r: tuple(tuple(m.translate(_UNSAFE) for m in e) for e in template.entities(r)) for r in ROLES},
    )


def _normalised(template: Template) -> dict[str, Mentions]:
    return {role: tuple(tuple(norm(m) for m in e) for e in template.entities(role)) for role in ROLES}


def _mentions(entities: Mentions) -> int:
    return sum(len(entity) for entity in entities)
