"""Spans of a sentence that could name somebody or something: generous, for a ranking to choose from.

`summarizer.phrases` gives the few that a small model is asked about; here is nearly everything that a reader might
underline: every run of words inside a noun phrase, "X of Y" whole and in parts, pairs joined by "and", with numbers and
with words such as "unidentified" and "shopping" that look like verb forms. No parser and no capitals, as there.

On the development articles of MUC-4 98.5 % of the gold fillers are among the spans (median 231 an article): the ceiling of
`summarizer.candidates`. What is missing goes over commas, quotation marks or relative clauses, or is a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from summarizer.grounding.grammar import comma_before, is_verb
from summarizer.grounding.text import POSSESSIVE, Words
from summarizer.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    IRREGULAR_PAST,
    PRONOUNS,
    SPEECH_VERBS,
    SUBORDINATORS,
    TIME_WORDS,
    word_set,
)
from summarizer.phrases import runs_of

MOST_WORDS = 8
"""Of one noun phrase; more are cut off at the left, where the modifiers stand."""
MOST_JOINED = 12
"""Of "X of Y" and "X and Y" as a whole."""
JOINTS = word_set("of for and in on at to from by with")
"""Words that join two noun phrases into one that may be named whole: "a bomb in a car", "residence for advisers"."""
_NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve twenty several many few other others some another"
    " first second third hundred dozen"
)
_STOPS = (
    FUNCTION_WORDS | PRONOUNS | DETERMINERS | SUBORDINATORS | ADVERBS | SPEECH_VERBS | TIME_WORDS | AUXILIARIES
    | word_set("yes well even how why what than ago away back like having due including almost nearly approximately")
) - _NUMBERS  # fmt: skip
_NAMED_BY_THEM = word_set("call count point post name state report charge charges plant record call")
"""Forms of verbs of speech that name things more often: "guard post", "explosive charge"."""
_BREAK = re.compile(r"[,;:()\"“”\n]|\.(?!\w)")
_INITIAL = re.compile(r"^\.\s*$")


class Span(NamedTuple):
    """Tokens `start` to `end` of a sentence; `head` is the last token of the phrase before any joint."""

    start: int
    end: int
    head: int
    joint: str = ""
    run: tuple[int, int] = (0, 0)
    """The run that the head stands in: where a reader would see the noun phrase begin and end."""

    def text(self, words: Words) -> str:
        """As written."""
        return words.text[words.spans[self.start][0] : words.spans[self.end - 1][1]]


def spans(words: Words) -> Iterator[Span]:
    """Every span of a sentence, in no order; the same words may come more than once."""
    runs = list(runs_of(words, _stops, parted))
    for run in runs:
        yield from _parts(words, run)
    for left, right in pairwise(runs):
        yield from _joined(words, left, right)
    for first, second, third in zip(runs, runs[1:], runs[2:], strict=False):
        if _joint(words, first, second) and _joint(words, second, third):
            joint = _joint(words, first, second)
            for start in _starts(words, first):
                if third[1] - start <= MOST_JOINED:
                    yield Span(start, _closed(words, third), first[1] - 1, joint, first)


def _stops(words: Words, i: int) -> bool:
    key = words.keys[i]
    if key == POSSESSIVE:
        return i == 0
    if key in _NAMED_BY_THEM and i and words.gap(i) == " ":
        return False
    return key in _STOPS or key in IRREGULAR_PAST


def parted(words: Words, i: int) -> bool:
    """Whether punctuation parts token `i` from the one before; the full stop of an abbreviation does not."""
    gap = words.gap(i)
    if gap in (" ", "", "-"):
        return False
    if _INITIAL.match(gap):
        return not (len(words.keys[i - 1]) == 1 or (gap == "." and len(words.keys[i]) == 1))
    return words.breaks(i) or comma_before(words, i) or bool(_BREAK.search(gap))


def _parts(words: Words, run: tuple[int, int]) -> Iterator[Span]:
    start, end = run
    for last in range(start + 1, end + 1):
        if words.keys[last - 1] == POSSESSIVE or is_verb(words, last - 1):
            continue
        for first in range(max(start, last - MOST_WORDS), last):
            if words.keys[first] != POSSESSIVE:
                yield Span(first, last, last - 1, "", run)


def _joined(words: Words, left: tuple[int, int], right: tuple[int, int]) -> Iterator[Span]:
    joint = _joint(words, left, right)
    if not joint:
        return
    ends = [_closed(words, right)]
    if joint == "of":
        ends += [e for e in range(right[0] + 1, right[1]) if words.keys[e - 1] != POSSESSIVE]
    for end in ends:
        for start in _starts(words, left):
            if end - start <= MOST_JOINED:
                yield Span(start, end, left[1] - 1, joint, left)


def _joint(words: Words, left: tuple[int, int], right: tuple[int, int]) -> str:
    """The joint between two runs, "" where they are not joined: one word, then at most a determiner."""
    between = range(left[1], right[0])
    if not 1 <= len(between) <= 2 or words.keys[left[1]] not in JOINTS:
        return ""
    if len(between) == 2 and words.keys[left[1] + 1] not in DETERMINERS:
        return ""
    if is_verb(words, left[1] - 1) or any(parted(words, i) for i in range(left[1], right[0] + 1)):
        return ""
    return words.keys[left[1]]


def _starts(words: Words, run: tuple[int, int]) -> Iterator[int]:
    return (i for i in range(max(run[0], run[1] - MOST_WORDS), run[1]) if words.keys[i] != POSSESSIVE)


def _closed(words: Words, run: tuple[int, int]) -> int:
    return run[1] - 1 if words.keys[run[1] - 1] == POSSESSIVE and run[1] - run[0] > 1 else run[1]
