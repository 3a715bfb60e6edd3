"""Who gives a figure, and whether two reports of it come from the same teller."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from summarizer.lexicon import word_set
from summarizer.schemas import Casualty, EventRecord
from summarizer.schemas.codebook_parts import CasualtyKind

from .nouns import fold
from .wording import claimants

_SHARED = word_set(
    "a an the of in on at for and by to from its his her their who that this ministry minister ministers spokesman "
    "spokeswoman spokesperson spokespeople official officials source sources security state states local town village "
    "district provincial regional national government authority authorities office head chief member members service "
    "services group groups report reports statement named senior two three four several other people resident "
    "residents witness witnesses s"
)
"""Words that two different tellers may share."""


class Count(NamedTuple):
    """A figure, and who gives it."""

    record: EventRecord
    casualty: Casualty
    tellers: tuple[str, ...]
    """As printed; empty where the outlet gives it on its own word."""

    @property
    def value(self) -> tuple[int | None, int | None, int | None]:
        """Low, best, high."""
        c = self.casualty
        return c.low, c.best, c.high

    @property
    def of_whom(self) -> tuple[CasualtyKind, bool]:
        """Kind of harm, and whether the figure runs over several events."""
        return self.casualty.kind, self.casualty.cumulative


def counts_of(records: Iterable[EventRecord]) -> list[Count]:
    """Every figure of the records, in their order."""
    return [Count(r, c, teller(r, c)) for r in records for c in r.casualties]


def teller(record: EventRecord, casualty: Casualty) -> tuple[str, ...]:
    """The one it is attributed to, else the claimants who speak in its sentence."""
    if casualty.attributed_to:
        return (casualty.attributed_to,)
    at = casualty.evidence
    return tuple(a.claimant for a in claimants(record) if at is None or a.evidence in (None, at))


def alike(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two sets of tellers share one: the same words, or a telling word in common ("the army", "army spokesman")."""
    if not ones or not others:
        return not ones and not others
    return any(_same(a, b) for a in ones for b in others)


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other) or bool(_telling(one) & _telling(other))


def _telling(name: str) -> set[str]:
    words = re.findall(r"\w+", fold(re.sub(r"[’']s\b", "", name)))
    return {w.removesuffix("s") if len(w) > 4 else w for w in words if w not in _SHARED and len(w) > 2}


def replaced(counts: Sequence[Count]) -> set[int]:
    """Positions of figures that the same teller has given anew, later, for the same people."""
    out = set()
    for i, old in enumerate(counts):
        if any(_replaces(new, old) for new in counts):
            out.add(i)
    return out


def _replaces(new: Count, old: Count) -> bool:
    return (
        new.of_whom == old.of_whom
        and told_on(new) > told_on(old)
        and new.value != old.value
        and same_people(new, old)
        and alike(new.tellers, old.tellers)
    )


def same_people(one: Count, other: Count) -> bool:
    """Whether both may count the same people: one population, or one of them does not say which."""
    a, b = one.casualty.population, other.casualty.population
    return a is b or "unknown" in (a.value, b.value) or "mixed" in (a.value, b.value)


def told_on(count: Count) -> date:
    """The day that the figure stands for, by its own words or its article's publication."""
    return count.casualty.as_of or count.record.provenance.published or date.min
