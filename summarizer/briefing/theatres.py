"""Sections: by theatre where places are resolved to countries, else by family of events; what is old stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from summarizer.schemas import EventClass, EventRecord
from summarizer.schemas.brief import Prior, Section, SectionItem

from .budget import Budget, texts_of
from .events import Event, Events
from .nouns import fold

_C = EventClass
FAMILIES: Mapping[str, frozenset[EventClass]] = {
    "Attacks and fighting": frozenset(
        {
            _C.ARMED_CLASH, _C.GROUND_OFFENSIVE, _C.TERRITORY_CAPTURED, _C.AIR_STRIKE, _C.DRONE_STRIKE,
            _C.SHELLING_MISSILE, _C.IED_LANDMINE, _C.SUICIDE_ATTACK, _C.GRENADE, _C.CHEMICAL_ATTACK,
            _C.ATTACK_ON_CIVILIANS, _C.SEXUAL_VIOLENCE, _C.ABDUCTION, _C.LOOTING_DESTRUCTION,
            _C.WEAPONS_INTERCEPTED_SEIZED,
        }
    ),
    "Movements of forces": frozenset(
        {
            _C.FORCE_DEPLOYMENT, _C.BASE_REINFORCEMENT, _C.BASE_ESTABLISHED, _C.FORCE_WITHDRAWAL,
            _C.TERRITORY_TRANSFER_NONVIOLENT,
        }
    ),
    "Diplomacy and statements": frozenset(
        {_C.AGREEMENT_CEASEFIRE, _C.TALKS_MEETING, _C.STATEMENT, _C.SANCTION_RUPTURE}
    ),
    "Protests and arrests": frozenset({_C.PROTEST, _C.PROTEST_REPRESSED, _C.RIOT_MOB, _C.ARREST_DETENTION}),
    "Humanitarian": frozenset({_C.AID_ACCESS, _C.DISPLACEMENT}),
    "Other": frozenset({_C.OTHER}),
}  # fmt: skip
"""Section titles in their fixed order, and the classes of each."""
BACKGROUND = "Background"
UNPLACED = "Place not resolved"
NO_AREA = "area not said"
SPLIT_FROM = 6
"""Events of one country from which its first-order areas become sections of their own."""


Kind = Literal["theme", "theatre", "background"]
Part = tuple[str, Kind, list[Event]]


class Plan(NamedTuple):
    """A section before anything is worded: its events, and how many are not repeated."""

    title: str
    kind: Kind
    events: Sequence[Event]
    unchanged: int


def plans(events: Events, unchanged: frozenset[str], prior: Prior | None) -> list[Plan]:
    """The sections in order: theatres by their most significant event, or families in their fixed order; then background."""
    told = [e for e in events.news if not e.expected]
    parts = _by_theatre(told, prior) if any(country(e.lead) for e in told) else _by_family(told)
    old = [Plan(BACKGROUND, "background", events.background, 0)] if events.background else []
    out = []
    for title, kind, found in parts:
        fresh = [e for e in found if e.id not in unchanged]
        out.append(Plan(title, kind, fresh, len(found) - len(fresh)))
    return out + old


def _by_family(told: Sequence[Event]) -> list[Part]:
    return [(title, "theme", [e for e in told if e.lead.event_class in classes]) for title, classes in FAMILIES.items()]


def _by_theatre(told: Sequence[Event], prior: Prior | None) -> list[Part]:
    found: dict[str, list[Event]] = {}
    homes = _homes(told)
    for event in told:
        found.setdefault(theatre(event.lead, homes), []).append(event)
    for title in list(found):
        if title != UNPLACED and len(found[title]) >= SPLIT_FROM:
            found = _split(found, title)
    # Told of yesterday and not today: a heading that says so.
    for title in prior.theatres if prior else []:
        if not any(t == title or t.startswith(f"{title}: ") for t in found):
            found.setdefault(title, [])
    last = found.pop(UNPLACED, None)
    out: list[Part] = [(title, "theatre", _by_place(events)) for title, events in found.items()]
    return out + ([(UNPLACED, "theatre", last)] if last else [])


def _split(found: dict[str, list[Event]], title: str) -> dict[str, list[Event]]:
    """A busy country as its first-order areas, in place."""
    areas: dict[str, list[Event]] = {}
    for event in found[title]:
        area = next((p.admin1 for p in event.lead.locations if p.admin1), None)
        areas.setdefault(f"{title}: {area or NO_AREA}", []).append(event)
    return {t: e for key, value in found.items() for t, e in (areas.items() if key == title else [(key, value)])}


def _by_place(told: list[Event]) -> list[Event]:
    """By significance, then place, so that events of equal weight in one place stand together."""
    return sorted(told, key=lambda e: (-e.weight, fold(e.lead.locations[0].raw) if e.lead.locations else "~"))


def country(record: EventRecord) -> str | None:
    """ISO code of the first place that has one."""
    return next((p.country_iso3 for p in record.locations if p.country_iso3), None)


def _homes(told: Iterable[Event]) -> dict[str, str]:
    """doc_id → country, of articles all of whose placed events lie in one: a statement in it is read there."""
    found: dict[str, set[str]] = {}
    for record in (r for e in told for r in e.records):
        if code := country(record):
            found.setdefault(record.provenance.doc_id, set()).add(code)
    return {doc: min(codes) for doc, codes in found.items() if len(codes) == 1}


def theatre(record: EventRecord, homes: Mapping[str, str] | None = None) -> str:
    """The country in English, else that of its article in `homes`; "Place not resolved" without one."""
    code = country(record) or (None if record.locations else (homes or {}).get(record.provenance.doc_id))
    return country_name(code) if code else UNPLACED


@cache
def country_name(code: str) -> str:
    """English short name of an ISO 3166-1 alpha-3 code; the code itself where it is unknown."""
    import pycountry

    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        return code
    name, _, rest = str(getattr(found, "common_name", None) or found.name).partition(", ")
    # "Congo, The Democratic Republic of the"
    return f"{rest.removeprefix('The ')} {name}" if rest else name


def theatres(events: Events) -> list[str]:
    """Countries of this edition's news, in order of significance."""
    return list(dict.fromkeys(theatre(e.lead) for e in events.news if country(e.lead)))


def sections(
    planned: Sequence[Plan],
    events: Events,
    budget: Budget,
    item: Callable[[Event], SectionItem],
    told_above: frozenset[str],
) -> list[Section]:
    """The sections with the events that fit, the most significant of all first; events told above cost no words."""
    open_ = {e.id for p in planned for e in p.events} - told_above
    free = (item(e) for e in (*events.news, *events.background) if e.id in open_)
    kept = {tuple(i.events): i for i in budget.fill("sections", free, texts_of)}
    out = []
    for plan in planned:
        items = [item(e) if e.id in told_above else kept.get(tuple(e.ids)) for e in plan.events]
        shown = [i for i in items if i is not None]
        out.append(
            Section(
                title=plan.title, kind=plan.kind, items=shown,
                omitted=len(plan.events) - len(shown), unchanged=plan.unchanged,
            )
        )  # fmt: skip
    return out
