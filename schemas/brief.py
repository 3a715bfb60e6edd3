"""`DailyBrief`: one page computed from records; carries the records and the cited sentences, so it verifies alone.

Every sentence lists the ids of the records that it rests on, and the numbers `n` of the cited sentences. A figure that
no article gives is null and is printed as "not reported", never as 0.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from .codebook import Coded
from .codebook_parts import CasualtyKind, Population, Reliability
from .event import EventRecord
from .extraction import FailureKind, Rejection
from .reasons import Reason


class BriefPart(BaseModel):
    """Base of everything inside a brief: unknown fields are an error."""

    model_config = ConfigDict(extra="forbid")


class DropReason(Coded):
    """Why an article gave nothing to the brief."""

    FAILED = "failed", "the extraction failed; see failures"
    DUPLICATE = "duplicate", "the same text was given more than once"
    NO_EVENTS = "no_events", "the article was read and no event was found, or none passed"


class Statement(BriefPart):
    """Prose with what it rests on."""

    text: str
    events: list[str]
    """Ids of records."""
    citations: list[PositiveInt]
    """Numbers of cited sentences."""


class Takeaway(Statement):
    """A key takeaway: a full sentence that keeps its claimant."""

    kind: Literal["reported", "assessed"] = "reported"
    label: str
    """Who stands behind it, for people: "claimed by a party to the conflict"."""


class SectionItem(Statement):
    """One event in a section."""

    label: str


class Section(BriefPart):
    """Events of one family, most significant first. An empty section is printed as "no reporting"."""

    title: str
    kind: Literal["theme", "theatre", "background"] = "theme"
    items: list[SectionItem] = []


class CasualtyRow(BriefPart):
    """One kind of harm to one population. Persons; null is "not reported", 0 was stated as zero."""

    kind: CasualtyKind
    population: Population
    country_iso3: str | None = None
    places: list[str] = []
    """Places as written."""
    low: NonNegativeInt | None = None
    best: NonNegativeInt | None = None
    high: NonNegativeInt | None = None
    open_ended: bool = False
    """There is a figure, and it has no upper bound."""
    basis: Literal["incident", "cumulative"] = "incident"
    n_events: NonNegativeInt = 0
    """Distinct events counted; possible retellings of one event in several articles count once."""
    claimants: list[str] = []
    events: list[str] = []
    citations: list[PositiveInt] = []
    note: str | None = None


class Contradiction(BriefPart):
    """A question on which sources differ; never averaged."""

    question: str
    positions: list[Statement]
    rule: str
    preferred: str | None = None


class WatchItem(Statement):
    """Something planned, threatened or possible."""

    when: str | None = None
    """Date or words as written, for people."""
    due: date | None = None
    """First possible day."""
    where: str | None = None
    label: str


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
    used_in: list[str] = []


class ArticleFailure(BriefPart):
    """An article that gave nothing because reading it failed."""

    article: str
    """Outlet, title or id, for people."""
    doc_id: str
    kind: FailureKind
    message: str


class Coverage(BriefPart):
    """What went in, what came out, what was lost and why. Always printed."""

    articles_in: NonNegativeInt
    articles_used: NonNegativeInt
    dropped: dict[DropReason, NonNegativeInt] = {}
    failures: list[ArticleFailure] = []
    outlets: NonNegativeInt = 0
    events: NonNegativeInt = 0
    single_source: NonNegativeInt = 0
    """Events that only one article tells, as far as class, date and place can say."""
    rejected: dict[Reason, NonNegativeInt] = {}
    """Values that did not pass, by reason."""
    repaired: NonNegativeInt = 0
    """Records in which code corrected or removed a value."""
    fallbacks: NonNegativeInt = 0
    """Records told in the article's own words, as the computed sentence did not pass the gate."""
    stale_share: NonNegativeFloat | None = Field(default=None, le=1)
    """Share of dated articles published before the day before the edition; null if none is dated."""
    undated: NonNegativeInt = 0
    """Articles without a publication date."""
    warnings: list[str] = []
    degraded: bool = False
    """An article failed: the brief may miss events."""


class DailyBrief(BriefPart):
    """The brief of one day."""

    schema_version: str = "1"
    brief_id: str
    edition_date: date
    period: tuple[date, date] | None
    """First and last day of the dated events that are told as current; null if none is dated."""
    data_cutoff: date | None
    """Latest publication date among the articles."""
    generated_at: datetime
    language: str = "en"
    bluf: Statement
    """Bottom line up front: at most two sentences and 50 words."""
    key_takeaways: list[Takeaway] = Field(default=[], max_length=7)
    key_judgements: list[Statement] = []
    """Empty: a brief computed from records makes no judgement."""
    sections: list[Section] = []
    changes: list[Statement] = []
    """Events that the earlier brief did not tell; empty without one."""
    casualty_table: list[CasualtyRow] = []
    contradictions: list[Contradiction] = []
    watch: list[WatchItem] = []
    quotes: list[Quote] = []
    information_gaps: list[Statement] = []
    sources: list[Source] = []
    source_statement: str
    coverage: Coverage
    method_note: str
    cited: list[CitedSentence] = []
    records: list[EventRecord] = []

    def to_markdown(self) -> str:
        """The brief as one page of Markdown."""
        from summarizer.render.markdown import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """The brief as one self-contained HTML page: no scripts, no network."""
        from summarizer.render.html import to_html

        return to_html(self)

    def verify(self) -> list[Rejection]:
        """Pass every sentence, quote, total and citation through the gate; empty if all stand.

        Works on an edited brief and after a JSON round trip; needs no article and no model.
        """
        from summarizer.briefing import verify_brief

        return verify_brief(self)
