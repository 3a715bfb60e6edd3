"""Places as they read in a sentence: with the preposition that the article itself uses, else a plain one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.schemas import EventClass, EventRecord, Location
from summarizer.schemas.codebook_parts import PlacePrecision, PlaceRole

from .nouns import clean, noun_phrase

_PREPOSITION = (
    "in the direction of|on the outskirts of|in the vicinity of|north of|south of|east of|west of|close to|outside of|"
    "inside|outside|under|beneath|beside|next to|opposite|near|around|along|across|between|through|towards|toward|into|"
    "onto|over|off|in|at|on|to|from|by|throughout|within|beyond|against|behind"
)
STARTS_WITH_PREPOSITION = re.compile(
    rf"^(?:{_PREPOSITION}|nationwide|countrywide|worldwide|elsewhere|abroad|north|south|east|west)\b", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b({_PREPOSITION})\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
LONGEST_ACRONYM = 4
_ROADS = re.compile(
    r"\b(?:road|highway|motorway|street|avenue|bridge|border|island|coast|front|line|bypass|river|M\d+)\b",
    re.IGNORECASE,
)
_SITES = re.compile(
    r"\b(?:airport|airbase|base|station|checkpoint|crossing|hospital|school|university|port|harbour|camp|prison|embassy|"
    r"headquarters|market|mosque|church|plant|stadium|palace|university|summit)$",
    re.IGNORECASE,
)
_MOVES_TO = (EventClass.FORCE_DEPLOYMENT, EventClass.AID_ACCESS)
_MOVES_FROM = (EventClass.FORCE_WITHDRAWAL, EventClass.DISPLACEMENT)
MOVES = (*_MOVES_TO, *_MOVES_FROM)
"""Classes whose place is where something goes to or leaves."""

_BY_ROLE = {
    PlaceRole.ORIGIN: "from", PlaceRole.LAUNCH_SITE: "from", PlaceRole.DESTINATION: "to", PlaceRole.TRANSIT: "through",
}  # fmt: skip
_WITH_OBJECT = ("on", "at", "against", "to", "from", "by", "of")


def place_phrase(record: EventRecord, texts: Sequence[str]) -> str:
    """The places with their prepositions: "near Marden", "from Kell to Marden"; empty without one."""
    shown = [p for p in record.locations if p.role in _BY_ROLE] or record.locations[:1]
    return " ".join(_one(p, record.event_class, texts) for p in shown[:2])


def place_object(record: EventRecord, texts: Sequence[str]) -> str:
    """The place as what is struck or taken: "Marden"; "near Marden" where the article has that."""
    if not record.locations:
        return ""
    place = record.locations[0]
    words = _name(place.raw, texts)
    found = _text_preposition(place, texts)
    stands = STARTS_WITH_PREPOSITION.match(words) or found is None or found in _WITH_OBJECT
    return words if stands else f"{found} {words}"


def _name(raw: str, texts: Sequence[str]) -> str:
    """The place as a name; the capitals of a dateline ("TOLMIN (Wire) –") are not the name's own."""
    words = noun_phrase(raw, texts)
    dateline = words.isupper() and len(words) > LONGEST_ACRONYM and not all(t.isupper() for t in texts)
    return words.title() if dateline else words


def is_object(words: str) -> bool:
    """Whether a place reads as a thing ("Marden") and not as a whereabouts ("near Marden")."""
    return bool(words) and not STARTS_WITH_PREPOSITION.match(words)


def _one(place: Location, event_class: EventClass, texts: Sequence[str]) -> str:
    words = _name(place.raw, texts)
    if STARTS_WITH_PREPOSITION.match(words):
        return words[0].lower() + words[1:]
    from_text = _text_preposition(place, texts)
    away = event_class in _MOVES_FROM or place.role in (PlaceRole.ORIGIN, PlaceRole.LAUNCH_SITE)
    if from_text and (away or from_text not in ("from", "by", "against")):
        return f"{from_text} {words}"
    return f"{_plain(place, event_class, words)} {words}"


def _plain(place: Location, event_class: EventClass, words: str) -> str:
    if place.role in _BY_ROLE:
        return _BY_ROLE[place.role]
    if event_class in _MOVES_TO:
        return "to"
    if event_class in _MOVES_FROM:
        return "from"
    if place.precision is PlacePrecision.LINEAR_FEATURE or _ROADS.search(words):
        return "on"
    return "at" if place.precision is PlacePrecision.SITE or _SITES.search(words) else "in"


def _text_preposition(place: Location, texts: Sequence[str]) -> str | None:
    """The preposition right before the place in the cited sentences."""
    words = clean(place.raw)
    for text in texts:
        at = text.find(words)
        before = _BEFORE.search(text[:at]) if at > 0 else None
        if before:
            return before[1].lower()
    return None
