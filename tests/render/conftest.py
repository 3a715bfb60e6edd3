"""A brief whose article is hostile: markup, links, scripts, bidirectional and control characters in every text."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.briefing import build_brief
from summarizer.schemas import EventClass
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.codebook_parts import CasualtyKind, Population
from tests.factories import article, event, extraction, failed, on, said_by, toll

EVIL = "<script>alert(1)</script> [click](javascript:alert(2)) ![x](http://evil.example/x) {{7*7}} | `code` **bold**"


@pytest.fixture
def brief() -> DailyBrief:
    text = article(
        f"Residents near Marden said that jets bombed {EVIL}\u202e on Sunday and two people were killed.",
        "Rebels shelled Brask.",
        title=f"{EVIL} <img src=x onerror=alert(3)>",
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
    )
    shelling = event(text, EventClass.SHELLING_MISSILE, cites=(2,), by=["Rebels"], place="Brask")
    news = event(odd, EventClass.OTHER)
    broken = article("Nothing to read.", source=f"1. Radio {EVIL}")
    return build_brief(
        [
            (text, extraction(text, strike, shelling, warnings=[EVIL])),
            (odd, extraction(odd, news)),
            (broken, failed(broken, message=EVIL)),
        ],
        edition_date=date(2023, 6, 6),
        generated_at=datetime(2023, 6, 6, 18, 0, tzinfo=UTC),
    )
