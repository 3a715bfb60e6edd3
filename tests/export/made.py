"""Invented records, complete enough for every format."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from summarizer.export import ExportFormat, Policy, export_records
from summarizer.schemas import Casualty, EventClass, EventRecord, EventTime, Location, Participant
from summarizer.schemas.codebook_parts import (
    ActorRole,
    ActorType,
    CasualtyKind,
    CoordinateBasis,
    PlacePrecision,
    Population,
    Qualifier,
    TimeBasis,
    TimePrecision,
)
from summarizer.schemas.event import Mappings
from tests.factories import PUBLISHED, article, event, toll

MONDAY = date(2023, 6, 5)
ARMY = Participant(
    raw="army helicopters", canonical="Military forces of Mali", role=ActorRole.INITIATOR, country_iso3="MLI", sector="MIL",
    actor_type=ActorType.STATE_FORCES,
)  # fmt: skip
REBELS = Participant(
    raw="fighters of the Dune Front", canonical="Dune Front", role=ActorRole.TARGET, country_iso3="MLI", sector="REB",
    actor_type=ActorType.REBEL_GROUP,
)  # fmt: skip
HERDERS = Participant(
    raw="herders", role=ActorRole.VICTIM, country_iso3="MLI", sector="CVL", actor_type=ActorType.CIVILIANS
)
MENAKA = Location(
    raw="near Ménaka", normalized="Ménaka", country_iso3="MLI", admin1="Ménaka Region", admin1_basis="gazetteer",
    lat=15.91823, lon=2.40224, geonameid=2452996, precision=PlacePrecision.NEAR_SETTLEMENT,
    coordinate_basis=CoordinateBasis.NAMED_SETTLEMENT_NEARBY, feature_class="P",
)  # fmt: skip
CODES = Mappings(
    acled={
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "inter1": "State forces", "inter2": "Rebel group",
        "interaction": "State forces-Rebel group", "civilian_targeting": None,
    },
    ucdp={"type_of_violence": 1, "event_clarity": 1, "date_prec": 1, "where_prec": 2},
    plover={
        "event": "ASSAULT", "mode": "aerial", "context": ["military"], "quad_code": 4, "intensity": -9.0,
        "auxiliary_modes": [],
    },
    cameo="19", iptc="16000000",
)  # fmt: skip


def on(
    start: date | None, end: date | None = None, precision: TimePrecision = TimePrecision.DAY, **more: Any
) -> EventTime:
    basis = TimeBasis.RELATIVE_EXPRESSION if start else TimeBasis.NOT_STATED
    return EventTime(**{"start": start, "end": end or start, "precision": precision, "basis": basis, **more})


def killed(
    raw: str, low: int | None, best: int | None = None, high: int | None = None, *,
    population: Population = Population.COMBATANT, qualifier: Qualifier = Qualifier.EXACT, **more: Any,
) -> Casualty:  # fmt: skip
    row = toll(CasualtyKind.KILLED, raw, low, best, high, population=population, qualifier=qualifier)
    return row.model_copy(update=more)


FOUR = killed("four", 4, 4, 4)


def strike(name: str = "strike-1", outlet: str | None = "Sahel Courier", **changes: Any) -> EventRecord:
    """Helicopters strike rebels near Ménaka on Monday 5 June 2023; four fighters die. `changes` replace fields."""
    source = article(
        "Army helicopters struck fighters of the Dune Front near Ménaka on Monday, killing four.",
        source=outlet,
        title="Helicopters strike near Ménaka",
        url=f"https://news.example/{name}",
        published=changes.pop("published", PUBLISHED),
    )
    made = event(source, changes.pop("event_class", EventClass.AIR_STRIKE))
    values: dict[str, Any] = {
        "event_id": name, "title": "Army helicopters strike Dune Front near Ménaka", "time": on(MONDAY),
        "locations": [MENAKA], "actors": [ARMY, REBELS], "casualties": [FOUR], "mappings": CODES,
    }  # fmt: skip
    provenance = made.provenance.model_copy(update={"doc_id": f"doc-{name}"})
    return made.model_copy(update=values | {"provenance": provenance} | changes)


def written(records: list[EventRecord], to: ExportFormat, policy: Policy = "literal", **options: Any) -> str:
    """The text of the file."""
    out = io.StringIO(newline="")
    export_records(records, to, out, policy=policy, **options)
    return out.getvalue()


def table(
    records: list[EventRecord], to: ExportFormat, policy: Policy = "literal", **options: Any
) -> list[dict[str, str]]:
    """The rows of a CSV file as text, by heading."""
    return list(csv.DictReader(io.StringIO(written(records, to, policy, **options), newline="")))


def reasons(records: list[EventRecord], to: ExportFormat, **options: Any) -> dict[str, str]:
    """Why each record was skipped."""
    report = export_records(records, to, io.BytesIO(), **options)
    return {s.event_id: s.reason.value for s in report.skipped}
