"""Runs the extraction for a command: progress on standard error, failures listed at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from summarizer.cli.options import console, fail

if TYPE_CHECKING:
    from summarizer.articles import Article, Unreadable
    from summarizer.schemas import EventDraft, Extraction
    from summarizer.settings import Settings


def extract_all(settings: Settings, articles: list[Article]) -> list[tuple[Article, Extraction[EventDraft]]]:
    """Results in the order of the articles, with progress on standard error."""
    from summarizer.api import Summarizer
    from summarizer.errors import ConfigurationError

    found: dict[str, Extraction[EventDraft]] = {}
    try:
        with Summarizer(settings) as summarizer:
            for result in progress(summarizer.extract_many(articles), len(articles)):
                found[result.doc_id] = result
    except ConfigurationError as error:
        fail(str(error))
    except KeyboardInterrupt:
        console().print(f"stopped: {len(found)} of {len(articles)} articles done")
        raise typer.Exit(130) from None
    return [(article, found[article.doc_id]) for article in articles]


def progress(results: Iterator[Extraction[EventDraft]], total: int) -> Iterator[Extraction[EventDraft]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=console(), transient=True) as progress:
        task = progress.add_task("", total=total, last="")
        for result in results:
            progress.update(task, advance=1, last=f"{len(result.events)} events")
            yield result


def finish(results: Sequence[tuple[Article, Extraction[EventDraft]]], unreadable: Sequence[Unreadable]) -> None:
    """List what failed; exit status 1 if anything did."""
    failed = [f"{a.source or a.title or a.doc_id}: {r.error.message}" for a, r in results if r.error]
    failed += [item.failure.message for item in unreadable]
    for line in failed:
        console().print(f"failed: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)
