"""Tolls of one event as one figure: by the words or by ACLED's reading of them, never a figure counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Literal, NamedTuple

from summarizer.resolve.numbers import acled_fatalities
from summarizer.schemas import Casualty, EventClass, EventRecord, Figure
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Population

from .incidents import Incident

Policy = Literal["literal", "acled"]
"""How vague numbers count: `literal` takes the lowest number the words allow ("dozens": 24), `acled` ACLED's (12)."""


class Options(NamedTuple):
    """What the caller chose."""

    policy: Policy = "literal"
    keep_aggregates: bool = False
    war_scale: bool = True
    """Under `acled`: "several" counts 10, as in a war, not 3."""


class Side(Enum):
    """Whom the dead belong to, as UCDP splits them."""

    INITIATOR = "initiator"
    TARGET = "target"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


class Toll(NamedTuple):
    """Persons; null is open or not stated."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def lowest(self) -> int:
        """What formats that know no null take: the lowest figure stated, 0 for none ("up to five" states none)."""
        return next((n for n in (self.low, self.best) if n is not None), 0)

    @property
    def likeliest(self) -> int:
        return next((n for n in (self.best, self.low) if n is not None), 0)

    @property
    def highest(self) -> int:
        """An open upper end takes the best figure."""
        return next((n for n in (self.high, self.best, self.low) if n is not None), 0)


_CIVILIANS = frozenset({Population.CIVILIAN, Population.AID_WORKER, Population.JOURNALIST, Population.CHILD})
_UNSPECIFIED = frozenset({Population.UNKNOWN, Population.MIXED})
_ONE_WAY = frozenset(
    {
        EventClass.AIR_STRIKE, EventClass.DRONE_STRIKE, EventClass.SHELLING_MISSILE, EventClass.IED_LANDMINE,
        EventClass.GRENADE, EventClass.CHEMICAL_ATTACK, EventClass.ATTACK_ON_CIVILIANS,
    }
)  # fmt: skip
"""Only the side that is attacked is in harm's way."""


def toll(incident: Incident, kind: CasualtyKind, options: Options) -> Toll:
    """Everybody of a kind in one figure; what is not stated stays null."""
    return _sum(by_side(incident, kind, options).values())


def by_side(incident: Incident, kind: CasualtyKind, options: Options, *, numbers: bool = False) -> dict[Side, Toll]:
    """Figures of a kind by side; a total that is not broken down keeps what the broken-down parts leave of it.

    Several articles on one event are readings of one toll (lowest low, lowest best, highest high), never added up.
    With `numbers` every bound that is null takes the nearest that is stated: for the formats that know no null.
    """
    told = [
        _of_record(r, [c for c in r.casualties if _counts(c, kind, incident)], options, numbers)
        for r in _current(incident)
    ]
    return _without_subsets(_readings(told))


def rows_of(incident: Incident, kind: CasualtyKind) -> list[Casualty]:
    """The casualty rows of a kind that count for the event."""
    return [c for r in _current(incident) for c in r.casualties if _counts(c, kind, incident)]


def _current(incident: Incident) -> list[EventRecord]:
    """Records whose figures no later record of the same event replaces."""
    replaced = {i for r in incident.records for i in r.relations.supersedes}
    return [r for r in incident.records if r.event_id not in replaced] or list(incident.records)


def _counts(casualty: Casualty, kind: CasualtyKind, incident: Incident) -> bool:
    """A running total over many events counts for a summary only."""
    return casualty.kind is kind and (not casualty.cumulative or incident.is_aggregate)


def _of_record(
    record: EventRecord, casualties: Sequence[Casualty], options: Options, numbers: bool
) -> dict[Side, Toll]:
    """A record's figures by side: one claimant's figures add up (different people), several claimants' are readings."""
    claimants: dict[str, list[Casualty]] = {}
    for c in casualties:
        claimants.setdefault((c.attributed_to or "").casefold(), []).append(c)
    told = []
    for rows in claimants.values():
        sides: dict[Side, list[Toll]] = {}
        for c in _without_children(rows):
            sides.setdefault(_side(record, c), []).append(_read(c, options, numbers))
        told.append({side: _sum(tolls) for side, tolls in sides.items()})
    return _readings(told)


