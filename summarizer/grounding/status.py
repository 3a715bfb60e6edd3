"""Is a record's `status` what the cited sentences say?

The event is looked for at its anchors: words that tell its class, nearest to the record's own values. What the text
says
of the anchors (fact, plan, threat, denial …) must agree with the status. Where it agrees with another one only, the
status is repaired; where it is only denied by a speaker, or unclear, the record is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.lexicon import (
    AUXILIARIES,
    CANCEL_WORDS,
    DENIAL_VERBS,
    DISMISSAL_VERBS,
    FALSE_WORDS,
    FOIL_SIGNS,
    FUNCTION_WORDS,
    IRREGULAR_PAST,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    PLAN_WORDS,
    POSSIBLE_WORDS,
    REQUEST_WORDS,
    SPEECH_VERBS,
    THREAT_WORDS,
    TIME_WORDS,
)
from summarizer.schemas.codebook import Status
from summarizer.schemas.reasons import Reason

from .grammar import is_verb
from .scopes import Reality
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
_FIRST_WORDS = 3
_SAYING = SPEECH_VERBS | DENIAL_VERBS | DISMISSAL_VERBS | REQUEST_WORDS | THREAT_WORDS | PLAN_WORDS | CANCEL_WORDS
_OPEN = PLAN_WORDS | THREAT_WORDS | POSSIBLE_WORDS | MODALS_FUTURE | MODALS_POSSIBLE | frozenset({"tomorrow", "next"})
_DOERS = ("ers", "ors", "er", "or", "men", "man")


class Verdict(NamedTuple):
    """`status` to keep (None refuses the record); `reason` and `message` when something was wrong."""

    status: Status | None
    reason: Reason | None = None
    message: str = ""


class _Anchor(NamedTuple):
    source: Source
    at: int

    @property
    def reality(self) -> Reality:
        return self.source.clauses.reality[self.at]


def check_status(
    status: Status, event_class: str, cited: Sequence[Source], found: Sequence[Found], actors: Sequence[Found]
) -> Verdict:
    """Compare `status` with what the cited sentences say of the event.

    `found` are the places of the record's values, `actors` those of its initiators.
    """
    if not cited:
        return Verdict(status)
    anchors = _voted(_anchors(event_class, cited, actors), found)
    anchors = [*anchors, *_actor_clause(anchors, actors)] if anchors else _fallback(cited, actors or found)
    if not anchors or _agree(anchors, status, event_class):
        return Verdict(status)
    if status not in ASSERTS and (_cued(status, cited) or not any(_past(a) for a in anchors)):
        # The cue is there, though not over the words found: never raise a plan to a fact on a guess.
        return Verdict(status)
    return _repair(status, [a.reality for a in anchors])


def _agree(anchors: list[_Anchor], status: Status, event_class: str) -> bool:
    """Whether most anchors, or most of the most telling sentence, tell it so; one plain speech verb makes a
    statement.
    """
    accepted = _ACCEPTS[status]
    telling = next((s for s in (a.source for a in anchors)), None)
    first = [a for a in anchors if a.source is telling]
    if event_class == "statement" and any(
        a.reality in accepted and a.source.words.keys[a.at] in _SAYING for a in anchors
    ):
        return True
    return any(sum(a.reality in accepted for a in group) * 2 > len(group) for group in (anchors, first))


def _cued(status: Status, cited: Sequence[Source]) -> bool:
    """Whether any word of the cited sentences speaks for a status other than plain fact."""
    signs = FOIL_SIGNS if status is Status.FOILED else _OPEN if status is not Status.DID_NOT_OCCUR else FALSE_WORDS
    accepted = _ACCEPTS[status]
    return any(
        any(
            op.reality in accepted and s.words.keys[op.at] != "to" and not _after_as(s, op.at)
            for op in s.clauses.operators
        )
        or any(key in signs and not _after_as(s, i) for i, key in enumerate(s.words.keys))
        for s in cited
    )


def _after_as(source: Source, at: int) -> bool:
    """ "They met as planned": the plan was kept."""
    return at > 0 and source.words.keys[at - 1] == "as"


def _repair(status: Status, realities: list[Reality]) -> Verdict:
    ranked = Counter(realities).most_common()
    unsure = [r for r, n in ranked if r is not Reality.ASSERTED and n == ranked[0][1]]
    reality = unsure[0] if unsure else ranked[0][0]
    if len(set(realities)) > 1 and Reality.DENIED in realities and reality is not Reality.ASSERTED:
        reality = Reality.DENIED
    said = f'The text {_SAID_AS[reality]}, not as "{status}"'
    reason = Reason.DENIED if reality in (Reality.DENIED, Reality.NEGATED) else Reason.STATUS_UNSUPPORTED
    repaired = _REPAIR.get(reality)
    if repaired is None or (repaired in _ACCEPTS and repaired == status):
        return Verdict(None, reason, f"{said}: record dropped.")
    return Verdict(repaired, reason, f'{said}: changed to "{repaired}".')


def _anchors(event_class: str, cited: Sequence[Source], actors: Sequence[Found]) -> list[_Anchor]:
    """Words of the class in the cited sentences, but for those of the actors' own names ("the Strike Force")."""
    pattern = trigger(event_class)
    if pattern is None:
        return []
    out: list[_Anchor] = []
    for source in cited:
        operators = {op.at for op in source.clauses.operators}
        named = {i for place in actors if place.source is source for i in range(place.first, place.last)}
        own = event_class in ("statement", "agreement_ceasefire")
        out.extend(
            _Anchor(source, i)
            for i, key in enumerate(source.words.keys)
            if i not in named
            and key not in AUXILIARIES
            and not key.endswith(_DOERS)
            and (own or i not in operators)
            and pattern.match(key)
        )
    return out


