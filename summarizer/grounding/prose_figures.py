"""Numbers of a sentence of prose against those of its sources: value, hedge, what is counted, and what befell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.lexicon import FUNCTION_WORDS, word_set
from summarizer.resolve.numbers import UnitKind
from summarizer.schemas.reasons import Reason

from .lemmas import lemma
from .numbered import Number
from .sources import Source
from .text import keys_of
from .triggers import is_event_word

_PLAIN_KINDS = {UnitKind.YEAR, UnitKind.COUNT}
_BESIDE = 6
"""Words on either side of a number among which stands what it counts."""
_CLOCK_WORDS = word_set("a p m am pm gmt o'clock")


class Toll(NamedTuple):
    """A figure that a record holds: what it counts has been checked when the record was made."""

    raw: str
    people: str
    kind: str


Read = tuple[Toll, Source]
"""A toll, and its words as read."""


def differing_figures(
    said: Source, evidence: Sequence[Source], given: Sequence[Source], tolls: Sequence[Read] = ()
) -> Iterator[tuple[str, Reason, str]]:
    """(words, reason, message) of every number that the evidence does not give, or not for this.

    A number that stands in the evidence may be told of those of whom one of `tolls` has it.
    """
    covered = {i for n in said.casualties.numbers for i in range(n.first, n.last)}
    present = {k for s in (*evidence, *given) for k in s.words.keys}
    for i, key in enumerate(said.words.keys):
        if i not in covered and any(c.isdigit() for c in key) and key not in present:
            yield key, Reason.NUMBER_CHANGED, f'The cited sentences give no "{key}".'
    for number in said.casualties.numbers:
        words = said.words.words(number.first, number.last)
        if (found := _judge(number, words, said, evidence, given)) and not _in_toll(number, said, evidence, tolls):
            yield words, *found


def _judge(
    number: Number, words: str, said: Source, evidence: Sequence[Source], given: Sequence[Source]
) -> tuple[Reason, str] | None:
    clock = number.span is not None and number.span.unit_kind is UnitKind.CLOCK
    if clock and not _stands(number, said, (*evidence, *given)):
        return Reason.NUMBER_CHANGED, f'The cited sentences give no "{words}".'
    same = [(s, n) for s in evidence for n in s.casualties.numbers if _same_number(number, n)]
    if not same:
        vouched = any(_same_number(number, n) for s in given for n in s.casualties.numbers)
        return None if vouched else (Reason.NUMBER_CHANGED, f'The cited sentences give no "{words}".')
    if other := _other_count(number, said, same, evidence):
        return Reason.NUMBER_CHANGED, f'The cited sentences say "{other}", not "{words}".'
    if planted := _other_noun(number, said, same, evidence):
        return Reason.NUMBER_CHANGED, f'The cited sentences do not count "{planted}" by "{words}".'
    kinds = said.casualties.kinds(number)
    if kinds and not any(_held(s.casualties.kinds(n)) == _held(kinds) for s, n in same):
        return Reason.ROLE_SWAPPED, f'The cited sentences do not give "{words}" for {" or ".join(sorted(kinds))}.'
    if not kinds and all(s.casualties.kinds(n) for s, n in same) and not _same_noun(number, said, same):
        return Reason.ROLE_SWAPPED, f'The cited sentences give "{words}" for people harmed, not for this.'
    return None


def _in_toll(number: Number, said: Source, evidence: Sequence[Source], tolls: Sequence[Read]) -> bool:
    """Whether a toll has this number, hedge and all, for this kind of harm and these people."""
    if not any(_same_number(number, n) for s in evidence for n in s.casualties.numbers):
        return False
    kinds, nouns = said.casualties.kinds(number), _nouns(said, number)
    return any(
        kinds == {toll.kind}
        and any(_same_number(number, n) for n in read.casualties.numbers)
        and not {n for n in nouns if not is_event_word(n)} - {lemma(k) for k in keys_of(toll.people)}
        for toll, read in tolls
    )


def _other_count(
    number: Number, said: Source, same: list[tuple[Source, Number]], evidence: Sequence[Source]
) -> str | None:
    """Another number that the evidence gives with this number's noun, while it gives this one with other nouns."""
    nouns = _nouns(said, number)
    if not nouns or any(nouns & _nouns(s, n) for s, n in same):
        return None
    others = [(s, n) for s in evidence for n in s.casualties.numbers if nouns & _nouns(s, n)]
    return next((s.words.words(n.first, n.last) for s, n in others), None)


def _other_noun(
    number: Number, said: Source, same: list[tuple[Source, Number]], evidence: Sequence[Source]
) -> str | None:
    """A noun right after the number that the sentences use of others, while they count something else by it."""
    if number.last >= len(said.words) or said.words.breaks(number.last) or "," in said.words.gap(number.last):
        return None
    key = said.words.keys[number.last]
    if key in FUNCTION_WORDS or is_event_word(key) or any(not _nouns(s, n) for s, n in same):
        return None
    beside = {lemma(k) for s, n in same for k in s.words.keys[max(0, n.first - _BESIDE) : n.last + _BESIDE]}
    elsewhere = any(lemma(k) == lemma(key) for s in evidence for k in s.words.keys)
    return key if elsewhere and lemma(key) not in beside else None


def _held(kinds: frozenset[str]) -> frozenset[str]:
    """Captured and detained people are both "released"."""
    return frozenset("detained" if k == "captured" else k for k in kinds)


def _stands(number: Number, said: Source, sources: Sequence[Source]) -> bool:
    """Whether a clock time stands word for word, "a.m." and "p.m." included."""
    last = number.last
    while last < len(said.words) and said.words.keys[last] in _CLOCK_WORDS:
        last += 1
    return any(s.words.find(said.words.keys[number.first : last]) >= 0 for s in sources)


def _same_noun(number: Number, said: Source, same: list[tuple[Source, Number]]) -> bool:
    nouns = {lemma(k) for k in said.words.keys[number.last : number.last + 3] if k not in FUNCTION_WORDS}
    return not nouns or any(lemma(k) in nouns for s, n in same for k in s.words.keys[n.last : n.last + 4])


def _same_number(a: Number, b: Number) -> bool:
    if a.span is None or b.span is None:
        return False
    if a.span.values != b.span.values or (not a.span.values and a.span.low != b.span.low):
        return False
    kinds = {a.span.unit_kind, b.span.unit_kind}
    if len(kinds) > 1 and not kinds <= _PLAIN_KINDS:
        return False
    return a.span.qualifier is b.span.qualifier


def _nouns(source: Source, number: Number) -> frozenset[str]:
    """Lemmas of the two content words after a number, up to the next number."""
    out: list[str] = []
    for i in range(number.last, min(number.last + 4, len(source.words))):
        key = source.words.keys[i]
        if (
            source.words.breaks(i)
            or "," in source.words.gap(i)
            or any(n.first <= i < n.last for n in source.casualties.numbers)
        ):
            break
        if key not in FUNCTION_WORDS and not is_event_word(key):
            out.append(lemma(key))
    return frozenset(out[:2]) - {"people", "other", "person"}
