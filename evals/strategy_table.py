"""The tables of strategies in RESULTS.md: figures of the planned runs in a folder, and paired differences to the baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.compare import difference
from evals.marked import insert
from evals.metrics.bootstrap import interval
from evals.runs import SUMMARY, Run, RunError, read_run
from evals.strategy_plans import FINAL, TABLE, Plan, plans
from summarizer.schemas import Usage

MARKERS = "strategies"
ABOUT = """\
Written by `python -m evals.strategies --data DIR --out runs` (resumable; `--table` only writes these tables). Intervals
are 95 %, bootstrapped over stories; the differences are paired, over the same articles. Tokens and seconds are those of
the model's own replies, also where kept replies were put before newer rules (`evals.run --again`); seconds include
waiting where other work shared the machine. Failed articles count as ones in which nothing was found. Every run is a
single warm pass, of a server that reuses prefixes: what the order of the articles is worth is not known.
"""
METRICS = {
    "gold": ("field", "event", "null", "fabrication"),
    "muc4-five-role": ("ceaf-ree", "ceaf-ree.type", "ceaf-rme", "relevant"),
}


@dataclass(frozen=True)
class Line:
    """One run of a table, cut to the table's articles."""

    plan: Plan
    run: Run


def write_table(folder: Path, page: Path) -> None:
    """Put the tables of every finished run of the plan into the page. Raises ValueError if it has no markers."""
    known = [Line(plan, read_run(folder / plan.name)) for plan in plans() if (folder / plan.name / SUMMARY).is_file()]
    gold = [line for line in known if line.plan.dataset == "gold"]
    muc4 = [line for line in known if line.plan.dataset != "gold"]
    lower = [line for line in muc4 if line.plan.case == "lower"]
    final = [line for line in muc4 if line.plan.articles == FINAL]
    parts = [
        ABOUT,
        *_section("Gold, test", gold, TABLE),
        *_section(f"MUC-4 five roles, tst2, lower case: the first {TABLE} articles of the draw", lower, TABLE),
        *_section(f"MUC-4 five roles, tst2: the finalists, {FINAL} articles (the {TABLE} among them)", final, FINAL),
    ]
    if missing := [plan.name for plan in plans() if plan not in [line.plan for line in known]]:
        parts.append(f"Not run yet: {', '.join(missing)}.\n")
    insert("\n" + "\n".join(parts) + "\n", page, MARKERS)


def first(run: Run, count: int) -> Run:
    """The run as it would be, had only the first articles of its draw been asked about."""
    kept = set(list(dict.fromkeys(row.id for row in run.rows))[:count])
    rows = [row for row in run.rows if row.id in kept]
    groups, gold = ({k: v for k, v in known.items() if k in kept} for known in (run.groups, run.gold))
    return replace(run, rows=rows, summary={}, groups=groups, gold=gold)


def _section(title: str, found: Sequence[Line], count: int) -> list[str]:
    if not found:
        return []
    lines = [replace(line, run=first(line.run, count)) for line in found]
    plan = lines[0].plan
    metrics = METRICS[plan.dataset]
    cases = len({line.plan.case for line in lines}) > 1
    head = ["model", "strategy", *(["case"] if cases else []), "articles", *metrics]
    head += [f"{metrics[0]}, difference to {plan.baseline}{' (lower case)' if cases else ''}", "calls"]
    head += ["tokens in / out", "s an article", "failed"]
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    table += [_row(line, lines, metrics, with_case=cases) for line in lines]
    return [f"### {title}\n", "\n".join(table) + "\n"]


def _row(line: Line, lines: Sequence[Line], metrics: Sequence[str], *, with_case: bool) -> str:
    plan, run = line.plan, line.run
    usage, articles = sum((row.usage for row in run.rows), Usage()), len(run.groups)
    cells = [plan.model, plan.strategy, *([plan.case] if with_case else []), str(articles)]
    cells += [_figure(run, metric) for metric in metrics]
    cells += [_to_baseline(line, lines, metrics[0]), str(usage.calls)]
    cells += [f"{usage.input_tokens} / {usage.output_tokens}", f"{usage.seconds / articles:.0f}", _failed(run)]
    return "| " + " | ".join(cells) + " |"


def _figure(run: Run, metric: str) -> str:
    edges = interval(run.by_article(metric), groups=run.groups)
    return f"{edges.f1:.1f} ({edges.low:.1f}–{edges.high:.1f})"


def _to_baseline(line: Line, lines: Sequence[Line], metric: str) -> str:
    """The paired difference to the baseline of the same model, over the articles that both have."""
    plan = line.plan
    bases = [other for other in lines if other.plan.model == plan.model and other.plan.strategy == plan.baseline]
    if not bases or plan == bases[0].plan:
        return "–"
    base = bases[0].run
    try:
        change = difference(base, line.run, metric, common=True)
    except RunError:
        return "– (scored against other gold: run again)"
    shared = len(base.groups.keys() & line.run.groups.keys())
    over = f", {shared} articles" if shared < max(len(base.groups), len(line.run.groups)) else ""
    return f"{change.difference:+.1f} ({change.low:+.1f} to {change.high:+.1f}{over}): {change.verdict}"


def _failed(run: Run) -> str:
    kinds = Counter(row.error.value for row in run.rows if row.error is not None)
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "0"
