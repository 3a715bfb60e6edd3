"""A brief as one page of Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.schemas.brief import (
    CasualtyRow,
    Change,
    DailyBrief,
    KeyJudgement,
    Layout,
    SectionItem,
    Source,
    Statement,
    Takeaway,
    WatchItem,
)

from .layouts import LAYOUTS
from .page import (
    CHANGE_TITLES,
    coverage_lines,
    degraded_lines,
    full_date,
    has_theatres,
    header_line,
    judgement_lines,
    left_out_line,
    preferred,
    printable,
    printed,
    row_text,
    rules,
    safe_url,
    shown_marks,
    source_details,
    source_groups,
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


def to_markdown(brief: DailyBrief, layout: Layout = "analyst") -> str:
    """The page: the same parts in the same order every day, as `layout` has them."""
    blocks = [
        [f"# Daily brief, {full_date(brief.edition_date)}"],
        [f"*{escape(' · '.join(header_line(brief)))}*"],
        [f"> **{escape(line)}**" for line in degraded_lines(brief.coverage)],
    ]
    for part, title in LAYOUTS[layout]:
        blocks += _part(brief, part, title)
    return "\n\n".join("\n".join(b) for b in blocks if b) + "\n"


def _part(brief: DailyBrief, part: str, title: str) -> list[list[str]]:
    """The blocks of one part; none for an empty one."""
    if part == "bluf":
        return [[f"**{escape(title)}.** {_cited(brief.bluf)}"]]
    if part == "sections":
        return _themes(brief, title)
    if part == "sources":
        return _sources(brief, title)
    lines = {
        "key_judgements": lambda: [line for j in brief.key_judgements for line in _judgement(j)],
        "key_takeaways": lambda: [f"{n}. {_labelled(t)}" for n, t in enumerate(brief.key_takeaways, 1)],
        "changes": lambda: [_change(c) for c in brief.changes[: printed(brief, "changes")]],
        "casualties": lambda: _casualties(brief.casualty_table),
        "contradictions": lambda: _contradictions(brief),
        "watch": lambda: [_watch(w) for w in brief.watch[: printed(brief, "watch")]],
        "quotes": lambda: [_quote(q.text, q.speaker, q.citation) for q in brief.quotes],
        "gaps": lambda: [f"- {_cited(g)}" for g in brief.information_gaps],
        "cited": lambda: _sentences(brief),
        "coverage": lambda: _coverage(brief),
        "method": lambda: [escape(brief.method_note)],
    }[part]()
    more = left_out_line(brief.coverage, part)
    return [_section(escape(title), [*lines, *(["", f"*{more}*"] if more else [])])] if lines or more else []


def _section(title: str, lines: Sequence[str], level: int = 2) -> list[str]:
    return [f"{'#' * level} {title}", "", *lines] if lines else []


def _marks(numbers: Iterable[int]) -> str:
    shown, more = shown_marks(numbers)
    return "".join(f" [{n}]" for n in shown) + (f" and {more} more" if more else "")


def _cited(statement: Statement) -> str:
    return escape(statement.text) + _marks(statement.citations)


def _labelled(item: Takeaway | SectionItem) -> str:
    update = "**Update.** " if item.update else ""
    return f"{update}{_cited(item)} *({escape(item.label)})*"


def _judgement(item: KeyJudgement) -> list[str]:
    lines = [
        f"- **{escape(item.text)}** {escape(item.confidence_text)}{_marks(item.citations)} *({item.change.value})*"
    ]
    return lines + [f"  - {escape(line)}" for line in judgement_lines(item)]


def _change(item: Change) -> str:
    return f"- **{escape(CHANGE_TITLES[item.type])}:** {_cited(item)}"


def _themes(brief: DailyBrief, title: str) -> list[list[str]]:
    if not brief.records:
        return []
    blocks = [[f"## {escape(title)} by {'theatre' if has_theatres(brief) else 'theme'}"]]
    for theme in themes(brief):
        lines = [f"- {_labelled(i)}" for i in theme.items]
        note = f"*{escape(theme.note)}*"
        lines += ["", note] if lines and theme.note else [note] if theme.note else []
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
    for c in brief.contradictions[: printed(brief, "contradictions")]:
        lines.append(f"- **{escape(c.question)}** {escape(preferred(c))}")
        lines += [f"  - {_cited(p)}" for p in c.positions]
    return lines + [line for rule in rules(brief) for line in ("", f"*Rule: {escape(rule)}.*")]


def _watch(item: WatchItem) -> str:
    when = f"**{escape(item.when)}:** " if item.when else "**No date:** "
    return f"- {when}{_cited(item)} *({escape(item.label)})*"


def _quote(text: str, speaker: str, citation: int) -> str:
    return f"- “{escape(text)}” ({escape(speaker)}){_marks([citation])}"


def _sources(brief: DailyBrief, title: str) -> list[list[str]]:
    used, unused, before = source_groups(brief)
    listed = [_source(s) for s in used]
    first = [escape(brief.source_statement), *(["", *listed] if listed else [])]
    return [
        _section(escape(title), first),
        _section("Read for earlier editions", [_source(s) for s in before], level=3),
        _section("Read, nothing used", [_source(s) for s in unused], level=3),
    ]


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
