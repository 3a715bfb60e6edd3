"""Which records are figures of speech, and which only look like it."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import index
from summarizer.mending.metaphors import without_metaphors
from summarizer.schemas import Reason
from tests.mending.support import gated

GAME = (
    "The Wolves won the cup match. Their goalkeeper saved a penalty. The visitors ambushed the left flank. The coach praised"
    " his squad."
)


def kept(text: str, values: dict[str, object], sentence: int = 1) -> bool:
    article = Article(text=text)
    told = gated(article, **{"event_class": "armed_clash", "sentences": [sentence], **values})
    checked = without_metaphors(told, index(article))
    if checked.record is None:
        assert [(r.field, r.reason) for r in checked.rejections][-1] == ("record", Reason.CLASS_UNSUPPORTED)
        assert "figure of speech" in checked.rejections[-1].message
    return checked.record is not None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Crude prices came under heavy fire on Wednesday.", {}),
        ("Bears attacked the new high within minutes.", {"initiators": ["Bears"]}),
        ("Candidates “open fire” on one another and are “ambushed” by hecklers.", {}),
    ],
)
def test_markets_and_words_in_scare_quotes_are_no_battle(text: str, values: dict[str, object]) -> None:
    assert not kept(text, values)


def test_in_an_article_about_sport_an_ambush_is_a_figure_of_speech() -> None:
    assert not kept(GAME, {"initiators": ["The visitors"]}, 3)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gunmen opened fire on a market as prices rose.", {"initiators": ["Gunmen"]}),
        ("In heavy rain, thousands marched on the square.", {"event_class": "protest", "initiators": ["thousands"]}),
        ("Looters carried off stocks of grain.", {"event_class": "looting_destruction", "initiators": ["Looters"]}),
        ("The army said that it had “ambushed” a column.", {}),
        ("Crude prices rose after drones hit a refinery.", {"event_class": "drone_strike", "initiators": ["drones"]}),
    ],
)
def test_what_happens_between_people_stands(text: str, values: dict[str, object]) -> None:
    assert kept(text, values)


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("Bread prices doubled. Fuel prices rose too. Farmers blocked the road over the prices.", "protest"),
        (
            "The cyclone brought rain. Winds tore roofs. After the rain shops in Olvar were looted.",
            "looting_destruction",
        ),
        (
            "Crude prices fell. Benchmark futures sank. Producers agreed to cut output to lift prices.",
            "agreement_ceasefire",
        ),
        ("Sellers counted losses. Prices rose. Forty stalls of the sellers burned down.", "other"),
    ],
)
def test_what_prices_and_storms_really_lead_to_stands(text: str, event_class: str) -> None:
    assert kept(text, {"event_class": event_class}, 3)


def test_a_truce_with_the_frost_is_none() -> None:
    text = "The frost will hold. Winds ease on Monday. A truce is in sight as milder air arrives."
    assert not kept(text, {"event_class": "agreement_ceasefire", "status": "hypothetical"}, 3)


def test_a_riot_at_a_match_stands() -> None:
    assert kept(f"{GAME} Police fought rioters outside.", {"event_class": "riot_mob"}, 5)


def test_who_is_counted_is_nobody_s_metaphor() -> None:
    assert kept("Prices came under fire when three buyers were killed.", {"killed": "three"})
