"""A record as named facts for people and models: what a sentence about it may say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summarizer.schemas import EventRecord
from summarizer.schemas.codebook_parts import ActorRole, Stance

from .clauses import REAL
from .figures import casualty_phrase
from .labels import listed, names
from .nouns import noun_phrase
from .places import place_phrase
from .told import gather
from .when import time_phrase
from .wording import QUOTING, pointer, sentence

_ROLES = (
    ("who", ActorRole.INITIATOR), ("to whom", ActorRole.TARGET), ("victims", ActorRole.VICTIM),
    ("taking part", ActorRole.PARTICIPANT), ("suspected only", ActorRole.SUSPECTED), ("mediated by", ActorRole.MEDIATOR),
    ("hosted by", ActorRole.HOST), ("supported by", ActorRole.SUPPORTER),
)  # fmt: skip


def facts_of(record: EventRecord, edition: date) -> Iterator[tuple[str, str]]:
    """Name and value of each fact, in a fixed order; what is not known is left out."""
    told = gather(record, edition)
    yield "event", record.event_class.value.replace("_", " ")
    yield "status", record.status.value.replace("_", " ")
    for name, role in _ROLES:
        actors = [noun_phrase(a.raw, told.texts) for a in record.actors if a.role is role]
        if actors:
            yield name, "; ".join(dict.fromkeys(actors))
    place, when = place_phrase(record, told.texts), time_phrase(record, edition)
    tolls = [casualty_phrase(c) for c in record.casualties] if record.status in REAL else []
    said, denied = names([record]), names([record], Stance.DENIES)
    for name, value in (
        ("where", place), ("when", when), ("toll", "; ".join(tolls)), ("according to", listed(said)),
        ("denied by", listed(denied)),
    ):  # fmt: skip
        if value:
            yield name, value


def tellable(text: str, record: EventRecord, edition: date) -> bool:
    """Whether `text` is the record's computed sentence and may be told in other words: no quotation of the article."""
    return (
        text == sentence(record, edition)
        and QUOTING not in text
        and "“" not in text
        and text != pointer(record, edition)
    )
