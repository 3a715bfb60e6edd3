"""Figures: the number must stand in the text, whole, and count what the field says.

A value may leave out the text's hedge or write the number in another way ("5" for "five"): the figure handed on is
in the
text's own words, hedge included, and low, best and high are read from those words, never taken from the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from summarizer.lexicon import ACCEPTED_KINDS, ARTICLES, AUXILIARIES, FUNCTION_WORDS, KIND_NAMES, PREPOSITIONS, word_set
from summarizer.resolve.numbers import NumberSpan, numbers_in, read_figure
from summarizer.schemas.codebook_parts import Qualifier
from summarizer.schemas.marks import Figure
from summarizer.schemas.reasons import Reason

from .casualties import Casualties
from .grammar import is_verb
from .numbered import Number
from .scopes import Reality
from .sources import Source
from .text import keys_of
from .values import Found, find_all

_SOFT = frozenset({Qualifier.EXACT})
_HEDGES = word_set("at least most more than over up to as many about around nearly some almost fewer less no or")
_UNTOLD = {
    Reality.DENIED: Reason.DENIED,
    Reality.NEGATED: Reason.DENIED,
    Reality.PLANNED: Reason.STATUS_UNSUPPORTED,
    Reality.THREATENED: Reason.STATUS_UNSUPPORTED,
    Reality.POSSIBLE: Reason.STATUS_UNSUPPORTED,
    Reality.FOILED: Reason.STATUS_UNSUPPORTED,
    Reality.CANCELLED: Reason.STATUS_UNSUPPORTED,
}
_WORSE = (Reason.NOT_IN_TEXT, Reason.NUMBER_CHANGED, Reason.NO_FIGURE, Reason.WRONG_KIND)


class Fit(NamedTuple):
    """A figure found, in the text's words; or why it was not (`reason`, `message`)."""

    figure: Figure | None
    found: Found | None
    reason: Reason | None = None
    message: str = ""


read = lru_cache(maxsize=4096)(read_figure)
spans_of = lru_cache(maxsize=4096)(numbers_in)


@lru_cache(maxsize=1024)
def kinds_named(name: str) -> frozenset[str]:
    """Casualty kinds in a field's name or a kind's value: "n_killed" is killed, "troops" is none."""
    parts = name.lower().replace("-", "_").split("_")
    return frozenset(kind for kind, words in KIND_NAMES.items() if not words.isdisjoint(parts))


def fit_figure(value: Figure, kinds: frozenset[str], sources: Iterable[Source], *, told: bool) -> Fit:
    """The first of `sources` that gives this figure for one of `kinds` (any, when empty).

    `told`: the record says that it happened, so the figure's clause must be told as fact.
    """
    worst = Fit(None, None, Reason.NOT_IN_TEXT, f'"{value.raw}" does not stand in the article')
    for source in sources:
        for number, found in _places(value.raw, source):
            fit = _judge(number, found, kinds, told)
            if fit.figure is not None:
                return fit
            worst = _worse(worst, fit)
        if worst.reason is Reason.NOT_IN_TEXT and (other := _other_number(value.raw, source)):
            worst = Fit(None, None, Reason.NUMBER_CHANGED, f'The text says "{other}", not "{value.raw}"')
    if read(value.raw) is None:
        return Fit(None, None, Reason.NO_FIGURE, f'"{value.raw}" holds no number of people or things')
    return worst


def _worse(a: Fit, b: Fit) -> Fit:
    rank = {r: n for n, r in enumerate(_WORSE)}
    return b if rank.get(b.reason or Reason.NOT_IN_TEXT, 9) > rank.get(a.reason or Reason.NOT_IN_TEXT, 9) else a


def _judge(number: Number, found: Found, kinds: frozenset[str], told: bool) -> Fit:
    casualties = _casualties(found, number)
    governing = casualties.kinds(number)
    accepted = frozenset().union(*(ACCEPTED_KINDS.get(k, {k}) for k in kinds))
    if kinds and not (governing and governing <= accepted):
        said = " or ".join(sorted(governing)) if governing else "something else"
        return Fit(
            None,
            found,
            Reason.WRONG_KIND,
            f'The text gives "{found.words}" for {said}, not for {" or ".join(sorted(kinds))}',
        )
    figure = read(found.words)
    if figure is None:
        return Fit(None, found, Reason.NO_FIGURE, f'"{found.words}" holds no number of people or things')
    at = casualties.cue(number)
    reality = found.source.clauses.reality[number.first if at is None else at]
    if told and reality in _UNTOLD and figure.qualifier is not Qualifier.EXPLICIT_ZERO:
        return Fit(None, found, _UNTOLD[reality], f'The text does not tell "{found.words}" as fact ({reality.value})')
    return Fit(figure, found)


