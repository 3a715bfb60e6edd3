"""Number words of English and their values, and the folding that makes words comparable."""

from __future__ import annotations

Number = int | float

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)
_TENTHS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
}
# fmt: on
SMALL = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
"""Values of the simple number words."""

ORDINALS = {w: n for n, w in enumerate(_NTH, 1)} | {w: 10 * n for n, w in enumerate(_TENTHS, 2)}
"""Values of the ordinal words."""

PLURALS = {"tens": 10, "scores": 20} | {f"{w}s": n for w, n in SCALES.items()}
"""Plural scale words and the unit they count."""

GROUPS = {"couple": 2, "pair": 2, "trio": 3, "both": 2}

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000\n\t\r" + "".join(map(chr, range(0x2000, 0x200B)))
_APOSTROPHES = "\u2018\u2019\u02bc\u2032\u0060\u00b4"
_FOLD = (
    {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | {0x066C: ",", 0x066B: ".", 0xFF05: "%", 0x066A: "%"}  # Arabic separators and percent signs
)


def fold(text: str) -> str:
    """ASCII letters in lower case; dashes, spaces, apostrophes in one form. Offsets hold: the length stays."""
    return text.translate(_FOLD)
