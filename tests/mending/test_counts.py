"""Which tolls are made whole, and which are another event's."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.mending.counts import with_whole_counts
from summarizer.schemas import EventDraft, Reason
from tests.mending.support import gated, records_with_figures_in


def counted(text: str, *drafts: dict[str, object]) -> list[EventDraft]:
    article = Article(text=text)
    checked = [gated(article, **{"event_class": "shelling_missile", **draft}) for draft in drafts]
    return records_with_figures_in(article, with_whole_counts(checked, index(article)))


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("Shells killed two old farmers and a labourer in Saqra.", "two", "two old farmers and a labourer"),
        ("Nineteen workers and a boy selling fruit were killed by shells.", "Nineteen", "Nineteen workers and a boy"),
        ("Shells killed nine soldiers and four guards.", "nine", "nine soldiers and four guards"),
    ],
)
def test_those_counted_after_and_belong_to_the_toll(text: str, given: str, whole: str) -> None:
    (draft,) = counted(text, {"killed": given})
    assert draft.killed is not None
    assert draft.killed.raw == whole


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Shells killed two farmers and wounded a labourer in Saqra.", "two"),
        ("Shells killed two farmers and a mill burned down.", "two"),
        ("Shells killed two farmers, and a labourer fled.", "two"),
        ("Shells killed two farmers in Saqra and Dolna.", "two"),
    ],
)
def test_what_is_not_under_the_same_word_does_not(text: str, given: str) -> None:
    (draft,) = counted(text, {"killed": given})
    assert draft.killed is not None
    assert draft.killed.raw == given


def test_two_records_that_share_the_dead_keep_their_shares() -> None:
    first, second = counted("Shells killed nine soldiers and four guards.", {"killed": "nine"}, {"killed": "four"})
    assert first.killed is not None
    assert second.killed is not None
    assert (first.killed.raw, second.killed.raw) == ("nine", "four")


def test_a_figure_that_is_only_included_gives_way_to_the_whole() -> None:
    (draft,) = counted("As many as 40 people, including 16 officers, were injured by shells.", {"injured": "16"})
    assert draft.injured is not None
    assert draft.injured.raw.endswith("40")


@pytest.mark.parametrize("event_class", ["arrest_detention", "statement", "talks_meeting"])
def test_what_harms_nobody_has_no_dead(event_class: str) -> None:
    article = Article(text="Police said they had arrested 30 men and that two officers were killed.")
    draft = EventDraft.model_validate(
        {"event_class": event_class, "status": "occurred", "sentences": [1], "killed": "two", "killed_who": "officers"}
    )
    (checked,) = with_whole_counts([check_record(article, draft)], index(article))
    assert checked.record is not None
    assert checked.record.killed is None
    assert checked.record.killed_who is None
    assert "killed" not in checked.evidence
    assert [(r.field, r.value, r.reason) for r in checked.rejections] == [("killed", "two", Reason.WRONG_KIND)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Seventeen of the deaths were recorded in Olvar.", {"killed": "Seventeen"}),
        ("Five of the wounded were flown to Brask.", {"injured": "Five"}),
    ],
)
def test_a_part_of_the_toll_is_no_toll(text: str, values: dict[str, object]) -> None:
    (draft,) = counted(text, values)
    assert draft.killed is None
    assert draft.injured is None


def test_arrested_men_and_a_girl_are_counted_together() -> None:
    values: dict[str, object] = {
        "event_class": "arrest_detention",
        "other_figure": "two",
        "other_kind": "detained",
    }
    (draft,) = counted("Police arrested two men and a 17-year-old girl in Olvar.", values)
    assert draft.other_figure is not None
    assert draft.other_figure.raw == "two men and a 17-year-old girl"
