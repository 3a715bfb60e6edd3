"""Feeds to articles: what the edition needs is read, the rest is reported with its reason."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article, Unreadable
from summarizer.errors import InputError
from summarizer.schemas.extraction import FailureKind
from summarizer.web import FeedPlan, FeedSource, Fetcher, PassedOver, feed_entries, load_plan, page_article, read_feeds
from tests.smallweb import Web

DAY = date(2023, 6, 6)
STORY = (
    "Shells hit the grain port of Marden on Monday night, the harbour master said. At least three dockers were killed. "
    "The army denied that it had fired. Ministers are due to meet in Brask on Thursday to discuss the port."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Port shelled</title>
<meta property="article:published_time" content="2023-06-05T21:00:00Z"><meta property="og:site_name" content="Harbour Post"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Port shelled</h1><p>{STORY}</p><p>{STORY.replace("Marden", "Old Marden")}</p></article>
<footer>All rights reserved</footer></body></html>"""


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Post</title>'
        f"<link>https://harbour.example/</link>{''.join(items)}</channel></rss>"
    )


def item(
    link: str | None, when: str | None = "Mon, 05 Jun 2023 21:30:00 GMT", text: str = "", title: str = "Port"
) -> str:
    parts = [
        f"<title>{title}</title>",
        f"<link>{link}</link>" if link else "",
        f"<pubDate>{when}</pubDate>" if when else "",
    ]
    return f"<item>{''.join(parts)}<description><![CDATA[{text}]]></description></item>"


def plan(*urls: str, **more: object) -> FeedPlan:
    return FeedPlan(feeds=tuple(FeedSource.model_validate({"url": url, **more}) for url in urls))


def read(web: Web, fetcher: Fetcher, *items: str, **more: object) -> list[Article | Unreadable | PassedOver]:
    url = web.put("/feed", rss(*items), kind="application/rss+xml")
    return list(read_feeds(plan(url, **more), edition=DAY, fetcher=fetcher))


def test_an_entry_becomes_the_article_of_its_page(web: Web, fetcher: Fetcher) -> None:
    (article,) = read(web, fetcher, item(web.put("/port", PAGE)))
    assert isinstance(article, Article)
    assert STORY in article.text
    assert "All rights" not in article.text
    assert (article.source, article.published, article.url) == ("Harbour Post", date(2023, 6, 5), web.url("/port"))


def test_the_plan_names_the_outlet(web: Web, fetcher: Fetcher) -> None:
    (article,) = read(web, fetcher, item(web.put("/port", PAGE)), outlet="The Post")
    assert isinstance(article, Article)
    assert article.source == "The Post"


def test_relative_links_are_those_of_the_feed(web: Web, fetcher: Fetcher) -> None:
    web.put("/port", PAGE)
    (article,) = read(web, fetcher, item("/port"))
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (None, "not dated"),
        ("Thu, 01 Jun 2023 10:00:00 GMT", "before the period"),
        ("Wed, 07 Jun 2023 10:00:00 GMT", "after the edition"),
    ],
)
def test_what_is_out_of_the_period_is_passed_over_with_its_reason(
    web: Web, fetcher: Fetcher, when: str | None, why: str
) -> None:
    (passed,) = read(web, fetcher, item(web.put("/port", PAGE), when))
    assert isinstance(passed, PassedOver)
    assert why in passed.reason
    assert [path for path, _, _ in web.asked] == ["/feed"]


def test_an_address_listed_twice_is_read_once(web: Web, fetcher: Fetcher) -> None:
    url = web.put("/port", PAGE)
    assert len(read(web, fetcher, item(url), item(url))) == 1


def test_a_page_that_fails_is_reported_and_the_others_go_on(web: Web, fetcher: Fetcher) -> None:
    lost, kept = read(web, fetcher, item(web.url("/gone")), item(web.put("/port", PAGE)))
    assert isinstance(lost, Unreadable)
    assert lost.failure.kind is FailureKind.NOT_FETCHED
    assert isinstance(kept, Article)


def test_a_feed_that_gives_the_whole_text_stands_in_for_its_page(web: Web, fetcher: Fetcher) -> None:
    (article,) = read(
        web, fetcher, item(web.url("/gone"), text=f"<p>{STORY}</p><p>{STORY.replace('Monday', 'Sunday')}</p>" * 2)
    )
    assert isinstance(article, Article)
    assert "grain port" in article.text


def test_a_teaser_is_not_taken_for_the_article(web: Web, fetcher: Fetcher) -> None:
    (lost,) = read(web, fetcher, item(web.url("/gone"), text="<p>Shells hit the port.</p>"))
    assert isinstance(lost, Unreadable)


def test_a_feed_that_is_none_is_reported_and_the_others_go_on(web: Web, fetcher: Fetcher) -> None:
    bad = web.put("/bad", "<html><body>Not here</body></html>")
    good = web.put("/feed", rss(item(web.put("/port", PAGE))), kind="application/rss+xml")
    lost, kept = read_feeds(plan(bad, good), edition=DAY, fetcher=fetcher)
    assert isinstance(lost, Unreadable)
    assert "not an RSS or Atom feed" in lost.failure.message
    assert isinstance(kept, Article)


def test_only_the_newest_entries_are_read(web: Web, fetcher: Fetcher) -> None:
    urls = [web.put(f"/port-{n}", PAGE.replace("three", str(n))) for n in range(4)]
    assert len(read(web, fetcher, *map(item, urls), max_entries=2)) == 2


def test_a_page_without_a_story_says_so() -> None:
    with pytest.raises(InputError, match="no article text"):
        page_article("<html><body></body></html>", url="https://a.example/x")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_feed_reader(data: bytes) -> None:
    with suppress(InputError):
        feed_entries(data, url="https://a.example/feed")


def test_a_feed_that_names_a_file_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(rss(item("https://a.example/x")), encoding="utf-8")
    with pytest.raises(InputError):
        feed_entries(str(secret).encode(), url="https://a.example/feed")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("feeds = []", "feeds: "),
        ('[[feeds]]\nadress = "x"', "feeds.0.url: Field required"),
        ("[[feeds", "not TOML"),
    ],
)
def test_a_wrong_plan_says_what_and_where(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        load_plan(file)


def test_a_plan_is_read(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text('[[feeds]]\nurl = "https://a.example/rss"\noutlet = "A"\n', encoding="utf-8")
    assert load_plan(file).feeds == (FeedSource(url="https://a.example/rss", outlet="A"),)
