"""The module-level functions, and the one `Summarizer` that they share."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, overload

from summarizer.api import ArticleLike, Summarizer
from summarizer.schemas import EventDraft, Extraction, Record

if TYPE_CHECKING:
    from summarizer.schemas.brief import DailyBrief

R = TypeVar("R", bound=Record)

_shared: Summarizer | None = None
_shared_lock = threading.Lock()


def shared() -> Summarizer:
    """The `Summarizer` that the module-level functions share: made at the first call, closed at exit."""
    global _shared  # one process-wide client is the point: a model is loaded once
    with _shared_lock:
        if _shared is None:
            _shared = Summarizer()
            atexit.register(_shared.close)
        return _shared


@overload
def extract(article: ArticleLike) -> Extraction[EventDraft]: ...
@overload
def extract(article: ArticleLike, schema: type[R], guideline: str | None = None) -> Extraction[R]: ...
def extract(article: ArticleLike, schema: type[Record] = EventDraft, guideline: str | None = None) -> Extraction[Any]:
    """Records of one article with the shared `Summarizer`: verified events, or drafts of your own `schema`.

    Raises ConfigurationError where no model can be reached; the article's own trouble goes into `.error`.
    """
    return shared().extract(article, schema, guideline)


def brief(
    articles: Iterable[ArticleLike],
    *,
    date: date | None = None,
    previous: DailyBrief | None = None,
    phrase: bool | None = None,
) -> DailyBrief:
    """The daily brief of `articles` with the shared `Summarizer`."""
    return shared().brief(articles, date=date, previous=previous, phrase=phrase)
