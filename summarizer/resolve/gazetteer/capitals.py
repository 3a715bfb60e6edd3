"""Capitals of first-order areas: the point that ACLED's rule takes for an event known only to a province. Exports alone use it."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from summarizer.resolve.gazetteer.areas import area_key
from summarizer.resolve.gazetteer.choice import best_matches
from summarizer.resolve.gazetteer.context import one_place
from summarizer.resolve.gazetteer.folding import loose_key
from summarizer.resolve.gazetteer.store import Gazetteer, Spot


@cache
def _table() -> dict[tuple[str, str], str]:
    text = (resources.files("summarizer.resolve.gazetteer") / "capitals.json").read_text(encoding="utf-8")
    rows = json.loads(text)["capitals"]
    return {(iso3, loose_key(area_key(area))): town for iso3, areas in rows.items() for area, town in areas.items()}


def capital_of(country_iso3: str, admin1: str, gazetteer: Gazetteer) -> Spot | None:
    """The capital of a first-order area: the listed one, else the area's only town of its own name; null where unsure."""
    key = loose_key(area_key(admin1))
    areas = {a.id for a in gazetteer.areas(admin1) if a.country == country_iso3 and a.level == 1}
    town = _table().get((country_iso3, key))
    named = [s for s in gazetteer.spots(town or admin1) if s.country == country_iso3]
    # A listed capital may lie outside its area: Addis Ababa is Oromia's.
    spots = best_matches(s for s in named if s.admin1 in areas) or best_matches(named if town else ())
    alone = one_place(spots)
    if alone or not spots:
        return alone
    largest = sorted(spots, key=lambda s: s.population, reverse=True)
    return largest[0] if largest[0].population >= 10 * max(largest[1].population, 1) else None
