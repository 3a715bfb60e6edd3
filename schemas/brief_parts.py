"""The parts of a `DailyBrief`: statements with what they rest on, rows, changes, and what went in and was lost.

`events` are ids of records, `citations` the numbers of cited sentences.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from .codebook import Coded
from .codebook_parts import AnalyticConfidence, CasualtyKind, Population, Reliability
from .extraction import FailureKind
from .reasons import Reason


class BriefPart(BaseModel):
    """Base of everything inside a brief: unknown fields are an error."""

    model_config = ConfigDict(extra="forbid")


class DropReason(Coded):
    """Why an article gave nothing to the brief."""

    FAILED = "failed", "the extraction failed; see failures"
    DUPLICATE = "duplicate", "the same text was given more than once"
    TOLD = "told", "the last edition was made from it already"
    NO_EVENTS = "no_events", "the article was read and no event was found, or none passed"


class ChangeType(Coded):
    """What is different from the last edition (ICD 203, standard 7: explain change)."""

    NEW = "new", "no earlier edition told the event"
    ESCALATED = "escalated", "a threat or plan of violence came true, or the toll of what goes on rose"
    DEESCALATED = "deescalated", "threatened violence was called off or foiled, or what went on has ended"
    FIGURE_REVISED = "figure_revised", "a later count of the same people replaces an earlier one"
    CONFIRMED = "confirmed", "an independent origin, or the acting side itself, now bears out what was claimed"
    DENIED = "denied", "somebody now denies it"
    RESOLVED = "resolved", "it is now known what became of something planned"
    NO_NEW_REPORTING = "no_new_reporting", "a leading event of the last edition that no article of this one tells"


class JudgementChange(Coded):
    """How a judgement compares with that of the last edition."""

    NEW = "new", "not made before"
    STRENGTHENED = "strengthened", "its basis has grown"
    WEAKENED = "weakened", "its basis has shrunk"
    UNCHANGED = "unchanged", "as before"
    WITHDRAWN = "withdrawn", "the records no longer warrant it"


class Statement(BriefPart):
    """Prose with what it rests on."""

    text: str
    events: list[str]
    citations: list[PositiveInt]


class Takeaway(Statement):
    """A key takeaway: a full sentence that keeps its claimant."""

    kind: Literal["reported", "assessed"] = "reported"
    label: str
    """Who stands behind it, for people: "claimed by residents; denied by the army; 3 articles, 2 origins"."""
    update: bool = False
    """Told before, and materially changed."""


class SectionItem(Statement):
    """One event in a section."""

    label: str
    update: bool = False


class Section(BriefPart):
    """Events of one theatre or family, most significant first. An empty section is printed as "no reporting"."""

    title: str
    kind: Literal["theme", "theatre", "background"] = "theme"
    items: list[SectionItem] = []
    omitted: NonNegativeInt = 0
    """Events left out for length."""
    unchanged: NonNegativeInt = 0
    """Events that an earlier edition told and that have not materially changed: not repeated."""


class KeyJudgement(Statement):
    """An assessment (ICD 203). `text` says how likely, `confidence_text` how sure: never in one sentence."""

    topic: str
    likelihood: str | None
    """A term of ICD 203's first row, or null."""
    band: tuple[int, int] | None
    """Per cent."""
    confidence: AnalyticConfidence
    confidence_text: str
    basis: str
    assumptions: list[str] = []
    alternatives: list[str] = []
    indicators: list[str] = []
    """What would change it."""
    change: JudgementChange
    prior: str | None = None
    """What the last edition said, where it differs."""


class Change(Statement):
    """A difference from the last edition, found by comparing records; `events` are records of both editions."""

    type: ChangeType
    subject: str
    """The event in a few words."""
    before: str | None = None
    after: str | None = None


class CasualtyRow(BriefPart):
    """One kind of harm to one population in one theatre. Persons; null is "not reported", 0 was stated as zero."""

    kind: CasualtyKind
    population: Population
    country_iso3: str | None = None
    places: list[str] = []
    low: NonNegativeInt | None = None
    best: NonNegativeInt | None = None
    high: NonNegativeInt | None = None
    words: str | None = None
    """The article's own, where numbers alone say it less well: "more than 2,000", "dozens"."""
    open_ended: bool = False
    """There is a figure, and it has no upper bound."""
    basis: Literal["incident", "cumulative"] = "incident"
    n_events: NonNegativeInt = 0
    """Distinct events counted; tellings of one event in several articles count once."""
    as_of: date | None = None
    """Latest day for which a figure is given, by its own words or its article's publication."""
    claimants: list[str] = []
    events: list[str] = []
    citations: list[PositiveInt] = []
    note: str | None = None


