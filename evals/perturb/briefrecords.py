"""The hand-coded gold as event records, and each record's sentence as a brief would print it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.goldset import FOLDER, Split, load_gold
from summarizer.articles import Article
from summarizer.briefing.gate import worded
from summarizer.drafts import Drafts
from summarizer.finishing import finish
from summarizer.resolve.tables import Tables
from summarizer.schemas import EventDraft, EventRecord

_LISTS = {"initiators": 3, "targets": 3, "weapons": 2, "claimants": 2, "sentences": 4}
"""What the draft can hold of a coder's longer lists."""


class Printed(NamedTuple):
    """A record with the sentence that a brief prints of it."""

    record: EventRecord
    edition: date
    text: str


def printed(split: Split | None, folder: Path = FOLDER) -> list[Printed]:
    """Every gold record that passes the gate, as printed on its article's day."""
    out = []
    for gold in load_gold(folder, split=split):
        edition = gold.article.published or date(2025, 1, 1)
        out += [Printed(r, edition, worded(r, edition)) for r in _records(gold.article, gold.events)]
    return out


def _records(article: Article, events: object) -> Iterator[EventRecord]:
    drafts = Drafts[EventDraft](model="hand-coded", fingerprint="gold")
    for event in events:  # type: ignore[attr-defined]
        values = {name: getattr(event, name) for name in EventDraft.model_fields}
        values |= {name: list(values[name])[:most] for name, most in _LISTS.items()}
        drafts.items.append(EventDraft.model_validate(values))
    yield from finish(article, drafts, EventDraft, "gold", Tables()).events
