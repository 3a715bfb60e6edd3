"""News articles to validated event records and daily briefs, every value traceable to the sentence that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer._version import __version__
from summarizer.articles import Article, Sentence
from summarizer.errors import (
    ArticleError,
    AuthenticationError,
    BudgetError,
    ConfigurationError,
    EndpointError,
    InputError,
    MissingExtraError,
    ModelFileError,
    SummarizerError,
    UnknownModelError,
)
from summarizer.schemas import (
    Actor,
    EventDraft,
    EventRecord,
    Extraction,
    Failure,
    FailureKind,
    Figure,
    Place,
    Reason,
    Record,
    Rejection,
    Usage,
    Verbatim,
    When,
)
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.api import Summarizer
    from summarizer.export import ExportReport, export_records, read_jsonl, to_dataframe
    from summarizer.grounding import ground
    from summarizer.schemas.brief import DailyBrief
    from summarizer.shared import brief, extract

__all__ = [
    "Actor",
    "Article",
    "ArticleError",
    "AuthenticationError",
    "BudgetError",
    "ConfigurationError",
    "DailyBrief",
    "EndpointError",
    "EventDraft",
    "EventRecord",
    "ExportReport",
    "Extraction",
    "Failure",
    "FailureKind",
    "Figure",
    "InputError",
    "MissingExtraError",
    "ModelFileError",
    "Place",
    "Reason",
    "Record",
    "Rejection",
    "Sentence",
    "Settings",
    "Summarizer",
    "SummarizerError",
    "UnknownModelError",
    "Usage",
    "Verbatim",
    "When",
    "__version__",
    "brief",
    "export_records",
    "extract",
    "ground",
    "read_jsonl",
    "to_dataframe",
]

_LAZY = {
    "DailyBrief": "summarizer.schemas.brief",
    "ExportReport": "summarizer.export",
    "Summarizer": "summarizer.api",
    "brief": "summarizer.shared",
    "export_records": "summarizer.export",
    "extract": "summarizer.shared",
    "ground": "summarizer.grounding",
    "read_jsonl": "summarizer.export",
    "to_dataframe": "summarizer.export",
}


def __getattr__(name: str) -> Any:
    """Names that pull in more than pydantic are imported when they are first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_LAZY[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
