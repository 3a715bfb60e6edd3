"""`summarizer brief`: the daily brief of articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.app import app
from summarizer.cli.options import (
    BaseUrl,
    Config,
    Model,
    Paths,
    Published,
    Record,
    Strategy,
    fail,
    read,
    settings_from,
    write,
)
from summarizer.cli.running import extract_all, finish

if TYPE_CHECKING:
    from summarizer.articles import Article
    from summarizer.schemas import EventDraft, Extraction
    from summarizer.schemas.brief import DailyBrief
    from summarizer.settings import Settings


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
    layout: Annotated[
        str, typer.Option("--layout", help="Order and titles of the page: analyst or newsroom.")
    ] = "analyst",
    length: Annotated[str, typer.Option("--length", help="full (900 words) or short (400).")] = "full",
    previous: Annotated[
        Path | None, typer.Option("--previous", help="The last edition (brief.json): what changed is listed.")
    ] = None,
    phrase: Annotated[
        bool | None, typer.Option("--phrase/--no-phrase", help="Let the model word the sentences, each checked alone.")
    ] = None,
    area: Annotated[str | None, typer.Option("--area", help="What the brief is about, for its header.")] = None,
    audience: Annotated[str | None, typer.Option("--audience", help="For whom it is, for its header.")] = None,
) -> None:
    """The daily brief of articles."""
    if layout not in ("analyst", "newsroom"):
        fail(f"--layout {layout}: choose analyst or newsroom")
    if length not in ("full", "short"):
        fail(f"--length {length}: choose full or short")
    before = _previous(previous)
    if output not in (None, "-") and Path(str(output)).suffix not in (".md", ".html", ".json"):
        fail(f"{output}: a brief is written as .md, .html or .json")
    settings = settings_from(config, model=model, base_url=base_url, record=record, strategy=strategy)
    articles, unreadable = read(paths, published)
    results = extract_all(settings, articles)
    made = _compose(
        settings, results, date=edition.date() if edition else None, previous=before, phrase=phrase,
        length=length, area=area, audience=audience,
    )  # fmt: skip
    suffix = Path(output).suffix if output else ".md"
    if suffix == ".html":
        text = made.to_html(layout)  # type: ignore[arg-type]
    elif suffix == ".json":
        text = made.model_dump_json(indent=2) + "\n"
    else:
        text = made.to_markdown(layout)  # type: ignore[arg-type]
    write(output or "-", text)
    finish(results, unreadable)


def _compose(settings: Settings, results: Sequence[tuple[Article, Extraction[EventDraft]]], **terms: Any) -> DailyBrief:
    """The same builder that `Summarizer.brief` uses."""
    from summarizer.api import Summarizer

    with Summarizer(settings) as summarizer:
        return summarizer.compose(results, **terms)


def _previous(path: Path | None) -> DailyBrief | None:
    if path is None:
        return None
    from pydantic import ValidationError

    from summarizer.schemas.brief import DailyBrief

    try:
        return DailyBrief.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}")
    except (ValidationError, ValueError) as error:
        reason = f"{error.error_count()} problems" if isinstance(error, ValidationError) else "not UTF-8 text"
        fail(f"{path}: no brief of this version ({reason}); give the .json that `summarizer brief -o` wrote")
