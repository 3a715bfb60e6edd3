"""Single number words and digit groups in a text: "3.5", "1,200", "hundred", "dozens", "no".

Separators: comma, apostrophe, thin and no-break space, plain space before exactly three digits, Arabic and Indian
grouping. A point before exactly three digits groups thousands ("1.200" people is 1,200, as in most of Europe) unless a
scale word or a unit follows ("1.200 million", "1.200 km"): nobody counts people to three decimals.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.lexicon import any_of

from .number_words import GROUPS, ORDINALS, PLURALS, SCALES, SMALL, Number

MAX_DIGITS = 15
"""A longer run of digits is an identifier, not a number of anything."""

_CASUALTY = (
    r"(?:deaths?|casualt(?:y|ies)|fatalit(?:y|ies)|injur(?:y|ies)|victims?|dead|wounded|killed|injured|missing|hurt|"
    r"soldiers?|civilians?|troops?|people|persons?|fighters?|officers?|children|loss(?:es)?|survivors?|arrests?)\b"
)
_UNSAID = r"(?!(?:(?! but | and )[^.;,]){0,80}\b(?:reported|reports?|confirmed|known|immediate|word|details)\b)"
_ZERO = (
    rf"o(?= (?!(?:more|fewer|less|longer|later)\b)(?:[\w-]+ ){{0,2}}{_CASUALTY}){_UNSAID}"
    rf"|(?:obody|o[ -]one)(?= (?:was|were|is|has|had|died|got)\b| *$){_UNSAID}|one(?! of (?:this|that|the)\b)|il"
)
_DIGITS = (
    r"\d{1,2}(?:,\d\d)+,\d{3}(?![\d])|"  # Indian grouping
    r"[1-9]\d{0,2}(?P<sep>[,' ])\d{3}(?:(?P=sep)\d{3})*(?!\d|(?P=sep)\d)(?:\.\d+)?|"
    r"\d+,\d{1,2}(?= (?:million|billion|trillion)\b)|"  # decimal comma
    r"\d+(?:\.\d+)*"
)


_ATOM = re.compile(
    r"\b(?<!_)(?=[\dabcdefhlmnopqstz])(?:(?=\d)(?:"
    r"(?P<date>(?<![\w.])(?:\d{4}-\d\d?-\d\d?|\d{4}/\d\d?/\d\d?|\d\d?([./])\d\d?\2\d{2,4})(?![\w-]))"
    r"|(?P<clock>(?<![\w:])\d{1,2}:\d\d(?::\d\d)?(?![\w:]))"
    r"|(?P<decade>\d{1,3}0s\b)"
    r"|(?P<ord>\d{1,6}(?:st|nd|rd|th|(?<=[23])d)\b)"
    rf"|(?P<num>{_DIGITS}))"
    rf"|(?P<word>(?:{any_of([*SMALL, *SCALES, *PLURALS, *GROUPS])})\b)"
    r"|(?P<half>and a half\b|half(?:[ -]an?)?(?=[ -](?:dozen|hundred|thousand|million|billion)\b)"
    r"|quarter(?: of an?)?(?=[ -](?:million|billion)\b))"
    rf"|(?P<zero>n(?=[oi])(?:{_ZERO})\b)"
    r"|(?P<vague>(?<!as )(?:several|a few|few|numerous|multiple|countless|a handful|a number(?= of [a-z])"
    r"|(?<!how )(?<!so )(?<!too )(?<!very )many)\b)"
    rf"|(?P<ordword>(?:{any_of(ORDINALS)})\b))"
)
_SCORES_AHEAD = re.compile(r" (?:of|more|others?|were|have|are|people|killed|wounded|injured|dead|died)\b| *$")
_SCALE_AHEAD = re.compile(rf"[ -](?:{'|'.join(SCALES)})\b")
_PRONOUN_ONE = re.compile(r"\b(?:this|that|which|any|each|every|another|no|some) $")
_NOT_SCALED = re.compile(
    r" (?:million|billion|trillion)\b|[ -]?(?:%|percent|per cent|k?m\b|kilomet|met(?:er|re)|miles?\b|degrees?)"
)


class Atom(NamedTuple):
    start: int
    end: int
    group: str
    text: str


def digit_value(text: str, folded: str, end: int) -> Number | None:
    """Value of a digit group; None when it is an identifier (too long, "1.2.3")."""
    plain = (
        text.replace(",", "").replace("'", "").replace(" ", "")
        if not _decimal_comma(text, folded, end)
        else text.replace(",", ".")
    )
    parts = plain.split(".")
    if len(plain) > MAX_DIGITS + 2:
        return None
    if len(parts) == 1:
        return int(plain)
    thousands = (
        all(len(p) == 3 for p in parts[1:])
        and 1 <= len(parts[0]) <= 3
        and not parts[0].startswith("0")
        and "," not in text
    )
    if thousands and (len(parts) > 2 or not _NOT_SCALED.match(folded, end)):
        return int("".join(parts))
    return float(plain) if len(parts) == 2 else None


def _decimal_comma(text: str, folded: str, end: int) -> bool:
    return text.count(",") == 1 and len(text.rpartition(",")[2]) < 3 and folded.startswith(" ", end)


def _is_number(atom: Atom, folded: str) -> bool:
    if atom.text == "one" and not _SCALE_AHEAD.match(folded, atom.end):
        pronoun = _PRONOUN_ONE.search(folded[max(0, atom.start - 8) : atom.start])
        return not pronoun and not folded.startswith((" another", "'s"), atom.end)
    if atom.text == "scores":
        return bool(_SCORES_AHEAD.match(folded, atom.end))
    return True


def find_atoms(folded: str) -> list[Atom]:
    """The number words and digit groups of a folded text, in order."""
    found = [Atom(m.start(), m.end(), m.lastgroup or "", m.group()) for m in _ATOM.finditer(folded)]
    return [a for a in found if _is_number(a, folded)]
