"""One sentence of prose against the sentences it cites: nothing may be added, changed, swapped or made more certain.

Checked: quoted words, numbers with what they count, names, dates, negation and denial, certainty, who did what to whom,
and on whose word it is told. What a sentence leaves out is its own affair, but for the claimant and the hedge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.articles import Sentence
from summarizer.lexicon import (
    ADVERBS,
    DETERMINERS,
    FUNCTION_WORDS,
    MONTHS,
    SPEECH_VERBS,
    SUBORDINATORS,
    TIME_WORDS,
    WEEKDAYS,
    word_set,
)
from summarizer.schemas.extraction import Rejection
from summarizer.schemas.reasons import Reason

from .copies import changed
from .grammar import carries_case, is_name
from .lemmas import lemma
from .propositions import Predicate, attributions, predicates, same_name
from .prose_figures import Toll, differing_figures
from .scopes import Reality
from .sources import Source
from .text import POSSESSIVE, Words, clean, keys_of

_QUOTED = re.compile(r"[\"\u201c\u201d\u00ab\u00bb]([^\"\u201c\u201d\u00ab\u00bb]{2,})[\"\u201c\u201d\u00ab\u00bb]")
_AS_PLANNED = re.compile(r",? as (?:planned|scheduled|expected)\b")
"""What went "as planned" has happened: the words are no plan."""
_PLAN = lemma("planned")
_CALENDAR = WEEKDAYS | MONTHS
_COMMON = (
    SPEECH_VERBS | ADVERBS | SUBORDINATORS | DETERMINERS | word_set("according meanwhile separately citing elsewhere")
)
_FEW = 2
_SHARED = 0.4
_UNSURE = frozenset({Reality.PLANNED, Reality.POSSIBLE, Reality.THREATENED, Reality.FOILED, Reality.CANCELLED})


def check_sentence(
    sentence: str,
    evidence: Sequence[str],
    *,
    given: Sequence[str] = (),
    speakers: Sequence[str] = (),
    tolls: Sequence[Toll] = (),
    numbers: Sequence[int] = (),
    field: str = "sentence",
) -> list[Rejection]:
    """Everything in `sentence` that the cited source sentences do not say; empty when it passes.

    `given`: further words that code vouches for (resolved dates, totals, canonical names). `speakers` and `tolls`: who
    speaks in the cited sentences and what they count, where a checked record says so. `numbers`: the numbers of the cited
    sentences, for the rejections; `field` names the sentence there.
    """
    prose = _Prose(sentence, evidence, given, list(numbers), field)
    prose.speakers, prose.tolls = speakers, tolls
    return prose.run()


class _Prose:
    """State of one check."""

    def __init__(
        self, sentence: str, evidence: Sequence[str], given: Sequence[str], numbers: list[int], field: str
    ) -> None:
        self.text = sentence
        self.cased = carries_case(sentence) and carries_case(" ".join(evidence))
        if not _AS_PLANNED.search(sentence):
            evidence = [_AS_PLANNED.sub("", e) for e in evidence]
        # Where one side has no case to tell names by, neither is read by it.
        self.said, *rest = (_source(t if self.cased else t.lower()) for t in (sentence, *evidence, *given))
        self.evidence, self.given = rest[: len(evidence)], rest[len(evidence) :]
        self.keys = {k for s in (*self.evidence, *self.given) for k in s.words.keys}
        self.lemmas = {lemma(k) for k in self.keys}
        self.numbers = numbers
        self.field = field
        self.rejections: list[Rejection] = []
        self.speakers: Sequence[str] = ()
        self.tolls: Sequence[Toll] = ()

    def run(self) -> list[Rejection]:
        if not self.evidence:
            self.reject(self.text, Reason.NO_CITATION, "The sentence cites no source sentence.")
            return self.rejections
        self.check_quoted()
        tolls = [(t, _source(t.raw)) for t in self.tolls]
        for words, reason, message in differing_figures(self.said, self.evidence, self.given, tolls):
            self.reject(words, reason, message)
        self.check_calendar()
        self.check_names()
        self.check_predicates()
        self.check_claimants()
        if not self.rejections:
            self.check_rest()
        return self.rejections

    def reject(self, value: str, reason: Reason, message: str) -> None:
        self.rejections.append(
            Rejection(field=self.field, value=value, reason=reason, sentences=self.numbers, message=message)
        )

    def check_quoted(self) -> None:
        for match in _QUOTED.finditer(self.text):
            keys = keys_of(match[1])
            if keys and not any(s.words.find(keys) >= 0 for s in self.evidence):
                self.reject(match[1], Reason.QUOTE_ALTERED, "The quoted words do not stand in the cited sentences.")

    def check_calendar(self) -> None:
        for i, key in enumerate(self.said.words.keys):
            may = key in ("may", "march") and not is_name(self.said.words, i)
            if key in _CALENDAR and not may and not any(_same_day(key, k) for k in self.keys):
                self.reject(key, Reason.DATE_CHANGED, f'The cited sentences do not name "{key}".')

    def check_names(self) -> None:
        words = self.said.words
        run: list[int] = []
        for i in range(len(words) + 1):
            inside = i < len(words) and self.names_something(i)
            if inside and not (run and (words.breaks(i) or "," in words.gap(i))):
                run.append(i)
                continue
            if run:
                self.check_name(words, run)
            run = [i] if inside else []

    def names_something(self, i: int) -> bool:
        words, key = self.said.words, self.said.words.keys[i]
        if key in TIME_WORDS or key == POSSESSIVE or any(c.isdigit() for c in key):
            return False
        if key in FUNCTION_WORDS:
            return (
                self.cased
                and i > 0
                and not words.breaks(i)
                and is_name(words, i)
                and i + 1 < len(words)
                and is_name(words, i + 1)
            )
        if any(n.first <= i < n.last for n in self.said.casualties.numbers):
            return False
        starts = self.cased and (i == 0 or (words.breaks(i) and words.text[words.spans[i][0]].isupper()))
        return is_name(words, i) or starts or (not self.cased and len(key) > 2)

    def check_name(self, words: Words, run: list[int]) -> None:
        keys = tuple(words.keys[i] for i in run)
        shown = words.words(run[0], run[-1] + 1)
        missing = [k for k in keys if not self.stands(k) and not self.known(k, words, run)]
        if missing:
            self.reject(shown, Reason.NAME_CHANGED, f'The cited sentences do not say "{" ".join(missing)}".')
            return
        stands = any(s.words.find(keys) >= 0 for s in (*self.evidence, *self.given))
        if len(keys) > 1 and self.cased and not stands and not self.joined(keys):
            self.reject(shown, Reason.NAME_CHANGED, f'The cited sentences do not join the words "{shown}".')

    def stands(self, key: str) -> bool:
        """The word itself, or a country for its adjective: "Tajik" where the text has "Tajikistan"."""
        return key in self.keys or (
            self.cased and any(same_name(key, k) and self.capital_in_evidence(k) for k in self.keys if k[:3] == key[:3])
        )

    def known(self, key: str, words: Words, run: list[int]) -> bool:
        """A word that may differ in form: the first of a sentence, or any where case tells nothing."""
        loose = ((run[0] == 0 or words.breaks(run[0])) and key == words.keys[run[0]]) or not self.cased
        return loose and (lemma(key) in self.lemmas or key in _COMMON)

    def joined(self, keys: tuple[str, ...]) -> bool:
        """A sentence-initial common word before a name: "Officials Karim" is none, "Rebels" + "Marden" may be."""
        return (
            any(s.words.find(keys[1:]) >= 0 for s in self.evidence)
            and keys[0] in self.keys
            and not self.capital_in_evidence(keys[0])
        )

    def capital_in_evidence(self, key: str) -> bool:
        return any(k == key and is_name(s.words, i) for s in self.evidence for i, k in enumerate(s.words.keys))

    def check_predicates(self) -> None:
        told = [(s, p) for s in self.evidence for p in predicates(s, cased=self.cased)]
        for mine in predicates(self.said, cased=self.cased):
            same = [p for _, p in told if p.lemma == mine.lemma]
            if not same or mine.lemma == _PLAN:
                continue  # what is planned is judged by its own verb
            word = self.said.words.keys[mine.at]
            if not any(_as_real(mine.reality, p.reality) for p in same):
                self.reject(word, _reality_reason(mine.reality, same[0].reality), _reality_message(word, mine, same[0]))
            elif all(_swapped(mine, p) for p in same):
                self.reject(
                    word, Reason.ROLE_SWAPPED, f'The cited sentences have the parties to "{word}" the other way round.'
                )

    def check_claimants(self) -> None:
        mine = attributions(self.said)
        theirs = [a for s in self.evidence for a in attributions(s)]
        known = frozenset().union(*(a.speaker for a in theirs), *(keys_of(s) for s in self.speakers))
        for a in mine:
            if a.speaker and not any(same_name(x, y) for x in a.speaker for y in known):
                shown = " ".join(k for k in self.said.words.keys if k in a.speaker)
                self.reject(shown, Reason.NOT_CLAIMANT, f'The cited sentences do not tell it on the word of "{shown}".')
        if not mine and theirs and all(attributions(s) for s in self.evidence):
            self.reject(
                self.text,
                Reason.CLAIMANT_DROPPED,
                "The cited sentences tell it on somebody's word; this tells it as fact.",
            )

    def check_rest(self) -> None:
        """What no rule above speaks of: small changes in a near copy, and too few words in common with the text."""
        difference = changed(self.said, self.evidence, cased=self.cased)
        if difference:
            self.reject(difference.words, difference.reason, difference.message)
        content = {lemma(k) for k in self.said.words.keys if k not in FUNCTION_WORDS and len(k) > 2}
        if len(content) >= _FEW and len(content & self.lemmas) < _SHARED * len(content):
            self.reject(self.text, Reason.UNSUPPORTED, "The cited sentences share too few words with it.")


@lru_cache(maxsize=2048)
def _source(text: str) -> Source:
    text = clean(text)
    return Source(Sentence(1, text, 0, len(text), 0))


def _same_day(a: str, b: str) -> bool:
    return a == b or (b in _CALENDAR and len(min(a, b, key=len)) >= 3 and (a.startswith(b) or b.startswith(a)))


def _as_real(mine: Reality, theirs: Reality) -> bool:
    return mine is theirs or (mine in _UNSURE and theirs in _UNSURE)


def _reality_reason(mine: Reality, theirs: Reality) -> Reason:
    if Reality.DENIED in (mine, theirs):
        return Reason.DENIED
    if Reality.NEGATED in (mine, theirs):
        return Reason.NEGATION_CHANGED
    return Reason.CERTAINTY_RAISED if mine is Reality.ASSERTED else Reason.STATUS_UNSUPPORTED


def _reality_message(word: str, mine: Predicate, theirs: Predicate) -> str:
    return f'The sentence tells "{word}" as {mine.reality.value}, the text as {theirs.reality.value}.'


def _swapped(mine: Predicate, theirs: Predicate) -> bool:
    """Whether a name acts here and is acted upon there, or the other way round."""
    return _crosses(mine.agents, theirs.agents, theirs.patients) or _crosses(
        mine.patients, theirs.patients, theirs.agents
    )


def _crosses(here: frozenset[str], same_side: frozenset[str], other_side: frozenset[str]) -> bool:
    return any(any(same_name(a, b) for b in other_side) and not any(same_name(a, b) for b in same_side) for a in here)
