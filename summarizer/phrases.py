"""Noun phrases of a sentence, found by code: what a small model may choose from instead of writing freely.

No parser and no capitals: a phrase is a run of words between function words, verbs and punctuation. Runs are then cut
where a name, a group or a weapon stands inside a longer one ("Minister Ana Ruiz's murder" holds the name "Ana Ruiz").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from summarizer.grounding.grammar import comma_before, is_verb
from summarizer.grounding.text import POSSESSIVE, Words
from summarizer.lexicon import (
    ADVERBS,
    DETERMINERS,
    FUNCTION_WORDS,
    PRONOUNS,
    SPEECH_VERBS,
    SUBORDINATORS,
    TIME_WORDS,
    word_set,
)
from summarizer.resolve.nouns import Noun, is_common, is_weapon, nouns

MOST_WORDS = 7
SHORT_NAME = 6
"""Letters of an unknown single word that may be an abbreviation of a group's name."""
_BETWEEN = word_set(
    "yes well even how why what than ago away back like having due including several many few other others hours minutes"
    " days weeks months years hour minute day year approximately about almost nearly around first second third last next"
    " past new two three four five six seven eight nine ten one indistinct"
)
_STOPS = FUNCTION_WORDS | PRONOUNS | DETERMINERS | SUBORDINATORS | ADVERBS | SPEECH_VERBS | TIME_WORDS | _BETWEEN
_NOUNS_IN_ING = word_set(
    "building shining trafficking king training parking meeting evening morning housing engineering broadcasting mining"
    " manufacturing fishing planning shipping trading banking"
)
_PARTS = word_set(
    "front side basement windows window percent area vicinity outskirts door doors roof wall walls part rest center"
    " middle north south east west entrance corner streets street city capital town department province"
)
"""Heads of "X of Y" where Y is what is meant."""
_PLACED = word_set("in at near from outside around")
"""A name right behind these is a place's."""
_COUNTS = word_set("two three four five six seven eight nine ten several other armed unidentified unknown")
_BREAK = re.compile(r'[,;:()"“”.\n]')


class Phrase(NamedTuple):
    """A phrase as written, and what it may name."""

    text: str
    nouns: frozenset[Noun]


def phrases(text: str) -> list[Phrase]:
    """The phrases of one sentence that name something, in order, each once; longer ones before those inside them."""
    words = Words(text)
    runs = list(runs_of(words, _stops, _parted))
    found: dict[str, Phrase] = {}
    for at, run in enumerate(runs):
        for start, end, kinds in _cut(words, run, runs[at + 1] if at + 1 < len(runs) else None):
            if kinds and end - start <= MOST_WORDS:
                phrase = words.text[words.spans[start][0] : words.spans[end - 1][1]]
                key = phrase.casefold()
                kept = found.get(key)
                found[key] = Phrase(phrase, frozenset(kinds) | (kept.nouns if kept else frozenset()))
    return list(found.values())


Told = Callable[[Words, int], bool]
"""Something about the token at a position."""


def runs_of(words: Words, stops: Told, parts: Told) -> Iterator[tuple[int, int]]:
    """The runs of tokens that hold no stop; punctuation parts one run from the next."""
    start = None
    for i in range(len(words)):
        stop = stops(words, i)
        if start is not None and (stop or parts(words, i)):
            yield start, i
            start = None
        if not stop and start is None:
            start = i
    if start is not None:
        yield start, len(words)


def _stops(words: Words, i: int) -> bool:
    key = words.keys[i]
    if key == POSSESSIVE:
        return i == 0
    if key in _STOPS or is_verb(words, i) or not any(c.isalpha() for c in key):
        return True
    return key.endswith("ing") and len(key) > 5 and key not in _NOUNS_IN_ING and key.rstrip("s") not in _NOUNS_IN_ING


def _parted(words: Words, i: int) -> bool:
    return words.breaks(i) or comma_before(words, i) or bool(_BREAK.search(words.gap(i)))


def _cut(words: Words, run: tuple[int, int], after: tuple[int, int] | None) -> Iterator[tuple[int, int, set[Noun]]]:
    """The run itself, with what follows "of", and the names, groups and weapons inside it."""
    start, end = run
    keys = words.keys
    while end > start and keys[end - 1] == POSSESSIVE:
        end -= 1
    if end <= start:
        return
    kinds = set(nouns(keys[start:end]))
    joined = _of(words, end, after) if keys[end - 1] not in _PARTS else None
    if joined is not None:
        yield start, joined, set(kinds)
    if Noun.PEOPLE in kinds:
        yield from _people(words, start, end, kinds)
    elif kinds and joined is None:
        yield start, end, kinds
    yield from _inside(words, start, end, kinds)


def _people(words: Words, start: int, end: int, kinds: set[Noun]) -> Iterator[tuple[int, int, set[Noun]]]:
    """ "FMLN urban guerrillas" names a group and people; "four individuals" are people with their number."""
    lead = start
    while lead < end - 1 and (not is_common(words.keys[lead]) or words.keys[lead] == POSSESSIVE):
        lead += 1
    if lead > start:
        yield start, lead - (words.keys[lead - 1] == POSSESSIVE), {Noun.GROUP}
    elif start and words.keys[start - 1] in _COUNTS:
        yield start - 1, end, {Noun.PEOPLE}
    yield lead, end, kinds


def _inside(words: Words, start: int, end: int, kinds: set[Noun]) -> Iterator[tuple[int, int, set[Noun]]]:
    """Weapons and names inside a run, and an unknown word or pair of words that may be a group."""
    keys = words.keys
    weapons = [i for i in range(start, end - 1) if is_weapon(keys[i])]
    if weapons and Noun.WEAPON not in kinds:
        yield start, weapons[-1] + 1, {Noun.WEAPON}
    for first, last in _names(words, start, end):
        if first and keys[first - 1] in _PLACED:
            continue
        if last - first > 1:
            yield first, last, {Noun.NAME} if kinds else {Noun.NAME, Noun.GROUP}
        elif not kinds and len(keys[first]) <= SHORT_NAME:
            yield first, last, {Noun.GROUP}
    if not kinds and end - start == 2 and any(not is_common(k) for k in keys[start:end]):
        yield start, end, {Noun.GROUP}


def _of(words: Words, end: int, after: tuple[int, int] | None) -> int | None:
    """End of "X of (the) Y", where X ends at `end`; None if no "of" follows."""
    if after is None or not 1 <= after[0] - end <= 2 or words.keys[end] != "of":
        return None
    if any(_BREAK.search(words.gap(i)) for i in range(end, after[0] + 1)):
        return None
    last = after[1]
    return last - 1 if words.keys[last - 1] == POSSESSIVE else last


def _names(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of words that are no common ones."""
    first = None
    for i in range(start, end):
        unknown = words.keys[i] != POSSESSIVE and not is_common(words.keys[i])
        if unknown and first is None:
            first = i
        if not unknown and first is not None:
            yield first, i
            first = None
    if first is not None:
        yield first, end
