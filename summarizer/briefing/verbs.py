"""The verb phrase for a status: what happened, goes on, is planned, threatened, possible, failed or did not happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.schemas import Status

_PLANNED = (
    (r"due to", "due to"),
    (r"expected to|expects? to", "expected to"),
    (r"scheduled", "scheduled to"),
    (r"set to", "set to"),
    (r"plans?|planned|planning", "planning to"),
    (r"(?:is|are) to", "to"),
    (r"will", "will"),
)


@dataclass(frozen=True)
class Verb:
    """The forms of one verb phrase, active or passive."""

    base: str
    past: str
    past_plural: str
    participle: str
    ing: str
    negative: str
    negative_plural: str


def active(forms: str) -> Verb:
    """From "strike|struck|struck|striking"."""
    base, past, participle, ing = forms.split("|")
    return Verb(base, past, past, participle, ing, f"did not {base}", f"did not {base}")


def passive(participle: str) -> Verb:
    """From "struck"."""
    return Verb(
        f"be {participle}", f"was {participle}", f"were {participle}", f"been {participle}", f"being {participle}",
        f"was not {participle}", f"were not {participle}",
    )  # fmt: skip


def verb_phrase(verb: Verb, status: Status, *, plural: bool, texts: Sequence[str] = ()) -> str:
    """The finite verb phrase for a status, agreeing with a singular or plural subject.

    A plan keeps the article's own degree ("expected to", "scheduled to"); "due to" otherwise.
    """
    be = "are" if plural else "is"
    phrases = {
        Status.OCCURRED: verb.past_plural if plural else verb.past,
        Status.ONGOING: f"{be} {verb.ing}",
        Status.PLANNED: f"{planned_words(texts, be)} {verb.base}",
        Status.THREATENED: f"threatened to {verb.base}",
        Status.HYPOTHETICAL: f"could {verb.base}",
        Status.FOILED: f"tried and failed to {verb.base}",
        Status.DID_NOT_OCCUR: verb.negative_plural if plural else verb.negative,
    }
    return phrases[status]


def planned_words(texts: Sequence[str], be: str) -> str:
    """How firmly the article says that it is planned: "are expected to", "will", "are due to"."""
    joined = " ".join(texts)
    words = next((w for cue, w in _PLANNED if re.search(rf"\b(?:{cue})\b", joined, re.IGNORECASE)), "due to")
    return words if words == "will" else f"{be} {words}"
