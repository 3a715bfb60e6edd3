"""Articles, records and a brief whose every text is hostile: markup, links, scripts, bidirectional characters."""

from __future__ import annotations

from datetime import UTC, date, datetime

from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.schemas import EventClass, EventDraft, Extraction, Location, Rejection
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.codebook_parts import CasualtyKind, CoordinateBasis, PlacePrecision, Population
from summarizer.schemas.reasons import Reason
from tests.factories import article, event, extraction, failed, on, said_by, toll

EVIL = "<script>alert(1)</script> [click](javascript:alert(2)) ![x](http://evil.example/x) {{7*7}} | `code` **bold**"
TITLE = f"{EVIL} <img src=x onerror=alert(3)>"


def hostile_items() -> list[tuple[Article, Extraction[EventDraft]]]:
    """Two articles with records, places on the map among them, and one that gave nothing."""
    text = article(
        f"Residents near Marden said that jets bombed {EVIL}\u202e on Sunday and two people were killed.",
        "Rebels shelled Brask.",
        title=TITLE,
        source="Post</li><b>x",
        url='https://harbour.example/a?b=1&c="><script>',
    )
    odd = article("See http://evil.example and www.evil.example now.", url="javascript:alert(4)", source="# Wire")
    strike = event(
        text,
        EventClass.AIR_STRIKE,
        by=["jets"],
        place=EVIL,
        time=on("on Sunday", date(2023, 6, 4)),
        casualties=[toll(CasualtyKind.KILLED, "two people", 2, 2, 2, population=Population.CIVILIAN)],
        said=[said_by(f"Residents {EVIL}")],
    ).model_copy(update={"locations": [_point(EVIL)], "title": f"Air strike, {EVIL}", "notes": EVIL})
    shelling = event(text, EventClass.SHELLING_MISSILE, cites=(2,), by=["Rebels"], place="Brask")
    news = event(odd, EventClass.OTHER)
    broken = article("Nothing to read.", source=f"1. Radio {EVIL}")
    refused = Rejection(
        field=f"killed{EVIL}", value=EVIL, reason=Reason.NOT_IN_TEXT, sentences=[1], message=f"No: {EVIL}"
    )
    return [
        (text, extraction(text, strike, shelling, warnings=[EVIL], rejected=[refused])),
        (odd, extraction(odd, news)),
        (broken, failed(broken, message=EVIL)),
    ]


def _point(name: str) -> Location:
    return Location(
        raw=name, lat=36.5, lon=36.9, precision=PlacePrecision.NEAR_SETTLEMENT,
        coordinate_basis=CoordinateBasis.NAMED_SETTLEMENT_NEARBY,
    )  # fmt: skip


def hostile_brief() -> DailyBrief:
    """The brief of the hostile articles; titles, outlets and addresses that were set apart on the way are put back."""
    items = hostile_items()
    brief = build_brief(items, edition_date=date(2023, 6, 6), generated_at=datetime(2023, 6, 6, 18, 0, tzinfo=UTC))
    given = {a.doc_id: {"title": a.title, "url": a.url, "outlet": a.source} for a, _ in items}
    sources = [s.model_copy(update=given[s.doc_id]) for s in brief.sources]
    names = {a.doc_id: a.source for a, _ in items}
    failures = [f.model_copy(update={"article": names[f.doc_id]}) for f in brief.coverage.failures]
    coverage = brief.coverage.model_copy(update={"failures": failures})
    return brief.model_copy(update={"sources": sources, "coverage": coverage})
