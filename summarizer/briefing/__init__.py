"""Briefs from records: wording, totals, order, coverage; and the gate over every sentence of a brief.

    build_brief(items, *, edition_date, generated_at) -> DailyBrief      computed, no model
    verify_brief(brief) -> list[Rejection]                               the gate
    sentence(record, edition) -> str                                     one record as one sentence

Inside: `told`, `frames`, `verbs`, `nouns`, `places`, `when`, `figures`, `statements` and `clauses` make the words of a
record and `wording` puts them together; `order` ranks and groups records, `totals` adds, `gaps` asks what is missing,
`coverage` counts what was lost, `citations` numbers; `build` is the page, `check` the gate.
"""

from __future__ import annotations

from .build import build_brief
from .check import verify_brief
from .wording import sentence

__all__ = ["build_brief", "sentence", "verify_brief"]
