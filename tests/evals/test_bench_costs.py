"""What the benchmarks compute from their measurements; the measurements themselves are not tests."""

from __future__ import annotations

import importlib.util
import json

import pytest

from evals.bench import embedded, memory, peer_langextract
from evals.bench.counting import Call, Cost, cached_tokens, call_of, counted
from evals.bench.tokens import (
    benchmark_articles,
    extractions,
    gold_articles,
    plain_model,
    records,
    sentence_records,
    told_events,
)
from summarizer.schemas import EventDraft
from summarizer.schemas.wire import records_model
from summarizer.testing import ScriptedRequest

# --- the service's prefix cache ---------------------------------------------------------------------------------------


def test_the_first_prompt_is_never_cached_and_its_repetition_is_up_to_a_step() -> None:
    seen: set[int] = set()
    prompt = list(range(1500))
    assert cached_tokens(prompt, seen) == 0
    assert cached_tokens(prompt, seen) == 1024 + 3 * 128


def test_the_cached_prefix_ends_where_the_prompts_differ() -> None:
    seen: set[int] = set()
    cached_tokens([*range(1200), *range(500)], seen)
    assert cached_tokens([*range(1200), *range(900, 1400)], seen) == 1024 + 128


def test_prompts_below_the_least_size_are_not_cached() -> None:
    seen: set[int] = set()
    assert [cached_tokens(list(range(1000)), seen) for _ in range(2)] == [0, 0]


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_a_call_holds_messages_and_schema() -> None:
    body = {
        "messages": [{"role": "system", "content": "Read."}, {"role": "user", "content": "A text"}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "Records", "schema": {"type": "object"}}},
    }
    call = call_of(body, "{}")
    assert call.messages == "system\nRead.\nuser\nA text"
    assert json.loads(call.schema) == body["response_format"]["json_schema"]  # type: ignore[index]


def test_a_tool_counts_as_schema_and_none_as_nothing() -> None:
    messages = [{"role": "user", "content": "A text"}]
    tool = {"type": "function", "function": {"name": "Records", "parameters": {}}}
    assert "Records" in call_of({"messages": messages, "tools": [tool]}, "{}").schema
    assert call_of({"messages": messages}, "{}").schema == ""


def test_costs_add_up_over_the_calls() -> None:
    calls = [Call("abc", "de", "f"), Call("", "gh", "ijk")]
    cost = counted("client", calls, articles=2, events=1, tokenize=lambda text: [ord(c) for c in text])
    assert (cost.calls, cost.schema, cost.messages, cost.input, cost.output) == (2, 3, 4, 7, 4)


def test_cached_input_is_billed_at_its_own_rate() -> None:
    full = Cost("client", articles=10, events=1, messages=100_000)
    cached = Cost("client", articles=10, events=1, messages=100_000, cached=80_000)
    paid, less = full.dollars("gpt-4o-mini"), cached.dollars("gpt-4o-mini")
    assert paid is not None
    assert less is not None
    assert less < paid
    assert full.dollars("no-such-model") is None


# --- what the scripted model answers ----------------------------------------------------------------------------------


def _request(text: str) -> ScriptedRequest:
    return ScriptedRequest({"messages": [{"role": "user", "content": text}]}, {})


def test_gold_events_fit_our_schema_and_the_plain_one() -> None:
    for told in gold_articles(5):
        reply = records(_request(told.article.text), told)
        assert len(getattr(records_model(EventDraft).model_validate_json(reply), "records")) == len(told.events)  # noqa: B009
        plain_model().model_validate_json(reply)


def test_asked_by_sentence_every_event_is_told_once() -> None:
    (told,) = benchmark_articles(1)
    replies = [sentence_records(_request(sentence.text), told) for sentence in told.article.sentences]
    assert told_events([Call("", "", reply) for reply in replies]) == len(told.events) == 8


def test_asked_by_chunk_every_event_is_told_once() -> None:
    (told,) = benchmark_articles(1)
    middle = told.article.text.index("On Thursday")
    chunks = told.article.text[:middle], told.article.text[middle:]
    replies = [extractions(_request(f"Examples\nQ: {chunk}\nA: "), told) for chunk in chunks]
    assert [told_events([Call("", "", reply)]) for reply in replies] == [3, 5]


# --- langextract ------------------------------------------------------------------------------------------------------


def test_its_description_has_our_fields_and_not_our_form_of_reply() -> None:
    text = peer_langextract.description()
    assert all(f"- {name}:" in text for name in EventDraft.model_fields if name != "sentences")
    assert "- sentences:" not in text
    assert '{"records"' not in text


def test_its_reply_has_every_attribute_and_the_sentence_as_its_text() -> None:
    first = json.loads(peer_langextract.reply())["extractions"][0]
    assert first["event"].startswith("On Monday, the Harn Brigade attacked")
    assert set(first["event_attributes"]) == set(EventDraft.model_fields) - {"sentences"}
    assert first["event_attributes"]["killed"] == "three"


def test_whether_it_is_there_is_told_without_importing_it() -> None:
    assert peer_langextract.installed() == (importlib.util.find_spec("langextract") is not None)


# --- the embedded model -----------------------------------------------------------------------------------------------


def test_the_prefix_is_what_all_prompts_begin_with() -> None:
    assert embedded.common_prefix([[1, 2, 3, 4], [1, 2, 9, 4], [1, 2, 3]]) == 2
    assert embedded.common_prefix([[1], [2]]) == 0


def test_the_cached_share_counts_the_first_request_and_nothing_beyond_the_prefix() -> None:
    assert embedded.cached_share([0, 100, 140, 100], prefix=100) == 0.75


def test_recorded_calls_are_timed_from_the_first_start_to_the_last_end() -> None:
    def line(end: str, seconds: float) -> embedded.Line:
        return {
            "time": f"2024-06-12T10:00:{end}+00:00",
            "usage": {"input_tokens": 90, "output_tokens": 10, "cached_tokens": 50, "seconds": seconds},
        }

    work = embedded.recorded_work([line("03", 2.0), line("06", 4.0)])
    assert (work.calls, work.prompt, work.reply, work.cached) == (2, 180, 20, (50, 50))
    assert work.seconds == pytest.approx(5.0)
    assert work.rate == pytest.approx(40.0)


# --- memory -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "expected"), [(1000, [1000]), (3000, [1000, 2000, 3000]), (4000, [1000, 2000, 4000])])
def test_memory_is_looked_at_after_each_doubling_and_at_the_end(last: int, expected: list[int]) -> None:
    assert memory.points(last) == expected


def test_memory_is_told_at_each_point_of_a_run() -> None:
    found = list(memory.looks(range(2000), [1000, 2000]))
    assert [look.articles for look in found] == [1000, 2000]
    assert all(look.bytes > 0 for look in found)


def test_the_growth_is_the_largest_change_up_or_down() -> None:
    looks = [memory.Look(1000, 100), memory.Look(2000, 104), memory.Look(4000, 91)]
    assert memory.growth(looks) == pytest.approx(-0.09)
