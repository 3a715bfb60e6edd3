"""The gate over a brief: every sentence, quotation, total and citation must rest on the records that it names.

Works on the brief alone: it carries its records and the cited sentences. A sentence passes if its records bear it. What
code computes without a source sentence (labels, changes, contradictions, totals, gaps, judgements, counts, notes) is
computed again and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarizer.schemas import EventRecord, Reason, Rejection
from summarizer.schemas.brief import BriefPart, DailyBrief, KeyJudgement, SectionItem, Statement, Takeaway

from .ahead import watch_item
from .budget import prose_words
from .build import skeleton_of
from .changes import changes
from .citations import place_of
from .contradictions import contradictions
from .coverage import counts, method_note, source_statement
from .events import Event
from .gaps import information_gaps
from .gate import check_text
from .judgements import LIKELIHOODS, judgements
from .labels import event_label
from .nouns import noun_phrase
from .skeleton import NO_CHANGE, NO_EVENTS, NO_NEWS, Parts, Skeleton
from .totals import casualty_table

_COUNTED = (
    "reprints",
    "origins",
    "records",
    "events",
    "single_source",
    "unchanged",
    "left_out",
    "printed",
    "fallbacks",
)
_LIKELY = re.compile(rf"\b(?:{'|'.join(LIKELIHOODS)})\b", re.IGNORECASE)
_CONFIDENT = re.compile(r"\bconfiden(?:ce|t)\b", re.IGNORECASE)


def verify_brief(brief: DailyBrief) -> list[Rejection]:
    """Everything in the brief that does not stand, with its reason; empty for a brief as computed."""
    check = _Check(brief)
    return [*check.prose(), *check.labels(), *check.cited(), *check.quotes(), *check.computed()]


class _Check:
    """One brief, and its skeleton made again."""

    def __init__(self, brief: DailyBrief) -> None:
        self.brief = brief
        self.skeleton: Skeleton = skeleton_of(brief)
        self.parts: Parts = self.skeleton.parts()
        self.records: Mapping[str, EventRecord] = {r.event_id: r for r in (*brief.earlier, *brief.records)}
        self.numbers = self.skeleton.numbers

    # --- sentences ----------------------------------------------------------------------------------------------------

    def prose(self) -> Iterator[Rejection]:
        """Sentences that tell events: each against the evidence of the records that it names."""
        brief = self.brief
        yield from self._statement("bluf", brief.bluf)
        lists: dict[str, Sequence[Statement]] = {"key_takeaways": brief.key_takeaways, "watch": brief.watch}
        for i, section in enumerate(brief.sections):
            lists[f"sections.{i}.items"] = section.items
        for name, items in lists.items():
            for n, item in enumerate(items):
                yield from self._statement(f"{name}.{n}", item)

    def _statement(self, field: str, statement: Statement) -> list[Rejection]:
        if statement.text in (NO_EVENTS, NO_NEWS, NO_CHANGE) and self.parts.bluf.text == statement.text:
            return []
        if not statement.events or not statement.citations:
            message = "the sentence names no record or no cited sentence"
            return [_reject(field, statement.text, Reason.NO_CITATION, message)]
        unknown = [i for i in statement.events if i not in self.records]
        if unknown:
            message = f"the brief holds no record {', '.join(unknown)}"
            return [_reject(field, statement.text, Reason.UNSUPPORTED, message)]
        rests_on = [self.records[i] for i in statement.events]
        wrong = sorted(set(statement.citations) - {n for i in statement.events for n in self.numbers[i]})
        out = []
        if wrong:
            message = f"{_listed(wrong)} are not sentences of the records that it names"
            out.append(_reject(field, statement.text, Reason.UNSUPPORTED, message))
        edition = self.brief.edition_date
        return out + check_text(statement.text, rests_on, edition, numbers=statement.citations, field=field)

    # --- what stands beside them --------------------------------------------------------------------------------------

    def labels(self) -> Iterator[Rejection]:
        """Labels, marks, dates and places beside the sentences."""
        items: list[tuple[str, Takeaway | SectionItem]] = [
            (f"key_takeaways.{n}", t) for n, t in enumerate(self.brief.key_takeaways)
        ]
        items += [
            (f"sections.{i}.items.{n}", t) for i, s in enumerate(self.brief.sections) for n, t in enumerate(s.items)
        ]
        for field, item in items:
            if event := self._event(item):
                wanted = event_label(event)
                yield from _differing(f"{field}.label", item.label, wanted)
                changed = bool(event.earlier) and event.id not in self.skeleton.unchanged
                update = changed and event in self.skeleton.events.news
                yield from _differing(f"{field}.update", str(item.update), str(update))
        for n, found in enumerate(self.brief.watch):
            if event := self._event(found):
                wanted_item = watch_item(event, found.text, self.numbers, self.brief.edition_date)
                for name in ("label", "when", "due", "where", "overdue", "carried"):
                    yield from _differing(f"watch.{n}.{name}", _text(found, name), _text(wanted_item, name))

    def _event(self, statement: Statement) -> Event | None:
        return self.skeleton.events.of(statement.events[0]) if statement.events else None

    # --- citations and quotations -------------------------------------------------------------------------------------

    def cited(self) -> Iterator[Rejection]:
        """The cited sentences are those of the records' evidence, word for word, and none is missing."""
        quotes = {place_of(e): e.quote for r in self.records.values() for e in r.evidence}
        numbered = {place_of(c): c.n for c in self.skeleton.citations.cited}
        for c in self.brief.cited:
            place = place_of(c)
            if quotes.get(place) != c.text:
                message = "the records hold another sentence at this place, or none"
                yield _reject(f"cited.{c.n}", c.text, Reason.QUOTE_ALTERED, message)
            elif numbered[place] != c.n:
                yield _reject(f"cited.{c.n}", c.text, Reason.UNSUPPORTED, f"this sentence has number {numbered[place]}")
        own = {numbered[place_of(e)] for r in self.brief.records for e in r.evidence}
        missing = sorted((own | set(_cited_by(self.brief))) - {c.n for c in self.brief.cited})
        if missing:
            yield _reject("cited", _listed(missing), Reason.NO_CITATION, "the cited sentence is missing")

    def quotes(self) -> Iterator[Rejection]:
        """Quotations stand letter for letter in the sentence that they cite, and the record has the speaker say them."""
        cited = {c.n: c.text for c in self.brief.cited}
        for i, quote in enumerate(self.brief.quotes):
            if quote.text not in cited.get(quote.citation, ""):
                message = f"these words do not stand in sentence {quote.citation}"
                yield _reject(f"quotes.{i}", quote.text, Reason.QUOTE_ALTERED, message)
            record = self.records.get(quote.event)
            texts = [cited.get(quote.citation, "")]
            known = {noun_phrase(a.claimant, texts).lower() for a in record.attribution} if record else set()
            if quote.speaker.lower() not in known:
                message = "the record names another speaker"
                yield _reject(f"quotes.{i}.speaker", quote.speaker, Reason.NOT_CLAIMANT, message)
            if record and quote.citation not in self.numbers[quote.event]:
                message = f"{_listed([quote.citation])} is no sentence of the record that it names"
                yield _reject(f"quotes.{i}", quote.text, Reason.UNSUPPORTED, message)

    # --- what code computes -------------------------------------------------------------------------------------------

    def computed(self) -> Iterator[Rejection]:
        """Totals, changes, contradictions, gaps, judgements, counts and notes, computed again."""
        brief, events, edition = self.brief, self.skeleton.events, self.brief.edition_date
        table = casualty_table(events, self.numbers) if events.news else []
        yield from _unknown("casualty_table", brief.casualty_table, table, Reason.NUMBER_CHANGED)
        found = changes(events, self.skeleton.differences, brief.prior, self.numbers, edition)
        yield from _unknown("changes", brief.changes, found)
        yield from _unknown("contradictions", brief.contradictions, contradictions(events, self.numbers, edition))
        gaps = information_gaps(events, brief.sources, self.numbers, edition)
        yield from _unknown("information_gaps", brief.information_gaps, gaps)
        yield from self._judgements()
        wanted = {s.title: s for s in self.parts.sections}
        for i, section in enumerate(brief.sections):
            same = wanted.get(section.title)
            told = None if same is None else (same.omitted, same.unchanged)
            yield from _differing(f"sections.{i}", str((section.omitted, section.unchanged)), str(told))
        recounted = counts(self.skeleton, self.parts)
        for name in _COUNTED:
            yield from _differing(f"coverage.{name}", str(getattr(brief.coverage, name)), str(recounted[name]))  # type: ignore[literal-required]
        yield from _differing("coverage.words", str(brief.coverage.words), str(prose_words(brief)))
        yield from _differing("source_statement", brief.source_statement, source_statement(brief.sources, events))
        yield from _differing("method_note", brief.method_note, method_note(brief.records, brief.coverage.phrasing))

    def _judgements(self) -> Iterator[Rejection]:
        wanted = judgements(self.skeleton.events, self.brief.prior, self.numbers)
        for n, judgement in enumerate(self.brief.key_judgements):
            yield from _sentences_apart(f"key_judgements.{n}", judgement)
        yield from _unknown("key_judgements", self.brief.key_judgements, wanted)


