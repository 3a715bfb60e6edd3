"""The brief of one article, composed from its records without a model: what the brief metrics score."""

from __future__ import annotations

from datetime import UTC, date, datetime

from evals.datasets import Answer
from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.schemas.brief import DailyBrief

_UNDATED = date(2000, 1, 1)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The brief's time of making: fixed, since it is not scored."""


def brief_of(article: Article, answer: Answer) -> DailyBrief | None:
    """The brief on the article's own day; None if nothing was found."""
    if not answer.events:
        return None
    return build_brief([(article, answer)], edition_date=article.published or _UNDATED, generated_at=_MADE)


def told(brief: DailyBrief | None) -> list[str]:
    """The statements that tell of events, each once."""
    if brief is None:
        return []
    statements = [*brief.key_takeaways, *(item for section in brief.sections for item in section.items), *brief.watch]
    return list(dict.fromkeys(statement.text for statement in statements))
