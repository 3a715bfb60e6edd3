"""What code can say from records, in a fixed order, without a model: every part of a brief but its sources and counts.

The same input gives the same skeleton. A brief carries all that goes in, so that the gate can make it again and compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from summarizer.schemas import EventClass, EventRecord, Status
from summarizer.schemas.brief import (
    CasualtyRow,
    Change,
    Contradiction,
    KeyJudgement,
    Length,
    Prior,
    Quote,
    Section,
    SectionItem,
    Source,
    Statement,
    Takeaway,
    WatchItem,
)
from summarizer.schemas.codebook_parts import Speech

from .ahead import ahead, watch_items
from .budget import Budget, texts_of
from .changes import Difference, changes, differences, quiet
from .citations import Citations, cite, place_of
from .contradictions import contradictions
from .events import Event, Events
from .gaps import information_gaps
from .gate import Wordings, check_text, wordings
from .judgements import judgements
from .labels import event_label
from .nouns import capital, noun_phrase
from .statements import direct_quote
from .theatres import plans, sections
from .totals import casualty_table
from .wording import QUOTING, claimants, sentence, words

BLUF_WORDS = 50
MAX_TAKEAWAYS = 7
MAX_QUOTES = 5
MAX_LOOKED_AT = 50
"""Records that are looked at for a direct quotation."""
NO_EVENTS = "No event was found in the articles of this edition."
NO_NEWS = "No event of this edition's period was found; the articles tell of earlier events only."
NO_CHANGE = "No event of this edition is new or has materially changed since the last one."


class Given(NamedTuple):
    """What a skeleton is made from; all of it stands in the brief."""

    records: Sequence[EventRecord]
    earlier: Sequence[EventRecord]
    sources: Sequence[Source]
    prior: Prior | None
    edition: date
    length: Length

    @property
    def origins(self) -> dict[str, str]:
        """doc_id to doc_id of the article that it reprints."""
        return {s.doc_id: s.origin or s.doc_id for s in self.sources}


class Parts(NamedTuple):
    """The parts of a brief that records alone give."""

    bluf: Statement
    key_takeaways: list[Takeaway]
    key_judgements: list[KeyJudgement]
    sections: list[Section]
    changes: list[Change]
    casualty_table: list[CasualtyRow]
    contradictions: list[Contradiction]
    watch: list[WatchItem]
    quotes: list[Quote]
    information_gaps: list[Statement]
    left_out: dict[str, int]
    printed: dict[str, int]


class Skeleton:
    """The events of an edition, and the parts of its brief."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.edition = given.edition
        self.events = Events(given.records, given.earlier, given.origins, given.edition)
        self.worded = Wordings(given.edition)

    @cached_property
    def citations(self) -> Citations:
        """Sentences of this edition's records, numbered in the brief's order, then those of the earlier ones."""
        return cite([*self.given.records, *self.given.earlier])

    @property
    def numbers(self) -> Mapping[str, list[int]]:
        """Record id to the numbers of its sentences."""
        return self.citations.numbers

    @cached_property
    def unchanged(self) -> frozenset[str]:
        """Events told before that have not materially changed: they are not told again."""
        return frozenset(e.id for e in self.events.news if e.earlier and e.id not in self.differences)

    @cached_property
    def differences(self) -> dict[str, list[Difference]]:
        """Material changes by event."""
        return differences(self.events)

    @cached_property
    def fresh(self) -> tuple[Event, ...]:
        """News that is new, or told before and materially changed."""
        return tuple(e for e in self.events.news if e.id not in self.unchanged)

    def period(self) -> tuple[date, date] | None:
        """First and last day of what has happened; what goes on may have begun long ago."""
        real = [e.lead.time for e in self.events.news if e.lead.status is Status.OCCURRED and e.cluster.countable]
        days = [d for t in real for d in (t.start, t.end) if d]
        return (min(days), max(days)) if days else None

    def parts(self) -> Parts:
        """Word what fits into the length; count what does not."""
        budget = Budget(self.given.length)
        bluf = self._bluf()
        budget.spend(bluf.text)
        prior, numbers, edition, news = self.given.prior, self.numbers, self.edition, self.events.news
        takeaways = budget.fill("key_takeaways", map(self._takeaway, self.fresh), texts_of, MAX_TAKEAWAYS)
        judged = budget.fill("key_judgements", judgements(self.events, prior, numbers), texts_of)
        found = changes(self.events, self.differences, prior, numbers, edition)
        changed = budget.list_all("changes", found, texts_of)
        quarrels = list(contradictions(self.events, numbers, edition))
        differing = budget.list_all("contradictions", quarrels, _contradiction_texts)
        watch = budget.list_all("watch", watch_items(self.events, self.worded, numbers), texts_of)
        quotes = budget.fill("quotes", self._quotes(), lambda q: (q.text, q.speaker), MAX_QUOTES)
        open_ = information_gaps(self.events, self.given.sources, numbers, edition)
        gaps = budget.fill("information_gaps", open_, texts_of)
        above = frozenset(e.id for t in takeaways if (e := self.events.of(t.events[0])))
        planned = plans(self.events, self.unchanged, prior)
        body = sections(planned, self.events, budget, self._item, above)
        left = {
            "key_takeaways": min(MAX_TAKEAWAYS, len(self.fresh)) - len(takeaways),
            "changes": self._count_changes() - budget.printed["changes"],
            "contradictions": len(quarrels) - budget.printed["contradictions"],
            "watch": len(ahead(self.events)) - budget.printed["watch"],
            "information_gaps": len(open_) - len(gaps),
            "events": sum(s.omitted for s in body),
        }
        table = casualty_table(self.events, numbers) if news else []
        return Parts(
            bluf, takeaways, judged, body, changed, table, differing, watch, quotes, gaps,
            {part: n for part, n in left.items() if n},
            budget.printed,
        )  # fmt: skip

    # --- top line ---------------------------------------------------------------------------------------------------

    def _bluf(self) -> Statement:
        """The one or two most significant events that fit; without their toll where it makes them too long."""
        if not self.fresh:
            nothing = NO_EVENTS if not self.given.records else NO_CHANGE if self.events.news else NO_NEWS
            return Statement(text=nothing, events=[], citations=[])
        chosen: list[Event] = []
        texts: list[str] = []
        for event in self._leads():
            text = self._fitting(event.lead, BLUF_WORDS - words(texts))
            if text and text not in texts:
                chosen.append(event)
                texts.append(text)
            if len(chosen) == 2:
                break
        if not chosen:
            fits = (t for t in wordings(self.fresh[0].lead, self.edition) if words([t]) <= BLUF_WORDS)
            chosen, texts = [self.fresh[0]], [next(fits)]
        records = [e.lead for e in chosen]
        return Statement(text=" ".join(texts), events=[r.event_id for r in records], citations=self._cites(records))

    def _leads(self) -> list[Event]:
        """The weightiest events, other classes before a second event of the same class."""
        seen: set[EventClass] = set()
        first: list[Event] = []
        for event in self.fresh[:MAX_LOOKED_AT]:
            if event.lead.event_class not in seen:
                seen.add(event.lead.event_class)
                first.append(event)
        taken = {e.id for e in first}
        return first + [e for e in self.fresh[:MAX_LOOKED_AT] if e.id not in taken]

    def _fitting(self, record: EventRecord, room: int) -> str | None:
        """The computed wording of at most `room` words, if it is one sentence; a quotation seldom stands alone."""
        for text in (sentence(record, self.edition), sentence(record, self.edition, tolls=False)):
            short = words([text]) <= room and not re.search(r"[.!?][”’]?\s", text)
            if short and not text.startswith(QUOTING) and not check_text(text, [record], self.edition):
                return text
        return None

    # --- items ------------------------------------------------------------------------------------------------------

    def _takeaway(self, event: Event) -> Takeaway:
        return Takeaway(**self._item(event).model_dump())

    def _item(self, event: Event) -> SectionItem:
        return SectionItem(
            text=self.worded(event.lead), label=event_label(event), events=event.ids,
            citations=self._cites(event.records), update=bool(event.earlier) and event.id in self.differences,
        )  # fmt: skip

    def _quotes(self) -> Iterator[Quote]:
        """Direct quotations of claimants, whole and as printed."""
        numbers = {place_of(c): c.n for c in self.citations.cited}
        seen: set[str] = set()
        for event in self.fresh[:MAX_LOOKED_AT]:
            for record in event.records:
                for a in claimants(record):
                    if a.speech is not Speech.DIRECT_QUOTE or a.evidence is None or a.evidence >= len(record.evidence):
                        continue
                    e = record.evidence[a.evidence]
                    text = direct_quote(e.quote)
                    if text and text not in seen:
                        seen.add(text)
                        speaker = capital(noun_phrase(a.claimant, [e.quote]))
                        yield Quote(text=text, speaker=speaker, event=record.event_id, citation=numbers[place_of(e)])

    def _cites(self, records: Sequence[EventRecord]) -> list[int]:
        return sorted({n for r in records for n in self.numbers[r.event_id]})

    # --- counts -----------------------------------------------------------------------------------------------------

    def _count_changes(self) -> int:
        if self.given.prior is None:
            return 0
        new = sum(not e.earlier and e.id not in self.differences for e in self.events.news)
        return sum(map(len, self.differences.values())) + new + len(quiet(self.events, self.given.prior))


def _contradiction_texts(c: Contradiction) -> list[str]:
    return [c.question, *(t for p in c.positions for t in texts_of(p))]
