"""Who stands behind an event, for people: all who assert it, all who deny it, and how many independent origins tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.schemas import EventRecord
from summarizer.schemas.codebook_parts import Stance

from .events import Event
from .nouns import fold, join, noun_phrase
from .wording import claimants, label

PRONOUNS = frozenset({"they", "he", "she", "it", "who", "we", "i", "both"})
"""They name nobody, once the sentence stands alone."""
MAX_CLAIMANTS = 4
"""Names that a label spells out; the others are counted."""
_ASSERTED = frozenset({"claimed", "claimed by a party to the conflict", "claimed, source not named"})


def event_label(event: Event) -> str:
    """ "claimed by residents; denied by the army; 3 articles, 2 independent origins"."""
    told = event.records
    said, denied = names(told), names(told, Stance.DENIES)
    base = "disputed" if said and denied else label(event.lead)
    parts = [_with_names(base, said)]
    if denied:
        parts.append(f"denied by {listed(denied)}")
    articles = len({r.provenance.doc_id for r in told})
    if articles > 1:
        origins = len(event.origins)
        parts.append(f"{articles} articles, {origins} independent origin{'' if origins == 1 else 's'}")
    if event.lead.time.start is None and event.lead.provenance.published is None:
        parts.append("neither event nor article is dated")
    return "; ".join(parts)


def _with_names(base: str, said: list[str]) -> str:
    if not said:
        return base
    if base in _ASSERTED:
        return f"claimed by {listed(said)}"
    return f"{base}: {listed(said)}" if base in ("disputed", "corroborated") else base


def names(records: Iterable[EventRecord], *stances: Stance) -> list[str]:
    """Claimants as they read mid-sentence, each once; by default those who assert or support."""
    out: dict[str, str] = {}
    parties: set[str] = set()
    for record in records:
        texts = [e.quote for e in record.evidence]
        for a in claimants(record, *stances):
            key = fold(a.claimant)
            if key not in PRONOUNS:
                out.setdefault(key, noun_phrase(a.claimant, texts))
                parties |= {key} if a.party_to_conflict else set()
    return [
        f"{name} (a party to it)" if key in parties else name
        for key, name in out.items()
        if not _said_in_full(key, out)
    ]


def _said_in_full(key: str, others: Iterable[str]) -> bool:
    """Whether a longer name says the same: "the service" beside "the border service"."""
    longer = (o.removesuffix(key) for o in others if o != key and o.endswith(f" {key}"))
    return any(not re.search(r"\b(?:of|for|by|to|from|with|against|in)\b", start) for start in longer)


def listed(phrases: list[str]) -> str:
    """Joined, the tail counted: "a, b, c, d and 2 others"."""
    more = len(phrases) - MAX_CLAIMANTS
    if more <= 0:
        return join(phrases)
    return join([*phrases[:MAX_CLAIMANTS], f"{more} other{'' if more == 1 else 's'}"])
