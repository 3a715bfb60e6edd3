"""From log-probabilities of one token to probabilities of options."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def option_masses(options: Sequence[str], tokens: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Probability mass of each option, summed over the tokens that stand for it; together at most 1.

    `tokens` are (text, natural log-probability). A token stands for an option if it is the option, or begins no other
    one, case and spaces aside: `Yes`, ` yes` and `Y` all count for "Yes" beside "No".
    """
    folded = {option.strip().casefold(): option for option in options}
    if len(folded) < 2 or len(folded) != len(options) or "" in folded:
        raise ValueError("a choice needs at least two options that differ, case and spaces aside")
    masses = dict.fromkeys(options, 0.0)
    for text, logprob in tokens:
        token = text.strip().casefold()
        begun = [token] if token in folded else [key for key in folded if token and key.startswith(token)]
        if len(begun) == 1:
            masses[folded[begun[0]]] += math.exp(logprob)
    return masses


def normalised(masses: dict[str, float]) -> dict[str, float]:
    """`masses` divided by their sum; all 0 if the sum is 0: then the model named no option at all."""
    total = sum(masses.values())
    return {option: mass / total if total else 0.0 for option, mass in masses.items()}
