"""Whether a sentence tells each of its words as fact, or denies, plans, threatens, conditions or averts it.

Operators ("denied", "due to", "if", "not", "foiled") mark the words in their scope. A scope runs to the right until the
clause ends, or to the left over the subject of a passive ("the meeting was cancelled"). No parser: scopes end at strong
punctuation, at subordinators ("after", "while", "which": what they introduce is told as fact even under a negation) and
at a comma or "and" that starts a new finite clause.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from summarizer.lexicon import (
    ACCUSING,
    ADVERBS,
    AUXILIARIES,
    BE,
    CANCEL_WORDS,
    DENIAL_VERBS,
    DETERMINERS,
    DISMISSAL_VERBS,
    EVENT_VERBS,
    FAIL_WORDS,
    FOIL_WORDS,
    IMPLICATIVES,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    NEGATORS,
    PLAN_NOUN_WORDS,
    PLAN_WORDS,
    POSSIBLE_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    REPORT_NOUNS,
    REQUEST_WORDS,
    SPEECH_VERBS,
    SUBORDINATORS,
    THREAT_WORDS,
)

from .grammar import comma_before, is_verb
from .text import Words


class Reality(str, Enum):
    """How a word is told."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    DENIED = "denied"
    """A speaker denies it: the text itself does not say that it is untrue."""
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    """Conditional, feared, requested, or only possible."""
    FOILED = "foiled"
    CANCELLED = "cancelled"


class Operator(NamedTuple):
    """A cue word at token `index` that takes the tokens `first` up to `last` out of plain fact."""

    index: int
    reality: Reality
    first: int
    last: int


_RANK = {r: n for n, r in enumerate((
    Reality.ASSERTED, Reality.POSSIBLE, Reality.PLANNED, Reality.THREATENED, Reality.FOILED, Reality.CANCELLED,
    Reality.NEGATED, Reality.DENIED,
))}  # fmt: skip
_NOT_ONLY = frozenset("only just merely".split())
_NEUTRAL_NEGATIONS = frozenset("doubt later least longer more fewer less than".split())


