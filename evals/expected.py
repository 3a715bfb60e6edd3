"""The hand-written expectation of the three-day example against what was computed; each difference is one line to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.threedays import DAYS, load_expectation, record_ids
from summarizer.resolve.numbers import read_figure
from summarizer.schemas.brief import Change, Contradiction, DailyBrief, Position

Data = Mapping[str, Any]
Figure = tuple[int | None, int | None, int | None]
Row = tuple[str | None, str, str, str, Figure, bool, tuple[str, ...]]

_NUMBER = re.compile(r"\d[\d,]*|[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Edition:
    """One day of the expectation."""

    day: int
    expected: Data
    names: Mapping[str, str]
    """`event_id` → name of the event that the record tells."""

    def of(self, ids: Iterable[str]) -> str:
        """The event that records tell; several joined by "+" are a wrong merge, as is "?" a record of nobody."""
        return "+".join(sorted({self.names.get(i, "?") for i in ids}))

    # --- each returns the differences: empty if the brief is as expected ------------------------------------------

    def changes(self, brief: DailyBrief) -> list[str]:
        """Types, events, and figures before and after."""
        found = [(c.type.value, self.of(c.events), c) for c in brief.changes]
        wanted: Sequence[Data] = self.expected["changes"]
        out = []
        for want in wanted:
            hits = [c for kind, event, c in found if event == want["event"] and kind in want["type"]]
            if not hits and not want.get("optional"):
                out.append(f"missing: {'/'.join(want['type'])} {want['event']}")
            elif hits and not any(_figures_fit(c, want) for c in hits):
                out += [
                    f"figures of {want['event']}: {c.before!r} -> {c.after!r}, expected {_pairs(want)}" for c in hits
                ]
        known = {(kind, want["event"]) for want in wanted for kind in want["type"]}
        quiet = {event for event in load_expectation()["events"] if not self._told(event)}
        known |= {("no_new_reporting", event) for event in quiet}
        return out + [f"unexpected: {kind} {event}: {c.text}" for kind, event, c in found if (kind, event) not in known]

    def contradictions(self, brief: DailyBrief) -> list[str]:
        """Positions with their figures and claimants; of earlier editions' positions any may stand beside them."""
        found = [(self.of(i for p in c.positions for i in p.events), c) for c in brief.contradictions]
        out = []
        seen: set[int] = set()
        for want in self.expected["contradictions"]:
            hits = [(n, c) for n, (event, c) in enumerate(found) if _same_event(event, want) and _same_field(c, want)]
            seen |= {n for n, _ in hits}
            if not hits and not want.get("optional"):
                out.append(f"missing: {want['field']} of {want['event']}")
            for _, c in hits:
                out += [f"{want['field']} of {want['event']}: {line}" for line in _position_differences(c, want)]
        return out + [f"unexpected: {e}: {_shown(c)}" for n, (e, c) in enumerate(found) if n not in seen]

    def casualties(self, brief: DailyBrief) -> list[str]:
        """Rows with a figure: country, kind, population, basis, low/best/high, open or not, and the events counted."""
        rows = {
            (r.country_iso3, r.kind.value, r.population.value, r.basis, (r.low, r.best, r.high), r.open_ended,
             tuple(sorted({self.of([i]) for i in r.events})))
            for r in brief.casualty_table
            if (r.low, r.best, r.high) != (None, None, None)
        }  # fmt: skip
        wanted: set[Row] = {
            (w["country"], w["kind"], w["population"], w["basis"], tuple(w["figure"]), w["open_ended"],
             tuple(sorted(w["events"])))
            for w in self.expected["casualties"]
        }  # fmt: skip
        out = _sets(wanted, rows)
        events = [
            (tuple(sorted({self.of([i]) for i in r.events})), r.n_events) for r in brief.casualty_table if r.events
        ]
        return out + [f"counted {n} events: {', '.join(e)}" for e, n in events if len(e) != n]

    def watch(self, brief: DailyBrief) -> list[str]:
        """What is due, when, and whether it is carried over or overdue."""
        found = [(self.of(w.events), w.due.isoformat() if w.due else None, w.carried, w.overdue) for w in brief.watch]
        items: Sequence[Data] = self.expected["watch"]
        out = []
        matched = set()
        for want in items:
            carried = (True, False) if want.get("carried", False) is None else (want.get("carried", False),)
            rows = {(want["event"], want["due"], c, want.get("overdue", False)) for c in carried}
            matched |= rows
            if not want.get("optional") and not rows & set(found):
                out.append(f"missing: {want}")
        return out + [f"unexpected: {row}" for row in found if row not in matched]

    def coverage(self, brief: DailyBrief) -> list[str]:
        """Articles in, used and dropped, independent origins, stale share."""
        c = brief.coverage
        found = {
            "articles_in": c.articles_in,
            "articles_used": c.articles_used,
            "dropped": {reason.value: n for reason, n in c.dropped.items()},
            "origins": c.origins,
            "stale_share": round(c.stale_share, 4) if c.stale_share is not None else None,
            "undated": c.undated,
            "failures": len(c.failures),
            "degraded": c.degraded,
        }
        wanted: Data = self.expected["coverage"]
        return [f"{k}: {found[k]}, expected {wanted[k]}" for k in wanted if found[k] != wanted[k]]

    def background(self, brief: DailyBrief) -> list[str]:
        """Old events are told as background or not at all, never as news."""
        old = set(self.expected["background"])
        told = {self.of(i.events) for s in brief.sections if s.kind == "background" for i in s.items}
        news = {self.of(t.events) for t in (brief.bluf, *brief.key_takeaways, *brief.changes)}
        news |= {self.of(i.events) for s in brief.sections if s.kind != "background" for i in s.items}
        return [f"news: {e}" for e in sorted(old & news)] + [f"not background: {e}" for e in sorted(told - old)]

    def _told(self, event: str) -> bool:
        records: Sequence[str] = load_expectation()["events"][event]["records"]
        return any(name.startswith(f"{self.day}/") for name in records)


