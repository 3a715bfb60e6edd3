"""Which of several settlements of one name is meant: by country, then by what the article names nearby; else none.

Population alone never decides: it may only choose inside the country that the text gives, and only by a wide margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.resolve.countries import country_named
from summarizer.resolve.gazetteer.context import Setting, distance, one_place
from summarizer.resolve.gazetteer.folding import plain, strict_key
from summarizer.resolve.gazetteer.store import Area, Gazetteer, Spot
from summarizer.resolve.gazetteer.supplement import Features

CONTAINED_KM = 60.0
"""A place "in" a town's district lies within this distance of the town."""
NEARBY_KM = 120.0
"""A homonym this near to another place of the article is favoured, if the rivals are twice as far."""
PLAUSIBLE_KM = 200.0
"""A small place further than this from everything else that the article names is more likely a namesake."""
SMALL = 15_000
DOMINANT, MARGIN = 30_000, 10
"""Inside one known country a town of 30,000 stands for its name where no namesake has a tenth of its people."""
LARGE = 100_000
"""Inhabitants from which the only town of a name may be meant where the article names no country at all."""


@dataclass(frozen=True)
class Container:
    """What a place is said to lie in: "in Tavush province", "Lebanon", "Ver."."""

    countries: frozenset[str]
    areas: frozenset[int]
    towns: tuple[Spot, ...]
    short: str | None = None
    """An abbreviation of an area's name, folded."""

    @classmethod
    def named(cls, words: str, gazetteer: Gazetteer) -> Container | None:
        """What the words name; null where nothing is known under them."""
        if iso3 := country_named(words):
            return cls(frozenset({iso3}), frozenset(), ())
        if words.endswith(".") and len(words) <= 6:
            return cls(frozenset(), frozenset(), (), plain(words))
        areas = frozenset(a.id for a in gazetteer.areas(words))
        towns = tuple(s for s in gazetteer.spots(words) if s.score >= 0.95)
        return cls(frozenset(), areas, towns) if areas or towns else None

    def holds(self, spot: Spot, gazetteer: Gazetteer) -> bool:
        """Whether `spot` lies in it."""
        if spot.country in self.countries or {spot.admin1, spot.admin2} & self.areas:
            return True
        if self.short and (area := gazetteer.area(spot.admin1)):
            return plain(area.name).startswith(self.short)
        return any(_apart(spot, t) <= CONTAINED_KM and t.country == spot.country for t in self.towns)


def _apart(a: Spot, b: Spot) -> float:
    return distance((a.lat, a.lon), (b.lat, b.lon))


def candidates(name: str, gazetteer: Gazetteer, supplement: Features) -> tuple[Spot, ...]:
    """Settlements of that name, and of the spellings that the supplement gives for it."""
    found = {s.id: s for s in gazetteer.spots(name)}
    for country, known in supplement.spellings(name).items():
        for spot in gazetteer.spots(known):
            if spot.country == country and spot.score >= 0.9:
                found[spot.id] = spot
    return tuple(found.values())


def best_matches(spots: Iterable[Spot]) -> list[Spot]:
    """The spots whose name is as written; only where there is none, those of another transliteration."""
    kept = list(spots)
    return [s for s in kept if s.score >= 0.95] or kept


def choose(
    name: str, spots: Sequence[Spot], sentence: str, setting: Setting, containers: Sequence[Container]
) -> Spot | None:
    """The settlement meant by `name`, or null where the text does not decide."""
    if containers:
        spots = best_matches(s for s in spots if all(c.holds(s, setting.gazetteer) for c in containers))
        return _decided(name, spots, sentence, setting)
    for countries in setting.rounds(name, sentence):
        if within := best_matches(s for s in spots if s.country in countries):
            spot = _decided(name, within, sentence, setting)
            return spot if spot and _plausible(name, spot, setting) else None
    alone = None if setting.counts else one_place(best_matches(spots))
    return alone if alone and alone.population >= LARGE and alone.score == 1.0 else None


def _decided(name: str, spots: Sequence[Spot], sentence: str, setting: Setting) -> Spot | None:
    """One of several in the countries of the text: same spot, named area, nearness, then size inside one country."""
    if spot := one_place(spots):
        return spot
    if not spots:
        return None
    exact = [s for s in spots if s.score == max(t.score for t in spots)]
    named = [s for s in spots if {s.admin1, s.admin2} & setting.areas - _own(name, setting)]
    if spot := one_place(named):
        return spot
    if spot := _nearest(name, named or spots, setting):
        return spot
    return _dominant(spots) or (one_place(exact) if exact and exact[0].score == 1.0 and _only_named(exact) else None)


def _own(name: str, setting: Setting) -> frozenset[int]:
    """Areas that bear the place's own name: naming the place does not name them."""
    return frozenset(a.id for a in setting.gazetteer.areas(name))


def _nearest(name: str, spots: Sequence[Spot], setting: Setting) -> Spot | None:
    key = strict_key(name)
    ranked = sorted((setting.nearest(s, apart_from=key), i) for i, s in enumerate(spots))
    first = spots[ranked[0][1]]
    rivals = [d for d, i in ranked[1:] if one_place([first, spots[i]]) is None]
    near = ranked[0][0] <= NEARBY_KM and all(d >= 2 * ranked[0][0] for d in rivals)
    return first if near else None


def _dominant(spots: Sequence[Spot]) -> Spot | None:
    """The town that its name stands for inside one country."""
    ranked = sorted(spots, key=lambda s: s.population, reverse=True)
    rivals = [s for s in ranked[1:] if one_place([ranked[0], s]) is None]
    if len({s.country for s in spots}) > 1 or ranked[0].population < DOMINANT:
        return None
    return ranked[0] if all(s.population * MARGIN <= ranked[0].population for s in rivals) else None


def _only_named(spots: Sequence[Spot]) -> bool:
    return len({s.country for s in spots}) == 1


def _plausible(name: str, spot: Spot, setting: Setting) -> bool:
    """A small place stands near something else that the article names, or in an area that it names, or alone."""
    if spot.population >= SMALL:
        return True
    near = setting.nearest(spot, apart_from=strict_key(name))
    named = {spot.admin1, spot.admin2} & (setting.areas - _own(name, setting))
    return bool(named) or near <= PLAUSIBLE_KM or (spot.score >= 0.95 and near == float("inf"))


def choose_area(
    name: str, setting: Setting, sentence: str, containers: Sequence[Container], levels: tuple[int, ...], *, bare: bool
) -> Area | None:
    """The only area of a name in the first of these that holds one: what it is said to lie in, its sentence, the article.

    A `bare` name, which nothing calls an area, is none where a town of another of those countries may be meant.
    """
    areas = list(setting.gazetteer.areas(name))
    said = frozenset(c for box in containers for c in box.countries)
    inside = frozenset(a for box in containers for a in box.areas)
    if inside:
        areas = [a for a in areas if a.parent in inside or a.id in inside]
    towns = [s for s in setting.gazetteer.spots(name) if s.score >= 0.95] if bare else []
    rounds = [said] if said else setting.rounds(name, sentence)
    for countries in rounds:
        for level in levels:
            found = [a for a in areas if a.level == level and a.country in countries]
            if len(found) == 1:
                abroad = any(t.country in countries and t.country != found[0].country for t in towns)
                return None if abroad else found[0]
    return None
