"""Who speaks in a sentence, by code, and which records get that claimant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.grounding.text import Words
from summarizer.mending.speakers import speakers_in, with_speakers
from summarizer.schemas import EventDraft


def names(sentence: str) -> list[str]:
    words = Words(sentence)
    return [words.text[words.spans[a][0] : words.spans[b - 1][1]] for a, b in speakers_in(words)]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Jets struck a mill, injuring 15 people, the millers' union said.", ["the millers' union"]),
        ("The interior ministry said that 22 marchers had been arrested.", ["The interior ministry"]),
        ("According to Dr. Ana Weil, who runs the clinic, nine died.", ["Dr. Ana Weil"]),
        ("“We ran when the roof fell,” said a baker who asked not to be named.", ["a baker"]),
        ("Major Orsk, the spokesman for the army, said the town had fallen.", ["Major Orsk"]),
        ("A convoy left Harle on Monday, according to three witnesses.", ["three witnesses"]),
        ("At least four died, police said on Monday, and 11 were hurt.", ["police"]),
        ("AT LEAST FOUR DIED, THE POLICE SAID ON MONDAY.", ["THE POLICE"]),
        ("He said troops had seized mines.", []),
        ("The ministry denied that its forces had entered Kestel.", []),
        ("The ministry did not comment.", []),
        ("Gunmen shot two traders.", []),
    ],
)
def test_speakers_are_found_and_nobody_else(sentence: str, speakers: list[str]) -> None:
    assert names(sentence) == speakers


def draft(**values: object) -> EventDraft:
    return EventDraft.model_validate({"sentences": [1], "status": "occurred", "event_class": "air_strike", **values})


TEXT = "Jets struck a mill, residents said."


def test_a_record_without_claimant_gets_the_speaker_of_its_sentence_with_its_place() -> None:
    article = Article(text=TEXT)
    found = with_speakers(check_record(article, draft(initiators=["Jets"])), index(article))
    assert found.record is not None
    assert found.record.claimants == ["residents"]
    (support,) = found.evidence["claimants"]
    assert TEXT[support.start : support.end] == "residents"


@pytest.mark.parametrize(
    "values", [{"claimants": ["residents"]}, {"event_class": "statement", "initiators": ["residents"]}]
)
def test_a_named_claimant_stands_and_a_statement_has_its_speaker_already(values: dict[str, object]) -> None:
    article = Article(text=TEXT)
    checked = check_record(article, draft(**values))
    assert with_speakers(checked, index(article)) == checked


@given(st.text(max_size=200))
def test_no_text_raises_and_every_speaker_stands_in_it(text: str) -> None:
    words = Words(text)
    for first, last in speakers_in(words):
        assert 0 <= first < last <= len(words)


def test_the_speaker_of_a_statement_is_its_initiator() -> None:
    article = Article(text="The mill was lost to the flood, the ministry said.")
    told = EventDraft.model_validate({"event_class": "statement", "status": "occurred", "sentences": [1]})
    fixed = with_speakers(check_record(article, told), index(article)).record
    assert fixed is not None
    assert (fixed.initiators, fixed.claimants) == (["the ministry"], [])


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Colonel Ilya Barend, who leads the brigade, called the charge false.", "Colonel Ilya Barend"),
        ("The town fell, Major Ana Weil said.", "Major Ana Weil"),
        ("The faction said it had not laid the mine.", None),
        ("Major Ana Weil and Colonel Ilya Barend said so, Major Ana Weil said.", None),
        ("It rained in Harle.", None),
    ],
)
def test_he_is_the_one_person_of_the_sentence_before_or_stays_he(before: str, speaker: str | None) -> None:
    article = Article(text=f"{before} He said troops had seized mines.")
    for claimants in (["He"], []):
        draft = EventDraft.model_validate(
            {
                "sentences": [2], "event_class": "weapons_intercepted_seized", "status": "occurred",
                "initiators": ["troops"], "claimants": claimants,
            }
        )  # fmt: skip
        ready = index(article)
        record = with_speakers(check_record(article, draft, ready), ready).record
        assert record is not None
        assert record.claimants == ([speaker] if speaker else claimants)
