"""What follows the verb of a clause: place, time, and who helped, mediated or is suspected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.schemas.codebook_parts import ActorRole

from .nouns import closed, fold, join, noun_phrase, same
from .places import place_phrase
from .told import Told
from .when import time_phrase

_ROLE_TAILS = (
    (ActorRole.SUPPORTER, "with support from {}"),
    (ActorRole.MEDIATOR, "mediated by {}"),
    (ActorRole.HOST, "hosted by {}"),
    (ActorRole.SUSPECTED, "with {} suspected"),
)


_LEADING = re.compile(r"(?:in|at|near|around|on|outside|inside|along)\s+(?=\S)", re.IGNORECASE)
"""A preposition that belongs to the place as the record has it: "near Marden"."""


def where_when(told: Told, *said: str) -> str:
    """Place and time, leaving out a place that subject or object already names."""
    named = any(_names(s, p.raw) for s in said for p in told.record.locations[:1])
    where = "" if named else place_phrase(told.record, told.texts)
    return joined(closed([where]), tail(told)) if where else tail(told)


def _names(said: str, place: str) -> bool:
    """Whether the place is told already: "villages around Marden" names Marden, "the Marden police" does not."""
    if fold(said).startswith(f"{fold(place)} "):
        return True
    place = _LEADING.sub("", place, count=1) if _LEADING.match(place) else place
    at = re.search(
        rf"(?:^|\b(?:in|at|of|near|around|on|from|outside|inside|to)\s+(?:the\s+)?){re.escape(fold(place))}$",
        fold(said),
    )
    return bool(at)


def tail(told: Told) -> str:
    return joined(time_phrase(told.record, told.edition), _roles(told))


def _roles(told: Told) -> str:
    tails = []
    for role, words in _ROLE_TAILS:
        names = [noun_phrase(a.raw, told.texts) for a in told.record.actors if a.role is role]
        if names and not (role is ActorRole.SUSPECTED and _blame_is_shared(told, names)):
            tails.append(words.format(join(names)))
    return ", ".join(tails)


def _blame_is_shared(told: Told, suspects: Sequence[str]) -> bool:
    """Whether several are suspected, or one who speaks: who suspects whom is then told by their own statements."""
    said = [a.claimant for a in told.record.attribution]
    return len(suspects) > 1 or any(same(suspect, who) for suspect in suspects for who in said)


def joined(*parts: str) -> str:
    return " ".join(p for p in parts if p).rstrip(",")
