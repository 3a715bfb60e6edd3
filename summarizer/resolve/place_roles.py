"""What a place is to an event: by the class, and for movements by the words before the place."""

from __future__ import annotations

import re

from summarizer.schemas.codebook import EventClass
from summarizer.schemas.codebook_parts import PlaceRole

_ROLES = {
    EventClass.TALKS_MEETING: PlaceRole.VENUE,
    EventClass.AGREEMENT_CEASEFIRE: PlaceRole.VENUE,
    EventClass.STATEMENT: PlaceRole.VENUE,
    EventClass.FORCE_WITHDRAWAL: PlaceRole.ORIGIN,
    EventClass.DISPLACEMENT: PlaceRole.ORIGIN,
}
_MOVING = (EventClass.FORCE_DEPLOYMENT, EventClass.FORCE_WITHDRAWAL, EventClass.DISPLACEMENT, EventClass.AID_ACCESS)
_CUES: tuple[tuple[PlaceRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:\b|^)(?:{words})(?:\s+(?:the|a|an))?$", re.IGNORECASE))
    for role, words in (
        (PlaceRole.DESTINATION, r"to|into|towards?|onto|direction of|for|reach(?:ed|es|ing)|enter(?:ed|s|ing)"),
        (PlaceRole.ORIGIN, r"from|left|leav(?:e|es|ing)|out of|depart(?:ed|s|ing)|fle(?:d|e|es|eing)|of|quit"),
        (PlaceRole.TRANSIT, r"through|via|across|past|cross(?:ed|es|ing)"),
    )
)
_OWN = re.compile(r"(?:to|into|towards?|from|through|via|across)\b", re.IGNORECASE)


def place_role(event_class: EventClass, place: str, sentence: str) -> PlaceRole:
    """Destination, origin or transit of a movement by the words before the place; else the class's usual role.

    A movement whose sentence does not say which gets `target_area`: no direction is made up.
    """
    usual = _ROLES.get(event_class, PlaceRole.TARGET_AREA)
    if event_class not in _MOVING:
        return usual
    at = sentence.find(place)
    own = _OWN.match(place)
    before = own.group() if own else sentence[: max(at, 0)].rstrip()
    return next((role for role, cue in _CUES if cue.search(before)), usual)
