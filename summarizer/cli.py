"""The command line: `summarizer extract | brief | schema | models | doctor`.

Standard output is the result and nothing else; progress, warnings and failures go to standard error. Exit status: 0 all
articles done, 1 some failed (they are listed), 2 wrong use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from summarizer._version import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from summarizer.articles import Article, Unreadable
    from summarizer.schemas import EventDraft, Extraction
    from summarizer.settings import Settings

app = typer.Typer(
    name="summarizer",
    help="News articles to validated event records and daily briefs, every value traceable to the sentence that says it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
models_app = typer.Typer(help="Model files of the embedded model.", no_args_is_help=True)
app.add_typer(models_app, name="models")

Paths = Annotated[
    list[Path], typer.Argument(help="Articles: .txt, .json, .jsonl, or folders of them.", show_default=False)
]
Output = Annotated[str | None, typer.Option("-o", "--output", help="Write here; - is standard output.")]
Model = Annotated[str | None, typer.Option("-m", "--model", help="Model name, PATH.gguf or hf:OWNER/REPO/FILE.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings file (default: ./summarizer.toml).")]
Record = Annotated[
    Path | None, typer.Option("--record", help="Append every request and reply to this JSON Lines file.")
]
Strategy = Annotated[str | None, typer.Option("--strategy", help="auto, one_call or staged.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", formats=["%Y-%m-%d"], help="Publication date of articles that carry none."),
]


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"summarizer {__version__}")
        raise typer.Exit


@app.command()
def extract(
    paths: Paths,
    output: Output = None,
    model: Model = None,
    base_url: BaseUrl = None,
    config: Config = None,
    record: Record = None,
    strategy: Strategy = None,
    published: Published = None,
) -> None:
    """Event records of articles: a table for people, or with -o one JSON line a record."""
    settings = _settings(config, model=model, base_url=base_url, record=record, strategy=strategy)
    articles, unreadable = _read(paths, published)
    results = _extract_all(settings, articles)
    if output is None:
        from summarizer.render.terminal import print_extraction

        for article, result in results:
            print_extraction(article, result)
    else:
        _write(output, "".join(e.model_dump_json() + "\n" for _, r in results for e in r.events))
    _finish(results, unreadable)


@app.command()
def brief(
    paths: Paths,
    edition: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the edition (default: today).")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="brief.md, brief.html or brief.json; - prints Markdown.")
    ] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    config: Config = None,
    record: Record = None,
    strategy: Strategy = None,
    published: Published = None,
) -> None:
    """The daily brief of articles."""
    from summarizer.briefing import build_brief

    if output not in (None, "-") and Path(str(output)).suffix not in (".md", ".html", ".json"):
        _fail(f"{output}: a brief is written as .md, .html or .json")
    settings = _settings(config, model=model, base_url=base_url, record=record, strategy=strategy)
    articles, unreadable = _read(paths, published)
    results = _extract_all(settings, articles)
    now = datetime.now().astimezone()
    made = build_brief(results, edition_date=edition.date() if edition else now.date(), generated_at=now)
    suffix = Path(output).suffix if output else ".md"
    if suffix == ".html":
        text = made.to_html()
    elif suffix == ".json":
        text = made.model_dump_json(indent=2) + "\n"
    else:
        text = made.to_markdown()
    _write(output or "-", text)
    _finish(results, unreadable)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="event, draft, extraction, brief or article.")] = "event",
    wire: Annotated[
        bool, typer.Option("--wire", help="The schema that the model fills (event and draft only).")
    ] = False,
) -> None:
    """Print a JSON Schema."""
    from pydantic import BaseModel

    from summarizer.articles import Article
    from summarizer.schemas import EventDraft, EventRecord, Extraction
    from summarizer.schemas.brief import DailyBrief
    from summarizer.schemas.wire import records_schema

    known: dict[str, type[BaseModel]] = {
        "event": EventRecord,
        "draft": EventDraft,
        "extraction": Extraction,
        "brief": DailyBrief,
        "article": Article,
    }
    if name not in known or (wire and name not in ("event", "draft")):
        _fail(
            f"no schema {name!r}: choose from {', '.join(known)}"
            + ("; --wire goes with event or draft" if wire else "")
        )
    found = records_schema(EventDraft) if wire else known[name].model_json_schema(mode="serialization")
    print(json.dumps(found, ensure_ascii=False, indent=2))


@models_app.command("list")
def models_list() -> None:
    """Known model files, and which are on this machine."""
    from summarizer.render.terminal import print_models
    from summarizer.settings import Settings

    print_models(Settings().cache_dir)


@models_app.command("pull")
def models_pull(name: Annotated[str, typer.Argument(help="A name of `models list`, or hf:OWNER/REPO/FILE.")]) -> None:
    """Fetch a model file and check it."""
    from summarizer.errors import SummarizerError
    from summarizer.model.download import model_path
    from summarizer.settings import Settings

    try:
        print(model_path(name, Settings().cache_dir))
    except SummarizerError as error:
        _fail(str(error))


@app.command()
def doctor(config: Config = None, model: Model = None, base_url: BaseUrl = None) -> None:
    """Check the set-up: settings, extras, model file or endpoint; says what to do about what is missing."""
    from summarizer.doctor import examine
    from summarizer.render.terminal import print_checks

    checks = examine(_settings(config, model=model, base_url=base_url))
    print_checks(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def main() -> None:
    """Entry point of the `summarizer` command."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to a legacy code page, which has no curly quote.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app()


