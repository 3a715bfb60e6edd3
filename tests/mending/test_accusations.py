"""Accusations and denials are statements by whoever makes them, never a second attack."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.grounding.text import Words
from summarizer.mending.accusations import as_accusation, speech_act, with_spoken
from summarizer.schemas import EventClass, EventDraft


def act(sentence: str) -> tuple[str, str | None] | None:
    words = Words(sentence)
    found = speech_act(words)
    if found is None:
        return None
    speaker, accused = (span and words.words(*span) for span in (found.speaker, found.accused))
    assert speaker is not None
    return speaker, accused


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Orland accused Ketama of firing first.", ("Orland", "Ketama")),
        (
            "Its spokesman, Petar Marku, accused the army of shelling the mill.",
            ("Its spokesman, Petar Marku", "the army"),
        ),
        ("The army blamed the front, with which it is at war.", ("The army", "the front")),
        ("The ministry, which runs the port, has repeatedly denied the reports.", ("The ministry", None)),
        ("The border service on Wednesday rejected the claim.", ("The border service", None)),
        ("The two sides accuse each other of the shelling.", ("The two sides", None)),
        ("He was accused of theft.", None),
        ("She denied that troops had moved.", None),
        ("The front, which the authorities blame for the raid, was silent.", None),
        ("Jets bombed the mill.", None),
    ],
)
def test_who_speaks_and_who_is_accused(sentence: str, told: tuple[str, str | None] | None) -> None:
    assert act(sentence) == told


def test_what_somebody_is_accused_of_becomes_the_accusation_and_is_reported() -> None:
    article = Article(text="The army accused the front of shelling the mill on Monday.")
    draft = EventDraft.model_validate(
        {
            "sentences": [1],
            "event_class": "shelling_missile",
            "status": "occurred",
            "targets": ["the mill"],
            "when": "Monday",
        }
    )
    fixed = as_accusation(check_record(article, draft), index(article))
    assert fixed.record is not None
    assert fixed.record.event_class is EventClass.STATEMENT
    assert (fixed.record.initiators, fixed.record.targets) == (["The army"], ["the front"])
    assert fixed.record.when is None
    assert {r.field for r in fixed.rejections} >= {"event_class", "when"}


def test_a_record_of_two_sentences_keeps_its_event() -> None:
    article = Article(text="Shells hit the mill. The army accused the front of firing them.")
    draft = EventDraft.model_validate({"sentences": [1, 2], "event_class": "shelling_missile", "status": "occurred"})
    checked = check_record(article, draft)
    assert as_accusation(checked, index(article)) == checked


def test_a_denial_that_the_model_passed_over_is_added_once_and_in_its_place() -> None:
    article = Article(text="Shells hit the mill. The front denied it. Two people died.")
    drafts = [
        EventDraft.model_validate({"sentences": [n], "event_class": c, "status": "occurred"})
        for n, c in ((1, "shelling_missile"), (3, "other"))
    ]
    told = with_spoken(article, drafts)
    assert [d.event_class for d in told] == [EventClass.SHELLING_MISSILE, EventClass.STATEMENT, EventClass.OTHER]
    assert told[1].initiators == ["The front"]
    assert with_spoken(article, told) == told


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    act(text)
