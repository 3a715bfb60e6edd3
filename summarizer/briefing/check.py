"""The gate over a brief: every sentence, quotation, total and citation must rest on the records that it names.

Works on the brief alone: it carries its records and the cited sentences. What code computes without a source
sentence (totals, gaps, source statement) is computed again and compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.schemas import EventRecord, Reason, Rejection
from summarizer.schemas.brief import DailyBrief, Statement, WatchItem

from .build import NO_EVENTS, NO_NEWS, when_text
from .citations import cite, place_of
from .coverage import method_note, source_statement
from .gaps import information_gaps
from .gate import check_text
from .order import is_background
from .totals import casualty_table
from .wording import label


def verify_brief(brief: DailyBrief) -> list[Rejection]:
    """Everything in the brief that does not stand, with its reason; empty for a brief as computed."""
    records = {r.event_id: r for r in brief.records}
    _, numbers = cite(brief.records)
    out: list[Rejection] = []
    for field, statement in _statements(brief):
        out += _check_statement(field, statement, records, numbers, brief)
    out += [r for field, text, wanted in _labels(brief, records) if (r := _differs(field, text, wanted))]
    return out + _check_cited(brief) + _check_quotes(brief) + _check_computed(brief, numbers)


def _statements(brief: DailyBrief) -> Iterator[tuple[str, Statement]]:
    yield "bluf", brief.bluf
    lists: dict[str, Sequence[Statement]] = {
        "key_takeaways": brief.key_takeaways,
        "key_judgements": brief.key_judgements,
        "changes": brief.changes,
        "watch": brief.watch,
    }
    for i, section in enumerate(brief.sections):
        lists[f"sections.{i}.items"] = section.items
    for i, contradiction in enumerate(brief.contradictions):
        lists[f"contradictions.{i}.positions"] = contradiction.positions
    for name, items in lists.items():
        for n, item in enumerate(items):
            yield f"{name}.{n}", item


def _check_statement(
    field: str,
    statement: Statement,
    records: Mapping[str, EventRecord],
    numbers: Mapping[str, list[int]],
    brief: DailyBrief,
) -> list[Rejection]:
    if statement.text in (NO_EVENTS, NO_NEWS) and not _has_news(brief):
        return []
    if not statement.events or not statement.citations:
        return [_reject(field, statement.text, Reason.NO_CITATION, "the sentence names no record or no cited sentence")]
    unknown = [i for i in statement.events if i not in records]
    if unknown:
        return [_reject(field, statement.text, Reason.UNSUPPORTED, f"the brief holds no record {', '.join(unknown)}")]
    rests_on = [records[i] for i in statement.events]
    wrong = sorted(set(statement.citations) - {n for i in statement.events for n in numbers[i]})
    out = []
    if wrong:
        message = f"{_listed(wrong)} are not sentences of the records that it names"
        out.append(_reject(field, statement.text, Reason.UNSUPPORTED, message))
    return out + check_text(statement.text, rests_on, brief.edition_date, numbers=statement.citations, field=field)


def _labels(brief: DailyBrief, records: Mapping[str, EventRecord]) -> Iterator[tuple[str, str, str]]:
    """Labels, dates and places beside the sentences: (field, as printed, as the record has it)."""
    items = [(f"key_takeaways.{n}", t.label, t.events) for n, t in enumerate(brief.key_takeaways)]
    items += [
        (f"sections.{s}.items.{n}", i.label, i.events)
        for s, sec in enumerate(brief.sections)
        for n, i in enumerate(sec.items)
    ]
    for field, text, ids in items:
        if ids and ids[0] in records:
            wanted = label(records[ids[0]])
            yield f"{field}.label", text.split("; ")[0], wanted
    for n, item in enumerate(brief.watch):
        if item.events and item.events[0] in records:
            yield from _watch(f"watch.{n}", item, records[item.events[0]], brief)


def _watch(field: str, item: WatchItem, record: EventRecord, brief: DailyBrief) -> Iterator[tuple[str, str, str]]:
    yield f"{field}.label", item.label, f"{record.status}; {label(record)}"
    yield f"{field}.when", item.when or "", when_text(record, brief.edition_date) or ""
    yield f"{field}.due", str(item.due), str(record.time.start)
    yield f"{field}.where", item.where or "", record.locations[0].raw if record.locations else ""


def _check_cited(brief: DailyBrief) -> list[Rejection]:
    """The cited sentences are those of the records' evidence, word for word."""
    quotes = {place_of(e): e.quote for r in brief.records for e in r.evidence}
    numbered = {place_of(c): c.n for c in cite(brief.records).cited}
    out = []
    for c in brief.cited:
        place = place_of(c)
        if quotes.get(place) != c.text:
            message = "the records hold another sentence at this place, or none"
            out.append(_reject(f"cited.{c.n}", c.text, Reason.QUOTE_ALTERED, message))
        elif numbered[place] != c.n:
            out.append(
                _reject(f"cited.{c.n}", c.text, Reason.UNSUPPORTED, f"this sentence has number {numbered[place]}")
            )
    missing = sorted(set(numbered.values()) - {c.n for c in brief.cited})
    if missing:
        out.append(_reject("cited", _listed(missing), Reason.NO_CITATION, "the cited sentence is missing"))
    return out


