"""A figure passes only as the number, and for the kind, that the text gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.grounding import ground
from summarizer.schemas import Figure, Reason, Record
from tests.grounding.support import check


class Raid(Record):
    """One raid, in a schema of a user's own."""

    people_arrested: Figure | None = None
    troops: Figure | None = None


TEXT = "At least five people were killed and 12 wounded near Marden. More than 200 troops searched the town of 4,000."


def test_a_figure_comes_out_in_the_words_of_the_text_with_its_hedge() -> None:
    checked = check(TEXT, killed="5 people", injured="12")
    assert checked.record is not None
    killed = checked.record.killed
    assert killed is not None
    assert (killed.raw, killed.low, killed.best, killed.high) == ("At least five people", 5, 5, None)
    assert checked.record.injured == Figure(raw="12", low=12, best=12, high=12, qualifier="exact")
    assert checked.rejections == ()


@pytest.mark.parametrize(
    ("field", "raw", "reason"),
    [
        ("killed", "12", Reason.WRONG_KIND),
        ("injured", "five", Reason.WRONG_KIND),
        ("killed", "4,000", Reason.WRONG_KIND),
        ("killed", "fifteen people", Reason.NUMBER_CHANGED),
        ("killed", "50", Reason.NUMBER_CHANGED),
        ("killed", "more than five", Reason.NUMBER_CHANGED),
        ("killed", "20", Reason.NUMBER_CHANGED),
        ("killed", "people", Reason.NO_FIGURE),
        ("killed", "many dead", Reason.NOT_IN_TEXT),
    ],
)
def test_another_number_or_kind_is_refused(field: str, raw: str, reason: Reason) -> None:
    checked = check(TEXT, sentences=[1, 2], **{field: raw})
    assert checked.record is not None
    assert getattr(checked.record, field) is None
    assert checked.rejections[0].field == field
    assert checked.rejections[0].reason is reason


def test_part_of_a_number_is_another_number() -> None:
    text = "Twenty-five people were killed and 12,000 displaced."
    assert check(text, killed="five").record.killed is None  # type: ignore[union-attr]
    checked = check(text, other_figure="12", other_kind="displaced")
    assert checked.record is not None
    assert checked.record.other_figure is None
    assert checked.record.other_kind is None


def test_numbers_of_the_caller_are_never_trusted() -> None:
    checked = check(TEXT, killed=Figure(raw="five", low=50, best=50, high=50))
    assert checked.record is not None
    assert checked.record.killed is not None
    assert checked.record.killed.best == 5
    assert [r.reason for r in checked.rejections] == [Reason.NUMBER_CHANGED]


@pytest.mark.parametrize(
    "text",
    [
        "Norland denied that its jets killed five people.",
        "The raid could kill five people.",
        "Police foiled a plot to kill five.",
    ],
)
def test_a_toll_that_is_not_told_as_fact_is_refused(text: str) -> None:
    article = Article(text=text)
    kept, rejected = ground(article, [Toll(sentences=[1], killed="five")])
    assert kept[0].killed is None
    assert rejected[0].reason in (Reason.DENIED, Reason.STATUS_UNSUPPORTED)


class Toll(Record):
    """A toll alone."""

    killed: Figure | None = None


def test_zero_is_a_figure_of_its_own() -> None:
    checked = check("Rockets hit Selby but no one was hurt.", injured="no one")
    assert checked.record is not None
    assert checked.record.injured is not None
    assert checked.record.injured.best == 0
    assert check("Rockets hit Selby but no one was hurt.", killed="no one").record.killed is None  # type: ignore[union-attr]


def test_a_figure_is_taken_from_a_neighbouring_sentence_only() -> None:
    far = "\n\n".join(["Jets bombed Marden.", "Talks went on.", "Rain fell.", "A bus crash killed nine people."])
    near = "Jets bombed Marden.\n\nNine people were killed."
    assert check(far, killed="nine").record.killed is None  # type: ignore[union-attr]
    checked = check(near, killed="nine")
    assert checked.record is not None
    assert checked.record.sentences == [1, 2]
    assert checked.evidence["killed"][0].link == "elsewhere"


def test_any_schema_is_driven_by_the_names_of_its_fields() -> None:
    text = "Police arrested 30 people while 200 troops stood by."
    kept, rejected = ground(Article(text=text), [Raid(sentences=[1], people_arrested="200", troops="200")])
    assert kept[0].people_arrested is None
    assert kept[0].troops == Figure(raw="200", low=200, best=200, high=200, qualifier="exact")
    assert [r.reason for r in rejected] == [Reason.WRONG_KIND]


@given(st.text(max_size=80), st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["killed", "wounded", "of"]))
def test_other_digits_never_pass(noise: str, told: int, given_number: int, cue: str) -> None:
    text = f"{noise}. {told} people were {cue} there. {noise}"
    digits = {int(d) for d in re.findall(r"\d+", re.sub(r"(?<=\d)[,. \u00a0](?=\d)", "", text)) if d.isascii()}
    digits |= {int(d) for d in re.findall(r"\d+", text) if d.isascii()}
    if given_number in digits or not text.isascii():
        return
    article = Article(text=text)
    numbers = [s.number for s in article.sentences][:4] or [1]
    kept, _ = ground(article, [Toll(sentences=numbers, killed=str(given_number))])
    assert all(record.killed is None for record in kept)
