"""What an article takes on disk: `python -m evals.bench.storing`.

The gold articles are extracted from a scripted server that answers with the coders' events, and kept in each form that
the project has. Told are bytes an article, databases packed and what an empty one takes left out, and milliseconds of
processor time to write it.

    results     one JSON line an article, as `summarizer extract` writes it
    compressed  the same lines through gzip
    store       the SQLite database of `--store`: text, appearance, extraction and records, with their indexes
    replies     the local cache of replies, which its size cap bounds
"""

from __future__ import annotations

import argparse
import gzip
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.bench.tokens import Told, gold_articles
from summarizer import Article, Extraction, Summarizer
from summarizer.schemas import EventDraft
from summarizer.store import Store
from summarizer.testing import ScriptedServer


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    argparse.ArgumentParser(prog="python -m evals.bench.storing", description="Bytes an article.").parse_args(argv)
    told = gold_articles(None)
    count, events = len(told), sum(len(t.events) for t in told)
    chars = sum(len(t.article.text) for t in told) / count
    title = f"{count} articles of {chars:,.0f} characters and {events / count:.1f} events"
    table = Table("kept in", "bytes an article", "ms an article", title=title)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = _extracted(told, folder)
        start = time.process_time()
        lines = b"".join(result.model_dump_json().encode() + b"\n" for _, result in pairs)
        written = time.process_time() - start
        table.add_row("results", f"{len(lines) / count:,.0f}", f"{written / count * 1000:.1f}")
        table.add_row("compressed", f"{len(gzip.compress(lines)) / count:,.0f}", "")
        with Store.open(folder / "news.db") as store:
            empty, start = _packed(folder / "news.db"), time.process_time()
            for article, result in pairs:
                store.add(article, result)
            written = time.process_time() - start
        size = _packed(folder / "news.db") - empty
        table.add_row("store", f"{size / count:,.0f}", f"{written / count * 1000:.1f}")
        table.add_row("replies", f"{_packed(folder / 'replies.sqlite') / count:,.0f}", "")
    Console().print(table)
    return 0


def _extracted(told: Sequence[Told], folder: Path) -> list[tuple[Article, Extraction[EventDraft]]]:
    """Each article with its result, as a hosted model that answers like the coders would give it."""
    with ScriptedServer() as server, Summarizer(server.settings(cache_dir=folder)) as summarizer:
        pairs = []
        for one in told:
            server.enqueue({"records": one.events})
            pairs.append((one.article, summarizer.extract(one.article)))
    return pairs


def _packed(path: Path) -> int:
    """Bytes of a SQLite file without free pages and journal."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM")
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
