"""What the model said about one article, before the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from summarizer.model.client import Reply
from summarizer.schemas import Reason, Record, Rejection, Usage

R = TypeVar("R", bound=Record)


@dataclass
class Drafts(Generic[R]):
    """What the model said about one article, before the gate."""

    items: list[R] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    fingerprint: str = ""
    model: str = ""

    def add(self, reply: Reply[list[R]], items: Sequence[R]) -> None:
        """Take over one reply: its items, what was dropped from it, and what it cost."""
        self.items.extend(items)
        self.usage += reply.usage
        self.fingerprint, self.model = self.fingerprint or reply.fingerprint, reply.model
        for dropped in reply.dropped:
            self.rejected.append(
                Rejection(
                    field=dropped.field,
                    value=dropped.raw,
                    reason=Reason.INVALID,
                    message=dropped.message,
                    record=dropped.item,
                )
            )
        if reply.truncated:
            self.warnings.append("a reply ended at the token limit; its complete records were kept")
