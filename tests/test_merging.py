"""Which drafts of one article are one event, and which stay apart."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.articles import Article
from summarizer.merging import merge_drafts
from summarizer.schemas import EventDraft

TEXT = (
    "Jets bombed a depot near Harle on Monday. Seven guards were killed. Jets also hit a bridge at Olvar.\n\n"
    "The presidents of Vell and Torrin will meet on Friday. The Torrin leader flies to the meeting in Brask, set for June 7.\n\n"
    "Far away, gunmen shot two traders."
)
ARTICLE = Article(text=TEXT, published=date(2024, 6, 5))


def draft(*sentences: int, **values: object) -> EventDraft:
    return EventDraft.model_validate(
        {"event_class": "air_strike", "status": "occurred", "sentences": sentences, **values}
    )


STRIKE = draft(1, initiators=["Jets"], targets=["a depot"], place="near Harle", when="Monday")
TOLL = draft(2, event_class="attack_on_civilians", killed="Seven", killed_who="guards")


def test_a_bare_toll_in_the_next_sentence_belongs_to_the_attack_before_it() -> None:
    (joined,) = merge_drafts(ARTICLE, [STRIKE, TOLL])
    assert joined.parts == (0, 1)
    assert joined.draft.event_class == "air_strike"
    assert str(joined.draft.killed) == "Seven"
    assert joined.draft.sentences == [1, 2]


@pytest.mark.parametrize(
    ("next_sentence", "joined"),
    [
        ("A guard said the explosion broke windows.", True),
        ("Two of the injured were taken to Brask.", True),
        ("Seven of the dead were guards.", True),
        ("A guard hit one of the attackers.", True),
        ("A mill burned down in Olvar.", False),
    ],
)
def test_what_takes_up_an_event_goes_on_about_it(next_sentence: str, joined: bool) -> None:
    article = Article(text=f"Jets bombed a depot near Harle on Monday. It was dark. {next_sentence}")
    drafts = [STRIKE, draft(3, event_class="other")]
    assert (len(merge_drafts(article, drafts)) == 1) is joined


@pytest.mark.parametrize(("when", "joined"), [("before sunrise", True), ("on Sunday", False)])
def test_an_hour_alone_does_not_set_what_takes_up_an_event_apart(when: str, joined: bool) -> None:
    article = Article(
        text=f"Jets bombed a depot near Harle on Monday. The attack began {when}.", published=date(2024, 6, 5)
    )
    one = draft(1, initiators=["Jets"], targets=["a depot"], when="on Monday")
    two = draft(2, event_class="attack_on_civilians", when=when)
    assert (len(merge_drafts(article, [one, two])) == 1) is joined


def test_a_later_fate_of_the_wounded_adds_no_doers() -> None:
    article = Article(text="Jets bombed a depot near Harle on Monday. The wounded were flown out by helicopter.")
    later = draft(2, event_class="other", initiators=["helicopter"], claimants=["a nurse"])
    (joined,) = merge_drafts(article, [draft(1, targets=["a depot"]), later])
    assert (joined.draft.initiators, joined.draft.targets) == ([], ["a depot"])
    assert joined.draft.claimants == ["a nurse"]


def test_people_detained_after_an_attack_are_an_event_of_their_own() -> None:
    held = draft(2, event_class="other", other_figure="Seven", other_kind="detained")
    assert len(merge_drafts(ARTICLE, [STRIKE, held])) == 2


def test_another_place_is_another_event() -> None:
    bridge = draft(3, initiators=["Jets"], targets=["a bridge"], place="Olvar")
    assert len(merge_drafts(ARTICLE, [STRIKE, bridge])) == 2


def test_a_toll_far_away_is_not_taken_over() -> None:
    assert len(merge_drafts(ARTICLE, [STRIKE, draft(6, event_class="attack_on_civilians", killed="two")])) == 2


def test_two_tellings_of_one_meeting_are_joined_when_their_days_agree() -> None:
    one = draft(
        4,
        event_class="talks_meeting",
        status="planned",
        initiators=["The presidents of Vell and Torrin"],
        when="Friday",
    )
    two = draft(
        5, event_class="talks_meeting", status="planned", initiators=["The Torrin leader"], place="Brask", when="June 7"
    )
    (joined,) = merge_drafts(ARTICLE, [one, two])
    assert joined.draft.place == "Brask"
    assert joined.draft.initiators == ["The presidents of Vell and Torrin", "The Torrin leader"]
    assert len(merge_drafts(ARTICLE, [one, two.model_copy(update={"when": draft(5, when="June 9").when})])) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"status": "planned"},
        {"killed": "Nine"},
        {"initiators": ["Gunmen"]},
        {"event_class": "shelling_missile", "initiators": ["Jets"]},
    ],
)
def test_what_differs_stays_apart(other: dict[str, object]) -> None:
    one = STRIKE.model_copy(update={"killed": TOLL.killed})
    two = EventDraft.model_validate({"sentences": [2], "event_class": "air_strike", "status": "occurred", **other})
    assert len(merge_drafts(ARTICLE, [one, two])) == 2


def test_nothing_is_lost_by_joining() -> None:
    more = draft(2, initiators=["Jets"], targets=["guards"], weapons=["bombs"], claimants=["residents"])
    (joined,) = merge_drafts(ARTICLE, [STRIKE, more])
    assert joined.draft.targets == ["a depot", "guards"]
    assert joined.draft.weapons == ["bombs"]
    assert joined.draft.claimants == ["residents"]


def test_one_sentence_told_twice_is_one_event() -> None:
    twice = [draft(3, initiators=["Jets"]), draft(3, initiators=["Jets"], targets=["a bridge"])]
    (joined,) = merge_drafts(ARTICLE, twice)
    assert joined.parts == (0, 1)


def test_two_doers_in_one_sentence_are_two_events() -> None:
    assert len(merge_drafts(ARTICLE, [draft(3, initiators=["Jets"]), draft(3, initiators=["gunmen"])])) == 2
