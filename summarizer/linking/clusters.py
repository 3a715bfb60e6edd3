"""From points of pairs to events: the best pairs first, and never two records together that a veto keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from summarizer.schemas import EventRecord

from .blocks import WINDOW, pairs
from .likeness import CLEAR, GREY, MATCH, Weights, likeness
from .traits import Traits
from .vetoes import vetoed

Judge = Callable[[EventRecord, EventRecord], bool | None]
"""Says whether two records tell one event; None if it cannot tell. Asked of pairs in the grey zone only."""

CONTEXT = 1.0
"""Points for a pair whose articles tell another event in common; none for attacks, of which one story tells several."""

Pair = tuple[int, int]


def clusters(traits: Sequence[Traits], judge: Judge | None = None) -> list[list[int]]:
    """Positions of the records of each event, in order of the first; a record alone is an event."""
    weights = Weights(traits)
    scored = _scored(traits, pairs(traits), weights)
    union = _Union(traits)
    union.trust(scored)
    _join(union, scored, traits, MATCH)
    linked = {_docs(traits, p) for p, s in scored.items() if s >= MATCH and union.joined(*p)}
    thin = _scored(traits, sorted(_thin(traits, linked) - scored.keys()), weights)
    scored |= thin
    near = {p: s for p, s in thin.items() if s >= MATCH} | {
        (i, j): s + CONTEXT
        for (i, j), s in scored.items()
        if s < MATCH and traits[i].family != "attack" and _docs(traits, (i, j)) in linked
    }
    _join(union, near, traits, MATCH)
    if judge is not None:
        _join(union, _judged(judge, traits, scored, near, union), traits, MATCH)
    return union.groups()


def _scored(traits: Sequence[Traits], candidates: Iterable[Pair], weights: Weights) -> dict[Pair, float]:
    out: dict[Pair, float] = {}
    for i, j in candidates:
        a, b = traits[i], traits[j]
        if not vetoed(a, b) and (points := likeness(a, b, weights)) >= GREY:
            out[i, j] = points
    return out


def _docs(traits: Sequence[Traits], pair: Pair) -> tuple[str, str]:
    one, two = sorted((traits[pair[0]].doc, traits[pair[1]].doc))
    return one, two


def _join(union: _Union, scored: dict[Pair, float], traits: Sequence[Traits], least: float) -> None:
    """Join pairs of at least `least` points, best first, unless another record of either article fits about as well."""
    best: dict[tuple[int, str], list[float]] = defaultdict(list)
    for (i, j), points in scored.items():
        best[i, traits[j].doc].append(points)
        best[j, traits[i].doc].append(points)
    for (i, j), points in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        if points < least:
            break
        rivals = sorted(best[i, traits[j].doc])[-2:-1] + sorted(best[j, traits[i].doc])[-2:-1]
        ambiguous = any(points - r < CLEAR for r in rivals) and traits[i].told != traits[j].told
        if not ambiguous:
            union.join(i, j)


def _thin(traits: Sequence[Traits], linked: set[tuple[str, str]]) -> set[Pair]:
    """Pairs for records with neither place nor side, among the articles that tell another event in common."""
    by_doc: dict[tuple[str, str], list[Traits]] = defaultdict(list)
    partners: dict[str, list[str]] = defaultdict(list)
    for t in traits:
        by_doc[t.doc, t.family].append(t)
    for one, two in sorted(linked):
        partners[one].append(two)
        partners[two].append(one)
    out: set[Pair] = set()
    for t in traits:
        if t.spots or t.areas or t.doers:
            continue
        for doc in partners[t.doc][:WINDOW]:
            out |= {(min(t.at, o.at), max(t.at, o.at)) for o in by_doc.get((doc, t.family), ())}
    return out


def _judged(
    judge: Judge, traits: Sequence[Traits], scored: dict[Pair, float], near: dict[Pair, float], union: _Union
) -> dict[Pair, float]:
    grey = [p for p, s in sorted(scored.items()) if near.get(p, s) < MATCH and not union.joined(*p) and union.free(*p)]
    return {(i, j): MATCH for i, j in grey if judge(traits[i].record, traits[j].record) is True}


class _Union:
    """Disjoint sets whose members are pairwise free of vetoes (complete linkage)."""

    def __init__(self, traits: Sequence[Traits]) -> None:
        self._traits = traits
        self._known: dict[Pair, bool] = {}
        self._home = list(range(len(traits)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(traits))}

    def joined(self, i: int, j: int) -> bool:
        return self._home[i] == self._home[j]

    def free(self, i: int, j: int) -> bool:
        """Whether the events of the two may become one."""
        mine, yours = self._members[self._home[i]], self._members[self._home[j]]
        docs = {self._traits[m].doc for m in mine}
        if any(self._traits[y].doc in docs for y in yours):
            return False
        return all(self._clear(m, y) for m in mine for y in yours)

    def _clear(self, i: int, j: int) -> bool:
        """Whether nothing vetoes the pair; asked once of each."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._known:
            self._known[pair] = not vetoed(self._traits[i], self._traits[j])
        return self._known[pair]

    def trust(self, pairs: Iterable[Pair]) -> None:
        """These pairs are known to be free of vetoes."""
        self._known |= dict.fromkeys(pairs, True)

    def join(self, i: int, j: int) -> bool:
        """Make the two events one if nothing vetoes it."""
        if self.joined(i, j) or not self.free(i, j):
            return False
        keep, gone = sorted((self._home[i], self._home[j]))
        for member in self._members.pop(gone):
            self._home[member] = keep
            self._members[keep].append(member)
        return True

    def groups(self) -> list[list[int]]:
        return [sorted(self._members[k]) for k in sorted(self._members)]
