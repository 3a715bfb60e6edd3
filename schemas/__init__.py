"""What is said: articles' records, their parts and their enumerations. No behaviour beyond validation."""

from .brief import DailyBrief
from .codebook import Assertion, Coded, EventClass, Granularity, Modality, Status, TemporalRole
from .draft import EventDraft
from .event import Attribution, Casualty, EventRecord, EventTime, Evidence, Location, Participant, Provenance
from .extraction import Extraction, Failure, FailureKind, Rejection, Usage
from .marks import Actor, Figure, Place, Verbatim, When
from .reasons import Reason
from .record import Record

__all__ = [
    "Actor",
    "Assertion",
    "Attribution",
    "Casualty",
    "Coded",
    "DailyBrief",
    "EventClass",
    "EventDraft",
    "EventRecord",
    "EventTime",
    "Evidence",
    "Extraction",
    "Failure",
    "FailureKind",
    "Figure",
    "Granularity",
    "Location",
    "Modality",
    "Participant",
    "Place",
    "Provenance",
    "Reason",
    "Record",
    "Rejection",
    "Status",
    "TemporalRole",
    "Usage",
    "Verbatim",
    "When",
]
