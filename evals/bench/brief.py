"""`python -m evals.bench.brief [--sizes 500 5000 50000]`: time of a brief's skeleton from synthetic records, linking included.

Each article tells four events of its day; every third event is told by a second article too, with another toll. One
process, no model. Printed: CPU seconds for the whole, for the events (linking) and for the parts (wording, gate, tables), and the growth
against n log n from the row before.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.briefing.build import skeleton_of
from summarizer.schemas import (
    Assertion,
    Attribution,
    Casualty,
    EventClass,
    EventDraft,
    EventRecord,
    EventTime,
    Evidence,
    Extraction,
    Location,
    Participant,
    Provenance,
    Status,
)
from summarizer.schemas.codebook_parts import (
    ActorRole,
    CasualtyKind,
    ClaimantType,
    Population,
    Qualifier,
    Speech,
    TimeBasis,
    TimePrecision,
)

EDITION = date(2024, 3, 14)
PER_ARTICLE = 4
_CLASSES = (EventClass.AIR_STRIKE, EventClass.ARMED_CLASH, EventClass.PROTEST, EventClass.ARREST_DETENTION)
_VERBS = {
    EventClass.AIR_STRIKE: "bombed", EventClass.ARMED_CLASH: "clashed with", EventClass.PROTEST: "protested against",
    EventClass.ARREST_DETENTION: "detained",
}  # fmt: skip
_SIDES = ("Orlan jets", "The Kell Brigade", "Dockers", "Border police", "The Marra militia", "Army units")
_COUNTRIES = ("SDN", "SYR", "COD", "BFA", "PER", "NGA", "UKR", "MMR")
_SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gil",
    "hak",
    "jor",
    "kes",
    "lim",
    "mur",
    "nal",
    "pev",
    "rus",
    "sot",
    "tav",
    "vor",
    "zel",
)


def items(records: int, seed: int = 1) -> list[tuple[Article, Extraction[EventDraft]]]:
    """Articles with `records` records in all; deterministic."""
    rng = random.Random(seed)
    facts = [_fact(n, rng) for n in range(math.ceil(records * 0.75))]
    told = [*facts, *(_retold(f, rng) for f in facts[::3])][:records]
    rng.shuffle(told)
    return [_article(told[i : i + PER_ARTICLE], i) for i in range(0, len(told), PER_ARTICLE)]


Fact = tuple[EventClass, str, str, str, date, int]


def _fact(n: int, rng: random.Random) -> Fact:
    place = "".join(rng.choice(_SYLLABLES) for _ in range(4)).capitalize()
    day = EDITION - timedelta(days=rng.randrange(3))
    return rng.choice(_CLASSES), rng.choice(_SIDES), place, rng.choice(_COUNTRIES), day, rng.randrange(2, 40)


def _retold(fact: Fact, rng: random.Random) -> Fact:
    kind, side, place, country, day, dead = fact
    return kind, side, place, country, day, dead + rng.randrange(3)


def _article(facts: Sequence[Fact], n: int) -> tuple[Article, Extraction[EventDraft]]:
    # Words of its own, so that stock sentences do not make the articles copies of one another.
    rng = random.Random(n)
    filler = " ".join("".join(rng.choice(_SYLLABLES) for _ in range(3)) for _ in range(100))
    text = f"He said {filler}. " + " ".join(_sentence(f) for f in facts)
    article = Article(text=text, published=EDITION, source=f"Outlet {n % 97}", title=f"Report {n}")
    return article, Extraction[EventDraft](doc_id=article.doc_id, events=list(_records(article, facts, n)))


def _sentence(fact: Fact) -> str:
    kind, side, place, _, day, dead = fact
    return (
        f"{side} {_VERBS[kind]} rivals in the town of {place} on {day.day} {day:%B}, and {dead} people were injured, "
        f"residents of {place} said."
    )


def _records(article: Article, facts: Sequence[Fact], n: int) -> Iterator[EventRecord]:
    for i, ((kind, side, place, country, day, hurt), s) in enumerate(zip(facts, article.sentences[1:], strict=True)):
        raw = f"on {day.day} {day:%B}"
        yield EventRecord(
            event_id=f"{n:06d}-{i}", title=f"{kind.value}, {place}", event_class=kind, status=Status.OCCURRED,
            assertion=Assertion.CLAIMED,
            time=EventTime(
                start=day, end=day, raw=raw, basis=TimeBasis.EXPLICIT_DATE, precision=TimePrecision.DAY
            ),
            locations=[Location(raw=f"the town of {place}", normalized=place, country_iso3=country)],
            actors=[Participant(raw=side, role=ActorRole.INITIATOR), Participant(raw="rivals", role=ActorRole.TARGET)],
            casualties=[
                Casualty(
                    kind=CasualtyKind.INJURED, population=Population.UNKNOWN, low=hurt, best=hurt, high=hurt,
                    qualifier=Qualifier.EXACT, raw=str(hurt), who="people", evidence=0,
                )
            ],
            attribution=[
                Attribution(
                    claimant=f"residents of {place}", claimant_type=ClaimantType.WITNESS, speech=Speech.PARAPHRASE,
                    verb="said", evidence=0,
                )
            ],
            evidence=[
                Evidence(doc_id=article.doc_id, sentence=s.number, quote=s.text, start=s.start, end=s.end)
            ],
            provenance=Provenance(
                doc_id=article.doc_id, outlet=article.source, title=article.title, published=article.published,
                text_sha256=article.text_sha256, model="none", prompt="none", prompt_hash="none",
            ),
        )  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Print one row a size."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.brief", description="Time of a brief's skeleton.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 5_000, 50_000], help="records")
    parser.add_argument("--previous", action="store_true", help="compare with an edition of as many records")
    arguments = parser.parse_args(argv)
    print(
        f"{'records':>8} {'articles':>8} {'events':>7} {'brief s':>8} {'events s':>8} {'parts s':>8} {'words':>5}  growth"
    )
    last: tuple[int, float] | None = None
    for size in arguments.sizes:
        given = items(size)
        made = datetime(2024, 3, 14, 18, tzinfo=UTC)
        previous = None
        if arguments.previous:
            before = items(size, seed=2)
            previous = build_brief(before, edition_date=EDITION - timedelta(days=1), generated_at=made)
        start = time.process_time()
        brief = build_brief(given, edition_date=EDITION, generated_at=made, previous=previous)
        whole = time.process_time() - start
        start = time.process_time()
        skeleton = skeleton_of(brief)
        linked = time.process_time() - start
        start = time.process_time()
        skeleton.parts()
        parts = time.process_time() - start
        growth = ""
        if last:
            expected = last[1] * size * math.log(size) / (last[0] * math.log(last[0]))
            growth = f"{whole / expected:.2f} of n log n"
        print(
            f"{size:>8} {len(given):>8} {brief.coverage.events:>7} {whole:>8.2f} {linked:>8.2f} {parts:>8.2f} "
            f"{brief.coverage.words:>5}  {growth}"
        )
        last = (size, whole)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
