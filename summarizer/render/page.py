"""What both renderers share: text made printable, addresses made safe, and the words of tables and lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from summarizer.briefing.figures import count_text
from summarizer.briefing.theatres import country_name
from summarizer.briefing.when import day_text
from summarizer.schemas.brief import (
    CasualtyRow,
    ChangeType,
    Contradiction,
    Coverage,
    DailyBrief,
    KeyJudgement,
    Section,
    SectionItem,
    Source,
)
from summarizer.schemas.codebook_parts import CasualtyKind, Population

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Needed to spell Persian, Hindi and others; harmless."""
_LINK_SAFE = "/?#:@!$&*+,;=%~-._"
POPULATIONS = {
    Population.CIVILIAN: "civilians", Population.COMBATANT: "combatants", Population.SECURITY_FORCES: "security forces",
    Population.AID_WORKER: "aid workers", Population.JOURNALIST: "journalists", Population.CHILD: "children",
    Population.UNKNOWN: "not said who", Population.MIXED: "mixed",
}  # fmt: skip
NO_REPORTING = "No reporting."
CHANGE_TITLES = {
    ChangeType.NEW: "New", ChangeType.ESCALATED: "Escalated", ChangeType.DEESCALATED: "De-escalated",
    ChangeType.FIGURE_REVISED: "Figure revised", ChangeType.CONFIRMED: "Confirmed", ChangeType.DENIED: "Denied",
    ChangeType.RESOLVED: "Resolved", ChangeType.NO_NEW_REPORTING: "No new reporting",
}  # fmt: skip
MAX_MARKS = 8
"""Citation marks behind one sentence; the others are counted."""


def printable(text: str) -> str:
    """One line without control, format and direction-changing characters."""
    return visible(text).strip()


def visible(text: str) -> str:
    """As `printable`, with the space at its ends kept: for runs of a sentence that stand side by side."""
    kept = (c if c in _JOINERS or unicodedata.category(c) not in _INVISIBLE else " " for c in text)
    return re.sub(r"\s+", " ", "".join(kept))


