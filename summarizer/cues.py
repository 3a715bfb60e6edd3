"""Words that a class leads one to expect, taken from its name and description: "bombing" and "bomb, dynamite, mine".

How often an article has them is evidence beside the model's own answer, for any schema whose classes are described.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from summarizer.grounding.text import keys_of
from summarizer.lexicon import FUNCTION_WORDS, word_set

STEM = 6
"""Letters of a word that count."""
_ENDING = re.compile(r"(?:ings?|ery|ed|en|s)$")
_GENERAL = word_set(
    "other used that with purpose people property something somebody went thrown taken work violence force forced against"
    " anything anyone event events report reports kind type thing things"
)


@lru_cache(maxsize=512)
def stems(name: str, description: str = "") -> tuple[str, ...]:
    """Beginnings of the telling words of a class."""
    words = re.findall(r"[^\W\d_]+", f"{name} {description}".lower())
    telling = (w for w in words if len(w) > 3 and w not in FUNCTION_WORDS and w not in _GENERAL)
    return tuple(dict.fromkeys(_ENDING.sub("", w)[:STEM] for w in telling))


def strength(texts: Iterable[str], expected: tuple[str, ...]) -> float:
    """ln(1 + n), n being how many words of the texts begin like one of `expected`."""
    return math.log1p(sum(key.startswith(expected) for text in texts for key in keys_of(text))) if expected else 0.0
