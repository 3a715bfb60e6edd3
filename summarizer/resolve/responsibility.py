"""Who owns up to an event: a claim of responsibility is a field of its own (GTD `claimed`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.lexicon import FUNCTION_WORDS

_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|took|takes?|taken|accept(?:s|ed)|admit(?:s|ted)|assum(?:es|ed)) (?:\w+ ){0,2}?"
    r"(?:responsibility|credit)\b"
    r"|\bsa(?:id|ys|ying) (?:in a statement |on \w+ |that )*(?:it|they|its (?:fighters|forces|men|members)|their (?:fighters|forces|men))"
    r" (?:had |have |were |was )?(?:carried out|behind|responsible for|conducted|staged|launched|fired|bombed|shelled|attacked|struck)\b",
    re.IGNORECASE,
)
_DENY = re.compile(
    r"\bden(?:y|ies|ied|ying) (?:\w+ ){0,2}?(?:responsibility|involvement|carrying out|being behind|any role|any part|any link)\b"
    r"|\bsa(?:id|ys) (?:that )?(?:it|they) (?:was|were|had) (?:not|nothing) (?:behind|responsible|to do with)\b"
    r"|\b(?:disclaim|reject)(?:s|ed)? (?:\w+ )?responsibility\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no (?:group|one|organi[sz]ation|party|faction|side|claim)|nobody|none)\b[^.;]{0,60}?\b(?:claim\w*|responsib\w*)"
    r"|\bresponsibility (?:was|has) not been claimed\b|\bthere was no (?:immediate )?claim of responsibility\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bresponsibility\b[^.;]{0,60}?\bclaimed by\b", re.IGNORECASE)
_ANY = re.compile(r"claim|responsib|credit|sa(?:id|ys|ying)|den(?:y|ie)", re.IGNORECASE)
"""Without one of these none of the patterns above fits."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|while|which|who)\b|\b(?:but|while|whereas)\b", re.IGNORECASE)


def claims_responsibility(actor: str, sentences: Sequence[str]) -> bool | None:
    """True where a sentence has the actor claim the act, False where it denies it or nobody claims it; else null."""
    for sentence in filter(_ANY.search, sentences):
        if _NOBODY.search(sentence):
            return False
        if (by := _BY.search(sentence)) and _names(actor, sentence[by.end() :]):
            return True
        for clause in _CLAUSE.split(sentence):
            for pattern, value in ((_DENY, False), (_CLAIM, True)):
                if (match := pattern.search(clause)) and _names(actor, clause[: match.start()]):
                    return value
    return None


def _names(actor: str, words: str) -> bool:
    """Whether the actor's telling words stand in `words`."""
    telling = {w.casefold() for w in _WORD.findall(actor)} - FUNCTION_WORDS
    return bool(telling) and telling <= {w.casefold() for w in _WORD.findall(words)}