class Position(Statement):
    """One side of a contradiction: a value, and who gives it."""

    value: str
    claimants: list[str] = []
    """As printed; empty where the outlets say it themselves."""
    origins: PositiveInt = 1
    """Independent origins of the articles that give it."""


class Contradiction(BriefPart):
    """A question on which sources differ; never averaged."""

    question: str
    positions: list[Position]
    rule: str
    preferred: str | None = None
    """Value of one of the positions, or null: unresolved."""


class WatchItem(Statement):
    """Something planned, threatened or possible."""

    when: str | None = None
    """Date or words as written, for people."""
    due: date | None = None
    """First possible day."""
    where: str | None = None
    label: str
    overdue: bool = False
    """Its day has passed and no article says what became of it."""
    carried: bool = False
    """From an earlier edition; no article of this one tells of it."""


class Quote(BriefPart):
    """Words between quotation marks, exactly as in the cited sentence."""

    text: str
    speaker: str
    event: str
    citation: PositiveInt


class CitedSentence(BriefPart):
    """A sentence of an article: `article.text[start:end] == text`."""

    n: PositiveInt
    doc_id: str
    sentence: PositiveInt
    text: str
    start: NonNegativeInt
    end: NonNegativeInt


class Source(BriefPart):
    """An article that was read; `used_in` lists the records taken from it."""

    n: PositiveInt
    doc_id: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    """As given by the caller, never from a model."""
    published: date | None = None
    reliability: Reliability = Reliability.F
    origin: str | None = None
    """`doc_id` of the article that this one reprints; null for a text of its own."""
    used_in: list[str] = []
    earlier: bool = False
    """Read for an earlier edition; here only because this one is compared with its records."""


class ArticleFailure(BriefPart):
    """An article that gave nothing because reading it failed."""

    article: str
    """Outlet, title or id, for people."""
    doc_id: str
    kind: FailureKind
    message: str


class Phrasing(BriefPart):
    """How the sentences came about: computed, or a model's that passed the gate one by one."""

    model: str | None = None
    """Null: no model was asked."""
    prompt: str | None = None
    prompt_hash: str | None = None
    asked: NonNegativeInt = 0
    """Sentences put to the model."""
    kept: NonNegativeInt = 0
    """Replies that passed and are printed."""
    reasked: NonNegativeInt = 0
    """Sentences asked a second time, with the reason of the refusal."""
    fallbacks: NonNegativeInt = 0
    """Sentences that stayed as computed, because no reply passed or none came."""
    refused: dict[Reason, NonNegativeInt] = {}
    """Why replies did not pass."""
    error: str | None = None
    """Why the model was given up."""


class Coverage(BriefPart):
    """What went in, what came out, what was lost and why. Always printed."""

    articles_in: NonNegativeInt
    articles_used: NonNegativeInt
    dropped: dict[DropReason, NonNegativeInt] = {}
    failures: list[ArticleFailure] = []
    outlets: NonNegativeInt = 0
    reprints: NonNegativeInt = 0
    """Articles whose text is nearly that of another: one origin together."""
    origins: NonNegativeInt = 0
    """Independent texts among the articles used."""
    records: NonNegativeInt = 0
    events: NonNegativeInt = 0
    """Distinct events that the records tell."""
    single_source: NonNegativeInt = 0
    """Events that only one independent origin tells."""
    unchanged: NonNegativeInt = 0
    """Events told before without material change: counted here, not repeated."""
    printed: dict[str, NonNegativeInt] = {}
    """Items of a part that a page prints, from the first on; the brief holds more of them as data."""
    left_out: dict[str, NonNegativeInt] = {}
    """Items that a page leaves out for length, by part of the brief."""
    words: NonNegativeInt = 0
    """Words of the brief's prose; table, sources and notes not counted."""
    rejected: dict[Reason, NonNegativeInt] = {}
    """Values that did not pass, by reason."""
    repaired: NonNegativeInt = 0
    """Records in which code corrected or removed a value."""
    fallbacks: NonNegativeInt = 0
    """Printed events told in the article's own words, as the computed sentence did not pass the gate."""
    stale_share: NonNegativeFloat | None = Field(default=None, le=1)
    """Share of dated articles published before the day before the edition; null if none is dated."""
    undated: NonNegativeInt = 0
    warnings: list[str] = []
    degraded: bool = False
    """An article failed, or the model was given up: the brief may miss events or wording."""
    phrasing: Phrasing = Phrasing()
