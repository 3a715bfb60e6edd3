"""The whole way on a real model in the process: the smallest of the catalogue, so only what must hold is asserted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import platformdirs
import pytest

from summarizer import Article, Record, Settings, Summarizer, Verbatim
from summarizer.briefing import build_brief
from summarizer.model.download import model_path

REAL_CACHE = Path(platformdirs.user_cache_dir("summarizer", appauthor=False))
TEXT = "Jets bombed a depot near Harle on Monday, residents said. The mayor of Harle opened a school."


class Outing(Record):
    """Somebody who went somewhere or did something."""

    kind: Literal["trip", "visit", "attack"]
    who: list[Verbatim]


@pytest.fixture(scope="module")
def settings() -> Settings:
    # Wider than a test, so made before the isolation of conftest: what that turns off is turned off here by name.
    model_path("smollm2-135m", REAL_CACHE)
    return Settings(model="smollm2-135m", cache_dir=REAL_CACHE, cache=False, gazetteer=False)


def test_events_and_a_schema_of_ones_own_come_from_the_embedded_model(settings: Settings) -> None:
    article = Article(text=TEXT, published=date(2024, 6, 5))
    with Summarizer(settings) as summarizer:
        shipped = summarizer.extract(article)
        own = summarizer.extract(article, Outing)
    assert shipped.error is None
    assert own.error is None
    assert shipped.usage.calls == 2
    assert own.usage.calls >= 1
    assert shipped.usage.cached_tokens > 0, "the prompt's prefix is read once"
    for event in shipped.events:
        assert all(TEXT[e.start : e.end] == e.quote for e in event.evidence)
        assert event.provenance.model.lower().startswith("smollm2")
    for record in own.records:
        assert all(name in TEXT for name in record.who), "the grammar lets it copy words of the text only"
    brief = build_brief([(article, shipped)], edition_date=date(2024, 6, 5), generated_at=datetime.now(UTC))
    assert brief.verify() == []
