"""The vocabulary of an article: what is among its candidates, in which order, and that it is the article's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.candidates import MOST, candidates, found
from summarizer.grounding.text import Words
from summarizer.resolve.nouns import Noun
from summarizer.spans import spans


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Four gunmen shot judge Orsku Tarvane near the mill.", ["four gunmen", "gunmen", "Orsku Tarvane", "mill"]),
        ("four gunmen shot judge orsku tarvane.", ["judge orsku tarvane", "orsku tarvane"]),
        ("BOMBS HIT THE OFFICES OF THE TARVANE BANK.", ["OFFICES OF THE TARVANE BANK", "OFFICES", "TARVANE BANK"]),
        ("unidentified men attacked the shopping centre.", ["unidentified men", "shopping centre"]),
        ("they burned buses and trucks of the mill.", ["buses and trucks", "buses", "trucks of the mill"]),
        ("the blast hit the u.s. embassy.", ["u.s. embassy"]),
        ("they carried ak-47 rifles and explosive charges.", ["ak-47 rifles", "ak-47", "explosive charges"]),
        ("the orsku front's men fled.", ["orsku front", "men"]),
    ],
)
def test_what_could_be_named_is_there(text: str, named: list[str]) -> None:
    got = [c.casefold() for c in candidates([text])]
    assert [n for n in named if n.casefold() not in got] == []


def test_no_span_crosses_a_stop_or_ends_in_a_verb() -> None:
    words = Words("Gunmen fled. Orsku, the mayor, was killed at the mill")
    told = {span.text(words) for span in spans(words)}
    assert "Orsku" in told
    assert not {t for t in told if "." in t or "," in t or "killed" in t or "fled" in t}


def test_the_likeliest_come_first_and_only_so_many() -> None:
    text = ["Gunmen threw a grenade at the town hall of Marden.", "The weather of the season stayed a topic of talk."]
    ranked = candidates(text)
    assert ranked.index("grenade") < ranked.index("weather of the season")
    assert candidates(text, most=3) == ranked[:3]


def test_only_what_a_field_takes() -> None:
    text = ["Gunmen threw a grenade at the town hall of Marden, and the Orsku Front blamed Ana Ruizel."]
    weapons = candidates(text, wanted=frozenset({Noun.WEAPON}))
    assert weapons[0] == "grenade"
    assert all("grenade" in w for w in weapons)
    assert candidates(text, wanted=frozenset({Noun.GROUP}), most=1) == ["Orsku Front"]


def test_words_that_come_again_are_one_candidate() -> None:
    again = [c for c in found(["The Orsku Front attacked.", "The ORSKU FRONT denied it."]) if c.times == 2]
    assert {c.text for c in again} == {"Orsku Front", "Orsku", "Front"}


@given(st.lists(st.text(max_size=80), max_size=4))
def test_every_candidate_stands_in_the_text(sentences: list[str]) -> None:
    offered = candidates(sentences)
    assert len(offered) <= MOST
    assert all(any(c in s for s in sentences) for c in offered)
