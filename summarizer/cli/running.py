"""Runs the extraction for a command: progress on standard error, Ctrl-C and budget, failures listed at the end."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterable, Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING

import typer

from summarizer.cli.options import console, fail

if TYPE_CHECKING:
    from rich.progress import Progress

    from summarizer.api import Summarizer
    from summarizer.articles import Article, Unreadable
    from summarizer.progress import Tally
    from summarizer.schemas import EventDraft, Extraction
    from summarizer.settings import Settings

INTERRUPTED = 130
"""Exit status after Ctrl-C, by custom."""
GO_ON = "the same command goes on from here"


class Running:
    """One pass of a command over its articles."""

    def __init__(self, settings: Settings, total: int | None) -> None:
        from summarizer.progress import Tally

        self._settings = settings
        self.tally: Tally = Tally(total)
        self.interrupted = False
        self.budget: str | None = None
        """Why the budget did not reach to the end."""

    @property
    def whole(self) -> bool:
        """Whether every article was reached."""
        return not self.interrupted and self.budget is None

    def results(
        self, articles: Iterable[Article], *, in_order: bool = False
    ) -> Iterator[tuple[Article, Extraction[EventDraft]]]:
        """Each article with its result as it finishes. The first Ctrl-C lets finish what is in work, the second not."""
        from summarizer.api import Summarizer
        from summarizer.errors import BudgetError, ConfigurationError

        taken: dict[str, Article] = {}

        def taking() -> Iterator[Article]:
            for article in articles:
                taken[article.doc_id] = article
                yield article

        try:
            with Summarizer(self._settings) as summarizer, self._interruptible(summarizer), _bar(self.tally) as bar:
                for result in summarizer.extract_many(taking(), in_order=in_order):
                    self.tally.add(result)
                    bar.update(bar.task_ids[0], completed=self.tally.done, told=self.tally.line())
                    yield taken.pop(result.doc_id), result
        except BudgetError as error:
            self.budget = str(error)
        except ConfigurationError as error:
            fail(str(error))

    @contextlib.contextmanager
    def _interruptible(self, summarizer: Summarizer) -> Iterator[None]:
        def stop(number: int, frame: FrameType | None) -> None:
            summarizer.stop(cancel=self.interrupted)
            if not self.interrupted:
                console().print("stopping: what is in work is let finish; Ctrl-C again to drop it")
            self.interrupted = True

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def finish(self, failed: Sequence[str], unreadable: Sequence[Unreadable], before: int = 0) -> None:
        """List what failed and what was not reached; exit status 1 if anything, 130 after Ctrl-C."""
        tell = console().print
        for line in [*failed, *(item.failure.message for item in unreadable)]:
            tell(f"failed: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
        earlier = f"; {before} articles were done before" if before else ""
        tell(f"{self.tally.summary()}{earlier}", markup=False, highlight=False, soft_wrap=True)
        if not self.whole:
            total = self.tally.total
            left = "" if total is None else f"{total - self.tally.done} articles not reached; "
            why = self.budget or "interrupted"
            tell(f"stopped: {why}; {left}{GO_ON}", style="yellow", markup=False, highlight=False, soft_wrap=True)
        if self.interrupted:
            raise typer.Exit(INTERRUPTED)
        if failed or unreadable or not self.whole:
            raise typer.Exit(1)


def failure(article: Article, result: Extraction[EventDraft]) -> str:
    assert result.error is not None
    return f"{article.source or article.title or article.doc_id}: {result.error.message}"


@contextlib.contextmanager
def _bar(tally: Tally) -> Iterator[Progress]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=console(), transient=True) as progress:
        progress.add_task("", total=tally.total, told="")
        yield progress
