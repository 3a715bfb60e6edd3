"""The article and the reply of the benchmarks: 8 events, 40 values, 2.3 thousand characters; all of it invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from summarizer.articles import Article

_EVENTS = (
    ("the Harn Brigade", "a police post", "Velmar", "On Monday", "three", "officers", "mortar shells"),
    ("gunmen of the Dosk Front", "a grain convoy", "Ostrel", "On Tuesday", "seven", "drivers", "rifles"),
    ("the Sable Group", "a fuel depot", "Karvin", "On Wednesday", "two", "guards", "a drone"),
    ("the Tarn Militia", "a border checkpoint", "Luneth", "On Thursday", "nine", "soldiers", "grenades"),
    ("raiders from the Ilk Union", "a market", "Brask", "On Friday", "five", "traders", "a car bomb"),
    ("the Quell Column", "an army truck", "Sorrin", "On Saturday", "four", "conscripts", "a roadside bomb"),
    ("fighters of the Nerev Army", "a water station", "Modrin", "On Sunday", "six", "engineers", "artillery"),
    ("the Pell Guard", "a village", "Jarrow", "On Monday", "eight", "farmers", "rockets"),
)
EVENTS = len(_EVENTS)
"""Events in one story."""
_TELLING = (
    "{time}, {who} attacked {target} in {place} with {weapon}, killing {killed} {victims} on the {road} road. "
    "Residents near {road} square spoke of smoke over the rooftops for hours, and people were taken to the regional "
    "hospital before dark, where nurses off duty were called in."
)

_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru")


def story(number: int) -> Article:
    """One article: each `number` gives other sentences, so that nothing that is kept by its text helps the next."""
    told = "\n".join(_TELLING.format(**_named(event), road=_name(number)) for event in _EVENTS)
    text = f"{told}\nThe regional desk filed this report under number {number}.\n"
    return Article(text=text, title=f"Week of raids, report {number}", published=date(2024, 6, 12))


def stories(count: int) -> Iterator[Article]:
    """Articles from 0 to `count`, one at a time."""
    return (story(n) for n in range(count))


def answer() -> dict[str, Any]:
    """What a model answers to `story`: 8 records whose values stand in the text, 5 of them besides class and status."""
    empty = dict.fromkeys(("injured", "injured_who", "other_figure", "other_kind"))
    records = [
        {
            "sentences": [2 * position + 1],
            "event_class": "armed_clash",
            "status": "occurred",
            "when": values["time"],
            "place": values["place"],
            "initiators": [values["who"]],
            "targets": [values["target"]],
            "killed": values["killed"],
            "killed_who": None,
            "weapons": [],
            "claimants": [],
            **empty,
        }
        for position, values in enumerate(map(_named, _EVENTS))
    ]
    return {"records": records}


def reply() -> str:
    """`answer` as the text of a reply."""
    return json.dumps(answer(), ensure_ascii=False)


def _name(number: int) -> str:
    """A name that no other number has."""
    syllables = ""
    while number or not syllables:
        number, digit = divmod(number, len(_SYLLABLES))
        syllables += _SYLLABLES[digit]
    return syllables.capitalize()


def _named(event: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(("who", "target", "place", "time", "killed", "victims", "weapon"), event, strict=True))
