"""Speed and memory of places: `python -m evals.bench.places`.

Prints bare look-ups of a name, whole resolutions (words of a place in an article), each per second, and the memory that the
process holds in all. The names are drawn from the gazetteer itself, as many again that it does not know, in random order;
the article is read once, as it is in a run.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import time
from pathlib import Path

from summarizer.resolve.gazetteer.store import compiled
from summarizer.resolve.places import Places
from summarizer.schemas.event import Location

TEXT = (
    "Shells fell on Manbij and on villages near Azaz, in the Syrian province of Aleppo.",
    "Trucks left Idlib for Saraqib and al-Bab.",
    "A patrol turned back on the M4 highway near Ariha.",
)
PLACES = (
    "Manbij",
    "villages near Azaz",
    "al-Bab",
    "Saraqib",
    "the M4 highway",
    "near Ariha",
    "Aleppo province",
    "Tel Marwan",
)


def resident_mb() -> float:
    """Memory that this process holds, in MB (2^20 bytes): of now on Linux, the peak elsewhere on Unix."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def drawn(path: Path, count: int) -> list[str]:
    """Names of the gazetteer, and as many that it lacks, in random order (seed 0)."""
    database = sqlite3.connect(path)
    try:
        rows = database.execute("SELECT name FROM spot ORDER BY id % 9973, id LIMIT ?", (count // 2,)).fetchall()
    finally:
        database.close()
    known = [row[0] for row in rows]
    names = known + [f"{name[::-1].title()} {name[:3]}" for name in known]
    random.Random(0).shuffle(names)
    return names


def main() -> int:
    """Measure and print; exit status 1 where the bar (5,000 a second, 60 MB) is missed."""
    parser = argparse.ArgumentParser(description="Speed and memory of places.")
    parser.add_argument("--cache-dir", type=Path, default=None, help="holds the compiled gazetteer")
    parser.add_argument("--count", type=int, default=20_000, help="look-ups")
    args = parser.parse_args()
    if args.cache_dir is None:
        from summarizer.settings import Settings

        args.cache_dir = Settings().cache_dir
    places = Places(args.cache_dir)
    names = drawn(compiled(args.cache_dir), args.count)
    gazetteer = places.gazetteer
    if gazetteer is None:
        print("the gazetteer is not installed: pip install 'news-event-summarizer[places]'", file=sys.stderr)
        return 2
    began = time.perf_counter()
    found = sum(bool(gazetteer.spots(name)) for name in names)
    lookups = len(names) / (time.perf_counter() - began)
    repeats = max(args.count // len(PLACES), 1)
    began = time.perf_counter()
    for _ in range(repeats):
        for words in PLACES:
            places.resolve(Location(raw=words), TEXT[0], TEXT)
    resolutions = repeats * len(PLACES) / (time.perf_counter() - began)
    memory = resident_mb()
    print(f"look-ups of a name   {lookups:10,.0f} a second ({len(names):,} names, {found:,} known)")
    print(f"whole resolutions    {resolutions:10,.0f} a second")
    print(f"memory, whole process{memory:10.1f} MB (process {os.getpid()})")
    return int(lookups < 5000 or memory > 60)


if __name__ == "__main__":
    sys.exit(main())
