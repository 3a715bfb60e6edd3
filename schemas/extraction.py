"""What one article gives: records, rejected values, usage, and the error if there was one."""

from os import PathLike
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt, SerializeAsAny

from .codebook import Coded
from .event import EventRecord
from .reasons import Reason
from .record import Record

if TYPE_CHECKING:
    from summarizer.export import ExportFormat, ExportReport, Policy

R = TypeVar("R", bound=Record)


class Rejection(BaseModel):
    """A value that did not pass, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    """Dotted name of the field, `record` for a whole record."""
    value: str
    reason: Reason
    sentences: list[int] = []
    """Numbers of the sentences that were cited."""
    message: str
    """For people: what was said, what the text says, and what was done about it."""
    record: int | None = None
    """Position of the record in the model's reply, from 0."""


class Usage(BaseModel):
    """What an article or a run cost, failed attempts included. `cost` in US dollars, null for an unknown model."""

    model_config = ConfigDict(extra="forbid")

    calls: NonNegativeInt = 0
    """Questions asked."""
    attempts: NonNegativeInt = 0
    """Requests sent: calls plus retries and re-asks."""
    input_tokens: NonNegativeInt = 0
    output_tokens: NonNegativeInt = 0
    cached_tokens: NonNegativeInt = 0
    """Part of `input_tokens` that the server took from its prefix cache."""
    from_cache: NonNegativeInt = 0
    """Questions that the local cache of replies answered: nothing was sent or paid for them."""
    seconds: NonNegativeFloat = 0.0
    cost: NonNegativeFloat | None = None

    def __add__(self, other: "Usage") -> "Usage":
        costs = [u.cost for u in (self, other) if u.attempts or u.from_cache]
        known = [c for c in costs if c is not None]
        return Usage(
            calls=self.calls + other.calls,
            attempts=self.attempts + other.attempts,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            from_cache=self.from_cache + other.from_cache,
            seconds=self.seconds + other.seconds,
            # One attempt of unknown price makes the sum unknown: a partial sum would be a guess.
            cost=sum(known) if known and len(known) == len(costs) else None,
        )


class FailureKind(Coded):
    """Why an article gave nothing."""

    EMPTY = "empty", "the article holds no text"
    NOT_TEXT = "not_text", "the file is not readable text"
    NOT_FETCHED = "not_fetched", "the address gave nothing: refused, too large, too slow, or an error status"
    TOO_LONG = "too_long", "the article is longer than max_article_chars"
    REFUSED = "refused", "the model refused to answer"
    EMPTY_REPLY = "empty_reply", "the model sent an empty reply"
    INVALID_REPLY = "invalid_reply", "no reply fitted the schema within the allowed attempts"
    TRUNCATED = "truncated", "the reply ended at the token limit and nothing could be salvaged"
    TRANSPORT = "transport", "the endpoint failed: timeout, dropped connection, overload"
    BUDGET = "budget", "the token budget of the article was used up"
    DEADLINE = "deadline", "the article took longer than article_timeout"
    INTERNAL = "internal", "an unexpected fault in this program"


class Failure(BaseModel):
    """A typed, serialisable reason why an article gave nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: FailureKind
    message: str
    """What, where, and what to do."""


class Extraction(BaseModel, Generic[R]):
    """The result for one article. A failed article is a result too: `error` says why, and the lists are empty."""

    model_config = ConfigDict(extra="forbid")

    doc_id: str
    source: str | None = None
    """Outlet or path, for people."""
    events: list[EventRecord] = []
    """Verified records of the shipped schema; empty for a custom one."""
    records: list[SerializeAsAny[R]] = []
    """The schema's drafts that passed grounding."""
    rejected: list[Rejection] = []
    usage: Usage = Usage()
    warnings: list[str] = []
    """Things that a reader should know, such as a salvaged reply or instructions found in the text."""
    error: Failure | None = None

    @property
    def ok(self) -> bool:
        """Whether the article was read; an article without events is fine."""
        return self.error is None

    def export(
        self,
        to: "ExportFormat",
        path: str | PathLike[str] | IO[bytes] | IO[str],
        *,
        policy: "Policy" = "literal",
        keep_aggregates: bool = False,
        war_scale: bool = True,
    ) -> "ExportReport":
        """Write `events` as acled, ucdp, plover, geojson, hxl, csv or parquet: see `summarizer.export_records`."""
        from summarizer.export import export_records

        return export_records(
            self.events, to, path, policy=policy, keep_aggregates=keep_aggregates, war_scale=war_scale
        )
