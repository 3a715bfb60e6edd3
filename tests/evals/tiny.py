"""A tiny gold set, MUC-4 and MUCSUM folders, and a scripted model that knows the answers; every text is invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evals.datasets.gold import Gold
from summarizer.schemas import EventDraft
from summarizer.testing import Answer, ScriptedRequest, ScriptedServer

Draft = dict[str, Any]

PLACES = ("Marden", "Velk", "Asa", "Dorlan", "Imsbury", "Tarn", "Osel", "Brack", "Corvin", "Lunde", "Pellow", "Wexa")
PEOPLE = ("traders", "farmers", "teachers", "sailors", "miners", "drivers")
NUMBERS = (("three", 3), ("four", 4), ("seven", 7), ("nine", 9), ("eleven", 11))

LOWER = "guerrillas threw a grenade at the town hall of marden.   the dorlan front said it did so.  nobody was hurt."


def ids(count: int) -> list[str]:
    """Names of the tiny articles."""
    return [f"t{i:02}" for i in range(count)]


def sentences(i: int) -> list[str]:
    """The sentences of tiny article `i`."""
    here, there = PLACES[i % 12], PLACES[(i + 5) % 12]
    killed, hurt = NUMBERS[i % 5][0], NUMBERS[(i + 2) % 5][0]
    who, others = PEOPLE[i % 6], PEOPLE[(i + 1) % 6]
    return [
        f"Masked gunmen killed {killed} {who} in {here} on Sunday, the mayor said.",
        f"The Dorlan Front fired rockets at {there} on Monday, wounding {hurt} {others}, the coastguard said.",
        f"The museum of {here} opens at nine.",
    ]


def coded(i: int) -> list[dict[str, Any]]:
    """The events of tiny article `i` as a coder writes them."""
    shooting, rockets, _ = sentences(i)
    killed, hurt = NUMBERS[i % 5], NUMBERS[(i + 2) % 5]
    common: dict[str, Any] = {
        "status": "occurred", "assertion": "claimed", "granularity": "discrete", "temporal_role": "current",
        "other_figure": None, "other_kind": None, "other_tolls": [], "core": True, "merge_with": [],
    }  # fmt: skip
    first = {
        "id": "e1", "event_class": "attack_on_civilians", "sentences": [shooting], "when": "on Sunday",
        "start": "2023-05-07", "end": "2023-05-07", "place": PLACES[i % 12], "initiators": ["Masked gunmen"],
        "targets": [PEOPLE[i % 6]], "killed": killed[0], "killed_who": PEOPLE[i % 6], "injured": None,
        "injured_who": None, "weapons": [], "claimants": ["the mayor"], "figures": {"killed": [killed[1]] * 3},
    }  # fmt: skip
    second = {
        "id": "e2", "event_class": "shelling_missile", "sentences": [rockets], "when": "on Monday",
        "start": "2023-05-08", "end": "2023-05-08", "place": PLACES[(i + 5) % 12],
        "initiators": ["The Dorlan Front"], "targets": [], "killed": None, "killed_who": None, "injured": hurt[0],
        "injured_who": PEOPLE[(i + 1) % 6], "weapons": ["rockets"], "claimants": ["the coastguard"],
        "figures": {"injured": [hurt[1]] * 3},
    }  # fmt: skip
    return [{**common, **first}, {**common, **second}]


def drafts(i: int) -> list[Draft]:
    """The drafts that a perfect model gives for tiny article `i`."""
    told = []
    for number, event in enumerate(coded(i), start=1):
        told.append({k: event.get(k) for k in EventDraft.model_fields} | {"sentences": [number]})
    return told


def gold_folder(path: Path, count: int) -> Path:
    """A gold folder of `count` articles, two of each story."""
    for part in ("articles", "records"):
        (path / part).mkdir(parents=True, exist_ok=True)
    for i, name in enumerate(ids(count)):
        about = {"id": name, "title": None, "published": "2023-05-09", "story": f"s{i // 2}", "split": "dev"}
        (path / "articles" / f"{name}.txt").write_text(" ".join(sentences(i)), encoding="utf-8")
        (path / "articles" / f"{name}.json").write_text(json.dumps(about), encoding="utf-8")
        record = {"id": name, "coder": "settled", "events": coded(i), "note": None}
        (path / "records" / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return path


def gold(path: Path, count: int = 4) -> Gold:
    """The tiny gold set."""
    return Gold("dev", gold_folder(path, count))


@contextmanager
def model(answer: Callable[[int], Answer], count: int = 12) -> Iterator[ScriptedServer]:
    """A server that answers for tiny article `i` with `answer(i)`."""

    def respond(request: ScriptedRequest) -> Answer:
        return next(answer(i) for i in range(count) if sentences(i)[0] in request.user)

    with ScriptedServer() as server:
        server.respond(respond)
        yield server


def perfect(i: int) -> Answer:
    """What a perfect model replies."""
    return {"records": drafts(i)}


def less(share: int) -> Callable[[int], Answer]:
    """A model that leaves out every `share`-th value that may be empty."""
    seen = 0

    def reply(i: int) -> Answer:
        nonlocal seen
        told = drafts(i)
        for draft in told:
            for name in ("initiators", "place", "when", "killed", "killed_who", "injured", "injured_who", "claimants"):
                if draft[name]:
                    seen += 1
                    if seen % share == 0:
                        draft[name] = [] if isinstance(draft[name], list) else None
        return {"records": told}

    return reply


def muc4_folder(path: Path) -> Path:
    """A folder in the form of MUC-4: two articles of dev, one of tst1, one of tst2."""
    (path / "five_role").mkdir(parents=True)
    grenade = {
        "incident_type": "bombing", "PerpInd": [[["guerrillas", 0]]], "PerpOrg": [[["dorlan front", 60]]],
        "Target": [[["town hall of marden", 34], ["town hall", 34]]], "Victim": [], "Weapon": [[["grenade", 19]]],
    }  # fmt: skip
    five = {"docid": "DEV-MUC3-0001", "doctext": LOWER, "templates": [grenade]}
    empty = {"docid": "DEV-MUC3-0002", "doctext": "the museum opens at nine.", "templates": []}
    write_lines(path / "five_role" / "dev.jsonl", five, empty)
    test = [{**empty, "docid": name} for name in ("TST1-MUC3-0001", "TST2-MUC4-0001")]
    write_lines(path / "five_role" / "tst.jsonl", *test)
    full = {
        "docid": "DEV-MUC3-0001", "dateline": {"date": "9 MAY 89"}, "templates": [full_template()],
        "text": "   LUNDE, 9 MAY 89 -- GUERRILLAS THREW A GRENADE AT THE\nTOWN HALL OF MARDEN.\n\n   NOBODY WAS HURT.",
    }  # fmt: skip
    write_lines(path / "dev.jsonl", full)
    for name, docid in (("tst1", "TST1-MUC3-0001"), ("tst2", "TST2-MUC4-0001")):
        write_lines(path / f"{name}.jsonl", {**full, "docid": docid, "dateline": {"date": None}, "templates": []})
    return path


def full_template() -> dict[str, Any]:
    """One template with all slots that a tiny article fills."""

    def fill(value: str, *xref: str) -> list[dict[str, Any]]:
        return [{"raw": value, "alternatives": [value], "xref": list(xref)}]

    return {
        "template_id": 1, "optional": False, "incident_date": fill("- 09 MAY 89"), "incident_location": fill("PERU"),
        "incident_type": fill("BOMBING"), "incident_stage": fill("ACCOMPLISHED"), "instrument_id": fill("GRENADE"),
        "instrument_type": fill("GRENADE", "GRENADE"), "perp_category": fill("TERRORIST ACT"),
        "perp_individual_id": fill("GUERRILLAS"), "phys_tgt_id": fill("TOWN HALL OF MARDEN"),
        "phys_tgt_effect": fill("NO DAMAGE", "TOWN HALL OF MARDEN"),
    }  # fmt: skip


def mucsum_folder(path: Path) -> Path:
    """A folder in the form of MUCSUM with one article of tst1 and one incident."""
    path.mkdir(parents=True, exist_ok=True)
    template = {
        "type": "attack", "completion": "accomplished", "date": ["sunday"], "location": ["marden"],
        "perpind": ["masked gunmen"], "perporg": [], "target": [], "victim": ["three traders"], "weapon": [],
    }  # fmt: skip
    summary = ["masked gunmen killed three traders in marden."]
    entry = {"document": sentences(0), "template": template, "summary": summary}
    (path / "dev.json").write_text(json.dumps({"TST1-MUC3-0001": [entry]}), encoding="utf-8")
    return path


def write_lines(path: Path, *rows: Mapping[str, object]) -> None:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
