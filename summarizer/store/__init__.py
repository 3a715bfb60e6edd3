"""Articles, extractions, records, links and briefs that last (extra `store`): SQLite in one file, or PostgreSQL.

    with Store.open("news.db") as store:                    or a URL: postgresql://desk@db/news
        store.add(article, extraction)                      adding the same again changes nothing
        store.items(since=…, until=…)                       (article, extraction) pairs, as `build_brief` takes them
        store.save_brief(brief); store.latest_brief(before=…)
        store.history(event_id)                             a record, what it is linked to, and the editions that told it

`tables` is the schema, `rows` turns models into rows and back, `migrate` brings a database to it, `migrations/` holds the steps.
"""

from __future__ import annotations

from .rows import EditionInfo
from .store import EventHistory, Store, StoreError

__all__ = ["EditionInfo", "EventHistory", "Store", "StoreError"]
