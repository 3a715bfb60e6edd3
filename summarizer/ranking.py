"""How likely a phrase is to fill a part in an event, told from where it stands: a prior for the model's own answer.

A small model asked "is X one of those who did it?" says yes too easily; what stands around X in the article knows better:
a group right behind "by" in a sentence of a killing, a building right behind "against". The evidence is a set of yes/no
features of each phrase, its mentions taken together, and the probability is logistic in them:

    p = 1 / (1 + exp(-(bias + sum of the weights of its features + model * log-odds of the model's Yes)))

The weights in `ranking.json` were fitted by `evals.fit_ranking` on the development half of MUC-4, and hold no words of it
but a few dozen common ones that stand in the names of features. They are moved so that 0.5 is where F1 was best.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from summarizer.grounding.grammar import is_verb
from summarizer.grounding.text import Words, keys_of
from summarizer.lexicon import BE, word_set
from summarizer.phrases import phrases
from summarizer.resolve.nouns import Noun, asked_nouns, is_common

T = TypeVar("T")

WEIGHTS = Path(__file__).with_name("ranking.json")
BIAS = "bias"


class Part(Enum):
    """What a field asks for, as far as there are weights for it."""

    DOERS = "doers"
    DOER_GROUPS = "doer_groups"
    NAMES_HARMED = "names_harmed"
    PEOPLE_HARMED = "people_harmed"
    THINGS_HARMED = "things_harmed"
    MEANS = "means"


class Ranked(NamedTuple):
    """A phrase of the article, and how likely it fills the part; `prior` is in log-odds."""

    text: str
    prior: float
    sentences: tuple[int, ...]
    """Numbers of the sentences where it stands, in order."""


class Weights(NamedTuple):
    """Of one part."""

    features: Mapping[str, float]
    model: float
    """What the log-odds of the model's Yes count."""

    def prior(self, features: Iterable[str]) -> float:
        """Log-odds of a phrase with these features, before the model is asked."""
        return self.features[BIAS] + sum(self.features.get(f, 0.0) for f in features)

    def probability(self, prior: float, model: float) -> float:
        """With the model's log-odds."""
        return 1 / (1 + math.exp(-max(min(prior + self.model * model, 50.0), -50.0)))


_DOING = re.compile(
    r"\b(?:did it|who did|blamed|responsible|perpetrators?|attackers?|doers?|carried (?:it )?out|culprits?)\b"
)
_HARMED = re.compile(
    r"\b(?:attacked|harmed|hit|damaged|destroyed|killed|wounded|injured|hurt|abducted|kidnapped|victims?|targets?|targeted)\b"
)
_PARTS = {
    (True, Noun.PEOPLE): Part.DOERS,
    (True, Noun.GROUP): Part.DOER_GROUPS,
    (False, Noun.NAME): Part.NAMES_HARMED,
    (False, Noun.PEOPLE): Part.PEOPLE_HARMED,
    (False, Noun.THING): Part.THINGS_HARMED,
}


def part_of(description: str) -> Part | None:
    """The part that a field's description asks for; None where there are no weights for it."""
    asked, text = asked_nouns(description), description.lower()
    if asked == {Noun.WEAPON}:
        return Part.MEANS
    doing, harmed = bool(_DOING.search(text)), bool(_HARMED.search(text))
    if doing == harmed or not asked:
        return None
    order = (Noun.GROUP, Noun.THING, Noun.NAME, Noun.PEOPLE)
    return next((_PARTS[doing, noun] for noun in order if noun in asked and (doing, noun) in _PARTS), None)


@cache
def weights(part: Part) -> Weights:
    """The shipped weights of one part."""
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))[part.value]
    return Weights(known["features"], known["model"])


def ranked(sentences: Iterable[tuple[int, str]], part: Part) -> list[Ranked]:
    """The phrases of numbered sentences, the likeliest for the part first; none inside or around a likelier one."""
    known = weights(part)
    found = [Ranked(c.text, known.prior(c.features), tuple(c.sentences)) for c in candidates(sentences)]
    return apart(sorted(found, key=lambda r: -r.prior), lambda r: r.text)


def apart(phrases: Iterable[T], words: Callable[[T], str]) -> list[T]:
    """Without those whose words stand inside an earlier one, or hold it: "two gunmen" and "gunmen" name the same."""
    kept: list[T] = []
    seen: list[str] = []
    for phrase in phrases:
        text = f" {words(phrase).casefold()} "
        if not any(text in other or other in text for other in seen):
            kept.append(phrase)
            seen.append(text)
    return kept


