"""A claimant is the one who says it, and nobody else of the sentence."""

from __future__ import annotations

import pytest

from summarizer.grounding.claimants import speech_cue
from summarizer.grounding.text import Words, keys_of
from summarizer.schemas import Reason
from tests.grounding.support import check


def speaks(text: str, name: str) -> bool:
    words, keys = Words(text), keys_of(name)
    return any(speech_cue(words, at, at + len(keys)) is not None for at in words.find_all(keys))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland said Ostland had attacked.", "Norland"),
        ("Farmers, as well as harbour and customs officials, said that jets bombed Selby.", "Farmers"),
        ("Farmers, as well as harbour and customs officials, said that jets bombed Selby.", "customs officials"),
        ("According to Major Karim Odel, who speaks for the brigade, it began in Selby.", "Major Karim Odel"),
        ("The strike killed five, according to police and residents.", "residents"),
        ('"They fled," said Anna Brell, a nurse in Marden.', "Anna Brell"),
        ("Health ministry: five killed in Selby", "Health ministry"),
        ("In a statement, the army blamed the rebels.", "the army"),
        ("Two medics and a trader who saw the attack told the Wire.", "Two medics"),
        ("The governor of the region, Colonel Odel, said so.", "Colonel Odel"),
        ("Mines have killed 61, according to figures compiled by the Observatory.", "the Observatory"),
        ("A league of bird watchers documented the deaths of five.", "bird watchers"),
    ],
)
def test_the_speaker_is_a_claimant(text: str, name: str) -> None:
    assert speaks(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland said Ostland had attacked.", "Ostland"),
        ("Norland hit the market, officials said.", "Norland"),
        ("Norland hit the market, officials said.", "the market"),
        ("According to Major Karim Odel, it began in Selby.", "Selby"),
        ('"They fled," said Anna Brell, a nurse in Marden.', "Marden"),
        ("In a statement, the army blamed the rebels.", "the rebels"),
        ("Five were killed, the mayor told the Wire.", "the Wire"),
        ("The Red Crescent, which runs the clinic, reported 12 injured.", "the clinic"),
        ("The army accused the militia of shelling Selby.", "the militia"),
    ],
)
def test_others_are_not(text: str, name: str) -> None:
    assert not speaks(text, name)


def test_another_party_is_refused_with_its_reason() -> None:
    checked = check("Norland jets bombed Marden, officials said.", claimants=["officials", "Norland"])
    assert checked.record is not None
    assert checked.record.claimants == ["officials"]
    assert [(r.value, r.reason) for r in checked.rejections] == [("Norland", Reason.NOT_CLAIMANT)]


def test_who_denies_does_not_claim() -> None:
    text = "Norland jets bombed Marden on Sunday. Norland denied the raid."
    checked = check(text, sentences=[1, 2], claimants=["Norland"])
    assert [r.reason for r in checked.rejections] == [Reason.NOT_CLAIMANT]


def test_he_added_means_the_speaker_before() -> None:
    text = "Mayor Anna Brell said the town was quiet. She added that jets had bombed the mill."
    checked = check(text, sentences=[2], claimants=["Mayor Anna Brell"])
    assert checked.record is not None
    assert checked.record.claimants == ["Mayor Anna Brell"]
    assert checked.record.sentences == [2, 1]
    assert checked.evidence["claimants"][0].link == "elsewhere"
