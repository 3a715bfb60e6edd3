"""Doubtful articles go to a stronger model: when, to whom, at whose cost, and what stands if that fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from summarizer import Article, BudgetError, ConfigurationError, ModelFileError, Record, Settings, Summarizer, Verbatim
from summarizer.escalation import confidence, stronger
from summarizer.overlooked import overlooked
from summarizer.schemas import Extraction, Failure, FailureKind, Reason, Rejection
from summarizer.testing import Scripted, ScriptedServer

TEXT = "Gunmen killed two traders in Marden on Monday, the mayor said. The market of Marden opens at nine."
ARTICLE = Article(text=TEXT, published=date(2024, 6, 5))
CALM = Article(text="The market of Marden opens at nine. Traders sell fruit.")
NOTHING: dict[str, object] = {"records": []}
RAID: dict[str, object] = {
    "sentences": [1], "event_class": "attack_on_civilians", "status": "occurred", "when": "on Monday", "place": "Marden",
    "initiators": ["Gunmen"], "targets": ["traders"], "killed": "two", "killed_who": "traders", "injured": None,
    "injured_who": None, "other_figure": None, "other_kind": None, "weapons": [], "claimants": ["the mayor"],
}  # fmt: skip


class Raid(Record):
    """One raid."""

    kind: Literal["attack", "other"]
    by: list[Verbatim]


@pytest.fixture
def cheap() -> Iterator[ScriptedServer]:
    with ScriptedServer(("cheap",)) as running:
        running.respond(lambda request: NOTHING)
        yield running


@pytest.fixture
def strong() -> Iterator[ScriptedServer]:
    with ScriptedServer(("strong",), api_key="strong-key") as running:
        running.respond(lambda request: {"records": [RAID]})
        yield running


def settings(cheap: ScriptedServer, strong: ScriptedServer, **values: object) -> Settings:
    theirs = {
        "escalate_to": "strong",
        "escalate_base_url": strong.base_url,
        "escalate_api_key": "strong-key",
    }
    return cheap.settings(**{**theirs, **values})


def test_what_the_first_model_missed_the_stronger_one_is_asked_for(
    cheap: ScriptedServer, strong: ScriptedServer
) -> None:
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert [e.provenance.model for e in result.events] == ["strong"]
    assert (len(cheap.requests), len(strong.requests)) == (1, 1)
    assert result.usage.calls == 2
    assert "escalated from cheap; this is what strong found" in result.warnings[-1]
    assert "sentence 1 tells of harm" in result.warnings[-1]


def test_a_sure_result_and_a_calm_article_stay(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue({"records": [RAID]})
    with Summarizer(settings(cheap, strong)) as summarizer:
        found = summarizer.extract(ARTICLE)
        calm = summarizer.extract(CALM)
    assert [e.provenance.model for e in found.events] == ["cheap"]
    assert (calm.events, calm.warnings, strong.requests) == ([], [], [])


def test_a_doubtful_record_is_replaced(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue({"records": [{**RAID, "place": "Velk", "initiators": ["Rebels"]}]})
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert [(e.provenance.model, e.locations[0].raw) for e in result.events] == [("strong", "Marden")]
    assert result.rejected == []


def test_if_the_stronger_model_fails_the_first_result_stands(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue({"records": [{**RAID, "place": "Velk", "initiators": ["Rebels"]}]})
    strong.enqueue(Scripted.refusal("no"))
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert result.error is None
    assert [e.provenance.model for e in result.events] == ["cheap"]
    assert result.usage.calls == 2
    assert "strong was asked and failed" in result.warnings[-1]
    assert "refused" in result.warnings[-1]


def test_a_failed_article_is_mended(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue(Scripted.refusal("no"))
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert result.error is None
    assert len(result.events) == 1


def test_an_empty_article_is_nobodys_business(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(" ")
    assert result.error is not None
    assert strong.requests == []


def test_a_key_that_is_refused_stops_the_run(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    with (
        Summarizer(settings(cheap, strong, escalate_api_key="wrong")) as summarizer,
        pytest.raises(ConfigurationError, match="API key"),
    ):
        summarizer.extract(ARTICLE)


def test_the_tokens_of_an_article_are_for_both_models(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue(Scripted.json(NOTHING).using(400, 10))
    with Summarizer(settings(cheap, strong, max_article_tokens=400)) as summarizer:
        result = summarizer.extract(ARTICLE)
    assert strong.requests == []
    assert "max_article_tokens" in result.warnings[-1]


def test_the_budget_of_a_run_is_for_both_models(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue(Scripted.json(NOTHING).using(11_900, 10))
    own = settings(cheap, strong, max_tokens=12_000, max_output_tokens=1000)
    with Summarizer(own) as summarizer, pytest.raises(BudgetError, match=r"11,910 of 12,000 tokens"):
        summarizer.extract(ARTICLE)
    assert (len(cheap.requests), len(strong.requests)) == (1, 0)


def test_each_model_has_its_own_price(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    own = settings(cheap, strong, prices=(0.0, 0.0), escalate_prices=(1e6, 0.0))
    strong.enqueue(Scripted.json({"records": [RAID]}).using(3, 5))
    with Summarizer(own) as summarizer:
        assert summarizer.extract(ARTICLE).usage.cost == pytest.approx(3.0)


def test_kept_replies_serve_both_models(cheap: ScriptedServer, strong: ScriptedServer, tmp_path: Path) -> None:
    own = settings(cheap, strong, cache=True, cache_dir=tmp_path)
    with Summarizer(own) as summarizer:
        once, again = summarizer.extract(ARTICLE), summarizer.extract(ARTICLE)
    assert (len(cheap.requests), len(strong.requests)) == (1, 1)
    assert (once.usage.from_cache, again.usage.from_cache) == (0, 2)
    assert [e.event_id for e in again.events] == [e.event_id for e in once.events]


def test_a_brief_and_a_pipeline_escalate_as_well(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    with Summarizer(settings(cheap, strong)) as summarizer:
        many = list(summarizer.extract_many([ARTICLE, CALM], in_order=True))
        brief = summarizer.brief([ARTICLE], date=date(2024, 6, 5))
    assert [len(r.events) for r in many] == [1, 0]
    assert [r.provenance.model for r in brief.records] == ["strong"]


def test_a_schema_of_ones_own_escalates_on_rejections(cheap: ScriptedServer, strong: ScriptedServer) -> None:
    cheap.enqueue({"records": [{"sentences": [1], "kind": "attack", "by": ["Rebels", "Mercenaries"]}]})
    strong.enqueue({"records": [{"sentences": [1], "kind": "attack", "by": ["Gunmen"]}]})
    with Summarizer(settings(cheap, strong)) as summarizer:
        result = summarizer.extract(ARTICLE, schema=Raid)
    assert [r.by for r in result.records] == [["Gunmen"]]


# --- the rule ---------------------------------------------------------------------------------------------------------


def extraction(**values: object) -> Extraction[Record]:
    return Extraction[Record].model_validate({"doc_id": "x", **values})


@pytest.mark.parametrize("shipped", [True, False])
def test_an_article_is_as_sure_as_the_gate_was_content(shipped: bool) -> None:
    refused = Rejection(field="by", value="Rebels", reason=Reason.NOT_IN_TEXT, message="not there")
    one = Raid(sentences=[1], kind="attack", by=[])
    assert confidence(ARTICLE, extraction(records=[one, one, one]), shipped=shipped).value == 1.0
    assert confidence(ARTICLE, extraction(records=[one] * 3, rejected=[refused]), shipped=shipped).value == 0.75
    assert confidence(CALM, extraction(rejected=[refused]), shipped=shipped).value == 0.0


def test_without_events_words_of_harm_decide() -> None:
    assert confidence(ARTICLE, extraction(), shipped=True).value == 0.0
    assert confidence(CALM, extraction(), shipped=True).value == 1.0
    assert confidence(ARTICLE, extraction(), shipped=False).value == 1.0


def test_a_failure_is_no_confidence() -> None:
    failed = extraction(error=Failure(kind=FailureKind.REFUSED, message="no"))
    assert confidence(CALM, failed, shipped=True) == (0.0, "it failed (refused)")


def test_headings_and_cited_sentences_are_not_overlooked() -> None:
    text = "Bomb kills two\n\nA bomb killed two people. Police arrested three men. The market opens at nine."
    assert [s.number for s in overlooked(Article(text=text), {2})] == [3]


# --- whose settings ---------------------------------------------------------------------------------------------------


def test_nothing_is_escalated_unless_asked_for() -> None:
    assert stronger(Settings(model="cheap", base_url="http://127.0.0.1:9/v1", api_key="k")) is None


def test_the_stronger_model_works_in_its_own_way_and_a_key_stays_at_its_endpoint() -> None:
    own = Settings(
        model="smollm2-135m", strategy="staged", vocabulary=True, api_key="first", escalate_to="strong"
    )  # an embedded model, with a key in the environment
    better = stronger(own)
    assert better is not None
    assert (own.embedded, better.embedded) == (True, False)
    assert (better.strategy, better.vocabulary, better.escalate_to) == ("auto", None, None)
    assert better.api_key == own.api_key
    elsewhere = stronger(own.model_copy(update={"escalate_base_url": "http://127.0.0.1:9/v1"}))
    assert elsewhere is not None
    assert elsewhere.api_key is None


def test_a_catalogue_name_stays_on_this_machine_and_another_needs_an_endpoint() -> None:
    local = stronger(Settings(model="m", base_url="http://127.0.0.1:9/v1", escalate_to="qwen2.5-coder-1.5b"))
    assert local is not None
    assert local.embedded
    with pytest.raises(ConfigurationError, match="escalate_base_url"):
        stronger(Settings(model="smollm2-135m", escalate_to="gpt-9"))


def test_a_stronger_model_that_is_not_there_stops_the_first_call_and_the_next(
    cheap: ScriptedServer, tmp_path: Path
) -> None:
    with Summarizer(cheap.settings(escalate_to=str(tmp_path / "missing.gguf"))) as s:
        for _ in range(2):
            with pytest.raises(ModelFileError):
                s.extract(ARTICLE)
