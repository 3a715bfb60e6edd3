"""The error tree.

SummarizerError                 base of all; `str(error)` says what, where and what to do
├── ConfigurationError          the run cannot start or go on: raised at once
│   ├── UnknownModelError       no such model in the catalogue or at the endpoint
│   ├── ModelFileError          a model file is missing, damaged or cannot be fetched
│   ├── AuthenticationError     the endpoint refused the key (401, 403)
│   ├── EndpointError           the endpoint cannot be reached at the first call
│   └── MissingExtraError       an optional dependency is not installed
├── BudgetError                 the run's budget is used up: what is finished stays, the rest is not reached
├── InputError                  a file or argument is unusable (empty, not text, wrong encoding)
└── ArticleError                one article failed; carries a `Failure`, ends up in `Extraction.error`
"""

from __future__ import annotations

from summarizer.schemas.extraction import Failure, FailureKind, Usage


class SummarizerError(Exception):
    """Base of every error that this package raises on purpose."""


class ConfigurationError(SummarizerError):
    """The run cannot start or go on."""


class UnknownModelError(ConfigurationError):
    """No such model in the catalogue or at the endpoint."""


class ModelFileError(ConfigurationError):
    """A model file is missing, damaged or cannot be fetched."""


class AuthenticationError(ConfigurationError):
    """The endpoint refused the key."""


class EndpointError(ConfigurationError):
    """The endpoint cannot be reached at the first call."""


class MissingExtraError(ConfigurationError):
    """An optional dependency is not installed."""


class BudgetError(SummarizerError):
    """The next request could pass the run's `budget` or `max_tokens`. No fault of the article that asked."""


class InputError(SummarizerError):
    """A file or argument is unusable."""

    def __init__(self, message: str, kind: FailureKind = FailureKind.NOT_TEXT) -> None:
        super().__init__(message)
        self.kind = kind


class ArticleError(SummarizerError):
    """One article failed; other articles go on. `usage` holds what the failed attempts cost."""

    def __init__(self, kind: FailureKind, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.failure = Failure(kind=kind, message=message)
        self.usage = usage or Usage()
