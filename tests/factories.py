"""Small builders of articles, records and extractions for tests; every text is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summarizer.articles import Article
from summarizer.schemas import (
    Assertion,
    Attribution,
    Casualty,
    EventClass,
    EventDraft,
    EventRecord,
    EventTime,
    Evidence,
    Extraction,
    Failure,
    FailureKind,
    Location,
    Participant,
    Provenance,
    Rejection,
    Status,
    TemporalRole,
)
from summarizer.schemas.codebook_parts import (
    ActorRole,
    ActorType,
    CasualtyKind,
    ClaimantType,
    Population,
    Qualifier,
    Speech,
    Stance,
    TimeBasis,
    TimePrecision,
)

PUBLISHED = date(2023, 6, 6)
"""A Tuesday."""


def article(
    *sentences: str,
    published: date | None = PUBLISHED,
    source: str | None = "Harbour Post",
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """An article of the given sentences, in one paragraph."""
    return Article(text=" ".join(sentences), published=published, source=source, title=title, url=url)


def on(raw: str | None, start: date | None = None, end: date | None = None) -> EventTime:
    """A time as written, resolved to a day or a span when dates are given."""
    if start is None:
        return EventTime(raw=raw)
    precision = TimePrecision.DAY if end in (None, start) else TimePrecision.MONTH_PART
    return EventTime(raw=raw, start=start, end=end or start, basis=TimeBasis.RELATIVE_EXPRESSION, precision=precision)


def toll(
    kind: CasualtyKind,
    raw: str,
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    who: str | None = None,
    population: Population = Population.UNKNOWN,
    qualifier: Qualifier = Qualifier.EXACT,
    cumulative: bool = False,
    by: str | None = None,
    evidence: int | None = 0,
) -> Casualty:
    """A row of a toll; `by` is who gave the figure."""
    return Casualty(
        kind=kind, raw=raw, low=low, best=best, high=high, who=who, population=population, qualifier=qualifier,
        cumulative=cumulative, attributed_to=by, evidence=evidence,
    )  # fmt: skip


def said_by(
    claimant: str,
    verb: str = "said",
    *,
    stance: Stance = Stance.ASSERTS,
    kind: ClaimantType = ClaimantType.WITNESS,
    party: bool | None = None,
    speech: Speech = Speech.PARAPHRASE,
    evidence: int | None = 0,
) -> Attribution:
    """Somebody who says (or denies) it."""
    return Attribution(
        claimant=claimant, claimant_type=kind, party_to_conflict=party, speech=speech, verb=verb, stance=stance,
        evidence=evidence,
    )  # fmt: skip


def event(
    source: Article,
    event_class: EventClass,
    *,
    cites: Sequence[int] = (1,),
    status: Status = Status.OCCURRED,
    assertion: Assertion | None = None,
    role: TemporalRole = TemporalRole.CURRENT,
    time: EventTime | None = None,
    place: str | None = None,
    country: str | None = None,
    by: Sequence[str] = (),
    against: Sequence[str] = (),
    actor_type: ActorType | None = None,
    casualties: Sequence[Casualty] = (),
    said: Sequence[Attribution] = (),
    countable: bool = True,
) -> EventRecord:
    """A record of `source`, resting on its sentences `cites`."""
    sentences = [source.sentences[n - 1] for n in cites]
    actors = [Participant(raw=a, role=ActorRole.INITIATOR, actor_type=actor_type) for a in by]
    actors += [Participant(raw=a, role=ActorRole.TARGET) for a in against]
    claimed = Assertion.CLAIMED if said else Assertion.OUTLET_ASSERTION
    return EventRecord(
        event_id=f"{source.doc_id[:6]}-{event_class}-{cites[0]}",
        title=f"{event_class.value.replace('_', ' ')}".capitalize(),
        event_class=event_class,
        status=status,
        assertion=assertion or claimed,
        temporal_role=role,
        time=time or EventTime(),
        locations=[Location(raw=place, country_iso3=country)] if place else [],
        actors=actors,
        casualties=list(casualties),
        attribution=list(said),
        countable=countable,
        evidence=[
            Evidence(doc_id=source.doc_id, sentence=s.number, quote=s.text, start=s.start, end=s.end) for s in sentences
        ],
        provenance=Provenance(
            doc_id=source.doc_id, url=source.url, outlet=source.source, title=source.title, published=source.published,
            text_sha256=source.text_sha256, model="test-model", prompt="extract/v1", prompt_hash="0123456789abcdef",
        ),
    )  # fmt: skip


def extraction(
    source: Article, *events: EventRecord, rejected: Sequence[Rejection] = (), warnings: Sequence[str] = ()
) -> Extraction[EventDraft]:
    """What was extracted from `source`."""
    return Extraction[EventDraft](
        doc_id=source.doc_id,
        source=source.source,
        events=list(events),
        rejected=list(rejected),
        warnings=list(warnings),
    )


def failed(
    source: Article, kind: FailureKind = FailureKind.REFUSED, message: str = "the model refused"
) -> Extraction[EventDraft]:
    """An article that gave nothing."""
    return Extraction[EventDraft](doc_id=source.doc_id, source=source.source, error=Failure(kind=kind, message=message))
