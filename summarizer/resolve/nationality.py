"""Whose an actor is: the countries that its words belong to, and those that only back it ("Iranian-backed militias").

A word that several countries share ("Congolese") names a country only where the article settles which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.lexicon import any_of, first_letters
from summarizer.resolve.countries import countries

_SHARED = {
    "Congo": "COD COG",
    "Congolese": "COD COG",
    "Korean": "KOR PRK",
    "Koreans": "KOR PRK",
    "Dominican": "DOM DMA",
}
_MORE = {
    "Turk": "TUR", "Turks": "TUR", "Serb": "SRB", "Serbs": "SRB", "Croat": "HRV", "Croats": "HRV", "Briton": "GBR",
    "Britons": "GBR", "Dane": "DNK", "Danes": "DNK", "Finn": "FIN", "Finns": "FIN", "Pole": "POL", "Poles": "POL",
    "Spaniard": "ESP", "Spaniards": "ESP", "Swede": "SWE", "Swedes": "SWE", "Azeri": "AZE", "Azeris": "AZE",
    "Kazakh": "KAZ", "Kazakhs": "KAZ", "U.K.": "GBR", "U.S.A.": "USA", "U.A.E.": "ARE", "D.R. Congo": "COD",
    "Russian Federation": "RUS", "Islamic Republic of Iran": "IRN", "Syrian Arab Republic": "SYR", "Emirates": "ARE",
    "Burma": "MMR", "Ivory Coast": "CIV", "Swiss": "CHE",
}  # fmt: skip
_FIRST_NAMES = frozenset({"Jordan", "Chad", "Georgia"})
_SURNAME = re.compile(r" [A-Z][a-z]")
_SEP = r"[-\u2010-\u2013 ]"
_BACK = r"backed|supported|sponsored|funded|financed"
_LINKED = re.compile(
    rf"(?:{_SEP}(?:{_BACK}|armed|trained|led|run|linked|allied|aligned|affiliated|made|built|speaking|born|based|controlled"
    r"|held|occupied|administered|mediated|brokered|supplied|designed|owned|majority)\b)"
)
_BACKED = re.compile(rf"{_SEP}(?:{_BACK})\b")
_AGAINST = re.compile(rf"\b(?:pro|anti|non|ex){_SEP}$|\b(?:Latin|Native|former|formerly) $", re.IGNORECASE)
_BACKED_BY = re.compile(rf"\b(?:{_BACK})\s+by\s+(?:(?:the|both|either)\s+)?$")
_LISTED = re.compile(rf"\b(?:{_BACK})\s+by\s+[^,.;]*\band\s+(?:the\s+)?$")
_TAIL = re.compile(
    r"(?<=\w)\s+(?:in|near|at|around|outside|inside|across|along|on|off|inland|toward|towards|to|into|against|over)\s.*$",
    re.DOTALL,
)
"""From a preposition of place on, words no longer say whose the actor is: "US troops in Niger"."""


class CountryWord(NamedTuple):
    """A word of a text that names one country; `text[start:end]` is the word."""

    iso3: str
    start: int
    end: int


def head_of(words: str) -> str:
    """The words up to a preposition of place."""
    return _TAIL.sub("", words)


def country_words(text: str, context: Iterable[str] = ()) -> list[CountryWord]:
    """Every name, adjective or inhabitant word of a country in `text`, capitals left out; a shared word only where
    `context` (ISO3 codes) settles it."""
    known, settled = frozenset(context), []
    for codes, start, end in _candidates(text):
        codes = codes if len(codes) == 1 else codes & known
        if len(codes) == 1:
            settled.append(CountryWord(next(iter(codes)), start, end))
    return settled


@lru_cache(maxsize=512)  # several rules ask about each actor's words, and every event about its article
def _candidates(text: str) -> tuple[tuple[frozenset[str], int, int], ...]:
    """Every word of a country in `text`, with the codes that it may stand for and where it stands."""
    plain = text.replace("’", "'")
    return tuple(
        (_words()[match.group()], match.start(), match.end())
        for match in _pattern().finditer(plain)
        if not (match.group() in _FIRST_NAMES and _SURNAME.match(plain, match.end()))
    )


def own_countries(words: str, context: Iterable[str] = ()) -> list[str]:
    """Countries that an actor's words say it belongs to; not those that back it, lead it or oppose it."""
    head = head_of(words)
    return list(dict.fromkeys(word.iso3 for word in country_words(head, context) if _belongs(head, word)))


def _belongs(text: str, word: CountryWord) -> bool:
    before = text[: word.start]
    return not (
        _LINKED.match(text, word.end) or _AGAINST.search(before) or _BACKED_BY.search(before) or _LISTED.search(before)
    )


def backers(words: str, context: Iterable[str] = ()) -> list[str]:
    """Countries that the words say back the actor: "Iranian-backed militias", "a faction backed by Turkey"."""
    found = [
        word.iso3
        for word in country_words(words, context)
        if _BACKED.match(words, word.end)
        or _BACKED_BY.search(words[: word.start])
        or _LISTED.search(words[: word.start])
    ]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=16)  # every event of an article asks
def article_countries(text: str) -> frozenset[str]:
    """Countries that an article names; a shared word counts as one of them only if a plain one settles it."""
    return frozenset(word.iso3 for word in country_words(text) if _belongs(text, word))


def capital_of(words: str) -> str | None:
    """The country whose capital `words` are, and nothing else: "Ankara" for Turkey's government."""
    return _capitals().get(words.strip())


def is_country_word(word: str) -> bool:
    """Whether a single word names a country or its people."""
    return word in _words()


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for country in countries().values():
        for word in (*country.names, *country.people, *(f"{p}s" for p in country.people)):
            found.setdefault(word, set()).add(country.iso3)
    for word, code in _MORE.items():
        found.setdefault(word, set()).add(code)
    found |= {word: set(codes.split()) for word, codes in _SHARED.items()}
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    return re.compile(rf"(?<![\w']){first_letters(words)}(?:{any_of(words)})(?!\w)")


@cache
def _capitals() -> dict[str, str]:
    return {name: country.iso3 for country in countries().values() for name in country.capitals}
