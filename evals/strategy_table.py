"""The tables of RESULTS.md: figures of the runs in a folder, and paired differences to the baseline.

Only what stands between the two marks is written; notes around them stay as people wrote them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from evals.compare import compare
from evals.run_summary import figures_of
from evals.runs import SUMMARY, Run, RunError, read_run
from summarizer.schemas import Usage

BASELINES = ("plain", "one_call")
BEGIN, END = "<!-- tables:begin -->", "<!-- tables:end -->"
METRICS = {
    "gold": ("field", "event", "null", "fabrication"),
    "muc4-five-role": ("ceaf-ree", "ceaf-ree.type", "ceaf-rme", "relevant"),
}


def write_table(folder: Path, file: Path) -> None:
    """Write the tables of every finished run in `folder` between the marks of `file`, or into a new file."""
    runs = [read_run(path) for path in sorted(folder.iterdir()) if (path / SUMMARY).is_file()]
    told = "\n".join(_tables(runs))
    page = file.read_text(encoding="utf-8") if file.is_file() else f"# Results\n\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    file.write_text(f"{before}{BEGIN}\n{told}{END}{after}", encoding="utf-8", newline="\n")


def _tables(runs: Sequence[Run]) -> list[str]:
    """One table for each dataset and split; where runs have different lengths, one more of the articles they share."""
    parts = []
    for key in dict.fromkeys((run.settings.dataset, run.settings.split) for run in runs):
        chosen = [run for run in runs if (run.settings.dataset, run.settings.split) == key]
        metrics = METRICS.get(key[0], (chosen[0].settings.headline,))
        shared = set.intersection(*(set(run.groups) for run in chosen))
        long = [run for run in chosen if len(run.groups) > len(shared)]
        if shared and long:
            cut = [_cut(run, shared) for run in chosen]
            parts.append(_section(f"{key[0]} {key[1]}: the {len(shared)} articles that all runs share", metrics, cut))
            chosen = long
        parts.append(_section(f"{key[0]} {key[1]}", metrics, chosen))
    return parts


def _cut(run: Run, ids: Collection[str]) -> Run:
    rows = [row for row in run.rows if row.id in ids]
    kept = {name: group for name, group in run.groups.items() if name in ids}
    return replace(run, rows=rows, groups=kept, gold={name: h for name, h in run.gold.items() if name in ids})


def _section(title: str, metrics: Sequence[str], runs: Sequence[Run]) -> str:
    head = [
        "run",
        "model",
        "strategy",
        "case",
        "articles",
        "failed",
        *metrics,
        "calls",
        "tokens in / out",
        "s an article",
    ]
    lines = [f"## {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [_row(run, metrics) for run in runs]
    lines += ["", *_differences(metrics[0], runs)]
    return "\n".join(lines) + "\n"


def _row(run: Run, metrics: Sequence[str]) -> str:
    usage = sum((row.usage for row in run.rows), Usage())
    figures = [_figure(run, name) for name in metrics]
    asked = len(run.rows)
    s = run.settings
    prompt = f" {s.prompt}" if s.prompt else ""
    articles = f"{len(run.groups)} × {s.repeats}" if s.repeats > 1 else str(len(run.groups))
    failed = sum(row.error is not None for row in run.rows)
    cells = [run.name, s.model, f"{s.strategy}{prompt}", s.case, articles, failed, *figures, usage.calls]
    cells += [f"{usage.input_tokens} / {usage.output_tokens}", f"{usage.seconds / max(asked, 1):.0f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def _figure(run: Run, metric: str) -> str:
    if not any(metric in row.counts for row in run.rows):
        return "–"
    figures = figures_of(run, metric)
    return f"{figures['f1']:.1f} ({figures['low']:.1f}–{figures['high']:.1f})"


def _differences(metric: str, runs: Sequence[Run]) -> list[str]:
    """Each run against the baseline of its model and its articles."""
    lines = []
    bases = [run for run in runs if run.settings.strategy in BASELINES]
    for base in bases:
        for run in runs:
            if run in bases or run.settings.model != base.settings.model:
                continue
            try:
                found = compare(base, run, metric, common=True)
            except RunError:
                continue  # not the same gold, or no article in common
            change = found.headline
            told = f"{change.f1_a:.1f} to {change.f1_b:.1f}, difference {change.difference:+.1f}"
            told += f" ({change.low:+.1f} to {change.high:+.1f}), {found.articles} articles: {change.verdict}"
            lines.append(f"- {run.name} against {base.name}, {metric}: {told}")
    return lines
