"""Number words joined into values: "3.5 million", "one hundred and five", "tens of thousands", "half a dozen".

What the values mean (hedges, ranges, units) is the business of `summarizer.resolve.numbers`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from .number_words import GROUPS, ORDINALS, PLURALS, SCALES, SMALL, TENS, Number
from .numbers_atoms import Atom, digit_value, find_atoms


class Form(Enum):
    """What kind of number words stand there."""

    CARDINAL = "cardinal"
    COUPLE = "couple"  # "a couple of hundred": a round two hundred
    VAGUE = "vague"
    ZERO = "zero"
    ORDINAL = "ordinal"
    DATE = "date"
    CLOCK = "clock"
    DECADE = "decade"
    IDENTIFIER = "identifier"


class Reading(NamedTuple):
    """One number expression without hedge or unit; `folded[start:end]` are its words.

    `value` is the number; for `VAGUE` the base that is counted ("hundreds": 100, "several": 1). `scale` is the last
    scale word's value, 1 without one. `digits` tells whether it was written in digits alone.
    """

    start: int
    end: int
    form: Form
    value: Number
    scale: int = 1
    digits: bool = False


def _times(value: Number, factor: Number) -> Number:
    """Exact product of decimals: 3.3 million is 3300000."""
    product = Decimal(str(value)) * Decimal(str(factor))
    return int(product) if product == product.to_integral_value() else float(product)


def _gap(folded: str, a: Atom, b: Atom) -> str:
    gap = folded[a.end : b.start]
    return gap if gap == "-" else (" " if gap and not gap.strip() else gap.strip())


class _Sum:
    """A cardinal under construction: "two" "hundred" "and" "five" "thousand"."""

    def __init__(self) -> None:
        self.total: Number = 0
        self.current: Number | None = None
        self.scale = 1
        self.ceiling = 10**18  # the next scale word must be smaller than the one before
        self.previous = ""

    def take(self, word: str, value: Number, gap: str) -> bool:
        """Add one more word; False when it belongs to another number."""
        done = self._scale(word, int(value)) if word in SCALES else self._small(word, value, gap)
        self.previous = word if done else self.previous
        return done

    def _scale(self, word: str, scale: int) -> bool:
        if scale >= self.ceiling or (scale < 1000 and (self.current or 1) >= 100) or (not self.previous and self.total):
            return False
        if self.previous and self.current is None:
            return False
        amount = _times(1 if self.current is None else self.current, scale)
        if scale == 100:
            self.current = amount
        else:
            self.total, self.current, self.ceiling = self.total + amount, None, scale if word != "dozen" else 0
        self.scale = scale
        return True

    def _small(self, word: str, value: Number, gap: str) -> bool:
        if gap == "and" and self.previous not in SCALES:
            return False
        if not self.previous:
            self.current = value
        elif self.current is not None and self._adds(value, gap):
            self.current += value
        elif self.previous in SCALES and self.current is None and value < self.ceiling and gap != "-":
            self.current = value
        else:
            return False
        self.scale = 1  # only a scale word that comes last is shared: "two to three million"
        return True

    def _adds(self, value: Number, gap: str) -> bool:
        if self.previous in TENS:
            return value < 10 and gap in ("-", " ")
        return self.previous == "hundred" and value < 100 and gap != "-"

    def half(self, fraction: Number) -> None:
        if self.current is None and self.total:
            self.total += _times(self.ceiling, fraction)
        else:
            self.current = (self.current or 0) + fraction
        self.previous = self.previous or "half"

    @property
    def value(self) -> Number:
        value = self.total + (self.current or 0)
        return int(value) if value == int(value) else value


def _cardinal(atoms: list[Atom], i: int, folded: str) -> tuple[Reading | None, int]:
    """The number that starts at atom `i`, and the index of the first atom not used."""
    first, total = atoms[i], _Sum()
    between = folded.endswith(("between ", "between a "), 0, first.start)
    j = i
    while j < len(atoms):
        gap = _gap(folded, atoms[j - 1], atoms[j]) if j > i else ""
        if j > i and (gap not in (" ", "-", "and") or (gap == "and" and (between or _starts_anew(atoms, j, folded)))):
            break
        taken = _take(total, atoms[j], gap, folded, first=j == i)
        if taken is None:
            return Reading(first.start, first.end, Form.IDENTIFIER, 0), i + 1
        if not taken:
            break
        j += 1
    if j == i:
        return None, i + 1
    ordinal = _ordinal_end(atoms, j, folded)
    if ordinal:
        return Reading(first.start, atoms[j].end, Form.ORDINAL, total.value + ordinal), j + 1
    start = first.start - _article(folded, first) if first.text in SCALES or first.group == "half" else first.start
    form = Form.ZERO if first.text == "zero" else Form.CARDINAL
    digits = first.group == "num" and j == i + 1
    return Reading(start, atoms[j - 1].end, form, total.value, total.scale, digits), j


def _take(total: _Sum, atom: Atom, gap: str, folded: str, *, first: bool) -> bool | None:
    """Whether `total` takes one more atom; None when the atom is an identifier ("1.2.3")."""
    if atom.group == "half":
        total.half(0.25 if atom.text.startswith("quarter") else 0.5)
        return True
    if atom.group == "num":
        value = digit_value(atom.text, folded, atom.end) if first else 0
        return None if value is None else first and total.take("digits", value, gap)
    if atom.group != "word" or atom.text in PLURALS or atom.text in GROUPS:
        return False
    return total.take(atom.text, SMALL.get(atom.text, SCALES.get(atom.text, 0)), gap)


def _starts_anew(atoms: list[Atom], j: int, folded: str) -> bool:
    """After "and": "one hundred and two hundred", "200 and half a dozen" are two numbers."""
    if atoms[j].group == "half":
        return True
    return j + 1 < len(atoms) and atoms[j + 1].text == "hundred" and _gap(folded, atoms[j], atoms[j + 1]) == " "


def _ordinal_end(atoms: list[Atom], j: int, folded: str) -> int:
    """The "first" of "twenty-first", else 0."""
    if j >= len(atoms) or atoms[j].group != "ordword" or atoms[j - 1].text not in TENS:
        return 0
    value = ORDINALS[atoms[j].text]
    return value if value < 10 and _gap(folded, atoms[j - 1], atoms[j]) in ("-", " ") else 0


def _article(folded: str, atom: Atom) -> int:
    """Length of "a " before the atom ("a hundred"), else 0."""
    return 2 if re.search(r"\ba $", folded[max(0, atom.start - 3) : atom.start]) else 0


def _vague(atoms: list[Atom], i: int, folded: str) -> tuple[Reading, int]:
    """ "several hundred", "tens of thousands", "dozens", "a couple of dozen"."""
    first = atoms[i]
    group = GROUPS.get(first.text)
    base = PLURALS.get(first.text, 1)
    j = i + 1
    while j < len(atoms) and _gap(folded, atoms[j - 1], atoms[j]) in (" ", "of") and base < 10**12:
        factor = PLURALS.get(atoms[j].text) or SCALES.get(atoms[j].text)
        if factor is None or first.text in ("both", "trio"):
            break
        base *= factor
        j += 1
    start = first.start - (_article(folded, first) if group else 0)
    form = Form.VAGUE if group is None else Form.COUPLE if base > 1 else Form.CARDINAL
    return Reading(start, atoms[j - 1].end, form, base * (group or 1), base), j


def _ordinal(atom: Atom) -> Reading:
    value = ORDINALS.get(atom.text) or int(re.sub(r"[a-z]+$", "", atom.text))
    return Reading(atom.start, atom.end, Form.ORDINAL, value)


_PLAIN = {"date": Form.DATE, "clock": Form.CLOCK, "decade": Form.DECADE, "zero": Form.ZERO}


def readings(folded: str) -> list[Reading]:
    """Every number expression of a folded text, in order and disjoint."""
    atoms = find_atoms(folded)
    out: list[Reading] = []
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        if atom.group in _PLAIN:
            out.append(Reading(atom.start, atom.end, _PLAIN[atom.group], _packed(atom)))
            i += 1
        elif atom.group in ("ord", "ordword"):
            out.append(_ordinal(atom))
            i += 1
        elif atom.group == "vague" or atom.text in PLURALS or atom.text in GROUPS:
            reading, i = _vague(atoms, i, folded)
            out.append(reading)
        else:
            cardinal, i = _cardinal(atoms, i, folded)
            if cardinal:
                out.append(cardinal)
    return out


def _packed(atom: Atom) -> Number:
    """A date, clock time or decade as one integer, so that two of them can be compared: 2022-03-03 is 20220303."""
    parts = [int(p) for p in re.findall(r"\d+", atom.text)]
    value = 0
    for part in parts:
        value = value * 100 + part
    return value
