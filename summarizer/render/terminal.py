"""Tables for people, with rich."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarizer.articles import Article
from summarizer.doctor import Check
from summarizer.model.catalogue import CATALOGUE
from summarizer.model.download import on_disk
from summarizer.schemas import Casualty, EventRecord, Extraction, Record

_LONG = 60
PIPE_WIDTH = 200
R = TypeVar("R", bound=Record)


def print_extraction(article: Article, result: Extraction[R]) -> None:
    """One article: its records, what was rejected and why, and what it cost."""
    console = _console()
    name = article.title or article.source or result.doc_id
    console.print(Text(name, style="bold"))
    if result.error:
        console.print(Text(f"nothing: {result.error.message}", style="red"))
        return
    console.print(_events(result.events) if result.events else Text("no events", style="dim"))
    if result.rejected:
        console.print(_rejected(result))
    for warning in result.warnings:
        console.print(Text(f"note: {warning}", style="yellow"))
    u = result.usage
    cached = f" ({u.cached_tokens} cached)" if u.cached_tokens else ""
    cost = f", ${u.cost:.4f}" if u.cost is not None else ""
    console.print(
        Text(
            f"{u.calls} calls, {u.input_tokens} tokens in{cached}, {u.output_tokens} out, {u.seconds:.1f} s{cost}\n",
            style="dim",
        )
    )


def _console() -> Console:
    """The terminal; in a pipe, wide enough that no cell is broken in the middle of a date."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_WIDTH)


def _events(events: Sequence[EventRecord]) -> Table:
    table = Table(
        "event", "status", "who → whom", "where", "when", "toll", "says who", "sentences", box=None, pad_edge=False
    )
    for e in events:
        who = ", ".join(a.raw for a in e.actors if a.role in ("initiator", "participant"))
        whom = ", ".join(a.raw for a in e.actors if a.role == "target")
        cells = (
            e.event_class.value,
            f"{e.status} ({e.assertion})",
            f"{who or '–'} → {whom}" if whom else who or "–",
            ", ".join(p.raw for p in e.locations) or "–",
            _when(e),
            "; ".join(_toll(c) for c in e.casualties) or "not reported",
            ", ".join(a.claimant for a in e.attribution) or "the article",
            " ".join(str(s.sentence) for s in e.evidence),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _when(event: EventRecord) -> str:
    time = event.time
    if time.start is None:
        return time.raw or "–"
    span = f"{time.start}" if time.end in (None, time.start) else f"{time.start}–{time.end}"
    return f"{span} ({time.raw})" if time.raw else span


def _toll(casualty: Casualty) -> str:
    return f"{casualty.kind}: {casualty.raw}{f' {casualty.who}' if casualty.who else ''}"


def _rejected(result: Extraction[R]) -> Table:
    table = Table("rejected", "value", "reason", "why", box=None, pad_edge=False, style="yellow")
    for r in result.rejected:
        value = r.value if len(r.value) <= _LONG else r.value[: _LONG - 1] + "…"
        table.add_row(Text(r.field), Text(value), Text(r.reason.value), Text(r.message))
    return table


def print_models(cache_dir: Path) -> None:
    """The catalogue, with what is on this machine."""
    table = Table("name", "size", "licence", "on this machine", box=None, pad_edge=False)
    for name, file in CATALOGUE.items():
        path = on_disk(file, cache_dir)
        size = f"{file.size / 1e6:,.0f} MB" if file.size else "?"
        table.add_row(name, size, file.licence or "?", str(path) if path else "no")
    _console().print(table)


def print_checks(checks: Sequence[Check]) -> None:
    """The doctor's findings."""
    console = _console()
    for check in checks:
        mark = Text("ok     ", style="green") if check.ok else Text("missing", style="red")
        console.print(mark, Text(f"{check.name}: {check.found}"), soft_wrap=True)
        if check.advice:
            console.print(Text(f"        {check.advice}", style="yellow"), soft_wrap=True)
