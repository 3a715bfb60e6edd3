"""What an article says about where it is set: its countries, the areas it names, and the settlements that are beyond doubt."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from summarizer.resolve.countries import countries_in, country_named, is_demonym
from summarizer.resolve.gazetteer.folding import strict_key
from summarizer.resolve.gazetteer.store import Gazetteer, Spot

SAME_KM = 12.0
"""Entries of one name closer than this are one place entered twice (a town and its fort)."""
CITY = 50_000
"""Inhabitants from which a town's name alone may tell its country."""
_LOCATIVE = (
    "in|at|near|from|to|into|of|outside|around|towards|toward|on|between|and|for|through|reached|left|entered|via"
    "|over|across|hit|shelled|seized|captured|took|town of|city of"
)
_PARTICLES = ("de", "du", "des", "da", "do", "al", "la")
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|az|ez|er|es|at|an)-")
_NAMED = re.compile(
    rf"(?:(?<![\w’'])(?:{_LOCATIVE})\s+(?:the\s+)?|^|[,(;/–]\s?|[’']s\s)"
    r"(?=((?:(?:al|el|as|ad|ar|az|ez|er|es|at|an)-)?[^\W\d_][\w’'-]*(?:\s+(?:(?:de|du|des|da|do|al|la)\s+)?[^\W\d_][\w’'-]*){0,3}))"
)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude), on a sphere (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


def one_place(spots: Sequence[Spot]) -> Spot | None:
    """The spot, where all are one place: same country, within `SAME_KM`; the largest then stands for it."""
    if not spots:
        return None
    best = max(spots, key=lambda s: (s.score, s.population))
    near = all(s.country == best.country and distance((s.lat, s.lon), (best.lat, best.lon)) <= SAME_KM for s in spots)
    return best if near else None


@dataclass
class Setting:
    """One article's places, read once; lookups of single places then share it."""

    sentences: Sequence[str]
    gazetteer: Gazetteer
    _by_sentence: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def countries_of(self, sentence: str) -> tuple[str, ...]:
        """Countries that one sentence names, most often first."""
        if sentence not in self._by_sentence:
            named = countries_in(sentence)
            self._by_sentence[sentence] = tuple(c for c, _ in Counter(named).most_common()) if named else ()
        return self._by_sentence[sentence]

    def rounds(self, name: str, sentence: str) -> list[Sequence[str]]:
        """Countries in which `name` of `sentence` may lie, the likeliest first.

        Those of the sentence, of the one before it (a heading, a dateline), of the article, and those that only its large
        towns give away: other towns, where the article names countries, so that no name vouches for itself.
        """
        at = self.sentences.index(sentence) if sentence in self.sentences else 0
        before = self.countries_of(self.sentences[at - 1]) if at else ()
        return [self.countries_of(sentence), before, tuple(self.counts), self._told_by_towns(name)]

    def _told_by_towns(self, name: str) -> tuple[str, ...]:
        key = strict_key(name)
        return tuple(c for c, keys in self.city_countries.items() if not self.counts or keys - {key})

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the article names each country."""
        return Counter(c for s in self.sentences for c in countries_in(s))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Runs of capitalised words that stand where places stand."""
        found: dict[str, None] = {}
        for sentence in self.sentences:
            for match in _NAMED.finditer(sentence):
                if name := _run(match[1]):
                    found[name] = None
        return tuple(found)

    @cached_property
    def city_countries(self) -> dict[str, set[str]]:
        """Countries that only the article's large towns give away, with those towns' keys: every settlement of that name and
        size is there."""
        out: dict[str, set[str]] = {}
        # Beside named countries only a town's own name counts: alternates make Mombasa of a small Mambasa.
        least = 1.0 if self.counts else 0.95
        for name in self.names:
            large = [s for s in self.gazetteer.spots(name) if s.population >= CITY and s.score >= least]
            if len({s.country for s in large}) == 1:
                out.setdefault(large[0].country, set()).add(strict_key(name))
        return {country: keys for country, keys in out.items() if country not in self.counts}

    @cached_property
    def anchors(self) -> dict[str, Spot]:
        """Settlements that the article leaves no doubt about, by strict key: the only one of the name in its countries."""
        out = {}
        within = {*self.counts, *self.city_countries}
        for name in self.names:
            spots = [s for s in self.gazetteer.spots(name) if s.country in within and s.score >= 0.95]
            if spot := one_place(spots):
                out[strict_key(name)] = spot
        return out

    @cached_property
    def areas(self) -> frozenset[int]:
        """Numbers of the first- and second-order areas that the article names, in its countries."""
        within = {*self.counts, *self.city_countries}
        return frozenset(a.id for name in self.names for a in self.gazetteer.areas(name) if a.country in within)

    def nearest(self, spot: Spot, *, apart_from: str) -> float:
        """Kilometres from `spot` to the nearest anchor of another name; infinite where there is none."""
        others: Iterable[Spot] = (a for key, a in self.anchors.items() if key != apart_from and a.id != spot.id)
        return min((distance((spot.lat, spot.lon), (a.lat, a.lon)) for a in others), default=math.inf)

    def stated(self, names: Iterable[str], words: str) -> bool:
        """Whether one sentence of the article holds both `words` and one of an area's `names`."""
        wanted = [re.compile(rf"(?<!\w){re.escape(n)}(?!\w)") for n in names if n]
        return any(words in s and any(w.search(s) for w in wanted) for s in self.sentences)


@lru_cache(maxsize=4096)
def _run(words: str) -> str | None:
    """The capitalised run at the start of `words`, particles inside it kept; null where it is a demonym or a country."""
    parts = words.split()
    last = -1
    for i, part in enumerate(parts):
        if _capital(part):
            last = i
            if part.endswith(("'s", "’s")):
                break
        elif part not in _PARTICLES or i == 0:
            break
    name = re.sub(r"[’']s?$", "", " ".join(parts[: last + 1]))
    return name if len(name) > 2 and not is_demonym(name) and not country_named(name) else None


def _capital(word: str) -> bool:
    return _ARTICLE.sub("", word).lstrip("‘’'")[:1].isupper()
