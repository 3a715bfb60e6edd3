"""Which place a record gets from its sentence where the model gave none."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.mending.locations import with_place, without_surplus
from summarizer.schemas import EventDraft
from tests.mending.support import gated


def placed(text: str, **values: object) -> str | None:
    article = Article(text=text)
    fixed = with_place(gated(article, **values), index(article)).record
    assert fixed is not None
    return fixed.place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jets bombed a depot near Harle on Monday.", "near Harle"),
        ("Jets bombed a depot in the town of Olvar, killing two guards.", "town of Olvar"),
        ("Jets bombed a depot in Olvar and a bridge in Brask.", None),
        ("Jets bombed a depot in March.", None),
        ("Jets from Olvar bombed a depot.", None),
        ("JETS BOMBED A DEPOT IN OLVAR ON MONDAY.", None),
    ],
)
def test_only_one_unmistakable_name_is_taken(text: str, place: str | None) -> None:
    assert placed(text) == place


def test_what_the_model_said_stands() -> None:
    assert placed("Jets bombed a depot in Olvar after a raid on Brask.", place="Brask") == "Brask"


def test_a_doer_is_no_place() -> None:
    assert placed("Jets bombed a depot in Vell territory.", initiators=["Vell"]) is None


def test_a_meeting_is_not_placed_by_a_ministers_country() -> None:
    assert placed("The minister met envoys in Olvar.", event_class="talks_meeting") is None


@pytest.mark.parametrize(
    ("place", "cut"),
    [
        ("Olvar during the meeting", "Olvar"),
        ("Olvar; tents had been set up", "Olvar"),
        ("Olvar in the presence of observers", "Olvar"),
        ("the town of Olvar", "the town of Olvar"),
    ],
)
def test_a_place_ends_where_something_else_begins(place: str, cut: str) -> None:
    article = Article(text=f"Marchers met in {place}.")
    told = EventDraft(sentences=[1], event_class="protest", status="occurred", place=place)
    fixed = without_surplus(check_record(article, told), index(article)).record
    assert fixed is not None
    assert fixed.place == cut
