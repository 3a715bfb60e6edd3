"""Casualty cues of one sentence: words that say what befell the people counted, and to which side they look for the
number.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from summarizer.lexicon import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    FORMS,
    HAVE,
    LEAVING_WORDS,
    LINKS,
    MODALS_FUTURE,
    MODALS_POSSIBLE,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    TOLL_WORDS,
    word_set,
)

from .numbered import Numbered
from .text import Words

RELATIVE = word_set("who which that whom")


class Cue(NamedTuple):
    """A cue at token `at`: it looks `right` ("killed five") or left ("five killed"); a `toll` looks far."""

    at: int
    kinds: frozenset[str]
    right: bool
    toll: bool


class Cued(Numbered):
    """A sentence with its numbers and its casualty cues found."""

    def __init__(self, words: Words, extra: tuple[int, int] | None = None) -> None:
        super().__init__(words, extra)
        self.cues = self._find_cues() if self.numbers else {}

    def _find_cues(self) -> dict[int, Cue]:
        found = {i: FORMS[k] for i, k in enumerate(self.keys) if k in FORMS and i not in self.inside}
        found |= {i: ("killed", "noun") for i in self._places_of("life") if self.keys[i - 2 : i] == ("loss", "of")}
        homes = (*self._places_of("homes"), *self._places_of("houses"))
        found |= {i: ("displaced", "noun") for i in homes if self._leaves_home(i)}
        kinds = {i: frozenset({kind}) for i, (kind, _) in found.items()}
        indexes = sorted(found)
        for a, b in pairwise(indexes):
            nouns = (found[a][1] == "noun") + (found[b][1] == "noun")
            if 1 < b - a <= 3 and nouns != 1 and self.joined(a, b):
                kinds[a] = kinds[b] = kinds[a] | kinds[b]
        return {
            i: Cue(i, kinds[i], self._points_right(i, form), self.keys[i] in TOLL_WORDS)
            for i, (_, form) in found.items()
        } | self._number_of(found)

    def _places_of(self, key: str) -> list[int]:
        """Where a word stands with at least two others before it; most sentences do not hold it."""
        return [i for i in range(2, len(self.keys)) if self.keys[i] == key] if key in self.keys else []

    def _leaves_home(self, i: int) -> bool:
        return self.keys[i - 1] in ("their", "his", "her") and self.keys[i - 2] in LEAVING_WORDS

    def _number_of(self, found: dict[int, tuple[str, str]]) -> dict[int, Cue]:
        """ "the number of people killed rose to 15": the noun counts what follows it."""
        out = {}
        for i, key in enumerate(self.keys):
            if key in TOLL_WORDS and key != "toll":
                near = [j for j in range(i - 2, i + 6) if j in found and found[j][0] != "affected" and j != i]
                if near and i + 1 < len(self.keys) and (self.keys[i + 1] == "of" or near[0] < i):
                    out[near[0]] = Cue(near[0], frozenset({found[near[0]][0]}), right=True, toll=True)
        return out

    def _points_right(self, i: int, form: str) -> bool:
        after = self.keys[i + 1] if i + 1 < len(self.keys) else ""
        colon = ":" in self.words.gap(i + 1)
        if colon and i + 1 in self.starts:
            return True
        if form == "active":
            return self.keys[i] != "wounds" or self._number_next(i)
        if form == "state":
            listed = after in BE or after.startswith("includ")
            put = after == "at" and i + 2 in self.starts
            return put or (self.keys[i] == "dead" and listed and self.key(i - 1) in ARTICLES) or self._number_next(i)
        if form == "noun":
            return self.keys[i] == "toll" or (after in ("of", "to", "among") and not self._number_close(i))
        return self._participle_right(i, after)

    def _participle_right(self, i: int, after: str) -> bool:
        j = i - 1
        while j >= 0 and (self.keys[j] in ADVERBS or self.keys[j].endswith("ly") or self.keys[j] == "not"):
            j -= 1
        before = self.key(j)
        if after in BE and (before in ("those", "among", "the") or j < 0):
            return True
        if before in BE or before in LINKS:
            return False
        if (
            before in HAVE
            or before in RELATIVE
            or before in MODALS_FUTURE
            or before in MODALS_POSSIBLE
            or before == "to"
        ):
            return True
        subject = self.ends.get(j)
        if self._number_next(i):
            return subject is None or self.ended(j + 1) or self.adjunct(subject)
        if after == "at" and i + 2 in self.starts:
            return True
        if j in self.ends or self.ended(i + 1):
            return False
        if after in ("and", "or") and self.key(i + 2) in FORMS:
            return self._participle_right(i + 2, self.key(i + 3))
        stops = after in PREPOSITIONS or after in SUBORDINATORS or after in ("and", "or", "but") or after in TIME_WORDS
        return not (stops or after in ADVERBS or after in AUXILIARIES or after.endswith("ly"))

    def _number_next(self, i: int) -> bool:
        return any(
            i + k in self.starts
            and not any(self.ended(m) for m in range(i + 1, i + k + 1))
            and all(
                self.keys[m] in DETERMINERS or self.keys[m] in ADVERBS or self.keys[m] == "of"
                for m in range(i + 1, i + k)
            )
            for k in (1, 2, 3)
        )

    def _number_close(self, i: int) -> bool:
        return any(i - k in self.ends and not any(self.ended(m) for m in range(i - k + 1, i + 1)) for k in (1, 2, 3))

    def joined(self, a: int, b: int) -> bool:
        return all(k in ("and", "or") for k in self.keys[a + 1 : b])
