"""The vocabulary of an article: who and what it could name, likeliest first, found by code.

Spans of every sentence (`summarizer.spans`), the same words once, ranked by what they look like and where they stand. The
rank is a logistic score whose weights lie in `candidate_weights.json`. They were fitted on the development articles of
MUC-4 (`python -m evals.vocabulary --data DIR --fit`), where the best `MOST` of an article hold 96 % of the gold fillers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from summarizer.grounding.grammar import comma_before, is_verb
from summarizer.grounding.text import POSSESSIVE, Words
from summarizer.grounding.triggers import is_event_word
from summarizer.lexicon import ARTICLES, DETERMINERS, word_set
from summarizer.resolve.nouns import Noun, is_common, is_weapon, nouns
from summarizer.spans import Span, parted, spans

MOST = 150
"""Candidates an article."""
WEIGHTS = Path(__file__).with_name("candidate_weights.json")
_PLACED = word_set("in at near from outside around")
_UNKNOWN = word_set("unidentified unknown armed alleged suspected masked")
_LONG = 5


@dataclass
class Candidate:
    """Words of the article, as first written, and what speaks for them: the strongest of each sign, and how often."""

    text: str
    signs: dict[str, float] = field(default_factory=dict)
    """Without `times` and `bias`, which `features` adds."""
    times: int = 0

    @property
    def nouns(self) -> frozenset[Noun]:
        """What it may name, by its head; empty for a head that no table knows."""
        return frozenset(noun for noun in Noun if self.signs.get(f"head={noun.value}"))

    def seen(self, signs: Mapping[str, float]) -> None:
        """Count one more place, and keep the stronger of each sign."""
        self.times += 1
        for name, value in signs.items():
            self.signs[name] = max(value, self.signs.get(name, 0.0))

    def features(self) -> dict[str, float]:
        """All that the score rests on."""
        return self.signs | {"bias": 1.0, "times": math.log(self.times)}

    def score(self, weights: Mapping[str, float]) -> float:
        """Log-odds that a reader would fill it in."""
        return sum(weights.get(name, 0.0) * value for name, value in self.features().items())


def candidates(sentences: Iterable[str], *, wanted: frozenset[Noun] = frozenset(), most: int = MOST) -> list[str]:
    """Up to `most` different candidates of an article, likeliest first, each as the article writes it first.

    With `wanted` only those that may name one of these (`summarizer.resolve.nouns.asked_nouns` reads it from a field).
    """
    weights = _weights()
    fitting = (c for c in found(sentences) if not wanted or wanted & c.nouns)
    ranked = sorted(fitting, key=lambda c: -c.score(weights))
    return [c.text for c in ranked[:most]]


def found(sentences: Iterable[str]) -> list[Candidate]:
    """Every candidate with its signs, in the order of the text; articles at its start do not make another one."""
    out: dict[tuple[str, ...], Candidate] = {}
    for position, text in enumerate(sentences):
        words = Words(text)
        told = any(is_event_word(k) for k in words.keys)
        for span in spans(words):
            signs = _signs(words, span)
            signs["told"], signs["early"] = float(told), 1 / (1 + position)
            key = words.keys[span.start : span.end]
            if key not in out:
                out[key] = Candidate(span.text(words))
            out[key].seen(signs)
    return list(out.values())


def _signs(words: Words, span: Span) -> dict[str, float]:
    return _kinds(words, span) | _shape(words, span) | _surroundings(words, span)


def _kinds(words: Words, span: Span) -> dict[str, float]:
    """What the words are: by the head, and by words nobody knows, which are names."""
    keys, start, end = words.keys, span.start, span.end
    unknown = [not is_common(k) and k != POSSESSIVE for k in keys[start:end]]
    kinds = nouns(keys[start : span.head + 1] or keys[start:end])
    signs = {f"head={kind.value}": 1.0 for kind in kinds}
    if not kinds:
        signs["head=name" if unknown[span.head - start] else "head=other"] = 1.0
    signs["weapon inside"] = float(any(is_weapon(k) for k in keys[start:end]) and Noun.WEAPON not in kinds)
    if any(unknown):
        cut = (unknown[0] and _is_name(words, start - 1, start)) or (unknown[-1] and _is_name(words, end, end))
        signs["cut name"] = float(cut)
        signs["names"] = float(all(unknown))
        signs["two names"] = float(all(unknown) and end - start > 1)
        signs["unknown"] = sum(unknown) / len(unknown)
    return signs


def _shape(words: Words, span: Span) -> dict[str, float]:
    keys, start, end = words.keys, span.start, span.end
    length = end - start
    return {
        f"joint={span.joint or 'none'}": 1.0,
        "one word": float(length == 1),
        "words": float(length),
        "long": float(length > _LONG),
        "letter": float(length == 1 and len(keys[start]) < 3),
        "number": float(any(c.isdigit() for c in keys[start])),
        "number inside": float(any(c.isdigit() for k in keys[start + 1 : end] for c in k)),
        "unidentified": float(keys[start] in _UNKNOWN),
        "verb inside": float(keys[start] not in _UNKNOWN and any(is_verb(words, i) for i in range(start, end))),
        "ing": float(any(k.endswith("ing") and len(k) > 5 for k in keys[start:end])),
    }


def _surroundings(words: Words, span: Span) -> dict[str, float]:
    keys, start, end = words.keys, span.start, span.end
    before = keys[start - 1] if start else ""
    after = keys[end] if end < len(keys) and not parted(words, end) else ""
    return {
        "whole left": float(start == span.run[0]),
        "whole right": float(end == span.run[1] or bool(span.joint) or after == POSSESSIVE),
        "article": float(before in ARTICLES),
        "owned": float(before == POSSESSIVE or before in DETERMINERS - ARTICLES),
        "placed": float(before in _PLACED),
        "by": float(before == "by"),
        "of": float(before == "of"),
        "owner": float(after == POSSESSIVE),
        "doer": float(end < len(keys) and is_verb(words, end)),
        "done to": float(bool(before) and is_verb(words, start - 1)),
        "list": float(bool(start) and (before == "and" or comma_before(words, start))),
    }


def _is_name(words: Words, i: int, gap: int) -> bool:
    """Whether token `i` is an unknown word that no punctuation parts, in the gap before token `gap`, from the span."""
    if not 0 <= i < len(words) or parted(words, gap):
        return False
    return words.keys[i] != POSSESSIVE and not is_common(words.keys[i])


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
