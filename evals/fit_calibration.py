"""Fit the calibration of `questions` on MUC-4 dev: `python -m evals.fit_calibration --data DIR --out FILE.jsonl`.

In two steps, since a model's answers are dear and words cost nothing:

1. On all of dev, without a model: how much the words that a class leads one to expect (`summarizer.cues`) say about it.
2. On a balanced draw of `--articles`, with the model's raw answers (kept in `--out`; the same command goes on): how much
   its answer adds, with the weight of the words held. Platt's two numbers, with a penalty that draws the slope to 1.

Then the intercepts are moved so that 0.5 is where F1 was best: over articles for `any`, over classes for the rest.
`evals/datasets/muc4_calibration.json` is written anew. `--values` also asks about the likeliest phrases of each part and
writes into `summarizer/ranking.json` what the model's answer counts beside the ranking.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from evals.datasets import Dataset, Item, load
from evals.datasets.muc4 import ROLE_FIELDS
from evals.datasets.muc4_schema import IncidentType
from evals.fit_ranking import ROLE_PARTS
from evals.logistic import fitted, with_ones
from evals.metrics.five_role import Template
from evals.metrics.text import norm
from evals.strategies import balanced
from summarizer.calibration import Calibration, log_odds
from summarizer.connecting import connected
from summarizer.cues import stems, strength
from summarizer.model.usage import Budget
from summarizer.questions import ArticleQuestions, Questions
from summarizer.ranking import BIAS, WEIGHTS, ranked
from summarizer.settings import DEFAULT_MODEL, Settings
from summarizer.templates import PromptFolder

Row = dict[str, Any]
ANY = "any"
NOUN = "terrorist incident"
CHECKED = 3
"""Phrases of each part that the model is asked about."""
PENALTY = 1.0
NEARNESS = 0.1
"""Of the penalty, what draws the intercept to the one that words alone have."""
WORTH = 0.01
"""Log-loss a phrase that the model's answer must save to be asked for."""
TOKENS = 10_000_000
"""No limit that an article could reach."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_calibration", description="Fit the calibration.")
    parser.add_argument("--data", type=Path, required=True, help="folder of MUC-4")
    parser.add_argument("--out", type=Path, required=True, help="where the raw answers are kept")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--values", action="store_true", help="ask about the likeliest phrases too")
    options = parser.parse_args(argv)
    dataset: Dataset[Any] = load("muc4-five-role", "dev", options.data, "lower")
    drawn = balanced(dataset.items, options.articles, options.seed)
    rows = collected(dataset, drawn, options.out, options.model, values=options.values)
    parameters = fit(dataset.items, rows)
    assert dataset.calibration is not None
    dataset.calibration.write_text(
        json.dumps({"questions": parameters}, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    for line in (*told(parameters), *(weigh_values(rows) if options.values else ())):
        print(line)
    return 0


# --- asking -----------------------------------------------------------------------------------------------------------


def collected(dataset: Dataset[Any], drawn: Sequence[Item[Any]], out: Path, model: str, *, values: bool) -> list[Row]:
    """The raw answers about the drawn articles, those that are kept and those that are asked for now."""
    kept: dict[str, Row] = {}
    if out.is_file():
        kept = {row["id"]: row for line in out.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))}
    open_ = [item for item in drawn if item.id not in kept]
    if open_:
        out.parent.mkdir(parents=True, exist_ok=True)
        asyncio.run(_ask_all(dataset, open_, out, kept, Settings(model=model, concurrency=1, timeout=3000), values))
    return [kept[item.id] for item in drawn]


async def _ask_all(
    dataset: Dataset[Any], items: Sequence[Item[Any]], out: Path, kept: dict[str, Row], settings: Settings, values: bool
) -> None:
    folder = PromptFolder("questions/v1", dataset.schema, dataset.guideline)
    with ExitStack() as opened:
        client = connected(settings, opened)
        asker = Questions(client, dataset.schema, folder, Calibration(), limited=True)
        for item in items:
            asked = ArticleQuestions(asker, "article", item.article.sentences, Budget(TOKENS))
            kept[item.id] = await _ask(item, asked, values)
            with out.open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(kept[item.id]) + "\n")
            print(f"{len(kept)}: {item.id}", file=sys.stderr, flush=True)
        await client.aclose()


async def _ask(item: Item[Any], asked: ArticleQuestions[Any], values: bool) -> Row:
    """`any` for each article; classes and values for those that have an incident."""
    row: Row = {"id": item.id, ANY: await asked.raw(ask=ANY, noun=NOUN), "classes": {}, "values": []}
    if not item.gold:
        return row
    for kind in IncidentType:
        value = {"name": kind.value, "description": kind.description}
        row["classes"][kind.value] = await asked.raw(ask="class", value=value)
    for role, part in ROLE_PARTS.items() if values else ():
        info = asked.schema.model_fields[ROLE_FIELDS[role]]
        description = (info.description or "").rstrip(".")
        mentions = {norm(m) for t in item.gold for entity in t.entities(role) for m in entity}
        for words, prior, _ in ranked(asked.shown, part)[:CHECKED]:
            sure = await asked.raw(ask="value", noun=NOUN, description=description, words=words)
            right = norm(words) in mentions
            row["values"].append({"part": part.value, "prior": prior, "model": sure, "right": right})
    return row


# --- fitting ----------------------------------------------------------------------------------------------------------


def fit(items: Sequence[Item[Sequence[Template]]], rows: Sequence[Row]) -> dict[str, list[float]]:
    """Slope, intercept and weight of the cue for each question."""
    known = {item.id: item for item in items}
    every = tuple(stem for kind in IncidentType for stem in stems(kind.value, kind.description))
    out = {ANY: _fitted([_case(i, every, bool(i.gold)) for i in items], _asked(rows, known, every, None))}
    having = [item for item in items if item.gold]
    for kind in IncidentType:
        expected = stems(kind.value, kind.description)
        cases = [_case(i, expected, _has(i, kind)) for i in having]
        out[f"incident_type={kind.value}"] = _fitted(cases, _asked(rows, known, expected, kind))
    return {name: [round(x, 3) for x in numbers] for name, numbers in out.items()}


Case = tuple[float, float, bool]
"""The model's log-odds (0 where it was not asked), the cue, and whether Yes is right."""


