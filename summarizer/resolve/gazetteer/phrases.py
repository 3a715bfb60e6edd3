"""The words of a place taken apart: its names, how each is joined to the next, and what kind of thing the words say it is.

"the Zebdine road near Nabatieh" is a line named Zebdine, near the settlement Nabatieh; "hamlets near the town of Azaz" is
near Azaz; "the northern Aleppo countryside" a part of Aleppo. Nothing is looked up here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from summarizer.lexicon import word_set
from summarizer.resolve.countries import is_demonym


class Kind(Enum):
    """What the words around a name call it."""

    ANY = "any"
    SETTLEMENT = "settlement"
    AREA = "area"
    """An administrative area."""
    VAGUE = "vague"
    """The surroundings of something: area, sector, countryside."""
    QUARTER = "quarter"
    SITE = "site"
    LINE = "line"
    LANDSCAPE = "landscape"


_NOUNS: dict[str, Kind] = {
    word: kind
    for kind, words in (
        (Kind.SETTLEMENT, "city town village villages hamlet port seaport capital town-centre settlement"),
        (
            Kind.AREA,
            "province provinces governorate state oblast county department prefecture district municipality locality"
            " township territory woreda commune cercle raion krai governate subdistrict",
        ),
        (
            Kind.VAGUE,
            "area areas region sector side countryside outskirts surroundings environs suburbs axis front frontline"
            " direction pocket zone enclave vicinity community",
        ),
        (Kind.QUARTER, "quarter neighbourhood neighborhood suburb ward borough block blocks"),
        (
            Kind.SITE,
            "market bazaar hospital base airbase airport airfield camp field oilfield square roundabout church mosque"
            " school monastery university prison dam plant refinery checkpoint station terminal junction crossroads"
            " bridge stadium forest park palace mine mines farm college hotel embassy ministry post barracks heights mandi"
            " gate crossing island islands",
        ),
        (
            Kind.LINE,
            "road highway motorway street avenue boulevard river border frontier railway route line corridor canal"
            " stream wadi pass tunnel coast shore creek expressway bypass",
        ),
        (
            Kind.LANDSCAPE,
            "mountain mountains hill hills valley desert lake sea gulf basin plain plains delta massif range mount jabal"
            " jebel djebel forest peninsula plateau",
        ),
    )
    for word in words.split()
}
_FIRST = word_set("mount jabal jebel djebel lake lac mont gulf sea")
"""Nouns that come before the name they belong to."""
_NEAR = word_set(
    "near around outside beside by above below beyond off close nearby surrounding overlooking between opposite"
)
_IN = word_set("in at inside within to into onto towards toward from through across via on along against entering left")
_EDGES = word_set(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west outskirts"
    " edge edges vicinity countryside suburbs surroundings environs out height outside northern southern direction area"
    " region"
)
_DIRECTIONS = word_set(
    "northern southern eastern western central north-eastern north-western south-eastern south-western northeastern"
    " northwestern southeastern southwestern north south east west northeast northwest southeast southwest north-east"
    " north-west south-east south-west upper lower rural"
)
_INSIDE = word_set("al el de du des da do dos di la le las los y e i – —")
"""What may stand inside a name."""
_LOWER = word_set("the a an near in at outside around villages between on from to towards of and over across along")
_ARTICLE = re.compile(r"^(?:[aeu][dlnrstz]h?)-(?=\w)", re.IGNORECASE)
_TOKEN = re.compile(r"[\w'’‘ʿʾ`.&]+(?:-[\w'’‘ʿʾ`.]+)*|[–—,()/]")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a phrase."""

    text: str
    kind: Kind = Kind.ANY
    near: bool = False
    part: bool = False
    """Only a part is meant: "northern Aleppo"."""
    definite: bool = False
    """"the Oskil": no settlement, unless a noun says so."""
    owner: bool = False
    """Possessive: it contains what follows."""
    joined: str = ""
    """What stands before it: "", ",", "in", "near" or "of"."""
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The names of a place's words in order, and the demonyms that say where it lies."""

    names: tuple[Name, ...]
    people: tuple[str, ...] = ()


def read_phrase(words: str) -> Phrase:
    """Take the words of a place apart."""
    tokens = [_Token(t) for t in _TOKEN.findall(words)]
    names: list[Name] = []
    people: list[str] = []
    before: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if is_demonym(token.bare) and not _continues(tokens, at):
            if _of_a_place(tokens[at + 1 :]):
                people.append(token.bare)
            before.append(token.bare.casefold())
        elif token.proper:
            end = _group_end(tokens, at)
            names.append(_name(tokens, at, end, before, first=not names))
            at, before = end, []
            continue
        else:
            before.append(token.text.casefold())
        at += 1
    return Phrase(tuple(names), tuple(people))


