"""Which pairs are compared at all: records that share a family, a day and something rarer.

Every record goes into a bounded number of blocks; inside a block it is compared with its next `WINDOW` neighbours. So the
number of pairs grows with the number of records, whatever the news (sorted neighbourhood: Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from . import names
from .traits import Traits, amount

WINDOW = 24
"""Neighbours that a record is compared with in a block; most blocks are smaller."""
MAX_DAYS = 3
"""A period of more days counts as one bucket, its month."""
_MAX_NAMES = 6
_MEETINGS = frozenset({"talks", "agreement"})


def pairs(traits: Sequence[Traits]) -> list[tuple[int, int]]:
    """Positions of the pairs to compare, each once, the smaller first; ascending.

    In a block of a month or of a publication day only those without a day of their own look for partners: the others
    meet under their days.
    """
    # Plain strings and numbers: a hundred thousand small tuples would keep the garbage collector busy.
    blocks: dict[str, list[int]] = defaultdict(list)
    copied = _copied(traits)
    for t in traits:
        for key, seeks in _keys(t, copied).items():
            blocks[key].append(2 * t.at + seeks)
    found: set[int] = set()
    size = len(traits)
    for members in blocks.values():
        if len(members) > 1 and any(m & 1 for m in members):
            if len(members) > WINDOW:
                members.sort(key=lambda m: _neighbourhood(traits[m >> 1]))
            _neighbours(members, traits, found)
    return [divmod(pair, size) for pair in sorted(found)]


def _copied(traits: Sequence[Traits]) -> set[str]:
    """Origins of more than one article."""
    first: dict[str, str] = {}
    return {t.origin for t in traits if first.setdefault(t.origin, t.doc) != t.doc}


def _neighbours(members: Sequence[int], traits: Sequence[Traits], found: set[int]) -> None:
    """Add the pairs of one block, each as one number; of a pair at least one looks for partners here."""
    size = len(traits)
    for i, one in enumerate(members):
        at, doc = one >> 1, traits[one >> 1].doc
        for two in members[i + 1 : i + 1 + WINDOW]:
            if (one | two) & 1 and traits[two >> 1].doc != doc:
                other = two >> 1
                found.add(at * size + other if at < other else other * size + at)


def _neighbourhood(t: Traits) -> tuple[object, ...]:
    """In a large block like targets and like tolls stand together."""
    killed = t.figures.get("killed")
    return tuple(sorted(t.facilities)), (amount(killed) or 0) if killed else -1, t.told, t.doc


def _keys(t: Traits, copied: Set[str]) -> dict[str, bool]:
    """Blocks, and whether the record looks for partners in them."""
    where = [f"p {names.skeleton(n)}" for n in _places(t)] + [f"g {g}" for g in sorted(t.geonames)]
    sides = [f"s {s}" for s in sorted(t.doers | t.others)[:_MAX_NAMES]]
    if t.family in _MEETINGS:
        sides += [f"k {s}" for s in sorted(t.people)[:_MAX_NAMES]]
    if not t.spots:
        where += [f"p {names.skeleton(n)}" for n in sorted(t.mentioned)[:_MAX_NAMES]]
    # A toll or a side is shared by chance too often: only those without a place look for it.
    common = [*sides, *(f"n {kind} {amount(f)}" for kind, f in t.figures.items() if (amount(f) or 0) > 1)]
    texts = [f"t {t.told[:60]}"] + ([f"o {t.origin}"] if t.origin in copied else [])
    out: dict[str, bool] = {}
    for day, seeks in _days(t):
        prefix = f"{t.family} {day} "
        for key in where:
            out[prefix + key] = seeks
        if seeks:
            for key in texts:
                out[prefix + key] = True
        for key in common:
            out[prefix + key] = seeks and not t.spots
    return out


def _places(t: Traits) -> list[str]:
    """Each place by its whole name and by its words ("killi haji rahmat" is also told as "haji rahmat")."""
    spots = sorted(t.spots | t.near)[:_MAX_NAMES]
    return [*spots, *sorted(t.areas)[:2], *(w for n in spots if " " in n for w in n.split() if len(w) > 3)]


def _days(t: Traits) -> list[tuple[str, bool]]:
    """The days under which the record stands, and whether it looks for partners there."""
    if t.summary:
        return [("sum", True)]
    published = [] if t.published is None else [(f"u{t.published}", False)]
    if t.moved and t.published is not None:
        # Put off: earlier announcements stand under other days.
        published = [(f"u{t.published + d}", True) for d in range(-MAX_DAYS, 1)]
    if t.span is None:
        return [(f"u{t.published + d}", True) for d in range(-2, 3)] if t.published is not None else [("u", True)]
    first, last = t.span
    if last - first >= MAX_DAYS:
        return [(f"m{m}", True) for m in sorted({first // 30, last // 30})] + published
    return [*((str(d), True) for d in range(first, last + 1)), (f"m{first // 30}", False), *published]
