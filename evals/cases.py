"""What is scored: a gold article and what a system made of it, with their records aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evals.align import Alignment, align
from evals.families import family_of
from evals.goldset import GoldArticle
from summarizer.grounding import check_record, index
from summarizer.schemas import EventDraft, EventRecord, Extraction, Failure, Record, Rejection, Usage, When


@dataclass(frozen=True)
class ArticlePrediction:
    """What a system gave for one article. A failed article has an error and no records: all its events are missed.

    Attributes:
        id: id of the gold article.
        records: the drafts that passed grounding, figures and times resolved.
        events: the rich records of the shipped schema, one for each of `records` in the same order; empty for others.
        error: why the article gave nothing.
        rejected: the values that the gate refused.
        usage: what it cost.
    """

    id: str
    records: Sequence[Record] = ()
    events: Sequence[EventRecord] = ()
    error: Failure | None = None
    rejected: Sequence[Rejection] = ()
    usage: Usage = field(default_factory=Usage)

    @classmethod
    def of(cls, name: str, extraction: Extraction[Record]) -> ArticlePrediction:
        """The prediction that an extraction is."""
        return cls(
            id=name,
            records=tuple(extraction.records),
            events=tuple(extraction.events),
            error=extraction.error,
            rejected=tuple(extraction.rejected),
            usage=extraction.usage,
        )


class Match(NamedTuple):
    """A gold record and the predicted record that tells of it."""

    gold: Record
    merged: tuple[Record, ...]
    """Further gold records that the predicted one covers by an admissible merge: their values are right answers too."""
    predicted: Record
    position: int
    """Of the predicted record."""

    @property
    def golds(self) -> tuple[Record, ...]:
        """All gold records that the predicted one may be right about, its partner first."""
        return (self.gold, *self.merged)


@dataclass(frozen=True)
class Case:
    """One article, scored: gold and predicted records and how they match.

    Attributes:
        gold: the article with its gold records.
        prediction: what the system gave.
        predicted: its records; a draft without a time has that of its rich record, which code took from the context.
        alignment: positions in `gold.events` and `predicted`.
        refused: what the gate says today about `predicted`; `record` is the position.
    """

    gold: GoldArticle[Record]
    prediction: ArticlePrediction
    predicted: tuple[Record, ...]
    alignment: Alignment
    refused: tuple[Rejection, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """The aligned pairs."""
        partners = {i for i, _ in self.alignment.pairs}
        merged: dict[int, list[Record]] = {}
        for i, j in self.alignment.merged:
            if i not in partners:
                merged.setdefault(j, []).append(self.gold.events[i])
        return tuple(
            Match(self.gold.events[i], tuple(merged.get(j, ())), self.predicted[j], j) for i, j in self.alignment.pairs
        )

    @property
    def judged(self) -> tuple[tuple[int, bool], ...]:
        """Positions of the predicted records that are no admissible merges, and whether each is aligned with a gold record of
        its class family."""
        partner = {match.position: match.gold for match in self.matches}
        merged = {j for _, j in self.alignment.merged} - set(partner)
        return tuple(
            (j, j in partner and family_of(partner[j]) == family_of(record))
            for j, record in enumerate(self.predicted)
            if j not in merged
        )

    @property
    def missed(self) -> tuple[Record, ...]:
        """Gold records that nothing tells of."""
        return tuple(self.gold.events[i] for i in self.alignment.missed)

    @property
    def spurious(self) -> tuple[Record, ...]:
        """Predicted records that tell of no gold record."""
        return tuple(self.predicted[j] for j in self.alignment.spurious)


def make_case(gold: GoldArticle[Record], prediction: ArticlePrediction) -> Case:
    """Align the prediction with the gold, and pass it through the gate.

    Raises:
        ValueError: they are of different articles, or the rich records are not one for each draft.
    """
    if gold.id != prediction.id:
        raise ValueError(f"the gold is of article {gold.id}, the prediction of {prediction.id}")
    if prediction.events and len(prediction.events) != len(prediction.records):
        raise ValueError(f"{gold.id}: {len(prediction.events)} events for {len(prediction.records)} records")
    predicted = _with_times(prediction)
    ready = index(gold.article)
    refused = tuple(
        rejection
        for position, record in enumerate(prediction.records)
        for rejection in check_record(gold.article, record, ready, position=position).rejections
    )
    return Case(gold, prediction, predicted, align(gold.events, predicted), refused)


def _with_times(prediction: ArticlePrediction) -> tuple[Record, ...]:
    if not prediction.events:
        return tuple(prediction.records)
    return tuple(_with_time(r, e) for r, e in zip(prediction.records, prediction.events, strict=True))


def _with_time(record: Record, event: EventRecord) -> Record:
    time = event.time
    if not isinstance(record, EventDraft) or record.when is not None or not time.raw or time.start is None:
        return record
    when = When(raw=time.raw, start=time.start, end=time.end, basis=time.basis, precision=time.precision)
    return record.model_copy(update={"when": when})
