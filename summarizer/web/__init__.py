"""Pages and feeds from the web, politely (extra `web`).

    page_article(html, url=…) -> Article        the article of one web page: text, title, date, outlet
    feed_entries(data, url=…) -> Feed           what a feed lists
    read_feeds(plan, edition=…, fetcher=…)      every article of the feeds that an edition needs, failures beside them
    Fetcher(cache_dir)                          one HTTP client: size and time limits, conditional requests, a pause
                                                between requests to one host, no private addresses

`addresses` says which hosts may be asked, `kept` holds replies for conditional requests, `fetch` asks, `pages` and
`feeds` read what came.
"""

from __future__ import annotations

from .feeds import Feed, FeedPlan, FeedSource, PassedOver, feed_entries, load_plan, read_feeds
from .fetch import Fetched, Fetcher, FetchError
from .pages import page_article

__all__ = [
    "Feed",
    "FeedPlan",
    "FeedSource",
    "FetchError",
    "Fetched",
    "Fetcher",
    "PassedOver",
    "feed_entries",
    "load_plan",
    "page_article",
    "read_feeds",
]
