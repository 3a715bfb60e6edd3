"""Did a change help? `python -m evals.compare A B` compares run B with run A on the same articles.

Paired bootstrap over articles, those of one story drawn together (`evals.metrics.bootstrap`): the difference of corpus
F1 (B minus A) with its 95 % interval, and a verdict on B: better or worse if the interval excludes 0, else tied. The
verdict is on one metric, chosen beforehand: the dataset's headline, or `--metric`. The table of the other metrics is
for orientation: of twenty intervals one excludes 0 by chance.

Exit status: 0; 1 with `--fail-if-worse` if B is worse; 2 wrong use, or runs that cannot be compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.metrics import bootstrap
from evals.metrics.bootstrap import RESAMPLES, Comparison, Verdict
from evals.metrics.counts import Counts
from evals.runs import Run, RunError, chief, read_run
from evals.scoring import LOWER_IS_BETTER

CHANGED = 10
"""Articles listed as changed most."""


@dataclass(frozen=True)
class Change:
    """One metric in both runs; all figures in per cent, the difference is B minus A."""

    metric: str
    f1_a: float
    f1_b: float
    difference: float
    low: float
    high: float
    p: float
    """Two-sided, by approximate randomisation."""
    verdict: Verdict
    """On B, as far as the interval tells; for a rate of errors, lower is better."""


@dataclass(frozen=True)
class Moved:
    """One article: by how much its change alone moves the corpus F1, and its own F1 in both runs."""

    id: str
    moves: float
    f1_a: float
    f1_b: float


@dataclass(frozen=True)
class Compared:
    """Run B against run A."""

    a: str
    b: str
    articles: int
    groups: int
    left_out: int
    """Articles that only one of the runs has; 0 unless the comparison of common articles was asked for."""
    headline: Change
    table: list[Change]
    moved: list[Moved]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.compare", description="Compare run B with run A.")
    parser.add_argument("a", type=Path, metavar="A", help="folder of the run before the change")
    parser.add_argument("b", type=Path, metavar="B", help="folder of the run after it")
    parser.add_argument("--metric", help="what the verdict is on (default: the dataset's headline)")
    parser.add_argument("--common", action="store_true", help="compare the articles that both runs have")
    parser.add_argument("--fail-if-worse", action="store_true", help="exit with status 1 if B is worse")
    parser.add_argument("--all", action="store_true", help="print every metric")
    parser.add_argument("--json", action="store_true", help="print JSON, every metric")
    options = parser.parse_args(argv)
    try:
        compared = compare(read_run(options.a), read_run(options.b), options.metric, common=options.common)
    except RunError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(json.dumps(asdict(compared), indent=1) if options.json else as_text(compared, every=options.all))
    return int(options.fail_if_worse and compared.headline.verdict == "worse")


def compare(
    a: Run, b: Run, metric: str | None = None, *, common: bool = False, resamples: int = RESAMPLES, seed: int = 0
) -> Compared:
    """Compare B with A.

    Raises:
        RunError: different articles (without `common`), different gold, or no such metric in both.
    """
    shared = _shared(a, b, common)
    names = [name for name in a.metrics if name in set(b.metrics)]
    chosen = metric or a.settings.headline
    if chosen not in names:
        raise RunError(f"no metric {chosen!r} in both runs; there are {', '.join(names) or 'none'}")
    groups = {name: a.groups[name] for name in shared}
    table = [_change(a, b, name, groups, resamples, seed) for name in names]
    return Compared(
        a=a.name,
        b=b.name,
        articles=len(shared),
        groups=len(set(groups.values())),
        left_out=len(a.groups.keys() ^ b.groups.keys()),
        headline=next(change for change in table if change.metric == chosen),
        table=table,
        moved=_moved(_only(a, chosen, shared), _only(b, chosen, shared)),
    )


def difference(a: Run, b: Run, metric: str, *, common: bool = False) -> Change:
    """One metric of B against A. Raises RunError as `compare` does."""
    return _change(a, b, metric, {name: a.groups[name] for name in _shared(a, b, common)}, RESAMPLES, 0)


def _shared(a: Run, b: Run, common: bool) -> list[str]:
    """The articles to compare, in the order of A."""
    only = sorted(a.groups.keys() ^ b.groups.keys())
    shared = [name for name in a.groups if name in b.groups]
    if (only and not common) or not shared:
        listed = ", ".join(only[:5]) + (f" and {len(only) - 5} more" if len(only) > 5 else "")
        hint = f"; --common compares the {len(shared)} that both have" if shared else ""
        raise RunError(f"the runs are of different articles: {listed}{hint}")
    if changed := [name for name in shared if a.gold[name] != b.gold[name]]:
        raise RunError(
            f"{len(changed)} articles were scored against different gold (such as {changed[0]}); give both evals.run "
            "commands again: answers are kept and scored anew"
        )
    return shared


def _only(run: Run, metric: str, shared: Sequence[str]) -> dict[str, Counts]:
    counts = run.by_article(metric)
    return {name: counts[name] for name in shared}


def _change(a: Run, b: Run, metric: str, groups: dict[str, str], resamples: int, seed: int) -> Change:
    first, second = _only(a, metric, list(groups)), _only(b, metric, list(groups))
    # A is B's baseline: bootstrap.compare judges its first argument.
    found = bootstrap.compare(second, first, groups=groups, resamples=resamples, seed=seed)
    return Change(
        metric=metric,
        f1_a=found.f1_b,
        f1_b=found.f1_a,
        difference=found.difference,
        low=found.low,
        high=found.high,
        p=found.p_randomisation,
        verdict=_judged(found, metric),
    )


def _judged(found: Comparison, metric: str) -> Verdict:
    if lower_is_better(metric):
        swapped: dict[Verdict, Verdict] = {"better": "worse", "worse": "better", "tied": "tied"}
        return swapped[found.verdict]
    return found.verdict


def lower_is_better(metric: str) -> bool:
    """Whether the metric is a rate of errors."""
    return metric.partition(".")[0] in LOWER_IS_BETTER


def _moved(a: dict[str, Counts], b: dict[str, Counts]) -> list[Moved]:
    """The articles whose change alone would move the corpus F1 of A most, greatest first."""
    total = Counts.total(a.values())
    found = [
        Moved(name, _swapped(total, a[name], b[name]).f1 - total.f1, a[name].f1, b[name].f1)
        for name in a
        if a[name] != b[name]
    ]
    return sorted(found, key=lambda moved: (-abs(moved.moves), moved.id))[:CHANGED]


def _swapped(total: Counts, old: Counts, new: Counts) -> Counts:
    return Counts(
        total.p_num - old.p_num + new.p_num,
        total.p_den - old.p_den + new.p_den,
        total.r_num - old.r_num + new.r_num,
        total.r_den - old.r_den + new.r_den,
    )


def sentence(compared: Compared) -> str:
    """The verdict in one line."""
    h = compared.headline
    verdict = {"better": "B is better than A", "worse": "B is worse than A", "tied": "A and B are tied"}[h.verdict]
    return (
        f"{verdict} on {h.metric}: {h.f1_a:.2f} to {h.f1_b:.2f}, difference {h.difference:+.2f} "
        f"(95 % interval {h.low:+.2f} to {h.high:+.2f}, p = {h.p:.3f})"
    )


def as_text(compared: Compared, *, every: bool = False) -> str:
    """The comparison as lines of text."""
    names = chief([change.metric for change in compared.table], compared.headline.metric)
    table = compared.table if every else [change for change in compared.table if change.metric in names]
    width = max(len(change.metric) for change in table) + 2
    left_out = f", {compared.left_out} left out" if compared.left_out else ""
    lines = [
        f"A = {compared.a}   B = {compared.b}   {compared.articles} articles in {compared.groups} groups{left_out}",
        sentence(compared),
        "",
        f"{'F1':<{width}}{'A':>8}{'B':>8}{'B - A':>9}   95 % interval      verdict on B",
    ]
    for change in table:
        scores = f"{change.f1_a:>8.2f}{change.f1_b:>8.2f}{change.difference:>+9.2f}"
        edges = f"{change.low:+.2f} to {change.high:+.2f}"
        lines.append(f"{change.metric:<{width}}{scores}   {edges:<18} {change.verdict}")
    if compared.moved:
        lines += ["", f"changed most on {compared.headline.metric}: what it alone moves the corpus F1 by; own F1"]
        lines += [f"  {m.moves:>+7.2f}  {m.id}  {m.f1_a:.1f} to {m.f1_b:.1f}" for m in compared.moved]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
