"""`summarizer history`: what a store holds, and what became of one event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.app import app
from summarizer.cli.options import fail

if TYPE_CHECKING:
    from summarizer.schemas import EventRecord
    from summarizer.store import EventHistory, Store

StoreAt = Annotated[str, typer.Option("--store", help="A store: a file, or postgresql://…")]


@app.command()
def history(
    store: StoreAt,
    event: Annotated[
        str | None, typer.Option("--event", help="Id of a record: what is linked to it, and which editions told it.")
    ] = None,
) -> None:
    """The editions of a store, newest first; with --event the history of one record."""
    from summarizer.cli.edition import open_store
    from summarizer.errors import ConfigurationError

    if "://" not in store and not Path(store).exists():
        fail(f"{store}: no such store; `summarizer brief --store {store}` makes one")
    try:
        with open_store(store) as opened:
            if event is None:
                _print_editions(opened)
            else:
                _print_event(opened.history(event))
    except KeyError:
        fail(f"{store}: no record {event!r}; ids are in the records' event_id and in the brief's JSON")
    except ConfigurationError as error:
        fail(str(error))


def _print_editions(store: Store) -> None:
    editions = store.editions()
    if not editions:
        print("no edition yet")
    for edition in editions:
        made = edition.generated_at.strftime("%Y-%m-%d %H:%M %Z")
        print(f"{edition.edition_date}  revision {edition.revision}  made {made}  {edition.brief_id}")


def _print_event(found: EventHistory) -> None:
    for record in found.records:
        print(_line(record))
    for event, kind, other, since in found.links:
        print(f"{event} {kind.replace('_', ' ')} {other} (since the edition of {since})")
    for edition in found.editions:
        print(f"told in the edition of {edition.edition_date}, revision {edition.revision}")


def _line(record: EventRecord) -> str:
    made = record.provenance
    tolls = ", ".join(f"{c.raw} {c.kind}" for c in record.casualties)
    place = record.locations[0].raw if record.locations else "no place stated"
    words = [
        str(made.published or "undated"),
        made.outlet or "no outlet",
        f"{record.event_class}, {record.status}",
        place,
    ]
    return f"{record.event_id}: " + "; ".join([*words, *([tolls] if tolls else [])])
