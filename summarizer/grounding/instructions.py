"""Sentences that instruct a reader or a model instead of telling news: never evidence.

A compact first line, not a boundary: the real defence is that a value must stand in a news sentence, and a false statement
worded as news stands in one. Found by what makes an order to a model (`instruction_cues`, `instruction_tongues`), by
what no news sentence holds (`machine_cues`) and by what a text hides (`disguise`); orders among people stay news.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from summarizer.lexicon import word_set

from .disguise import figures_as_letters, is_disguised, reading
from .instruction_cues import ADDRESSES, HEARD, IMPERATIVES, NAMES, OVERRIDES, SPOKEN, TALK, WHERE, may_be_order
from .instruction_tongues import may_order, patterns
from .machine_cues import MARKUP, may_be_markup


class Suspicion(Enum):
    """Why a sentence is no evidence."""

    ORDER = "gives instructions to a reader or a model"
    ADDRESS = "speaks to whoever writes a reply"
    MACHINE = "holds mark-up, code or a ready-made reply"
    DISGUISED = "is written so that people and programs read different things"
    HIDDEN = "is hidden from readers of the page"
    BESIDE = "stands beside instructions to a reader or a model"

    @property
    def spreads(self) -> bool:
        """Whether sentences of the same paragraph become suspect too."""
        return self in (Suspicion.ORDER, Suspicion.MACHINE, Suspicion.DISGUISED)


def _any(rules: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


_MARKUP, _ADDRESSES, _OVERRIDES, _TALK, _FOREIGN = map(_any, (MARKUP, ADDRESSES, OVERRIDES, TALK, patterns()))
_WHERE, _IMPERATIVES = re.compile(WHERE), _any(IMPERATIVES)
_FORGETTING = word_set(
    "ignore disregard forget override overrule overwrite bypass discard drop skip cancel delete erase abandon "
    "aside attention follow obey heed following obeying reset your overrides supersede supersedes replace "
    "replaces"
)
_GROWS = 4
_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=8192)  # asked again when the reply comes: the sentences of all articles in work
def suspicion(text: str) -> Suspicion | None:
    """Why this sentence, taken alone, is no news; None if nothing speaks against it."""
    read = reading(text)
    if len(read) > _GROWS * len(text) + _GROWS:
        return Suspicion.DISGUISED  # a flood of signs that stand for whole phrases
    found = _judge(read)
    if found is None and (plain := figures_as_letters(read)):
        found = _judge(plain)
    return found or (Suspicion.DISGUISED if is_disguised(text) else None)


def is_instruction(text: str) -> bool:
    """Whether the sentence, taken alone, is no evidence: it gives orders to a model or a program, or hides what it says."""
    return suspicion(text) is not None


def _judge(read: str) -> Suspicion | None:
    words = frozenset(_WORD.findall(read))
    if may_be_markup(read, words) and _MARKUP.search(read):
        return Suspicion.MACHINE
    if (may_be_order(read, words) and _orders(read)) or (words & NAMES and _ADDRESSES.search(read)):
        return Suspicion.ORDER
    if may_order(read, words) and _FOREIGN.search(read):
        return Suspicion.ORDER
    if words.isdisjoint(_FORGETTING) and "your" not in words:
        return None
    if SPOKEN.search(read):
        return None
    if words & _FORGETTING and any(not HEARD.search(read, 0, found.start()) for found in _OVERRIDES.finditer(read)):
        return Suspicion.ORDER
    return Suspicion.ADDRESS if "your" in words and _TALK.search(read) else None


def _orders(read: str) -> bool:
    """Whether an order stands where one can."""
    return any(_IMPERATIVES.match(read, place.end()) for place in _WHERE.finditer(read))
