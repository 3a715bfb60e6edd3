"""Sensible defaults per class of model. A setting that is given wins over the profile.

small     embedded models: short bounded questions, sentence by sentence for the shipped schema, field by field for others
standard  models behind an endpoint: the whole article in one call
thorough  what pays for quality whatever it costs: one call, then a second look at what it may have overlooked
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strategy = Literal["one_call", "staged", "questions"]
ProfileName = Literal["small", "standard", "thorough"]


@dataclass(frozen=True)
class Profile:
    """How a class of models is asked."""

    name: ProfileName
    shipped: Strategy
    """The strategy for the shipped schema."""
    own: Strategy
    """The strategy for a schema of one's own."""
    second_look: bool
    """Ask once more about sentences with words of violence or casualties that no record cites (`summarizer.second_look`)."""
    meaning: str
    """For people."""


PROFILES: dict[ProfileName, Profile] = {
    profile.name: profile
    for profile in (
        Profile("small", "staged", "questions", False, "short bounded questions; for embedded models"),
        Profile("standard", "one_call", "one_call", False, "one call an article; for models behind an endpoint"),
        Profile(
            "thorough", "one_call", "one_call", True, "one call, then a second look at sentences that tell of harm"
        ),
    )
}
