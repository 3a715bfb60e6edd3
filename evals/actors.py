"""How many gold actors the tables know: `python -m evals.actors [--list]`.

Printed are the shares of the initiators and of the targets of the gold set that get a PLOVER sector, an ACLED type, a country
and a canonical name. Many targets are things (a market, a lorry), which rightly get nothing; the share measures reach, not
correctness: `--list` prints every actor with its codes, to be read by eye. Places come from the compiled gazetteer where it is
there; without one, actors abroad and at home are told apart only where the article names a single country.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from evals.goldset import load_gold
from summarizer.grounding import Checked, check_record, index
from summarizer.records import Origin, build_event
from summarizer.resolve.coding import coded
from summarizer.resolve.places import Places
from summarizer.resolve.tables import Tables
from summarizer.schemas import EventDraft, Participant
from summarizer.schemas.codebook_parts import ActorRole
from summarizer.settings import Settings

_FIELDS = ("sector", "actor_type", "country_iso3", "canonical")


def gold_actors(tables: Tables) -> Iterator[tuple[str, Participant]]:
    """Every initiator and target of the gold set, coded by the shipped code, with "ARTICLE/EVENT"."""
    origin = Origin(model="gold", prompt="gold/records", fingerprint="gold")
    for gold in load_gold():
        ready = index(gold.article)
        for event in gold.events:
            draft = EventDraft.model_construct(**{name: getattr(event, name) for name in EventDraft.model_fields})
            kept = Checked(record=draft, evidence=check_record(gold.article, draft, ready).evidence, rejections=())
            built = build_event(gold.article, kept, origin, tables.places)
            record = coded(built, gold.article.text, gold.article.published, tables)
            yield from ((f"{gold.id}/{event.event_id}", a) for a in record.actors if a.role is not ActorRole.VICTIM)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the shares, and with `--list` the actors."""
    parser = argparse.ArgumentParser(prog="python -m evals.actors", description="Reach of the actor tables on gold.")
    parser.add_argument("--list", action="store_true", help="print every actor with its codes")
    arguments = parser.parse_args(argv)
    counts: Counter[tuple[str, str]] = Counter()
    places = Places(Settings().cache_dir, None)
    for where, actor in gold_actors(Tables.load(None, None, places if places.gazetteer is not None else None)):
        side = "targets" if actor.role is ActorRole.TARGET else "initiators"
        counts[side, "all"] += 1
        counts.update((side, name) for name in _FIELDS if getattr(actor, name) is not None)
        if arguments.list:
            codes = " | ".join(str(getattr(actor, name) or "-") for name in _FIELDS)
            print(f"{where:32} {actor.role:11} {actor.raw} | {codes}")
    for side in ("initiators", "targets"):
        total = counts[side, "all"]
        shares = ", ".join(f"{name} {counts[side, name]} ({counts[side, name] / total:.0%})" for name in _FIELDS)
        print(f"{side}: {total}; {shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
