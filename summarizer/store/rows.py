"""Rows of the tables, from and to the models that they hold."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from summarizer.articles import Article
from summarizer.schemas import EventDraft, EventRecord, Extraction


class EditionInfo(NamedTuple):
    """A saved brief, in short."""

    edition_date: date
    revision: int
    """From 1; a second run on the same day makes the next one."""
    brief_id: str
    generated_at: datetime


def coder_of(extraction: Extraction[EventDraft]) -> str:
    """Who coded: model and prompt as the records say; an extraction without records names nobody."""
    made = next((r.provenance for r in extraction.events), None)
    return f"{made.model} {made.prompt} {made.prompt_hash}"[:120] if made else ""


def appearance_row(article: Article, added_at: datetime) -> dict[str, Any]:
    """One outlet's printing of a text: the same text with another title, day or outlet is another row."""
    about = article.model_dump_json(exclude={"text"})
    return {
        "appearance_id": hashlib.sha256(f"{article.doc_id}\n{about}".encode()).hexdigest()[:32],
        "doc_id": article.doc_id,
        "day": article.published or added_at.date(),
        "about": about,
        "added_at": added_at,
    }


def article_of(about: str, text: str) -> Article:
    """An article from what an outlet said about it, and its text."""
    return Article.model_validate_json(about[:-1] + "," * (about != "{}") + '"text":""}').model_copy(
        update={"text": text}
    )


def record_row(record: EventRecord, doc_id: str, coder: str, number: int) -> dict[str, Any]:
    """The row of a record: what is searched by in columns of its own, the whole as JSON."""
    return {
        "doc_id": doc_id,
        "coder": coder,
        "number": number,
        "event_id": record.event_id,
        "event_class": str(record.event_class),
        "status": str(record.status),
        "start": record.time.start,
        "end": record.time.end,
        "country_iso3": record.locations[0].country_iso3 if record.locations else None,
        "payload": record.model_dump_json(),
    }


def edition_of(row: Any) -> EditionInfo:
    """A row of `briefs` in short; SQLite keeps no time zone, and all times are UTC."""
    made = row.generated_at if row.generated_at.tzinfo else row.generated_at.replace(tzinfo=UTC)
    return EditionInfo(row.edition_date, row.revision, row.brief_id, made)
