"""How much speaks for two records being one event: a transparent sum of points, after the vetoes.

    class     one class 2, classes often mixed up 1.5, one group 1, other kinds of attack 0.5
    date      one day for both 2, overlapping 1.5, overlapping periods 1, unknown 0
    place     the same spot 3, the spot in the other's area 2, named in the other's sentences 1, unknown 0
    sides     doers share a name 1; targets or participants share a name 1; kinds of target agree 1.5
    toll      one figure above one in a kind 1.5, for one person 0.5; killed that exclude each other: on one day -2, fewer
              later -1, more than threefold -1.5; of other kinds a quarter
    words     up to 2 for rare words that the cited sentences share (inverse document frequency)
    copies    3 if the articles go back to one text and the cited sentences are much alike

`MATCH` asks for class, day and place, or for as much in other ways. The points were set on the
development stories of the gold set and on the three-day example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from rapidfuzz import fuzz

from . import kinds
from .traits import Figure, Traits, amount
from .vetoes import Place, place, same_toll

MATCH = 5.5
"""Points from which two records are one event."""
GREY = 4.0
"""Points from which a judge, if there is one, is asked."""
CLEAR = 0.5
"""How much better than the same article's second-best a match must be; otherwise either could be meant, and none is."""

_CAREFUL = frozenset({"statement", "other"})
"""Classes that say little: without shared words a day and a place prove nothing."""
_CAREFUL_WORDS = 0.3
_SAME_WORDS, _SAME_SHARE = 3, 0.5
_COPY_RATIO = 75


class Weights:
    """Inverse document frequency of the words of a batch."""

    def __init__(self, traits: Sequence[Traits]) -> None:
        counts: dict[str, int] = {}
        for t in traits:
            for w in t.words:
                counts[w] = counts.get(w, 0) + 1
        whole = len(traits) + 1
        self._idf: Mapping[str, float] = {w: log(whole / n) for w, n in counts.items()}
        self._size: dict[int, float] = {}

    def overlap(self, a: Traits, b: Traits) -> float:
        """Weight of the shared words as a share of the smaller record's weight, 0 to 1."""
        shared = a.words & b.words
        if not shared:
            return 0.0
        least = min(self._weight(a), self._weight(b))
        return sum(self._idf[w] for w in shared) / least if least else 0.0

    def _weight(self, t: Traits) -> float:
        if t.at not in self._size:
            self._size[t.at] = sum(self._idf[w] for w in t.words)
        return self._size[t.at]


def likeness(a: Traits, b: Traits, weights: Weights) -> float:
    """Points for the pair; the caller has seen to it that nothing vetoes it."""
    overlap = weights.overlap(a, b)
    if a.origin == b.origin and fuzz.token_set_ratio(a.told, b.told) >= _COPY_RATIO:
        return MATCH + 3 + 2 * overlap
    if a.family in _CAREFUL and (overlap < _CAREFUL_WORDS or not _same_act(a, b) or not _anchored(a, b)):
        return 0.0
    where = place(a, b)
    close = kinds.closeness(a.event_class, b.event_class)
    if a.family == "attack" and (where is Place.UNKNOWN or close <= 1) and _supports(a, b) < 2:
        return 0.0
    points = close + _date(a, b) + max(0, where)
    return points + _sides(a, b) + _toll(a, b) + 2 * overlap


def _supports(a: Traits, b: Traits) -> int:
    """How many of doer, target, toll and names told agree.

    An attack without a common place, or told as another kind, needs two.
    """
    target = a.others & b.others or a.facilities & b.facilities
    return bool(a.doers & b.doers) + bool(target) + same_toll(a, b) + bool(a.named & b.named - a.doers)


def _same_act(a: Traits, b: Traits) -> bool:
    """Three words that tell what happened are in both, or most of those of the record with fewer."""
    shared = len(a.acts & b.acts)
    return shared >= _SAME_WORDS or shared > _SAME_SHARE * min(len(a.acts), len(b.acts))


def _anchored(a: Traits, b: Traits) -> bool:
    """Both name a day, and a place or a side in common."""
    if a.span is None or b.span is None:
        return False
    where = place(a, b)
    return (bool(a.doers & b.doers) and (a.family == "statement" or where > Place.UNKNOWN)) or where >= Place.AREA


def _date(a: Traits, b: Traits) -> float:
    if a.span is None or b.span is None or a.span[0] > b.span[1] or b.span[0] > a.span[1]:
        return 0.0
    if a.exact and b.exact:
        return 2.0
    return 1.5 if a.exact or b.exact else 1.0


def _sides(a: Traits, b: Traits) -> float:
    if a.family in ("talks", "agreement"):
        named = len((a.doers | a.others) & (b.doers | b.others))
        return float(min(2, named)) if named else 1.0 * bool(a.people & b.people)
    points = 1.0 * bool(a.doers & b.doers) + 1.0 * bool(a.others & b.others)
    return points + 1.5 * bool(a.facilities & b.facilities)


def _toll(a: Traits, b: Traits) -> float:
    points = 0.0
    for kind in sorted(a.figures.keys() & b.figures.keys()):
        one, two = a.figures[kind], b.figures[kind]
        if a.counted[kind] != b.counted[kind] and (None, None) not in (a.counted[kind], b.counted[kind]):
            continue
        if one == two and any(one):
            points = max(points, 1.5 if max(n for n in one if n is not None) > 1 else 0.5)
        elif not compatible(one, two):
            points -= _gap(a, b, kind)
    return points


def _gap(a: Traits, b: Traits, kind: str) -> float:
    """What a toll that differs takes off: much on one day, and where it more than trebles; little where it grows."""
    first, second = (a, b) if (a.published or 0) <= (b.published or 0) else (b, a)
    before, after = amount(first.figures[kind]) or 0, amount(second.figures[kind]) or 0
    off = 1.5 if max(before, after) > 3 * min(before, after) + 3 else 0.0
    if a.published == b.published:
        off += 2.0
    elif after < before:
        off += 1.0
    return off if kind == "killed" else off / 4


def compatible(one: Figure, two: Figure) -> bool:
    """Whether one number can satisfy both figures; open ends are open."""
    (low1, high1), (low2, high2) = _range(one), _range(two)
    return low1 <= high2 and low2 <= high1


def _range(figure: Figure) -> tuple[float, float]:
    low, best, high = figure
    if low is None and high is None and best is not None:
        # "About 40": a tenth either way.
        return best * 0.9, best * 1.1
    least = low if low is not None else 0
    return float(least), float("inf") if high is None else float(high)
