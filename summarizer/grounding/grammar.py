"""Small grammar of a tokenised sentence: verbs, commas, numbers' tokens. No parser; shared by the checks."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter

from summarizer.lexicon import AUXILIARIES, FUNCTION_WORDS, IRREGULAR_PAST, NOT_VERBS_IN_ED, word_set

from .text import Words

_BEFORE_MONTH = word_set("in since on of until from last next early late mid during by before after")
_HYPHENS = frozenset("-\u2010\u2011")


def is_month(words: Words, i: int) -> bool:
    """Whether "may" or "march" at token `i` is the month: with a capital, or beside a day, year or preposition."""
    key = words.keys[i]
    if key not in ("may", "march"):
        return False
    capital = words.text[words.spans[i][0]].isupper()
    if words.cased and i > 0:
        return capital
    beside = (words.keys[i - 1] if i else "", words.keys[i + 1] if i + 1 < len(words) else "")
    return beside[0] in _BEFORE_MONTH or any(c.isdigit() for k in beside for c in k)


def is_verb(words: Words, i: int) -> bool:
    """Whether token `i` looks like a finite or past verb form; "Alda-backed" and "armed" do not count."""
    key = words.keys[i]
    if is_month(words, i):
        return False
    if key in AUXILIARIES or key in IRREGULAR_PAST:
        return True
    if not key.endswith("ed") or len(key) < 5 or key in NOT_VERBS_IN_ED:
        return False
    if i and words.text[words.spans[i][0]].isupper() and words.cased and not words.breaks(i):
        return False
    hyphenated = words.gap(i) in _HYPHENS or words.gap(i + 1) in _HYPHENS
    return not hyphenated


def comma_before(words: Words, i: int) -> bool:
    """Whether a comma stands before token `i`."""
    return i in words.commas


def number_tokens(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a number expression at these offsets; None when it is part of a longer token ("M4")."""
    first = bisect_left(words.spans, (start, 0))
    last = bisect_left(words.spans, end, key=itemgetter(1)) + 1
    if first >= len(words.spans) or last > len(words.spans) or first >= last:
        return None
    exact = words.spans[first][0] >= start and words.spans[last - 1][1] <= end
    return (first, last) if exact else None


def is_name(words: Words, i: int) -> bool:
    """Whether token `i` is written with a capital inside a sentence, or wholly in capitals as an abbreviation."""
    written = words.written(i)
    if not written[:1].isupper():
        return False
    if i > 0 and not words.breaks(i):
        return True
    # The first word of a sentence is a name unless it is a common word; the next one decides ("Ali Karim").
    return words.keys[i] not in FUNCTION_WORDS and (
        (written.isupper() and len(written) > 1) or (i + 1 < len(words) and _capital(words, i + 1))
    )


def _capital(words: Words, i: int) -> bool:
    return words.text[words.spans[i][0]].isupper()


@lru_cache(maxsize=1024)
def carries_case(text: str) -> bool:
    """Whether capitals tell names in this text: not when it is all capitals, all lower case, or nearly so."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 0 < capitals < 0.5 * len(letters)
