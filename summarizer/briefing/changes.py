"""What is different from the last edition, found by comparing the records of each event (ICD 203, standard 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from summarizer.linking import OutcomeKind, Position, Revision
from summarizer.schemas import Assertion, EventRecord, Status
from summarizer.schemas.brief import Change, ChangeType, Prior
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, Stance

from .clauses import REAL
from .events import Event, Events
from .figures import casualty_phrase
from .labels import listed, names
from .nouns import capital, lower_start, noun_phrase
from .order import EXPECTED, VIOLENT
from .tellers import Count, alike, counts_of, replaced, same_people
from .wording import claimants, short_label

_COUNTED = tuple(k for k in CasualtyKind if k is not CasualtyKind.AFFECTED)
_BY_NAME = {k.value: k for k in CasualtyKind}
_ORDER = tuple(ChangeType)
_CALLED_OFF = (Status.FOILED, Status.DID_NOT_OCCUR)


class Difference(NamedTuple):
    """One change of one event; `records` are the ids of the new and the old records that show it."""

    type: ChangeType
    event: Event
    before: str | None
    after: str | None
    records: tuple[str, ...]


def differences(events: Events) -> dict[str, list[Difference]]:
    """Material changes by cluster id, of events that both this edition and an earlier one tell; without one: not there."""
    out: dict[str, list[Difference]] = {}
    by_cluster = _Found(events)
    for event in events.news:
        found = list(by_cluster.outcome(event))
        if event.earlier:
            found += [*by_cluster.figures(event), *_denied(event), *_confirmed(event)]
            found += [] if found else list(_ended(event))
        if found:
            out[event.id] = found
    return out


class _Found:
    """What linking found, by cluster."""

    def __init__(self, events: Events) -> None:
        self.revisions = _grouped(events.linked.revisions)
        self.outcomes = events.linked.outcomes
        self.before = {r.event_id for e in events.all for r in e.earlier}

    def outcome(self, event: Event) -> Iterator[Difference]:
        """Planned before, and now held, cancelled, postponed or foiled; or a threat that came true."""
        now = _ids(event.current)
        for found in self.outcomes:
            planned = [i for i in found.planned if i in self.before]
            result = [i for i in found.result if i in now]
            if result and planned:
                yield _outcome(event, found.kind, (*result, *planned))
                return
        ahead = bool(event.earlier) and all(r.status in EXPECTED for r in event.earlier)
        if ahead and event.lead.status in REAL:
            yield _outcome(event, OutcomeKind.HELD, (event.lead.event_id, event.earlier[-1].event_id))
        elif ahead and event.lead.status in _CALLED_OFF:
            kind = OutcomeKind.FOILED if event.lead.status is Status.FOILED else OutcomeKind.CANCELLED
            yield _outcome(event, kind, (event.lead.event_id, event.earlier[-1].event_id))

    def figures(self, event: Event) -> Iterator[Difference]:
        """Tolls that the same teller counts anew, else those that linking takes for revised, else first figures."""
        told: set[CasualtyKind] = set()
        for old, new in recounted(event):
            told.add(new.casualty.kind)
            yield Difference(
                ChangeType.FIGURE_REVISED, event, casualty_phrase(old.casualty), _count_text(new),
                (new.record.event_id, old.record.event_id),
            )  # fmt: skip
        now, before = _ids(event.current), _ids(event.earlier)
        linked = [r for r in self.revisions.get(event.id, []) if r.field not in told]
        for r in linked:
            if (
                before & set(r.old.records)
                and set(r.new.records) <= now
                and r.field in _BY_NAME
                and _BY_NAME[r.field] not in told
            ):
                told.add(_BY_NAME[r.field])
                yield Difference(
                    ChangeType.FIGURE_REVISED, event, _figure(r.field, r.old), _figure(r.field, r.new),
                    (*r.new.records, *r.old.records),
                )  # fmt: skip
        yield from _first_figures(event, told)


def recounted(event: Event) -> Iterator[tuple[Count, Count]]:
    """Figures of earlier editions and of this one that the same teller gives for the same people, where they differ."""
    before, now = counts_of(event.earlier), counts_of(event.current)
    seen: set[tuple[object, ...]] = set()
    gone = replaced(before)
    last = [c for n, c in enumerate(before) if n not in gone]
    for new in now:
        old = next((o for o in reversed(last) if _recounts(new, o)), None)
        same = any(_recounts(new, o) and o.value == new.value for o in last)
        if old is None or same or old.value == new.value:
            continue
        key = (new.casualty.kind, new.value, old.value)
        if key not in seen:
            seen.add(key)
            yield old, new


def _recounts(new: Count, old: Count) -> bool:
    return new.of_whom == old.of_whom and same_people(new, old) and alike(new.tellers, old.tellers)


def _count_text(count: Count) -> str:
    texts = [e.quote for e in count.record.evidence]
    said = f" ({listed([noun_phrase(t, texts) for t in count.tellers])})" if count.tellers else ""
    return f"{casualty_phrase(count.casualty)}{said}"


def _figure(kind: str, position: Position) -> str:
    said = f" ({listed(list(position.claimants))})" if position.claimants else ""
    value = lower_start(position.value)
    return f"{value} {kind}{said}" if kind not in value else f"{value}{said}"


def _first_figures(event: Event, told: set[CasualtyKind]) -> Iterator[Difference]:
    had = {c.kind for r in event.earlier for c in r.casualties}
    for kind in _COUNTED:
        if kind in had or kind in told:
            continue
        found = [(r, c) for r in event.records for c in r.casualties if c.kind is kind and not c.cumulative]
        if found and event.lead.status in REAL:
            record, casualty = found[0]
            yield Difference(
                ChangeType.FIGURE_REVISED, event, f"{kind.value.replace('_', ' ')}: not reported",
                casualty_phrase(casualty), (record.event_id, event.earlier[-1].event_id),
            )  # fmt: skip


def _outcome(event: Event, kind: OutcomeKind, records: tuple[str, ...]) -> Difference:
    before = next((r.status.value for r in reversed(event.earlier) if r.status in EXPECTED), Status.PLANNED.value)
    if kind is OutcomeKind.POSTPONED:
        return Difference(ChangeType.RESOLVED, event, before, kind.value, records)
    if event.lead.event_class in VIOLENT:
        happened = kind is OutcomeKind.HELD
        change = ChangeType.ESCALATED if happened else ChangeType.DEESCALATED
        return Difference(change, event, before, "happened" if happened else kind.value, records)
    return Difference(ChangeType.RESOLVED, event, before, kind.value, records)


def _denied(event: Event) -> Iterator[Difference]:
    known = set(names(event.earlier, Stance.DENIES))
    fresh = [n for n in names(event.current, Stance.DENIES) if n not in known]
    before = any(r.assertion is Assertion.DENIED for r in event.earlier)
    if fresh and not (before and not known):
        rests = [r.event_id for r in event.current if set(names([r], Stance.DENIES)) & set(fresh)]
        yield Difference(
            ChangeType.DENIED, event, _stand(event.earlier), f"denied by {listed(fresh)}", (*rests, *_last(event))
        )


def _confirmed(event: Event) -> Iterator[Difference]:
    """A claim from one origin that a second, independent one now tells, or that the acting side now owns."""
    asserting = [r for r in event.current if r.status in REAL and r.assertion is not Assertion.DENIED]
    open_before = all(r.assertion in (Assertion.CLAIMED, Assertion.DISPUTED) for r in event.earlier)
    real_before = all(r.status in REAL for r in event.earlier)
    if not (asserting and open_before and real_before) or names(event.current, Stance.DENIES):
        return
    own = [r for r in asserting if r.assertion is Assertion.OFFICIAL_SELF_REPORT or _owns(r)]
    if own:
        after = (
            f"reported by the acting side itself ({listed(names(own))})"
            if names(own)
            else "reported by the acting side"
        )
        yield Difference(ChangeType.CONFIRMED, event, _stand(event.earlier), after, (own[0].event_id, *_last(event)))
        return
    known = [a.claimant for r in event.earlier for a in claimants(r)]
    fresh = [r for r in asserting if (said := _fresh_tellers(r)) and not alike(said, known)]
    fresh_origin = not set(event.origins) <= event.told_before
    if fresh_origin and fresh and len(event.told_before) == 1:
        after = f"also told by {listed(names(fresh))}"
        yield Difference(ChangeType.CONFIRMED, event, _stand(event.earlier), after, (fresh[0].event_id, *_last(event)))


def _owns(record: EventRecord) -> bool:
    """Whether an initiator takes responsibility."""
    return any(a.role is ActorRole.INITIATOR and a.responsibility_claimed for a in record.actors)


def _fresh_tellers(record: EventRecord) -> list[str]:
    """Claimants who are no party to the fight: what a side says of its own cause bears nothing out."""
    return [a.claimant for a in claimants(record) if not a.party_to_conflict]


def _ended(event: Event) -> Iterator[Difference]:
    was_on = all(r.status is Status.ONGOING for r in event.earlier)
    over = all(r.status is Status.OCCURRED and r.time.end is not None for r in event.current)
    if was_on and over and event.lead.event_class in VIOLENT:
        yield Difference(
            ChangeType.DEESCALATED, event, "going on", "over", (event.lead.event_id, event.earlier[-1].event_id)
        )


def changes(
    events: Events,
    found: Mapping[str, list[Difference]],
    prior: Prior | None,
    numbers: Mapping[str, list[int]],
    edition: date,
) -> Iterator[Change]:
    """The changes as printed, material ones first, then what is new, then what went quiet; nothing without an edition before."""
    if prior is None:
        return
    material = [d for e in events.news for d in found.get(e.id, [])]
    yield from (_change(d, numbers, edition) for d in sorted(material, key=lambda d: _ORDER.index(d.type)))
    for event in events.news:
        if not event.earlier and event.id not in found:
            yield _change(Difference(ChangeType.NEW, event, None, None, tuple(event.ids)), numbers, edition)
    for event in quiet(events, prior):
        yield _change(
            Difference(ChangeType.NO_NEW_REPORTING, event, None, None, (event.lead.event_id,)), numbers, edition
        )


def quiet(events: Events, prior: Prior) -> list[Event]:
    """Leading events of the last edition that no article of this one tells; what is still ahead is on the watch list."""
    leading = dict.fromkeys(e.id for i in prior.leading if (e := events.of(i)))
    return [e for i in leading if not (e := events.by_id[i]).current and not e.expected]


def _change(difference: Difference, numbers: Mapping[str, list[int]], edition: date) -> Change:
    kind, event, before, after, records = difference
    subject = short_label(event.lead, edition)
    ids = list(dict.fromkeys(records))
    return Change(
        type=kind, subject=subject, before=before, after=after, text=_text(kind, subject, before, after), events=ids,
        citations=sorted({n for i in ids for n in numbers.get(i, [])}),
    )  # fmt: skip


def _text(kind: ChangeType, subject: str, before: str | None, after: str | None) -> str:
    if kind is ChangeType.NEW:
        return f"{capital(subject)}: not told before."
    if kind is ChangeType.NO_NEW_REPORTING:
        return f"{capital(subject)}: no article of this edition tells of it."
    return f"{capital(subject)}: {after}; before: {before}."


def _stand(records: Iterable[EventRecord]) -> str:
    told = list(records)
    said, denied = names(told), names(told, Stance.DENIES)
    if denied:
        claim = f"claimed by {listed(said)}; " if said else ""
        return f"{claim}denied by {listed(denied)}"
    if said:
        return f"claimed by {listed(said)}"
    claimed = any(r.assertion is Assertion.CLAIMED for r in told)
    return "claimed, source not named" if claimed else "told by the outlet itself"


def _last(event: Event) -> tuple[str, ...]:
    return (event.earlier[-1].event_id,)


def _ids(records: Iterable[EventRecord]) -> set[str]:
    return {r.event_id for r in records}


def _grouped(found: Iterable[Revision]) -> dict[str, list[Revision]]:
    out: dict[str, list[Revision]] = {}
    for item in found:
        out.setdefault(item.cluster, []).append(item)
    return out
