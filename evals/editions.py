"""The three-day example end to end: `python -m evals.editions --model NAME [--phrase] [--coded] [--out DIR]`.

A model reads the 26 articles as a user's would, three editions are made, each from the one before, and held against
those that a reader expected (`evals.expected`). The records of the coders give editions without a difference (a test);
what differs here is the model's reading, or the joining of what it read. A predicted record tells the event of the
coded record that it is aligned with (`evals.align`); one that is aligned with none tells an event "?".

Printed are, for each day: records coded, read and aligned; of each part of the edition what was expected and the
differences (missing and unexpected entries, wrong figures); what `verify()` refuses, which must be nothing; and with
`--phrase` how many sentences are the model's. With `--out` the editions and every difference are kept there. Replies
are kept in the user's cache, so a second run costs nothing; `--fresh` asks anew. With `--coded` the editions come from the
coders' records, and the model does no more than word them.

Exit status: 0, or 1 if an article failed or an edition does not verify.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.align import align
from evals.expected import Edition, editions, event_names
from evals.threedays import DAYS, load_day
from summarizer import Actor, Article, Extraction, Place, Settings, Summarizer, When
from summarizer.schemas import EventDraft, EventRecord
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.codebook_parts import ActorRole, EvidenceLink

PARTS = ("changes", "contradictions", "casualties", "watch", "coverage", "background")
_DOERS = (ActorRole.INITIATOR, ActorRole.SUSPECTED, ActorRole.PARTICIPANT)

Items = Sequence[tuple[Article, Extraction[EventDraft]]]


@dataclass
class Day:
    """One edition and what differs in it."""

    coded: int
    read: int
    aligned: int
    failed: list[str]
    brief: DailyBrief = field(init=False)
    expected: dict[str, int] = field(default_factory=dict)
    differences: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.editions", description="The three-day example end to end.")
    parser.add_argument("--model", help="as for summarizer")
    parser.add_argument("--base-url", help="an OpenAI-compatible endpoint")
    parser.add_argument("--coded", action="store_true", help="take the coders' records: the model only words them")
    parser.add_argument("--phrase", action="store_true", help="let the model word the sentences")
    parser.add_argument("--fresh", action="store_true", help="ask everything anew")
    parser.add_argument("--out", type=Path, help="folder for the editions and the differences")
    options = parser.parse_args(argv)
    given = {name: getattr(options, name) for name in ("model", "base_url") if getattr(options, name)}
    settings = Settings(**given, fresh=options.fresh)
    names: dict[str, str] = {}
    days: dict[int, Day] = {}
    with Summarizer(settings) as summarizer:
        for number, edition in DAYS.items():
            previous = days[number - 1].brief if number > 1 else None
            coded = load_day(number)
            found = coded if options.coded else read(summarizer, coded)
            days[number] = compare(coded, found, names)
            days[number].brief = summarizer.compose(found, date=edition, previous=previous, phrase=options.phrase)
            judge(days[number], editions(names)[number])
            print(as_text(number, days[number]), flush=True)
            if options.out:
                keep(options.out, number, days[number])
    return int(any(day.failed or day.refused for day in days.values()))


def read(summarizer: Summarizer, coded: Items) -> Items:
    """The articles as the model reads them; the same text twice is asked about once."""
    articles = {article.doc_id: article for article, _ in coded}
    found = {result.doc_id: result for result in summarizer.extract_many(articles.values())}
    return [(article, found[article.doc_id]) for article, _ in coded]


def compare(coded: Items, found: Items, names: dict[str, str]) -> Day:
    """How much of the coded records was found; `names` takes over which events the found ones tell."""
    pairs = [(gold, result) for (_, gold), (_, result) in zip(coded, found, strict=True)]
    aligned = sum(name_records(gold, result, names) for gold, result in pairs)
    failed = [f"{article.title}: {result.error.message}" for article, result in found if result.error]
    return Day(
        sum(len(gold.events) for gold, _ in pairs), sum(len(result.events) for _, result in pairs), aligned, failed
    )


def name_records(gold: Extraction[EventDraft], result: Extraction[EventDraft], names: dict[str, str]) -> int:
    """Note which event each record of one article tells; gives how many coded records were found."""
    known = event_names()
    pairs = align([as_draft(e) for e in gold.events], [as_draft(e) for e in result.events]).pairs
    names |= {result.events[j].event_id: known[gold.events[i].event_id] for i, j in pairs}
    return len(pairs)


def as_draft(event: EventRecord) -> EventDraft:
    """What alignment compares of a record: class, evidence, place, actors and days."""
    time = event.time
    when = When(raw=time.raw or "no words", start=time.start, end=time.end) if time.start or time.end else None
    return EventDraft.model_construct(
        sentences=[e.sentence for e in event.evidence if e.link is not EvidenceLink.CONTEXT],
        event_class=event.event_class,
        status=event.status,
        when=when,
        place=Place(event.locations[0].raw) if event.locations else None,
        initiators=[Actor(a.raw) for a in event.actors if a.role in _DOERS],
        targets=[Actor(a.raw) for a in event.actors if a.role not in _DOERS],
    )


def judge(day: Day, edition: Edition) -> None:
    """Fill in what differs from the expectation, part by part, and what the gate refuses."""
    for part in PARTS:
        entries = edition.expected.get(part, ())
        day.expected[part] = len(entries)
        day.differences[part] = getattr(edition, part)(day.brief)
    day.refused = [f"{r.field}: {r.value}: {r.message}" for r in day.brief.verify()]


def as_text(number: int, day: Day) -> str:
    """The figures of one day as lines of text."""
    head = f"day {number}: {day.coded} records coded, {day.read} read, {day.aligned} aligned"
    worded = day.brief.coverage.phrasing
    if worded.model is not None:
        head += f"; {worded.kept} of {worded.asked} sentences phrased by the model"
    lines = [f"{head}; verify refuses {len(day.refused)}; {len(day.failed)} articles failed"]
    for part, found in day.differences.items():
        missing = sum(line.startswith("missing") for line in found)
        extra = sum(line.startswith(("unexpected", "news", "not background")) for line in found)
        rest = len(found) - missing - extra
        lines.append(
            f"  {part:<15}{day.expected[part]:>3} expected   {missing:>3} missing {extra:>3} unexpected {rest:>3} other"
        )
    return "\n".join(lines)


def keep(folder: Path, number: int, day: Day) -> None:
    """Write the edition (JSON, HTML, Markdown) and the differences."""
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / f"day-{number}"
    base.with_suffix(".json").write_text(day.brief.model_dump_json(indent=1), encoding="utf-8")
    base.with_suffix(".html").write_text(day.brief.to_html(), encoding="utf-8")
    base.with_suffix(".md").write_text(day.brief.to_markdown(), encoding="utf-8")
    told = [f"{part}: {line}" for part, lines in day.differences.items() for line in lines]
    told += [f"refused: {line}" for line in day.refused] + [f"failed: {line}" for line in day.failed]
    base.with_suffix(".txt").write_text("\n".join([as_text(number, day), *told]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
