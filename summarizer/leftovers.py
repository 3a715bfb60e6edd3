"""What an article gave besides its events, one JSON line each: rejected values, warnings, and why it failed.

`events.rejected.jsonl` stands beside `events.jsonl`, so that nothing is lost silently: each line names the article
(`doc_id`, `source`), its `kind` (`rejected`, `warning` or `failed`) and a `message` for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from summarizer.articles import Unreadable
from summarizer.schemas import Extraction, Failure, Rejection


class Leftover(BaseModel):
    """One line of `events.rejected.jsonl`; for a warning or a failure the fields of a rejected value are null."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["rejected", "warning", "failed"]
    doc_id: str | None = None
    """Null for a file that gave no article."""
    source: str | None = None
    """Outlet or path, for people."""
    field: str | None = None
    """Dotted name of the field, `record` for a whole record."""
    value: str | None = None
    reason: str | None = None
    """A `Reason`; of a failure its `FailureKind`."""
    sentences: list[int] = []
    """Numbers of the sentences that were cited."""
    record: int | None = None
    """Position of the record in the model's reply, from 0."""
    message: str

    def put(self, into: Extraction[Any]) -> None:
        """Add to the result of its article. Raises pydantic.ValidationError for a line that lacks what its kind has."""
        if self.kind == "rejected":
            into.rejected.append(Rejection.model_validate(self.model_dump(exclude={"kind", "doc_id", "source"})))
        elif self.kind == "warning":
            into.warnings.append(self.message)
        else:
            into.error = Failure.model_validate({"kind": self.reason, "message": self.message})


def beside(path: Path) -> Path:
    """The file of leftovers that belongs to a file of events: `events.rejected.jsonl` to `events.jsonl`."""
    return path.with_name(f"{path.stem}.rejected{path.suffix or '.jsonl'}")


def leftovers(result: Extraction[Any]) -> Iterator[Leftover]:
    """Everything that a result holds but its events."""
    doc, source = result.doc_id, result.source
    for r in result.rejected:
        yield Leftover(kind="rejected", doc_id=doc, source=source, **r.model_dump(mode="json"))
    for warning in result.warnings:
        yield Leftover(kind="warning", doc_id=doc, source=source, message=warning)
    if result.error:
        yield Leftover(
            kind="failed", doc_id=doc, source=source, reason=result.error.kind.value, message=result.error.message
        )


def leftover_lines(result: Extraction[Any] | Unreadable) -> Iterator[str]:
    """As JSON lines; what a kind does not have is left out."""
    every = [unread(result)] if isinstance(result, Unreadable) else leftovers(result)
    return (one.model_dump_json(exclude_defaults=True) + "\n" for one in every)


def unread(lost: Unreadable) -> Leftover:
    """A file that could not be read."""
    why = lost.failure
    return Leftover(kind="failed", source=lost.source, reason=why.kind.value, message=why.message)
