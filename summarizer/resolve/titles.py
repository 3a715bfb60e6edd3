"""A neutral title, composed from the words of the record; never written by the model."""

from __future__ import annotations

from summarizer.schemas import EventClass, EventDraft, Status

MAX_TITLE_WORDS = 14

_LABELS = {
    EventClass.TALKS_MEETING: "Talks",
    EventClass.AGREEMENT_CEASEFIRE: "Agreement",
    EventClass.SHELLING_MISSILE: "Shelling or missile attack",
    EventClass.IED_LANDMINE: "Bomb or mine blast",
    EventClass.RIOT_MOB: "Riot",
    EventClass.PROTEST_REPRESSED: "Force used against protest",
    EventClass.ARREST_DETENTION: "Arrests",
    EventClass.WEAPONS_INTERCEPTED_SEIZED: "Weapons intercepted or seized",
    EventClass.LOOTING_DESTRUCTION: "Looting or destruction",
    EventClass.SANCTION_RUPTURE: "Sanctions or rupture",
    EventClass.AID_ACCESS: "Aid",
    EventClass.OTHER: "Event",
}
_PREFIX = {
    Status.PLANNED: "Planned: ",
    Status.THREATENED: "Threatened: ",
    Status.HYPOTHETICAL: "Possible: ",
    Status.FOILED: "Foiled: ",
    Status.DID_NOT_OCCUR: "Did not happen: ",
}


def class_label(event_class: EventClass) -> str:
    """The class for people: "Shelling or missile attack"."""
    return _LABELS.get(event_class) or str(event_class).replace("_", " ").capitalize()


def _inside(words: str) -> str:
    """Without the capital of a sentence's first article: "by the gunmen"."""
    first, space, rest = words.partition(" ")
    return (
        f"{first.lower()}{space}{rest}"
        if first in ("The", "A", "An", "Its", "His", "Her", "Their") and rest[:1].islower()
        else words
    )


def compose_title(draft: EventDraft) -> str:
    """Class, who, whom and where in at most 14 words, parts that do not fit left out: "Air strike by jets on a market, Saqra"."""
    label = class_label(draft.event_class)
    title = _PREFIX.get(draft.status, "") + label
    link = (
        "with"
        if draft.event_class is EventClass.TALKS_MEETING
        else "on"
        if "strike" in label or "attack" in label
        else "–"
    )
    parts = [
        f" by {_inside(draft.initiators[0])}" if draft.initiators else "",
        f" {link} {_inside(draft.targets[0])}" if draft.targets else "",
        f", {_inside(draft.place)}" if draft.place and not any(draft.place in t for t in draft.targets) else "",
    ]
    for part in parts:
        if len((title + part).split()) <= MAX_TITLE_WORDS:
            title += part
    return title
