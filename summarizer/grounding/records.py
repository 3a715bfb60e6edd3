"""Records against their article: every marked field, each with its evidence or a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from summarizer.articles import Article
from summarizer.schemas.extraction import Rejection
from summarizer.schemas.reasons import Reason
from summarizer.schemas.record import Record

from .checks import Checked, RecordCheck
from .sources import ArticleIndex
from .sources import index as make_index

R = TypeVar("R", bound=Record)


def ground(article: Article, records: Sequence[R]) -> tuple[list[R], list[Rejection]]:
    """Check records of any schema against the article; returns the kept ones and every refused value with its
    reason.
    """
    ready = make_index(article)
    kept: list[R] = []
    rejected: list[Rejection] = []
    seen: set[str] = set()
    for position, record in enumerate(records):
        checked = check_record(article, record, ready, position=position)
        rejected.extend(checked.rejections)
        if checked.record is None:
            continue
        same = repr(checked.record)
        if same in seen:
            rejected.append(_duplicate(checked.record, position))
            continue
        seen.add(same)
        kept.append(checked.record)
    return kept, rejected


def check_record(
    article: Article, record: R, index: ArticleIndex | None = None, *, position: int | None = None
) -> Checked[R]:
    """Check one record; `position` is its place in the model's reply, for the rejections."""
    return RecordCheck(index or make_index(article), record, position).run()


def _duplicate(record: Record, position: int) -> Rejection:
    return Rejection(
        field="record",
        value=type(record).__name__,
        reason=Reason.DUPLICATE,
        sentences=record.sentences,
        message="The same record stands already: dropped.",
        record=position,
    )
