"""`summarizer brief`: the daily brief of articles, feeds and a store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.extract import Budget, Fresh
from summarizer.cli.options import (
    BaseUrl,
    Config,
    EscalateBelow,
    EscalateTo,
    Model,
    Profile,
    Published,
    Record,
    Strategy,
    console,
    fail,
    ready,
    settings_from,
    write,
)

if TYPE_CHECKING:
    from summarizer.editions import Edition
    from summarizer.schemas.brief import DailyBrief


@app.command()
def brief(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles: .txt, .html, .json, .jsonl, or folders of them.")
    ] = None,
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
    profile: Profile = None,
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
    feeds: Annotated[Path | None, typer.Option("--feeds", help="A feeds.toml: read the feeds that it lists.")] = None,
    store: Annotated[
        str | None, typer.Option("--store", help="Keep articles and editions here: a file, or postgresql://…")
    ] = None,
    since: Annotated[
        str, typer.Option("--since", help="First day that feeds and the store give: 2d, 1w or YYYY-MM-DD.")
    ] = "1d",
    report: Annotated[
        Path | None, typer.Option("--report", help="Write what the run did, as JSON, for the program that started it.")
    ] = None,
    fresh: Fresh = False,
    budget: Budget = None,
    escalate_to: EscalateTo = None,
    escalate_below: EscalateBelow = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let feeds lead to addresses of your own network.")
    ] = False,
) -> None:
    """The daily brief of articles, feeds and a store; run again, it updates the edition of the day."""
    from summarizer.cli.edition import Asked, run

    if not (paths or feeds or store):
        fail("nothing to read: name articles, --feeds or --store")
    if layout not in ("analyst", "newsroom"):
        fail(f"--layout {layout}: choose analyst or newsroom")
    if length not in ("full", "short"):
        fail(f"--length {length}: choose full or short")
    if output not in (None, "-") and Path(str(output)).suffix not in (".md", ".html", ".json"):
        fail(f"{output}: a brief is written as .md, .html or .json")
    ready(output, report)
    before = _previous(previous)
    settings = settings_from(
        config, model=model, base_url=base_url, record=record, strategy=strategy, fresh=fresh or None, budget=budget,
        profile=profile, escalate_to=escalate_to, escalate_below=escalate_below,
    )  # fmt: skip
    asked = Asked(
        paths=paths or [], published=published, feeds=feeds, store=store, since=since, previous=before,
        on=edition.date() if edition else datetime.now().astimezone().date(), allow_private=allow_private,
        terms={"phrase": phrase, "length": length, "area": area, "audience": audience},
    )  # fmt: skip
    made, running = run(settings, asked)
    if not (made.report.told or feeds or store) and made.report.failures:
        lost = "; ".join(map(str, made.report.failures))
        fail(f"no article to make a brief of, nothing was written: {lost}")
    _put(made.brief, output, layout)
    if report is not None:
        write(str(report), made.report.model_dump_json(indent=2) + "\n")
    _tell(made, output)
    running.finish([str(lost) for lost in made.report.failures], [])


def _tell(made: Edition, output: str | None) -> None:
    """One line on what was made, for people and for cron's mail."""
    r = made.report
    revision = f", revision {r.revision}" if r.revision is not None else ""
    where = f": {output}" if output not in (None, "-") else ""
    told = f"edition of {r.edition_date}{revision}: {r.events} records of {r.told} articles{where}"
    console().print(told, markup=False, highlight=False, soft_wrap=True)


def _put(made: DailyBrief, output: str | None, layout: str) -> None:
    suffix = Path(output).suffix if output else ".md"
    if suffix == ".html":
        text = made.to_html(layout)  # type: ignore[arg-type]
    elif suffix == ".json":
        text = made.model_dump_json(indent=2) + "\n"
    else:
        text = made.to_markdown(layout)  # type: ignore[arg-type]
    write(output or "-", text)


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
