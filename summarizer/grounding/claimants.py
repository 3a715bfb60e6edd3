"""Is a claimant the one who says it? It must be the subject of a speech cue, or stand in "according to …" or "X: …"."""

from __future__ import annotations

from summarizer.lexicon import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    DENIAL_VERBS,
    DETERMINERS,
    DISMISSAL_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH_NOUNS,
    SPEECH_VERBS,
    SUBORDINATORS,
    word_set,
)
from summarizer.resolve.actor_words import sort_of

from .grammar import comma_before, is_name, is_verb
from .sources import Source
from .text import POSSESSIVE, Words

_REACH = 18
_SOURCES = word_set("according citing quoting per")
_FROM = word_set("by from of")
_QUOTES = frozenset("\"\u201c\u201d\u00ab\u00bb'\u2018\u2019")
_AS_SPEECH = SPEECH_VERBS | DENIAL_VERBS | DISMISSAL_VERBS
_TAKING = word_set("took takes accepted")
"""With "responsibility"."""
_CUES = _AS_SPEECH | _SOURCES | _TAKING | SPEECH_NOUNS | {f"{noun}s" for noun in SPEECH_NOUNS}


_INFINITIVES = (("belong",), ("be",), ("have",))


def speech_cue(words: Words, first: int, last: int) -> int | None:
    """Token index of the cue that makes tokens `first` up to `last` a speaker; None if there is none."""
    if not _may_speak(words):
        return None
    for find in (_verb_after, _source_before, _verb_before, _colon, _statement):
        cue = find(words, first, last)
        if cue is not None:
            return cue
    return None


def _may_speak(words: Words) -> bool:
    """Whether any cue of speech stands in the sentence, told quickly: every person of a sentence is asked about."""
    return not _CUES.isdisjoint(words.keys) or any(":" in gap for gap in words.gaps.values())


def is_denial(words: Words, cue: int) -> bool:
    """Whether the speaker denies rather than says."""
    return words.keys[cue] in DENIAL_VERBS


def anaphoric_speaker(source: Source) -> int | None:
    """Token index of the cue where a pronoun or "the group" speaks: "He added that …"."""
    keys = source.words.keys
    for i in range(min(3, len(keys))):
        if keys[i] in ("he", "she", "they", "it", "both"):
            return speech_cue(source.words, i, i + 1)
    return None


def _verb_after(words: Words, first: int, last: int) -> int | None:
    """ "X, the spokesman for Y, said", "X and Y said", "a source in X told"."""
    commas, i, relative = 0, last, False
    while i < len(words) and i - last <= _REACH:
        if words.breaks(i):
            return None
        commas += comma_before(words, i)
        key = words.keys[i]
        if key in _TAKING and i + 1 < len(words) and words.keys[i + 1] == "responsibility":
            return i
        if key in _AS_SPEECH and words.keys[i + 1 : i + 2] == ("to",) and words.keys[i + 2 : i + 3] in _INFINITIVES:
            return None  # "gunmen thought to belong to …": nobody of them says so
        if key in _AS_SPEECH and commas != 1 and not _noun_here(words, i):
            # After "X of Y, who led Z, " the verb must follow the closing comma at once.
            return i if commas == 0 or _closes(words, i) or _listed(words, last, i) else None
        if commas == 1 and key in _AS_SPEECH and comma_before(words, i):
            return i if _joins_subject(words, first) or _apposed(words, first, last) else None
        if key == "who" and commas == 0 and not relative:
            relative = True
        elif commas == 0 and ((key in SUBORDINATORS and key != "as") or key in ("that", "to")):
            return None
        elif commas != 1 and is_verb(words, i) and key not in AUXILIARIES and key not in _AS_SPEECH:
            inside = relative and words.keys[i - 1] in ("who", *AUXILIARIES)
            if not inside:
                return None
        i += 1
    return None


def _joins_subject(words: Words, first: int) -> bool:
    """ "Farmers, as well as X, said": X belongs to the subject although it stands between commas."""
    i = first
    while i > 0 and not comma_before(words, i):
        if is_verb(words, i - 1) or words.breaks(i) or words.keys[i - 1] in ("which", "who", "where"):
            return False
        i -= 1
    return words.keys[i] in ("as", "and", "along", "together", "or")


