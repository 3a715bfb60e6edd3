"""The tables of RESULTS.md: figures of the runs in a folder, and paired differences to the baseline.

Planned runs come first: strategies × models over the same articles, then the finalists. Whatever else is in the folder
follows by dataset and split. Only what stands between the two marks of the page is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evals.compare import difference
from evals.marked import insert
from evals.metrics.bootstrap import interval
from evals.runs import SUMMARY, Run, RunError, read_run
from evals.strategy_plans import FINAL, STRATEGIES, TABLE, plans
from summarizer.schemas import Usage

METRICS = {
    "gold": ("field", "event", "null", "fabrication"),
    "muc4-five-role": ("ceaf-ree", "ceaf-ree.type", "ceaf-rme", "relevant"),
}
WARM = """\
Single passes below are warm, of a server that reuses prefixes: what the order of their articles is worth is not known.
"""


def write_table(folder: Path, page: Path) -> None:
    """Put the tables of every finished run into the page. Raises ValueError if it has no marks, RunError."""
    runs = {path.name: read_run(path) for path in sorted(folder.iterdir()) if (path / SUMMARY).is_file()}
    parts = [WARM] if any(run.settings.warm and run.settings.repeats == 1 for run in runs.values()) else []
    parts += _planned(runs)
    parts += _others(runs)
    if missing := [plan.name for plan in plans() if plan.name not in runs]:
        parts.append(f"Not run yet: {', '.join(missing)}.\n")
    insert("\n".join(parts), page, "tables")


def _planned(runs: dict[str, Run]) -> Iterator[str]:
    """The table of strategies and models for each dataset, and the finalists'."""
    known = [plan for plan in plans() if plan.name in runs and plan.split != "dev"]
    for dataset, case in (("gold", "asis"), ("muc4-five-role", "lower")):
        chosen = [plan for plan in known if (plan.dataset, plan.case) == (dataset, case)]
        if chosen:
            about = "" if dataset == "gold" else f", {case} case: the first {TABLE} articles of the draw"
            yield _section(f"{dataset} {chosen[0].split}{about}", [first(runs[p.name], TABLE) for p in chosen])
    final = [first(runs[plan.name], FINAL) for plan in known if plan.articles == FINAL]
    if final:
        yield _section(f"The finalists: {FINAL} articles, the {TABLE} among them", final)


def _others(runs: dict[str, Run]) -> Iterator[str]:
    names = {plan.name for plan in plans() if plan.split != "dev"}
    others = [run for name, run in runs.items() if name not in names]
    for key in dict.fromkeys((run.settings.dataset, run.settings.split) for run in others):
        chosen = [run for run in others if (run.settings.dataset, run.settings.split) == key]
        yield _section(f"Other runs: {' '.join(key)}", chosen)


def first(run: Run, count: int) -> Run:
    """The run as it would be, had only the first articles of its draw been asked about: rows stand in its order."""
    kept = set(list(dict.fromkeys(row.id for row in run.rows))[:count])
    rows = [row for row in run.rows if row.id in kept]
    groups, gold = ({k: v for k, v in known.items() if k in kept} for known in (run.groups, run.gold))
    return replace(run, rows=rows, summary={}, groups=groups, gold=gold)


def _section(title: str, runs: Sequence[Run]) -> str:
    chosen = runs[0].settings
    metrics = METRICS.get(chosen.dataset, (chosen.headline,))
    head = ["run", "model", "strategy", "case", "articles", "failed", *metrics, f"{metrics[0]} against"]
    head += ["calls", "tokens in / out", "s an article"]
    lines = [f"## {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *(_row(run, runs, metrics) for run in runs)]) + "\n"


def _row(run: Run, runs: Sequence[Run], metrics: Sequence[str]) -> str:
    s, usage = run.settings, sum((row.usage for row in run.rows), Usage())
    articles = f"{len(run.groups)} × {s.repeats}" if s.repeats > 1 else str(len(run.groups))
    cells = [run.name, str(s.model), f"{s.strategy} {s.prompt or ''}".strip(), s.case, articles, _failed(run)]
    cells += [_figure(run, metric) for metric in metrics]
    cells += [_to_baseline(run, runs, metrics[0]), str(usage.calls)]
    cells += [f"{usage.input_tokens} / {usage.output_tokens}", f"{usage.seconds / len(run.rows):.0f}"]
    return "| " + " | ".join(cells) + " |"


def _failed(run: Run) -> str:
    kinds = Counter(row.error.value for row in run.rows if row.error is not None)
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "0"


def _figure(run: Run, metric: str) -> str:
    if not any(metric in row.counts for row in run.rows):
        return "–"
    edges = interval(run.by_article(metric), groups=run.groups)
    return f"{edges.f1:.1f} ({edges.low:.1f}–{edges.high:.1f})"


def _to_baseline(run: Run, runs: Sequence[Run], metric: str) -> str:
    """The paired difference to the first strategy of the dataset with the same model, over the articles that both have."""
    plain = STRATEGIES.get(run.settings.dataset, ("one_call",))[0]
    bases = [other for other in runs if (other.settings.strategy, other.settings.model) == (plain, run.settings.model)]
    if not bases or run is bases[0]:
        return "–"
    base = bases[0]
    try:
        change = difference(base, run, metric, common=True)
    except RunError:
        return f"{plain}: other articles or other gold"
    shared = len(base.groups.keys() & run.groups.keys())
    over = f", {shared} articles" if shared < max(len(base.groups), len(run.groups)) else ""
    case = "" if base.settings.case == run.settings.case else f" in {base.settings.case} case"
    edges = f"{change.low:+.1f} to {change.high:+.1f}"
    return f"{plain}{case}: {change.difference:+.1f} ({edges}{over}): {change.verdict}"
