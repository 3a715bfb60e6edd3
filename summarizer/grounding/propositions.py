"""Who does what to whom in a sentence, how sure it is, and on whose word: read from cues, to compare two sentences."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from summarizer.lexicon import (
    ADDRESSING_VERBS,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    DENIAL_VERBS,
    FUNCTION_WORDS,
    PRONOUNS,
    SPEECH_NOUNS,
    SPEECH_VERBS,
    TIME_WORDS,
    word_set,
)

from .grammar import is_name, is_verb
from .lemmas import lemma
from .scopes import Reality
from .sources import Source
from .text import POSSESSIVE
from .triggers import is_event_word

_MOTION = word_set("flee withdraw retreat return escape depart")
"""What comes after these is where from or where to, not whom it is done to."""


_WHERE = word_set("in at near off outside aboard")
_COUNT_NOUNS = word_set("number toll figure count total")


class Attribution(NamedTuple):
    """Somebody's word in a sentence: the speaker's content words and the cue."""

    speaker: frozenset[str]
    cue: int
    denies: bool


class Predicate(NamedTuple):
    """A verb or event noun with the names before and after it, in the order of doer and done-to."""

    at: int
    lemma: str
    reality: Reality
    agents: frozenset[str]
    patients: frozenset[str]


def same_name(a: str, b: str) -> bool:
    """Equal, or a country and its adjective: "Kenya" and "Kenyan", "Israel" and "Israeli"."""
    return a == b or _stem(a) == _stem(b)


@lru_cache(maxsize=16384)
def _stem(key: str) -> str:
    for end in ("istani", "istan", "ians", "ian", "ish", "ese", "ans", "ia", "an", "ey", "is", "a", "i", "n", "y"):
        if key.endswith(end) and len(key) - len(end) >= 4:
            return key[: -len(end)]
    return key


def names(source: Source, first: int, last: int, *, cased: bool) -> frozenset[str]:
    """Names among these tokens; every content word where case tells nothing."""
    words = source.words
    return frozenset(
        key
        for i in range(first, last)
        if (key := words.keys[i]) not in TIME_WORDS
        and key != POSSESSIVE
        and key not in FUNCTION_WORDS
        and (is_name(words, i) or i == 0 if cased else len(key) > 2)
        and not (cased and _whereabouts(source, i))
    )


def _whereabouts(source: Source, i: int) -> bool:
    """Whether a name only says where: "police in Batken", "off Basilan"."""
    words = source.words
    while i > 0 and not words.breaks(i) and "," not in words.gap(i) and is_name(words, i - 1):
        i -= 1
    return i > 0 and words.keys[i - 1] in _WHERE


def predicates(source: Source, *, cased: bool) -> list[Predicate]:
    """Every verb and event word of the sentence."""
    words, out = source.words, []
    for i, key in enumerate(words.keys):
        if (
            key in AUXILIARIES
            or key in FUNCTION_WORDS
            or (key in TIME_WORDS and key != "march")
            or (cased and i and is_name(words, i))
        ):
            continue
        if key in DENIAL_VERBS or (key in SPEECH_VERBS and key not in ADDRESSING_VERBS):
            continue
        if is_verb(words, i) or is_event_word(key):
            before, after = _sides(source, i, cased)
            after = frozenset() if lemma(key) in _MOTION else after
            if _passive(source, i):
                by = _by_agent(source, i, cased)
                before, after = by, before
            out.append(Predicate(i, lemma(key), source.clauses.reality[i], before, after))
    return out


def _sides(source: Source, i: int, cased: bool) -> tuple[frozenset[str], frozenset[str]]:
    words = source.words
    first = i
    while (
        first > 0
        and not words.breaks(first)
        and words.keys[first - 1] not in ("that", "while", "after", "but", "when", "because")
    ):
        if first < i and is_verb(words, first - 1) and words.keys[first - 1] not in AUXILIARIES:
            break
        first -= 1
    last = i + 1
    while (
        last < len(words)
        and not words.breaks(last)
        and words.keys[last] not in ("that", "while", "after", "but", "when", "because")
    ):
        if is_verb(words, last) and words.keys[last] not in AUXILIARIES:
            break
        last += 1
    return names(source, first, i, cased=cased), names(source, i + 1, last, cased=cased)


def _passive(source: Source, i: int) -> bool:
    keys = source.words.keys
    j = i - 1
    while j >= 0 and (keys[j] in ADVERBS or keys[j].endswith("ly") or keys[j] == "not"):
        j -= 1
    if j >= 0 and keys[j] in BE and not keys[i].endswith("ing"):
        return True
    return i + 1 < len(keys) and keys[i + 1] == "by" and not keys[i].endswith("ing")


def _by_agent(source: Source, i: int, cased: bool) -> frozenset[str]:
    words = source.words
    for j in range(i + 1, min(i + 14, len(words))):
        if words.breaks(j) or is_verb(words, j):
            break
        if words.keys[j] == "by":
            last = j + 1
            while (
                last < len(words) and not words.breaks(last) and not is_verb(words, last) and "," not in words.gap(last)
            ):
                if words.keys[last] in ("in", "on", "at", "near", "after", "during", "and", "from"):
                    break
                last += 1
            return names(source, j + 1, last, cased=cased)
    return frozenset()


def attributions(source: Source) -> list[Attribution]:
    """Every "X said", "said X", "according to X" of the sentence."""
    words, out = source.words, []
    for i, key in enumerate(words.keys):
        if key == "according" or (key in ("citing", "quoting") and i):
            out.append(Attribution(_content(source, i + 1, _np_end(source, i + 1)), i, False))
        elif key in ("put", "puts", "raised", "lowered") and _COUNT_NOUNS & set(words.keys[i + 1 : i + 7]):
            out.append(Attribution(_content(source, _np_start(source, i), i), i, False))
        elif (key in SPEECH_VERBS or key in DENIAL_VERBS) and not _noun(source, i):
            first = _np_start(source, i)
            speaker = _content(source, first, i)
            if first == i or _inverted(source, i):
                speaker = _content(source, i + 1, _np_end(source, i + 1))
            out.append(Attribution(speaker, i, key in DENIAL_VERBS))
    return out


def _inverted(source: Source, i: int) -> bool:
    """ "…, said X." and "…, reported X, …": a comma or quotation mark before the verb, a name or noun and then a
    stop after it.
    """
    words = source.words
    end = _np_end(source, i + 1)
    if (
        not ("," in words.gap(i) or words.breaks(i))
        or end == i + 1
        or words.keys[i + 1] in ("that", "it", "in", "to", "by", "on")
        or any(n.first <= i + 1 < n.last for n in source.casualties.numbers)
    ):
        return False
    return end == len(words) or words.breaks(end) or "," in words.gap(end)


def _noun(source: Source, i: int) -> bool:
    words = source.words
    if i > 0 and is_name(words, i) and not words.text.isupper():
        return True
    if i > 0 and (
        words.keys[i - 1] in ARTICLES
        or words.keys[i - 1] in ("his", "her", "its", "their", "this", "to", "no", "of", "under", "having")
    ):
        return True
    return i > 0 and words.keys[i - 1] in BE


def _np_start(source: Source, i: int) -> int:
    """Start of the subject before a verb: back to the comma, or over a pair of commas ("X, the mayor, said")."""
    words, j, commas = source.words, i, 0
    while j > 0 and not words.breaks(j) and words.keys[j - 1] not in ("that", "but", "while", "which", "who"):
        if is_verb(words, j - 1) and words.keys[j - 1] not in AUXILIARIES:
            break
        if "," in words.gap(j):
            commas += 1
            if commas > 2 or (commas == 1 and j < i):
                break
        j -= 1
    return j


def _np_end(source: Source, i: int) -> int:
    words, j = source.words, i
    while j < len(words) and not (j > i and (words.breaks(j) or "," in words.gap(j))):
        if is_verb(words, j) and (words.text.isupper() or not words.text[words.spans[j][0]].isupper()):
            break
        j += 1
    return j


def _content(source: Source, first: int, last: int) -> frozenset[str]:
    keys = source.words.keys
    return frozenset(
        k
        for k in keys[first:last]
        if k not in FUNCTION_WORDS
        and k not in SPEECH_NOUNS
        and k not in PRONOUNS
        and k not in TIME_WORDS
        and k != POSSESSIVE
        and k not in ADVERBS
    )
