"""How the records of one event differ: contradictions, with every position kept, and tolls revised over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from summarizer.schemas import Assertion, Casualty, Status
from summarizer.schemas.codebook_parts import CasualtyKind, Stance

from . import kinds, names
from .likeness import compatible
from .traits import VAGUE, Figure, Label, Traits, amount, label
from .types import Cluster, Contradiction, Position, Revision

REAL = (Status.OCCURRED, Status.ONGOING)


@dataclass
class _Value:
    """A figure while its records are gathered."""

    figure: Figure
    raw: str
    told: date
    by: list[tuple[Traits, Casualty]] = field(default_factory=list)


def differences(
    clusters: Iterable[Cluster], traits: Iterable[Traits], denials: Mapping[str, Sequence[Traits]]
) -> tuple[list[Contradiction], list[Revision]]:
    """Contradictions and revisions of all events, event by event; `denials` maps `Cluster.id` to denying statements."""
    by_id = {t.record.event_id: t for t in traits}
    contradictions: list[Contradiction] = []
    revisions: list[Revision] = []
    for cluster in clusters:
        members = [by_id[i] for i in cluster.ids]
        for kind, population, values in _tolls(members):
            rivals, replaced = _compared(values)
            revisions += [Revision(cluster.id, kind, population, _position(a), _position(b)) for a, b in replaced]
            if rivals:
                positions = tuple(_position(v) for v in sorted(rivals, key=lambda v: amount(v.figure) or 0))
                contradictions.append(Contradiction(cluster.id, kind, population, positions))
        contradictions += _of_words(cluster, members, denials.get(cluster.id, ()))
    return contradictions, revisions


def _tolls(members: Sequence[Traits]) -> Iterable[tuple[str, str | None, list[_Value]]]:
    """Per kind of casualty and people counted the distinct figures, earliest first.

    Rows of different known people are no rivals. Who is not named is taken for those that the others name, if they agree.
    """
    rows: dict[CasualtyKind, list[tuple[Traits, Casualty]]] = defaultdict(list)
    for t in members:
        if t.record.status in REAL:
            for c in t.record.casualties:
                if amount((c.low, c.best, c.high)) is not None:
                    rows[c.kind].append((t, c))
    for kind, found in rows.items():
        labels = {label(c) for _, c in found} - {(None, None)}
        groups: dict[Label, list[tuple[Traits, Casualty]]] = defaultdict(list)
        for t, c in found:
            groups[label(c) if len(labels) > 1 else (None, None)].append((t, c))
        for members_of_group in groups.values():
            populations = {c.population for _, c in members_of_group}
            same = populations.pop() if len(populations) == 1 else None
            yield kind.value, same.value if same and same not in VAGUE else None, _values(members_of_group)


def _values(rows: Iterable[tuple[Traits, Casualty]]) -> list[_Value]:
    """Distinct figures; of several figures that one claimant gives in one record the largest, which holds the others."""
    largest: dict[tuple[int, str | None], tuple[Traits, Casualty]] = {}
    for t, c in rows:
        key = (t.at, c.attributed_to)
        if key not in largest or (amount(_figure(c)) or 0) > (amount(_figure(largest[key][1])) or 0):
            largest[key] = (t, c)
    found: dict[Figure, _Value] = {}
    for t, c in largest.values():
        told = c.as_of or t.record.provenance.published or date.max
        value = found.setdefault(_figure(c), _Value(_figure(c), c.raw, told))
        value.by.append((t, c))
        value.told = min(value.told, told)
    return sorted(found.values(), key=lambda v: (v.told, amount(v.figure) or 0))


def _figure(row: Casualty) -> Figure:
    return row.low, row.best, row.high


def _compared(values: Sequence[_Value]) -> tuple[list[_Value], list[tuple[_Value, _Value]]]:
    """The values that stand and exclude each other, and the pairs of which the later replaces the earlier."""
    replaced: list[tuple[_Value, _Value]] = []
    standing: list[_Value] = []
    for told in sorted({v.told for v in values}):
        today = [v for v in values if v.told == told]
        later = [v for v in values if v.told > told]
        kept = []
        for old in standing:
            successors = _successors(old, today, later)
            replaced += [(old, new) for new in successors]
            kept += [] if successors else [old]
        standing = kept + today
    rivals = [v for v in standing if any(not compatible(v.figure, o.figure) for o in standing)]
    return rivals, replaced


def _successors(old: _Value, today: Sequence[_Value], later: Sequence[_Value]) -> list[_Value]:
    """Later counts of the same people that replace `old`: its own source's, else a higher one from no side of the fight.

    GTD takes the most recent credible toll and leaves out the perpetrators' own; a source that speaks again later is
    left to correct itself.
    """
    own = [v for v in today if _same_source(v, old)]
    if own or any(_same_source(v, old) for v in later):
        return own
    return [
        v for v in today if not _party(v) and not _party(old) and (amount(v.figure) or 0) > (amount(old.figure) or 0)
    ]


def _same_source(one: _Value, two: _Value) -> bool:
    """A claimant in common; where neither names one, the outlet or the origin."""
    first, second = _claimants(one), _claimants(two)
    if first and second:
        return any(_same_speaker(a, b) for a in first for b in second)
    return not first and not second and bool(_outlets(one) & _outlets(two))


def _same_speaker(one: str, two: str) -> bool:
    """Half of the shorter phrase's words stand in the longer one ("the army", "an army spokesman")."""
    a, b = ({w for w in names.fold(n).split() if w not in names.ARTICLES and len(w) > 1} for n in (one, two))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def _outlets(value: _Value) -> set[str]:
    outlets = {t.record.provenance.outlet for t, _ in value.by}
    return {o for o in outlets if o} | {t.origin for t, _ in value.by}