class Clauses:
    """The operators of one sentence and, token by token, how the sentence tells it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.keys = words.keys
        found = [op for i in range(len(self.keys)) for op in self._operators(i)]
        self.operators = (*found, *(op for o in found for op in self._over_subject(o)))
        self.reality = [Reality.ASSERTED] * len(self.keys)
        for op in self.operators:
            for i in range(op.first, op.last):
                if _RANK[op.reality] > _RANK[self.reality[i]]:
                    self.reality[i] = op.reality
        self._soften_double()

    def key(self, i: int) -> str:
        """The folded token `i`; empty outside the sentence."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def clause(self, i: int) -> tuple[int, int]:
        """Token range of the simple clause around token `i`."""
        first = i
        while first > 0 and not self._ends_clause(first):
            first -= 1
        last = i + 1
        while last < len(self.keys) and not self._ends_clause(last):
            last += 1
        return first, last

    def _soften_double(self) -> None:
        """ "did not deny bombing", "never ruled out": a negated denial asserts nothing either way, so it is only possible."""
        for op in self.operators:
            if op.reality in (Reality.DENIED, Reality.CANCELLED, Reality.FOILED) and self.reality[op.index] is Reality.NEGATED:
                for i in range(op.first, op.last):
                    self.reality[i] = Reality.ASSERTED if op.reality is not Reality.DENIED else Reality.POSSIBLE

    def _over_subject(self, op: Operator) -> list[Operator]:
        """ "the raid was not carried out", "talks will be held": the subject shares the verb's lot."""
        if op.first <= op.index or not any(k in EVENT_VERBS for k in self.keys[op.first : min(op.first + 3, op.last)]):
            return []
        if not is_verb(self.words, op.index) and not any(self.key(op.index - k) in AUXILIARIES for k in (1, 2)):
            return []
        return [Operator(op.index, op.reality, self.clause(op.index)[0], op.index)]

    def _operators(self, i: int) -> list[Operator]:
        key = self.keys[i]
        reality = _PLAIN.get(key)
        if reality is not None:
            return [Operator(i, reality, i + 1, self._end(i, modal=True))]
        if key.endswith("n't") or key in NEGATORS:
            return self._negation(i)
        if key in DENIAL_VERBS or (key in DISMISSAL_VERBS and self._dismisses(i)):
            return self._denial(i)
        return self._lexical(i) or self._irrealis(i)

    def _negation(self, i: int) -> list[Operator]:
        key, after = self.keys[i], self.key(i + 1)
        if after in _NOT_ONLY or after in _NEUTRAL_NEGATIONS:
            return []
        if key.endswith("n't"):
            out = [Operator(i, Reality.NEGATED, i + 1, self._end(i, modal=True))]
            if key.startswith(("would", "could", "should", "might")):
                out.append(Operator(i, Reality.POSSIBLE, i + 1, self._end(i, modal=True)))
            return out
        return [Operator(i, Reality.NEGATED, i + 1, self._end(i, modal=True))]

    def _denial(self, i: int) -> list[Operator]:
        if self.key(i - 1) in BE and self.key(i + 1) != "by" and self.keys[i].endswith("ied"):
            first = self.clause(i)[0]
            return [Operator(i, Reality.DENIED, first, i), Operator(i, Reality.DENIED, i + 1, self._end(i))]
        if self.key(i + 1) in ("responsibility", "access", "entry", "permission", "bail", "visas", "medical"):
            # What others did stands; only the denier's part in it is denied.
            return []
        if comma_before(self.words, i + 1) or i + 1 == len(self.keys):
            return []
        return [Operator(i, Reality.DENIED, i + 1, self._end(i))]

    def _dismisses(self, i: int) -> bool:
        near = self.keys[i + 1 : i + 6]
        return any(k in REPORT_NOUNS for k in near) or self.key(i + 1) == "that"

    def _lexical(self, i: int) -> list[Operator]:
        key = self.keys[i]
        for table, reality, passive in _COMPLEMENTS:
            if key not in table:
                continue
            if key in PLAN_NOUN_WORDS and self._before_noun(i):
                return [Operator(i, reality, i + 1, min(i + 4, self._end(i)))]
            if passive and self._passive(i):
                return [Operator(i, reality, self.clause(i)[0], i)]
            if reality in (Reality.FOILED, Reality.CANCELLED) and table is not FAIL_WORDS:
                return [Operator(i, reality, i + 1, self._end(i, modal=True))]
            to = self._complement(i)
            return [Operator(i, reality, to, self._end(i, modal=True))] if to else []
        if key in POSSIBLE_WORDS:
            return [Operator(i, Reality.POSSIBLE, i + 1, self._end(i, conditional=key in ("if", "unless", "whether")))]
        return []

    def _before_noun(self, i: int) -> bool:
        return (self.key(i - 1) in DETERMINERS or self.key(i - 1) in PREPOSITIONS or self.key(i - 1) in PRONOUNS) and self.key(
            i + 1
        ) not in ("to", "by", "for")

    def _passive(self, i: int) -> bool:
        j = i - 1
        while j > 0 and (self.keys[j] in ADVERBS or self.keys[j].endswith("ly")):
            j -= 1
        if self.key(i + 1) == "to":
            return False
        return self.key(j) in BE and (self.keys[i].endswith("ed") or self.keys[i] in ("due", "set"))

    def _complement(self, i: int) -> int | None:
        """First token of "to …", "that …", "on …ing" or "…ing" after a verb; None without one within its object."""
        if self.keys[i] in THREAT_WORDS or self.keys[i] in REQUEST_WORDS:
            return i + 1
        for j in range(i + 1, min(i + 9, len(self.keys))):
            if self.words.breaks(j) or (self.keys[j] in SUBORDINATORS and self.keys[j] != "as"):
                return None
            if self.keys[j] in ("to", "that", "will", "would"):
                return j + 1
            if j <= i + 2 and self.keys[j].endswith("ing") and len(self.keys[j]) > 4:
                return j
            if is_verb(self.words, j):
                return None
        return i + 1 if self.keys[i] in ("planning", "planned", "plan", "plans", "expected", "scheduled", "due", "set") else None

    def _irrealis(self, i: int) -> list[Operator]:
        """ "to" and a verb after any word not known to make it fact ("poised to strike"), "of/from/against …ing" likewise."""
        key, before, after = self.keys[i], self.key(i - 1), self.key(i + 1)
        if key == "to" and after and not after.endswith(("ing", "ed")) and before not in IMPLICATIVES:
            if after in DETERMINERS or after in PREPOSITIONS or after in PRONOUNS:
                return []
            if any(k in IMPLICATIVES for k in self.keys[max(0, i - 4) : i]):
                return []
            return [Operator(i, Reality.PLANNED, i + 1, i + 2)]
        if key in ("from", "against", "out", "of") and after.endswith("ing") and len(after) > 5:
            if any(k in ACCUSING for k in self.keys[max(0, i - 6) : i]) or is_plain_noun(after):
                return []
            stopped = is_verb(self.words, i - 1) or any(is_verb(self.words, j) for j in range(max(0, i - 4), i))
            return [Operator(i, Reality.POSSIBLE, i + 1, self._end(i))] if stopped and key != "of" else []
        return []

    def _end(self, i: int, *, modal: bool = False, conditional: bool = False) -> int:
        """Where a scope that starts after token `i` ends."""
        for j in range(i + 1, len(self.keys)):
            key = self.keys[j]
            if self.words.breaks(j):
                return j
            if key in SUBORDINATORS and key not in ("as", "following", "until", "before", "since") and j > i + 1:
                return j
            if key in ("as", "following", "since") and j > i + 1 and comma_before(self.words, j):
                return j
            if comma_before(self.words, j) and (conditional or self._new_clause(j)):
                return j
            if key in ("and", "but") and modal and self._tensed(j + 1):
                return j
            if key == "but":
                return j
        return len(self.keys)

    def _tensed(self, j: int) -> bool:
        """A past verb right after "and": it cannot stand under a modal, "to" or "did not"."""
        while self.key(j) in ADVERBS or self.key(j).endswith("ly"):
            j += 1
        return j < len(self.keys) and is_verb(self.words, j) and self.keys[j] not in ("read", "hit", "cut", "put", "set", "hurt")

    def _new_clause(self, j: int) -> bool:
        """After a comma: a conjunction with a finite verb, or a subject with its verb."""
        key = self.keys[j]
        if key in ("but", "which", "who", "whose", "where", "while", "although", "though", "whereas"):
            return True
        for k in range(j, min(j + 7, len(self.keys))):
            if k > j and (comma_before(self.words, k) or self.words.breaks(k)):
                return False
            if is_verb(self.words, k) and k > j:
                return True
            if self.keys[k] in SPEECH_VERBS and k > j:
                return True
        return False

    def _ends_clause(self, j: int) -> bool:
        key = self.keys[j]
        if self.words.breaks(j) or comma_before(self.words, j):
            return True
        return key in SUBORDINATORS or key in ("that", "who", "but", "if", "unless")


_COMPLEMENTS = (
    (FOIL_WORDS, Reality.FOILED, True),
    (FAIL_WORDS, Reality.FOILED, False),
    (CANCEL_WORDS, Reality.CANCELLED, True),
    (THREAT_WORDS, Reality.THREATENED, False),
    (PLAN_WORDS | PLAN_NOUN_WORDS, Reality.PLANNED, True),
    (REQUEST_WORDS, Reality.POSSIBLE, False),
)
_PLAIN = {k: Reality.PLANNED for k in MODALS_FUTURE if not k.endswith("n't")} | {
    k: Reality.POSSIBLE for k in MODALS_POSSIBLE if not k.endswith("n't") and k != "cannot"
}


def is_plain_noun(word: str) -> bool:
    """Words in -ing that are no verb forms."""
    return word in ("during", "building", "buildings", "morning", "evening", "according", "including", "shelling", "following")
