"""Ask a model about a dataset and score it: `python -m evals.run --dataset gold --split dev --model NAME`.

Writes a folder (see `evals.runs`). A stopped run goes on where it stopped when the same command is given again; a
finished one is only scored anew, so that corrected gold or a new metric costs no calls. Replies are kept in the folder,
a file a repeat: `--again` puts them before today's rules, and only questions that are worded differently now are asked.
A failed article is a result: it counts as one in which nothing was found.

Even at temperature 0 a server that reuses prefixes may answer the same question differently, depending on what it was
asked before. So prefixes are not reused by default. `--warm` allows it, and then wants `--repeats 3` or more: each repeat has
another order, and the spread over them says what the order is worth. Folders of single warm passes (`evals.strategies`
makes them, and names them so) can be finished and scored anew. Replies of another run are never used.

Exit status: 0 all articles done, 1 some failed (listed), 2 wrong use or a model that cannot be reached, 130 stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from evals.datasets import NAMES, Answer, Dataset, DatasetError, Item, load
from evals.run_summary import as_text, write_results
from evals.runs import REPLIES, Key, Log, Run, RunError, RunSettings, read_settings, write_settings
from summarizer import Summarizer
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings, Strategy

OWN_WAY = {
    "api_key": "keys go into the environment (OPENAI_API_KEY)",
    "escalate_api_key": "keys go into the environment (SUMMARIZER_ESCALATE_API_KEY)",
    "cache_prompt": "use --warm and --repeats",
    "cache": "a run keeps its own replies, and knows no others",
    "replies": "a run keeps its own replies, and knows no others",
}
"""Settings that --set does not take, and what to do instead."""
WARM_REPEATS = 3
"""Warm passes from which on their spread says something."""
Advance = Callable[[Item[Any], Answer], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.repeats < 1 or (options.limit is not None and options.limit < 1):
        parser.error("--repeats and --limit must be at least 1")
    out = Path(options.out or f"runs/{_default_name(options)}")
    try:
        if options.warm:
            _check_repeats(out, options.repeats)
        dataset = load(options.dataset, options.split, options.data, options.case)
        run = execute(
            dataset,
            _settings(options, dataset),
            out,
            limit=options.limit,
            seed=options.seed,
            repeats=options.repeats,
            retry_failed=options.retry_failed,
            again=options.again,
        )
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        print("error: " + "; ".join(wrong), file=sys.stderr)
        return 2
    except (DatasetError, RunError, ConfigurationError, SettingsError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; give the same command again, and the run goes on", file=sys.stderr)
        return 130
    print(as_text(run))
    return 1 if run.summary["failed"] else 0


def execute(
    dataset: Dataset[Any],
    settings: Settings,
    out: Path,
    *,
    limit: int | None = None,
    seed: int = 0,
    repeats: int = 1,
    retry_failed: bool = False,
    again: bool = False,
) -> Run:
    """Ask what is not answered yet (`again`: everything, of the replies that the run has kept), and score everything.

    Raises:
        RunError: the folder holds another run, or is damaged.
        ConfigurationError: the run cannot go on: no such model, no endpoint, no key.
    """
    items = dataset.drawn(limit, seed)
    asked = RunSettings.of(
        dataset,
        settings,
        limit=limit,
        draw_seed=seed,
        repeats=repeats,
        warm=settings.cache_prompt,
        revision=_revision(),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    log = Log(out, dataset)
    answers = log.read() if read_settings(out) else {}
    asked = continued(out, asked)
    orders = [_ordered(items, n, shuffle=settings.cache_prompt) for n in range(repeats)]
    todo = [[i for i in o if again or _is_open(answers, (i.id, n), retry_failed)] for n, o in enumerate(orders)]
    write_settings(out, asked)
    _ask(dataset, settings.model_copy(update={"cache": True, "replies": out / REPLIES}), todo, answers, log)
    return write_results(out, dataset, items, asked, answers)


def continued(out: Path, asked: RunSettings) -> RunSettings:
    """`asked`, or where the folder holds this run already, how it was begun. RunError if it holds another one."""
    before = read_settings(out)
    if before is None:
        return asked
    if different := before.differences(asked):
        listed = "\n  ".join(different)
        raise RunError(f"{out} holds another run; choose another --out, or delete it. Different are\n  {listed}")
    return before.model_copy(update={"limit": asked.limit, "repeats": asked.repeats})


def _check_repeats(out: Path, repeats: int) -> None:
    """Raise RunError for a warm run of too few repeats, unless the folder holds one that was begun so."""
    held = read_settings(out)
    if repeats < WARM_REPEATS and (held is None or held.repeats >= WARM_REPEATS):
        raise RunError(
            f"--warm needs --repeats {WARM_REPEATS} or more: a server that reuses prefixes may answer otherwise after "
            f"other articles, and fewer passes cannot tell by how much; give --repeats {WARM_REPEATS}, or leave out "
            "--warm: then one pass will do"
        )


def _ask(
    dataset: Dataset[Any], settings: Settings, todo: Sequence[Sequence[Item[Any]]], answers: dict[Key, Answer], log: Log
) -> None:
    """Ask for every repeat in turn, each with a client (and an embedded model) of its own: none is warm at first."""
    with _progress() as progress:
        total = sum(map(len, todo))
        task = progress.add_task("asking", total=total, visible=total > 0, failed=0)
        failed = 0
        for repeat, items in enumerate(todo):
            if not items:
                continue

            def keep(item: Item[Any], answer: Answer, repeat: int = repeat) -> None:
                nonlocal failed
                key = (item.id, repeat)
                if key in answers and not answer.usage.attempts:
                    # Every reply was a kept one: what they cost is what they cost at first.
                    answer = answer.model_copy(update={"usage": answers[key].usage})
                answers[key] = answer
                log.append(key, answer)
                failed += answer.error is not None
                progress.update(task, advance=1, failed=failed)

            # Where sampling is on, repeats differ by the model's seed as well.
            seed = (settings.seed or 0) + repeat if settings.temperature else settings.seed
            varied = settings.model_copy(update={"seed": seed, "replies": _replies(settings, repeat)})
            asyncio.run(_ask_all(dataset, varied, items, keep))


def _replies(settings: Settings, repeat: int) -> Path | None:
    return settings.replies and settings.replies / f"{repeat}.sqlite"


async def _ask_all(dataset: Dataset[Any], settings: Settings, items: Sequence[Item[Any]], keep: Advance) -> None:
    async with Summarizer(settings) as summarizer:
        async for item, answer in _answers(summarizer, dataset, items):
            keep(item, answer)


async def _answers(
    summarizer: Summarizer, dataset: Dataset[Any], items: Sequence[Item[Any]]
) -> AsyncIterator[tuple[Item[Any], Answer]]:
    """Each answer with its item as it comes (two items may hold the same text, so that its id would not do)."""
    room = asyncio.Semaphore(summarizer.settings.concurrency)

    async def one(item: Item[Any]) -> tuple[Item[Any], Answer]:
        async with room:
            return item, await summarizer.aextract(item.article, dataset.schema, dataset.guideline)

    tasks = [asyncio.ensure_future(one(item)) for item in items]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _ordered(items: Sequence[Item[Any]], repeat: int, *, shuffle: bool) -> list[Item[Any]]:
    """The items in their order, or in one that depends on the repeat."""
    order = list(items)
    if shuffle:
        Random(repeat).shuffle(order)
    return order


def _is_open(answers: Mapping[Key, Answer], key: Key, retry_failed: bool) -> bool:
    return key not in answers or (retry_failed and answers[key].error is not None)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _settings(options: argparse.Namespace, dataset: Dataset[Any]) -> Settings:
    given = {name: getattr(options, name) for name in ("model", "base_url", "prompt", "strategy")}
    values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    for text in options.set:
        name, equals, value = text.partition("=")
        if not equals or name not in Settings.model_fields or name in OWN_WAY:
            raise RunError(f"--set {name}: {OWN_WAY.get(name, 'give NAME=VALUE with the name of a setting')}")
        values[name] = value
    if "calibration" not in values and dataset.calibration is not None:
        values["calibration"] = dataset.calibration
    return Settings.load(options.config, **values, cache_prompt=options.warm, cache=False)


def _default_name(options: argparse.Namespace) -> str:
    model = Path(options.model or "default").name.removesuffix(".gguf").replace(":", "-")
    parts = (options.dataset, options.split, options.case, model, (options.prompt or "").replace("/", "-"))
    return "-".join(part for part in parts if part and part != "asis")


def _revision() -> str | None:
    """The commit of the working tree, with + if files differ from it; None outside a clone."""
    try:
        commit = _git("rev-parse", "--short=12", "HEAD")
        return commit + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(*command: str) -> str:
    folder = Path(__file__).parent
    return subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.run", description="Ask a model about a dataset, and score.")
    add = parser.add_argument
    add("--dataset", required=True, choices=NAMES)
    add("--split", required=True, help="gold: dev, test, all; muc4…: dev, tst1, tst2, tst; mucsum: tst1, tst2, tst")
    add("--data", type=Path, help="folder that holds the dataset; not for gold")
    add("--case", choices=("asis", "lower", "upper"), default="asis", help="case of the texts")
    add("--model", help="as for summarizer: a name at the endpoint, a catalogue name, PATH.gguf or hf:OWNER/REPO/FILE")
    add("--base-url", help="an OpenAI-compatible endpoint")
    add("--prompt", help="folder of prompts, such as extract/v1")
    add("--strategy", choices=("auto", *get_args(Strategy)))
    add("--set", action="append", default=[], metavar="NAME=VALUE", help="any other setting, such as temperature=0.7")
    add("--config", type=Path, help="settings file (default: ./summarizer.toml)")
    add("--limit", type=int, help="only so many articles, drawn with --seed")
    add("--seed", type=int, default=0, help="of the draw")
    add("--repeats", type=int, default=1, help="ask so many times and report the spread")
    add("--warm", action="store_true", help="let the server reuse prefixes: faster; wants --repeats 3 or more")
    add("--retry-failed", action="store_true", help="ask again about articles that failed")
    add("--again", action="store_true", help="put the kept replies before today's rules and prompts")
    add("--out", help="folder of the run (default: runs/ and a name made of the options)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
