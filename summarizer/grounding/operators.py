"""The operators of a sentence, found by cue words."""

from __future__ import annotations

from summarizer.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CANCEL_WORDS,
    DENIAL_VERBS,
    DETERMINERS,
    DISMISSAL_VERBS,
    FAIL_WORDS,
    FALSE_WORDS,
    FOIL_WORDS,
    FORMS,
    HAPPENING,
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
    word_set,
)

from .constructions import open_construction
from .grammar import comma_before, is_month, is_verb
from .scopes import Operator, Reality, Scopes

_NOT_ONLY = word_set("only just merely")
_AHEAD = {"sight": ("in",), "reach": ("within",), "offing": ("the",), "cards": ("the",), "horizon": ("the",)}
"""What is "in sight" or "on the cards" has not come; by the word, those that may stand before it."""
_NEUTRAL_NEGATIONS = word_set("doubt later least longer more fewer less than")


class Operators(Scopes):
    """Finds every operator of a sentence."""

    def find(self) -> tuple[Operator, ...]:
        """All operators, those that also cover their subject twice."""
        found = [op for i in range(len(self.keys)) if self._may_operate(i) for op in self._operators(i)]
        return (*found, *(op for o in found for op in self._over_subject(o)))

    def _may_operate(self, i: int) -> bool:
        """Whether any rule could apply, told quickly: most words are no cue, and no gerund follows them."""
        key = self.keys[i]
        return key in _CUES or key.endswith("n't") or self.key(i + 1).endswith("ing")

    def _over_subject(self, op: Operator) -> list[Operator]:
        """ "the raid was not carried out", "talks will be held": the subject shares the verb's lot."""
        if op.first <= op.at or not self._happens(op):
            return []
        first = op.at
        while first > 0 and not self.ends_clause(first):
            if is_verb(self.words, first - 1) and self.keys[first - 1] not in AUXILIARIES:
                break
            first -= 1
        return [Operator(op.at, op.reality, first, op.at)]

    def _happens(self, op: Operator) -> bool:
        """Whether a passive, "take place" or the like follows the operator at once."""
        for i in range(op.first, min(op.first + 4, op.last)):
            key, before = self.keys[i], self.key(i - 1)
            if key in HAPPENING or (key in ("take", "taken", "go", "gone") and self.key(i + 1) in ("place", "ahead")):
                return True
            if before in BE and (key.endswith("ed") or key in ("held", "made", "begun", "done")):
                return True
        return False

    def _operators(self, i: int) -> list[Operator]:
        key = self.keys[i]
        reality = _PLAIN.get(key)
        if reality is not None and not is_month(self.words, i):
            return [Operator(i, reality, i + 1, self.end(i, modal=True))]
        if key.endswith("n't") or key in NEGATORS:
            return self._negation(i)
        if key in DENIAL_VERBS or (key in DISMISSAL_VERBS and self._dismisses(i)):
            return self._denial(i)
        return self._lexical(i) or open_construction(self, i)

    def _negation(self, i: int) -> list[Operator]:
        key, after = self.keys[i], self.key(i + 1)
        if after in _NOT_ONLY or after in _NEUTRAL_NEGATIONS:
            return []
        if key.endswith("n't"):
            out = [Operator(i, Reality.NEGATED, i + 1, self.end(i, modal=True))]
            if key.startswith(("would", "could", "should", "might")):
                out.append(Operator(i, Reality.POSSIBLE, i + 1, self.end(i, modal=True)))
            return out
        negated = Operator(i, Reality.NEGATED, i + 1, self.end(i, modal=True))
        if key == "no" and self._nothing_done(i - 1):
            return [negated, Operator(i, Reality.NEGATED, i - 1, i)]
        return [negated]

    def _nothing_done(self, i: int) -> bool:
        """ "has sent no forces": nothing was sent. A strike that "killed nobody" was one, and who "said no" has spoken."""
        key = self.key(i)
        if not key or key in FORMS or key in SPEECH_VERBS or key in AUXILIARIES:
            return False
        return is_verb(self.words, i)

    def _denial(self, i: int) -> list[Operator]:
        if self.key(i - 1) in BE and self.key(i + 1) != "by" and self.keys[i].endswith("ied"):
            first = self.clause(i)[0]
            return [Operator(i, Reality.DENIED, first, i), Operator(i, Reality.DENIED, i + 1, self.end(i))]
        if self.key(i + 1) in ("responsibility", "access", "entry", "permission", "bail", "visas", "medical"):
            # What others did stands; only the denier's part in it is denied.
            return []
        report = self._report(i)
        if comma_before(self.words, i + 1) or i + 1 == len(self.keys):
            return []
        if report is not None and self.key(report + 1) not in ("that", "of", "it", "its", "they", "about"):
            return []
        return [Operator(i, Reality.DENIED, i + 1, self.end(i))]

    def _dismisses(self, i: int) -> bool:
        return self.key(i + 1) == "that" or self._report(i) is not None

    def _report(self, i: int) -> int | None:
        """Token index of the "claims" in "denied claims that …"; None without such a noun."""
        for j in range(i + 1, min(i + 6, len(self.keys))):
            if self.keys[j] in REPORT_NOUNS:
                return j
            if self.keys[j] not in DETERMINERS and self.keys[j] in PREPOSITIONS:
                return None
        return None

    def _lexical(self, i: int) -> list[Operator]:
        key = self.keys[i]
        if key in _CALLS and self.key(i + 1) == "off":
            return [
                Operator(i, Reality.CANCELLED, *((self.clause(i)[0], i) if self._passive(i) else (i + 2, self.end(i))))
            ]
        for table, reality, passive in _COMPLEMENTS:
            if key not in table:
                continue
            if key in PLAN_NOUN_WORDS and self._before_noun(i):
                return [Operator(i, reality, i + 1, min(i + 4, self.end(i)))]
            if passive and self._passive(i):
                return [Operator(i, reality, self.clause(i)[0], i)]
            if reality in (Reality.FOILED, Reality.CANCELLED) and table is not FAIL_WORDS:
                return [Operator(i, reality, i + 1, self.end(i, modal=True))]
            to = self._complement(i)
            if to is None and key in _TAKES_OBJECT:
                to = i + 1
            return [Operator(i, reality, to, self.end(i, modal=True))] if to else []
        if key in FALSE_WORDS and self.key(i - 1) in BE:
            return [Operator(i, Reality.DENIED, self._subject(i), i)]
        if i and self.keys[i - 1] in _AHEAD.get(key, ()):
            # "A truce is in sight": what the sentence is about is still to come.
            return [Operator(i, Reality.POSSIBLE, self._subject(i), i)]
        if key in POSSIBLE_WORDS:
            return [Operator(i, Reality.POSSIBLE, i + 1, self.end(i, conditional=key in ("if", "unless", "whether")))]
        return []

    def _subject(self, i: int) -> int:
        """First token of the clause whose predicate ends at `i`."""
        first = i
        while first > 0 and not self.words.breaks(first) and self.keys[first - 1] not in ("says", "said", "and", "but"):
            first -= 1
        return first

    def _before_noun(self, i: int) -> bool:
        return (
            self.key(i - 1) in DETERMINERS or self.key(i - 1) in PREPOSITIONS or self.key(i - 1) in PRONOUNS
        ) and self.key(i + 1) not in ("to", "by", "for")

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
        return (
            i + 1
            if self.keys[i] in ("planning", "planned", "plan", "plans", "expected", "scheduled", "due", "set")
            else None
        )


_COMPLEMENTS = (
    (FOIL_WORDS, Reality.FOILED, True),
    (FAIL_WORDS, Reality.FOILED, False),
    (CANCEL_WORDS, Reality.CANCELLED, True),
    (THREAT_WORDS, Reality.THREATENED, False),
    (PLAN_WORDS | PLAN_NOUN_WORDS, Reality.PLANNED, True),
    (REQUEST_WORDS, Reality.POSSIBLE, False),
)
_CALLS = word_set("call calls called calling")
_TAKES_OBJECT = word_set(
    "promise promises promised pledge pledges pledged propose proposes proposed plan plans planned"
)
_PLAIN = {k: Reality.PLANNED for k in MODALS_FUTURE if not k.endswith("n't")} | {
    k: Reality.POSSIBLE for k in MODALS_POSSIBLE if not k.endswith("n't") and k != "cannot"
}
_CUES = frozenset(_AHEAD).union(
    _PLAIN, NEGATORS, DENIAL_VERBS, DISMISSAL_VERBS, FALSE_WORDS, POSSIBLE_WORDS, REPORT_NOUNS, ("to", "that"),
    *(table for table, _, _ in _COMPLEMENTS),
)  # fmt: skip
