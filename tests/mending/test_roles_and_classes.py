"""Speakers are no doers, and a class that names its means needs them in the text."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.mending.classes import with_supported_class
from summarizer.mending.roles import without_areas, without_speakers
from summarizer.schemas import EventDraft, Reason


def draft(**values: object) -> EventDraft:
    return EventDraft.model_validate({"sentences": [1], "status": "occurred", "event_class": "air_strike", **values})


@pytest.mark.parametrize(
    ("text", "initiator", "stays"),
    [
        ("A doctor said that nine people had died in the raid.", "A doctor", False),
        ("According to the council, jets struck the mill.", "the council", False),
        ("Jets struck the mill, the council said.", "Jets", True),
        ("The army said it had bombed the mill.", "The army", True),
        ("The army said its jets had bombed the mill.", "The army", True),
        ("The army bombed the mill, the army said.", "The army", True),
    ],
)
def test_who_only_speaks_is_no_initiator(text: str, initiator: str, stays: bool) -> None:
    article = Article(text=text)
    checked = without_speakers(check_record(article, draft(initiators=[initiator])), index(article))
    assert checked.record is not None
    assert (checked.record.initiators == [initiator]) is stays
    assert (Reason.ROLE_SWAPPED in {r.reason for r in checked.rejections}) is not stays


@pytest.mark.parametrize(
    ("text", "initiator", "place", "stays"),
    [
        ("A mine killed two farmers near Harle.", "Harle", "near Harle", False),
        ("More troops were sent to the ring road.", "the ring road", "the ring road", False),
        ("Harle sent troops to Olvar.", "Harle", "Olvar", True),
        ("Vell shelled a town in Vell.", "Vell", "Vell", True),
    ],
)
def test_the_place_is_no_initiator(text: str, initiator: str, place: str, stays: bool) -> None:
    article = Article(text=text)
    checked = check_record(article, draft(event_class="other", initiators=[initiator], place=place))
    fixed = without_speakers(checked, index(article))
    assert fixed.record is not None
    assert (fixed.record.initiators == [initiator]) is stays


def test_the_speaker_of_a_statement_is_its_doer() -> None:
    article = Article(text="The envoy said that the siege must end.")
    checked = check_record(article, draft(event_class="statement", initiators=["The envoy"]))
    assert without_speakers(checked, index(article)) == checked


@pytest.mark.parametrize(
    ("text", "claimed", "becomes"),
    [
        ("Gunmen attacked a post and killed two soldiers.", "air_strike", "armed_clash"),
        ("Gunmen attacked a farm and killed two farmers.", "shelling_missile", "attack_on_civilians"),
        ("A convoy with tanks crossed the river overnight.", "air_strike", "force_deployment"),
        ("Jets struck the mill.", "air_strike", "air_strike"),
        ("A drone hit the mill.", "grenade", "drone_strike"),
        ("A court sentenced the mayor.", "displacement", "other"),
        ("The army and the rebels clashed near the mill.", "other", "armed_clash"),
        ("Police seized four rifles and a launcher.", "other", "weapons_intercepted_seized"),
        ("Residents fled along the valley.", "other", "displacement"),
        ("The avenue will be closed on Sunday.", "ground_offensive", "other"),
        ("Soldiers fought rebels at the mill.", "armed_clash", "armed_clash"),
    ],
)
def test_a_class_needs_its_means_in_the_text(text: str, claimed: str, becomes: str) -> None:
    article = Article(text=text)
    checked = check_record(article, draft(event_class=claimed, killed_who=None, targets=_targets(text)))
    fixed = with_supported_class(checked, index(article))
    assert fixed.record is not None
    assert fixed.record.event_class == becomes
    reasons = [r for r in fixed.rejections if r.reason is Reason.CLASS_UNSUPPORTED]
    assert bool(reasons) is (claimed != becomes)


@pytest.mark.parametrize("claimed", ["other", "displacement"])
def test_what_is_no_event_of_any_class_is_dropped_with_a_reason(claimed: str) -> None:
    article = Article(text="Rain fell on the valley.")
    fixed = with_supported_class(check_record(article, draft(event_class=claimed, killed_who=None)), index(article))
    assert fixed.record is None
    assert [(r.field, r.reason) for r in fixed.rejections][-1] == ("record", Reason.CLASS_UNSUPPORTED)


@pytest.mark.parametrize(
    ("text", "initiator", "stays"),
    [
        ("Mortar shells fell on the yard of the mill.", "Mortar shells", False),
        ("The warehouse burned after the raid.", "The warehouse", False),
        ("Jets bombed the mill.", "Jets", True),
        ("Rebels attacked the mill.", "Rebels", True),
        ("The ministry closed the mill.", "The ministry", True),
    ],
)
def test_a_thing_is_no_initiator(text: str, initiator: str, stays: bool) -> None:
    article = Article(text=text)
    checked = check_record(article, draft(event_class="shelling_missile", initiators=[initiator]))
    fixed = without_speakers(checked, index(article))
    assert fixed.record is not None
    assert (fixed.record.initiators == [initiator]) is stays


def _targets(text: str) -> list[str]:
    return [word for word in ("two soldiers", "two farmers") if word in text]


def test_what_is_due_is_the_meeting_not_the_attacks_of_the_same_sentence() -> None:
    article = Article(text="Attacks have grown as the leaders of Vell and Torrin are due to meet in Brask.")
    planned = draft(event_class="attack_on_civilians", status="planned", initiators=["the leaders of Vell and Torrin"])
    fixed = with_supported_class(check_record(article, planned), index(article))
    assert fixed.record is not None
    assert fixed.record.event_class == "talks_meeting"


@pytest.mark.parametrize(
    ("text", "initiator", "stays"),
    [
        ("OLVAR — Two drones struck a mill.", "OLVAR", False),
        ("Two boys were shot by guards.", "Two boys", False),
        ("The crew of four has been freed.", "The crew of four", False),
        ("Guards were ordered out and shot two boys, and guards fled.", "Guards", True),
        ("The final count told of two boys shot in Olvar.", "The final count", False),
        ("The strikers threw stones at the mill.", "The strikers", True),
        ("An air-defence unit shot at the mill.", "An air-defence unit", True),
    ],
)
def test_datelines_those_it_is_done_to_and_abstractions_are_no_initiators(
    text: str, initiator: str, stays: bool
) -> None:
    article = Article(text=text)
    given = draft(event_class="attack_on_civilians", initiators=[initiator])
    fixed = without_speakers(check_record(article, given), index(article))
    assert fixed.record is not None
    assert (fixed.record.initiators == [initiator]) is stays


def test_whom_it_is_done_to_becomes_the_target() -> None:
    article = Article(text="Two boys were shot by guards on Monday.")
    given = draft(event_class="attack_on_civilians", initiators=["Two boys", "guards"])
    fixed = without_speakers(check_record(article, given), index(article))
    assert fixed.record is not None
    assert (fixed.record.initiators, fixed.record.targets) == (["guards"], ["Two boys"])
    assert len(fixed.evidence["targets"]) == 1
    assert [(r.field, r.value, r.reason) for r in fixed.rejections] == [("initiators", "Two boys", Reason.ROLE_SWAPPED)]


def test_who_is_deployed_is_the_one_who_moves() -> None:
    article = Article(text="Troops were deployed to the border.")
    given = draft(event_class="force_deployment", initiators=["Troops"])
    fixed = without_speakers(check_record(article, given), index(article))
    assert fixed.record is not None
    assert fixed.record.initiators == ["Troops"]


def test_a_protest_that_nobody_touched_was_not_put_down() -> None:
    article = Article(text="The protest in Olvar ended peacefully.")
    fixed = with_supported_class(check_record(article, draft(event_class="protest_repressed")), index(article))
    assert fixed.record is not None
    assert fixed.record.event_class == "protest"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("The operator said staff had left as a precaution.", None),
        ("The operator said two captives had been freed.", "other"),
        ("The operator denied that staff had left.", "statement"),
        ("“We have waited in tents for years,” the operator said.", "statement"),
    ],
)
def test_a_statement_is_an_event_where_saying_it_is_the_news(text: str, becomes: str | None) -> None:
    article = Article(text=text)
    given = draft(event_class="statement", initiators=["The operator"])
    fixed = with_supported_class(check_record(article, given), index(article))
    assert (fixed.record and fixed.record.event_class.value) == becomes


def test_what_a_minister_says_is_a_statement_in_plain_words_too() -> None:
    article = Article(text="Foreign Minister Ilya Barend said that progress was slow.")
    given = draft(event_class="statement", initiators=["Foreign Minister Ilya Barend"])
    fixed = with_supported_class(check_record(article, given), index(article))
    assert fixed.record is not None
    assert fixed.record.event_class == "statement"


def test_a_march_that_police_break_up_is_put_down_by_them() -> None:
    article = Article(text="Police used tear gas to break up a march by dock workers.")
    given = draft(event_class="protest", initiators=["Police"], targets=["dock workers"])
    fixed = with_supported_class(check_record(article, given), index(article))
    assert fixed.record is not None
    assert fixed.record.event_class == "protest_repressed"


def test_talks_are_not_held_with_a_province() -> None:
    article = Article(text="The ministers of Vell and Torrin will discuss Harle province in Olvar on Friday.")
    given = draft(
        event_class="talks_meeting", status="planned", initiators=["The ministers of Vell and Torrin"],
        targets=["Harle province"],
    )  # fmt: skip
    fixed = without_areas(check_record(article, given))
    assert fixed.record is not None
    assert fixed.record.targets == []
    assert [(r.field, r.reason) for r in fixed.rejections] == [("targets", Reason.ROLE_SWAPPED)]
