"""Codes of a record in other codebooks: those it carries, else those of the tables."""

from __future__ import annotations

from summarizer.resolve.codes import mappings
from summarizer.schemas import EventRecord
from summarizer.schemas.event import Mappings


def codes(record: EventRecord) -> Mappings:
    """The record's own codes, codebook by codebook; what it lacks is looked up."""
    own = record.mappings
    found = mappings(record)
    return Mappings(
        acled=own.acled or found.acled,
        ucdp=own.ucdp or found.ucdp,
        plover=own.plover or found.plover,
        cameo=own.cameo or found.cameo,
        iptc=own.iptc or found.iptc,
    )