def _voted(anchors: list[_Anchor], found: Sequence[Found]) -> list[_Anchor]:
    """The anchors nearest to the record's values, each value one vote; all anchors when no value is near any."""
    votes: list[_Anchor] = []
    clauses = {a: a.source.clauses.clause(a.at) for a in anchors}
    for place in found:
        near = [a for a in anchors if a.source is place.source]
        if near:
            votes.append(min(near, key=lambda a: _distance(a.at, clauses[a], place)))
    return votes or anchors


def _distance(at: int, clause: tuple[int, int], place: Found) -> int:
    """Words between an anchor at token `at` and a value; much further where the value is not in the anchor's clause."""
    steps = min(abs(at - place.first), abs(at - place.last + 1))
    return steps + (0 if clause[0] <= place.first < clause[1] else _FAR)


def _actor_clause(anchors: list[_Anchor], actors: Sequence[Found]) -> list[_Anchor]:
    """One more vote where the actor's own clause holds no anchor: what that clause says of its words."""
    for place in actors:
        first, last = place.source.clauses.clause(place.first)
        if any(a.source is place.source and first <= a.at < last for a in anchors):
            return []
        content = _after(place, last)
        if content:
            common = Counter(a.reality for a in content).most_common(1)[0][0]
            return [next(a for a in content if a.reality is common)]
    return []


def _fallback(cited: Sequence[Source], near: Sequence[Found]) -> list[_Anchor]:
    """Without words of the class: the first content words after each value in its clause, else those of the first
    sentence.
    """
    out: list[_Anchor] = []
    for place in near:
        _, last = place.source.clauses.clause(place.first)
        out.extend(_after(place, last))
    return out or _content(cited[0], 0, len(cited[0].words))


def _after(place: Found, last: int) -> list[_Anchor]:
    """The first content words from the verb group on that follows a value in its clause."""
    source = place.source
    operators = {op.at for op in source.clauses.operators}
    verbs = (i for i in range(place.last, last) if i in operators or is_verb(source.words, i))
    return _content(source, next(verbs, place.last), max(last, place.last))[:_FIRST_WORDS]


def _content(source: Source, first: int, last: int) -> list[_Anchor]:
    operators = {op.at for op in source.clauses.operators}
    keys = source.words.keys
    return [
        _Anchor(source, i)
        for i in range(first, last)
        if keys[i] not in FUNCTION_WORDS and keys[i] not in TIME_WORDS and i not in operators and len(keys[i]) > 2
    ]


def _past(anchor: _Anchor) -> bool:
    """Whether the anchor is told in the past: a past form itself, or one in its clause."""
    words = anchor.source.words
    first, last = anchor.source.clauses.clause(anchor.at)
    return any(
        words.keys[i] in ("was", "were", "had", "has", "have")
        or words.keys[i] in IRREGULAR_PAST
        or (words.keys[i] not in AUXILIARIES and is_verb(words, i))
        for i in range(first, last)
    )
