"""`summarizer schema`: the JSON Schemas."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.options import fail


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
        fail(
            f"no schema {name!r}: choose from {', '.join(known)}"
            + ("; --wire goes with event or draft" if wire else "")
        )
    found = records_schema(EventDraft) if wire else known[name].model_json_schema(mode="serialization")
    print(json.dumps(found, ensure_ascii=False, indent=2))
