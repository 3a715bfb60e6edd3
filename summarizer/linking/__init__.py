"""Linking: copies of articles, records of one event, contradictions, revisions, outcomes, summaries.

Knows schemas and articles only. `origins()` and `duplicates()` take articles; `link()` takes records.
"""

from .clusters import Judge
from .copies import duplicates, origins
from .link import link
from .types import Cluster, Contradiction, Linked, Outcome, OutcomeKind, Position, Revision, Summary

__all__ = [
    "Cluster",
    "Contradiction",
    "Judge",
    "Linked",
    "Outcome",
    "OutcomeKind",
    "Position",
    "Revision",
    "Summary",
    "duplicates",
    "link",
    "origins",
]
