"""Names as linking compares them: across spellings, transliterations, scripts' diacritics and short forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

_LETTERS = str.maketrans({"ı": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
_APOSTROPHES = re.compile(r"[’‘'`ʿʾʼ]")
_POSSESSIVE = re.compile(r"[’'`]s\b")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_NOT_WORD = re.compile(r"[\W_]+")
_DIGRAPHS = (("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "s"),
             ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"))  # fmt: skip
_UNSTABLE = re.compile(r"[aeiouwyh]")
_DOUBLED = re.compile(r"(.)\1+")


def word_set(words: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(words.split())


ARTICLES = word_set("al el ad ar as at az an ash ez es ed er en the la le les los las de del der den di da of and y e")
"""Particles inside names; they never tell two names apart."""

_INNER = ARTICLES - {"and", "of", "the", "an", "as", "at", "y", "e"}
"""Particles that join the words before and behind them to one name."""

GENERIC = word_set(
    "near around outside inside off north south east west northern southern eastern western central upper lower greater new old "
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern mid town city village villages "
    "district districts province provinces region regions area areas county state governorate township municipality locality "
    "oblast raion department prefecture division camp road highway street avenue square bridge border frontier crossing river "
    "valley coast port airport quarter neighbourhood neighborhood suburb suburbs outskirts capital centre center countryside "
    "side zone sector front line island islands mount mountain mountains lake gulf sea strait monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "president prime minister ministry foreign defence defense interior general colonel brigadier major captain commander "
    "spokesman spokeswoman spokesperson mr mrs ms dr sheikh mullah governor mayor official officials police army military "
    "forces force troops soldiers guards units gunmen militants rebels fighters attackers assailants civilians residents people "
    "protesters drone drones jets warplanes it its he she they his her their our we i a an the in on at by for from to with "
    "several some many both two three four five six seven eight nine ten this that these those there later earlier after before "
    "security national government authorities local state-run armed unidentified unknown suspected"
)
"""Words that name nothing by themselves, also where a sentence begins with them."""

ADMINISTRATIVE = word_set(
    "province provinces region district governorate state oblast county department prefecture division territory republic "
    "strip"
)
"""Behind a name: it is an area with many places."""

_SURROUNDINGS = re.compile(
    r"\b(?:villages|suburbs|outskirts|countryside|hills|surroundings|settlements)\b", re.IGNORECASE
)
_OFFICE = re.compile(r"^(?:The |A |An )?[A-Z][a-z]+(?= (?:of|from|and|in|on)\b)")
"""A phrase's first word, which its place alone may have given a capital ("Envoys of …")."""
_NEAR = re.compile(
    r"\b(?:near|around|outside|close to)\s+(?:the\s+)?(?:(?:town|city|villages?)\s+(?:of\s+)?)?$", re.IGNORECASE
)
_DEMONYM = re.compile(
    r"(?:[a-z]{2}(?:ese|ish|ian|eli|rani|iraqi|emeni|wati)|(?:afgh|germ|americ|mexic|morocc|afric|kore|cub|lib|venezuel|dominic|"
    r"kenyan|ugand|rwand|keny)an|pakistani|somali|omani|qatari|saudi|thai|uzbek|tajik|kazakh|kyrgyz|greek|french|dutch|swiss)$"
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case without diacritics, apostrophes and possessives; other punctuation becomes a space."""
    if text.isascii():
        low = _POSSESSIVE.sub("", text).lower().replace("'", "")
    else:
        spelled = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", _POSSESSIVE.sub("", text)).translate(_LETTERS))
        low = "".join(c for c in spelled.casefold().translate(_LETTERS) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", low).split())


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Consonants that survive transliteration; `name` is folded. Particles at the start are left out."""
    bare = _bare(name)
    for written, sound in _DIGRAPHS:
        bare = bare.replace(written, sound)
    return _DOUBLED.sub(r"\1", _UNSTABLE.sub("", bare))


@lru_cache(maxsize=262_144)
def same_name(one: str, two: str) -> bool:
    """Whether two folded names may be spellings of one: equal, one inside the other as words, or transliterations."""
    if one == two:
        return True
    a = {w for w in one.split() if w not in ARTICLES and w not in GENERIC}
    b = {w for w in two.split() if w not in ARTICLES and w not in GENERIC}
    if not a or not b:
        return False
    if (a <= b or b <= a) and max(map(len, a & b)) > 2:
        return True
    return _transliterated(_bare(one), _bare(two), skeleton(one), skeleton(two))


def _bare(name: str) -> str:
    """Its words without particles, in one."""
    return "".join([w for w in name.split() if w not in ARTICLES] or name.split())


def _transliterated(one: str, two: str, first: str, second: str) -> bool:
    """Equal consonants and most letters alike; short names need to be all but equal."""
    if first != second or len(first) < 2:
        return False
    return fuzz.ratio(one, two) >= {2: 85, 3: 66}.get(len(first), 50)


def any_same(ones: Collection[str], twos: Collection[str]) -> bool:
    """Whether any name of the first is a name of the second."""
    for a in ones:
        for b in twos:
            if same_name(a, b):
                return True
    return False


class Places(NamedTuple):
    """Names in a place as written, folded."""

    spots: frozenset[str]
    areas: frozenset[str]
    """Provinces and the like."""
    near: frozenset[str]
    """What a spot is only said to be near ("a village near Asa")."""


@lru_cache(maxsize=65_536)
def places(raw: str, *, cased: bool = True) -> Places:
    """Read a place as written. A country's adjective ("the Sudanese town") is no place.

    Where the text has no capitals (`cased` is false), words count as names unless they are generic.
    """
    if cased and raw == raw.lower():
        return Places(frozenset(), frozenset(), frozenset())
    spots: set[str] = set()
    areas: set[str] = set()
    near: set[str] = set()
    surrounds = _SURROUNDINGS.search(raw)
    for run, following, before in _runs(raw):
        adjective = following in GENERIC and " " not in run and _DEMONYM.search(run)
        if following in ADMINISTRATIVE:
            areas.add(run)
        elif not adjective:
            (near if surrounds or (not spots and _NEAR.search(before)) else spots).add(run)
    return Places(frozenset(spots), frozenset(areas), frozenset(near))


@lru_cache(maxsize=65_536)
def mentioned(text: str) -> frozenset[str]:
    """Folded capitalised names in running text; words that a sentence begins with count unless they are generic."""
    return frozenset(run for run, _, _ in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, str, str]]:
    """Runs of name words, folded, each with the folded word behind it and the text before it."""
    words = list(_WORD.finditer(text))
    capitals = text != text.lower()
    run: list[str] = []
    start = end = 0
    for word in words:
        bare = fold(word[0])
        joined = not run or not text[end : word.start()].strip(" -–—’'")
        names = bool(bare) and bare not in GENERIC and (word[0][0].isupper() or not capitals)
        particle = bool(run) and bare in _INNER
        if joined and (particle or (names and bare not in ARTICLES)):
            start = start if run else word.start()
            run.append(bare)
        else:
            yield from _closed(run, bare if joined else "", text[:start])
            start = word.start()
            run = [bare] if names and (bare not in ARTICLES or word[0][0].isupper()) else []
        end = word.end()
    yield from _closed(run, "", text[:start])


