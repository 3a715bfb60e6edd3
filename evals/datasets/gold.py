"""The hand-labelled articles of `evals/gold`, with the shipped schema."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evals.cases import ArticlePrediction, make_case
from evals.datasets import Answer, Dataset, DatasetError, Item, Scores, fingerprint
from evals.datasets.briefs import brief_of, told
from evals.goldset import FOLDER, Coding, GoldArticle, GoldError, GoldEvent, Split, load_gold
from evals.metrics import brief_nuggets, citations
from evals.report_pairs import Shown, View, paired, shown
from evals.scoring import score_case
from summarizer.schemas import EventDraft, Record

SPLITS: Mapping[str, Split | None] = {"dev": "dev", "test": "test", "all": None}


class Gold(Dataset[GoldArticle[GoldEvent]]):
    """Settled gold records; `split` is dev, test, or all.

    The headline is the score of all fields end to end: a missed event costs its values, an invented one adds wrong
    ones, and a value left out or changed counts too.
    """

    name = "gold"
    schema = EventDraft
    headline = "field"
    publishable = True

    def __init__(self, split: str, folder: Path = FOLDER, coding: Coding = "records") -> None:
        if split not in SPLITS:
            raise DatasetError(f"gold has no split {split!r}; there are {', '.join(SPLITS)}")
        self.split = split
        try:
            self.items = [_item(gold) for gold in load_gold(folder, coding=coding, split=SPLITS[split])]
        except GoldError as error:
            raise DatasetError(str(error)) from None
        if not self.items:
            raise DatasetError(f"{folder}: no articles of the split {split}")

    def score(self, item: Item[GoldArticle[GoldEvent]], answer: Answer) -> Scores:
        """As `evals.scoring` counts, and the brief that is composed from the records."""
        brief = brief_of(item.article, answer)
        return {
            **score_case(make_case(_widened(item.gold), ArticlePrediction.of(item.id, answer))),
            **brief_nuggets.score(brief_nuggets.nuggets_of(item.gold.events), told(brief)),
            **citations.score(citations.sentences_of(brief) if brief else []),
        }

    def view(self, item: Item[GoldArticle[GoldEvent]], answer: Answer) -> View:
        """Pairs as the scores align them."""
        case = make_case(_widened(item.gold), ArticlePrediction.of(item.id, answer))
        sure = [event.confidence.extraction for event in answer.events] or [None] * len(case.predicted)
        found = dict(case.alignment.pairs)
        partners = set(found.values())
        return View(
            paired(
                [_shown(event) for event in item.gold.events],
                [shown(record, confidence=c) for record, c in zip(case.predicted, sure, strict=True)],
                found,
                merged_gold=[i for i, _ in case.alignment.merged if i not in found],
                merged_predicted=[j for _, j in case.alignment.merged if j not in partners],
            )
        )


def _item(gold: GoldArticle[GoldEvent]) -> Item[GoldArticle[GoldEvent]]:
    events = [event.model_dump(mode="json") for event in gold.events]
    return Item(gold.id, gold.article, gold.story or gold.id, gold, fingerprint(events))


def _widened(gold: GoldArticle[GoldEvent]) -> GoldArticle[Record]:
    return gold


def _shown(event: GoldEvent) -> Shown:
    view = shown(event, optional=not event.core)
    asked = {k: v for k, v in view.values.items() if k in EventDraft.model_fields}
    return Shown(view.name, asked, view.sentences, optional=view.optional)
