"""Whether a sentence tells each of its words as fact, or denies, plans, threatens, conditions or averts it."""

from __future__ import annotations

from .operators import Operators
from .scopes import Reality
from .text import Words

_RANK = {r: n for n, r in enumerate((
    Reality.ASSERTED, Reality.POSSIBLE, Reality.PLANNED, Reality.THREATENED, Reality.FOILED, Reality.CANCELLED,
    Reality.NEGATED, Reality.DENIED,
))}  # fmt: skip


class Clauses:
    """The operators of one sentence and, token by token, how the sentence tells it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._scopes = Operators(words)
        self.operators = self._scopes.find()
        self.reality = [Reality.ASSERTED] * len(words)
        for op in self.operators:
            for i in range(op.first, op.last):
                if _RANK[op.reality] > _RANK[self.reality[i]]:
                    self.reality[i] = op.reality
        self._soften_double()

    def clause(self, i: int) -> tuple[int, int]:
        """Token range of the simple clause around token `i`."""
        return self._scopes.clause(i)

    def _soften_double(self) -> None:
        """ "did not deny bombing", "never cancelled": a negated denial asserts nothing either way, so it is only
        possible.
        """
        for op in self.operators:
            if (
                op.reality in (Reality.DENIED, Reality.CANCELLED, Reality.FOILED)
                and self.reality[op.at] is Reality.NEGATED
            ):
                for i in range(op.first, op.last):
                    self.reality[i] = Reality.ASSERTED if op.reality is not Reality.DENIED else Reality.POSSIBLE
