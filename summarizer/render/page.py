"""What both renderers share: text made printable, addresses made safe, and the words of tables and lines."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from summarizer.briefing.figures import count_text
from summarizer.briefing.when import day_text
from summarizer.schemas.brief import CasualtyRow, Coverage, DailyBrief, Section, SectionItem, Source
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


def printable(text: str) -> str:
    """One line without control, format and direction-changing characters."""
    kept = (c if c in _JOINERS or unicodedata.category(c) not in _INVISIBLE else " " for c in text)
    return re.sub(r"\s+", " ", "".join(kept)).strip()


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


def header_line(brief: DailyBrief) -> list[str]:
    """Cut-off, period, time of making and id."""
    cutoff = f"latest article {full_date(brief.data_cutoff)}" if brief.data_cutoff else "publication dates not known"
    period = "no dated event"
    if brief.period:
        first, last = brief.period
        period = f"events of {full_date(first)}" + (f" to {full_date(last)}" if last != first else "")
    made = f"made {brief.generated_at:%Y-%m-%d %H:%M} {brief.generated_at.tzname() or ''}".strip()
    return [f"Data cut-off: {cutoff}", period, made, f"id {brief.brief_id}"]


class Theme(NamedTuple):
    """A section as printed: events that the key takeaways tell already are pointed at, not repeated."""

    title: str
    items: list[SectionItem]
    told_above: list[int]
    """Numbers of key takeaways."""

    @property
    def note(self) -> str:
        """The line under the items, empty if none is due."""
        if self.told_above:
            return f"See key takeaway{'s' if len(self.told_above) > 1 else ''} {', '.join(map(str, self.told_above))}."
        return "" if self.items else NO_REPORTING


def themes(brief: DailyBrief) -> list[Theme]:
    """The sections in order."""
    numbers = {tuple(t.events): n for n, t in enumerate(brief.key_takeaways, 1)}
    return [_theme(s, numbers) for s in brief.sections]


def _theme(section: Section, numbers: dict[tuple[str, ...], int]) -> Theme:
    above = [numbers[tuple(i.events)] for i in section.items if tuple(i.events) in numbers]
    rest = [i for i in section.items if tuple(i.events) not in numbers]
    return Theme(section.title, rest, sorted(above))


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
    where = " – ".join(p for p in (row.country_iso3, places) if p)
    harm = "casualties, not said which" if row.kind is CasualtyKind.CASUALTIES_UNSPECIFIED else row.kind.value
    return RowText(
        harm=f"{harm} (cumulative)" if row.basis == "cumulative" else harm,
        people=POPULATIONS[row.population],
        where=where,
        figure=count_text(row.low, row.best, row.high),
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
    return f"{source.outlet or 'outlet not known'}; {dated}; {grade}; {used}"


def coverage_lines(coverage: Coverage) -> list[str]:
    """Every count, also the zeros that matter."""
    dropped = ", ".join(f"{reason.value.replace('_', ' ')} {n}" for reason, n in coverage.dropped.items()) or "none"
    rejected = ", ".join(f"{reason.value.replace('_', ' ')} {n}" for reason, n in coverage.rejected.items()) or "none"
    stale = "not known" if coverage.stale_share is None else f"{coverage.stale_share:.0%}"
    return [
        f"Articles: {coverage.articles_in} given, {coverage.articles_used} used; dropped: {dropped}.",
        f"Events: {coverage.events}, told by one article only: {coverage.single_source}; outlets: {coverage.outlets}.",
        f"Values that did not pass the check: {rejected}. Records corrected: {coverage.repaired}.",
        f"Events told in the article's own words, as the computed sentence did not pass: {coverage.fallbacks}.",
        f"Share of dated articles from before the day before this edition: {stale}; undated: {coverage.undated}.",
    ]


def degraded_line(coverage: Coverage) -> str:
    """The warning on top of a degraded brief."""
    n = len(coverage.failures)
    return f"Degraded: {n} of {coverage.articles_in} articles could not be read; events may be missing (see Coverage)."
