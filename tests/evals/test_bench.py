"""The benchmarks of many articles, on a small scale: that they do their work, and that what they check holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench import faults, kills, peer_langextract, throughput
from evals.bench.server import serving
from evals.bench.stories import EVENTS, answer, reply, stories, story
from summarizer.schemas import EventDraft
from summarizer.schemas.wire import records_model


def test_the_story_is_what_the_benchmarks_say_it_is() -> None:
    article, records = story(7), answer()["records"]
    assert 2_200 < len(article.text) < 2_500
    assert len(records) == EVENTS == 8
    assert len({a.doc_id for a in stories(50)}) == 50
    for record in records:
        told = article.sentences[record["sentences"][0] - 1].text
        values = [record["when"], record["place"], record["killed"], *record["initiators"], *record["targets"]]
        assert len(values) == 5
        assert all(value in told for value in values)
    assert records_model(EventDraft).model_validate_json(reply())


@pytest.mark.parametrize("name", list(throughput.CLIENTS))
def test_every_client_of_the_benchmark_does_its_work(name: str) -> None:
    if name == peer_langextract.NAME and not peer_langextract.installed():
        assert throughput.main(["--clients", name, "--concurrency", "2", "--rounds", "5"]) == 0  # the row says so
        return
    with serving(throughput.REPLIES.get(name, reply)(), 0.01) as url:
        run = throughput.measure(name, url, 2, 5, 0.01)
    assert (run.client, run.concurrency) == (name, 2)
    assert run.share > 0
    assert run.cpu_ms > 0


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_every_article_ends_once_and_little_is_wasted(rate: float) -> None:
    outcome = faults.run(rate, 30, timeout=0.5)
    assert outcome.problems == []
    assert sum(outcome.met.values()) == outcome.requests > 30


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    desk = kills.run(tmp_path, articles=12, kills=1)
    assert desk.problems == []
    assert desk.finished == set(range(12))
