"""From answers to scores: every file of a run folder that is computed from the log and the gold."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.datasets import Answer, Dataset, Item
from evals.jsonfiles import write_json, write_lines
from evals.metrics.bootstrap import interval
from evals.metrics.counts import Counts
from evals.runs import (
    PUBLISHED,
    REJECTED,
    SCORES,
    SUMMARY,
    Key,
    Run,
    RunSettings,
    ScoreRow,
    chief,
)
from summarizer.schemas import Usage


def write_results(
    path: Path, dataset: Dataset[Any], items: Sequence[Item[Any]], settings: RunSettings, answers: Mapping[Key, Answer]
) -> Run:
    """Score the answers and write scores, rejected values, the published form and the summary."""
    known = {item.id: item for item in items}
    kept = [(item_id, repeat) for repeat in range(settings.repeats) for item_id in known]
    rows = [scored(dataset, known[key[0]], key, answers[key]) for key in kept]
    groups, gold = {row.id: row.group for row in rows}, {row.id: row.gold for row in rows}
    run = Run(path, settings, rows, {}, groups, gold)
    write_lines(path / SCORES, (row.model_dump(mode="json") for row in rows))
    write_lines(path / REJECTED, _rejected(kept, answers))
    published = [(i, dataset.published_format(known[i], answers[i, n])) for i, n in kept if n == 0]
    if any(form is not None for _, form in published):
        write_lines(path / PUBLISHED, ({name: form} for name, form in published))
    summary = summarised(run, answers)
    write_json(path / SUMMARY, summary)
    return Run(path, settings, rows, summary, groups, gold)


def summarised(run: Run, answers: Mapping[Key, Answer]) -> dict[str, Any]:
    """The figures of a run as they stand in summary.json."""
    asked = [answers[row.id, row.repeat] for row in run.rows]
    failures = [row for row in run.rows if row.error is not None]
    return {
        "dataset": run.settings.dataset,
        "split": run.settings.split,
        "headline": run.settings.headline,
        "articles": len(run.groups),
        "groups": len(set(run.groups.values())),
        "repeats": run.settings.repeats,
        "records": len([1 for a in asked for _ in a.records]),
        "failed": dict(Counter(str(row.error) for row in failures)),
        "failed_articles": sorted({row.id for row in failures}),
        "metrics": {name: figures_of(run, name) for name in run.metrics},
        "usage": sum((row.usage for row in run.rows), Usage()).model_dump(mode="json"),
        "rejected": dict(Counter(str(r.reason) for a in asked for r in a.rejected).most_common()),
        "warnings": sum(len(a.warnings) for a in asked),
    }


def as_text(run: Run) -> str:
    """The scores of a run as lines of text."""
    s = run.summary
    head = f"{run.name}: {s['dataset']} {s['split']}, {s['articles']} articles in {s['groups']} groups"
    head += f", {s['records']} records"
    if run.settings.warm and s["repeats"] == 1:
        head += ", one warm pass (its spread is not known)"
    if s["repeats"] > 1:
        head += f", {s['repeats']} repeats"
    names = chief(list(s["metrics"]), s["headline"])
    width = max(map(len, names), default=0) + 2
    lines = [head, "", f"{'':<{width}}{'P':>7}{'R':>7}{'F1':>7}   95 % interval"]
    for name in names:
        m = s["metrics"][name]
        spread = f"   sd over repeats {m['sd_over_repeats']:.2f}" if "sd_over_repeats" in m else ""
        edges = f"   {m['low']:.2f} to {m['high']:.2f}{spread}"
        lines.append(f"{name:<{width}}" + "".join(f"{m[k]:>7.2f}" for k in ("precision", "recall", "f1")) + edges)
    u = s["usage"]
    cost = "not known" if u["cost"] is None else f"{u['cost']:.4f} dollars"
    lines += ["", f"{u['calls']} calls, {u['input_tokens']} tokens in, {u['output_tokens']} out, cost {cost}"]
    if s["failed"]:
        kinds = ", ".join(f"{kind} {n}" for kind, n in s["failed"].items())
        lines.append(f"failed: {kinds}: {', '.join(s['failed_articles'])}")
    left = len(s["metrics"]) - len(names)
    more = f" (with {left} further metrics in {SUMMARY})" if left else ""
    return "\n".join([*lines, f"written to {run.path}{more}"])


def scored(dataset: Dataset[Any], item: Item[Any], key: Key, answer: Answer) -> ScoreRow:
    scores = dataset.score(item, answer)
    return ScoreRow(
        id=item.id,
        repeat=key[1],
        group=item.group,
        gold=item.gold_hash,
        error=answer.error and answer.error.kind,
        records=len(answer.records),
        usage=answer.usage,
        counts={name: (c.p_num, c.p_den, c.r_num, c.r_den) for name, c in scores.items()},
    )


def figures_of(run: Run, metric: str) -> dict[str, Any]:
    """Scores over all repeats, the 95 % interval over groups of articles, and the spread of F1 over repeats."""
    counts = run.by_article(metric)
    edges = interval(counts, groups=run.groups)
    figures: dict[str, Any] = Counts.total(counts.values()).row() | {
        "low": round(edges.low, 2),
        "high": round(edges.high, 2),
    }
    if run.settings.repeats > 1:
        repeats = [
            Counts.total(row.scores.get(metric, Counts()) for row in run.rows if row.repeat == n).f1
            for n in range(run.settings.repeats)
        ]
        figures["f1_by_repeat"] = [round(f1, 2) for f1 in repeats]
        figures["sd_over_repeats"] = round(statistics.stdev(repeats), 2)
    return figures


def _rejected(kept: Sequence[Key], answers: Mapping[Key, Answer]) -> list[dict[str, object]]:
    return [
        {"id": name, "repeat": repeat, **rejection.model_dump(mode="json")}
        for name, repeat in kept
        for rejection in answers[name, repeat].rejected
    ]
