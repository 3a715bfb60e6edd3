"""Constructions that leave open whether something is so, whatever the words that govern them.

A second line behind the lists of cue words: "poised to strike", "is mulling bombing", "it is untrue that …", "poured scorn
on claims that …" need no word of the lexicon to be read as no plain fact.
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
    FACT_ADJECTIVES,
    FACT_GERUNDS,
    FACT_NOUNS,
    FAIL_WORDS,
    FALSE_WORDS,
    FOIL_WORDS,
    HAPPENING,
    IMPLICATIVE_AUXILIARIES,
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
    SUPPORTING,
    THREAT_WORDS,
)

from .grammar import comma_before, is_verb
from .text import Words


from .scopes import Operator, Reality, Scopes


def open_construction(s: Scopes, i: int) -> list[Operator]:
    """Constructions that leave open whether it is so, whatever the words that govern them."""
    key, after = s.keys[i], s.key(i + 1)
    if key == "to":
        if not _open_infinitive(s, i):
            return []
        bare = s.key(i + 2) in DETERMINERS or s.key(i + 2) in PREPOSITIONS
        return [Operator(i, Reality.PLANNED, i + 1, i + 2 if bare else min(i + 3, s.end(i)))]
    if key == "that" and _open_clause(s, i):
        return [Operator(i, Reality.POSSIBLE, i + 1, s.end(i))]
    if after.endswith("ing") and len(after) > 5 and not _plain_noun(s, i + 1) and _open_gerund(s, i):
        return [Operator(i, Reality.POSSIBLE, i + 1, s.end(i))]
    if key in REPORT_NOUNS and after in ("that", "of") and _against(s, i):
        return [Operator(i, Reality.DENIED, i + 1, s.end(i))]
    return []


def _open_infinitive(s: Scopes, i: int) -> bool:
    """ "poised to strike"; not "to Marden", "continued to shell", "had to flee"."""
    before, after = s.key(i - 1), s.key(i + 1)
    if not after or after.endswith(("ing", "ed")) or before in IMPLICATIVE_AUXILIARIES or before == "according":
        return False
    if after in DETERMINERS or after in PREPOSITIONS or after in PRONOUNS or any(c.isdigit() for c in after):
        return False
    return not any(k in IMPLICATIVES for k in s.keys[max(0, i - 4) : i])


def _open_clause(s: Scopes, i: int) -> bool:
    """ "it is untrue that X …", "a fabrication that X …": only known nouns and adjectives make such a clause a fact."""
    before, after = s.key(i - 1), s.key(i + 1)
    starts_clause = after in DETERMINERS or after in PRONOUNS or not (after in AUXILIARIES or is_verb(s.words, i + 1))
    if not starts_clause or before in REPORT_NOUNS or before in FACT_NOUNS:
        return False
    if s.key(i - 2) in BE and s.key(i - 3) == "it":
        return before not in FACT_ADJECTIVES and before not in SPEECH_VERBS
    return s.key(i - 2) in ("a", "an") and any(k in SPEECH_VERBS for k in s.keys[max(0, i - 5) : i - 2])


def _open_gerund(s: Scopes, i: int) -> bool:
    """ "is mulling bombing", "refrained from bombing", "on the brink of bombing"."""
    key = s.keys[i]
    if any(k in ACCUSING for k in s.keys[max(0, i - 6) : i + 1]):
        return False
    if key in ("from", "against", "out", "on", "about", "at", "towards", "toward"):
        return is_verb(s.words, i - 1) or s.key(i - 1).endswith("s") or s.key(i - 1) in ("back", "short")
    if key == "of":
        noun = s.key(i - 1)
        return noun in ("short", "brink", "verge", "point", "edge") or s.key(i - 2) in ("verge", "eve")
    verbal = (is_verb(s.words, i) and key not in AUXILIARIES) or (key.endswith("ing") and s.key(i - 1) in BE)
    return verbal and key not in FACT_GERUNDS and not s.words.breaks(i + 1) and not comma_before(s.words, i + 1)


def _plain_noun(s: Scopes, i: int) -> bool:
    """An "-ing" word that is a noun: "the shelling of Marden", but not "shelling the town"."""
    return s.keys[i] in _ING_NOUNS and s.key(i + 1) not in DETERMINERS


def _against(s: Scopes, i: int) -> bool:
    """Whether a verb that may turn against it governs "claims that …"."""
    for j in range(i - 1, max(-1, i - 5), -1):
        key = s.keys[j]
        if key in SUPPORTING or s.words.breaks(j + 1):
            return False
        if is_verb(s.words, j) or key.endswith("ing"):
            return True
    return False


_ING_NOUNS and self.key(i + 1) not in DETERMINERS

    def _against(self, i: int) -> bool:
        """Whether a verb that may turn against it governs "claims that …"."""
        for j in range(i - 1, max(-1, i - 5), -1):
            key = self.keys[j]
            if key in SUPPORTING or self.words.breaks(j + 1):
                return False
            if is_verb(self.words, j) or key.endswith("ing"):
                return True
        return False

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
            if comma_before(self.words, j) and (conditional or key in SPEECH_VERBS or self._new_clause(j)):
                return j
            if key in ("and", "but") and (self.key(j + 1) in SPEECH_VERBS or (modal and self._tensed(j + 1))):
                return j
            if key == "by" and self.keys[i] in FOIL_WORDS and self.key(j + 1).endswith("ing"):
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
_TAKES_OBJECT = frozenset("promise promises promised pledge pledges pledged propose proposes proposed plan plans planned".split())
_PLAIN = {k: Reality.PLANNED for k in MODALS_FUTURE if not k.endswith("n't")} | {
    k: Reality.POSSIBLE for k in MODALS_POSSIBLE if not k.endswith("n't") and k != "cannot"
}
_ING_NOUNS = frozenset("during building buildings morning evening according including shelling following bombing meeting".split())
