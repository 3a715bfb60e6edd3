"""Is a record's `status` what the cited sentences say?

The event is looked for at its anchors: words that tell its class, nearest to the record's own values. What the text says
of the anchors (fact, plan, threat, denial …) must agree with the status. Where it agrees with another one only, the
status is repaired; where it is only denied by a speaker, or unclear, the record is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.lexicon import AUXILIARIES, FUNCTION_WORDS, IRREGULAR_PAST
from summarizer.schemas.codebook import Status
from summarizer.schemas.reasons import Reason

from .clauses import Reality
from .grammar import is_verb
from .sources import Source
from .triggers import trigger
from .values import Found

ASSERTS = frozenset({Status.OCCURRED, Status.ONGOING})
"""Statuses that say it is so."""
_ACCEPTS: dict[Status, frozenset[Reality]] = {
    Status.OCCURRED: frozenset({Reality.ASSERTED}),
    Status.ONGOING: frozenset({Reality.ASSERTED}),
    Status.PLANNED: frozenset({Reality.PLANNED, Reality.THREATENED, Reality.POSSIBLE}),
    Status.THREATENED: frozenset({Reality.PLANNED, Reality.THREATENED, Reality.POSSIBLE}),
    Status.HYPOTHETICAL: frozenset({Reality.POSSIBLE, Reality.PLANNED, Reality.THREATENED, Reality.FOILED}),
    Status.FOILED: frozenset({Reality.FOILED, Reality.CANCELLED, Reality.NEGATED}),
    Status.DID_NOT_OCCUR: frozenset({Reality.NEGATED, Reality.DENIED, Reality.CANCELLED, Reality.FOILED}),
}
_REPAIR = {
    Reality.ASSERTED: Status.OCCURRED,
    Reality.PLANNED: Status.PLANNED,
    Reality.THREATENED: Status.THREATENED,
    Reality.POSSIBLE: Status.HYPOTHETICAL,
    Reality.FOILED: Status.FOILED,
    Reality.CANCELLED: Status.DID_NOT_OCCUR,
    Reality.NEGATED: Status.DID_NOT_OCCUR,
}
_SAID_AS = {
    Reality.ASSERTED: "tells it as fact",
    Reality.PLANNED: "tells it as planned or announced",
    Reality.THREATENED: "tells it as a threat",
    Reality.POSSIBLE: "tells it as possible, feared or asked for",
    Reality.FOILED: "tells it as attempted or prevented",
    Reality.CANCELLED: "tells it as called off or refused",
    Reality.NEGATED: "says that it is not so",
    Reality.DENIED: "only gives a denial of it",
}
_FAR = 15


class Verdict(NamedTuple):
    """`status` to keep (None refuses the record); `reason` and `message` when something was wrong."""

    status: Status | None
    reason: Reason | None = None
    message: str = ""


class _Anchor(NamedTuple):
    source: Source
    index: int

    @property
    def reality(self) -> Reality:
        return self.source.clauses.reality[self.index]


def check_status(status: Status, event_class: str, cited: Sequence[Source], found: Sequence[Found], actors: Sequence[Found]) -> Verdict:
    """Compare `status` with what the cited sentences say of the event.

    `found` are the places of the record's values, `actors` those of its initiators.
    """
    anchors = _voted(_anchors(event_class, cited), found) or _fallback(cited, actors or found)
    if not anchors:
        return Verdict(status)
    accepted = _ACCEPTS[status]
    realities = [a.reality for a in anchors]
    agreeing = sum(r in accepted for r in realities)
    if agreeing * 2 >= len(realities) and agreeing:
        return Verdict(status)
    if status not in ASSERTS and (any(_operates(s, accepted) for s in cited) or not any(_past(a) for a in anchors)):
        # The cue is there, though not over the words found: never raise a plan to a fact on a guess.
        return Verdict(status)
    return _repair(status, realities)


def _repair(status: Status, realities: list[Reality]) -> Verdict:
    reality, _ = Counter(realities).most_common(1)[0]
    if len(set(realities)) > 1 and Reality.DENIED in realities and reality is not Reality.ASSERTED:
        reality = Reality.DENIED
    said = f'The text {_SAID_AS[reality]}, not as "{status}"'
    reason = Reason.DENIED if reality in (Reality.DENIED, Reality.NEGATED) else Reason.STATUS_UNSUPPORTED
    repaired = _REPAIR.get(reality)
    if repaired is None or (repaired in _ACCEPTS and repaired == status):
        return Verdict(None, reason, f"{said}: record dropped.")
    return Verdict(repaired, reason, f'{said}: changed to "{repaired}".')


def _anchors(event_class: str, cited: Sequence[Source]) -> list[_Anchor]:
    pattern = trigger(event_class)
    if pattern is None:
        return []
    out = []
    for source in cited:
        operators = {op.index for op in source.clauses.operators}
        own = event_class in ("statement", "agreement_ceasefire")
        out.extend(
            _Anchor(source, i)
            for i, key in enumerate(source.words.keys)
            if key not in AUXILIARIES and (own or i not in operators) and pattern.match(key)
        )
    return out


def _voted(anchors: list[_Anchor], found: Sequence[Found]) -> list[_Anchor]:
    """The anchors nearest to the record's values, each value one vote; all anchors when no value is near any."""
    votes: list[_Anchor] = []
    for place in found:
        near = [a for a in anchors if a.source is place.source]
        if near:
            votes.append(min(near, key=lambda a: _distance(a, place)))
    return votes or anchors


def _distance(anchor: _Anchor, place: Found) -> int:
    first, last = anchor.source.clauses.clause(anchor.index)
    steps = min(abs(anchor.index - place.first), abs(anchor.index - place.last + 1))
    return steps + (0 if first <= place.first < last else _FAR)


def _fallback(cited: Sequence[Source], near: Sequence[Found]) -> list[_Anchor]:
    """Without words of the class: the content words after the actors in their clause, else of the first sentence."""
    for place in near:
        source = place.source
        _, last = source.clauses.clause(place.first)
        rest = _content(source, place.last, max(last, place.last))
        if rest:
            return rest
    return _content(cited[0], 0, len(cited[0].words)) if cited else []


def _content(source: Source, first: int, last: int) -> list[_Anchor]:
    operators = {op.index for op in source.clauses.operators}
    keys = source.words.keys
    return [_Anchor(source, i) for i in range(first, last) if keys[i] not in FUNCTION_WORDS and i not in operators and len(keys[i]) > 2]


def _operates(source: Source, accepted: frozenset[Reality]) -> bool:
    return any(op.reality in accepted for op in source.clauses.operators)


def _past(anchor: _Anchor) -> bool:
    """Whether the anchor is told in the past: a past form itself, or one in its clause."""
    words = anchor.source.words
    first, last = anchor.source.clauses.clause(anchor.index)
    return any(
        words.keys[i] in ("was", "were", "had", "has", "have") or words.keys[i] in IRREGULAR_PAST or (
            words.keys[i] not in AUXILIARIES and is_verb(words, i)
        )
        for i in range(first, last)
    )
