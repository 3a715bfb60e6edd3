"""The record's side of the page: every field as a row, each value with the sentence and the words that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.briefing.figures import count_text
from summarizer.resolve.titles import class_label
from summarizer.schemas import Casualty, EventRecord, Granularity, Participant
from summarizer.schemas.codebook_parts import CasualtyKind, EvidenceLink, Population, TimeBasis

from . import page
from .showtext import Line, Mark, at, found
from .worldmap import detail

_BASES = {
    TimeBasis.EXPLICIT_DATE: "a date in the text",
    TimeBasis.RELATIVE_EXPRESSION: "counted from the publication date",
}
_ROLES = {"initiator": "By", "target": "Against", "victim": "Victims", "host": "Host", "mediator": "Mediator"}


class Value(NamedTuple):
    """One value of a field."""

    text: str
    detail: str = ""
    line: int | None = None
    """Number of the sentence that supports it."""
    ident: str = ""
    """Of its marked words; empty if none are marked."""


class Row(NamedTuple):
    """A field and its values."""

    name: str
    values: list[Value]


class Card(NamedTuple):
    """A record as shown."""

    ident: str
    n: int
    record: EventRecord
    rows: list[Row]
    marks: list[tuple[int, Mark]]
    """Marked words, each with the `start` of its line."""
    starts: list[int]
    """`start` of every line that is evidence."""
    codes: list[tuple[str, str]]


class _Words(NamedTuple):
    """Words as written, the draft field they belong to, and the place in `evidence` if the record names it."""

    text: str
    detail: str
    words: str | None = None
    field: str = ""
    evidence: int | None = None


def card(record: EventRecord, n: int, ident: str, every: Sequence[Line]) -> Card:
    """The record with its values traced to the lines of the article."""
    lines = [at(every, e) for e in record.evidence]
    marks: list[tuple[int, Mark]] = []
    rows = []
    for name, words in _rows(record):
        values = []
        for w in words:
            line, span = _source(w, record, lines)
            mark = f"{ident}v{len(marks)}" if line and span else ""
            if line and span:
                marks.append((line.start, Mark(mark, *span)))
            values.append(Value(w.text, w.detail, line.number if line else None, mark))
        if values:
            rows.append(Row(name, values))
    starts = [line.start for line in lines if line]
    return Card(ident, n, record, rows, marks, starts, list(_codes(record)))


def _source(
    words: _Words, record: EventRecord, lines: Sequence[Line | None]
) -> tuple[Line | None, tuple[int, int] | None]:
    """The line a value rests on, and where in it the words stand: the named evidence first, then what supports it."""
    if words.words is None:
        return None, None
    by_support = [n for n, e in enumerate(record.evidence) if words.field in e.supports]
    if words.field == "when":  # a record without a time of its own has that of a sentence before
        by_support += [n for n, e in enumerate(record.evidence) if e.link is EvidenceLink.CONTEXT]
    order = [*([words.evidence] if words.evidence is not None else []), *by_support, *range(len(lines))]
    candidates = [line for n in order if n < len(lines) and (line := lines[n])]
    for line in candidates:
        if span := found(words.words, line):
            return line, span
    return (candidates[0], None) if candidates and (by_support or words.evidence is not None) else (None, None)


def _rows(record: EventRecord) -> Iterator[tuple[str, list[_Words]]]:
    yield "What", [_Words(class_label(record.event_class).lower(), _granularity(record))]
    yield "Status", [_Words(record.status.value.replace("_", " "), record.assertion.description)]
    yield "When", _when(record)
    yield "Where", [_Words(p.raw, _place(p.raw, p.normalized, detail(p)), p.raw, "place") for p in record.locations]
    for role in dict.fromkeys(a.role for a in record.actors):
        actors = [a for a in record.actors if a.role == role]
        yield _ROLES.get(role.value, role.value.capitalize()), [_actor(a) for a in actors]
    for kind in dict.fromkeys(c.kind for c in record.casualties):
        name = "Casualties" if kind is CasualtyKind.CASUALTIES_UNSPECIFIED else kind.value.capitalize()
        yield name, [_toll(c) for c in record.casualties if c.kind is kind]
    yield (
        "Amounts",
        [
            _Words(q.raw if q.noun in q.raw else f"{q.raw} {q.noun}", count_text(q.low, q.best, q.high), q.raw)
            for q in record.quantities
        ],
    )
    yield "Weapons", [_Words(w.description, "") for w in record.weapons]
    yield (
        "According to",
        [
            _Words(
                a.claimant, _stance(a.verb, a.stance.value, a.party_to_conflict), a.claimant, "claimants", a.evidence
            )
            for a in record.attribution
        ],
    )
    yield "Grade", [_grade(record)]
    if record.validation.issues:
        yield "Checks", [_Words(i, "") for i in record.validation.issues]
    if record.notes:
        yield "Notes", [_Words(record.notes, "")]


def _granularity(record: EventRecord) -> str:
    parts = [] if record.granularity is Granularity.DISCRETE else [record.granularity.description]
    return "; ".join([*parts, *([] if record.countable else ["not added to totals"])])


def _when(record: EventRecord) -> list[_Words]:
    time = record.time
    if time.start is None:
        return [_Words(time.raw, "no date could be resolved", time.raw, "when")] if time.raw else []
    text = page.full_date(time.start)
    if time.end not in (None, time.start) and time.end:
        text += f" to {page.full_date(time.end)}"
    basis = f"“{time.raw}”" if time.raw else ""
    return [
        _Words(
            text, "; ".join(x for x in (basis, _BASES.get(time.basis, time.basis.description)) if x), time.raw, "when"
        )
    ]


def _place(raw: str, normalized: str | None, known: str) -> str:
    return "; ".join(x for x in (normalized if normalized != raw else "", known) if x)


def _actor(actor: Participant) -> _Words:
    known = (
        actor.canonical if actor.canonical != actor.raw else None,
        actor.actor_type.value if actor.actor_type else None,
        actor.country_iso3,
    )
    field = "initiators" if actor.role.value in ("initiator", "suspected", "participant") else "targets"
    return _Words(actor.raw, "; ".join(x for x in known if x), actor.raw, field)


def _toll(c: Casualty) -> _Words:
    people = "" if c.population is Population.UNKNOWN else page.POPULATIONS[c.population]
    said = c.raw if not c.who or c.who in c.raw else f"{c.raw} {c.who}"
    source = f"given by {c.attributed_to}" if c.attributed_to else ""
    scope = "in all, over several events" if c.cumulative else ""
    note = "; ".join(x for x in (f"“{said}”", source, scope) if x)
    return _Words(f"{count_text(c.low, c.best, c.high)} {people}".strip(), note, c.raw, c.kind.value, c.evidence)


def _stance(verb: str | None, stance: str, party: bool | None) -> str:
    known = (
        f"“{verb}”" if verb else "",
        "" if stance == "asserts" else stance,
        "a party to the conflict" if party else "",
    )
    return "; ".join(x for x in known if x)


def _grade(record: EventRecord) -> _Words:
    graded, sure = record.source_assessment, record.confidence
    code = f"{graded.reliability.value}{graded.credibility or ''}"
    credible = f"credibility {graded.credibility}" if graded.credibility else "credibility not graded"
    why = [f"source {graded.reliability.description}", credible, graded.corroboration.description]
    why.append(f"analytic confidence {sure.analytic.value}")
    if sure.extraction is not None:
        why.append(f"extraction confidence {sure.extraction:.0%}")
    return _Words(code, "; ".join(why))


def _codes(record: EventRecord) -> Iterator[tuple[str, str]]:
    codes = record.mappings
    for name, table in (("ACLED", codes.acled), ("UCDP", codes.ucdp), ("PLOVER", codes.plover)):
        if table:
            yield name, "; ".join(f"{k.replace('_', ' ')} {_shown(v)}" for k, v in table.items() if v not in (None, []))
    if codes.cameo:
        yield "CAMEO", codes.cameo
    if codes.iptc:
        yield "IPTC", codes.iptc
    made = record.provenance
    yield "Record", record.event_id
    yield "Made by", f"{'a person' if made.coder == 'human' else made.model}; {made.prompt}, {made.prompt_hash[:12]}"


def _shown(code: object) -> str:
    return ", ".join(code) if isinstance(code, list) else str(code)
