"""Operators of a sentence: cue words that take other words out of plain fact, each with its scope.

A scope runs to the right until the clause ends, or to the left over the subject of a passive ("the meeting was
cancelled"). It ends at strong punctuation, at subordinators ("after", "while", "which": what they introduce is told as
fact even under a negation) and at a comma or "and" that starts a new finite clause.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from summarizer.lexicon import (
    ADVERBS,
    FOIL_WORDS,
    SPEECH_VERBS,
    SUBORDINATORS,
)

from .grammar import comma_before, is_verb
from .text import Words

_STARTERS = SUBORDINATORS | {"that", "who", "but", "if", "unless"}


class Reality(str, Enum):
    """How a word is told."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    DENIED = "denied"
    """A speaker denies it: the text itself does not say that it is not so."""
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    """Conditional, feared, requested, or only possible."""
    FOILED = "foiled"
    CANCELLED = "cancelled"


class Operator(NamedTuple):
    """A cue word at token `at` that takes the tokens `first` up to `last` out of plain fact."""

    at: int
    reality: Reality
    first: int
    last: int


class Scopes:
    """A tokenised sentence and where its clauses end."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.keys = words.keys
        self._starts: list[int] | None = None

    def key(self, i: int) -> str:
        """The folded token `i`; empty outside the sentence."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def clause(self, i: int) -> tuple[int, int]:
        """Token range of the simple clause around token `i`."""
        if self._starts is None:
            self._starts = [j for j in range(1, len(self.keys)) if self.ends_clause(j)]
        at = bisect_right(self._starts, i)
        last = self._starts[at] if at < len(self._starts) else max(len(self.keys), i + 1)
        return (self._starts[at - 1] if at else 0), last

    def end(self, i: int, *, modal: bool = False, conditional: bool = False) -> int:
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
        return (
            j < len(self.keys)
            and is_verb(self.words, j)
            and self.keys[j] not in ("read", "hit", "cut", "put", "set", "hurt")
        )

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

    def ends_clause(self, j: int) -> bool:
        return self.keys[j] in _STARTERS or self.words.breaks(j) or comma_before(self.words, j)
