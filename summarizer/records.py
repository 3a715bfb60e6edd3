"""From a grounded draft to the `EventRecord` that users get: every value computed from words that passed the gate."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeVar

from summarizer.articles import Article, Sentence
from summarizer.contexts import context_time
from summarizer.grounding import Checked, Support
from summarizer.grounding.quarantine import news, trusted
from summarizer.grounding.text import Words, keys_of
from summarizer.resolve.claims import assertion, attribution
from summarizer.resolve.dates import clause_tense, resolve_when, time_of_day
from summarizer.resolve.numbers import read_figure
from summarizer.resolve.people import counted_people, population
from summarizer.resolve.place_roles import place_role
from summarizer.resolve.places import Places
from summarizer.resolve.scope import countable, granularity, is_cumulative, temporal_role
from summarizer.resolve.titles import compose_title
from summarizer.resolve.weapons import weapon
from summarizer.schemas import (
    Casualty,
    EventClass,
    EventDraft,
    EventRecord,
    EventTime,
    Evidence,
    Figure,
    Location,
    Participant,
    Provenance,
    Reason,
    Record,
    Rejection,
    Status,
    When,
)
from summarizer.schemas.codebook_parts import (
    ActorRole,
    CasualtyKind,
    EvidenceLink,
    Tense,
    TimeBasis,
    TimePrecision,
    ValidationStatus,
)
from summarizer.schemas.event import Attribution, Validation

R = TypeVar("R", bound=Record)

_OTHER_KINDS = {kind.value: kind for kind in CasualtyKind}
_REPAIRS = (Reason.STATUS_UNSUPPORTED, Reason.DENIED, Reason.CLASS_UNSUPPORTED)
_TENSES = {Status.PLANNED: Tense.FUTURE, Status.THREATENED: Tense.FUTURE}


@dataclass(frozen=True)
class Origin:
    """How a record was made: goes into its provenance."""

    model: str
    prompt: str
    fingerprint: str
    attempts: int = 1


def with_values(record: R, article: Article) -> R:
    """`record` with its figures read and its times resolved, whatever its schema; values supplied by others are replaced."""
    changes: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if value is None or isinstance(value, str):
            continue  # most are; to ask of a class of records takes longer
        if isinstance(value, list) and any(isinstance(v, Figure | When) for v in value):
            changes[name] = [_valued(v, record, article) for v in value]
        elif isinstance(value, Figure | When):
            changes[name] = _valued(value, record, article)
    return record.model_copy(update=changes) if changes else record


def _valued(value: object, record: Record, article: Article) -> object:
    if isinstance(value, Figure):
        return _figure(value.raw) or Figure(raw=value.raw)
    if isinstance(value, When):
        return _dated(value.raw, article.published, _tense(record, value, article))
    return value


@lru_cache(maxsize=4096)  # news says "on Monday" again and again
def _dated(raw: str, anchor: date | None, tense: Tense | None) -> When:
    return resolve_when(raw, anchor=anchor, tense=tense).when


_figure = lru_cache(maxsize=4096)(read_figure)
_time_of_day = lru_cache(maxsize=4096)(time_of_day)


def _tense(record: Record, when: When, article: Article) -> Tense | None:
    status = getattr(record, "status", None)
    if status in _TENSES:
        return _TENSES[status]
    sentence = next((s.text for s in _told(record, article) if when.raw in s.text), None)
    return clause_tense(sentence, sentence.index(when.raw)) if sentence else None


def _told(record: Record, article: Article) -> list[Sentence]:
    sentences = article.sentences
    return [sentences[n - 1] for n in record.sentences if 0 < n <= len(sentences)]


def build_event(
    article: Article, checked: Checked[EventDraft], origin: Origin, gazetteer: Places | None = None
) -> EventRecord:
    """The rich record of one draft that passed the gate (`checked.record` is not None); without `gazetteer` places stay
    words."""
    draft = checked.record
    if draft is None:
        raise ValueError("the draft did not pass the gate")
    evidence = _evidence(article, draft, checked)
    places = {e.sentence: i for i, e in enumerate(evidence)}
    told = [e.quote for e in evidence if e.link is not EvidenceLink.CONTEXT]
    claims = [
        attribution(c, *_where(c, "claimants", evidence, places, checked, i)) for i, c in enumerate(draft.claimants)
    ]
    time = _own_time(draft, told)
    if time.raw is None and (found := context_time(draft, article)):
        time, sentence = _context_time(time, *found)
        if all(e.sentence != sentence.number for e in evidence):
            evidence.append(_context_evidence(article, sentence))
    role = temporal_role(draft.status, time, told, article.published)
    casualties = _casualties(draft, claims, evidence, places, checked)
    kind = granularity(draft.event_class, told[0], draft.targets, has_toll=bool(casualties))
    return EventRecord(
        event_id=event_id(article, draft, time),
        title=compose_title(draft),
        event_class=draft.event_class,
        granularity=kind,
        countable=countable(kind, role, draft.status),
        status=draft.status,
        assertion=assertion(draft.event_class, draft.initiators, claims, told),
        temporal_role=role,
        time=time,
        locations=_locations(draft, told, article, gazetteer),
        actors=_actors(draft),
        casualties=casualties,
        weapons=list(dict.fromkeys(weapon(w) for w in draft.weapons)),
        attribution=claims,
        evidence=evidence,
        provenance=_provenance(article, origin),
        validation=_validation(checked.rejections),
    )


def event_id(article: Article, draft: EventDraft, time: EventTime) -> str:
    """Stable id: the first 16 hex digits of a SHA-256 over document, class, place, date, initiator and first sentence."""
    first = draft.initiators[0] if draft.initiators else ""
    parts = (
        article.doc_id,
        draft.event_class.value,
        draft.place or "",
        str(time.start),
        first,
        str(draft.sentences[0]),
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _evidence(article: Article, draft: EventDraft, checked: Checked[EventDraft]) -> list[Evidence]:
    """Cited sentences first, then those that code added; each with the fields whose words stand in it."""
    supports: dict[int, list[str]] = {n: [] for n in draft.sentences}
    for name, found in checked.evidence.items():
        for support in found:
            fields = supports.setdefault(support.sentence, [])
            if name not in fields:
                fields.append(name)
    sentences = article.sentences
    cited = set(draft.sentences)
    return [
        Evidence(
            doc_id=article.doc_id,
            sentence=n,
            quote=sentences[n - 1].text,
            start=sentences[n - 1].start,
            end=sentences[n - 1].end,
            supports=fields,
            link=_link(n, cited, checked),
        )
        for n, fields in supports.items()
        if 0 < n <= len(sentences)
    ]


def _link(number: int, cited: set[int], checked: Checked[EventDraft]) -> EvidenceLink:
    links = {s.link for found in checked.evidence.values() for s in found if s.sentence == number}
    if EvidenceLink.ELSEWHERE in links:
        return EvidenceLink.ELSEWHERE
    return EvidenceLink.CITED if number in cited else EvidenceLink.CONTEXT


def _where(
    words: str,
    field: str,
    evidence: Sequence[Evidence],
    places: dict[int, int],
    checked: Checked[EventDraft],
    item: int = 0,
) -> tuple[str, int | None]:
    """The sentence that holds a value, and its index in the evidence."""
    found: tuple[Support, ...] = checked.evidence.get(field, ())
    number = found[item].sentence if item < len(found) else evidence[0].sentence
    at = places.get(number)
    return (evidence[at].quote if at is not None else evidence[0].quote), at


def _own_time(draft: EventDraft, told: Sequence[str]) -> EventTime:
    """The time of the draft itself, with the tense of its most telling sentence."""
    tense = _TENSES.get(draft.status) or clause_tense(told[0])
    if draft.when is None:
        return EventTime(tense=tense)
    when = draft.when
    return EventTime(
        start=when.start,
        end=when.end,
        raw=when.raw,
        tense=tense,
        basis=when.basis or TimeBasis.NOT_STATED,
        precision=when.precision or TimePrecision.UNKNOWN,
        time_of_day=_time_of_day(when.raw),
    )


def _context_time(time: EventTime, when: When, sentence: Sentence) -> tuple[EventTime, Sentence]:
    changes = {"start": when.start, "end": when.end, "raw": when.raw, "basis": TimeBasis.CONTEXTUAL}
    return time.model_copy(update=changes | {"precision": when.precision or TimePrecision.UNKNOWN}), sentence


def _context_evidence(article: Article, sentence: Sentence) -> Evidence:
    return Evidence(
        doc_id=article.doc_id,
        sentence=sentence.number,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        supports=["when"],
        link=EvidenceLink.CONTEXT,
    )


def _locations(draft: EventDraft, told: Sequence[str], article: Article, gazetteer: Places | None) -> list[Location]:
    if draft.place is None:
        return []
    sentence = next((t for t in told if draft.place in t), told[0])
    location = Location(raw=draft.place, role=place_role(draft.event_class, draft.place, sentence))
    if gazetteer:
        location = gazetteer.resolve(location, sentence, [s.text for s in news(article)])
    return [location]


def _actors(draft: EventDraft) -> list[Participant]:
    meets = draft.event_class is EventClass.TALKS_MEETING
    if meets:
        both = _fullest([*draft.initiators, *draft.targets])
        actors = [Participant(raw=a, role=ActorRole.PARTICIPANT) for a in both]
    else:
        actors = [Participant(raw=a, role=ActorRole.INITIATOR) for a in _fullest(draft.initiators)]
        actors += [Participant(raw=a, role=ActorRole.TARGET) for a in _fullest(draft.targets)]
    known = {a.raw for a in actors}
    harmed = [draft.killed_who if draft.killed else None, draft.injured_who if draft.injured else None]
    harmed = [w for w in harmed if w and w not in known]
    return actors + [Participant(raw=w, role=ActorRole.VICTIM) for w in dict.fromkeys(harmed)]


def _fullest(names: Sequence[str]) -> list[str]:
    """Names without those that stand inside a fuller one: "Ana Ruiz" beside "President Ana Ruiz"."""
    return [a for a in dict.fromkeys(names) if not any(a != b and Words(b).find(keys_of(a)) >= 0 for b in names)]


def _casualties(
    draft: EventDraft,
    claims: Sequence[Attribution],
    evidence: Sequence[Evidence],
    places: dict[int, int],
    checked: Checked[EventDraft],
) -> list[Casualty]:
    rows = (
        ("killed", CasualtyKind.KILLED, draft.killed, draft.killed_who),
        ("injured", CasualtyKind.INJURED, draft.injured, draft.injured_who),
        ("other_figure", _OTHER_KINDS[draft.other_kind] if draft.other_kind else None, draft.other_figure, None),
    )
    out = []
    for field, kind, figure, who in rows:
        if figure is None or kind is None:
            continue
        sentence, at = _where(figure.raw, field, evidence, places, checked)
        claim = next((c for c in claims if c.evidence == at), None)
        out.append(
            Casualty(
                kind=kind,
                population=population(who or counted_people(sentence, figure.raw)),
                low=figure.low,
                best=figure.best,
                high=figure.high,
                qualifier=figure.qualifier,
                raw=figure.raw,
                who=who,
                cumulative=is_cumulative(sentence),
                attributed_to=claim.claimant if claim else None,
                link_to_event="elsewhere"
                if at is not None and evidence[at].link is EvidenceLink.ELSEWHERE
                else "cited",
                evidence=at,
            )
        )
    return out


def _provenance(article: Article, origin: Origin) -> Provenance:
    return Provenance(
        doc_id=article.doc_id,
        url=trusted(article.url),
        outlet=trusted(article.source),
        title=trusted(article.title),
        published=article.published,
        text_sha256=article.text_sha256,
        model=origin.model,
        prompt=origin.prompt,
        prompt_hash=origin.fingerprint,
        coded_at=datetime.now(UTC),
        attempts=origin.attempts,
    )


def _validation(rejections: Sequence[Rejection]) -> Validation:
    """`repaired` where code corrected the status, `partial` where a value was removed."""
    if not rejections:
        return Validation()
    repaired = all(r.reason in _REPAIRS for r in rejections)
    status = ValidationStatus.REPAIRED if repaired else ValidationStatus.PARTIAL
    return Validation(status=status, issues=[f"{r.field}: {r.message}" for r in rejections])
