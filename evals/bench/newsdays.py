"""Invented news days as records: who struck where, told by several outlets over several days. Seeded, with the truth.

Each event has a place, a day, a kind of attack or meeting, a side, a target and a toll. One to six outlets tell it, on
the day or on the next two, with tolls that grow, hedge or are left out, sides that are not always named, the place in
another spelling, and now and then without a date. Reprints repeat the sentence of the wire. The number of places grows
with that of the records: more news is news from more places.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta

from summarizer.schemas import (
    Assertion,
    Casualty,
    EventClass,
    EventRecord,
    EventTime,
    Evidence,
    Granularity,
    Location,
    Participant,
    Provenance,
    Status,
    TemporalRole,
)
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Population, TimeBasis, TimePrecision

FIRST_DAY = date(2031, 3, 3)
PER_ARTICLE = 10
_SYLLABLES = (
    "ba", "dor", "kin", "lesh", "mar", "nuv", "os", "pel", "qar", "rim", "sul", "tav", "ul",
    "ver", "wan", "yash", "zem", "gor", "hal", "ibb", "jur",
)  # fmt: skip
_SIDES = ("Verran army", "Ostrel Front", "Lakeside Guard", "Marrow Column", "Harn Brigade", "Sable Union")
_TARGETS = ("market", "hospital", "school", "checkpoint", "bus", "power station", "mosque", "house")
_CLASSES = (
    (EventClass.AIR_STRIKE, EventClass.DRONE_STRIKE, "struck"),
    (EventClass.SHELLING_MISSILE, EventClass.SHELLING_MISSILE, "shelled"),
    (EventClass.IED_LANDMINE, EventClass.IED_LANDMINE, "bombed"),
    (EventClass.ATTACK_ON_CIVILIANS, EventClass.ARMED_CLASH, "attacked"),
)
_RESPELLED = (("sh", "ch"), ("q", "k"), ("u", "ou"), ("ver", "vir"), ("b", "bb"))


@dataclass(frozen=True)
class _Happening:
    number: int
    place: str
    day: date
    kinds: tuple[EventClass, EventClass, str]
    side: str
    target: str
    killed: int
    meeting: bool


def news(records: int, seed: int = 7) -> tuple[list[EventRecord], dict[str, int]]:
    """At least `records` records, and the number of the event that each tells by `event_id`."""
    rng = random.Random(f"{seed}/{records}")
    places = sorted({_name(rng) for _ in range(max(40, records // 8))})
    days = max(3, records // 2500)
    told: list[tuple[_Happening, int, bool]] = []
    number = 0
    while len(told) < records:
        event = _happening(number, rng, places, days)
        number += 1
        for outlet in range(rng.choice((1, 1, 1, 2, 3, 4, 6))):
            told.append((event, outlet, outlet > 1 and rng.random() < 0.3))
    rng.shuffle(told)
    out, truth = [], {}
    for at, (event, outlet, reprint) in enumerate(told):
        record = _record(
            event, f"outlet-{outlet}", f"a{at % (len(told) // PER_ARTICLE + 1)}-{outlet}", at, reprint, rng
        )
        out.append(record)
        truth[record.event_id] = event.number
    return out, truth


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3, 3)))).capitalize()


def _happening(number: int, rng: random.Random, places: list[str], days: int) -> _Happening:
    return _Happening(
        number, rng.choice(places), FIRST_DAY + timedelta(rng.randrange(days)), rng.choice(_CLASSES), rng.choice(_SIDES),
        rng.choice(_TARGETS), rng.randint(1, 40), rng.random() < 0.15,
    )  # fmt: skip


def _record(event: _Happening, outlet: str, article: str, at: int, reprint: bool, rng: random.Random) -> EventRecord:
    own = random.Random(event.number) if reprint else rng
    late = own.choice((0, 0, 0, 1, 2))
    doc = hashlib.sha256(f"{article}/{event.day + timedelta(late)}".encode()).hexdigest()[:16]
    place = _respelled(event.place, own) if own.random() < 0.25 else event.place
    dated = own.random() < 0.9
    killed = event.killed + (own.randint(0, 3) if late else 0)
    text = _sentence(event, place, killed)
    return EventRecord(
        event_id=f"{doc}-{at}",
        title=text[:60],
        event_class=EventClass.TALKS_MEETING if event.meeting else event.kinds[own.random() < 0.2],
        granularity=Granularity.DISCRETE,
        status=Status.OCCURRED,
        assertion=Assertion.OUTLET_ASSERTION,
        temporal_role=TemporalRole.CURRENT,
        time=_time(event.day) if dated else EventTime(),
        locations=[Location(raw=f"the town of {place}")],
        actors=_actors(event, named=own.random() < 0.6),
        casualties=[] if event.meeting or own.random() < 0.15 else [_toll(killed)],
        evidence=[Evidence(doc_id=doc, sentence=1 + at % 9, quote=text, start=100 * (at % 9), end=100 * (at % 9) + len(text))],
        provenance=Provenance(
            doc_id=doc, outlet=outlet, published=event.day + timedelta(late), text_sha256="0" * 64, model="none",
            prompt="none", prompt_hash="none",
        ),
    )  # fmt: skip


def _sentence(event: _Happening, place: str, killed: int) -> str:
    if event.meeting:
        return f"Envoys of the {event.side} met elders in {place} and spoke of grain and passage."
    return f"The {event.side} {event.kinds[2]} a {event.target} in the town of {place}, killing {killed} people, medics said."


def _respelled(place: str, rng: random.Random) -> str:
    old, new = rng.choice(_RESPELLED)
    return place.lower().replace(old, new, 1).capitalize()


def _time(day: date) -> EventTime:
    return EventTime(
        start=day, end=day, raw=day.strftime("%A"), basis=TimeBasis.RELATIVE_EXPRESSION, precision=TimePrecision.DAY
    )


def _actors(event: _Happening, *, named: bool) -> list[Participant]:
    if event.meeting:
        return [Participant(raw=f"Envoys of the {event.side}", role=ActorRole.PARTICIPANT)]
    doer = [Participant(raw=f"the {event.side}", role=ActorRole.INITIATOR)] if named else []
    return [*doer, Participant(raw=f"a {event.target}", role=ActorRole.TARGET)]


def _toll(killed: int) -> Casualty:
    return Casualty(
        kind=CasualtyKind.KILLED, population=Population.UNKNOWN, low=killed, best=killed, high=killed, raw=str(killed),
        evidence=0,
    )  # fmt: skip
