"""What was read and told lasts, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from summarizer.briefing import build_brief
from summarizer.schemas import EventClass
from summarizer.schemas.brief import DailyBrief
from summarizer.store import Store, StoreError
from summarizer.store.connect import connect
from summarizer.store.tables import metadata
from tests.factories import PUBLISHED, article, event, extraction, failed

STRIKE = article("Jets bombed Marden on Monday, said the mayor of Ağrı.", url="https://harbour.example/1")
STRIKE_READ = extraction(STRIKE, event(STRIKE, EventClass.AIR_STRIKE, by=["Jets"], place="Marden", country="TUR"))
QUIET = article("The ferry runs again.", source="Coast Wire", published=PUBLISHED - timedelta(days=3))


def brief(*pairs: object, day: date = PUBLISHED) -> DailyBrief:
    made = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return build_brief(list(pairs), edition_date=day, generated_at=made)  # type: ignore[arg-type]


def test_what_is_added_comes_back_to_the_letter(store: Store) -> None:
    assert store.add(STRIKE, STRIKE_READ)
    assert store.items() == [(STRIKE, STRIKE_READ)]


def test_adding_the_same_again_changes_nothing(store: Store) -> None:
    store.add(STRIKE, STRIKE_READ)
    before = store.items()
    assert not store.add(STRIKE, STRIKE_READ)
    assert store.items() == before


def test_a_text_that_two_outlets_print_is_one_text_with_two_appearances(store: Store) -> None:
    reprint = STRIKE.model_copy(update={"source": "Coast Wire"})
    store.add(STRIKE, STRIKE_READ)
    assert store.add(reprint, STRIKE_READ)
    assert sorted(a.source or "" for a, _ in store.items()) == ["Coast Wire", "Harbour Post"]


def test_a_period_is_chosen_by_the_day_of_publication(store: Store) -> None:
    store.add(STRIKE, STRIKE_READ)
    store.add(QUIET, extraction(QUIET))
    assert [a for a, _ in store.items(since=PUBLISHED)] == [STRIKE]
    assert [a for a, _ in store.items(until=PUBLISHED - timedelta(days=1))] == [QUIET]
    assert [a for a, _ in store.items()] == [QUIET, STRIKE]


def test_an_undated_article_belongs_to_the_day_it_was_added(store: Store) -> None:
    undated = article("The ferry runs again.", published=None)
    store.add(undated, extraction(undated))
    today = datetime.now(UTC).date()
    assert [a for a, _ in store.items(since=today - timedelta(days=1))] == [undated]


def test_a_failure_is_kept_until_the_article_is_read(store: Store) -> None:
    store.add(STRIKE, failed(STRIKE))
    assert store.known([STRIKE.doc_id]) == set()
    assert store.items()[0][1].error is not None
    assert store.add(STRIKE, STRIKE_READ)
    assert store.known([STRIKE.doc_id]) == {STRIKE.doc_id}
    assert store.items() == [(STRIKE, STRIKE_READ)]


def test_a_later_failure_does_not_hide_what_was_read(store: Store) -> None:
    store.add(STRIKE, STRIKE_READ)
    store.add(STRIKE, failed(STRIKE))
    assert store.items() == [(STRIKE, STRIKE_READ)]


def test_two_coders_of_one_text_are_kept_apart_and_the_later_is_used(store: Store) -> None:
    other = extraction(STRIKE, event(STRIKE, EventClass.SHELLING_MISSILE, place="Marden"))
    store.add(STRIKE, STRIKE_READ, coder="model a")
    store.add(STRIKE, other, coder="model b")
    assert store.items() == [(STRIKE, other)]
    assert store.known([STRIKE.doc_id], coder="model a") == {STRIKE.doc_id}
    assert store.known([STRIKE.doc_id], coder="model c") == set()


@pytest.mark.parametrize(
    "odd",
    ["nul \x00 inside", "\u202e turned", "ı İ ğ “quoted” عفرين 🚨"],
)
def test_any_text_survives(store: Store, odd: str) -> None:
    strange = article(odd, source=odd, title=odd)
    store.add(strange, extraction(strange, warnings=[odd]))
    assert store.items() == [(strange, extraction(strange, warnings=[odd]))]


def test_many_articles_are_found_at_once(store: Store) -> None:
    many = [article(f"Shell number {n} fell.") for n in range(1203)]
    for one in many[:1200]:
        store.add(one, extraction(one))
    assert len(store.known([a.doc_id for a in many])) == 1200
    assert len(store.items()) == 1200


def test_the_latest_edition_before_a_day(store: Store) -> None:
    for back in (3, 2, 1):
        store.save_brief(brief((STRIKE, STRIKE_READ), day=PUBLISHED - timedelta(days=back)))
    found = store.latest_brief(before=PUBLISHED - timedelta(days=1))
    assert found is not None
    assert found.edition_date == PUBLISHED - timedelta(days=2)
    assert store.latest_brief(before=PUBLISHED - timedelta(days=3)) is None


def test_a_second_run_on_one_day_updates_the_edition(store: Store) -> None:
    first, second = brief((STRIKE, STRIKE_READ)), brief((STRIKE, STRIKE_READ), (QUIET, extraction(QUIET)))
    assert store.save_brief(first) == 1
    assert store.save_brief(first.model_copy(update={"generated_at": datetime.now(UTC)})) == 1
    assert store.save_brief(second) == 2
    assert store.latest_brief(on=PUBLISHED) == second
    assert [(e.edition_date, e.revision) for e in store.editions()] == [(PUBLISHED, 2), (PUBLISHED, 1)]


def test_the_history_of_a_record_follows_its_links(store: Store) -> None:
    later = article(
        "Jets bombed Marden on Monday; the toll rose.", source="Coast Wire", published=PUBLISHED + timedelta(days=1)
    )
    newer = event(later, EventClass.AIR_STRIKE, by=["Jets"], place="Marden")
    newer.relations.supersedes.append(STRIKE_READ.events[0].event_id)
    read = extraction(later, newer)
    store.add(STRIKE, STRIKE_READ)
    store.add(later, read)
    made = brief((STRIKE, STRIKE_READ), (later, read), day=PUBLISHED + timedelta(days=1))
    made.records[:] = [STRIKE_READ.events[0], newer]
    store.save_brief(made)
    told = store.history(STRIKE_READ.events[0].event_id)
    assert [r.event_id for r in told.records] == [STRIKE_READ.events[0].event_id, newer.event_id]
    assert (newer.event_id, "supersedes", STRIKE_READ.events[0].event_id, made.edition_date) in told.links
    assert [e.brief_id for e in told.editions] == [made.brief_id]


def test_a_record_that_nobody_coded_has_no_history(store: Store) -> None:
    with pytest.raises(KeyError):
        store.history("none")


def test_what_was_kept_is_there_when_it_is_opened_again(where: str) -> None:
    with Store.open(where) as first:
        first.add(STRIKE, STRIKE_READ)
    with Store.open(where) as second:
        assert second.items() == [(STRIKE, STRIKE_READ)]


def test_several_writers_at_once_lose_nothing(where: str) -> None:
    many = [article(f"Shell number {n} fell.") for n in range(40)]

    def write(some: int) -> None:
        with Store.open(where) as own:
            for one in many[some::4]:
                own.add(one, extraction(one))
                own.add(STRIKE, STRIKE_READ)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with Store.open(where) as store:
        assert len(store.items()) == 41


def test_a_new_file_that_another_program_is_writing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        # Read, then write: the state in which SQLite refuses a change of the journal without waiting.
        other.execute("CREATE TABLE theirs (n)")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO theirs VALUES (1)")
        with ThreadPoolExecutor(1) as pool:
            opened = pool.submit(Store.open, path)
            time.sleep(0.3)
            other.execute("COMMIT")
            opened.result().close()


def test_the_steps_lead_to_the_schema_of_the_tables(where: str) -> None:
    with Store.open(where):
        engine = connect(where)
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        engine.dispose()


def test_a_database_of_a_later_version_is_refused(where: str) -> None:
    with Store.open(where):
        pass
    engine = connect(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="step 9999"):
        Store.open(where)


def test_a_kill_in_the_middle_of_a_write_leaves_whole_articles(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom summarizer.store import Store\nfrom summarizer import Article, Extraction\n"
        "store = Store.open(sys.argv[1])\n"
        "for n in range(10_000):\n"
        "    a = Article(text=f'Shell number {n} fell.')\n    store.add(a, Extraction(doc_id=a.doc_id))\n    print(n, flush=True)\n"
    )
    path = tmp_path / "news.db"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
    with Store.open(path) as store:
        assert len(store.items()) >= len(told)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database, but long enough to look at" * 30, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt: cannot be opened"):
        Store.open(path)


def test_a_password_is_never_told() -> None:
    with pytest.raises(StoreError) as error:
        Store.open("postgresql://desk:geheim-7@127.0.0.1:9/news?connect_timeout=1")
    assert "geheim-7" not in str(error.value)