def editions(names: Mapping[str, str] | None = None) -> dict[int, Edition]:
    """The three editions by day; `names` tells which event a record tells, by default those of the coded records."""
    named = event_names() if names is None else names
    return {e["day"]: Edition(e["day"], e, named) for e in load_expectation()["editions"]}


def event_names() -> dict[str, str]:
    """`event_id` → name of the event, over all days."""
    ids = record_ids(days=tuple(DAYS))
    return {ids[r]: name for name, event in load_expectation()["events"].items() for r in event["records"]}


def _sets(wanted: set[Any], found: set[Any]) -> list[str]:
    missing, extra = sorted(wanted - found, key=str), sorted(found - wanted, key=str)
    return [f"missing: {x}" for x in missing] + [f"unexpected: {x}" for x in extra]


def _pairs(want: Data) -> list[list[int]]:
    if "pairs" in want:
        pairs: list[list[int]] = want["pairs"]
        return pairs
    return [[want["before"], want["after"]]] if "before" in want else []


def _figures_fit(change: Change, want: Data) -> bool:
    if change.type.value not in ("figure_revised", "escalated") or not _pairs(want):
        return True
    before, after = numbers(change.before or ""), numbers(change.after or "")
    return any(old in before and new in after for old, new in _pairs(want))


def numbers(text: str) -> set[int]:
    """Every number and number word of a text; bounds as their own number ("more than 2,000" is 2000)."""
    found = [read_figure(m.group()) for m in _NUMBER.finditer(text)]
    return {f.best for f in found if f is not None and f.best is not None}


def _same_event(event: str, want: Data) -> bool:
    """A denial that is a record of its own may stand behind a position."""
    return set(event.split("+")) - set(want.get("statements", [])) == {want["event"]}


def _same_field(contradiction: Contradiction, want: Data) -> bool:
    counted = any(_figure(p) for p in contradiction.positions)
    return counted == ("positions" in want)


def _figure(position: Position) -> Figure | None:
    """The figure of a value such as "at least 12", with whatever follows it."""
    words = position.value.split()
    for size in range(len(words), 0, -1):
        read = read_figure(" ".join(words[:size]))
        if read is not None:
            return read.low, read.best, read.high
    return None


def _position_differences(contradiction: Contradiction, want: Data) -> Iterator[str]:
    shown = _shown(contradiction)
    if "positions" not in want:
        for side in ("asserts", "denies"):
            for who in want[side]:
                if not any(_names(p.claimants, who) for p in contradiction.positions):
                    yield f"nobody named {who!r} ({side}): {shown}"
        if len(contradiction.positions) != 2:
            yield f"two positions expected: {shown}"
        return
    found = [(_figure(p), p) for p in contradiction.positions]
    for position in want["positions"]:
        hits = [p for figure, p in found if figure == tuple(position["figure"])]
        if not hits:
            yield f"missing {position['figure']}: {shown}"
        elif not all(any(_names(p.claimants, who) for p in hits) for who in position["claimants"]):
            yield f"claimants of {position['figure']}: {[p.claimants for p in hits]}, expected {position['claimants']}"
    known = {tuple(p["figure"]) for p in (*want["positions"], *want.get("standing", []))}
    yield from (f"unexpected {figure}: {shown}" for figure, _ in found if figure not in known)


def _names(claimants: Sequence[str], who: str) -> bool:
    return any(who.casefold() in c.casefold() for c in claimants)


def _shown(contradiction: Contradiction) -> str:
    sides = [f"{p.value} ({', '.join(p.claimants) or 'outlets'})" for p in contradiction.positions]
    return f"{contradiction.question} {' | '.join(sides)}"
