"""A sentence that is nearly a copy of its source: a second look at the few words in which they differ.

Where most words are the same, a small difference must not be a negation, a denial, or two names changing places; no
verb
needs to be known for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from summarizer.lexicon import (
    CANCEL_WORDS,
    DENIAL_VERBS,
    DISMISSAL_VERBS,
    FAIL_WORDS,
    FOIL_WORDS,
    FUNCTION_WORDS,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    MONTHS,
    NEGATORS,
    POSSIBLE_WORDS,
    SPEECH_VERBS,
    THREAT_WORDS,
    WEEKDAYS,
)
from summarizer.schemas.reasons import Reason

from .grammar import is_name
from .propositions import attributions, same_name
from .sources import Source

_NEAR = 0.6
_SAME = 0.8
_SHORT = 4
_UNSURE = (
    MODALS_FUTURE
    | MODALS_POSSIBLE
    | THREAT_WORDS
    | FOIL_WORDS
    | FAIL_WORDS
    | CANCEL_WORDS
    | POSSIBLE_WORDS
    | frozenset({"due", "plans", "planned", "expected", "scheduled"})
)
_DENIALS = DENIAL_VERBS | DISMISSAL_VERBS


class Difference(NamedTuple):
    """What a near copy changed."""

    reason: Reason
    words: str
    message: str


def changed(said: Source, evidence: Sequence[Source], *, cased: bool) -> Difference | None:
    """What the sentence changed in the source that it nearly copies; None when it copies none, or changes nothing
    that matters.
    """
    nearest = max(evidence, key=lambda s: Indel.normalized_similarity(said.words.keys, s.words.keys))
    mine, theirs = said.words.keys, nearest.words.keys
    if Indel.normalized_similarity(mine, theirs) < _NEAR:
        return None
    for op in Levenshtein.opcodes(mine, theirs):
        if op.tag == "equal":
            continue
        given, source = mine[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end]
        inner = op.dest_start > 0 and op.dest_end < len(theirs) and len(source) <= _SHORT
        found = _turned(given, source, theirs, mine, inner=inner) or _traded(
            said, nearest, op.src_start, given, op.dest_start, source, cased
        )
        if found:
            return found
    return _reordered(said, nearest, cased)


def _reordered(said: Source, nearest: Source, cased: bool) -> Difference | None:
    """Names of both in another order; in a looser copy speakers may move, and "by" turns a sentence round."""
    if said.words.keys.count("by") != nearest.words.keys.count("by"):
        return None
    alike = Indel.normalized_similarity(said.words.keys, nearest.words.keys) >= _SAME
    speakers = set() if alike else {k for s in (said, nearest) for a in attributions(s) for k in a.speaker}
    both = set(said.words.keys) & set(nearest.words.keys) - speakers
    both -= WEEKDAYS | MONTHS  # a day may stand anywhere
    ours = [k for i, k in enumerate(said.words.keys) if k in both and _names(said, i, cased)]
    texts = [k for i, k in enumerate(nearest.words.keys) if k in both and _names(nearest, i, cased)]
    # A name that one of the two repeats says nothing about order.
    ours, texts = (
        [k for k in ours if ours.count(k) == 1 == texts.count(k)],
        [k for k in texts if texts.count(k) == 1 == ours.count(k)],
    )
    if not cased or ours == texts or sorted(ours) != sorted(texts):
        return None
    return Difference(
        Reason.ROLE_SWAPPED, " ".join(ours), f"The text has the names in another order: {' '.join(texts)}."
    )


def _turned(
    given: Sequence[str], source: Sequence[str], theirs: Sequence[str], mine: Sequence[str], *, inner: bool
) -> Difference | None:
    added = [k for k in given if _negates(k) and not _moved(k, mine, theirs)]
    if added:
        return Difference(Reason.NEGATION_CHANGED, " ".join(added), f'The text has no "{" ".join(added)}" here.')
    lost = [k for k in source if _negates(k) and not _moved(k, theirs, mine)]
    if lost and (inner or all(_negates(k) for k in source)):
        return Difference(Reason.NEGATION_CHANGED, " ".join(lost), f'The text says "{" ".join(lost)}" here.')
    denying = [k for k in given if k in _DENIALS] or [
        k for k in source if k in _DENIALS and (inner or any(g in SPEECH_VERBS for g in given))
    ]
    differs = bool((set(given) ^ set(source)) & _DENIALS) and not all(k in mine and k in theirs for k in denying)
    if denying and differs:
        return Difference(Reason.DENIED, denying[0], f'Only one of the sentence and the text says "{denying[0]}".')
    unsure = {
        k
        for k in (*given, *source)
        if k in _UNSURE and (k in given) != (k in source) and mine.count(k) != theirs.count(k)
    }
    one_sided = _uncertain(mine) != _uncertain(theirs)
    if unsure and one_sided and (inner or given):
        return Difference(
            Reason.CERTAINTY_RAISED, min(unsure), f'Only one of the sentence and the text says "{min(unsure)}".'
        )
    return None


def _uncertain(keys: Sequence[str]) -> int:
    """Words of a plan or a doubt; "is to visit" is a plan too."""
    to_do = sum(a in ("is", "are") and b == "to" for a, b in pairwise(keys))
    return sum(k in _UNSURE for k in keys) + to_do


def _negates(key: str) -> bool:
    return key in NEGATORS or key.endswith("n't")


def _moved(key: str, here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether the word stands as often in the other sentence, only elsewhere."""
    return there.count(key) >= here.count(key)


def _traded(
    said: Source, nearest: Source, at: int, given: Sequence[str], there: int, source: Sequence[str], cased: bool
) -> Difference | None:
    """Names of both sentences that stand in each other's place."""
    ours = [k for n, k in enumerate(given) if _names(said, at + n, cased)]
    texts = [k for n, k in enumerate(source) if _names(nearest, there + n, cased)]
    if ours != texts and sorted(ours) == sorted(texts):
        return Difference(
            Reason.ROLE_SWAPPED, " ".join(ours), f"The text has the names in another order: {' '.join(texts)}."
        )
    here, other = set(ours) - set(texts), set(texts) - set(ours) - WEEKDAYS - MONTHS
    traded = sorted(k for k in here if k in nearest.words.keys)
    if traded and any(k in said.words.keys for k in other):
        return Difference(
            Reason.ROLE_SWAPPED, traded[0], f'"{traded[0]}" stands where the text has "{sorted(other)[0]}".'
        )
    if cased and len(ours) == len(texts) == len(given) == len(source) and not any(map(same_name, ours, texts)):
        return Difference(Reason.NAME_CHANGED, " ".join(ours), f'The text has "{" ".join(texts)}" in its place.')
    return None


def _names(source: Source, i: int, cased: bool) -> bool:
    key = source.words.keys[i]
    return (
        is_name(source.words, i) or (i == 0 and key not in FUNCTION_WORDS)
        if cased
        else key not in FUNCTION_WORDS and len(key) > 2
    )
