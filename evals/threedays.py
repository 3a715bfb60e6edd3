"""The three-day example: its articles with hand-coded records, and the editions that a reader expects from them.

`examples/three-days` holds `day-1` … `day-3` (articles), `records` (one `Extraction` an article) and `expectation.json`.
A record is named `DAY/ARTICLE/POSITION`: `2/06/1` is the first record of article 06 of day 2, as the README says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from summarizer.articles import Article
from summarizer.schemas import EventDraft, Extraction

__all__ = ["DAYS", "FOLDER", "load_day", "load_expectation", "record_ids"]

FOLDER = Path(__file__).parent.parent / "examples" / "three-days"

DAYS = {1: date(2025, 10, 14), 2: date(2025, 10, 15), 3: date(2025, 10, 16)}
"""Edition dates, Tuesday to Thursday."""

Item = tuple[Article, Extraction[EventDraft]]


def load_day(n: int, folder: Path = FOLDER) -> list[Item]:
    """The articles of day `n` (1, 2 or 3) by file name, each with its coded records: what `build_brief` takes.

    Raises:
        FileNotFoundError: an article has no file of records.
        pydantic.ValidationError: a file of records does not fit the schema.
    """
    return [(Article.read(path), _records(path, folder)) for path in _paths(n, folder)]


def record_ids(folder: Path = FOLDER, days: Sequence[int] = tuple(DAYS)) -> dict[str, str]:
    """`DAY/ARTICLE/POSITION` → `event_id`. A word-for-word reprint has the ids of its original."""
    out = {}
    for n in days:
        for path in _paths(n, folder):
            for position, event in enumerate(_records(path, folder).events, start=1):
                out[f"{n}/{path.stem[:2]}/{position}"] = event.event_id
    return out


def load_expectation(folder: Path = FOLDER) -> dict[str, Any]:
    """`expectation.json`; its README describes the parts."""
    found: dict[str, Any] = json.loads((folder / "expectation.json").read_text(encoding="utf-8"))
    return found


def _paths(n: int, folder: Path) -> list[Path]:
    return sorted((folder / f"day-{n}").glob("*.txt"))


def _records(article: Path, folder: Path) -> Extraction[EventDraft]:
    path = folder / "records" / article.parent.name / f"{article.stem}.json"
    return Extraction[EventDraft].model_validate_json(path.read_bytes())
