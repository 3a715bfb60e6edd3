"""Which figures a record gets from its sentence where the model left them out."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import index
from summarizer.mending.tolls import with_tolls
from summarizer.schemas import EventDraft
from tests.mending.support import gated, records_with_figures_in


def tolled(text: str, *drafts: dict[str, object]) -> list[EventDraft]:
    article = Article(text=text)
    checked = [gated(article, **draft) for draft in (drafts or ({},))]
    return records_with_figures_in(article, with_tolls(checked, index(article)))


def test_what_the_sentence_counts_is_filled_in_with_who_was_counted() -> None:
    (draft,) = tolled("Jets hit a market, killing at least 12 traders and wounding 31.")
    assert draft.killed is not None
    assert draft.injured is not None
    assert (draft.killed.raw, draft.killed_who, draft.injured.raw) == ("at least 12", "traders", "31")


@pytest.mark.parametrize(
    "text",
    [
        "Jets hit a market, killing nine traders and four guards died later.",
        "Jets hit a market of 12 stalls.",
        "Jets hit a market, 40 km from the border.",
    ],
)
def test_figures_of_two_or_of_nothing_are_left_out(text: str) -> None:
    (draft,) = tolled(text)
    assert draft.killed is None


def test_what_the_model_gave_stands() -> None:
    (draft,) = tolled("Jets hit a market, killing 12 traders.", {"killed": "12", "killed_who": "traders"})
    assert draft.killed is not None
    assert draft.killed.raw == "12"


def test_a_figure_that_was_refused_is_not_replaced() -> None:
    (draft,) = tolled("Jets hit a market, killing 12 traders.", {"killed": "14"})
    assert draft.killed is None


def test_whose_toll_it_is_is_not_guessed() -> None:
    text = "Jets hit a market and guns hit a mill, killing 12 people."
    assert all(d.killed is None for d in tolled(text, {}, {"event_class": "shelling_missile"}))


def test_a_plan_kills_nobody_and_a_meeting_neither() -> None:
    plan = tolled("Jets will hit the market on Monday, killing 12 people, he said.", {"status": "planned"})
    meeting = tolled("Envoys met in Olvar after 12 people were killed.", {"event_class": "talks_meeting"})
    assert [d.killed for d in (*plan, *meeting)] == [None, None]


def test_the_displaced_are_counted_for_a_displacement() -> None:
    (draft,) = tolled("Some 600 residents fled the shelling.", {"event_class": "displacement"})
    assert (draft.other_figure and draft.other_figure.raw, draft.other_kind) == ("Some 600", "displaced")