def _case(item: Item[Any], expected: tuple[str, ...], right: bool, model: float = 0.0) -> Case:
    return model, strength((s.text for s in item.article.sentences), expected), right


def _has(item: Item[Sequence[Template]], kind: IncidentType) -> bool:
    return any(template.incident_type == kind.value for template in item.gold)


def _asked(
    rows: Sequence[Row], known: Mapping[str, Item[Any]], expected: tuple[str, ...], kind: IncidentType | None
) -> list[Case]:
    out = []
    for row in rows:
        item = known[row["id"]]
        if kind is None:
            out.append(_case(item, expected, bool(item.gold), log_odds(row[ANY])))
        elif row["classes"]:
            out.append(_case(item, expected, _has(item, kind), log_odds(row["classes"][kind.value])))
    return out


def _fitted(cases: Sequence[Case], asked: Sequence[Case]) -> list[float]:
    """Slope, intercept, weight of the cue; 0.5 is where F1 on `cases` or `asked`, whichever is asked, is best."""
    cue, start = _logistic([(c, r) for _, c, r in cases])
    level = float(np.mean([m for m, _, _ in asked])) if asked else 0.0
    slope, intercept = _logistic(
        [(m - level, r) for m, _, r in asked], [cue * c for _, c, _ in asked], start, drawn_to=1
    )
    if slope < 0:
        # An answer that speaks against itself is chance: do without it, and so without the question.
        slope, (_, intercept) = 0.0, _logistic([(0.0, r) for _, _, r in asked], [cue * c for _, c, _ in asked], start)
    intercept -= slope * level
    scores = [(slope * m + cue * c + intercept, r) for m, c, r in asked]
    return [slope, intercept - _best_edge(scores), cue]


