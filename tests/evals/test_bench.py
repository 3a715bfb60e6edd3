"""The benchmarks of many articles, on a small scale: that they do their work, and that what they check holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench import embedded_peers, faults, kills, peer_langextract, server, throughput
from evals.bench.clients import CLIENTS, REPLIES
from evals.bench.server import serving
from evals.bench.stories import EVENTS, answer, reply, stories, story
from summarizer.schemas import EventDraft
from summarizer.schemas.wire import records_model
from summarizer.testing import ScriptedServer


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


@pytest.mark.parametrize("name", list(CLIENTS))
def test_every_client_of_the_benchmark_does_its_work(name: str) -> None:
    if name == peer_langextract.NAME and not peer_langextract.installed():
        assert throughput.main(["--clients", name, "--concurrency", "2", "--workers", "1"]) == 0  # it says so
        return
    with serving(REPLIES[name](), 0.01) as url:
        done, cpu = throughput.work(name, url, 2, 10, lambda: None)
        assert server.seen(url)["requests"] >= 10
    assert len(done) == 10
    assert cpu > 0


def test_two_workers_share_the_concurrency_and_one_server() -> None:
    run = throughput.run(throughput.Task("openai", concurrency=3, workers=2, rounds=4, latency=0.01))
    assert run.share > 0
    assert run.cpu_ms > 0
    assert run.server_ms > 0


def test_the_share_is_that_of_the_middle_of_the_run() -> None:
    # Ten a second but for the first and the last article, which take long and do not count.
    done = [0.0, *(5 + n / 10 for n in range(98)), 99.0]
    assert throughput.share(done, ideal=10) == pytest.approx(1.0)


@pytest.mark.parametrize("rate", [0.2, 0.5])
def test_every_article_ends_once_and_little_is_wasted(rate: float) -> None:
    outcome = faults.run(rate, 30, timeout=0.5)
    assert outcome.problems == []
    assert sum(outcome.met.values()) == outcome.requests > 30


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    desk = kills.run(tmp_path, articles=12, kills=1)
    assert desk.problems == []
    assert desk.finished == set(range(12))


def test_peers_on_the_embedded_model_are_told_article_by_article() -> None:
    told = iter([embedded_peers.Told(3, 2), embedded_peers.Told(None, 0), embedded_peers.Told(1, 1)])
    seconds, found = embedded_peers.run(lambda _: next(told), [story(n) for n in range(3)])
    assert len(seconds) == 3
    assert embedded_peers._row([1.0, 2.0, 3.0], found) == ("2", "2.0", "3 of 4", "1")


def test_the_plain_call_counts_events_whose_sentence_there_is() -> None:
    """As on the embedded server, here a scripted one: sentence 99 is none of the article's."""
    records = [{"sentences": [n], "event_class": "air_strike", "status": "occurred"} for n in (1, 99)]
    with ScriptedServer() as server:
        server.respond(lambda _: {"records": records})
        at = embedded_peers.Address(server.base_url, "key", "scripted")
        assert embedded_peers.instructor(at)(story(0)) == embedded_peers.Told(2, 1)
