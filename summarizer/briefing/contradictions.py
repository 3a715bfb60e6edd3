"""Where sources differ: the question, the positions side by side, and the rule. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from summarizer.linking import Contradiction as Found
from summarizer.linking import Position as Side
from summarizer.schemas import EventClass
from summarizer.schemas.brief import Contradiction, Position
from summarizer.schemas.codebook_parts import CasualtyKind, Population

from .events import Event, Events
from .figures import plural_of
from .labels import PRONOUNS, listed
from .nouns import fold, lower_start, noun_phrase
from .tellers import alike, counts_of, replaced
from .wording import short_label

RULE = (
    "a figure that at least two independent origins give, and more than give any other, is preferred; else unresolved"
)
_POPULATIONS = {p.value: p for p in Population}
RULE_ASSERTION = "a claim and its denial stand side by side; repetition settles neither"
RULE_STATUS = "what later reports say is not taken for settled while another still holds the opposite"


def contradictions(events: Events, numbers: Mapping[str, list[int]], edition: date) -> Iterator[Contradiction]:
    """Of events that this edition tells, most significant event first."""
    order = {e.id: n for n, e in enumerate(events.news)}
    for c in sorted((c for c in events.linked.contradictions if c.cluster in order), key=lambda c: order[c.cluster]):
        made = _contradiction(c, events.by_id[c.cluster], events, numbers, edition)
        if made is not None:
            yield made


def _contradiction(
    found: Found, event: Event, events: Events, numbers: Mapping[str, list[int]], edition: date
) -> Contradiction | None:
    """None where nothing of it is left today: figures that their tellers have replaced, or a denial of another matter."""
    toll = found.field in set(CasualtyKind)
    standing = _standing_figures(found, event) if toll else [p for p in found.positions if not _unnamed(p)]
    now = {r.event_id for r in event.current}
    told = any(now & set(p.records) for p in standing)
    if len(standing) < 2 or not told or (not toll and event.lead.event_class is EventClass.STATEMENT):
        return None
    sides = [_position(p, found.field, toll, events, numbers) for p in standing]
    return Contradiction(
        question=f"{_question(found, toll)}: {short_label(event.lead, edition)}?",
        positions=sides,
        rule=RULE if toll else RULE_ASSERTION if found.field == "assertion" else RULE_STATUS,
        preferred=_preferred(standing, sides, events) if toll else None,
    )


def _standing_figures(found: Found, event: Event) -> list[Side]:
    """Positions whose teller has not counted anew; none if one teller gives them all: those are different people."""
    counts = [c for c in counts_of((*event.earlier, *event.current)) if c.casualty.kind.value == found.field]
    gone = replaced(counts)
    old = {(c.record.event_id, c.value) for n, c in enumerate(counts) if n in gone}
    kept = [p for p in found.positions if not all((i, (p.low, p.best, p.high)) in old for i in p.records)]
    tellers = [p.claimants for p in kept]
    return kept if any(not alike(tellers[0], t) for t in tellers[1:]) else []


def _unnamed(side: Side) -> bool:
    """A denial by somebody whom no name marks ("They"): it cannot be told what he denies."""
    return bool(side.claimants) and all(fold(c) in PRONOUNS for c in side.claimants)


def _question(found: Found, toll: bool) -> str:
    if not toll:
        return "Did it happen as claimed" if found.field == "assertion" else "Did it take place"
    if found.field == CasualtyKind.CASUALTIES_UNSPECIFIED:
        return "How many casualties"
    return f"How many {plural_of(_POPULATIONS[found.population or 'unknown'])} were {found.field}"


def _position(side: Side, field: str, toll: bool, events: Events, numbers: Mapping[str, list[int]]) -> Position:
    records = [events.linked.record(i) for i in side.records]
    texts = [e.quote for r in records for e in r.evidence]
    said = [noun_phrase(c, texts) for c in side.claimants]
    outlets = list(dict.fromkeys(r.provenance.outlet or "an outlet not named" for r in records))
    value = lower_start(side.value)
    value = f"{value} {field.replace('_', ' ')}" if toll and field not in value else value
    by = listed(said) if said else f"{listed(outlets)}, on {'its' if len(outlets) == 1 else 'their'} own word"
    return Position(
        text=f"{value}: {by}", value=value, claimants=said, origins=max(1, len(side.origins)),
        events=list(side.records), citations=sorted({n for i in side.records for n in numbers.get(i, [])}),
    )  # fmt: skip


def _preferred(standing: list[Side], sides: list[Position], events: Events) -> str | None:
    """The value of the position with the most independent origins, two at least; none that only a party to the fight gives."""
    counts = [p.origins for p in sides]
    best = max(range(len(sides)), key=lambda n: counts[n])
    if counts[best] < 2 or counts.count(counts[best]) > 1 or _partisan(standing[best], events):
        return None
    return sides[best].value


def _partisan(side: Side, events: Events) -> bool:
    said = [a for i in side.records for a in events.linked.record(i).attribution if a.claimant in side.claimants]
    return bool(said) and all(a.party_to_conflict for a in said)
