"""Does the confidence mean anything, and what would escalation be worth? `python -m evals.reliability RUN [STRONG]`.

For a run of `evals.run`: how many predicted events were right (matched to a gold event of the same class), by their
extraction confidence, with the expected calibration error (`evals.metrics.calibration_error`), the Brier score
(`evals.metrics.brier`) and that of the base rate; 95 % intervals by bootstrap over groups of articles. Admissible merges
are not counted. A schema of one's own has no confidence by record. Then, by article: the rank correlation of its confidence
(`summarizer.escalation`) with its own F1, where nothing to find and nothing found is 100.

With a second run of the same articles by a stronger model also the cost/quality curve (`evals.metrics.cost_quality`): for
each threshold the share of articles escalated, the scores, tokens and dollars. Of several repeats the first counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from evals.datasets import Answer, Dataset, DatasetError, load
from evals.metrics import brier, calibration_error, rank_correlation
from evals.metrics.bootstrap import over_groups
from evals.metrics.calibration_error import Judged
from evals.metrics.cost_quality import ALL, Article, Point, Told, curve
from evals.report_data import judged
from evals.runs import Log, Run, RunError, read_run
from summarizer.escalation import confidence
from summarizer.schemas import EventDraft
from summarizer.settings import Settings

P = TypeVar("P")
RESAMPLES = 2_000
METRICS = ("event", "field")
Sample = tuple[Hashable, Sequence[Judged]]
"""The group of an article, and its predicted events."""


def samples(run: Run, dataset: Dataset[Any]) -> list[Sample]:
    """The judged events of every article of a run. Raises RunError where the gold has changed since."""
    answers = _answers(run, dataset)
    return [(item.group, judged(dataset.view(item, answers[item.id]).pairs)) for item in _items(run, dataset)]


def reliability_text(found: Sequence[Sample], *, resamples: int = RESAMPLES) -> str:
    """Bins, calibration error and Brier score as lines of text."""
    everything = [one for _, some in found for one in some]
    if not everything:
        return "no predicted record carries a confidence"
    base = sum(right for _, right in everything) / len(everything)
    lines = [f"{'confidence':<12}{'events':>7}{'mean':>7}{'right':>7}"]
    for b in calibration_error.bins(everything):
        lines.append(f"{b.low:.1f} – {b.high:.1f}   {b.count:>7}{b.confidence:>7.2f}{b.right:>7.2f}")
    ece = _with_interval(found, calibration_error.score, resamples)
    squared = _with_interval(found, brier.score, resamples)
    of_base = f"saying {base:.2f} of every event gives {base * (1 - base):.3f}"
    return "\n".join([*lines, f"expected calibration error {ece}", f"Brier score {squared}; {of_base}"])


def _with_interval(
    found: Sequence[tuple[Hashable, Sequence[P]]], score: Callable[[Sequence[P]], float], resamples: int
) -> str:
    groups: dict[Hashable, list[P]] = {}
    for group, some in found:
        groups.setdefault(group, []).extend(some)
    if sum(map(len, groups.values())) < 2:
        return "not known: fewer than two"
    value, low, high = over_groups(groups, score, resamples=resamples)
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def ranking_text(run: Run, dataset: Dataset[Any], *, resamples: int = RESAMPLES) -> str:
    """Whether articles of a higher confidence have a better score."""
    answers, scored = _answers(run, dataset), run.by_article(run.settings.headline)
    shipped = issubclass(dataset.schema, EventDraft)
    found = []
    for item in _items(run, dataset):
        counts = scored[item.id]
        f1 = counts.f1 if counts.p_den or counts.r_den else 100.0
        found.append((item.group, [(confidence(item.article, answers[item.id], shipped=shipped).value, f1)]))
    said = _with_interval(found, rank_correlation.score, resamples)
    return f"confidence of an article against its {run.settings.headline} F1: rank correlation {said}"


def articles(cheap: Run, strong: Run, dataset: Dataset[Any]) -> list[Article]:
    """Every article under both runs. Raises RunError where they are not of the same articles."""
    if cheap.gold != strong.gold:
        raise RunError(f"{cheap.name} and {strong.name} are not of the same articles and gold")
    first, second = _answers(cheap, dataset), _answers(strong, dataset)
    shipped = issubclass(dataset.schema, EventDraft)
    scored = [{row.id: row.scores for row in run.rows if row.repeat == 0} for run in (cheap, strong)]
    return [
        Article(
            item.id,
            item.group,
            confidence(item.article, first[item.id], shipped=shipped).value,
            _told(first[item.id], scored[0][item.id], free=_free(cheap)),
            _told(second[item.id], scored[1][item.id], free=_free(strong)),
        )
        for item in _items(cheap, dataset)
    ]


def curve_text(points: Sequence[Point], names: Sequence[str], count: int) -> str:
    """The curve as a table; cost is a dash where a price is not known."""
    head = f"{'below':>6}{'escalated':>11}" + "".join(f"{name + ' F1 (interval; at random)':>34}" for name in names)
    lines = [f"{head}{'tokens/article':>16}{'$/article':>11}"]
    for p in points:
        scores = "".join(
            f"{f'{p.f1[n].f1:.1f} ({p.f1[n].low:.1f} to {p.f1[n].high:.1f}; {p.at_random[n]:.1f})':>34}" for n in names
        )
        tokens = (p.usage.input_tokens + p.usage.output_tokens) / count
        cost = "–" if p.usage.cost is None else f"{p.usage.cost / count:.5f}"
        below = "all" if p.below == ALL else f"{p.below:.2f}"
        lines.append(f"{below:>6}{100 * p.share:>9.0f} %{scores}{tokens:>16,.0f}{cost:>11}")
    return "\n".join(lines)


def _told(answer: Answer, scores: Mapping[str, Any], *, free: bool) -> Told:
    usage = answer.usage.model_copy(update={"cost": 0.0}) if free else answer.usage
    return Told(scores, usage, answer.error is not None)


def _free(run: Run) -> bool:
    """Whether the model ran on this machine in the same process, where nobody is paid."""
    return run.settings.model is None or Settings.names_a_file(run.settings.model)


def _answers(run: Run, dataset: Dataset[Any]) -> dict[str, Answer]:
    return {name: answer for (name, repeat), answer in Log(run.path, dataset).read().items() if repeat == 0}


def _items(run: Run, dataset: Dataset[Any]) -> list[Any]:
    items = [item for item in dataset.items if item.id in run.groups]
    if changed := [item.id for item in items if run.gold[item.id] != item.gold_hash]:
        raise RunError(f"{changed[0]}: the gold has changed since it was scored; give the evals.run command again")
    return items


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; exit status 2 if something cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evals.reliability", description="Confidence against gold.")
    parser.add_argument("run", type=Path, metavar="RUN", help="folder of evals.run")
    parser.add_argument("strong", type=Path, nargs="?", metavar="STRONG", help="the same articles, a stronger model")
    parser.add_argument("--data", type=Path, help="folder of the dataset; not needed for gold")
    options = parser.parse_args(argv)
    try:
        run = read_run(options.run)
        dataset = load(run.settings.dataset, run.settings.split, options.data, run.settings.case)
        print(f"{run.name}: {run.settings.dataset} {run.settings.split}, {len(run.groups)} articles")
        print(reliability_text(samples(run, dataset)))
        print(ranking_text(run, dataset))
        if options.strong is not None:
            strong = read_run(options.strong)
            found = articles(run, strong, dataset)
            names = [m for m in METRICS if m in run.metrics] or [run.settings.headline]
            print(f"\n{run.name}, escalated to {strong.name}")
            print(curve_text(curve(found, names), names, len(found)))
    except (RunError, DatasetError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
