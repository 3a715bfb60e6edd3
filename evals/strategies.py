"""Strategies × the catalogue's models × cost: `python -m evals.strategies --data DIR --out runs`.

Runs what is not done yet (give the same command again, and it goes on), then writes the tables into RESULTS.md, between
its markers: scores with intervals, paired differences to the plain call, tokens and seconds, failures. Which runs there
are is said in `evals.strategy_plans`: 20 articles for the table; the finalists' 50 begin with the same 20. `--models` and
`--only` narrow what is asked, not what is told. Each run is a single pass of a server that reuses prefixes: three would
cost three times as much. Runs hold words of the articles and stay out of the repository; the tables hold figures only.

The MUC-4 draw is balanced: half with incidents, half without, drawn with `--seed`.

Exit status: 0, 2 wrong use or a model that cannot be had, 130 stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from evals.datasets import Dataset, DatasetError, Item, load
from evals.plain import Plain
from evals.run import continued, execute
from evals.run_summary import write_results
from evals.runs import Log, Run, RunError, RunSettings, read_settings, write_settings
from evals.strategy_plans import PLAIN, Plan, plans
from evals.strategy_table import write_table
from summarizer.errors import ConfigurationError
from summarizer.model.catalogue import CATALOGUE
from summarizer.model.download import model_path
from summarizer.model.embedded import serve
from summarizer.settings import DEFAULT_MODEL, Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(argv)
    try:
        for plan in plans(options.models):
            asked = plan.name in (options.only or [plan.name]) and (options.data or plan.dataset == "gold")
            if asked and not options.table:
                print(plan.name, file=sys.stderr)
                run_plan(plan, options)
        write_table(options.out, options.results)
    except KeyboardInterrupt:
        print("stopped; give the same command again, and it goes on", file=sys.stderr)
        return 130
    except (DatasetError, RunError, ConfigurationError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.strategies", description="Strategies against each other.")
    add = parser.add_argument
    add("--data", type=Path, help="folder of MUC-4; without it, only the gold runs are asked for")
    add("--out", type=Path, default=Path("runs"), help="folder of the runs")
    add("--results", type=Path, default=Path(__file__).with_name("RESULTS.md"), help="page that holds the markers")
    add("--models", nargs="+", choices=list(CATALOGUE), default=list(CATALOGUE), help="ask only these models")
    add("--only", nargs="+", choices=[p.name for p in plans()], metavar="RUN", help="ask only for these runs")
    add("--articles", type=int, help="of each MUC-4 run, at most")
    add("--seed", type=int, default=0, help="of the draw")
    add("--table", action="store_true", help="ask nothing: write the tables of the runs there are")
    return parser


def run_plan(plan: Plan, options: argparse.Namespace) -> Run:
    """Do one run, or what is left of it. Raises RunError if its folder holds another run."""
    dataset: Dataset[Any] = load(plan.dataset, plan.split, options.data, plan.case)
    if plan.dataset != "gold":
        count = min(plan.articles, options.articles or plan.articles)
        dataset.items = balanced(dataset.items, count, options.seed)
    settings = Settings(
        model=plan.model,
        strategy="one_call" if plan.strategy == PLAIN else plan.strategy,
        prompt=plan.prompt,
        calibration=dataset.calibration if plan.strategy == "questions" else None,
        concurrency=1,
        timeout=3000,
    )
    run = run_plain if plan.strategy == PLAIN else execute
    return run(dataset, settings, options.out / plan.name, seed=options.seed)


def run_plain(dataset: Dataset[Any], settings: Settings, out: Path, *, seed: int = 0) -> Run:
    """The plain call over the whole dataset, resumable. Raises RunError if the folder holds another run."""
    log = Log(out, dataset)
    answers = log.read() if read_settings(out) else {}
    started = datetime.now(UTC).isoformat(timespec="seconds")
    asked = RunSettings.of(dataset, settings, limit=None, draw_seed=seed, repeats=1, warm=True, started=started)
    asked = continued(out, asked.model_copy(update={"strategy": PLAIN}))
    write_settings(out, asked)

    async def ask(base_url: str, api_key: str, model: str) -> None:
        async with Plain(dataset, model=model, base_url=base_url, api_key=api_key) as plain:
            for item in dataset.items:
                if (item.id, 0) not in answers:
                    answers[item.id, 0] = await plain.extract(item.article)
                    log.append((item.id, 0), answers[item.id, 0])

    if any((item.id, 0) not in answers for item in dataset.items):
        path = model_path(settings.model or DEFAULT_MODEL, settings.cache_dir)
        with serve(path, context_tokens=settings.context_tokens, threads=settings.threads) as server:
            asyncio.run(ask(server.base_url, server.api_key, server.model))
    return write_results(out, dataset, list(dataset.items), asked, answers)


def balanced(items: Sequence[Item[Any]], count: int, seed: int) -> list[Item[Any]]:
    """Half of `count` with gold and half without, drawn with `seed`, taking turns, so that a longer draw keeps these."""
    order = Random(seed)
    having, lacking = [i for i in items if i.gold], [i for i in items if not i.gold]
    order.shuffle(having)
    order.shuffle(lacking)
    pairs = zip(having[: (count + 1) // 2], lacking[: (count + 1) // 2], strict=False)
    return [item for pair in pairs for item in pair][:count]


if __name__ == "__main__":
    sys.exit(main())
