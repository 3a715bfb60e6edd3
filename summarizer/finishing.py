"""From what the model said about one article to its result: the gate, mending, joining, values, and the rich records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from summarizer.articles import Article
from summarizer.drafts import Drafts
from summarizer.grounding import ArticleIndex, Checked, Support, check_record, index
from summarizer.grounding.quarantine import news_text, reports, trusted
from summarizer.mending import completed, mended
from summarizer.merging import merge_drafts
from summarizer.records import Origin, build_event, with_values
from summarizer.resolve.coding import coded
from summarizer.resolve.tables import Tables
from summarizer.rivals import Told, with_rival_tolls
from summarizer.schemas import EventDraft, Extraction, Record, Rejection
from summarizer.schemas.codebook_parts import EvidenceLink

R = TypeVar("R", bound=Record)


def finish(
    article: Article, drafts: Drafts[R], schema: type[R], prompt: str, tables: Tables, *, small: bool = False
) -> Extraction[R]:
    """From drafts to the result: the gate, joining, values, and the rich records of the shipped schema.

    `small`: the model was asked sentence by sentence; what it got wrong or left out is mended where the sentence is plain.
    """
    ready = index(article)
    checked = [_checked(article, draft, ready, n, small) for n, draft in enumerate(drafts.items)]
    # Not Extraction[R](…): pydantic would build a class for every article.
    result: Extraction[R] = Extraction(
        doc_id=article.doc_id,
        source=trusted(article.source),
        rejected=[*drafts.rejected, *(r for c in checked for r in c.rejections)],
        usage=drafts.usage,
        warnings=[*drafts.warnings, *reports(article)],
    )
    kept = [_valued(c, article) for c in checked if c.record is not None]
    if not issubclass(schema, EventDraft):
        return result.model_copy(update={"records": [c.record for c in kept]})
    origin = Origin(drafts.model, prompt, drafts.fingerprint, drafts.usage.attempts)
    joined = _joined(article, cast(list[Checked[EventDraft]], kept), ready)
    # After joining: a toll without a place goes to the event before.
    whole = completed(article, joined, ready, small=small)
    result.rejected.extend(_later(whole, checked))
    pairs = zip(whole, joined, strict=True)
    placed = [full if full is one or full.record is None else _valued(full, article) for full, one in pairs]
    built = [build_event(article, c, origin, tables.places) for c in placed]
    told = with_rival_tolls(
        Told(own, draft, event)
        for own, draft, event in zip((c.record for c in joined), (c.record for c in placed), built, strict=True)
        if own is not None and draft is not None
    )
    # Last, because actors and codes follow from the country of the place.
    resolved = bool(told) and tables.places is not None and tables.places.gazetteer is not None
    text = news_text(article)
    built = [coded(event, text, article.published, tables, places_resolved=resolved) for _, _, event in told]
    return result.model_copy(update={"records": [t.draft for t in told], "events": built})


def _checked(article: Article, draft: R, ready: ArticleIndex, position: int, small: bool) -> Checked[R]:
    """The gate, and for the shipped schema what code can put right."""
    checked = check_record(article, draft, ready, position=position)
    if isinstance(draft, EventDraft):
        return cast(
            Checked[R], mended(article, cast(Checked[EventDraft], checked), draft.event_class, ready, small=small)
        )
    return checked


def _valued(checked: Checked[R], article: Article) -> Checked[R]:
    """With figures and times read from their words."""
    return replace(checked, record=checked.record and with_values(checked.record, article))


def _joined(article: Article, checked: Sequence[Checked[EventDraft]], ready: ArticleIndex) -> list[Checked[EventDraft]]:
    """Drafts of one event as one. What was joined passes the gate again, because its evidence is new."""
    out = []
    for draft, parts in merge_drafts(article, [c.record for c in checked if c.record is not None]):
        if len(parts) == 1:
            out.append(checked[parts[0]])
            continue
        again = check_record(article, draft, ready)
        if again.record is None:
            # Each part passed alone: better two records than none.
            out.extend(checked[i] for i in parts)
            continue
        added = {s.sentence for i in parts for s in _supports(checked[i]) if s.link is EvidenceLink.ELSEWHERE}
        evidence = {
            name: tuple(s._replace(link=EvidenceLink.ELSEWHERE) if s.sentence in added else s for s in found)
            for name, found in again.evidence.items()
        }
        rejections = (*(r for i in parts for r in checked[i].rejections), *again.rejections)
        out.append(Checked(with_values(again.record, article), evidence, rejections))
    return out


def _later(whole: Sequence[Checked[EventDraft]], checked: Sequence[Checked[R]]) -> Iterator[Rejection]:
    """What was refused after the gate and mending had reported: by joining, and by completing."""
    told = {id(r) for c in checked for r in c.rejections}
    return (r for c in whole for r in c.rejections if id(r) not in told)


def _supports(checked: Checked[EventDraft]) -> Iterator[Support]:
    return (support for found in checked.evidence.values() for support in found)
