"""Fit the weights of `summarizer.ranking` on MUC-4 dev: `python -m evals.fit_ranking --data DIR [--check]`.

Each phrase of each article that reports an incident is a case: does it fill the part? It does if it is one of the
mentions that the keys give for it (`norm`alised as the CEAF scorers do). Five parts come from the five-role keys, people
without a name from the full ones. Logistic regression with an L2 penalty, by L-BFGS; then the bias is moved so that 0.5
is the threshold of the best F1 over entities, at most `MOST` of them an article, as `questions` takes them.

`--check` fits on every other article and prints precision, recall and F1 on the rest, and writes nothing. Without it
`summarizer/ranking.json` is written anew: weights of features, and no words of the articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.datasets import load
from evals.logistic import fitted
from evals.metrics.five_role import Template
from evals.metrics.muc4 import SlotTemplate
from evals.metrics.text import norm
from summarizer.questions import sentence_case
from summarizer.ranking import BIAS, WEIGHTS, Part, apart, candidates
from summarizer.templates import clean

ROLE_PARTS = {
    "PerpInd": Part.DOERS,
    "PerpOrg": Part.DOER_GROUPS,
    "Target": Part.THINGS_HARMED,
    "Victim": Part.NAMES_HARMED,
    "Weapon": Part.MEANS,
}
DESCRIBED = "hum_tgt_description"
"""The slot of the full keys that gives people without a name."""
PENALTY = 1.0
MOST = 3
RARE = 10
"""A feature that so few phrases have is left out."""


@dataclass(frozen=True)
class Example:
    """One article: its phrases with their features, and what fills each part (sets of mentions, one an entity)."""

    phrases: Sequence[tuple[str, frozenset[str]]]
    filled: Mapping[Part, Sequence[frozenset[str]]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_ranking", description="Fit the weights of the ranking.")
    parser.add_argument("--data", type=Path, required=True, help="folder of MUC-4")
    parser.add_argument("--check", action="store_true", help="fit on half, print figures of the other half")
    options = parser.parse_args(argv)
    found = examples(options.data)
    if options.check:
        for part in Part:
            known = fit(found[::2], part)
            precision, recall, f1 = figures(found[1::2], part, known, 0.0)
            print(f"{part.value:<14} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
        return 0
    weights = {part.value: {"features": fit(found, part), "model": 0.0} for part in Part}
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def examples(folder: Path) -> list[Example]:
    """The articles of MUC-4 dev that report an incident, in lower case."""
    full = {item.id: item.gold for item in load("muc4", "dev", folder, "lower").items}
    out = []
    for item in load("muc4-five-role", "dev", folder, "lower").items:
        if not item.gold:
            continue
        shown = [(s.number, sentence_case(clean(s.text))) for s in item.article.sentences]
        phrases = [(norm(c.text), frozenset(c.features)) for c in candidates(shown)]
        out.append(Example(phrases, filled(item.gold, full.get(item.id, ()))))
    return out


def filled(five: Sequence[Template], full: Sequence[SlotTemplate]) -> dict[Part, list[frozenset[str]]]:
    """What fills each part of an article: a set of mentions an entity."""
    out = {
        part: [frozenset(map(norm, entity)) for template in five for entity in template.entities(role)]
        for role, part in ROLE_PARTS.items()
    }
    out[Part.PEOPLE_HARMED] = [
        frozenset(map(norm, value.alternatives)) for template in full for value in template.fillers(DESCRIBED)
    ]
    return out


def fit(found: Sequence[Example], part: Part) -> dict[str, float]:
    """Weights by feature, the bias among them."""
    counts: dict[str, int] = {}
    for example in found:
        for _, features in example.phrases:
            for name in features:
                counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count > RARE)
    columns = {name: i for i, name in enumerate(names)}
    rows = [(p, features, example) for example in found for p, features in example.phrases]
    table, right = np.zeros((len(rows), len(names) + 1)), np.zeros(len(rows))
    table[:, -1] = 1
    for i, (phrase, features, example) in enumerate(rows):
        table[i, [columns[name] for name in features if name in columns]] = 1
        right[i] = any(phrase in entity for entity in example.filled[part])
    solved = fitted(table, right, [PENALTY] * len(names) + [0.0])
    known = {name: round(float(w), 3) for name, w in zip(names, solved, strict=False) if abs(w) >= 0.05}
    known[BIAS] = round(float(solved[-1]), 3)
    edges = np.arange(-3.0, 1.5, 0.1)
    best = max(edges, key=lambda edge: figures(found, part, known, float(edge))[2])
    known[BIAS] = round(known[BIAS] - float(best), 3)
    return known


def figures(
    found: Sequence[Example], part: Part, known: Mapping[str, float], edge: float
) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over entities, taking what lies above `edge` (log-odds)."""
    hits = given = gold = reached = 0
    for example in found:
        scored = [(known[BIAS] + sum(known.get(f, 0.0) for f in features), p) for p, features in example.phrases]
        order = apart(sorted(scored, reverse=True), lambda pair: pair[1])
        taken = [p for score, p in order[:MOST] if score >= edge]
        entities = example.filled[part]
        given, gold = given + len(taken), gold + len(entities)
        hits += sum(any(p in entity for entity in entities) for p in taken)
        reached += sum(any(p in entity for p in taken) for entity in entities)
    precision, recall = 100 * hits / max(given, 1), 100 * reached / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
