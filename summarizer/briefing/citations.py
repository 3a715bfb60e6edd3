"""Citation numbers: each cited sentence once, in the order in which the brief's records come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.schemas import EventRecord, Evidence
from summarizer.schemas.brief import CitedSentence


class Citations(NamedTuple):
    """The numbered sentences, and the numbers of each record."""

    cited: list[CitedSentence]
    numbers: Mapping[str, list[int]]
    """Record id to the numbers of its evidence."""


def cite(records: Sequence[EventRecord]) -> Citations:
    """Number the evidence of `records`; two records that rest on one sentence share its number."""
    known: dict[tuple[str, int, int], int] = {}
    cited: list[CitedSentence] = []
    numbers: dict[str, list[int]] = {}
    for record in records:
        for e in record.evidence:
            key = place_of(e)
            if key not in known:
                known[key] = len(cited) + 1
                cited.append(
                    CitedSentence(
                        n=known[key], doc_id=e.doc_id, sentence=e.sentence, text=e.quote, start=e.start, end=e.end
                    )
                )
        numbers[record.event_id] = sorted({known[place_of(e)] for e in record.evidence})
    return Citations(cited, numbers)


def place_of(sentence: Evidence | CitedSentence) -> tuple[str, int, int]:
    """Where a sentence stands: document, start, end."""
    return sentence.doc_id, sentence.start, sentence.end