def _logistic(
    cases: Sequence[tuple[float, bool]], held: Sequence[float] | None = None, start: float = 0.0, drawn_to: float = 0.0
) -> tuple[float, float]:
    """Slope and intercept of a logistic regression on one number, beside a held part of the log-odds."""
    slope, intercept = fitted(
        with_ones([x for x, _ in cases]),
        [right for _, right in cases],
        [PENALTY, PENALTY * (0.0 if held is None else NEARNESS)],
        drawn_to=[drawn_to, start],
        beside=0.0 if held is None else held,
    )
    return float(slope), float(intercept)


def _best_edge(scores: Sequence[tuple[float, bool]]) -> float:
    """The log-odds above which F1 is best, at most 1 from 0: few articles must not decide more than that."""

    def f1(edge: float) -> float:
        hits = sum(r for s, r in scores if s >= edge)
        return 2 * hits / max(sum(s >= edge for s, _ in scores) + sum(r for _, r in scores), 1)

    return float(max(np.arange(-1.0, 1.05, 0.1), key=lambda e: (f1(float(e)), -abs(e))))


# --- telling ----------------------------------------------------------------------------------------------------------


def told(parameters: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """The parameters as lines of text."""
    for name, (slope, intercept, cue) in parameters.items():
        yield f"{name:<38} slope {slope:6.2f}  intercept {intercept:6.2f}  cue {cue:6.2f}"


def weigh_values(rows: Sequence[Row]) -> Iterator[str]:
    """Set what the model's answers count beside the ranking, part by part, and tell what they are worth.

    They count where they lower the log-loss on articles left out, each in turn, by `WORTH`; else nobody is asked.
    """
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for part in ROLE_PARTS.values():
        cases = [(row["id"], v) for row in rows for v in row["values"] if v["part"] == part.value]
        without, with_model = _left_out(cases, asked=False), _left_out(cases, asked=True)
        slope, level = 0.0, 0.0
        if cases and without - with_model >= WORTH:
            level = float(np.mean([log_odds(v["model"]) for _, v in cases]))
            slope = _logistic(
                [(log_odds(v["model"]) - level, v["right"]) for _, v in cases], [v["prior"] for _, v in cases]
            )[0]
        shipped = known[part.value]
        # The bias holds the answer that the model gives on average: the threshold stays where it was.
        bias = shipped["features"][BIAS] + shipped["model"] * shipped.get("level", 0.0) - slope * level
        shipped |= {"model": round(slope, 3), "level": round(level, 3)}
        shipped["features"][BIAS] = round(bias, 3)
        yield f"{part.value:<14} {len(cases)} phrases, log-loss {without:.3f} without, {with_model:.3f} with the model: {slope:.2f}"
    WEIGHTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8", newline="\n")


def _left_out(cases: Sequence[tuple[str, Row]], *, asked: bool) -> float:
    """Mean log-loss, each article's phrases judged by a fit on the others."""
    scores, right = [], []
    for name in {name for name, _ in cases}:
        others = [v for other, v in cases if other != name]
        level = float(np.mean([log_odds(v["model"]) for v in others]))
        cases_left = [((log_odds(v["model"]) - level) * asked, v["right"]) for v in others]
        slope, intercept = _logistic(cases_left, [v["prior"] for v in others])
        for value in (v for other, v in cases if other == name):
            scores.append(value["prior"] + intercept + slope * (log_odds(value["model"]) - level) * asked)
            right.append(value["right"])
    return _log_loss(scores, right) if scores else 0.0


def _log_loss(scores: Sequence[float], right: Sequence[bool]) -> float:
    return float(np.mean([np.logaddexp(0, -s if r else s) for s, r in zip(scores, right, strict=True)]))


if __name__ == "__main__":
    sys.exit(main())
