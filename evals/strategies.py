"""Strategies against each other on the same articles: `python -m evals.strategies --data DIR --out runs`.

Runs what is not done yet (give the same command again, and it goes on), then writes the table of all runs in the folder
to RESULTS.md: scores with intervals, paired differences to the plain call, tokens and seconds. Runs hold words of the
articles and stay out of the repository; the table holds figures only.

The table: every strategy with every model of the catalogue, on gold-test and on 20 articles of MUC-4 tst2; then the two
finalists over 50. The MUC-4 draw is balanced (half with incidents, half without, drawn with `--seed`), and a run of 50
holds the 20. Each run is one pass of a server that reuses prefixes: `evals.run --repeats 3 --warm` says what the order of
the articles is worth.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from evals.datasets import Dataset, Item, load
from evals.plain import Plain
from evals.run import execute
from evals.run_summary import write_results
from evals.runs import Log, Run, RunSettings, read_settings, write_settings
from evals.strategy_table import write_table
from summarizer.model.catalogue import CATALOGUE
from summarizer.model.download import model_path
from summarizer.model.embedded import serve
from summarizer.settings import DEFAULT_MODEL, Settings

PLAIN = "plain"


@dataclass(frozen=True)
class Plan:
    """One run of the table."""

    name: str
    dataset: str
    split: str
    strategy: str
    """A strategy of the settings, or `plain`."""
    case: str = "asis"
    prompt: str | None = None
    model: str = DEFAULT_MODEL
    articles: int | None = None
    """Of a benchmark: how many of the balanced draw; of gold all."""


MUC = ("muc4-five-role", "tst2")
TABLE, FINALISTS = 20, 50
"""Articles of a benchmark for the table, and for the two strategies that it leaves."""


def _plans() -> Iterator[Plan]:
    """Every strategy with every model of the catalogue, the finalists at length, and what else was asked."""
    for model in CATALOGUE:
        end, most = ("", FINALISTS) if model == DEFAULT_MODEL else (f"-{model}", TABLE)
        yield Plan(f"gold-test-one-call{end}", "gold", "test", "one_call", model=model)
        yield Plan(f"gold-test-staged{end}", "gold", "test", "staged", model=model)
        for strategy, count in ((PLAIN, most), ("one_call", TABLE), ("questions", most)):
            name = f"muc4-tst2-{strategy.replace('_', '-')}{end}"
            yield Plan(name, *MUC, strategy, "lower", model=model, articles=count)
    yield Plan("muc4-tst2-questions-capitals", *MUC, "questions", "upper", articles=FINALISTS)
    yield Plan("gold-dev-staged-v1", "gold", "dev", "staged", prompt="sentence/v1")
    yield Plan("gold-dev-staged-v2", "gold", "dev", "staged", prompt="sentence/v2")


PLANS = tuple(_plans())


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.strategies", description="Strategies against each other.")
    parser.add_argument("--data", type=Path, help="folder of MUC-4; without it, only the gold runs")
    parser.add_argument("--out", type=Path, default=Path("runs"), help="folder of the runs")
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    parser.add_argument(
        "--models", nargs="+", choices=CATALOGUE, default=list(CATALOGUE), help="of the catalogue; all by default"
    )
    parser.add_argument("--articles", type=int, help="of each MUC-4 run, at most")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--only", nargs="+", choices=[p.name for p in PLANS], help="these runs")
    parser.add_argument("--table", action="store_true", help="write the table of the runs there are, ask nothing")
    options = parser.parse_args(argv)
    for plan in PLANS:
        if (
            not options.table
            and plan.name in (options.only or [plan.name])
            and plan.model in options.models
            and (options.data or plan.dataset == "gold")
        ):
            print(plan.name, file=sys.stderr)
            run_plan(plan, options)
    write_table(options.out, options.results)
    return 0


def run_plan(plan: Plan, options: argparse.Namespace) -> Run:
    """Do one run of the table, or what is left of it."""
    dataset: Dataset[Any] = load(plan.dataset, plan.split, options.data, plan.case)  # type: ignore[arg-type]
    if plan.dataset != "gold":
        dataset.items = balanced(
            dataset.items, min(plan.articles or FINALISTS, options.articles or FINALISTS), options.seed
        )
    strategy = "one_call" if plan.strategy == PLAIN else plan.strategy
    settings = Settings(
        model=plan.model,
        strategy=strategy,
        prompt=plan.prompt,
        calibration=dataset.calibration if plan.strategy == "questions" else None,
        concurrency=1,
        timeout=3000,
    )
    out = options.out / plan.name
    if plan.strategy == PLAIN:
        return run_plain(dataset, settings, out, options.seed)
    return execute(dataset, settings, out, seed=options.seed)


def run_plain(dataset: Dataset[Any], settings: Settings, out: Path, seed: int) -> Run:
    """The plain call over the whole dataset, resumable."""
    log = Log(out, dataset)
    answers = log.read() if read_settings(out) else {}
    started = datetime.now(UTC).isoformat(timespec="seconds")
    asked = RunSettings.of(dataset, settings, limit=None, draw_seed=seed, repeats=1, warm=True, started=started)
    asked = asked.model_copy(update={"strategy": PLAIN})
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
