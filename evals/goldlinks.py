"""Which gold events of different articles are one event: `gold/links.json`, loaded and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from evals.goldset import FOLDER, GoldError

Pair = frozenset[str]


@dataclass(frozen=True)
class GoldLinks:
    """Pairs are of event names "ARTICLE/EVENT" of different articles."""

    clusters: tuple[frozenset[str], ...]
    """Events told by two or more articles."""
    together: frozenset[Pair]
    either: frozenset[Pair]
    """A fair reader may join them or not: not scored."""
    hard: frozenset[Pair]
    """Pairs that are easily taken for one event and are not."""
    same_article: frozenset[Pair] = frozenset()
    """Pairs of one article, where the names do not tell."""

    def apart(self, names: Iterable[str]) -> frozenset[Pair]:
        """All pairs of the named events, of different articles, that must stay apart."""
        pairs = (frozenset(p) for p in combinations(sorted(names), 2) if _article(p[0]) != _article(p[1]))
        unscored = self.together | self.either | self.same_article
        return frozenset(p for p in pairs if p not in unscored)


def _article(name: str) -> str:
    return name.partition("/")[0]


def load_links(known: Iterable[str], path: Path = FOLDER / "links.json") -> GoldLinks:
    """The links between the events of `known` names; clusters and pairs that hold other events lose these.

    Raises:
        GoldError: a pair is listed as one event and as two.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    names = set(known)
    clusters, together, either = [], set(), set()
    for cluster in data["clusters"]:
        events = frozenset(cluster["events"]) & names
        if len(events) > 1:
            clusters.append(events)
        together |= _pairs(events)
        either |= _pairs(events | (frozenset(cluster["either"]) & names)) - _pairs(events)
    hard = {frozenset(entry["pair"]) for entry in data["apart"]}
    wrong = sorted(sorted(p) for p in hard & (together | either))
    if wrong:
        raise GoldError(f"{path}: listed as one event and as two: {wrong}")
    return GoldLinks(
        tuple(clusters), frozenset(together), frozenset(either - together), frozenset(p for p in hard if p <= names)
    )


def _pairs(events: Iterable[str]) -> set[Pair]:
    return {frozenset(p) for p in combinations(sorted(events), 2) if _article(p[0]) != _article(p[1])}
