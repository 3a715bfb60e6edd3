"""`summarizer extract`: event records of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.options import (
    BaseUrl,
    Config,
    EscalateBelow,
    EscalateTo,
    Model,
    Output,
    Paths,
    Profile,
    Published,
    Record,
    Strategy,
    console,
    fail,
    read,
    settings_from,
)
from summarizer.cli.running import Running, failure

if TYPE_CHECKING:
    from summarizer.articles import Article, Unreadable
    from summarizer.schemas import EventDraft, Extraction
    from summarizer.settings import Settings

Fresh = Annotated[bool, typer.Option("--fresh", help="Start the output over and ask everything anew.")]
Budget = Annotated[float | None, typer.Option("--budget", help="US dollars; stop before they would be exceeded.")]
Batch = Annotated[
    bool,
    typer.Option("--batch", help="Use the service's Batch API: cheaper, within a day; run again to go on waiting."),
]
MaxTokens = Annotated[int | None, typer.Option("--max-tokens", help="Tokens, in and out; as --budget.")]


@app.command()
def extract(
    paths: Paths,
    output: Output = None,
    model: Model = None,
    base_url: BaseUrl = None,
    config: Config = None,
    record: Record = None,
    profile: Profile = None,
    strategy: Strategy = None,
    published: Published = None,
    fresh: Fresh = False,
    budget: Budget = None,
    max_tokens: MaxTokens = None,
    batch: Batch = False,
    escalate_to: EscalateTo = None,
    escalate_below: EscalateBelow = None,
) -> None:
    """Event records of articles: a table for people, or with -o one JSON line a record.

    With -o events.jsonl results are written as they come, and the same command goes on where a stopped one was. What did
    not pass the check, warnings and failures are written beside them, to events.rejected.jsonl.
    """
    settings = settings_from(
        config,
        model=model,
        base_url=base_url,
        record=record,
        profile=profile,
        strategy=strategy,
        fresh=fresh or None,
        budget=budget,
        max_tokens=max_tokens,
        batch=batch or None,
        escalate_to=escalate_to,
        escalate_below=escalate_below,
    )
    articles, unreadable = read(paths, published)
    before = 0
    failed: list[str] = []
    if output is not None and output != "-":
        before, running = _to_file(settings, articles, unreadable, Path(output), failed)
        _tell_of_rejected(Path(output))
    else:
        running = Running(settings, len(articles))
        for article, result in running.results(articles, in_order=output is None):
            _show(article, result, table=output is None)
            if result.error:
                failed.append(failure(article, result))
    running.finish(failed, unreadable, before)


def _to_file(
    settings: Settings, articles: list[Article], unreadable: list[Unreadable], path: Path, failed: list[str]
) -> tuple[int, Running]:
    """Append to the file what is not in it yet; also gives how many articles were done before."""
    from summarizer.errors import InputError
    from summarizer.results import Results

    try:
        with Results(path, _kind(settings), fresh=settings.fresh) as results:
            results.miss(unreadable)
            todo = [article for article in articles if article.doc_id not in results.done]
            running = Running(settings, len(todo))
            for article, result in running.results(todo):
                results.add(result)
                if result.error:
                    failed.append(failure(article, result))
    except InputError as error:
        fail(str(error))
    return len(articles) - len(todo), running


def _tell_of_rejected(path: Path) -> None:
    """Where to read what did not pass, if anything."""
    from summarizer.leftovers import beside

    if beside(path).stat().st_size:
        told = f"rejected values, warnings and failures: {beside(path)}"
        console().print(told, markup=False, highlight=False, soft_wrap=True)


def _kind(settings: Settings) -> dict[str, object]:
    """What results of one file have in common."""
    from summarizer.settings import OPERATIONAL

    return settings.model_dump(mode="json", exclude=set(OPERATIONAL))


def _show(article: Article, result: Extraction[EventDraft], *, table: bool) -> None:
    from summarizer.render.terminal import print_extraction

    if table:
        print_extraction(article, result)
    else:
        sys.stdout.writelines(_lines(result))
        sys.stdout.flush()


def _lines(result: Extraction[EventDraft]) -> Iterator[str]:
    return (event.model_dump_json() + "\n" for event in result.events)
