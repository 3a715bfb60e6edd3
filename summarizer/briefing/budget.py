"""How long a brief may be: words of prose, shared out among its parts in a fixed order.

Short editions run to 400 words, full ones to 900. The casualty table, the sources and the notes on rules, method and coverage
stand outside. Items are worded one by one until the room is used up, so that what is not printed costs nothing; what is
left out is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from summarizer.schemas.brief import DailyBrief, KeyJudgement, Length, Statement

from .wording import words

LIMITS: dict[Length, int] = {"short": 400, "full": 900}
SHARES = {
    "key_takeaways": 0.28, "key_judgements": 0.12, "changes": 0.20, "contradictions": 0.16, "watch": 0.12,
    "quotes": 0.08, "information_gaps": 0.12,
}  # fmt: skip
"""The largest share of each part; the sections take all that is left."""
MAX_MISSES = 3
"""Items too long for the room that is left, after which the rest is left out unseen."""

MAX_LISTED = 60
"""Items of a part that the brief holds as data, printed or not."""

T = TypeVar("T")


class Budget:
    """Words that are still free, and how many items of each part are printed."""

    def __init__(self, length: Length) -> None:
        self.limit = self.free = LIMITS[length]
        self.printed: dict[str, int] = {}

    def spend(self, *texts: str) -> None:
        """Take the words of `texts` out."""
        self.free -= words(texts)

    def fill(
        self, part: str, items: Iterable[T], texts: Callable[[T], Iterable[str]], most: int | None = None
    ) -> list[T]:
        """The first items that fit into the part's share, at most `most`; `items` may be lazy."""
        room = min(self.free, int(SHARES.get(part, 1.0) * self.limit))
        kept: list[T] = []
        misses = 0
        for item in items if most is None else islice(items, most):
            size = words(list(texts(item)))
            if size <= room:
                kept.append(item)
                room -= size
                self.free -= size
            elif (misses := misses + 1) == MAX_MISSES:
                break
        return kept

    def list_all(self, part: str, items: Iterable[T], texts: Callable[[T], Iterable[str]]) -> list[T]:
        """The first `MAX_LISTED` items, and in `printed` how many of them, from the first on, fit into the part's share."""
        listed = list(islice(items, MAX_LISTED))
        room = min(self.free, int(SHARES[part] * self.limit))
        printed = 0
        for item in listed:
            size = words(list(texts(item)))
            if size > room:
                break
            room -= size
            self.free -= size
            printed += 1
        self.printed[part] = printed
        return listed


def texts_of(statement: Statement) -> list[str]:
    """What is printed of a statement: its text, and the label or value beside it."""
    beside = [getattr(statement, name, "") or "" for name in ("label", "value", "when")]
    out = [statement.text, *beside]
    if isinstance(statement, KeyJudgement):
        out += [statement.confidence_text, statement.basis]
        out += [*statement.assumptions, *statement.alternatives, *statement.indicators]
    return out


def prose_words(brief: DailyBrief) -> int:
    """Words of the brief's prose as printed; an event told in the takeaways is not told again in its section."""
    told = {tuple(t.events) for t in brief.key_takeaways}
    printed = brief.coverage.printed
    differing = brief.contradictions[: printed.get("contradictions", 0)]
    statements: list[Statement] = [brief.bluf, *brief.key_takeaways, *brief.key_judgements]
    statements += [*brief.changes[: printed.get("changes", 0)], *brief.watch[: printed.get("watch", 0)]]
    statements += [i for s in brief.sections for i in s.items if tuple(i.events) not in told]
    statements += [*brief.information_gaps, *(p for c in differing for p in c.positions)]
    extra = [q.text for q in brief.quotes] + [c.question for c in differing]
    return words([t for s in statements for t in texts_of(s)] + extra)