def _closed(run: list[str], following: str, before: str) -> Iterator[tuple[str, str, str]]:
    if not run:
        return
    while run and run[-1] in ARTICLES:
        run = run[:-1]
    if any(w not in ARTICLES for w in run):
        yield " ".join(run), following, before


@lru_cache(maxsize=65_536)
def kinds_of_people(raw: str) -> frozenset[str]:
    """Stems of the common words of a phrase ("the joint border commission"), for parties that no name tells."""
    return frozenset(w[:6] for w in fold(raw).split() if len(w) > 3 and w not in GENERIC and w not in ARTICLES)


@lru_cache(maxsize=65_536)
def parties(raw: str) -> frozenset[str]:
    """What names a side: stems of its capitalised words, and its acronym ("Rapid Support Forces" and "RSF" share one)."""
    told = _OFFICE.sub("", raw)
    words = [w[0] for w in _WORD.finditer(told) if w[0][0].isupper()]
    folded = [fold(w) for w in words]
    keys = {f[:5] for w, f in zip(words, folded, strict=True) if f and f not in GENERIC and f not in ARTICLES}
    keys |= {f for w, f in zip(words, folded, strict=True) if w.isupper() and 2 <= len(w) <= 6}
    if len(words) > 1:
        keys.add("".join(f[0] for f in folded if f and f not in ARTICLES))
    return frozenset(keys)
