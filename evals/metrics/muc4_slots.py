"""Scoring one slot of a MUC-4 template pair: COR, PAR, INC, SPU, MIS.

Source: SAIC/NRaD MUC scoring system (1992) and "Guidelines for scoring mismatches" version 7, as far as they work
without a person's judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.metrics.counts import Counts, percent
from evals.metrics.muc4_hierarchies import STRING_SLOTS, TAGGED_SET_SLOTS, TAGGED_SLOTS, is_general

_MODIFIER_LIST = """
A AN THE THIS THAT THESE THOSE ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN 1 2 3 4 5 6 7 8 9 10
MORE MOST MANY SEVERAL SOME ALL FEW ANY ANOTHER OTHER CERTAIN OF
"""
_FUNCTION_WORD_LIST = """
AND OR BUT IN ON AT TO FOR FROM BY WITH AS INTO NEAR WHO WHICH WHOSE HIS HER ITS THEIR IS ARE WAS WERE
"""
_PREMODIFIERS = frozenset(_MODIFIER_LIST.split())
_STOP_WORDS = _PREMODIFIERS | frozenset(_FUNCTION_WORD_LIST.split())
_QUOTES = str.maketrans("", "", '"\\')
_JOINED = re.compile(r"\)\s*/\s*\(")

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """One value of a slot.

    Attributes:
        alternatives: the acceptable variants of a key's value; of a response's, the first is the answer.
        xref: variants of the filler of another slot that this one belongs to; "-" or nothing for none.
        optional: a key's filler that costs nothing when it is left out.
    """

    alternatives: tuple[str, ...]
    xref: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many fillers were correct, partially correct, incorrect, spurious and missing."""

    cor: int = 0
    par: int = 0
    inc: int = 0
    spu: int = 0
    mis: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cor + other.cor,
            self.par + other.par,
            self.inc + other.inc,
            self.spu + other.spu,
            self.mis + other.mis,
        )

    @property
    def possible(self) -> int:
        """POS: fillers the key asks for."""
        return self.cor + self.par + self.inc + self.mis

    @property
    def actual(self) -> int:
        """ACT: fillers the response gives."""
        return self.cor + self.par + self.inc + self.spu

    @property
    def overgeneration(self) -> float:
        """SPU / ACT in per cent."""
        return percent(self.spu, self.actual)

    def counts(self) -> Counts:
        """Return precision and recall with half credit for partial answers."""
        credit = self.cor + 0.5 * self.par
        return Counts(credit, self.actual, credit, self.possible)


def score_slot(slot: str, keys: Sequence[Filler], responses: Sequence[Filler], *, lenient: bool = False) -> Tally:
    """Score the responses of a slot against its keys.

    Exact matches first, then partial ones, those with the key's tag before others. What remains is paired off as
    incorrect; then responses are spurious and required keys missing. Optional keys only serve to absorb incorrect ones.
    """
    # Required keys first, so that an equal optional one does not take the answer that a required one needs.
    open_keys = sorted(keys, key=lambda key: key.optional)
    rest = list(responses)
    cor = _take(open_keys, rest, lambda k, r: _equal_value(slot, k, r) and _same_tag(slot, k, r))
    par = _take(open_keys, rest, lambda k, r: _same_tag(slot, k, r) and is_partial(slot, k, r, lenient=lenient))
    par += _take(open_keys, rest, lambda k, r: is_partial(slot, k, r, lenient=lenient))
    inc = min(len(rest), len(open_keys))
    required = sum(not key.optional for key in open_keys)
    return Tally(cor, par, inc, spu=len(rest) - inc, mis=max(0, required - len(rest)))


def all_missing(keys: Sequence[Filler]) -> Tally:
    """Score the keys of a template that nothing was mapped to."""
    return Tally(mis=sum(not key.optional for key in keys))


def is_partial(slot: str, key: Filler, response: Filler, *, lenient: bool = False) -> bool:
    """Whether a response that is not correct is partially correct.

    Automatic: a more general term of the set list; the right set value whatever its tag; the right country and no more.
    Lenient, which imitates the credit people gave: also the right country with a wrong place, and strings of which one
    has all the words of the other.
    """
    answer = _values(slot, response)[0]
    if any(is_general(slot, answer, variant) for variant in _values(slot, key)):
        return True
    if slot in TAGGED_SET_SLOTS:
        return _equal_value(slot, key, response)
    if slot == "incident_location":
        countries = {_country(variant) for variant in _values(slot, key)}
        return _country(answer) in countries and (lenient or answer == _country(answer))
    if lenient and slot in STRING_SLOTS:
        words = set(strip_modifiers(response.alternatives[0]))
        return any(words <= k or k <= words for k in (set(strip_modifiers(a)) for a in key.alternatives))
    return False


def supports_mapping(slot: str, key: Filler, response: Filler) -> bool:
    """Whether two fillers agree well enough to map their templates: for strings, one common word with content."""
    if slot in STRING_SLOTS:
        words = _content(response.alternatives[0])
        return any(words & _content(variant) for variant in key.alternatives)
    return _equal_value(slot, key, response) or is_partial(slot, key, response)


def strip_modifiers(text: str) -> Tokens:
    """Return the words of a string in capitals, without quotes and modifiers such as THE or SEVERAL.

    A string of modifiers only keeps them.
    """
    words = tuple(text.upper().translate(_QUOTES).split())
    return tuple(word for word in words if word not in _PREMODIFIERS) or words


def _take(keys: list[Filler], responses: list[Filler], match: Callable[[Filler, Filler], bool]) -> int:
    """Remove from both lists, in the responses' order, each response with the first key it matches; return how many."""
    unmatched: list[Filler] = []
    for response in responses:
        index = next((i for i, key in enumerate(keys) if match(key, response)), None)
        if index is None:
            unmatched.append(response)
        else:
            del keys[index]
    taken = len(responses) - len(unmatched)
    responses[:] = unmatched
    return taken


def _equal_value(slot: str, key: Filler, response: Filler) -> bool:
    if slot in STRING_SLOTS:
        answer = strip_modifiers(response.alternatives[0])
        return any(answer == strip_modifiers(variant) for variant in key.alternatives)
    return _values(slot, response)[0] in _values(slot, key)


def _values(slot: str, filler: Filler) -> list[str]:
    """The filler's variants in capitals with single spaces. Dates and places may hold bracketed variants unsplit."""
    variants = [" ".join(variant.upper().split()) for variant in filler.alternatives]
    if slot in ("incident_date", "incident_location"):
        variants = [_unbracketed(part) for variant in variants for part in _JOINED.split(variant)]
    return variants


def _unbracketed(text: str) -> str:
    text = text.removeprefix("(")
    return text.removesuffix(")") if text.count(")") > text.count("(") else text


def _same_tag(slot: str, key: Filler, response: Filler) -> bool:
    return slot not in TAGGED_SLOTS or not _tags(key).isdisjoint(_tags(response))


def _tags(filler: Filler) -> frozenset[Tokens]:
    return frozenset(() if tag.strip() in ("", "-") else strip_modifiers(tag) for tag in filler.xref or ("-",))


def _country(place: str) -> str:
    return place.partition(":")[0].strip()


def _content(text: str) -> frozenset[str]:
    return frozenset(text.upper().translate(_QUOTES).split()) - _STOP_WORDS