def _casualties(found: Found, number: Number) -> Casualties:
    return found.source.casualties if number.span else Casualties(found.source.words, (number.first, number.last))


def _places(raw: str, source: Source) -> list[tuple[Number, Found]]:
    """Where the figure stands in this sentence, first as written, then as the same number in other words."""
    out = []
    for found in find_all(raw, source):
        inside = [n for n in source.casualties.numbers if n.first < found.last and found.first < n.last]
        if not inside and raw.lower() in ARTICLES:
            found = _with_noun(found)
        if not inside and read(found.words) is not None:
            out.append((Number(found.first, found.last, None), found))
        elif inside and _same(raw, inside):
            out.append((inside[0], _widened(source, found, inside)))
    return out or _same_number(raw, source)


def _with_noun(found: Found) -> Found:
    """ "a" alone says too little: the words up to its noun are added ("a young conscript")."""
    words, last = found.source.words, found.last
    while last < min(found.last + 3, len(words)) and not words.breaks(last) and "," not in words.gap(last):
        key = words.keys[last]
        if key in AUXILIARIES or key in PREPOSITIONS or is_verb(words, last) or key in FUNCTION_WORDS:
            break
        last += 1
    return Found(found.source, found.first, last, words.words(found.first, last))


def _same(raw: str, inside: list[Number]) -> bool:
    """Whether the value holds each number whole: "12" is not the "12 million" of the text, nor "five" its
    "twenty-five".
    """
    spans, figure = spans_of(raw), read(raw)
    if not spans and figure and inside[0].span:
        # A bare "no" is a number only beside what it counts.
        return (figure.low, figure.best, figure.high) == (inside[0].span.low, inside[0].span.best, inside[0].span.high)
    values = [s.values or s.low for s in spans]
    return values == [n.span.values or n.span.low for n in inside if n.span] and _hedge_kept(spans, inside)


def _hedge_kept(spans: tuple[NumberSpan, ...], inside: list[Number]) -> bool:
    return all(
        s.qualifier in _SOFT or n.span is None or s.qualifier is n.span.qualifier
        for s, n in zip(spans, inside, strict=False)
    )


def _widened(source: Source, found: Found, inside: list[Number]) -> Found:
    """The value with the text's own hedge: "five" becomes "at least five" where the text says so."""
    first, last = min(found.first, inside[0].first), max(found.last, inside[-1].last)
    return Found(source, first, last, source.words.words(first, last))


def _same_number(raw: str, source: Source) -> list[tuple[Number, Found]]:
    """ "5 civilians" where the text has "five civilians": equal number, and every other word of the value in the
    sentence.
    """
    spans = spans_of(raw)
    if len(spans) != 1:
        return []
    rest = _words_beside(raw, spans[0])
    out = []
    for number in source.casualties.numbers:
        if number.span and spans[0].values == number.span.values and spans[0].values and _hedge_kept(spans, [number]):
            near = source.words.keys[number.last : number.last + 6]
            if all(k in near for k in rest):
                last = number.last + max((near.index(k) + 1 for k in rest), default=0)
                found = Found(source, number.first, last, source.words.words(number.first, last))
                out.append((number, found))
    return out


def _words_beside(raw: str, span: NumberSpan) -> list[str]:
    keys = keys_of(raw[: span.start] + " " + raw[span.end :])
    return [k for k in keys if k not in FUNCTION_WORDS and k not in ARTICLES and k not in _HEDGES]


def _other_number(raw: str, source: Source) -> str | None:
    """A number of the sentence that stands with the value's other words: what the value may have been."""
    spans = spans_of(raw)
    if not spans or not source.casualties.numbers:
        return None
    rest = _words_beside(raw, spans[0])
    for number in source.casualties.numbers:
        near = source.words.keys[number.last : number.last + 6]
        if all(k in near for k in rest):
            return source.words.words(number.first, number.last)
    return None
