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
from summarizer.testing import Scripted, ScriptedServer

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


def test_what_the_embedded_model_cannot_do_a_hosted_one_does(settings: Settings) -> None:
    strike = {
        "sentences": [1], "event_class": "air_strike", "status": "occurred", "when": "Monday", "place": "near Harle",
        "initiators": ["Jets"], "targets": ["a depot"], "killed": None, "killed_who": None, "injured": None,
        "injured_who": None, "other_figure": None, "other_kind": None, "weapons": [], "claimants": ["residents"],
    }  # fmt: skip
    with ScriptedServer(("strong",)) as strong:
        strong.enqueue(Scripted.json({"records": [strike]}).using(1000, 100))
        # Too few tokens for a record: the first model fails, or finds nothing although a bomb fell.
        hosted = {"escalate_to": "strong", "escalate_base_url": strong.base_url, "escalate_prices": (1.0, 0.0)}
        own = settings.model_copy(update={"max_output_tokens": 16, "budget": 1.0, **hosted})
        with Summarizer(own) as summarizer:
            result = summarizer.extract(Article(text=TEXT, published=date(2024, 6, 5)))
    assert [e.provenance.model for e in result.events] == ["strong"]
    assert result.usage.calls >= 2
    assert result.usage.cost == pytest.approx(0.001), "nobody is paid for what runs here"
