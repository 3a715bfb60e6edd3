"""Countries of a text: names, demonyms and capitals, found by code; ISO numbers and ACLED regions for exports."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer.lexicon import any_of, first_letters


@dataclass(frozen=True, slots=True)
class Country:
    """One country. `numeric` is ISO 3166-1 (Syria 760), null for Kosovo, which ISO does not list."""

    iso3: str
    name: str
    names: tuple[str, ...]
    parts: tuple[str, ...]
    """Parts whose name tells the country without being its name: West Bank."""
    people: tuple[str, ...]
    """Words for its people and things: Syrian."""
    capitals: tuple[str, ...]
    region: str
    """Region under which ACLED files the country."""
    numeric: int | None


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-3 code (XKX: Kosovo)."""
    import pycountry

    text = (resources.files("summarizer.resolve") / "countries.json").read_text(encoding="utf-8")
    out = {}
    for iso3, row in json.loads(text)["countries"].items():
        listed = pycountry.countries.get(alpha_3=iso3)
        out[iso3] = Country(
            iso3,
            row["names"][0],
            tuple(row["names"]),
            tuple(row["parts"]),
            tuple(row["people"]),
            tuple(row["capitals"]),
            row["region"],
            int(listed.numeric) if listed else None,
        )
    return out


def country(iso3: str | None) -> Country | None:
    """The country of a code, null where there is none."""
    return countries().get(iso3) if iso3 else None


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, str], re.Pattern[str]]:
    names = {n: c.iso3 for c in countries().values() for n in c.names}
    people: dict[str, str] = {}
    for c in countries().values():
        for word in c.people:
            people[word] = c.iso3
            people.setdefault(word + "s", c.iso3)
    hints = {n: c.iso3 for c in countries().values() for n in (*c.parts, *c.capitals)}
    known = {*names, *people, *hints}
    pattern = re.compile(rf"{first_letters(known)}(?<![\w-])(?:{any_of(known)})(?!\w)")
    return names, people, hints, pattern


def countries_in(text: str) -> list[str]:
    """ISO codes of the countries that `text` names by name, demonym or capital, as often as it does; case matters.

    "South Sudanese" is one country, not two; "Washington" counts though it may be the state, so a hit is evidence, not proof.
    """
    names, people, hints, pattern = _words()
    text = text.replace("’", "'")
    found = (m.group() for m in pattern.finditer(text))
    return [names.get(w) or people.get(w) or hints[w] for w in found]


def country_named(words: str) -> str | None:
    """ISO code where `words` are a country's name and nothing else ("the Netherlands")."""
    return _words()[0].get(re.sub(r"^[Tt]he ", "", words.replace("’", "'")))


def is_demonym(word: str) -> bool:
    """Whether `word` is a demonym such as "Syrian"."""
    return word in _words()[1]
