"""The three-day example: every record verbatim and valid, and an expectation that names only what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from evals.threedays import DAYS, FOLDER, load_day, load_expectation, record_ids
from summarizer.articles import Article, Unreadable, read_articles
from summarizer.resolve.numbers import read_figure
from summarizer.schemas import EventRecord, Status

ITEMS = [(n, article, extraction) for n in DAYS for article, extraction in load_day(n)]
RECORDS = [(article, event) for _, article, extraction in ITEMS for event in extraction.events]


def test_three_days_of_news_from_many_outlets() -> None:
    assert len(ITEMS) == 26
    assert len({article.source for _, article, _ in ITEMS}) == 10
    assert all(article.title and article.url and article.published for _, article, _ in ITEMS)
    lengths = {len(article.text.split()) for _, article, _ in ITEMS}
    assert min(lengths) >= 120
    assert max(lengths) <= 350


@pytest.mark.parametrize("n", DAYS)
def test_the_reader_takes_the_folders_as_they_are(n: int) -> None:
    read = list(read_articles(FOLDER / f"day-{n}"))
    assert not [found for found in read if isinstance(found, Unreadable)]
    assert read == [article for article, _ in load_day(n)]


def test_articles_are_of_their_day_but_for_one_that_is_a_week_old() -> None:
    assert Counter(article.published == DAYS[n] for n, article, _ in ITEMS) == {True: 25, False: 1}
    (stale,) = [article for n, article, _ in ITEMS if article.published != DAYS[n]]
    assert stale.published is not None
    assert (DAYS[2] - stale.published).days == 7


def test_records_belong_to_their_article() -> None:
    for _, article, extraction in ITEMS:
        assert extraction.doc_id == article.doc_id
        assert extraction.source == article.source
        for event in extraction.events:
            made = event.provenance
            assert (made.doc_id, made.text_sha256) == (article.doc_id, article.text_sha256)
            assert (made.outlet, made.title, made.url, made.published) == (
                article.source, article.title, article.url, article.published,
            )  # fmt: skip


def test_every_quote_is_a_sentence_of_the_article_at_its_offsets() -> None:
    for article, event in RECORDS:
        sentences = {s.number: s for s in article.sentences}
        for e in event.evidence:
            assert e.doc_id == article.doc_id
            assert article.text[e.start : e.end] == e.quote == sentences[e.sentence].text


def test_every_value_stands_in_the_evidence_letter_for_letter() -> None:
    for _, event in RECORDS:
        quotes = [e.quote for e in event.evidence]
        missing = [words for words in _words(event) if not any(words in quote for quote in quotes)]
        assert not missing, event.title
        for c in event.casualties:
            assert c.evidence is not None
            assert c.raw in quotes[c.evidence]
        for a in event.attribution:
            assert a.evidence is not None
            assert a.claimant in quotes[a.evidence]
            assert a.verb is None or a.verb in quotes[a.evidence]


def test_figures_are_what_their_words_say() -> None:
    for _, event in RECORDS:
        for c in event.casualties:
            read = read_figure(c.raw)
            if read is not None:
                assert (c.low, c.best, c.high) == (read.low, read.best, read.high), c.raw
            assert c.attributed_to is None or c.attributed_to in {a.claimant for a in event.attribution}


def test_dates_agree_with_the_status() -> None:
    for article, event in RECORDS:
        day = event.time.start
        assert article.published is not None
        if day is None:
            continue
        assert event.time.end is None or day <= event.time.end
        if event.status in (Status.OCCURRED, Status.ONGOING):
            assert day <= article.published, event.title
        elif event.status is Status.PLANNED:
            assert day > article.published, event.title


def test_the_word_for_word_reprint_is_the_same_document() -> None:
    texts = Counter(article.doc_id for _, article, _ in ITEMS)
    assert sorted(texts.values()) == [1] * 24 + [2]


def test_ids_tell_the_records_of_one_article_apart() -> None:
    for _, _, extraction in ITEMS:
        ids = [event.event_id for event in extraction.events]
        assert len(ids) == len(set(ids))


def test_the_expectation_places_every_record_in_one_event() -> None:
    expected = load_expectation()
    placed = Counter(name for event in expected["events"].values() for name in event["records"])
    assert set(placed) == set(record_ids())
    assert set(placed.values()) == {1}


def test_the_expectation_names_events_and_articles_that_exist() -> None:
    expected = load_expectation()
    named = {name for edition in expected["editions"] for name in _named(edition)}
    assert named <= set(expected["events"])
    articles = {f"{n}/{path.stem[:2]}" for n in DAYS for path in (FOLDER / f"day-{n}").glob("*.txt")}
    assert {a for group in expected["origins"] for a in group} <= articles
    assert [edition["edition_date"] for edition in expected["editions"]] == [d.isoformat() for d in DAYS.values()]


def test_copies_share_most_of_their_text() -> None:
    by_name: dict[str, Article] = {}
    for n in DAYS:
        paths = sorted((FOLDER / f"day-{n}").glob("*.txt"))
        by_name |= {f"{n}/{path.stem[:2]}": Article.read(path) for path in paths}
    for original, *copies in load_expectation()["origins"]:
        body = {s.text for s in by_name[original].sentences[1:]}
        for copy in copies:
            assert {s.text for s in by_name[copy].sentences[1:]} <= body


def _words(event: EventRecord) -> Iterator[str]:
    """Every value that is copied from the text."""
    yield from (a.raw for a in event.actors)
    yield from (place.raw for place in event.locations)
    yield from (q.raw for q in event.quantities)
    if event.time.raw:
        yield event.time.raw
    for c in event.casualties:
        yield from (c.raw, *([c.who] if c.who else []), *([c.scope] if c.scope else []))


def _named(edition: dict[str, Any]) -> Iterator[str]:
    """Events that an edition of the expectation names."""
    for part in ("changes", "contradictions", "casualties", "watch"):
        for item in edition[part]:
            yield from [item["event"]] if "event" in item else item["events"]
    yield from edition["background"]