def _sentences_apart(field: str, judgement: KeyJudgement) -> Iterator[Rejection]:
    for text in (judgement.text, judgement.confidence_text):
        if _LIKELY.search(text) and _CONFIDENT.search(text):
            message = "likelihood and confidence stand in one sentence (ICD 203)"
            yield _reject(field, text, Reason.INVALID, message)


def _cited_by(brief: DailyBrief) -> Iterator[int]:
    statements: list[Statement] = [brief.bluf, *brief.key_takeaways, *brief.changes, *brief.watch]
    statements += [i for s in brief.sections for i in s.items]
    statements += [p for c in brief.contradictions for p in c.positions]
    for statement in statements:
        yield from statement.citations
    for row in brief.casualty_table:
        yield from row.citations


def _unknown(
    field: str, given: Sequence[BriefPart], wanted: Iterable[BriefPart], reason: Reason = Reason.UNSUPPORTED
) -> Iterator[Rejection]:
    """Parts that the records do not give; one left out is no false statement."""
    if not given:
        return
    known = {w.model_dump_json() for w in wanted}
    for i, part in enumerate(given):
        dumped = part.model_dump_json()
        if dumped not in known:
            unsourced = isinstance(part, Statement) and not (part.events and part.citations)
            why = Reason.NO_CITATION if unsourced and reason is Reason.UNSUPPORTED else reason
            yield _reject(f"{field}.{i}", getattr(part, "text", dumped), why, "the records do not give this")


def _text(part: BriefPart, name: str) -> str:
    value = getattr(part, name)
    return "" if value is None else str(value)


def _differing(field: str, text: str, wanted: str) -> Iterator[Rejection]:
    if text != wanted:
        yield _reject(field, text, Reason.UNSUPPORTED, f"the records give: {wanted or 'nothing'}")


def _reject(field: str, value: str, reason: Reason, message: str) -> Rejection:
    return Rejection(field=field, value=value, reason=reason, message=message)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{n}]" for n in numbers)
