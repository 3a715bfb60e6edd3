"""A brief as one page of Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.schemas.brief import CasualtyRow, DailyBrief, Source, Statement, Takeaway, WatchItem

from .page import (
    coverage_lines,
    degraded_line,
    full_date,
    header_line,
    printable,
    row_text,
    safe_url,
    source_details,
    source_name,
    themes,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#$])")
_LIST_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")
_AUTOLINK = re.compile(r"(https?|ftp|mailto|xmpp)(:)|(www)(\.)|(\w)(@)(?=\w)", re.IGNORECASE)


def escape(text: str) -> str:
    """`text` so that Markdown prints it as it is: no markup, no HTML, no links made of bare addresses."""
    out = _SPECIAL.sub(r"\\\1", printable(text).replace("&", "&amp;"))
    out = _AUTOLINK.sub(lambda m: f"{m[1] or m[3] or m[5]}{_entity(m[2] or m[4] or m[6])}", out)
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", out)


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def to_markdown(brief: DailyBrief) -> str:
    """The page: the same sections in the same order every day."""
    blocks = [
        [f"# Daily brief, {full_date(brief.edition_date)}"],
        [f"*{escape(' · '.join(header_line(brief)))}*"],
        [f"> **{escape(degraded_line(brief.coverage))}**"] if brief.coverage.degraded else [],
        [f"**Bottom line.** {_cited(brief.bluf)}"],
        _section("Key takeaways", [f"{n}. {_labelled(t)}" for n, t in enumerate(brief.key_takeaways, 1)]),
        *_themes(brief),
        _section("New since the last edition", [f"- {_cited(c)}" for c in brief.changes]),
        _section("Casualties", _casualties(brief.casualty_table)),
        _section("Contradictions", _contradictions(brief)),
        _section("Watch list", [_watch(w) for w in brief.watch]),
        _section("In their words", [_quote(q.text, q.speaker, q.citation) for q in brief.quotes]),
        _section("What is not known", [f"- {_cited(g)}" for g in brief.information_gaps]),
        *_sources(brief),
        _section("Cited sentences", _sentences(brief)),
        _section("Coverage", _coverage(brief)),
        _section("Method", [escape(brief.method_note)]),
    ]
    return "\n\n".join("\n".join(b) for b in blocks if b) + "\n"


def _section(title: str, lines: Sequence[str], level: int = 2) -> list[str]:
    return [f"{'#' * level} {title}", "", *lines] if lines else []


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f" [{n}]" for n in numbers)


def _cited(statement: Statement) -> str:
    return escape(statement.text) + _marks(statement.citations)


def _labelled(item: Takeaway) -> str:
    return f"{_cited(item)} *({escape(item.label)})*"


def _themes(brief: DailyBrief) -> list[list[str]]:
    blocks = [["## Events by theme"]] if brief.records else []
    for theme in themes(brief) if brief.records else []:
        lines = [f"- {_cited(i)} *({escape(i.label)})*" for i in theme.items]
        lines += ["", f"*{theme.note}*"] if lines and theme.note else [f"*{theme.note}*"] if theme.note else []
        blocks.append(_section(escape(theme.title), lines, level=3))
    return blocks


def _casualties(rows: Sequence[CasualtyRow]) -> list[str]:
    if not rows:
        return []
    lines = ["| Harm | People | Where | Figure | Events | According to | Cited |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        t = row_text(row)
        figure = f"{t.figure} ({t.note})" if t.note else t.figure
        cells = (t.harm, t.people, t.where, figure, t.events, t.by)
        lines.append("| " + " | ".join(escape(c) for c in cells) + f" |{_marks(row.citations)} |")
    return lines


def _contradictions(brief: DailyBrief) -> list[str]:
    lines = []
    for c in brief.contradictions:
        lines.append(f"- {escape(c.question)} ({escape(c.rule)}; preferred: {escape(c.preferred or 'unresolved')})")
        lines += [f"  - {_cited(p)}" for p in c.positions]
    return lines


def _watch(item: WatchItem) -> str:
    when = f"**{escape(item.when)}:** " if item.when else "**No date:** "
    return f"- {when}{_cited(item)} *({escape(item.label)})*"


def _quote(text: str, speaker: str, citation: int) -> str:
    return f"- “{escape(text)}” ({escape(speaker)}){_marks([citation])}"


def _sources(brief: DailyBrief) -> list[list[str]]:
    used = [_source(s) for s in brief.sources if s.used_in]
    unused = [_source(s) for s in brief.sources if not s.used_in]
    first = [escape(brief.source_statement), *(["", *used] if used else [])]
    return [_section("Sources", first), _section("Read, nothing used", unused, level=3)]


def _source(source: Source) -> str:
    name, url = escape(source_name(source)), safe_url(source.url)
    linked = f"[{name}](<{url}>)" if url else name
    address = f" ({escape(source.url)})" if source.url and not url else ""
    return f"- S{source.n} {linked}{address}: {escape(source_details(source))}"


def _sentences(brief: DailyBrief) -> list[str]:
    source = {s.doc_id: s.n for s in brief.sources}
    return [f"- [{c.n}] {escape(c.text)} (S{source.get(c.doc_id, '?')}, sentence {c.sentence})" for c in brief.cited]


def _coverage(brief: DailyBrief) -> list[str]:
    lines = coverage_lines(brief.coverage)
    lines += [f"Failed: {f.article}: {f.message} ({f.kind})." for f in brief.coverage.failures]
    lines += [f"Warning: {w}." for w in brief.coverage.warnings]
    return [f"- {escape(line)}" for line in lines]
