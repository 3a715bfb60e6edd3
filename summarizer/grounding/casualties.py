"""Which casualty kind governs each number of a sentence, so that two figures of one sentence cannot change places.

Cues govern to the left ("five were killed", "five dead", "five deaths") or to the right ("killed five", "the killing of
five", "the toll rose to five"); which of the two an "-ed" form does is read from its neighbours. A number reached by no
cue, or by cues of two kinds at once ("20 killed or wounded"), is governed by none in particular.
"""

from __future__ import annotations

from summarizer.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    INCLUDING,
    LINKS,
    PATIENT_VERBS,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBORDINATORS,
    word_set,
)

from .casualty_cues import RELATIVE, Cue, Cued
from .grammar import comma_before, is_verb
from .numbered import GLUE, GROUPS, Number
from .text import Words

_REACH = 25
_TOLL_LEADS = word_set("to at of is was reached exceeded hit passed topped stood are were")


class Casualties(Cued):
    """The numbers of one sentence and the casualty kinds that govern them."""

    def __init__(self, words: Words, extra: tuple[int, int] | None = None) -> None:
        super().__init__(words, extra)
        self._left: dict[Number, Cue] = {}
        self._right: dict[Number, tuple[Cue, bool]] = {}
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
        return left.at if left else right[0].at if right else None

    def _govern(self) -> None:
        for cue in sorted(self.cues.values()):
            if cue.toll:
                self._toll(cue)
            elif cue.right:
                self._reach_right(cue)
            else:
                self._reach_left(cue)
        for number in self.numbers:
            self._zero(number)

    def _zero(self, number: Number) -> None:
        """ "none has caused a death", "no loss of life": a zero belongs to the first cue after it in its clause."""
        if number.span is None or number.span.best != 0 or number in self._left or number in self._right:
            return
        for j in range(number.last, min(number.last + 8, len(self.keys))):
            if self.ended(j) or j in self.starts:
                return
            if j in self.cues:
                self._left[number] = self.cues[j]
                return

    def _toll(self, cue: Cue) -> None:
        for number in self.numbers:
            if number.first > cue.at and self.key(number.first - 1) in _TOLL_LEADS and self.counts(number):
                between = range(cue.at + 1, number.first)
                if not any(self.words.breaks(m) for m in between) and len(between) <= _REACH:
                    self._right[number] = (cue, True)
                return

    def _reach_right(self, cue: Cue) -> None:
        j, first, blocked = cue.at + 1, True, False
        while j not in self.starts and (
            self.key(j) in ("of", "to", "among", "at") or self.key(j) in BE or self.key(j).startswith("includ")
        ):
            j += 1
        start = j
        while j < len(self.keys) and j - cue.at <= _REACH:
            if (self.words.breaks(j) and not (j == start and ":" in self.words.gap(j))) or self._stops_list(j, start):
                return
            blocked = blocked and not comma_before(self.words, j)
            if j in self.starts:
                number = self.starts[j]
                if not blocked and self.counts(number):
                    self._right[number] = (cue, first)
                first, j = False, number.last
                continue
            key = self.keys[j]
            if j in self.cues:
                if self.cues[j].kinds != cue.kinds or not self.joined(cue.at, j):
                    return
            elif key in GLUE or key in INCLUDING or key == "including":
                blocked = key == "with" and self.key(j - 1) not in ("along", "together")
            elif key in SUBORDINATORS or key in RELATIVE or is_verb(self.words, j):
                return
            elif key in PREPOSITIONS and not (key == "of" and self.key(j - 1) in GROUPS):
                blocked = True
            j += 1

    def _stops_list(self, j: int, start: int) -> bool:
        if j == start or not comma_before(self.words, j):
            return False
        key = self.keys[j]
        if self._speaks(j):
            return True
        return not (j in self.starts or key in GLUE or key in INCLUDING or key in DETERMINERS or key == "as")

    def _speaks(self, j: int) -> bool:
        """ "killing 17, two medics said": what follows the comma is the subject of a speech verb, not one more of
        the dead.
        """
        for k in range(j, len(self.keys)):
            if k > j and (self.words.breaks(k) or comma_before(self.words, k) or k in self.cues):
                return False
            if self.keys[k] in SPEECH_VERBS:
                return k > j
        return False

    def _reach_left(self, cue: Cue) -> None:
        first = j = self._before_links(cue)
        got = False
        while j >= 0 and cue.at - j <= _REACH:
            if (j < first or j + 1 < cue.at) and self._cut(j + 1, cue.at, got):
                return
            number = self.ends.get(j)
            if number:
                if j == first and self.partitive(number) >= 0:
                    self._left[number] = cue
                    return
                if self.counts(number) and not self.adjunct(number):
                    self._left[number] = cue
                    got = True
                    if not self._glued(number.first):
                        return
                j = number.first - 1
                continue
            if j in self.cues and not (self.cues[j].kinds == cue.kinds and self.joined(j, cue.at)):
                part = self.partitive(self.ends[j - 1]) if j - 1 in self.ends else -1
                if part < 0:
                    return
                j = part - 1
                continue
            if self.keys[j] in SUBORDINATORS and self.keys[j] not in RELATIVE:
                return
            if is_verb(self.words, j) and j not in self.cues and not ("injured" in cue.kinds and self._treats(j)):
                j = self._before_relative(j)
                continue
            j -= 1

    def _before_links(self, cue: Cue) -> int:
        """Last token before the words that join the people to the cue: "were", "remain in", "beaten to"."""
        j = cue.at - 1
        if self.keys[max(0, j) : cue.at + 1] == ("to", "death"):
            j -= 1
            j -= self.key(j).endswith(("ed", "en")) or self.key(j) == "shot"
        while j >= 0 and self._links(j):
            j -= 1
        return j

    def _treats(self, j: int) -> bool:
        return self.keys[j] in PATIENT_VERBS or self.keys[j] in BE

    def _links(self, j: int) -> bool:
        key = self.keys[j]
        linking = (
            key in LINKS
            or key in AUXILIARIES
            or key in ADVERBS
            or key == "not"
            or key in RELATIVE
            or key.endswith("ly")
        )
        return j not in self.ends and linking and not self.words.breaks(j + 1)

    def _cut(self, i: int, end: int, got: bool) -> bool:
        """Whether the reach to the left ends before token `i`."""
        if self.words.breaks(i):
            return True
        if not comma_before(self.words, i):
            return False
        if self.keys[i] in INCLUDING or self.keys[i] in RELATIVE or self.keys[i] == "including":
            return False
        if not got and any(k in SPEECH_VERBS for k in self.keys[i:end]):
            return False
        return not self._listed(i)

    def _listed(self, i: int) -> bool:
        """Whether the segment that ends before the comma at token `i` belongs to a list or is a parenthesis."""
        j, listed = i - 1, False
        while j >= 0 and not self.words.breaks(j + 1):
            if j in self.cues or (is_verb(self.words, j) and j not in self.inside):
                return False
            listed = listed or (j in self.ends and not self.adjunct(self.ends[j]))
            if comma_before(self.words, j):
                return listed or self.keys[j] in INCLUDING
            j -= 1
        return listed

    def _before_relative(self, j: int) -> int:
        for k in range(j - 1, max(-1, j - 12), -1):
            if k in self.inside or self.words.breaks(k + 1):
                break
            if self.keys[k] in RELATIVE:
                return k - 1
        return -1

    def _glued(self, i: int) -> bool:
        """Whether the number at token `i` goes on from another one: in a list, or as a part of it ("40, including 16")."""
        return i > 0 and (
            self.keys[i - 1] == "including"
            or comma_before(self.words, i)
            or self.keys[i - 1] in GLUE
            or self.keys[i - 2 : i] == ("well", "as")
        )