def _apposed(words: Words, first: int, last: int) -> bool:
    """ "The governor, Colonel X, said": the value holds the comma, or stands between two right after a subject."""
    if any(comma_before(words, i) for i in range(first + 1, last)):
        return True
    if first == 0 or not comma_before(words, first):
        return False
    i = first - 1
    while i > 0 and not comma_before(words, i) and not words.breaks(i):
        if is_verb(words, i):
            return False
        i -= 1
    return not is_verb(words, i)


def _noun_here(words: Words, i: int) -> bool:
    """ "the report said": a speech word after a determiner or adjective is a noun, except right after a name."""
    if is_name(words, i) and not words.text.isupper():
        return True
    return (i > 0 and (words.keys[i - 1] in DETERMINERS or words.keys[i - 1] in PREPOSITIONS)) or (
        i + 1 < len(words) and words.keys[i + 1] in _AS_SPEECH and words.keys[i].endswith(("t", "s"))
    )


def _closes(words: Words, i: int) -> bool:
    while i > 0 and not comma_before(words, i):
        if words.keys[i - 1] not in AUXILIARIES and words.keys[i - 1] not in ADVERBS:
            return False
        i -= 1
    return True


def _listed(words: Words, first: int, last: int) -> bool:
    """ "X, Y and Z said": a list of speakers without a verb in it."""
    inside = range(first, last)
    return any(words.keys[i] in ("and", "or") for i in inside) and not any(is_verb(words, i) for i in inside)


def _source_before(words: Words, first: int, last: int) -> int | None:
    """ "according to X", "citing X and Y"."""
    for i in range(first - 1, max(-1, first - 14), -1):
        if i + 1 < len(words) and words.breaks(i + 1):
            return None
        key = words.keys[i]
        if key in _SOURCES:
            return i
        if key.endswith("ed") and words.keys[i + 1] == "by":
            continue
        if is_verb(words, i) or key in SUBORDINATORS or key in ("that", "who"):
            return None
        if comma_before(words, i + 1) and not any(k in ("and", "or") for k in words.keys[i + 1 : first + 1]):
            return None
    return None


def _verb_before(words: Words, first: int, last: int) -> int | None:
    """ "…, said X": the verb stands first, after a comma, a quotation mark or at the start."""
    i = first - 1
    while i >= 0 and (words.keys[i] in ARTICLES or words.keys[i] in ("mr", "ms", "mrs", "dr", "a")):
        i -= 1
    for j in range(i, max(-1, i - 7), -1):
        if j + 1 <= first and (comma_before(words, j + 1) or words.breaks(j + 1)):
            return None
        if words.keys[j] in _AS_SPEECH:
            opened = j == 0 or comma_before(words, j) or any(c in _QUOTES for c in words.gap(j))
            return j if opened else None
        if is_verb(words, j) or words.keys[j] in PRONOUNS or words.keys[j] in PREPOSITIONS - {"of", "for"}:
            return None
    return None


def _colon(words: Words, first: int, last: int) -> int | None:
    """ "X: five killed" at the start, "five killed: X" at the end."""
    if first <= 1 and ":" in words.gap(last):
        return None if _dateline(words, first, last) else first
    return first if last == len(words) and first > 0 and ":" in words.gap(first) else None


def _dateline(words: Words, first: int, last: int) -> bool:
    """ "ADEN: A depot burned": a place in capitals; nobody whom the tables of actors know."""
    name = words.words(first, last)
    return first == 0 and name.isupper() and words.cased and sort_of(name) is None


def _statement(words: Words, first: int, last: int) -> int | None:
    """ "in a statement, X …", "a statement by X", "X's report"."""
    keys = words.keys
    if last + 1 < len(words) and keys[last] == POSSESSIVE and any(k in SPEECH_NOUNS for k in keys[last + 1 : last + 3]):
        return last
    i = first - 1
    while i >= 0 and keys[i] in ARTICLES:
        i -= 1
    if i >= 1 and keys[i] in _FROM and (keys[i - 1] in SPEECH_NOUNS or keys[i - 1].removesuffix("s") in SPEECH_NOUNS):
        return i - 1
    near = keys[max(0, i - 6) : i + 1]
    return (
        i
        if comma_before(words, i + 1) and i + 1 > 0 and any(k in SPEECH_NOUNS for k in near) and keys[0] in ("in", "on")
        else None
    )
