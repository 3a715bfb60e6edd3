"""`Store`: what was read and told, in one database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Engine, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from summarizer.articles import Article
from summarizer.errors import ConfigurationError
from summarizer.schemas import EventDraft, EventRecord, Extraction
from summarizer.schemas.brief import DailyBrief

from .connect import connect
from .migrate import upgrade
from .rows import EditionInfo, appearance_row, article_of, coder_of, edition_of, record_row
from .tables import appearances, articles, briefs, extractions, links, records

_PORTION = 500
"""Values in one statement."""

_ADVICE = {
    "sqlite": "name a file of a store, or a new one, in a folder that can be written",
    "postgresql": "check that the server is running, and the name, user and password in the address",
}


class StoreError(ConfigurationError):
    """The database cannot be opened or written; the text says which and why."""


class EventHistory(NamedTuple):
    """What is known of one record."""

    records: list[EventRecord]
    """The record, and those it is linked to, by day of publication."""
    links: list[tuple[str, str, str, date]]
    """(event, kind, other event, first edition that found it)."""
    editions: list[EditionInfo]
    """Editions that hold one of the records."""


class Store:
    """Open with `Store.open`; a context manager. Methods raise StoreError where the database fails."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """The database at a URL (`postgresql://…`, `sqlite:///…`) or in the file `where`, made or upgraded if need be.

        Raises StoreError: no such server, no right to write, not a database, or one of a later version.
        """
        try:
            engine = connect(str(where))
        except (ArgumentError, ImportError) as error:
            raise StoreError(f"{where}: cannot be opened: {error}") from None
        # Never the password.
        name = engine.url.render_as_string(hide_password=True)
        try:
            upgrade(engine)
        except (SQLAlchemyError, LookupError) as error:
            engine.dispose()
            todo = "; update the program" if isinstance(error, LookupError) else f"; {_ADVICE[engine.dialect.name]}"
            raise StoreError(f"{name}: cannot be opened: {_first_line(error)}{todo}") from None
        return cls(engine, name)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- articles and extractions -----------------------------------------------------------------------------------

    def add(self, article: Article, extraction: Extraction[EventDraft], *, coder: str | None = None) -> bool:
        """Keep an article and what was made of it; whether anything was new.

        `coder` names who coded (by default the model and prompt of the records). What a coder made of a text is kept
        once; only a failure is replaced, by a later success.
        """
        coder = coder or coder_of(extraction)
        now = datetime.now(UTC)
        with self._begin() as db:
            new = self._insert(db, articles, doc_id=article.doc_id, text=article.text, added_at=now)
            new |= self._insert(db, appearances, **appearance_row(article, now))
            return self._add_extraction(db, extraction, coder, now) or new

    def _add_extraction(self, db: Connection, extraction: Extraction[EventDraft], coder: str, now: datetime) -> bool:
        own = (extractions.c.doc_id == extraction.doc_id) & (extractions.c.coder == coder)
        if extraction.ok:
            db.execute(delete(extractions).where(own & extractions.c.failed))
        payload = extraction.model_dump_json(exclude={"events"})
        values = {"doc_id": extraction.doc_id, "coder": coder, "failed": not extraction.ok, "made_at": now}
        if not self._insert(db, extractions, **values, payload=payload):
            return False
        rows = [record_row(record, extraction.doc_id, coder, n) for n, record in enumerate(extraction.events)]
        if rows:
            db.execute(records.insert(), rows)
        return True

    def known(self, doc_ids: Sequence[str], *, coder: str | None = None) -> set[str]:
        """Those of `doc_ids` that were read with success (by `coder`, if given): they need not be read again."""
        found: set[str] = set()
        with self._begin() as db:
            for some in _portions(doc_ids):
                wanted = select(extractions.c.doc_id).where(extractions.c.doc_id.in_(some), ~extractions.c.failed)
                if coder is not None:
                    wanted = wanted.where(extractions.c.coder == coder)
                found |= set(db.execute(wanted).scalars())
        return found

    def items(
        self, *, since: date | None = None, until: date | None = None
    ) -> list[tuple[Article, Extraction[EventDraft]]]:
        """Articles published from `since` to `until` (both included), with the latest successful extraction of each,
        or the failure where there is none. Undated articles belong to the day they were added. Oldest first; a text
        that several outlets printed comes once for each.
        """
        wanted = (
            select(appearances, articles.c.text).join(articles).order_by(appearances.c.day, appearances.c.appearance_id)
        )
        if since is not None:
            wanted = wanted.where(appearances.c.day >= since)
        if until is not None:
            wanted = wanted.where(appearances.c.day <= until)
        with self._begin() as db:
            found = [article_of(row.about, row.text) for row in db.execute(wanted)]
            made = self._extractions(db, list({a.doc_id for a in found}))
        return [(a, made[a.doc_id]) for a in found if a.doc_id in made]

    def extractions(self, doc_ids: Sequence[str]) -> dict[str, Extraction[EventDraft]]:
        """By `doc_id` the extraction to use of each text that was read, or its failure."""
        with self._begin() as db:
            return self._extractions(db, doc_ids)

    def _extractions(self, db: Connection, doc_ids: Sequence[str]) -> dict[str, Extraction[EventDraft]]:
        """The extraction to use of each text: successes before failures, later before earlier."""
        order = (extractions.c.failed.desc(), extractions.c.made_at, extractions.c.coder)
        chosen: dict[str, Any] = {}
        events: dict[tuple[str, str], list[EventRecord]] = defaultdict(list)
        for some in _portions(doc_ids):
            of_these = extractions.c.doc_id.in_(some)
            chosen |= {r.doc_id: r for r in db.execute(select(extractions).where(of_these).order_by(*order))}
            rows = select(records).where(records.c.doc_id.in_(some)).order_by(records.c.number)
            for r in db.execute(rows):
                if chosen[r.doc_id].coder == r.coder:
                    events[r.doc_id, r.coder].append(EventRecord.model_validate_json(r.payload))
        return {
            doc_id: Extraction[EventDraft]
            .model_validate_json(r.payload)
            .model_copy(update={"events": events[doc_id, r.coder]})
            for doc_id, r in chosen.items()
        }

    # --- briefs -----------------------------------------------------------------------------------------------------

    def save_brief(self, brief: DailyBrief) -> int:
        """Keep a brief and the links of its records; its revision, or that of the last one if it says the same."""
        with self._begin() as db:
            last = db.execute(
                select(briefs.c.revision, briefs.c.payload)
                .where(briefs.c.edition_date == brief.edition_date)
                .order_by(briefs.c.revision.desc())
                .limit(1)
            ).first()
            if last is not None and _same(DailyBrief.model_validate_json(last.payload), brief):
                return int(last.revision)
            revision = last.revision + 1 if last else 1
            self._insert(
                db, briefs, edition_date=brief.edition_date, revision=revision, brief_id=brief.brief_id,
                generated_at=brief.generated_at, payload=brief.model_dump_json(),
            )  # fmt: skip
            for record in brief.records:
                for kind, others in record.relations.model_dump().items():
                    for other in others:
                        self._insert(
                            db, links, event_id=record.event_id, kind=kind, other_id=other,
                            edition_date=brief.edition_date,
                        )  # fmt: skip
        return revision

    def latest_brief(self, *, before: date | None = None, on: date | None = None) -> DailyBrief | None:
        """The last revision of the latest edition: earlier than `before`, or that of the day `on`."""
        wanted = select(briefs.c.payload).order_by(briefs.c.edition_date.desc(), briefs.c.revision.desc()).limit(1)
        if before is not None:
            wanted = wanted.where(briefs.c.edition_date < before)
        if on is not None:
            wanted = wanted.where(briefs.c.edition_date == on)
        with self._begin() as db:
            payload = db.execute(wanted).scalar()
        return None if payload is None else DailyBrief.model_validate_json(payload)

    def editions(self) -> list[EditionInfo]:
        """Every saved brief, newest first."""
        order = (briefs.c.edition_date.desc(), briefs.c.revision.desc())
        with self._begin() as db:
            return [edition_of(row) for row in db.execute(select(briefs).order_by(*order))]

    def history(self, event_id: str) -> EventHistory:
        """A record, everything linked to it directly or through others, and the editions that hold any of them.

        Raises KeyError where no record has that id.
        """
        with self._begin() as db:
            found = {event_id}
            rows: set[tuple[str, str, str, date]] = set()
            fresh = [event_id]
            while fresh:
                touching = links.c.event_id.in_(fresh) | links.c.other_id.in_(fresh)
                rows |= {tuple(r) for r in db.execute(select(links).where(touching))}
                reached = {i for row in rows for i in (row[0], row[2])}
                fresh, found = sorted(reached - found), found | reached
            payloads = db.execute(select(records.c.payload).where(records.c.event_id.in_(found))).scalars()
            told = {r.event_id: r for r in map(EventRecord.model_validate_json, payloads)}
            if event_id not in told:
                raise KeyError(event_id)
            infos = [
                edition_of(row)
                for row in db.execute(select(briefs).order_by(briefs.c.number))
                if found & {r.event_id for r in DailyBrief.model_validate_json(row.payload).records}
            ]
        ordered = sorted(told.values(), key=lambda r: (r.provenance.published or date.max, r.event_id))
        return EventHistory(ordered, sorted(rows, key=lambda row: (row[3], *row[:3])), infos)

    # --- inside -----------------------------------------------------------------------------------------------------

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {_first_line(error)}") from None

    def _insert(self, db: Connection, table: Table, **values: object) -> bool:
        """Insert a row unless its key is there; whether it was inserted."""
        insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        new = insert(table).values(**values).on_conflict_do_nothing().returning(next(iter(table.primary_key)))
        return db.execute(new).first() is not None


def _same(a: DailyBrief, b: DailyBrief) -> bool:
    """Whether two briefs say the same, whenever they were made."""
    own = {"generated_at", "brief_id"}
    return a.model_dump(exclude=own) == b.model_dump(exclude=own)


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """`keys` in portions: a statement takes a limited number of values."""
    return (keys[at : at + _PORTION] for at in range(0, len(keys), _PORTION))


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return next(iter(str(cause).strip().splitlines()), type(error).__name__)
