"""What a gazetteer of settlements lacks: mountains, roads, rivers, crossings, fronts and regions, from `supplement.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import ConfigurationError
from summarizer.resolve.datafiles import users
from summarizer.resolve.gazetteer.folding import loose_key, strict_key
from summarizer.schemas.codebook_parts import PlacePrecision


class Feature(BaseModel):
    """One entry: where it lies, how exact that is, and who says so. No point unless `lat` and `lon` are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    also: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    admin1: str | None = None
    precision: PlacePrecision
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    note: str = ""
    source: str


class Spelling(BaseModel):
    """A usual spelling of a settlement, and the one under which the gazetteer knows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    spelling: str
    country: str
    known_as: str


class Supplement(BaseModel):
    """A file of features and spellings."""

    model_config = ConfigDict(extra="forbid")

    about: str = ""
    features: list[Feature] = []
    spellings: list[Spelling] = []

    def joined(self, other: Supplement) -> Supplement:
        """This supplement with `other` before it: a user's entry wins over the shipped one of the same name."""
        return Supplement(features=[*other.features, *self.features], spellings=[*other.spellings, *self.spellings])


class Features:
    """Look-ups in a supplement."""

    def __init__(self, supplement: Supplement) -> None:
        self._features: dict[str, list[Feature]] = {}
        for feature in supplement.features:
            for key in {_key(n) for n in (feature.name, *feature.also)}:
                self._features.setdefault(key, []).append(feature)
        self._spellings = {(_key(s.spelling), s.country): s.known_as for s in supplement.spellings}

    def feature(self, name: str, countries: Iterable[str]) -> Feature | None:
        """The entry of that name in one of `countries`, or one that lies in no single country."""
        within = set(countries)
        found = self._features.get(_key(name), [])
        return next((f for f in found if not f.countries or within & set(f.countries)), None)

    def spellings(self, name: str) -> dict[str, str]:
        """The gazetteer's spelling of `name`, by country."""
        key = _key(name)
        return {country: known for (spelling, country), known in self._spellings.items() if spelling == key}


def _key(name: str) -> str:
    return loose_key(strict_key(name))


def read_supplement(path: Path) -> Supplement:
    """A user's supplement (JSON, YAML or TOML). Raises ConfigurationError naming the file and what is wrong with it."""
    try:
        return Supplement.model_validate(users(path))
    except ValidationError as error:
        raise ConfigurationError(f"{path}: no usable supplement of places: {error}") from error


@lru_cache(maxsize=8)
def features(extra: Path | None = None) -> Features:
    """The shipped supplement, with a user's file before it."""
    text = (resources.files("summarizer.resolve.gazetteer") / "supplement.json").read_text(encoding="utf-8")
    shipped = Supplement.model_validate(json.loads(text))
    return Features(shipped.joined(read_supplement(extra)) if extra else shipped)
