"""The table of strategies in RESULTS.md: figures of the runs in a folder, and paired differences to the baseline."""

from __future__ import annotations

from pathlib import Path

from evals.compare import compare
from evals.runs import SUMMARY, Run, RunError, read_run

BASELINES = ("plain", "one_call")
HEAD = """\
# Results

Written by `python -m evals.strategies --data DIR --out runs` (resumable; `--table` only writes this page). The texts of
MUC-4 and all answers stay in the folder of the runs; here are figures only. Intervals are 95 %, bootstrapped over
stories. Tokens and seconds are those of the model's own replies, also where kept replies were put before newer rules
(`evals.run --again`); seconds include waiting where other work shared the machine. Every run is one pass of a server that
reuses prefixes: what the order of the articles is worth is not known.

The rules for events were written while looking at gold-dev; gold-test was not looked at. Ranking and calibration of the
questions were fitted on MUC-4 dev (`evals.fit_ranking`, `evals.fit_calibration`). 24 of the 50 articles of tst2 had been
scored once before, with the questions as they were then; nothing was chosen by them.
"""
METRICS = {
    "gold": ("field", "event", "null", "fabrication"),
    "muc4-five-role": ("ceaf-ree", "ceaf-ree.type", "ceaf-rme", "relevant"),
}


def write_table(folder: Path, file: Path) -> None:
    """Write the page from every finished run in `folder`."""
    runs = [read_run(path) for path in sorted(folder.iterdir()) if (path / SUMMARY).is_file()]
    parts = [HEAD]
    for dataset, metrics in METRICS.items():
        chosen = [run for run in runs if run.settings.dataset == dataset]
        if chosen:
            parts.append(_section(dataset, metrics, chosen))
    file.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def _section(dataset: str, metrics: tuple[str, ...], runs: list[Run]) -> str:
    lines = [f"## {dataset}", ""]
    head = ["run", "split", "articles", "failed", *metrics, "calls", "tokens in / out", "s an article"]
    lines += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [_row(run, metrics) for run in runs]
    lines += ["", *_differences(metrics[0], runs)]
    return "\n".join(lines) + "\n"


def _row(run: Run, metrics: tuple[str, ...]) -> str:
    summary, usage = run.summary, run.summary["usage"]
    figures = [_figure(summary["metrics"].get(name)) for name in metrics]
    articles = summary["articles"]
    failed = sum(summary["failed"].values())
    cells = [run.name, f"{run.settings.split} {run.settings.case}", articles, failed, *figures, usage["calls"]]
    cells += [f"{usage['input_tokens']} / {usage['output_tokens']}", f"{usage['seconds'] / max(articles, 1):.0f}"]
    return "| " + " | ".join(map(str, cells)) + " |"


def _figure(figures: dict[str, float] | None) -> str:
    return f"{figures['f1']:.1f} ({figures['low']:.1f}–{figures['high']:.1f})" if figures else "–"


def _differences(metric: str, runs: list[Run]) -> list[str]:
    """Each run against the baseline that has its articles."""
    lines = []
    bases = [run for run in runs if run.settings.strategy in BASELINES]
    for base in bases:
        for run in runs:
            if run in bases or run.settings.split != base.settings.split:
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
