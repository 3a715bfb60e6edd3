"""`DailyBrief` holds what it names, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from summarizer.schemas.brief import CasualtyRow, Coverage, DailyBrief, Statement, Takeaway
from summarizer.schemas.codebook_parts import CasualtyKind, Population


def minimal(**changes: object) -> DailyBrief:
    fields: dict[str, object] = {
        "brief_id": "2023-06-06-0",
        "edition_date": date(2023, 6, 6),
        "period": None,
        "data_cutoff": None,
        "generated_at": datetime(2023, 6, 6, tzinfo=UTC),
        "bluf": Statement(text="Nothing.", events=[], citations=[]),
        "source_statement": "No article gave an event.",
        "coverage": Coverage(articles_in=0, articles_used=0),
        "method_note": "None.",
    }
    return DailyBrief.model_validate(fields | changes)


def test_a_minimal_brief_makes_no_judgement_and_survives_json() -> None:
    brief = minimal()
    assert brief.key_judgements == []
    assert DailyBrief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.parametrize(
    "changes",
    [
        {"mood": "grim"},
        {"key_takeaways": [Takeaway(text="x", label="y", events=["e"], citations=[1])] * 8},
        {"coverage": {"articles_in": -1, "articles_used": 0}},
        {"coverage": {"articles_in": 1, "articles_used": 0, "stale_share": 1.5}},
        {"bluf": {"text": "x", "events": [], "citations": [0]}},
        {"casualty_table": [{"kind": "killed", "population": "civilian", "low": -1}]},
    ],
)
def test_what_a_brief_cannot_be(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        minimal(**changes)


def test_a_row_without_figures_is_null_not_zero() -> None:
    row = CasualtyRow(kind=CasualtyKind.KILLED, population=Population.CIVILIAN)
    assert (row.low, row.best, row.high, row.open_ended) == (None, None, None, False)
