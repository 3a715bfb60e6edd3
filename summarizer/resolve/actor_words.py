"""What an actor's common nouns say: the PLOVER sector and the kind of group, by the head noun of the phrase.

"A police spokesman" is of the police, "relatives of soldiers" are civilians, "the home of a trader" is no actor at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.resolve.actor_sorts import ROWS, Kind, Sort

_PATTERNS = tuple(
    (Sort(sector, kind), re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)) for sector, kind, words in ROWS
)
_BREAK = re.compile(
    r"\s*(?:,|;|:|\(|[“„«]|\s[–—]\s)|\s+(?:of|for|in|at|near|from|with|that|who|whom|whose|which|where|on|off|to|by|against|under|over"
    r"|after|before|during|around|along|across|outside|inside|behind|between|among|carrying|taking|travelling|traveling|building"
    r"|bringing|building|presumed|believed|suspected|accused|protected|calling|known|sent|loyal|allied|aligned|armed|backed"
    r"|linked|led|close|awaiting|waiting|held|gathered|speaking|heading|returning|fleeing|protesting|demanding)\b"
)
_GENERIC = re.compile(
    r"\b(?:members?|elements?|units?|remnants?|part|parts|group|groups|network|cells?|teams?|spokes(?:man|woman|person|people)|speaker"
    r"|commanders?|leaders?|leadership|chief|head|heads|generals?|colonels?|major|captains?|lieutenants?|operatives?|representatives?"
    r"|thousands|hundreds|dozens|scores|tens|handful|(?:truck|bus|boat|lorry)loads?|forces?|group|contingent|convoy|columns?|positions|patrols?|detachments?|wing"
    r"|party|one|some|many|most|all|number|deputy|aide|ally|allies|battalion|arm|survivors|supporters|crew|crowd|several|pair|couple|team)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:the|a|an|some|about|around|at least|at most|more than|over|nearly|up to|several|many|few|other|two|three|four|five|six"
    r"|seven|eight|nine|ten|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)
_NO_ACTOR = re.compile(
    r"\b(?:homes?|houses?|buildings?|markets?|schools?|mosques?|roads?|bridges?|vehicles?|cars?|trucks?|lorries|vans?|buses|warehouses?|depots?"
    r"|stores?|offices?|pieces|rounds|rifles?|launchers?|guns?|weapons?|bombs?|belts?|devices?|sites?|plants?|shops?|bags?|maps?|machetes"
    r"|pistols?|detonators|ammunition|villages?|towns?|posts|apartments?|blocks?|tents?|rations|terminals?|airports?|airfields?)$",
    re.IGNORECASE,
)
_OF_FORCES = re.compile(r"\b(?:army|military|police|regime|troops?|rebel|government|militia|security)\b", re.IGNORECASE)
_DEPTH = 3


@lru_cache(maxsize=4096)
def sort_of(words: str, depth: int = 0) -> Sort | None:
    """Sector and kind by the head noun; where that is generic ("members", "a spokesman"), by what it is of.

    Null for what the table does not know, and for things ("the home of a trader").
    """
    words = words.replace("prisoners of war", "prisoners-of-war")
    lead = _LEAD.match(words)
    end = _BREAK.search(words, lead.end() if lead else 0)
    head = words[: end.start()] if end else words
    found, closes = _last(head)
    thing = bool(_NO_ACTOR.search(head)) and not closes
    if found and not (thing and not _OF_FORCES.search(head)):
        if found.kind is not Kind.PEOPLE or end is None:
            return found
        # "Men of a splinter faction" are the faction's; "people of the district" stay people.
        whose = (
            sort_of(_rest(words, end), depth + 1) if depth < _DEPTH and end.group().endswith((" of", " from")) else None
        )
        return whose if whose and whose.kind in _ARMED_KINDS else found
    if (
        thing
        or end is None
        or depth >= _DEPTH
        or not (_GENERIC.search(head) or _named_person(head) or not _LETTER.search(head))
    ):
        return None
    return sort_of(_rest(words, end), depth + 1)


_LETTER = re.compile(r"[^\W\d]")
_ARMED_KINDS = (Kind.STATE, Kind.REBEL, Kind.MILITIA, Kind.IDENTITY, Kind.MISSION)


def is_mixed(words: str) -> bool:
    """Whether the words join actors of different sides ("a soldier and two rebels"): no one sort fits them."""
    sorts = [sort_of(part) for part in re.split(r"\s+and\s+", words)]
    sides = {"state" if s.kind is Kind.STATE else "armed" if s.kind in _ARMED_KINDS else "unarmed" for s in sorts if s}
    return len(sides) > 1


def _rest(words: str, end: re.Match[str]) -> str:
    """What follows the break: the words that the head noun is of."""
    return words[end.start() :].lstrip(" ,;:(“„«").removeprefix("of ").removeprefix("for ").removeprefix("from ")


def _last(head: str) -> tuple[Sort | None, bool]:
    """The sort whose words stand last, the longer winning ("army spokesman", "rebel fighters"), and whether they end the head."""
    best: tuple[int, int] = (0, 0)
    found: Sort | None = None
    for sort, pattern in _PATTERNS:
        for match in pattern.finditer(head):
            if (match.end(), match.end() - match.start()) > best:
                best, found = (match.end(), match.end() - match.start()), sort
    return found, found is not None and not head[best[0] :].strip(" '’”\"")


def _named_person(head: str) -> bool:
    """Whether the words before a comma look like a personal name: what follows says who it is."""
    words = _LEAD.sub("", head).split()
    return 1 < len(words) <= 5 and all(w[0].isupper() for w in words if w[0].isalpha())
