"""Nugget recall of a brief: how many of the facts that it should hold it holds.

    nuggets               (support + 0.5 partial support) / nuggets
    nuggets.vital         the same over the vital ones
    nuggets.strict, nuggets.vital.strict    support / nuggets, partial support counting nothing

Source: Pradeep et al., "The Great Nugget Recall" (AutoNuggetizer), 2025, for the four scores. There a model writes and
judges the nuggets. Here the values of gold records are the nuggets, and the judge, which can be swapped, compares
words: support if one wording stands in one sentence in a row, partial support if one sentence has all its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.goldevent import GoldEvent
from evals.marks import Value, scored_fields, values_of
from evals.metrics.counts import Counts
from evals.similarity import tokens
from summarizer.schemas import Figure, When

VITAL_FIELDS = frozenset({"initiators", "targets", "place", "killed"})
"""Who did what to whom, where, and how many died: the fields whose values are vital in a core event."""

PARTIAL = 0.5


@dataclass(frozen=True)
class Nugget:
    """A fact. Any one of the wordings says it."""

    wordings: tuple[str, ...]
    vital: bool = True


Judge = Callable[[Nugget, Sequence[str]], float]
"""Nugget and the sentences of a brief to 1 (support), 0.5 (partial support) or 0."""


def score(nuggets: Sequence[Nugget], sentences: Sequence[str], judge: Judge | None = None) -> dict[str, Counts]:
    """Counts of one brief; a recall only, so both sides of the counts are the same."""
    judged = [(nugget, (judge or by_words)(nugget, sentences)) for nugget in nuggets]
    vital = [credit for nugget, credit in judged if nugget.vital]
    every = [credit for _, credit in judged]
    return {
        "nuggets": _recall(every),
        "nuggets.vital": _recall(vital),
        "nuggets.strict": _recall([float(credit == 1) for credit in every]),
        "nuggets.vital.strict": _recall([float(credit == 1) for credit in vital]),
    }


def by_words(nugget: Nugget, sentences: Sequence[str]) -> float:
    """The default judge, see the module."""
    return max((_credit(tokens(w), tokens(s)) for w in nugget.wordings for s in sentences), default=0.0)


def nuggets_of(events: Sequence[GoldEvent]) -> list[Nugget]:
    """One nugget for each marked value of the events; the same value of two events is one nugget."""
    found: dict[tuple[str, ...], bool] = {}
    for event in events:
        for field in scored_fields(event):
            if field.kind in ("class", "choice"):
                continue
            for value in values_of(event, field):
                wordings = _wordings(value)
                found[wordings] = found.get(wordings, False) or (event.core and field.name in VITAL_FIELDS)
    return [Nugget(wordings, vital) for wordings, vital in found.items()]


def _wordings(value: Value) -> tuple[str, ...]:
    """The words of the article, a figure also in digits, a day also as a date."""
    if isinstance(value, Figure) and value.best is not None:
        return tuple(dict.fromkeys((value.raw, str(value.best))))
    if isinstance(value, When) and value.start and value.start == value.end:
        day = value.start
        return (value.raw, f"{day.day} {day:%B}", f"{day:%B} {day.day}", day.isoformat())
    return (str(value),)


def _credit(words: tuple[str, ...], sentence: tuple[str, ...]) -> float:
    size = len(words)
    if not size:
        return 0.0
    if any(sentence[k : k + size] == words for k in range(len(sentence) - size + 1)):
        return 1.0
    return PARTIAL if set(words) <= set(sentence) else 0.0


def _recall(credits: Sequence[float]) -> Counts:
    return Counts(sum(credits), len(credits), sum(credits), len(credits))
