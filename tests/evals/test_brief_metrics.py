"""Scores of briefs: nuggets, citations with any entailment test, ROUGE."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from evals.metrics import brief_nuggets, citations, rouge
from evals.metrics.brief_nuggets import Nugget, by_words, nuggets_of
from evals.metrics.citations import CitedSentence, sentences_of
from evals.metrics.counts import Counts
from summarizer.briefing import build_brief
from summarizer.schemas import EventClass
from tests.evals.events import MARKET, SHOOTING, gold_event
from tests.factories import article, event, extraction, on


@pytest.mark.parametrize(
    ("wordings", "credit"),
    [
        (("at least five",), 1.0),
        (("the traders of Marden",), 0.5),
        (("three dockers",), 0.0),
        (("six", "five"), 1.0),
        (("MARDEN",), 1.0),
    ],
)
def test_a_nugget_is_supported_in_a_row_and_half_supported_in_one_sentence(
    wordings: tuple[str, ...], credit: float
) -> None:
    sentences = ["Five traders of the town died in Marden.", "Witnesses counted at least five."]

    assert by_words(Nugget(wordings), sentences) == credit


def test_the_four_nugget_scores() -> None:
    nuggets = [Nugget(("Marden",)), Nugget(("traders killed",)), Nugget(("witnesses",), vital=False), Nugget(("Velk",))]
    scores = brief_nuggets.score(nuggets, ["Gunmen killed traders in Marden, witnesses said."])

    assert scores["nuggets"] == Counts(2.5, 4, 2.5, 4)
    assert scores["nuggets.vital"] == Counts(1.5, 3, 1.5, 3)
    assert scores["nuggets.strict"] == Counts(2, 4, 2, 4)
    assert scores["nuggets.vital.strict"] == Counts(1, 3, 1, 3)


def test_the_judge_can_be_swapped() -> None:
    assert brief_nuggets.score([Nugget(("Velk",))], [], lambda nugget, sentences: 1.0)["nuggets"].f1 == 100


def test_nuggets_come_from_the_values_of_events() -> None:
    nuggets = nuggets_of([gold_event(SHOOTING), gold_event(SHOOTING, core=False, place="Asa")])
    by_first = {nugget.wordings[0]: nugget for nugget in nuggets}

    assert by_first["at least five"] == Nugget(("at least five", "5"), vital=True)
    assert by_first["on Sunday"].wordings == ("on Sunday", "7 May", "May 7", "2023-05-07")
    assert by_first["Marden"].vital
    assert not by_first["Asa"].vital
    assert not by_first["witnesses"].vital
    assert len(by_first) == len(nuggets)


def holds_words(passages: Sequence[str], sentence: str) -> bool:
    """A toy entailment test: every word of the sentence is a word of the passages."""
    return set(sentence.split()) <= {word for passage in passages for word in passage.split()}


def test_citation_scores_by_hand() -> None:
    sentences = [
        CitedSentence("a b", ("a", "b")),  # both needed: 2 of 2 count
        CitedSentence("a", ("a x", "b")),  # the second adds nothing and entails nothing: 1 of 2 counts
        CitedSentence("a", ("a", "a y")),  # each entails it alone: 2 of 2 count
        CitedSentence("c", ("a",)),  # not supported: 0 of 1 counts
        CitedSentence("a", ()),  # nothing cited: not supported
        CitedSentence("a", ("a", "")),  # an address that leads nowhere: not supported, 0 of 2 count
    ]
    scores = citations.score(sentences, holds_words)

    assert scores["citation"] == Counts(5, 9, 3, 6)
    assert scores["unsupported"] == Counts(3, 6, 3, 6)


def test_what_is_given_supports_and_is_no_citation() -> None:
    scores = citations.score([CitedSentence("a b", ("a",), given=("b",))], holds_words)

    assert scores["citation"] == Counts(1, 1, 1, 1)


def test_the_default_test_is_the_gate() -> None:
    told = CitedSentence("Two gunmen killed at least five traders in Marden, witnesses said.", (MARKET,))
    changed = CitedSentence("Two gunmen killed at least nine traders in Marden, witnesses said.", (MARKET,))

    assert citations.score([told])["unsupported"].f1 == 0
    assert citations.score([changed])["unsupported"].f1 == 100


def test_a_computed_brief_is_read_sentence_by_sentence() -> None:
    text = article("Rebels shelled the port of Asa on Monday.")
    record = event(
        text,
        EventClass.SHELLING_MISSILE,
        time=on("on Monday", date(2023, 5, 8)),
        place="the port of Asa",
        by=["Rebels"],
    )
    made = datetime(2023, 5, 9, tzinfo=UTC)
    brief = build_brief([(text, extraction(text, record))], edition_date=date(2023, 5, 9), generated_at=made)
    sentences = sentences_of(brief)

    assert sentences
    assert {passage for sentence in sentences for passage in sentence.passages} == {text.sentences[0].text}
    assert citations.score(sentences)["unsupported"].f1 == 0


def test_rouge_is_a_rate_of_each_document() -> None:
    same = rouge.score("Rebels shelled the port.", "Rebels shelled the port.")
    half = rouge.score("a b", "a c")

    assert all(counts.f1 == pytest.approx(100) for counts in same.values())
    assert set(same) == set(rouge.KINDS)
    assert half["rouge1"].f1 == pytest.approx(50)
    assert half["rouge2"].f1 == 0
