"""Each number of a sentence belongs to the casualty kind that the sentence gives it, and to no other."""

from __future__ import annotations

import pytest

from summarizer.grounding.casualties import Casualties
from summarizer.grounding.text import Words

K, W, M, D, A, F = "killed", "injured", "missing", "detained", "abducted", "displaced"


def kinds(text: str) -> list[tuple[str, str]]:
    casualties = Casualties(Words(text))
    spans = [(casualties.words.words(n.first, n.last), casualties.kinds(n)) for n in casualties.numbers]
    return [(words, "+".join(sorted(found))) for words, found in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed at least five and injured 12", [("at least five", K), ("12", W)]),
        ("As many as 40 people, including 16 officers, were wounded.", [("As many as 40", W), ("16", W)]),
        ("Five dead, 12 hurt", [("Five", K), ("12", W)]),
        ("12 people were wounded and five killed.", [("12", W), ("five", K)]),
        ("leaving 12 injured and three dead", [("12", W), ("three", K)]),
        ("the killing of five guards along with the wounding of 12 traders", [("five", K), ("12", W)]),
        ("no one was hurt", [("no", W)]),
        ("None has caused a death.", [("None", K)]),
        ("the death toll rose to 15", [("15", K)]),
        ("The toll from Sunday's raid on two markets rose from 12 to 15", [("two", ""), ("12", ""), ("15", K)]),
        ("with injuries to 20", [("20", W)]),
        ("The number of people killed rose to 15.", [("15", K)]),
        ("Five people, including a child, were killed, medics said.", [("Five", K)]),
        ("ten soldiers, three policemen and two civilians were killed", [("ten", K), ("three", K), ("two", K)]),
        ("Five of the 12 wounded died.", [("Five", K), ("12", W)]),
        ("Of the 20 passengers, 12 died and eight survived.", [("20", ""), ("12", K), ("eight", "")]),
        ("5 killed 12 wounded", [("5", K), ("12", W)]),
        ("Five gunmen killed 12 people.", [("Five", ""), ("12", K)]),
        ("The shelling, which injured 12, killed four", [("12", W), ("four", K)]),
        ("An attack that killed five and left 12 missing", [("five", K), ("12", M)]),
        ("12 people remain in custody and three are feared dead", [("12", D), ("three", K)]),
        ("gunmen kidnapped 12 students and killed two guards", [("12", A), ("two", K)]),
        ("forcing 12,000 people to flee their homes", [("12,000", F)]),
        ("Fighting has driven 2,300 people from their homes", [("2,300", F)]),
        ("Killed: 5. Injured: 12", [("5", K), ("12", W)]),
        ("FIVE PEOPLE WERE KILLED AND TWELVE WOUNDED", [("FIVE", K), ("TWELVE", W)]),
        ("strike on camp kills 31, wounds 200", [("31", K), ("200", W)]),
        ("Two men were beaten to death", [("Two", K)]),
        ("30 people were taken to hospital with shrapnel wounds", [("30", W)]),
    ],
)
def test_a_figure_has_the_kind_of_its_cue(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "killed 40 km from Marden",
        "The strike killed a man in 12 attacks.",
        "a town of 40,000 was shelled",
        "Four million people live in the province.",
        "Ali Karim, 35, was killed.",
        "killed on 5 June 2019",
        "Flight 752 crashed, killing everyone",
        "The raid killed a guard and destroyed 12 houses.",
        "The army lost 12 vehicles and soldiers were killed.",
        "killing a trader, two medics said",
        "a blast worth $40 killed a man",
    ],
)
def test_what_counts_no_people_is_no_casualty(text: str) -> None:
    assert all(kind == "" for _, kind in kinds(text)), kinds(text)


def test_killed_or_wounded_is_neither() -> None:
    assert kinds("The shelling killed or wounded 20 people.") == [("20", "injured+killed")]


def test_a_line_break_does_not_part_a_number_from_its_unit() -> None:
    assert kinds("killed 40\nkm from Marden, wounding\n12  people") == [("40", ""), ("12", W)]