class _Token:
    __slots__ = ("bare", "possessive", "proper", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.possessive = bool(re.search(r"['’]s?$", text)) and len(text) > 2
        self.bare = re.sub(r"['’]s?$", "", text) if self.possessive else text
        head = _ARTICLE.sub("", self.bare).lstrip("'’‘ʿʾ`")
        self.proper = head[:1].isupper() and text.casefold() not in _LOWER


def _continues(tokens: list[_Token], at: int) -> bool:
    """Whether a demonym is part of a name: "Central African Republic", "Syrian Democratic Forces" """
    return at > 0 and tokens[at - 1].proper and not is_demonym(tokens[at - 1].bare)


def _of_a_place(following: list[_Token]) -> bool:
    """Whether a demonym says where a place lies ("the Sudanese town of …"), not whose it is ("a Russian base in …")."""
    for token in following[:3]:
        word = token.text.casefold()
        if token.proper or word in _IN | _NEAR:
            break
        if _NOUNS.get(word) in (Kind.SETTLEMENT, Kind.AREA) or word in ("side", "soil", "coast", "region", "capital"):
            return True
    return False


def _group_end(tokens: list[_Token], at: int) -> int:
    end = at + 1
    while end < len(tokens) and not tokens[end - 1].possessive:
        if tokens[end].proper and not is_demonym(tokens[end].bare):
            end += 1
        elif tokens[end].text in _INSIDE and end + 1 < len(tokens) and tokens[end + 1].proper:
            end += 2
        elif tokens[end].text.isdigit():
            end += 1
        else:
            break
    return end


def _name(tokens: list[_Token], start: int, end: int, before: list[str], *, first: bool) -> Name:
    words = [t.bare for t in tokens[start:end]]
    after = []
    for token in tokens[end:]:
        if token.proper or token.text in ",()" or token.text.casefold() in _IN | _NEAR | {"of", "and"}:
            break
        after.append(token.text.casefold())
    name = Name(" ".join(words), owner=tokens[end - 1].possessive)
    name = _with_relation(name, before, first=first)
    return _with_noun(name, words, before, after)


def _with_relation(name: Name, before: list[str], *, first: bool) -> Name:
    """How the words before a name tie it to what precedes: near it, in it, a part of it."""
    joined = "" if first else ("," if "," in before or "(" in before else "of")
    near, kind, noun = False, Kind.ANY, ""
    for at in range(len(before) - 1, -1, -1):
        word, previous = before[at], before[at - 1] if at else ""
        if word in _NEAR or (word == "from" and previous in ("km", "kilometres", "kilometers", "miles")):
            near, joined = True, joined if joined == "," else "near"
            break
        if word in _IN:
            joined = joined if joined == "," or first else "in"
            break
        if word == "of" and previous in _EDGES:
            near, joined = True, joined if joined == "," else "near"
            break
        if word == "of" and previous in _NOUNS and _NOUNS[previous] not in (Kind.SITE, Kind.QUARTER, Kind.LINE):
            # "the market of X" is in X, but X is no market.
            kind, noun = _NOUNS[previous], previous
        if word == ",":
            break
    last = before[-1:] or [""]
    part = last[0] in _DIRECTIONS
    definite = "the" in before[-2:] and (last[0] == "the" or part)
    return replace(name, near=near, joined=joined, part=part, definite=definite, kind=kind, noun=noun)


def _with_noun(name: Name, words: list[str], before: list[str], after: list[str]) -> Name:
    """The kind of thing, by the noun after the name, the name's own last or first word, or the noun right before it."""
    if name.owner and after and after[0] in _DIRECTIONS:
        return replace(name, part=True, definite=False)
    for word in reversed(after[:3] if not name.owner else []):
        kind = Kind.VAGUE if word == "villages" else _NOUNS.get(word)
        if kind:
            return replace(name, kind=kind, noun=word)
    last, head = words[-1].casefold(), words[0].casefold()
    if len(words) > 1 and not name.owner:
        if head in _FIRST:
            return replace(name, kind=Kind.LANDSCAPE, noun=head)
        kind = _NOUNS.get(last)
        if kind is Kind.AREA or last in ("region", "countryside"):
            return replace(name, text=" ".join(words[:-1]), kind=kind or Kind.VAGUE, noun=last)
        if kind is not None and kind is not Kind.SETTLEMENT:
            return replace(name, kind=kind, noun=last)
    if name.kind is Kind.ANY and before and before[-1] in _NOUNS and not name.owner:
        noun = before[-1]
        return replace(name, kind=_NOUNS[noun], noun=noun, definite=False)
    return name
