"""Articles with their evidence marked and their records beside them, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarizer.articles import Article
from summarizer.schemas import EventRecord, Extraction, Rejection

from .environment import render
from .page import full_date, printable
from .showrecord import Card, card
from .showtext import Line, Mark, Piece, lines, paragraphs, pieces
from .worldmap import Atlas, Link, Mention, atlas

Item = tuple[Article | None, Extraction[Any]]
"""An article, if its text is at hand, and what was extracted from it."""


class Shown(NamedTuple):
    """A sentence of the page."""

    line: Line
    ident: str
    pieces: list[Piece]
    records: list[Card]
    """That it is evidence of."""


class Sheet(NamedTuple):
    """One article of the page."""

    ident: str
    title: str
    facts: list[str]
    url: str | None
    whole: bool
    """The whole text is there; otherwise only sentences that records cite."""
    paragraphs: list[list[Shown]]
    cards: list[Card]
    rejected: list[Rejection]
    warnings: list[str]
    error: str | None
    atlas: Atlas

    @property
    def numbers(self) -> set[int]:
        """Sentences that the page holds, so that a link leads to one."""
        return {s.line.number for group in self.paragraphs for s in group if s.line.number}

    @property
    def counts(self) -> str:
        """ "3 records, 1 rejected value"."""
        n, bad = len(self.cards), len(self.rejected)
        told = "failed" if self.error else f"{n} record{'' if n == 1 else 's'}"
        return told + (f", {bad} rejected value{'' if bad == 1 else 's'}" if bad else "")


def pair(
    records: Iterable[EventRecord] = (), extractions: Iterable[Extraction[Any]] = (), articles: Iterable[Article] = ()
) -> list[Item]:
    """What belongs together, by `doc_id`, in the order given: extractions first, then records, then articles alone.

    A record that an extraction holds too is shown once. Several extractions of one article become one.
    """
    texts = {a.doc_id: a for a in articles}
    found: dict[str, Extraction[Any]] = {}
    for one in extractions:
        found[one.doc_id] = _joined(found[one.doc_id], one) if one.doc_id in found else one.model_copy()
    for record in records:
        doc = record.provenance.doc_id
        known = found.setdefault(doc, Extraction(doc_id=doc, source=record.provenance.outlet))
        if all(record.event_id != e.event_id for e in known.events):
            known.events = [*known.events, record]
    for doc in texts:
        found.setdefault(doc, Extraction(doc_id=doc))
    return [(texts.get(doc), extraction) for doc, extraction in found.items()]


def _joined(one: Extraction[Any], other: Extraction[Any]) -> Extraction[Any]:
    known = {e.event_id for e in one.events}
    return one.model_copy(
        update={
            "events": [*one.events, *(e for e in other.events if e.event_id not in known)],
            "rejected": [*one.rejected, *(r for r in other.rejected if r not in one.rejected)],
            "warnings": list(dict.fromkeys([*one.warnings, *other.warnings])),
            "error": one.error and other.error,
        }
    )


def to_html(items: Iterable[Item | EventRecord]) -> str:
    """The page. `items` are articles with their extractions, or records alone.

    With its article a record is shown in the whole text, otherwise beside the sentences that it cites. Every value is
    escaped; links go to http(s) addresses of the articles. A content security policy names the page's own style and
    script by their hashes and forbids everything else.
    """
    every = list(items)
    pairs: list[Item] = [i for i in every if not isinstance(i, EventRecord)]
    alone = [i for i in every if isinstance(i, EventRecord)]
    pairs += pair(alone)
    sheets = [_sheet(f"a{n}", article, extraction) for n, (article, extraction) in enumerate(pairs, 1)]
    across = (m for n, s in enumerate(sheets, 1) for m in _mentions(s.cards, n, s.title))
    known = {c.record.event_id: c for s in sheets for c in s.cards}
    return render(
        "show.html.j2",
        "show.css.j2",
        "show.js",
        sheets=sheets,
        atlas=atlas(across) if len(sheets) > 1 else None,
        known=known,
    )


def _sheet(ident: str, article: Article | None, extraction: Extraction[Any]) -> Sheet:
    every = lines(article, extraction.events)
    cards = [card(r, n, f"{ident}r{n}", every) for n, r in enumerate(extraction.events, 1)]
    made = extraction.events[0].provenance if extraction.events else None
    outlet = (article.source if article else None) or (made.outlet if made else None) or extraction.source
    published = (article.published if article else None) or (made.published if made else None)
    headline = (article.headline if article else None) or (made.title if made else None)
    return Sheet(
        ident=ident,
        title=printable(headline or "") or f"Untitled article {extraction.doc_id}",
        facts=[outlet or "outlet not known", full_date(published) if published else "publication date not known"],
        url=(article.url if article else None) or (made.url if made else None),
        whole=article is not None,
        paragraphs=_paragraphs(ident, every, cards, article is not None),
        cards=cards,
        rejected=extraction.rejected,
        warnings=extraction.warnings,
        error=extraction.error.message if extraction.error else None,
        atlas=atlas(_mentions(cards)),
    )


def _paragraphs(ident: str, every: Sequence[Line], cards: Sequence[Card], whole: bool) -> list[list[Shown]]:
    marks: dict[int, list[Mark]] = {}
    for one in cards:
        for start, mark in one.marks:
            marks.setdefault(start, []).append(mark)
    return [[_shown(ident, line, marks, cards) for line in group] for group in paragraphs(every, whole)]


def _shown(ident: str, line: Line, marks: Mapping[int, list[Mark]], cards: Sequence[Card]) -> Shown:
    return Shown(
        line=line,
        ident=f"{ident}s{line.number}" if line.number else "",
        pieces=pieces(line, () if line.furniture else marks.get(line.start, ())),
        records=[] if line.furniture else [c for c in cards if line.start in c.starts],
    )


def _mentions(cards: Iterable[Card], article: int | None = None, title: str = "") -> Iterator[Mention]:
    """The places of records, linked to them; with the number of the article where several are shown together."""
    before = f"{article}." if article else ""
    for c in cards:
        for place in c.record.locations:
            yield Mention(place, Link(f"{before}{c.n}", f"#{c.ident}", f"{c.record.title} {title}".strip()))
