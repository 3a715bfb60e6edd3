"""Whole quotations against the article: exact after folding, else aligned under guards.

A quotation that is not word for word may differ by spelling marks, one dropped function word in ten, a one-letter
typo or
an ellipsis. It may never differ in a number, a negation, a name, a verb of saying or denying, or in a word that decides
who did it or whether it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA, Hamming, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from summarizer.articles import Article
from summarizer.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CANCEL_WORDS,
    DENIAL_VERBS,
    DISMISSAL_VERBS,
    DROPPABLE,
    FAIL_WORDS,
    FOIL_WORDS,
    FORMS,
    NEGATORS,
    PLAN_WORDS,
    POSSIBLE_WORDS,
    PREPOSITIONS,
    REQUEST_WORDS,
    SPEECH_VERBS,
    THREAT_WORDS,
    word_set,
)
from summarizer.schemas.reasons import Reason

from .figures import spans_of
from .grammar import carries_case, is_name
from .sources import ArticleIndex, Source
from .text import Words, clean, keys_of

_ELLIPSIS = re.compile(r"\s*[\[(]?(?:\u2026|\.\s?\.\s?\.+)[\])]?\s*")
_TURNING = (
    DENIAL_VERBS | DISMISSAL_VERBS | FOIL_WORDS | FAIL_WORDS | CANCEL_WORDS | THREAT_WORDS | POSSIBLE_WORDS | PLAN_WORDS
    | REQUEST_WORDS | SPEECH_VERBS | NEGATORS | AUXILIARIES | PREPOSITIONS | FORMS.keys()
)  # fmt: skip
_CUTOFF = 80.0
_SHARE = 0.7
_TYPO_LENGTH = 5
_CONFUSABLE = word_set(
    "filed treats treat waned sated planed saying laying posed prised diving hoped robed ruined waring"
)
"""Words one letter away from a cue word that are words of their own."""
_HIDES = DENIAL_VERBS | NEGATORS | POSSIBLE_WORDS | FOIL_WORDS | FAIL_WORDS | CANCEL_WORDS | THREAT_WORDS


class QuoteStatus(str, Enum):
    """How a quotation stands in the text."""

    EXACT = "exact"
    NORMALISED = "normalised"
    """Word for word; marks, spaces or case differ."""
    REPAIRED = "repaired"
    """An honest slip: `text` has the right words."""
    AMBIGUOUS = "ambiguous"
    """Word for word in several places; `start` is the first, `others` the rest."""
    REJECTED = "rejected"


class QuoteMatch(NamedTuple):
    """Result of `check_quote`: `article.text[start:end]` is what the text says; None when rejected."""

    status: QuoteStatus
    start: int | None = None
    end: int | None = None
    text: str | None = None
    sentences: tuple[int, ...] = ()
    others: tuple[tuple[int, int], ...] = ()
    reason: Reason | None = None
    message: str = ""


def check_quote(
    article: Article, quote: str, *, sentences: Sequence[int] | None = None, index: ArticleIndex | None = None
) -> QuoteMatch:
    """Find a quotation in the article, or say why it is not there.

    `sentences`: numbers of the sentences to look in; all when None. A quotation may run over neighbouring sentences.
    """
    ready = index or ArticleIndex(article)
    wanted = None if sentences is None else set(sentences)
    sources = [s for s in ready.sources if (wanted is None or s.sentence.number in wanted) and not s.instructs]
    parts = [keys for part in _ELLIPSIS.split(quote) if (keys := keys_of(part))]
    if not parts:
        return _rejected(Reason.NOT_IN_TEXT, "The quotation holds no words")
    if len(parts) == 1:
        return _word_for_word(article, quote, parts[0], sources) or _aligned(article, quote, sources)
    return _elided(article, parts, sources) or _aligned(article, quote, sources)


def _rejected(reason: Reason, message: str) -> QuoteMatch:
    return QuoteMatch(QuoteStatus.REJECTED, reason=reason, message=message)


def _runs(
    article: Article, sources: Sequence[Source], length: int, wanted: frozenset[str], share: float = 1.0
) -> Iterator[tuple[Words, tuple[int, ...]]]:
    """Runs of `length` neighbouring sentences as one text, with their numbers; those with this share of the wanted
    words.
    """
    for i in range(len(sources) - length + 1):
        run = sources[i : i + length]
        here = run[0].vocabulary if length == 1 else frozenset().union(*(s.vocabulary for s in run))
        if len(wanted & here) < share * len(wanted):
            continue
        numbers = tuple(s.sentence.number for s in run)
        if length == 1:
            yield run[0].words, numbers
        elif numbers[-1] - numbers[0] == length - 1:
            start, end = run[0].sentence.start, run[-1].sentence.end
            yield _words(article.text[start:end], start), numbers


_words = lru_cache(maxsize=512)(Words)


def _word_for_word(article: Article, quote: str, keys: tuple[str, ...], sources: Sequence[Source]) -> QuoteMatch | None:
    places: list[tuple[Words, int, int, tuple[int, ...]]] = [
        (s.words, at, at + len(keys), (s.sentence.number,)) for s in sources for at in s.words.find_all(keys)
    ]
    if not places:
        for s in sources:
            if (compact := s.words.find_compact(keys)) is not None:
                places.append((s.words, *compact, (s.sentence.number,)))
    for length in (2, 3):
        if not places:
            runs = _runs(article, sources, length, frozenset(keys))
            places = [(words, at, at + len(keys), numbers) for words, numbers in runs for at in words.find_all(keys)]
    whole = [p for p in places if not _cut_short(p[0], p[2])]
    if not whole:
        return _rejected(Reason.NEGATION_CHANGED, "The quotation ends right before a negation") if places else None
    words, first, last, numbers = whole[0]
    start, end = words.span(first, last)
    text = article.text[start:end]
    status = QuoteStatus.EXACT if text in quote else QuoteStatus.NORMALISED
    others = tuple(w.span(a, b) for w, a, b, _ in whole[1:])
    return QuoteMatch(QuoteStatus.AMBIGUOUS if others else status, start, end, text, numbers, others)


def _cut_short(words: Words, last: int) -> bool:
    """Whether the next word, no mark between, is a "not" that belongs to what is quoted."""
    return (
        last < len(words)
        and words.keys[last] in ("not", "never")
        and not words.breaks(last)
        and "," not in words.gap(last)
    )


def _elided(article: Article, parts: Sequence[tuple[str, ...]], sources: Sequence[Source]) -> QuoteMatch | None:
    """Parts in order within at most three sentences; what is left out may hold nothing that would turn the meaning."""
    hidden = False
    wanted = frozenset(k for part in parts for k in part)
    for length in (1, 2, 3):
        for words, numbers in _runs(article, sources, length, wanted):
            spots: list[tuple[int, int]] = []
            for keys in parts:
                at = words.find(keys, spots[-1][1] if spots else 0)
                if at < 0:
                    break
                spots.append((at, at + len(keys)))
            if len(spots) < len(parts):
                continue
            gaps = [words.keys[a[1] : b[0]] for a, b in pairwise(spots)]
            if any(k in _HIDES or k.endswith("n't") for gap in gaps for k in gap):
                hidden = True
                continue
            start, end = words.span(spots[0][0], spots[-1][1])
            return QuoteMatch(QuoteStatus.REPAIRED, start, end, article.text[start:end], numbers)
    return _rejected(Reason.NEGATION_CHANGED, "The words left out deny or condition what is quoted") if hidden else None


def _aligned(article: Article, quote: str, sources: Sequence[Source]) -> QuoteMatch:
    keys = keys_of(quote)
    needle = " ".join(keys)
    cased = carries_case(article.text)
    worst: QuoteMatch | None = None
    settled = False
    for length in (1, 2):
        if settled:
            break
        for words, numbers in _runs(article, sources, length, frozenset(keys), _SHARE):
            hay = words.loose.strip()
            fit = partial_ratio_alignment(needle, hay, score_cutoff=_CUTOFF)
            if fit is None:
                continue
            whole = len(needle) > len(hay)
            first, last = _tokens_at(words, 0 if whole else fit.dest_start, len(hay) if whole else fit.dest_end, keys)
            reason = _difference(keys, quote, words, first, last, cased)
            start, end = words.span(first, last)
            if reason is None:
                return QuoteMatch(QuoteStatus.REPAIRED, start, end, article.text[start:end], numbers)
            worst = worst or _rejected(reason, f'The text says "{words.words(first, last)}"')
            # It lies within this one sentence, and differs: two sentences would hold the same words.
            settled = settled or not whole
    return worst or _rejected(Reason.NOT_IN_TEXT, "The quotation does not stand in the article")


def _tokens_at(words: Words, start: int, end: int, keys: tuple[str, ...]) -> tuple[int, int]:
    """Token range nearest to a stretch of the loose text that agrees best with the quotation."""
    first, position = 0, 0
    while first < len(words) - 1 and position + len(words.keys[first]) <= start:
        position += len(words.keys[first]) + 1
        first += 1
    last = first
    while last < len(words) and position < end:
        position += len(words.keys[last]) + 1
        last += 1
    ranges = [(f, t) for f in range(max(0, first - 2), first + 3) for t in range(max(first + 1, last - 2), last + 3)]
    usable = [(f, t) for f, t in ranges if f < t <= len(words)] or [(0, len(words))]
    # A word that only the quotation has costs most: dropped words are honest, added ones are not.
    return min(
        usable,
        key=lambda r: (
            Levenshtein.distance(keys, words.keys[r[0] : r[1]], weights=(1, 3, 2)),
            abs(r[0] - first),
            abs(r[1] - last),
        ),
    )


def _difference(keys: tuple[str, ...], quote: str, words: Words, first: int, last: int, cased: bool) -> Reason | None:
    """The reason why the quotation is no honest rendering of these tokens; None when it is one."""
    source = words.keys[first:last]
    if _numbers(clean(quote)) != _numbers(words.words(first, last)):
        return Reason.NUMBER_CHANGED
    if _negations(keys) != _negations(source):
        return Reason.NEGATION_CHANGED
    slips = 0
    for op in Levenshtein.opcodes(keys, source):
        if op.tag == "equal":
            continue
        given, said = keys[op.src_start : op.src_end], source[op.dest_start : op.dest_end]
        slips += max(len(given), len(said))
        reason = _slip(given, said, words, first + op.dest_start, cased)
        if reason is not None:
            return reason
    return None if slips <= 1 + len(source) // 10 else Reason.QUOTE_ALTERED


def _slip(given: tuple[str, ...], said: tuple[str, ...], words: Words, at: int, cased: bool) -> Reason | None:
    """Judge one difference: words left out, put in, or replaced one for one."""
    if not given:
        return None if all(k in DROPPABLE for k in said) else _altered(said, words, at)
    if not said:
        return None if all(k in ARTICLES for k in given) else Reason.QUOTE_ALTERED
    for k, (a, b) in enumerate(zip(given, said, strict=False)):
        named = not cased or is_name(words, at + k)
        if named or not _typo(a, b, words):
            return Reason.NAME_CHANGED if named and cased else Reason.QUOTE_ALTERED
    return None if len(given) == len(said) else Reason.QUOTE_ALTERED


def _altered(said: tuple[str, ...], words: Words, at: int) -> Reason:
    return Reason.NAME_CHANGED if any(is_name(words, at + k) for k in range(len(said))) else Reason.QUOTE_ALTERED


def _typo(given: str, said: str, words: Words) -> bool:
    """One letter dropped, added, changed or two swapped in a longer word; a plural or another word of the text is no
    typo.
    """
    if min(len(given), len(said)) < _TYPO_LENGTH or given in words.keys or given in _TURNING or given in _CONFUSABLE:
        return False
    if (
        given + "s" == said
        or said + "s" == given
        or (said in _TURNING and Hamming.distance(given, said, pad=True) == 1)
    ):
        return False
    return OSA.distance(given, said) == 1


def _numbers(text: str) -> list[tuple[object, ...]]:
    return [(s.values, s.low, s.high, s.qualifier) for s in spans_of(text)]


def _negations(keys: tuple[str, ...]) -> int:
    return sum(k in NEGATORS or k.endswith("n't") for k in keys)
