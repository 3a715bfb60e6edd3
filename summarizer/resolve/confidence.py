"""How likely a record tells an event that the article tells, with the right class: `confidence.extraction`.

A logistic score over signs of the record itself:

    p = 1 / (1 + exp(-(BASE + sum of the weights of its signs)))

The weights were fitted on the development half of the gold set with the embedded 1.5B model asked by sentence
(`python -m evals.fit_confidence RUN`). They are this project's; for another model read the order of records rather than
the level. That values stand in the text is not among the signs: what does not stand there has been removed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from summarizer.schemas.codebook import EventClass, Status
from summarizer.schemas.codebook_parts import ActorRole, TimeBasis
from summarizer.schemas.event import EventRecord

BASE = 1.02
_OWN_TIME = (TimeBasis.EXPLICIT_DATE, TimeBasis.RELATIVE_EXPRESSION)
_DOERS = (ActorRole.INITIATOR, ActorRole.SUSPECTED, ActorRole.PARTICIPANT)
_UNCLEAR = (EventClass.GROUND_OFFENSIVE, EventClass.ATTACK_ON_CIVILIANS)


class Sign(NamedTuple):
    """Something of a record that speaks for it or against it."""

    name: str
    weight: float
    holds: Callable[[EventRecord], bool]


SIGNS = (
    Sign("of no class of its own", -0.62, lambda r: r.event_class is EventClass.OTHER),
    Sign("an attack by unclear means", -1.77, lambda r: r.event_class in _UNCLEAR),
    Sign("a time of its own", 0.86, lambda r: r.time.raw is not None and r.time.basis in _OWN_TIME),
    Sign("a doer named", 0.40, lambda r: any(a.role in _DOERS for a in r.actors)),
    Sign("not told as fact", -0.38, lambda r: r.status not in (Status.OCCURRED, Status.ONGOING)),
    Sign("means named", 0.35, lambda r: bool(r.weapons)),
)


def signs_of(record: EventRecord) -> list[Sign]:
    """The signs that hold for a record."""
    return [sign for sign in SIGNS if sign.holds(record)]


def likelihood(record: EventRecord) -> float:
    """The probability, with two decimals."""
    score = BASE + sum(sign.weight for sign in signs_of(record))
    return round(1 / (1 + math.exp(-score)), 2)