def _party(value: _Value) -> bool:
    """Whether every record of the value has it from a party to the conflict."""
    return all(_partisan(t, c) for t, c in value.by)


def _partisan(t: Traits, row: Casualty) -> bool:
    said = [a for a in t.record.attribution if row.attributed_to in (None, a.claimant)]
    return bool(said) and all(a.party_to_conflict for a in said)


def _claimants(value: _Value) -> list[str]:
    said = [n for t, c in value.by for n in ([c.attributed_to] if c.attributed_to else _asserting(t))]
    return list(dict.fromkeys(said))


def _asserting(t: Traits) -> list[str]:
    return [a.claimant for a in t.record.attribution if a.stance in (Stance.ASSERTS, Stance.SUPPORTS)]


def _denying(t: Traits) -> list[str]:
    return [a.claimant for a in t.record.attribution if a.stance is Stance.DENIES]


def _position(value: _Value) -> Position:
    low, best, high = value.figure
    return Position(
        value=value.raw,
        records=tuple(dict.fromkeys(t.record.event_id for t, _ in value.by)),
        claimants=tuple(_claimants(value)),
        origins=tuple(sorted({t.origin for t, _ in value.by})),
        published=None if value.told == date.max else value.told,
        low=low,
        best=best,
        high=high,
    )


def _of_words(cluster: Cluster, members: Sequence[Traits], denials: Sequence[Traits]) -> Iterable[Contradiction]:
    """Told and denied; happened and did not; done by one side or by another."""
    if members[0].family == "statement":
        return
    told = [t for t in members if t.record.status in REAL and t.record.assertion is not Assertion.DENIED]
    denied = [t for t in members if t.record.assertion is Assertion.DENIED or _denying(t)] + list(denials)
    if told and denied:
        said = _words("asserted", told, [n for t in told for n in _asserting(t)])
        refused = _words("denied", denied, [n for t in denied for n in _denying(t) or _deniers(t)])
        yield Contradiction(cluster.id, "assertion", None, (said, refused))
    missed = [t for t in members if t.record.status is Status.DID_NOT_OCCUR]
    if told and missed:
        positions = tuple(_words(w, ts, [n for t in ts for n in _asserting(t)]) for w, ts in
                          (("occurred", told), ("did not occur", missed)))  # fmt: skip
        yield Contradiction(cluster.id, "status", None, positions)
    sides = _sides(told) if kinds.GROUP_OF[cluster.lead.event_class] in kinds.VIOLENCE else []
    if len(sides) > 1:
        positions = tuple(_words(_doer(s[0]), s, [n for t in s for n in _asserting(t)]) for s in sides)
        yield Contradiction(cluster.id, "initiator", None, positions)


def _deniers(t: Traits) -> list[str]:
    """Who denies: the speaker of a statement; of a record that is only denied, whom it accuses."""
    return [a.raw for a in t.record.actors if a.role.value == "initiator"][:1]


def _doer(t: Traits) -> str:
    return next(a.raw for a in t.record.actors if a.role.value in ("initiator", "supporter", "suspected"))


def _sides(members: Sequence[Traits]) -> list[list[Traits]]:
    """Records by named doer; names that share a part are one side, also through a third record."""
    out: list[list[Traits]] = []
    for t in members:
        if not t.doers:
            continue
        mine = [s for s in out if any(t.doers & o.doers for o in s)]
        out = [s for s in out if s not in mine] + [[o for s in mine for o in s] + [t]]
    return sorted(out, key=lambda s: s[0].at)


def _words(value: str, members: Sequence[Traits], claimants: Iterable[str]) -> Position:
    days = [t.record.provenance.published for t in members if t.record.provenance.published]
    return Position(
        value=value,
        records=tuple(dict.fromkeys(t.record.event_id for t in members)),
        claimants=tuple(dict.fromkeys(claimants)),
        origins=tuple(sorted({t.origin for t in members})),
        published=min(days, default=None),
    )
