"""Would voting pay? `python -m evals.voting RUN... [--data DIR]` combines kept answers of runs, and asks nobody.

Each repeat of each run is one reading of the articles; give several runs over the same articles (other prompts, other
models), or one with repeats. Records are aligned and voted on field by field (`evals.ballots`), then pass the gate and
the rules of today as any drafts do. So do those of each reading alone, which makes them comparable: their scores may
differ a little from those of their run, which were computed by the rules of its day. Printed are each reading's score,
the paired difference that voting makes to it with its 95 % interval, and the table of voting against the readings' mean.
Voting over N readings costs what the N cost together.

A failed article has no records. Exit status: 0; 2 wrong use, or runs that cannot be combined.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.ballots import vote
from evals.compare import as_text, compare, difference
from evals.datasets import Answer, Dataset, DatasetError, Item, load
from evals.run_summary import scored
from evals.runs import Log, Run, RunError, RunSettings, ScoreRow, read_run
from summarizer.drafts import Drafts
from summarizer.finishing import finish
from summarizer.resolve.places import Places
from summarizer.resolve.tables import Tables
from summarizer.schemas import Usage
from summarizer.settings import Settings


@dataclass(frozen=True)
class Reading:
    """One repeat of one run."""

    name: str
    settings: RunSettings
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Judged:
    """Scores of voting, of each reading alone, and of the readings' mean."""

    voted: Run
    single: list[Run]
    mean: Run


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.voting", description="What would voting over runs be worth?")
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="folder that evals.run has written")
    parser.add_argument("--data", type=Path, help="folder that holds the dataset; not for gold")
    parser.add_argument("--at-least", type=int, metavar="K", help="readings that must have a record (default: most)")
    parser.add_argument("--metric", help="what is compared (default: the dataset's headline)")
    parser.add_argument("--all", action="store_true", help="print every metric")
    options = parser.parse_args(argv)
    try:
        runs = [read_run(path).settings for path in options.runs]
        dataset = _dataset(runs, options.data)
        readings = [
            r for path, settings in zip(options.runs, runs, strict=True) for r in _read(path, settings, dataset)
        ]
        at_least = options.at_least or len(readings) // 2 + 1
        if len(readings) < 2 or not 1 <= at_least <= len(readings):
            raise RunError(f"{len(readings)} readings: voting needs two or more, and --at-least no more than there are")
        for line in told(judged(dataset, readings, at_least), at_least, options.metric, every=options.all):
            print(line)
    except (DatasetError, RunError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _dataset(runs: Sequence[RunSettings], data: Path | None) -> Dataset[Any]:
    kinds = {(s.dataset, s.split, s.case, s.record) for s in runs}
    if len(kinds) > 1:
        raise RunError(f"the runs are of different data: {'; '.join(' '.join(kind) for kind in sorted(kinds))}")
    return load(runs[0].dataset, runs[0].split, data, runs[0].case)


def _read(path: Path, settings: RunSettings, dataset: Dataset[Any]) -> list[Reading]:
    answers = Log(path, dataset).read()
    return [
        Reading(
            f"{path.name} #{n + 1}" if settings.repeats > 1 else path.name,
            settings,
            {name: answer for (name, repeat), answer in answers.items() if repeat == n},
        )
        for n in range(settings.repeats)
    ]


def judged(dataset: Dataset[Any], readings: Sequence[Reading], at_least: int) -> Judged:
    """Combine and score. Raises RunError if the readings have no article in common."""
    items = [item for item in dataset.items if all(item.id in reading.answers for reading in readings)]
    if not items:
        raise RunError("the runs have no article in common")
    tables = Tables.load(None, None, Places(Settings().cache_dir, None))

    def rows(chosen: Sequence[Reading], least: int, repeat: int = 0) -> list[ScoreRow]:
        small = all(reading.settings.strategy == "staged" for reading in chosen)
        each = [(i, _answer(dataset, i, [r.answers[i.id] for r in chosen], least, tables, small)) for i in items]
        return [scored(dataset, item, (item.id, repeat), answer) for item, answer in each]

    alone = [rows([reading], 1, n) for n, reading in enumerate(readings)]
    first = readings[0].settings
    return Judged(
        _run("voted", first, rows(readings, at_least)),
        [_run(reading.name, reading.settings, own) for reading, own in zip(readings, alone, strict=True)],
        _run("mean", first, [row for own in alone for row in own]),
    )


def _answer(
    dataset: Dataset[Any], item: Item[Any], given: Sequence[Answer], at_least: int, tables: Tables, small: bool
) -> Answer:
    """The vote, through the gate and the rules; an error only if every reading failed."""
    usage = sum((answer.usage for answer in given), Usage())
    if all(answer.error for answer in given):
        return given[0].model_copy(update={"usage": usage})
    drafts = Drafts(vote([answer.records for answer in given], at_least), usage=usage)
    return finish(item.article, drafts, dataset.schema, "voting", tables, small=small)


def _run(name: str, settings: RunSettings, rows: list[ScoreRow]) -> Run:
    groups, gold = {row.id: row.group for row in rows}, {row.id: row.gold for row in rows}
    return Run(Path(name), settings, rows, {}, groups, gold)


def told(found: Judged, at_least: int, metric: str | None = None, *, every: bool = False) -> list[str]:
    """The scores, differences and costs as lines of text. Raises RunError if there is no such metric."""
    against_mean = compare(found.mean, found.voted, metric)
    chosen = against_mean.headline.metric
    width = max(len(run.name) for run in found.single) + 2
    lines = [
        f"{len(found.single)} readings of {len(found.voted.groups)} articles; kept is what {at_least} of them have",
        f"{'':<{width}}{chosen:>12}   voted − it (95 % interval)        calls, tokens in / out",
    ]
    for run in found.single:
        change = difference(run, found.voted, chosen)
        edges = f"{change.difference:+.2f} ({change.low:+.2f} to {change.high:+.2f}) {change.verdict}"
        lines.append(f"{run.name:<{width}}{change.f1_a:>12.2f}   {edges:<34}{_cost(run)}")
    lines.append(f"{'voted':<{width}}{against_mean.headline.f1_b:>12.2f}   {'':<34}{_cost(found.voted)}")
    return [*lines, "", as_text(against_mean, every=every)]


def _cost(run: Run) -> str:
    usage = sum((row.usage for row in run.rows), Usage())
    return f"{usage.calls}, {usage.input_tokens} / {usage.output_tokens}"


if __name__ == "__main__":
    sys.exit(main())
