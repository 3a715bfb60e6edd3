"""Which casualty kind governs each number of a sentence, so that two figures of one sentence cannot change places.

Cues govern to the left ("five were killed", "five dead", "five deaths") or to the right ("killed five", "the killing of
five", "the toll rose to five"); which of the two an "-ed" form does is read from its neighbours. A number reached by no
cue, or by cues of two kinds at once ("20 killed or wounded"), is governed by none in particular.
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.lexicon import (
    ACTIVES,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    INCLUDING,
    LINKS,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    NOUNS,
    PARTICIPLES,
    PREPOSITIONS,
    SPEECH_VERBS,
    STATES,
    SUBORDINATORS,
    THINGS,
    TIME_WORDS,
    TOLL_WORDS,
)
from summarizer.resolve.numbers import NumberSpan, UnitKind, numbers_in

from .grammar import comma_before, is_verb, number_tokens
from .text import Words

FORMS = {
    key: (kind, form)
    for form, table in (("participle", PARTICIPLES), ("active", ACTIVES), ("state", STATES), ("noun", NOUNS))
    for kind, keys in table.items()
    for key in keys
}
"""Folded key -> (casualty kind, form)."""
_REACH = 25
_TOLL_LEADS = frozenset(["to", "at", "of", "is", "was", "reached", "exceeded", "hit", "passed", "topped", "stood", "are", "were"])
_GLUE = frozenset(["and", "plus", "or", "nor", "&", "with"])
_GROUPS = frozenset(["total", "group", "family", "number", "crew", "team", "bodies", "killing", "injuring", "wounding", "lives", "deaths", "average"])
_RELATIVE = frozenset(["who", "which", "that", "whom"])


class Number(NamedTuple):
    """A number expression on tokens `first` up to `last`."""

    first: int
    last: int
    span: NumberSpan | None
    """None for a figure without a number word: "a soldier"."""


class _Cue(NamedTuple):
    index: int
    kinds: frozenset[str]
    right: bool
    toll: bool


class Casualties:
    """The numbers of one sentence and the casualty kinds that govern them."""

    def __init__(self, words: Words, extra: tuple[int, int] | None = None) -> None:
        self.words = words
        self.keys = words.keys
        self.numbers = [Number(f, t, s) for s in numbers_in(words.text) if (ft := number_tokens(words, s)) for f, t in [ft]]
        if extra and not any(n.first < extra[1] and extra[0] < n.last for n in self.numbers):
            self.numbers = sorted([*self.numbers, Number(*extra, None)])
        self._starts = {n.first: n for n in self.numbers}
        self._ends = {n.last - 1: n for n in self.numbers}
        self._inside = {i for n in self.numbers for i in range(n.first, n.last)}
        self._cues = self._find_cues() if self.numbers else {}
        self._left: dict[Number, _Cue] = {}
        self._right: dict[Number, tuple[_Cue, bool]] = {}
        self._govern()

    def kinds(self, number: Number) -> frozenset[str]:
        """Casualty kinds that govern this number; empty when it counts nothing of the sort."""
        left, right = self._left.get(number), self._right.get(number)
        if left and right:
            return left.kinds | right[0].kinds if right[1] else left.kinds
        if left:
            return left.kinds
        return right[0].kinds if right else frozenset()

    def cue(self, number: Number) -> int | None:
        """Token index of the cue that governs this number."""
        left, right = self._left.get(number), self._right.get(number)
        return left.index if left else right[0].index if right else None

    def _find_cues(self) -> dict[int, _Cue]:
        found = {i: FORMS[k] for i, k in enumerate(self.keys) if k in FORMS and i not in self._inside}
        kinds = {i: frozenset({kind}) for i, (kind, _) in found.items()}
        indexes = sorted(found)
        for a, b in zip(indexes, indexes[1:], strict=False):
            nouns = (found[a][1] == "noun") + (found[b][1] == "noun")
            if 1 < b - a <= 3 and nouns != 1 and self._joined(a, b):
                kinds[a] = kinds[b] = kinds[a] | kinds[b]
        return {
            i: _Cue(i, kinds[i], self._points_right(i, form), self.keys[i] in TOLL_WORDS) for i, (_, form) in found.items()
        } | self._number_of(found)

    def _number_of(self, found: dict[int, tuple[str, str]]) -> dict[int, _Cue]:
        """ "the number of people killed rose to 15": the noun counts what follows it."""
        out = {}
        for i, key in enumerate(self.keys):
            if key in TOLL_WORDS and key != "toll":
                near = [j for j in range(i - 2, i + 6) if j in found and found[j][0] != "affected" and j != i]
                if near and i + 1 < len(self.keys) and (self.keys[i + 1] == "of" or near[0] < i):
                    out[near[0]] = _Cue(near[0], frozenset({found[near[0]][0]}), right=True, toll=True)
        return out

    def _points_right(self, i: int, form: str) -> bool:
        after = self.keys[i + 1] if i + 1 < len(self.keys) else ""
        colon = ":" in self.words.gap(i + 1)
        if colon and i + 1 in self._starts:
            return True
        if form == "active":
            return True
        if form == "state":
            listed = after in BE or after.startswith("includ")
            put = after == "at" and i + 2 in self._starts
            return put or (self.keys[i] == "dead" and listed and self._key(i - 1) in ARTICLES) or self._number_next(i)
        if form == "noun":
            return self.keys[i] == "toll" or (after in ("of", "to", "among") and not self._number_close(i))
        return self._participle_right(i, after)

    def _participle_right(self, i: int, after: str) -> bool:
        j = i - 1
        while j >= 0 and (self.keys[j] in ADVERBS or self.keys[j].endswith("ly") or self.keys[j] == "not"):
            j -= 1
        before = self._key(j)
        if after in BE and (before in ("those", "among", "the") or j < 0):
            return True
        if before in BE or before in LINKS:
            return False
        if before in HAVE or before in _RELATIVE or before in MODALS_FUTURE or before in MODALS_POSSIBLE or before == "to":
            return True
        subject = self._ends.get(j)
        if self._number_next(i):
            return subject is None or self._ended(j + 1) or self._adjunct(subject)
        if after == "at" and i + 2 in self._starts:
            return True
        if j in self._ends or self._ended(i + 1):
            return False
        if after in ("and", "or") and self._key(i + 2) in FORMS:
            return self._participle_right(i + 2, self._key(i + 3))
        stops = after in PREPOSITIONS or after in SUBORDINATORS or after in ("and", "or", "but") or after in TIME_WORDS
        return not (stops or after in ADVERBS or after in AUXILIARIES or after.endswith("ly"))

    def _key(self, i: int) -> str:
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def _ended(self, i: int) -> bool:
        """Whether the clause ends before token `i`."""
        return i >= len(self.keys) or self.words.breaks(i) or comma_before(self.words, i)

    def _number_next(self, i: int) -> bool:
        return any(
            i + k in self._starts and not any(self._ended(m) for m in range(i + 1, i + k + 1))
            and all(self.keys[m] in DETERMINERS or self.keys[m] in ADVERBS or self.keys[m] == "of" for m in range(i + 1, i + k))
            for k in (1, 2, 3)
        )

    def _number_close(self, i: int) -> bool:
        return any(i - k in self._ends and not any(self._ended(m) for m in range(i - k + 1, i + 1)) for k in (1, 2, 3))

    def _govern(self) -> None:
        for cue in sorted(self._cues.values()):
            if cue.toll:
                self._toll(cue)
            elif cue.right:
                self._reach_right(cue)
            else:
                self._reach_left(cue)

    def _toll(self, cue: _Cue) -> None:
        for number in self.numbers:
            if number.first > cue.index and self._key(number.first - 1) in _TOLL_LEADS and self._counts(number):
                between = range(cue.index + 1, number.first)
                if not any(self.words.breaks(m) for m in between) and len(between) <= _REACH:
                    self._right[number] = (cue, True)
                return

    def _reach_right(self, cue: _Cue) -> None:
        j, first, blocked = cue.index + 1, True, False
        while self._key(j) in ("of", "to", "among", "at") or self._key(j) in BE or self._key(j).startswith("includ"):
            j += 1
        start = j
        while j < len(self.keys) and j - cue.index <= _REACH:
            if (self.words.breaks(j) and not (j == start and ":" in self.words.gap(j))) or self._stops_list(j, start):
                return
            blocked = blocked and not comma_before(self.words, j)
            if j in self._starts:
                number = self._starts[j]
                if not blocked and self._counts(number):
                    self._right[number] = (cue, first)
                first, j = False, number.last
                continue
            key = self.keys[j]
            if j in self._cues:
                if self._cues[j].kinds != cue.kinds or not self._joined(cue.index, j):
                    return
            elif key in _GLUE or key in INCLUDING or key == "including":
                blocked = key == "with" and self._key(j - 1) not in ("along", "together")
            elif key in SUBORDINATORS or key in _RELATIVE or is_verb(self.words, j):
                return
            elif key in PREPOSITIONS and not (key == "of" and self._key(j - 1) in _GROUPS):
                blocked = True
            j += 1

    def _stops_list(self, j: int, start: int) -> bool:
        if j == start or not comma_before(self.words, j):
            return False
        key = self.keys[j]
        return not (j in self._starts or key in _GLUE or key in INCLUDING or key in DETERMINERS or key == "as")

    def _joined(self, a: int, b: int) -> bool:
        return all(k in ("and", "or") for k in self.keys[a + 1 : b])

    def _reach_left(self, cue: _Cue) -> None:
        j, got = cue.index - 1, False
        while j >= 0 and self._links(j, cue.index):
            j -= 1
        first = j
        while j >= 0 and cue.index - j <= _REACH:
            if (j < first or j + 1 < cue.index) and self._cut(j + 1, cue.index, got):
                return
            number = self._ends.get(j)
            if number:
                if j == first and self._partitive(number) >= 0:
                    self._left[number] = cue
                    return
                if self._counts(number) and not self._adjunct(number):
                    self._left[number] = cue
                    got = True
                    if not self._glued(number.first):
                        return
                j = number.first - 1
                continue
            if j in self._cues and not (self._cues[j].kinds == cue.kinds and self._joined(j, cue.index)):
                part = self._partitive(self._ends[j - 1]) if j - 1 in self._ends else -1
                if part < 0:
                    return
                j = part - 1
                continue
            if self.keys[j] in SUBORDINATORS and self.keys[j] not in _RELATIVE:
                return
            if is_verb(self.words, j) and j not in self._cues:
                j = self._before_relative(j)
                continue
            j -= 1

    def _links(self, j: int, end: int) -> bool:
        key = self.keys[j]
        linking = key in LINKS or key in AUXILIARIES or key in ADVERBS or key == "not" or key in _RELATIVE or key.endswith("ly")
        return j not in self._ends and linking and not self.words.breaks(j + 1)

    def _cut(self, i: int, end: int, got: bool) -> bool:
        """Whether the reach to the left ends before token `i`."""
        if self.words.breaks(i):
            return True
        if not comma_before(self.words, i):
            return False
        if self.keys[i] in INCLUDING or self.keys[i] in _RELATIVE or self.keys[i] == "including":
            return False
        if not got and any(k in SPEECH_VERBS for k in self.keys[i:end]):
            return False
        return not self._listed(i)

    def _listed(self, i: int) -> bool:
        """Whether the segment that ends before the comma at token `i` belongs to a list or is a parenthesis."""
        j, listed = i - 1, False
        while j >= 0 and not self.words.breaks(j + 1):
            if j in self._cues or (is_verb(self.words, j) and j not in self._inside):
                return False
            listed = listed or (j in self._ends and not self._adjunct(self._ends[j]))
            if comma_before(self.words, j):
                return listed or self.keys[j] in INCLUDING
            j -= 1
        return listed

    def _before_relative(self, j: int) -> int:
        for k in range(j - 1, max(-1, j - 12), -1):
            if k in self._inside or self.words.breaks(k + 1):
                break
            if self.keys[k] in _RELATIVE:
                return k - 1
        return -1

    def _glued(self, i: int) -> bool:
        return i > 0 and (comma_before(self.words, i) or self.keys[i - 1] in _GLUE or self.keys[i - 2 : i] == ("well", "as"))

    def _adjunct(self, number: Number) -> bool:
        """ "in three villages", "five of the 12": the number stands under a preposition and is not what is counted."""
        i = number.first - 1
        while i >= 0 and self.keys[i] in DETERMINERS:
            i -= 1
        key = self._key(i)
        if key == "of":
            return self._key(i - 1) not in _GROUPS
        if key in SUBORDINATORS:
            return False
        return key in PREPOSITIONS and key not in ("with", "than", "about", "around", "over", "by") and i == number.first - 1

    def _partitive(self, number: Number) -> int:
        """Token index of the "of" in "five of the 12"; -1 where the number is not such a whole."""
        i = number.first - 1
        while i >= 0 and self.keys[i] in DETERMINERS:
            i -= 1
        return i if self._key(i) == "of" and i - 1 in self._ends else -1

    def _counts(self, number: Number) -> bool:
        """Whether it can count people: no measure, age, date or money, and no thing named right after it."""
        if number.span is not None and (_kind_of(number) is not UnitKind.COUNT or isinstance(number.span.best, float)):
            return False
        before = self._ends.get(number.first - 2)
        if before and self._key(number.first - 1) in ("and", "or") and _kind_of(before) in (UnitKind.AGE, UnitKind.DATE_DAY):
            return False
        if number.last < len(self.keys) and self.words.gap(number.last).strip() in ("-", "\u2010", "\u2011"):
            return False
        head = ""
        for j in range(number.last, min(number.last + 4, len(self.keys))):
            key = self.keys[j]
            if self._ended(j) or j in self._cues or j in self._inside or key in AUXILIARIES:
                break
            if key in PREPOSITIONS or key in SUBORDINATORS or key in _GLUE or key in TIME_WORDS or is_verb(self.words, j):
                break
            head = key
        return not _is_thing(head)


def _kind_of(number: Number) -> UnitKind:
    return number.span.unit_kind if number.span else UnitKind.COUNT


def _is_thing(noun: str) -> bool:
    stems = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    if noun.endswith("ies"):
        stems.add(noun[:-3] + "y")
    return not stems.isdisjoint(THINGS)