def _check_quotes(brief: DailyBrief) -> list[Rejection]:
    cited = {c.n: c.text for c in brief.cited}
    known = {r.event_id: {a.claimant.lower() for a in r.attribution} for r in brief.records}
    out = []
    for i, quote in enumerate(brief.quotes):
        if quote.text not in cited.get(quote.citation, ""):
            message = f"these words do not stand in sentence {quote.citation}"
            out.append(_reject(f"quotes.{i}", quote.text, Reason.QUOTE_ALTERED, message))
        speaker = quote.speaker.lower().replace("“", "").replace("”", "")
        if speaker not in known.get(quote.event, set()):
            out.append(
                _reject(f"quotes.{i}.speaker", quote.speaker, Reason.NOT_CLAIMANT, "the record names another speaker")
            )
    return out


def _check_computed(brief: DailyBrief, numbers: Mapping[str, list[int]]) -> list[Rejection]:
    """Totals, gaps, counts and the two notes, computed again."""
    news = [r for r in brief.records if not is_background(r, brief.edition_date)]
    gaps = [g.model_dump_json() for g in information_gaps(brief.records, brief.sources, numbers, brief.edition_date)]
    rows = [r.model_dump_json() for r in (casualty_table(news, numbers) if news else [])]
    out = [
        _reject(f"casualty_table.{i}", row.model_dump_json(), Reason.NUMBER_CHANGED, "the records give another row")
        for i, row in enumerate(brief.casualty_table)
        if row.model_dump_json() not in rows
    ]
    out += [
        _reject(f"information_gaps.{i}", gap.text, Reason.UNSUPPORTED, "the records do not leave this open")
        for i, gap in enumerate(brief.information_gaps)
        if gap.model_dump_json() not in gaps
    ]
    facts = (
        ("source_statement", brief.source_statement, source_statement(brief.sources, brief.records)),
        ("method_note", brief.method_note, method_note(brief.records)),
        ("coverage.events", str(brief.coverage.events), str(len(brief.records))),
    )
    return out + [r for fact in facts if (r := _differs(*fact))]


def _differs(field: str, text: str, wanted: str) -> Rejection | None:
    return (
        None if text == wanted else _reject(field, text, Reason.UNSUPPORTED, f"the records give: {wanted or 'nothing'}")
    )


def _has_news(brief: DailyBrief) -> bool:
    return any(not is_background(r, brief.edition_date) for r in brief.records)


def _reject(field: str, value: str, reason: Reason, message: str) -> Rejection:
    return Rejection(field=field, value=value, reason=reason, message=message)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{n}]" for n in numbers)
