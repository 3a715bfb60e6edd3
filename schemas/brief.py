"""`DailyBrief`: one page computed from records; carries the records and the cited sentences, so it verifies alone.

Every sentence lists the ids of the records that it rests on, and the numbers `n` of the cited sentences. A figure that
no article gives is null and is printed as "not reported", never as 0.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from .brief_parts import (
    ArticleFailure,
    BriefPart,
    CasualtyRow,
    Change,
    ChangeType,
    CitedSentence,
    Contradiction,
    Coverage,
    DropReason,
    JudgementChange,
    KeyJudgement,
    Phrasing,
    Position,
    Quote,
    Section,
    SectionItem,
    Source,
    Statement,
    Takeaway,
    WatchItem,
)
from .event import EventRecord
from .extraction import Rejection

__all__ = [
    "ArticleFailure",
    "BriefPart",
    "CasualtyRow",
    "Change",
    "ChangeType",
    "CitedSentence",
    "Contradiction",
    "Coverage",
    "DailyBrief",
    "DropReason",
    "JudgementChange",
    "KeyJudgement",
    "Layout",
    "Length",
    "Phrasing",
    "Position",
    "Prior",
    "PriorJudgement",
    "Quote",
    "Section",
    "SectionItem",
    "Source",
    "Statement",
    "Takeaway",
    "WatchItem",
]

Layout = Literal["analyst", "newsroom"]
"""Order and labels of the page: as an intelligence summary, or as a newsroom's quick read. The data are the same."""

Length = Literal["short", "full"]
"""At most 400 or 900 words of prose."""


class PriorJudgement(BaseModel):
    """A judgement of the last edition, as far as the next one needs it."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    text: str
    basis_events: NonNegativeInt


class Prior(BaseModel):
    """The last edition, as far as this one was compared with it."""

    model_config = ConfigDict(extra="forbid")

    brief_id: str
    edition_date: date
    leading: list[str] = []
    """Ids of the records behind its key takeaways."""
    theatres: list[str] = []
    violent: dict[str, NonNegativeInt] = {}
    """Violent events that happened, by theatre."""
    judgements: list[PriorJudgement] = []


class DailyBrief(BaseModel):
    """The brief of one day."""

    model_config = ConfigDict(extra="forbid")

    schema_version: str = "2"
    brief_id: str
    edition_date: date
    period: tuple[date, date] | None
    """First and last day of the dated events that are told as current; null if none is dated."""
    data_cutoff: date | None
    """Latest publication date among the articles."""
    generated_at: datetime
    next_edition: date | None = None
    area: str | None = None
    """What the brief is about, as the caller names it; else the countries of its events; null if none is known."""
    audience: str | None = None
    language: str = "en"
    length: Length = "full"
    bluf: Statement
    """Bottom line up front: at most two sentences and 50 words."""
    key_takeaways: list[Takeaway] = Field(default=[], max_length=7)
    key_judgements: list[KeyJudgement] = Field(default=[], max_length=5)
    """Only where warranted; none is right for a single source."""
    sections: list[Section] = []
    changes: list[Change] = []
    """What is different from the last edition; empty without one."""
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
    earlier: list[EventRecord] = []
    """Records of earlier editions that this one is compared with: of the last week, and of plans still open."""
    prior: Prior | None = None

    def to_markdown(self, layout: Layout = "analyst") -> str:
        """The brief as one page of Markdown."""
        from summarizer.render.markdown import to_markdown

        return to_markdown(self, layout)

    def to_html(self, layout: Layout = "analyst") -> str:
        """The brief as one self-contained HTML page: no scripts, no network."""
        from summarizer.render.html import to_html

        return to_html(self, layout)

    def verify(self) -> list[Rejection]:
        """Pass every sentence, quote, total and citation through the gate; empty if all stand.

        Works on an edited brief and after a JSON round trip; needs no article and no model.
        """
        from summarizer.briefing import verify_brief

        return verify_brief(self)
