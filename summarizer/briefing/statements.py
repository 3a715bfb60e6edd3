"""Events told in the article's own words: what was said, and events that no verb of the table fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .nouns import clean, neutral

MAX_WORDS = 40
"""Longest stretch of an article that a brief repeats, in words."""
MIN_QUOTE = 4
"""Shortest quotation that is repeated as one, in words; shorter ones are single loaded or technical words."""

_SPEECH = (
    "said|told|warned|announced|stated|added|declared|denied|rejected|accused|demanded|urged|called|condemned|"
    "threatened|vowed|pledged|promised|insisted|claimed|alleged|confirmed|reported|expressed|criticised|criticized|"
    "welcomed|dismissed|blamed|asked|appealed|acknowledged|admitted|reiterated|stressed|argued|noted|suggested|offered"
)
_TAIL = re.compile(rf"\b({_SPEECH})\b(?=\s)", re.IGNORECASE)
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
        if verb is None or (at >= 0 and verb.start() - begin > 120):
            continue
        tail = text[verb.start() :].strip().rstrip(".")
        if 3 <= len(tail.split()) <= MAX_WORDS and _balanced(tail):
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


def _balanced(tail: str) -> bool:
    return tail.count("“") == tail.count("”") and tail.count('"') % 2 == 0 and tail.count("(") == tail.count(")")


def quoted(texts: Sequence[str]) -> str | None:
    """The first cited sentence that is short enough to repeat, in quotation marks; marks inside it become single."""
    for text in texts:
        words = re.sub(r"\s+", " ", text).strip()
        if len(words.split()) <= MAX_WORDS:
            inner = words.replace("“", "‘").replace("”", "’").replace('"', "'")
            return f"“{inner}”"
    return None
