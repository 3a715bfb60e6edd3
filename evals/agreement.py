"""How consistent are the two codings of the gold? `python -m evals.agreement` prints a table in Markdown.

Records of the two coders are aligned as gold and prediction are (`evals.align`). For each item

    units      aligned pairs of records; for events per article, articles
    alpha      Krippendorff's alpha (Krippendorff, "Content Analysis", 2004) over the units. 1 is perfect, 0 what chance
               gives. "none" is a value of its own; where only one value occurs, alpha is not defined
    same       share of the units for which both coders gave the same value
    F1         agreement end to end: records that only one coder has count against it. Each coder is the gold once;
               both directions are added up

With `--differences` it lists, for whoever settles, what differs; nothing is settled automatically. With `--write` the
table goes between the markers in the gold's README.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import krippendorff
import numpy as np

from evals.align import dates_of
from evals.cases import ArticlePrediction, Case, Match, make_case
from evals.goldset import FOLDER, GoldArticle, GoldError, GoldEvent, load_gold
from evals.marked import insert
from evals.marks import scored_fields, values_of
from evals.metrics.bootstrap import interval
from evals.metrics.counts import Counts, percent
from evals.metrics.fields import score_values
from evals.scoring import score_case, totals
from summarizer.schemas import Figure, Record

Level = Literal["nominal", "ratio"]
Code = Callable[[GoldEvent], Hashable]


@dataclass(frozen=True)
class Row:
    """One line of the table; None where a figure is not defined. `agree` and `f1` in per cent."""

    name: str
    units: int
    alpha: float | None
    agree: float | None
    f1: float | None


@dataclass(frozen=True)
class Agreement:
    """Two codings of the same articles, aligned with either of them as gold."""

    forth: tuple[Case, ...]
    back: tuple[Case, ...]

    @property
    def pairs(self) -> list[tuple[GoldEvent, GoldEvent]]:
        """Aligned events of coder A and coder B."""
        return [(_event(m.gold), _event(m.predicted)) for case in self.forth for m in case.matches]


def agreement(a: Sequence[GoldArticle[GoldEvent]], b: Sequence[GoldArticle[GoldEvent]]) -> Agreement:
    """Align two codings. Raises ValueError if they are of different articles."""
    if [gold.id for gold in a] != [gold.id for gold in b]:
        astray = sorted({gold.id for gold in a} ^ {gold.id for gold in b})
        raise ValueError(f"the codings are of different articles: {', '.join(astray)}")
    return Agreement(
        tuple(make_case(x, ArticlePrediction(y.id, records=y.events)) for x, y in zip(a, b, strict=True)),
        tuple(make_case(y, ArticlePrediction(x.id, records=x.events)) for x, y in zip(a, b, strict=True)),
    )


def rows(found: Agreement) -> list[Row]:
    """The table."""
    scores = _summed(found)
    counts = [(len(case.gold.events), len(case.predicted)) for case in found.forth]
    table = [_row("events per article", counts, scores["event.any"].f1, "ratio")]
    for name, code, metric in _ITEMS:
        pairs = [(code(a), code(b)) for a, b in found.pairs]
        agree = sum(a == b for a, b in pairs)
        table.append(_row(name, pairs, scores[metric].f1 if metric in scores else _end_to_end(found, agree)))
    for name in ("initiators", "targets", "place", "weapons", "claimants"):
        words = scores.get(f"field.{name}", Counts())
        table.append(Row(f"{name} (words)", len(found.pairs), None, None, words.f1))
    return table


def _row(name: str, pairs: Sequence[tuple[Hashable, Hashable]], f1: float, level: Level = "nominal") -> Row:
    same = percent(sum(a == b for a, b in pairs), len(pairs)) if pairs else None
    return Row(name, len(pairs), alpha([a for a, _ in pairs], [b for _, b in pairs], level), same, f1)


def alpha(a: Sequence[Hashable], b: Sequence[Hashable], level: Level = "nominal") -> float | None:
    """Krippendorff's alpha of two coders over the same units; None where fewer than two different values occur."""
    domain = {value: position for position, value in enumerate(dict.fromkeys([*a, *b]))}
    if len(domain) < 2:
        return None
    if level == "ratio":
        data = np.array([a, b], dtype=np.float64)
    else:
        data = np.array([[domain[v] for v in a], [domain[v] for v in b]], dtype=np.float64)
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def as_markdown(found: Agreement) -> str:
    """The table with what it rests on."""
    forth = found.forth
    counts = {case.gold.id: _sum(x, y, "event") for case, x, y in _scored(found)}
    spread = interval(counts, groups={case.gold.id: case.gold.story for case in forth})
    lines = [
        f"{len(forth)} articles; coder A {sum(len(c.gold.events) for c in forth)} events, "
        f"coder B {sum(len(c.predicted) for c in forth)}, {len(found.pairs)} aligned, "
        f"{sum(len(c.alignment.merged) for c in forth)} more joined by merges that a coder allows.",
        "",
        f"Event detection, class family, between coders: F1 {spread.f1:.1f} "
        f"(95 % interval {spread.low:.1f}–{spread.high:.1f}, bootstrap over {spread.units} stories).",
        "",
        "| item | units | alpha | same, % | F1, % |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in rows(found):
        lines.append(
            f"| {row.name} | {row.units} | {_cell(row.alpha, 2)} | {_cell(row.agree, 1)} | {_cell(row.f1, 1)} |"
        )
    return "\n".join(lines) + "\n"


def differences(found: Agreement) -> str:
    """What differs, article by article, for whoever settles."""
    lines: list[str] = []
    for case in found.forth:
        listed = list(_differences(case))
        if listed:
            lines += [f"## {case.gold.id}", "", *listed, ""]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; exit status 2 if the codings cannot be compared."""
    parser = argparse.ArgumentParser(prog="python -m evals.agreement", description="Compare the codings of the gold.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--differences", action="store_true", help="list what differs, for settling by hand")
    parser.add_argument("--write", action="store_true", help="put the table into the README of the gold")
    arguments = parser.parse_args(argv)
    try:
        a = load_gold(arguments.folder, coding="coding_a")
        b = load_gold(arguments.folder, coding="coding_b")
        found = agreement(a, b)
        table = as_markdown(found)
        if arguments.write:
            insert(table, arguments.folder / "README.md", "agreement")
    except (GoldError, ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(differences(found) if arguments.differences else table, end="")
    return 0


def _triple(figure: Figure | None) -> Hashable:
    return None if figure is None else (figure.low, figure.best, figure.high)


_ITEMS: tuple[tuple[str, Code, str], ...] = (
    ("class", lambda e: e.event_class, "event.strict"),
    ("status", lambda e: e.status, "field.status"),
    ("assertion", lambda e: e.assertion, ""),
    ("granularity", lambda e: e.granularity, ""),
    ("temporal role", lambda e: e.temporal_role, ""),
    ("core", lambda e: e.core, ""),
    ("killed", lambda e: _triple(e.killed), "field.killed.exact"),
    ("injured", lambda e: _triple(e.injured), "field.injured.exact"),
    ("other figure", lambda e: (_triple(e.other_figure), e.other_kind), "field.other_figure.exact"),
    ("dates", dates_of, "field.when.exact"),
)


def _event(record: Record) -> GoldEvent:
    if not isinstance(record, GoldEvent):
        raise TypeError(f"a coder's event is expected, not {type(record).__name__}")
    return record


def _end_to_end(found: Agreement, agree: int) -> float:
    records = sum(len(case.gold.events) + len(case.predicted) for case in found.forth)
    return 200 * agree / records if records else 0.0


def _scored(found: Agreement) -> Iterator[tuple[Case, dict[str, Counts], dict[str, Counts]]]:
    for forth, back in zip(found.forth, found.back, strict=True):
        yield forth, score_case(forth), score_case(back)


def _sum(a: dict[str, Counts], b: dict[str, Counts], name: str) -> Counts:
    return a.get(name, Counts()) + b.get(name, Counts())


def _summed(found: Agreement) -> dict[str, Counts]:
    return totals(
        {case.gold.id: {name: _sum(x, y, name) for name in x.keys() | y.keys()} for case, x, y in _scored(found)}
    )


def _cell(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _differences(case: Case) -> Iterator[str]:
    for event in case.missed:
        yield f"- only A: {_title(_event(event))}"
    for event in case.spurious:
        yield f"- only B: {_title(_event(event))}"
    for match in case.matches:
        details = list(_details(match))
        if details:
            yield f"- {_title(_event(match.gold))} / B {_event(match.predicted).event_id}"
            yield from (f"  - {detail}" for detail in details)


def _details(match: Match) -> Iterator[str]:
    a, b = _event(match.gold), _event(match.predicted)
    for field in scored_fields(a):
        if score_values((a,), b, field).exact.f1 < 100 and (values_of(a, field) or values_of(b, field)):
            yield f"{field.name}: A {_listed(values_of(a, field))} | B {_listed(values_of(b, field))}"
    if dates_of(a) != dates_of(b):
        yield f"dates: A {a.start}–{a.end} | B {b.start}–{b.end}"
    for name in ("assertion", "granularity", "temporal_role", "core"):
        if getattr(a, name) != getattr(b, name):
            yield f"{name}: A {getattr(a, name)} | B {getattr(b, name)}"


def _title(event: GoldEvent) -> str:
    return f"{event.event_id} {event.event_class} (sentences {', '.join(map(str, event.sentences))})"


def _listed(values: Sequence[object]) -> str:
    return "; ".join(str(value) for value in values) or "–"


if __name__ == "__main__":
    raise SystemExit(main())
