"""What an export did: rows written, records joined into another's row, records skipped and why."""

from pydantic import BaseModel, ConfigDict, NonNegativeInt

from summarizer.schemas import Coded


class SkipReason(Coded):
    """Why a record has no row in a format. Sources name the rule: A ACLED codebook, U UCDP GED codebook, P PLOVER."""

    NOT_OCCURRED = (
        "not_occurred",
        "planned, threatened, hypothetical, foiled or said not to have happened; the format takes what happened",
        "A; U",
    )
    BACKGROUND = "background", "background older than the reporting period: a table of events would count it again", "A"
    AGGREGATE = "aggregate", "a summary of several events; the format has one row an event (see keep_aggregates)", "A"
    COUNTED_IN_PARTS = "counted_in_parts", "its parts have rows of their own: its deaths would count twice", "A; U"
    NO_DATE = "no_date", "no date could be resolved, and the format requires one", "A; U; P"
    DATE_TOO_VAGUE = "date_too_vague", "known to no more than a year; the format takes a month at most", "A"
    NO_PLACE = "no_place", "no place of the event was resolved to a country", "A; U"
    PLACE_TOO_VAGUE = "place_too_vague", "known to the country only, or in international waters or airspace", "A"
    NO_CODE = "no_code", "the format's codebook has no code for this event", "A; U; P"
    NO_DEATH = "no_death", "no direct death is reported, not even as an upper bound", "U"


class Skipped(BaseModel):
    """A record without a row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event_id: str
    reason: SkipReason


class Joined(BaseModel):
    """A record of the same event as another (`relations.same_as`): it shares the other's row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event_id: str
    into: str
    """Id of the record that gives the row its id."""


class ExportReport(BaseModel):
    """Every record is in exactly one of three: written (one a row), joined, skipped."""

    model_config = ConfigDict(extra="forbid")

    format: str
    rows_written: NonNegativeInt
    joined: list[Joined] = []
    skipped: list[Skipped] = []

    def __str__(self) -> str:
        """For people: one line of counts, then a line for each reason with the ids of its records."""
        counts = f"{self.format}: {self.rows_written} rows written, {len(self.skipped)} records skipped"
        if self.joined:
            counts += f", {len(self.joined)} joined with another report of the same event"
        by_reason = {r: [s.event_id for s in self.skipped if s.reason is r] for r in SkipReason}
        lines = [f"  {r}: {', '.join(found)} ({r.description})" for r, found in by_reason.items() if found]
        return "\n".join([counts, *lines])
