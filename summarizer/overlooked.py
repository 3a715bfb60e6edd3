"""Sentences that sound as if somebody came to harm: where a model that reports nothing may have missed something.

Generous on purpose: to look again costs a question, to miss an attack costs more. What such a sentence says is still for
the model and the gate to judge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from summarizer.articles import Article, Sentence
from summarizer.grounding.quarantine import news
from summarizer.grounding.text import keys_of
from summarizer.lexicon import FORMS

_HARM = frozenset(("killed", "injured", "missing", "abducted", "detained", "captured", "casualties_unspecified"))
_VIOLENCE = re.compile(
    r"attack|assault|ambush|gunned|gunm[ae]n|gunfire|kill|murder|assassinat|massacre|wound|injur|explosion|explode|detonat|bomb"
    r"|shelled|shelling|bombard|airstrike|clash|kidnap|abduct|hostage|tortur|behead|shot|shooting|grenade|missile"
)
"""Stems at the start of a folded word. Words that as often mean something else ("strike", "fire", "hit") are left out."""


def overlooked(article: Article, cited: Collection[int]) -> list[Sentence]:
    """Sentences with words of violence or casualties that are not among those `cited`; no headings, no quarantined ones."""
    return [s for s in news(article) if s.number not in cited and not s.heading and alarming(s.text)]


def alarming(text: str) -> bool:
    """Whether a sentence holds a word of violence or casualties."""
    return any(map(_alarms, keys_of(text)))


@lru_cache(maxsize=16384)
def _alarms(key: str) -> bool:
    return bool(_VIOLENCE.match(key)) or (key in FORMS and FORMS[key][0] in _HARM)