class Candidate(NamedTuple):
    """A phrase with the features of all its mentions."""

    text: str
    features: set[str]
    sentences: list[int]


def candidates(sentences: Iterable[tuple[int, str]]) -> list[Candidate]:
    """The phrases of an article that name something; mentions that differ in case or articles are one."""
    found: dict[tuple[str, ...], Candidate] = {}
    mentions: dict[tuple[str, ...], int] = {}
    for number, text in sentences:
        words = Words(text)
        for phrase in phrases(text):
            keys = keys_of(phrase.text)
            start = words.find(keys)
            if start < 0:
                continue
            one = found.setdefault(keys, Candidate(phrase.text, set(), []))
            one.features.update(features(words, start, start + len(keys), phrase.nouns, number))
            if number not in one.sentences:
                one.sentences.append(number)
            mentions[keys] = mentions.get(keys, 0) + 1
    for keys, times in mentions.items():
        found[keys].features.update(f"times {n}+" for n in (2, 4) if times >= n)
    return list(found.values())


# --- features -------------------------------------------------------------------------------------------------------


def stems_of(words: str) -> tuple[str, ...]:
    """Beginnings of words, for `str.startswith`."""
    return tuple(words.split())


_EVENT = stems_of(
    "attack assault strike struck hit raid target ambush storm fire fired firing shot shoot gunned kill murder assassin"
    " massacre injur wound destroy damage clash fight fought battle offensive violence explo blast deton blew blow bomb"
    " shell pound bombard hurl launch torch slain kidnap abduct seiz hostage captur burn arson threat sabotag rob stole"
    " steal dynamit plant plac"
)
_ABOUT = {
    "claims": "claim responsib blam accus attribut suspect",
    "harm": "kill murder assassin die dead death wound injur",
    "blasts": "bomb explo dynamit deton blast",
    "abducts": "kidnap abduct hostage",
    "burns": "burn torch arson fire ablaze",
}
_STEMS = {name: stems_of(stems) for name, stems in _ABOUT.items()}
_LINKS = word_set("by against of on at in from to with for near between among including")
_SHORT = word_set("the a an two three several some his her")
_TITLES = word_set(
    "president minister general colonel captain major judge senator mr mrs dr father priest bishop mayor deputy leader"
    " lieutenant sergeant governor ambassador journalist"
)
_EARLY = (3, 8)


def features(words: Words, start: int, end: int, nouns: frozenset[Noun], sentence: int) -> Iterator[str]:
    """What is told of the mention at tokens `start` to `end`: its kind, its form, its sentence, and what is near."""
    keys = words.keys
    before = keys[start - 1] if start else ""
    yield from (f"kind {noun.value}" for noun in nouns)
    yield f"behind {_link(keys, start)}"
    if before in _TITLES:
        yield "behind a title"
    if end - start == 1:
        yield "one word"
    elif end - start >= 3:
        yield "three words"
    if all(is_common(k) for k in keys[start:end]):
        yield "common words"
    if any(c.isdigit() for k in keys[start:end] for c in k):
        yield "has a digit"
    yield from (f"in sentences 1-{n}" for n in _EARLY if sentence <= n)
    yield from (f"sentence {name}" for name, stems in _STEMS.items() if any(k.startswith(stems) for k in keys))
    yield from _events(words, start, end)


def _link(keys: tuple[str, ...], start: int) -> str:
    """The preposition right before, or before one short word."""
    before, earlier = (keys[i] if i >= 0 else "" for i in (start - 1, start - 2))
    if before in _LINKS:
        return before
    return earlier if before in _SHORT and earlier in _LINKS else "nothing"


def _events(words: Words, start: int, end: int) -> Iterator[str]:
    """The nearest words of an attack on both sides: how far, passive or not, verb or noun."""
    at = [i for i, key in enumerate(words.keys) if key.startswith(_EVENT) and not start <= i < end]
    if at:
        yield "event"
    earlier, later = [i for i in at if i < start][-1:], [i for i in at if i >= end][:1]
    for i in earlier:
        yield from _event(words, "before", i, start - i - 1, from_=i - 3)
    for i in later:
        yield from _event(words, "after", i, i - end, from_=max(end, i - 3))


def _event(words: Words, side: str, at: int, distance: int, *, from_: int) -> Iterator[str]:
    near = "next" if distance < 3 else "near" if distance < 7 else "far"
    yield f"event {side} {near}"
    passive = any(key in BE for key in words.keys[max(from_, 0) : at])
    yield f"event {side} {'passive' if passive else 'active'}"
    yield f"event {side} {'verb' if is_verb(words, at) else 'noun'}"
