"""A web page to an article, with trafilatura: the text without menus and teasers, title, date and outlet."""

from __future__ import annotations

import logging
from datetime import date

from summarizer.articles import Article
from summarizer.errors import InputError, MissingExtraError
from summarizer.schemas.extraction import FailureKind
from summarizer.web.hidden import without_hidden

WEB_EXTRA = 'web pages and feeds need an extra: pip install "news-event-summarizer[web]"'


def page_article(
    html: bytes | str,
    *,
    url: str | None = None,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    where: str | None = None,
) -> Article:
    """The article of a page. What the caller knows (from a feed, say) wins over what the page says of itself;
    `where` names the page in errors (by default its address).

    The date is the page's own mark-up only: no date is guessed from the text or the address.

    Raises InputError where the page holds no article text, MissingExtraError without the `web` extra.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtraError(WEB_EXTRA) from error
    # What it cannot use is told in our own error, not on standard error as well.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    where = where or url or "the page"
    tree = without_hidden(html)
    found = bare_extraction(
        html if tree is None else tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    # A dict comes only with the old option `as_dict`.
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError(f"{where}: no article text was found in this page", FailureKind.EMPTY)
    day = published or _day(found.date)
    return Article(
        text=str(found.text),
        title=title or found.title,
        published=day,
        source=source or found.sitename,
        url=url or found.url,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
