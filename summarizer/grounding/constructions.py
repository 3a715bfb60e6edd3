"""Constructions that leave open whether something is so, whatever the words that govern them.

A second line behind the lists of cue words: "on course to strike", "is weighing bombing", "it is doubtful that …",
"laughed at claims that …" need no word of the lexicon to be read as no plain fact.
"""

from __future__ import annotations

from summarizer.lexicon import (
    ACCUSING,
    AUXILIARIES,
    BE,
    DETERMINERS,
    FACT_ADJECTIVES,
    FACT_GERUNDS,
    FACT_NOUNS,
    IMPLICATIVE_AUXILIARIES,
    IMPLICATIVES,
    PREPOSITIONS,
    PRONOUNS,
    REPORT_NOUNS,
    SPEECH_VERBS,
    SUPPORTING,
    word_set,
)

from .grammar import comma_before, is_verb
from .scopes import Operator, Reality, Scopes

_ACTED_ON = word_set("used forced forcing caused causing")
""" "used tear gas and rubber bullets to break up a march", "forced more than 900 people to leave": it was done."""
_TELLING = word_set("claim claims claimed claiming said reported alleged")
""" "claimed to have captured the town": told as done."""
_OBJECT_REACH = 9
"""Words that the object of such a verb may have before its "to"."""
_ING_NOUNS = word_set(
    "during building buildings morning evening according including shelling following bombing meeting"
)


def open_construction(s: Scopes, i: int) -> list[Operator]:
    """Constructions that leave open whether it is so, whatever the words that govern them."""
    key, after = s.keys[i], s.key(i + 1)
    if key == "to":
        if not _open_infinitive(s, i):
            return []
        bare = s.key(i + 2) in DETERMINERS or s.key(i + 2) in PREPOSITIONS
        return [Operator(i, Reality.PLANNED, i + 1, i + 2 if bare else min(i + 3, s.end(i)))]
    if key == "that" and _open_clause(s, i):
        return [Operator(i, Reality.POSSIBLE, i + 1, s.end(i))]
    if after.endswith("ing") and len(after) > 5 and not _plain_noun(s, i + 1) and _open_gerund(s, i):
        return [Operator(i, Reality.POSSIBLE, i + 1, s.end(i))]
    if key in REPORT_NOUNS and after in ("that", "of") and _against(s, i):
        return [Operator(i, Reality.DENIED, i + 1, s.end(i))]
    return []


def _open_infinitive(s: Scopes, i: int) -> bool:
    """ "on course to strike"; not "to Marden", "continued to shell", "had to flee"."""
    before, after = s.key(i - 1), s.key(i + 1)
    if not after or after.endswith(("ing", "ed")) or before in IMPLICATIVE_AUXILIARIES or before == "according":
        return False
    if after in DETERMINERS or after in PREPOSITIONS or after in PRONOUNS or any(c.isdigit() for c in after):
        return False
    if after == "have" and before in _TELLING:
        return False
    if _ACTED_ON & set(s.keys[max(0, i - _OBJECT_REACH) : i]):
        return False
    return not any(k in IMPLICATIVES for k in s.keys[max(0, i - 4) : i])


def _open_clause(s: Scopes, i: int) -> bool:
    """ "it is doubtful that X …", "a fable that X …": only known nouns and adjectives make such a clause a fact."""
    before, after = s.key(i - 1), s.key(i + 1)
    verb = after in AUXILIARIES or (i + 1 < len(s.keys) and is_verb(s.words, i + 1))
    starts_clause = after in DETERMINERS or after in PRONOUNS or not verb
    if not starts_clause or before in REPORT_NOUNS or before in FACT_NOUNS:
        return False
    if s.key(i - 2) in BE and s.key(i - 3) == "it":
        return before not in FACT_ADJECTIVES and before not in SPEECH_VERBS
    return s.key(i - 2) in ("a", "an") and any(k in SPEECH_VERBS for k in s.keys[max(0, i - 5) : i - 2])


def _open_gerund(s: Scopes, i: int) -> bool:
    """ "is weighing bombing", "shrank from bombing", "insisted on bombing"."""
    key = s.keys[i]
    if any(k in ACCUSING for k in s.keys[max(0, i - 6) : i + 1]):
        return False
    if key in ("from", "against", "out", "on", "about", "at", "towards", "toward"):
        return is_verb(s.words, i - 1) or s.key(i - 1).endswith("s")
    verbal = (is_verb(s.words, i) and key not in AUXILIARIES) or (key.endswith("ing") and s.key(i - 1) in BE)
    return verbal and key not in FACT_GERUNDS and not s.words.breaks(i + 1) and not comma_before(s.words, i + 1)


def _plain_noun(s: Scopes, i: int) -> bool:
    """An "-ing" word that is a noun: "the shelling of Marden", but not "shelling the town"."""
    after = s.key(i + 1)
    return s.keys[i] in _ING_NOUNS and (not after or after in PREPOSITIONS or after in AUXILIARIES)


def _against(s: Scopes, i: int) -> bool:
    """Whether a verb that may turn against it governs "claims that …"."""
    for j in range(i - 1, max(-1, i - 5), -1):
        key = s.keys[j]
        if key in SUPPORTING or s.words.breaks(j + 1):
            return False
        if is_verb(s.words, j) or key.endswith("ing"):
            return True
    return False