def _settings(config: Path | None, **values: object) -> Settings:
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from summarizer.settings import Settings

    try:
        return Settings.load(config, **{name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
        _fail(f"settings: {wrong}")
    except (SettingsError, ValueError, OSError) as error:
        _fail(f"settings: {error}")


def _read(paths: Sequence[Path], published: datetime | None) -> tuple[list[Article], list[Unreadable]]:
    """Articles, and what could not be read; the command goes on with the rest."""
    from summarizer.articles import Article, read_articles

    found = [item for path in paths for item in read_articles(path)]
    articles = [a for a in found if isinstance(a, Article)]
    if published is not None:
        articles = [a if a.published else a.model_copy(update={"published": published.date()}) for a in articles]
    return list({a.doc_id: a for a in articles}.values()), [a for a in found if not isinstance(a, Article)]


def _extract_all(settings: Settings, articles: list[Article]) -> list[tuple[Article, Extraction[EventDraft]]]:
    """Results in the order of the articles, with progress on standard error."""
    from summarizer.api import Summarizer
    from summarizer.errors import ConfigurationError

    found: dict[str, Extraction[EventDraft]] = {}
    try:
        with Summarizer(settings) as summarizer:
            for result in _progress(summarizer.extract_many(articles), len(articles)):
                found[result.doc_id] = result
    except ConfigurationError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _console().print(f"stopped: {len(found)} of {len(articles)} articles done")
        raise typer.Exit(130) from None
    return [(article, found[article.doc_id]) for article in articles]


def _progress(results: Iterator[Extraction[EventDraft]], total: int) -> Iterator[Extraction[EventDraft]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=_console(), transient=True) as progress:
        task = progress.add_task("", total=total, last="")
        for result in results:
            progress.update(task, advance=1, last=f"{len(result.events)} events")
            yield result


def _finish(results: Sequence[tuple[Article, Extraction[EventDraft]]], unreadable: Sequence[Unreadable]) -> None:
    """List what failed; exit status 1 if anything did."""
    failed = [f"{a.source or a.title or a.doc_id}: {r.error.message}" for a, r in results if r.error]
    failed += [item.failure.message for item in unreadable]
    for line in failed:
        _console().print(f"failed: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def _write(output: str, text: str) -> None:
    if output == "-":
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"{output}: cannot be written: {error.strerror}")


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _fail(message: str) -> NoReturn:
    _console().print(f"error: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    main()