def _without_children(rows: Sequence[Casualty]) -> list[Casualty]:
    """ "Ten civilians, among them three children": the children are in the ten."""
    civilians = max((_stated(c).highest for c in rows if c.population is Population.CIVILIAN), default=0)
    return [c for c in rows if c.population is not Population.CHILD or _stated(c).lowest > civilians or not civilians]


def _stated(casualty: Casualty) -> Toll:
    return Toll(casualty.low, casualty.best, casualty.high)


def _read(casualty: Casualty, options: Options, numbers: bool) -> Toll:
    read = _stated(casualty)
    if options.policy == "acled" and (read.low, read.best) != (None, None):
        # Unchecked: records that others wrote by hand may hold bounds out of order, and an export is no place to fail.
        figure = Figure.model_construct(
            raw=casualty.raw, low=read.low, best=read.best, high=read.high, qualifier=casualty.qualifier
        )
        number = acled_fatalities(figure, war_scale=options.war_scale)
        read = Toll(number, number, read.high)
    return Toll(read.lowest, read.likeliest, read.highest) if numbers else read


def _side(record: EventRecord, casualty: Casualty) -> Side:
    """Whose dead they are: the population, the stated side, the words shared with an actor, the way of the attack."""
    if casualty.population in _CIVILIANS:
        return Side.CIVILIANS
    if casualty.side is not None and casualty.side < len(record.actors):
        return _ROLE_SIDES.get(record.actors[casualty.side].role, Side.UNKNOWN)
    if casualty.population in _UNSPECIFIED:
        return Side.UNKNOWN
    who = (casualty.who or "").casefold()
    sides = {_ROLE_SIDES.get(a.role, Side.UNKNOWN) for a in record.actors if who and who in a.raw.casefold()}
    if len(sides - {Side.UNKNOWN}) == 1:
        return (sides - {Side.UNKNOWN}).pop()
    return Side.TARGET if record.event_class in _ONE_WAY else Side.UNKNOWN


_ROLE_SIDES = {
    ActorRole.INITIATOR: Side.INITIATOR,
    ActorRole.SUPPORTER: Side.INITIATOR,
    ActorRole.SUSPECTED: Side.INITIATOR,
    ActorRole.TARGET: Side.TARGET,
}
"""A victim is on neither side until the way of the attack says so."""


def _sum(tolls: Iterable[Toll]) -> Toll:
    """Different people: the low of the sum rests on the known lows, best and high need every part."""
    parts = list(tolls)
    lows = [t.low for t in parts if t.low is not None]
    return Toll(sum(lows) if lows else None, _whole(t.best for t in parts), _whole(t.high for t in parts))


def _whole(parts: Iterable[int | None]) -> int | None:
    found = list(parts)
    known = [n for n in found if n is not None]
    return sum(known) if known and len(known) == len(found) else None


def _readings(told: Sequence[dict[Side, Toll]]) -> dict[Side, Toll]:
    """The same people told of several times: ACLED takes the lowest figure until there is a better one."""
    out: dict[Side, Toll] = {}
    for side in Side:
        tolls = [t[side] for t in told if side in t]
        if tolls:
            lows, bests, highs = ([n for n in column if n is not None] for column in zip(*tolls, strict=True))
            out[side] = Toll(min(lows, default=None), min(bests, default=None), _top(tolls, highs))
    return out


def _top(tolls: Sequence[Toll], highs: Sequence[int]) -> int | None:
    """One open reading leaves the top open, unless another states more than anybody else."""
    if len(tolls) == 1:
        return tolls[0].high
    known = [*highs, *(t.likeliest for t in tolls)]
    return max(known)


def _without_subsets(parts: dict[Side, Toll]) -> dict[Side, Toll]:
    """ "Ten killed, among them three children": the unspecified ten keep seven. Told apart or not, never too many."""
    total, named = parts.get(Side.UNKNOWN), [t for s, t in parts.items() if s is not Side.UNKNOWN]
    if total is None or not named:
        return parts
    rest = [
        None if whole is None else max(0, whole - sum(n or 0 for n in part))
        for whole, part in zip(total, zip(*named, strict=True), strict=True)
    ]
    return {**parts, Side.UNKNOWN: Toll(*rest)}
