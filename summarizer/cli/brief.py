"""`summarizer brief`: the daily brief of articles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

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
        fail(f"{output}: a brief is written as .md, .html or .json")
    settings = settings_from(config, model=model, base_url=base_url, record=record, strategy=strategy)
    articles, unreadable = read(paths, published)
    results = extract_all(settings, articles)
    now = datetime.now().astimezone()
    made = build_brief(results, edition_date=edition.date() if edition else now.date(), generated_at=now)
    suffix = Path(output).suffix if output else ".md"
    if suffix == ".html":
        text = made.to_html()
    elif suffix == ".json":
        text = made.model_dump_json(indent=2) + "\n"
    else:
        text = made.to_markdown()
    write(output or "-", text)
    finish(results, unreadable)
