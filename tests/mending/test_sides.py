"""Names on the two sides of an event: whole, one by one, and no places."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record, index
from summarizer.mending.sides import with_doer, with_sides
from summarizer.schemas import EventDraft, Reason
from tests.mending.support import gated


def sides(text: str, **values: object) -> tuple[list[str], list[str]]:
    article = Article(text=text)
    sided = with_sides(gated(article, **values), index(article))
    fixed = with_doer(sided, index(article))
    assert fixed.record is not None
    for field in ("initiators", "targets"):
        names = getattr(fixed.record, field)
        stands = [article.text[s.start : s.end] for s in fixed.evidence.get(field, ())]
        assert stands == names, "every name stands in the text as it is given"
    return list(fixed.record.initiators), list(fixed.record.targets)


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("A lone attacker shot two guards.", ["attacker"], ["A lone attacker"]),
        (
            "Dozens of people burned the station and a small depot.",
            ["station and a small depot"],
            ["the station", "a small depot"],
        ),
        ("Police fired at marchers had been the report.", ["marchers had been"], ["marchers"]),
        ("On June 9. Ministers of Orland met.", ["Ministers of Orland"], ["Ministers of Orland"]),
        (
            "The ministers of Orland and Ketama met.",
            ["The ministers of Orland and Ketama"],
            ["The ministers of Orland and Ketama"],
        ),
    ],
)
def test_names_are_whole_and_stand_alone(text: str, given: list[str], whole: list[str]) -> None:
    assert sides(text, event_class="other", targets=given)[1] == whole


def test_the_place_is_not_what_was_hit() -> None:
    text = "A drone hit a market in Olvar."
    assert sides(text, targets=["a market", "Olvar"])[1] == ["a market"]
    checked = check_record(
        Article(text=text), EventDraft(sentences=[1], event_class="air_strike", status="occurred", targets=["Olvar"])
    )
    fixed = with_sides(checked, index(Article(text=text)))
    assert [r.reason for r in fixed.rejections] == [Reason.ROLE_SWAPPED]


def test_the_subject_is_the_doer_where_nobody_is_named() -> None:
    assert sides("The state government imposed a curfew.", event_class="other")[0] == ["The state government"]
    assert sides("A storm closed the port.", event_class="other")[0] == []
    assert sides("Three soldiers died on the road.", event_class="other")[0] == []
    assert sides("The ministry says its guns downed a drone.", event_class="other")[0] == []


def test_who_accuses_is_not_who_is_accused() -> None:
    told = sides("The army accuses the front of sending the drone.", event_class="statement", initiators=["the front"])
    assert told == (["The army"], ["the front"])
