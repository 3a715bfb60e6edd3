"""Events told in the article's own words: what was said, and events that no verb of the table fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .nouns import LEADING, clean, neutral

MAX_WORDS = 40
"""Longest stretch of an article that a brief repeats, in words."""
MAX_QUOTED = 60
"""Longest sentence that is repeated whole, in words."""
MIN_QUOTE = 4
"""Shortest quotation that is repeated as one, in words; shorter ones are single loaded or technical words."""
LONGEST_OPENING = 5
"""Words of an opening such as "On the same day," before the speaker; more are what was said."""

_SPEECH = (
    "said|says|say|told|tells|denied|denies|deny|accuse|blame|"
    "(?:warn|announc|stat|add|declar|reject|accus|demand|urg|call|condemn|threaten|vow|pledg|promis|insist|claim|alleg|"
    "confirm|report|express|criticis|criticiz|welcom|dismiss|blam|ask|appeal|acknowledg|reiterat|stress|argu|not|suggest|"
    "offer|repeat)(?:ed|es|s)|admitted|admits"
)
_TAIL = re.compile(rf"\b({_SPEECH})\b(?=\s)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|my|me)\b")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|who|which)\s+(?:also\s+|further\s+|later\s+)?$", re.IGNORECASE)


def spoken(speaker: str, texts: Sequence[str]) -> str | None:
    """What the cited sentences have `speaker` say, from the speech verb to the sentence's end; None if not found.

    The words are the article's: "said that progress was slow". A sentence whose tail is long, or that opens with the
    direct quotation, is left to `quoted`.
    """
    for text in texts:
        at = text.find(clean(speaker))
        begin = at + len(clean(speaker)) if at >= 0 else _after_pronoun(text)
        if begin is None:
            continue
        verb = _TAIL.search(text, begin)
        if verb is None or (at >= 0 and (verb.start() - begin > 120 or _said_before(text, at, verb.start()))):
            continue
        tail = text[verb.start() :].strip().rstrip(".")
        if 3 <= len(tail.split()) <= MAX_WORDS and _balanced(tail) and not _FIRST_PERSON.search(tail):
            return neutral(tail)
    return None


def direct_quote(text: str) -> str | None:
    """The first quotation of at least four words, without its marks and its closing comma."""
    for m in re.finditer(r"“([^“”]+)”|\"([^\"]+)\"", text):
        words = (m[1] or m[2]).strip().rstrip(",")
        if MIN_QUOTE <= len(words.split()) <= MAX_WORDS:
            return words
    return None


def _after_pronoun(text: str) -> int | None:
    verb = _TAIL.search(text)
    return verb.start() if verb and _PRONOUN.search(text[: verb.start()]) else None


def _said_before(text: str, speaker: int, verb: int) -> bool:
    """Whether the words said come first: "Fighting will go on, the general told a news conference"."""
    before = text[:speaker].rstrip()
    return before.endswith((",", "”", '"')) and len(before.split()) > LONGEST_OPENING and " that " not in text[verb:]


def _balanced(tail: str) -> bool:
    return tail.count("“") == tail.count("”") and tail.count('"') % 2 == 0 and tail.count("(") == tail.count(")")


def quoted(texts: Sequence[str]) -> str | None:
    """The most telling sentence (the first cited) in quotation marks, marks inside it single; None if it is long."""
    words = LEADING.sub("", re.sub(r"\s+", " ", texts[0]).strip()) if texts else ""
    if not 0 < len(words.split()) <= MAX_QUOTED:
        return None
    inner = words.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”"