def safe_url(url: str | None) -> str | None:
    """An http(s) address that cannot leave its place in a page; None for anything else (`javascript:`, `data:`, …)."""
    if url is None or printable(url) != url.strip() or any(c.isspace() for c in url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return quote(url.strip(), safe=_LINK_SAFE) if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def full_date(day: date) -> str:
    """ "9 May 2023"."""
    return day_text(day, date(1, 1, 1))


def shown_marks(numbers: Iterable[int]) -> tuple[list[int], int]:
    """The citation numbers that are printed, and how many more there are."""
    every = list(numbers)
    return every[:MAX_MARKS], max(0, len(every) - MAX_MARKS)


def header_line(brief: DailyBrief) -> list[str]:
    """Cut-off, period, area, audience, next edition, time of making and id."""
    cutoff = f"latest article {full_date(brief.data_cutoff)}" if brief.data_cutoff else "publication dates not known"
    period = "no dated event"
    if brief.period:
        first, last = brief.period
        period = f"events of {full_date(first)}" + (f" to {full_date(last)}" if last != first else "")
    made = f"made {brief.generated_at:%Y-%m-%d %H:%M} {brief.generated_at.tzname() or ''}".strip()
    area = [f"area: {brief.area}"] if brief.area else []
    audience = [f"for: {brief.audience}"] if brief.audience else []
    following = [f"next edition {full_date(brief.next_edition)}"] if brief.next_edition else []
    return [f"Data cut-off: {cutoff}", period, *area, *audience, *following, made, f"id {brief.brief_id}"]


class Theme(NamedTuple):
    """A section as printed: events that the key takeaways tell already are pointed at, not repeated."""

    title: str
    items: list[SectionItem]
    told_above: list[int]
    """Numbers of key takeaways."""
    omitted: int = 0
    unchanged: int = 0

    @property
    def note(self) -> str:
        """The line under the items, empty if none is due: what is told elsewhere, left out or not repeated."""
        several = "s" if len(self.told_above) > 1 else ""
        above = f"See key takeaway{several} {', '.join(map(str, self.told_above))}." if self.told_above else ""
        more = f"{_events(self.omitted)} more left out for length." if self.omitted else ""
        same = f"{_events(self.unchanged)} told before and not changed." if self.unchanged else ""
        return " ".join(p for p in (above, more, same) if p) or ("" if self.items else NO_REPORTING)


def _events(n: int) -> str:
    return f"{n} event{'' if n == 1 else 's'}"


def has_theatres(brief: DailyBrief) -> bool:
    """Whether the sections are theatres."""
    return any(s.kind == "theatre" for s in brief.sections)


def judgement_lines(judgement: KeyJudgement) -> list[str]:
    """What stands under a judgement: basis, assumptions, alternatives, indicators, and what was said before."""
    band = judgement.band and f"{judgement.likelihood}: {judgement.band[0]}–{judgement.band[1]} %"
    pairs = (
        ("Likelihood", band), ("Basis", judgement.basis), ("Assumes", "; ".join(judgement.assumptions)),
        ("Or", "; ".join(judgement.alternatives)), ("Would change it", "; ".join(judgement.indicators)),
        ("Last edition", judgement.prior),
    )  # fmt: skip
    return [f"{name}: {text.rstrip('.')}." for name, text in pairs if text]


def source_groups(brief: DailyBrief) -> tuple[list[Source], list[Source], list[Source]]:
    """Used now, read without use, and of earlier editions as far as cited."""
    cited = {c.doc_id for c in brief.cited}
    now = [s for s in brief.sources if not s.earlier]
    before = [s for s in brief.sources if s.earlier and s.doc_id in cited]
    return [s for s in now if s.used_in], [s for s in now if not s.used_in], before


def preferred(contradiction: Contradiction) -> str:
    """What the rule makes of it."""
    return f"Preferred: {contradiction.preferred}." if contradiction.preferred else "Unresolved."


def rules(brief: DailyBrief) -> list[str]:
    """The rules of the contradictions printed, each once."""
    return list(dict.fromkeys(c.rule for c in brief.contradictions[: printed(brief, "contradictions")]))


def printed(brief: DailyBrief, part: str) -> int:
    """How many items of a part the page prints, from the first on; the brief holds more as data."""
    return brief.coverage.printed.get(part, 0)


def left_out_line(coverage: Coverage, part: str) -> str:
    """What a part leaves out for length, empty if nothing."""
    n = coverage.left_out.get({"gaps": "information_gaps"}.get(part, part), 0)
    return f"{n} more left out for length." if n else ""


def themes(brief: DailyBrief) -> list[Theme]:
    """The sections in order."""
    numbers = {tuple(t.events): n for n, t in enumerate(brief.key_takeaways, 1)}
    return [_theme(s, numbers) for s in brief.sections]


def _theme(section: Section, numbers: dict[tuple[str, ...], int]) -> Theme:
    above = [numbers[tuple(i.events)] for i in section.items if tuple(i.events) in numbers]
    rest = [i for i in section.items if tuple(i.events) not in numbers]
    return Theme(section.title, rest, sorted(above), section.omitted, section.unchanged)


class RowText(NamedTuple):
    """A casualty row as printed."""

    harm: str
    people: str
    where: str
    figure: str
    events: str
    by: str
    note: str


def row_text(row: CasualtyRow) -> RowText:
    """The words of a row; null is "not reported", zero is 0."""
    places = ", ".join(row.places[:3]) + (f" and {len(row.places) - 3} more" if len(row.places) > 3 else "")
    country = country_name(row.country_iso3) if row.country_iso3 else ""
    where = ": ".join(p for p in (country, places) if p)
    harm = "casualties, not said which" if row.kind is CasualtyKind.CASUALTIES_UNSPECIFIED else row.kind.value
    return RowText(
        harm=f"{harm} (cumulative)" if row.basis == "cumulative" else harm,
        people=POPULATIONS[row.population],
        where=where,
        figure=row.words or count_text(row.low, row.best, row.high),
        events=str(row.n_events) if row.n_events else "",
        by=", ".join(row.claimants) or ("the outlet" if row.n_events else ""),
        note=row.note or "",
    )


def source_name(source: Source) -> str:
    """Title, outlet and date, as far as known."""
    return source.title or f"Untitled article {source.doc_id}"


def source_details(source: Source) -> str:
    """What follows the title."""
    dated = full_date(source.published) if source.published else "publication date not known"
    used = f"{len(source.used_in)} event{'' if len(source.used_in) == 1 else 's'}"
    grade = f"reliability {source.reliability} ({source.reliability.description})"
    copy = "; reprint of another text" if source.origin else ""
    return f"{source.outlet or 'outlet not known'}; {dated}; {grade}; {used}{copy}"


def coverage_lines(coverage: Coverage) -> list[str]:
    """Every count, also the zeros that matter."""
    dropped = ", ".join(f"{reason.value.replace('_', ' ')} {n}" for reason, n in coverage.dropped.items()) or "none"
    rejected = ", ".join(f"{reason.value.replace('_', ' ')} {n}" for reason, n in coverage.rejected.items()) or "none"
    left = ", ".join(f"{part.replace('_', ' ')} {n}" for part, n in coverage.left_out.items()) or "nothing"
    stale = "not known" if coverage.stale_share is None else f"{coverage.stale_share:.0%}"
    return [
        f"Articles: {coverage.articles_in} given, {coverage.articles_used} used; dropped: {dropped}.",
        f"Reprints: {coverage.reprints}; independent origins: {coverage.origins}; outlets: {coverage.outlets}.",
        f"Events: {coverage.events} in {coverage.records} records; told by one origin only: {coverage.single_source}; "
        f"told before and not changed: {coverage.unchanged}.",
        f"Left out for length: {left}; the prose has {coverage.words} words.",
        f"Values that did not pass the check: {rejected}. Records corrected: {coverage.repaired}.",
        f"Events told in the article's own words, as the computed sentence did not pass: {coverage.fallbacks}.",
        f"Share of dated articles from before the day before this edition: {stale}; undated: {coverage.undated}.",
        *_phrasing_lines(coverage),
    ]


def _phrasing_lines(coverage: Coverage) -> list[str]:
    p = coverage.phrasing
    if p.model is None:
        return []
    refused = ", ".join(f"{reason.value.replace('_', ' ')} {n}" for reason, n in p.refused.items()) or "none"
    line = f"Sentences put to the model: {p.asked}; kept: {p.kept}; asked twice: {p.reasked}; computed: {p.fallbacks}"
    return [f"{line}; refused: {refused}."]


def degraded_lines(coverage: Coverage) -> list[str]:
    """The warnings on top of a degraded brief."""
    n = len(coverage.failures)
    read = f"Degraded: {n} of {coverage.articles_in} articles could not be read; events may be missing (see Coverage)."
    model = "The model could not be used; these sentences are computed from the records (see Method)."
    return [line for line, due in ((read, n), (model, coverage.phrasing.error)) if due]
