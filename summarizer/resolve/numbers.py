"""Figures as written to low / best / high: "at least five" is 5 / 5 / null, "dozens" is 24 / null / null.

The literal policy (what the words say):

    a, an, one; N                     N / N / N             exact
    a couple, a dozen, half a dozen   2, 12, 6 exactly      exact; "a couple of hundred" is about 200
    several, a few, some, many        2 / null / null       vague
    tens, dozens, scores, hundreds    20, 24, 40, 200 / null / null   vague; so "tens of thousands" 20000
    at least N, N or more, N+         N / N / null          at_least
    more than N, over N               N+1 / N+1 / null      more_than
    up to N, as many as N             null / null / N       at_most
    fewer than N, under N             null / null / N-1     at_most
    about, around, nearly, some N     null / N / null       about
    between A and B, A to B, A or B   A / null / B          range
    no deaths, none, zero             0 / 0 / 0             explicit_zero

ACLED's own reading of vague numbers is `acled_fatalities`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.schemas import Figure
from summarizer.schemas.codebook_parts import Qualifier

from .number_words import Number, fold
from .numbers_hedges import Triple, hedge_of, triple
from .numbers_readings import Form, Reading, readings
from .numbers_units import PARTICIPLE, PERSON_NOUN, Unit, UnitKind, unit_of

__all__ = ["NumberSpan", "UnitKind", "acled_fatalities", "number_key", "numbers_in", "read_figure"]


class NumberSpan(NamedTuple):
    """One number expression of a text: `text[start:end]` is the number with its hedge, without the unit."""

    start: int
    end: int
    low: Number | None
    best: Number | None
    high: Number | None
    qualifier: Qualifier
    unit_kind: UnitKind
    values: tuple[Number, ...]
    """The numbers as written, without the hedge: (5,) for "more than five", (10, 15) for a range, () for "dozens"."""


NumberKey = tuple[UnitKind, Qualifier, Number | None, Number | None, Number | None]

_RANGE_GAP = re.compile(
    r" ?- ?| to [$€£]?| or | and | to (?:about |around |nearly )|,? or (?:maybe |perhaps |possibly )"
)
_CHANGE = re.compile(
    r"\b(?:ros[e]|rise[sn]?|rising|increas\w+|climb\w+|jump\w+|gr[eo]w\w*|f[ae]ll\w*|drop\w*|decreas\w+|revis\w+|up|"
    r"down|went|"
    r"rais\w+|lower\w*|cut|chang\w+|mov\w+|soar\w+) (?:[a-z]+ ){0,4}from (?:about |around |at least |some )?$"
)


def numbers_in(text: str) -> tuple[NumberSpan, ...]:
    """Every number expression of `text`, in order and disjoint, with what it counts or measures.

    "a", "an" and "some" before a noun are no number expressions here; `read_figure` reads them. "no" counts as one
    where something countable follows ("no deaths") and it is not only unreported ("no deaths were reported").
    """
    folded = fold(text)
    found = readings(folded)
    out: list[NumberSpan] = []
    taken = 0
    i = 0
    while i < len(found):
        paired = i + 1 < len(found) and _is_range(folded, found[i], found[i + 1])
        last = found[i + 1] if paired else found[i]
        if found[i].start >= taken:
            unit = unit_of(text, folded, found[i], last)
            span = _span(folded, found[i], last, unit)
            # "five at least five": the hedge between two numbers goes to the first.
            out.append(span._replace(start=max(span.start, out[-1].end)) if out else span)
            taken = unit.end
        i += 2 if paired else 1
    return tuple(out)


def _span(folded: str, first: Reading, last: Reading, unit: Unit) -> NumberSpan:
    start, end = unit.start, max(unit.end if unit.factor > 1 else last.end, last.end)
    if first is not last:
        return _range_span(folded, first, last, unit.kind, unit.factor, end)
    if first.form is Form.VAGUE:
        hedge = hedge_of(folded, start, end)
        low = None if hedge.kind in ("at_most", "fewer") else 2 * first.value
        return NumberSpan(hedge.start, hedge.end, low, None, None, Qualifier.VAGUE, unit.kind, ())
    if first.form is Form.ZERO:
        return NumberSpan(start, end, 0, 0, 0, Qualifier.EXPLICIT_ZERO, unit.kind, (0,))
    n = first.value * unit.factor
    n = int(n) if n == int(n) else n
    sign = start - 1 if unit.kind is UnitKind.MONEY and start and folded[start - 1] in "$€£¥₹₺₽₴" else start
    hedge = hedge_of(folded, sign, end)
    numbers = triple(hedge.kind, n, 0 if isinstance(n, float) else 1)
    if unit.kind in (UnitKind.ORDINAL, UnitKind.LABEL, UnitKind.DATE_DAY, UnitKind.CLOCK, UnitKind.YEAR):
        hedge, numbers = hedge._replace(kind="", start=start, end=end), Triple(n, n, n, Qualifier.EXACT)
    elif first.form is Form.COUPLE and not hedge.kind:
        numbers = triple("about", n)
    elif n == 0 and not hedge.kind:
        numbers = Triple(0, 0, 0, Qualifier.EXPLICIT_ZERO)
    return NumberSpan(hedge.start if hedge.kind else start, hedge.end, *numbers, unit.kind, (n,))


def _range_span(folded: str, a: Reading, b: Reading, kind: UnitKind, factor: int, end: int) -> NumberSpan:
    low, high = _scaled(a, b) * factor, b.value * factor
    start = a.start
    lead = re.search(r"(?:between|from) (?:about |around |some )?$", folded[max(0, start - 16) : start])
    start -= len(lead.group()) if lead else 0
    if not lead:
        hedge = hedge_of(folded, start, start)
        start = hedge.start
    return NumberSpan(start, end, low, None, high, Qualifier.RANGE, kind, (low, high))


def _scaled(a: Reading, b: Reading) -> Number:
    """The lower end: the 2 of "2 to 3 million" is two million."""
    share = b.scale > 1 and a.scale == 1 and a.value < b.value / b.scale
    return a.value * b.scale if share else a.value


def _is_range(folded: str, a: Reading, b: Reading) -> bool:
    if a.form is not Form.CARDINAL or b.form is not Form.CARDINAL or b.start - a.end > 20:
        return False
    gap = folded[a.end : b.start]
    if not _RANGE_GAP.fullmatch(gap) or not _scaled(a, b) < b.value:
        return False
    before = folded[max(0, a.start - 60) : a.start]
    if gap == " and ":
        return bool(re.search(r"\bbetween (?:about |around |some )?$", before))
    if gap.startswith(" to ") and (_CHANGE.search(before) or re.search(r"\bby $", before)):
        return False
    years = a.digits and b.digits and 1900 <= a.value <= 2099 and 1900 <= b.value <= 2099
    return not years and not (gap == "-" and re.search(r"[a-z]-$", before))


def number_key(span: NumberSpan) -> NumberKey:
    """What two number expressions must share to say the same.

    "5" and "five" share it, so do "three dozen" and "36", "over 9" and "more than nine". The hedge is part of it:
    "five" and "at least five" differ. Compare `NumberSpan.values` to leave hedges aside.
    """
    return span.unit_kind, span.qualifier, span.low, span.best, span.high


_COLLECTIVE = re.compile(
    r"(?:an?|the|another) (?:[a-z-]+ )?(?:family|group|crowd|crew|team|gang|squad|patrol|unit|band|number|lot|series|"
    r"handful|total)\b"
)
_NOT_PERSONS = re.compile(
    r"(?:hour|day|night|week|month|year|minute|second|decade|mile|kilomet(?:er|re)|met(?:er|re)|third|quarter|half|"
    r"percentage|"
    r"fraction|majority|minority|few|total|maximum|minimum)\b"
)
_ONE = re.compile(r"(?:(?:just|only) )?(?:an?|another|the only) (?=[a-z0-9])")
_SOME = re.compile(
    r"(?:some|many|plenty of|various|a lot of|lots of|a large number of|an unknown number of|"
    r"an unspecified number of)\b"
)
_NONE = re.compile(
    r"(?:there (?:were|was|are) )?(?:no|not a single|not one|without(?: any)?|none|nobody|no one) ?(?!more |fewer |"
    r"less |longer )"
)
_UNSAID = re.compile(r"\b(?:report(?:s|ed|ing)?|immediate(?:ly)?|confirmed|known|details|word|information|comment)\b")
_AND = re.compile(r" (?:and|as well as|along with|together with) ")
_POSSESSIVE = re.compile(r"(?:his|her|their|its) ")
_KIN = re.compile(
    r"(?:[a-z-]+ )?(?:mother|father|wife|husband|son|daughter|brother|sister|child|baby|driver|bodyguard|assistant)\b"
)


def read_figure(raw: str) -> Figure | None:
    """The figure that `raw` states about people or things; None when it holds no count.

    Ordinals, years, clock times, dates, percentages, money, distances, durations and ages are no counts; "a
    12-year-old" is one person. A plural alone ("civilians") is no number. The first count governs ("six people,
    including two children" is 6; "at least 5 killed and 12 wounded" is at least 5), save one closed pattern: two groups
    of persons joined by "and" are added up ("a man and his two sons" is 3; with an uncounted part, "a man and his
    sons", at least one more than the counted). A longer list of persons ("two soldiers, a policeman and three
    civilians") is at least its first part. "no deaths were reported" is None, not zero: it does not say that none died.
    """
    folded = " ".join(fold(raw).strip(" .,;:\"'()").split())
    if not folded:
        return None
    if _NONE.match(folded) and not _counts(folded):
        return None if _UNSAID.search(folded) else _figure(raw, Triple(0, 0, 0, Qualifier.EXPLICIT_ZERO))
    numbers = _added(folded) or _single(folded)
    return _figure(raw, numbers) if numbers else None


def _counts(text: str) -> tuple[NumberSpan, ...]:
    """The counts of people or things in `text` that say more than a bare zero."""
    return tuple(
        s for s in numbers_in(text) if s.unit_kind is UnitKind.COUNT and s.qualifier is not Qualifier.EXPLICIT_ZERO
    )


def _figure(raw: str, numbers: Triple) -> Figure:
    whole = (None if n is None else int(n) for n in numbers[:3])
    low, best, high = whole
    return Figure(raw=raw, low=low, best=best, high=high, qualifier=numbers.qualifier)


def _single(folded: str) -> Triple | None:
    """The first count of a phrase, or the "a" or "some" it starts with."""
    spans = numbers_in(folded)
    counts = [s for s in spans if s.unit_kind is UnitKind.COUNT and all(isinstance(v, int) for v in s.values)]
    one = _ONE.match(folded)
    if counts and not (one and counts[0].start > one.end() and not _COLLECTIVE.match(folded)):
        return Triple(counts[0].low, counts[0].best, counts[0].high, counts[0].qualifier)
    if _COLLECTIVE.match(folded) or (not spans and _SOME.match(folded)):
        return Triple(2, None, None, Qualifier.VAGUE)
    if (
        one
        and not _NOT_PERSONS.match(folded, one.end())
        and all(s.unit_kind in (UnitKind.AGE, UnitKind.COUNT) for s in spans)
    ):
        return triple("", 1)
    return None


def _added(folded: str) -> Triple | None:
    """ "a man and his two sons": the sum of two groups of persons, if `folded` is nothing else."""
    parts = _AND.split(folded)
    if len(parts) != 2 or PARTICIPLE.search(folded) or "includ" in folded or "among" in folded:
        return None
    if "," in parts[0]:
        return _at_least_the_first(parts)
    possessive = _POSSESSIVE.match(parts[1])
    second = parts[1][possessive.end() :] if possessive else parts[1]
    if not (PERSON_NOUN.search(parts[0]) or parts[0] == "a couple") or not PERSON_NOUN.search(second):
        return None
    a, b = _single(parts[0]), _single(second)
    if b is None and possessive:
        b = triple("", 1) if _KIN.match(second) else Triple(1, None, None, Qualifier.VAGUE)
    if a is None or a.best is None or b is None or b.low is None:
        return None
    if a.qualifier is Qualifier.EXACT and b.qualifier is Qualifier.EXACT and b.best is not None:
        return triple("", a.best + b.best)
    low = (a.low if a.low is not None else 0) + b.low
    return Triple(low, None, None, Qualifier.AT_LEAST)


def _at_least_the_first(parts: list[str]) -> Triple | None:
    """A list of persons in three or more parts says at least its first, whether the rest adds or breaks it down."""
    heads = [*parts[0].split(","), parts[1]]
    first = _single(heads[0])
    if first is None or first.low is None or not all(PERSON_NOUN.search(h) and _single(h.strip()) for h in heads):
        return None
    return Triple(first.low, None, None, Qualifier.AT_LEAST)


def acled_fatalities(figure: Figure, *, war_scale: bool = True) -> int:
    """ACLED's one number of fatalities for a figure (codebook, "Fatalities"): the lowest reported, null is 0.

    "several" and plurals count 10 on a war's scale, else 3; "tens" 10, "dozens" 12, "scores" 20, "hundreds" 100;
    "more than N" counts N; "up to N" counts the lowest number stated, else 0.
    """
    low, best = figure.low, figure.best
    if figure.qualifier is Qualifier.VAGUE:
        return 0 if low is None else (10 if war_scale else 3) if low <= 2 else low // 2
    if figure.qualifier is Qualifier.MORE_THAN:
        return max(0, (low if low is not None else best or 1) - 1)
    if figure.qualifier is Qualifier.ABOUT:
        return best or 0
    return low if low is not None else best or 0
