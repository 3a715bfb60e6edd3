"""The MUC-4 score over all 23 slots: ALL TEMPLATES, MATCHED ONLY and TEXT FILTERING.

Source: Chinchor, "MUC-4 evaluation metrics", and the scoring guidelines, version 7, in: Proceedings of the Fourth
Message Understanding Conference, 1992. What a person judged in 1992 is left to the automatic rules of `muc4_slots`.

1. A key and a response template may be mapped if the incident types agree (equal, or response ATTACK) and one of seven
   target and perpetrator slots agrees at least partially, or all seven are empty in both.
2. Such pairs are taken greedily, best first, by their recall (COR + PAR/2) / POS in whole per cent.
3. Required fillers of key templates left over are missing; optional templates left over are ignored; all fillers of
   response templates left over are spurious.
4. R = (COR + PAR/2) / POS and P = (COR + PAR/2) / ACT over all slots and documents, with POS = COR+PAR+INC+MIS and
   ACT = COR+PAR+INC+SPU. MATCHED ONLY leaves out rule 3.
5. A document is relevant if it has a required key template, or an optional one that a response was mapped to; it is
   retrieved if it has a response template.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evals.metrics.counts import Counts, percent
from evals.metrics.muc4_hierarchies import MAPPING_SLOTS, SLOTS, is_general
from evals.metrics.muc4_slots import Filler, Tally, all_missing, score_slot, supports_mapping


@dataclass(frozen=True)
class SlotTemplate:
    """One template: the fillers of each slot (slots without any may be absent), and whether a key is optional."""

    slots: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)
    optional: bool = False

    def fillers(self, slot: str) -> tuple[Filler, ...]:
        """Return the fillers of a slot."""
        return self.slots.get(slot, ())


@dataclass(frozen=True)
class Filtering:
    """Documents by relevance and retrieval: the contingency table of text filtering."""

    relevant_retrieved: int = 0
    irrelevant_retrieved: int = 0
    relevant_missed: int = 0
    irrelevant_left: int = 0

    def __add__(self, other: Filtering) -> Filtering:
        return Filtering(
            self.relevant_retrieved + other.relevant_retrieved,
            self.irrelevant_retrieved + other.irrelevant_retrieved,
            self.relevant_missed + other.relevant_missed,
            self.irrelevant_left + other.irrelevant_left,
        )

    def counts(self) -> Counts:
        """Return the precision and recall of retrieving relevant documents."""
        hits = self.relevant_retrieved
        return Counts(hits, hits + self.irrelevant_retrieved, hits, hits + self.relevant_missed)


@dataclass(frozen=True)
class Score:
    """The score of a document or, summed, of a corpus.

    Attributes:
        slots: tallies by slot, over all templates.
        matched: tallies by slot, over mapped templates only.
        filtering: text filtering.
    """

    slots: Mapping[str, Tally]
    matched: Mapping[str, Tally]
    filtering: Filtering

    @property
    def all_templates(self) -> Tally:
        """The ALL TEMPLATES row."""
        return sum(self.slots.values(), Tally())

    @property
    def matched_only(self) -> Tally:
        """The MATCHED ONLY row."""
        return sum(self.matched.values(), Tally())

    @classmethod
    def total(cls, scores: Iterable[Score]) -> Score:
        """Sum the scores of documents."""
        items = list(scores)
        return cls(
            {slot: sum((item.slots[slot] for item in items), Tally()) for slot in SLOTS},
            {slot: sum((item.matched[slot] for item in items), Tally()) for slot in SLOTS},
            sum((item.filtering for item in items), Filtering()),
        )


def score_document(keys: Sequence[SlotTemplate], responses: Sequence[SlotTemplate], *, lenient: bool = False) -> Score:
    """Score one document. `lenient` adds the partial credit people used to give (see `muc4_slots.is_partial`)."""
    pairs = map_templates(keys, responses, lenient=lenient)
    mapped_keys = {k for k, _ in pairs}
    mapped_responses = {r for _, r in pairs}
    missed = [t for i, t in enumerate(keys) if i not in mapped_keys and not t.optional]
    spurious = [t for i, t in enumerate(responses) if i not in mapped_responses]
    matched = {
        slot: sum(
            (score_slot(slot, keys[k].fillers(slot), responses[r].fillers(slot), lenient=lenient) for k, r in pairs),
            Tally(),
        )
        for slot in SLOTS
    }
    slots = {
        slot: sum((all_missing(t.fillers(slot)) for t in missed), matched[slot])
        + Tally(spu=sum(len(t.fillers(slot)) for t in spurious))
        for slot in SLOTS
    }
    relevant = any(not t.optional for t in keys) or bool(mapped_keys)
    return Score(slots, matched, _filtering(relevant=relevant, retrieved=bool(responses)))


def score(
    keys: Mapping[str, Sequence[SlotTemplate]],
    responses: Mapping[str, Sequence[SlotTemplate]],
    *,
    lenient: bool = False,
) -> dict[str, Score]:
    """Score every key document; a document without responses counts as empty."""
    return {docid: score_document(ks, responses.get(docid, ()), lenient=lenient) for docid, ks in keys.items()}


def map_templates(
    keys: Sequence[SlotTemplate], responses: Sequence[SlotTemplate], *, lenient: bool = False
) -> list[tuple[int, int]]:
    """Return the mapped pairs (key, response). Among equal recalls the earlier key, then the earlier response, wins."""
    candidates = [
        (_whole_percent(score_pair(key, response, lenient=lenient)), k, r)
        for k, key in enumerate(keys)
        for r, response in enumerate(responses)
        if may_map(key, response)
    ]
    pairs: list[tuple[int, int]] = []
    for _, k, r in sorted(candidates, key=lambda candidate: -candidate[0]):
        if all(k != other_k and r != other_r for other_k, other_r in pairs):
            pairs.append((k, r))
    return pairs


def may_map(key: SlotTemplate, response: SlotTemplate) -> bool:
    """Whether the content of two templates allows mapping them (rule 1)."""
    if not any(_type_agrees(k, r) for k in key.fillers("incident_type") for r in response.fillers("incident_type")):
        return False
    if not any(key.fillers(slot) or response.fillers(slot) for slot in MAPPING_SLOTS):
        return True
    return any(
        supports_mapping(slot, k, r)
        for slot in MAPPING_SLOTS
        for k in key.fillers(slot)
        for r in response.fillers(slot)
    )


def score_pair(key: SlotTemplate, response: SlotTemplate, *, lenient: bool = False) -> Tally:
    """Score all slots of a pair of templates."""
    tallies = (score_slot(slot, key.fillers(slot), response.fillers(slot), lenient=lenient) for slot in SLOTS)
    return sum(tallies, Tally())


def _type_agrees(key: Filler, response: Filler) -> bool:
    answer = response.alternatives[0].strip().upper()
    variants = [variant.strip().upper() for variant in key.alternatives]
    return answer in variants or any(is_general("incident_type", answer, variant) for variant in variants)


def _whole_percent(tally: Tally) -> int:
    return math.floor(percent(tally.cor + 0.5 * tally.par, tally.possible) + 0.5)


def _filtering(*, relevant: bool, retrieved: bool) -> Filtering:
    return Filtering(
        relevant_retrieved=int(relevant and retrieved),
        irrelevant_retrieved=int(retrieved and not relevant),
        relevant_missed=int(relevant and not retrieved),
        irrelevant_left=int(not relevant and not retrieved),
    )
