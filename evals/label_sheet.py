"""One article's coding sheet: the label in the gold format, checked as the loader checks it, kept as a draft, saved."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.goldcheck import checked_events
from summarizer.articles import Article
from summarizer.resolve.numbers import read_figure

FIGURES = ("killed", "injured", "other_figure")
WORDS = ("when", "place", "killed", "killed_who", "injured", "injured_who", "other_figure")
LISTS = ("other_places", "initiators", "targets", "weapons", "claimants")
ORDER = (
    "id", "event_class", "status", "assertion", "granularity", "temporal_role", "sentences", "when", "start", "end",
    "place", "other_places", "initiators", "targets", "killed", "killed_who", "injured", "injured_who",
    "other_figure", "other_kind", "figures", "other_tolls", "weapons", "claimants", "core", "merge_with",
)  # fmt: skip
"""Keys of an event in the order of the guideline."""
_CHOICES = ("event_class", "status", "assertion", "granularity", "temporal_role", "other_kind")

Json = dict[str, object]


class LabelError(ValueError):
    """What came is no label: the message says what is expected."""


class StaleError(LabelError):
    """Another page has changed the label since this one read it."""


class Fault(NamedTuple):
    """What is wrong with a value. `event` is an id, or null where it concerns the file."""

    event: str | None
    field: str
    message: str


class Sheet:
    """The label of one article. Every change is kept in `ID.draft`; `ID.json` is written only when nothing is wrong.

    Threads may share it. `revision` counts the changes kept: one made to an older revision is refused, so that two open
    pages cannot overwrite each other.
    """

    def __init__(self, article: Article, name: str, folder: Path, coder: str) -> None:
        self.article = article
        self.name = name
        self.path = folder / f"{name}.json"
        self.draft = folder / f"{name}.draft"  # not .json: the loader takes every .json of the folder for a label
        self.label: Json = {"id": name, "coder": coder, "events": [], "note": None}
        self.remarks: list[str] = []
        """What a coder should know: values that the gate took from the model's records, its warnings."""
        self.revision = 0
        self.saved = False
        """Whether `path` holds the label as it is now."""
        self._lock = threading.Lock()

    def resume(self) -> bool:
        """Go on with the draft, or else with the saved file. False if there is neither.

        Raises:
            LabelError: the file that is there cannot be read as a label.
        """
        for path in (self.draft, self.path):
            if path.is_file():
                try:
                    data = json.loads(path.read_text(encoding="utf-8"))
                    kept = data if path == self.path else data["label"]
                    self._take(kept, str(kept.get("coder") or self.label["coder"]), kept.get("prefilled_by"))
                    self.remarks = [] if path == self.path else [str(r) for r in data["remarks"]]
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise LabelError(f"{path}: no label can be read from it ({error}); move it away") from None
                self.saved = path == self.path
                return True
        return False

    def prefill(self, events: Sequence[Json], remarks: Sequence[str], model: str | None) -> None:
        """Begin with these events; `model`, which they come from, is named in the label."""
        self._take({"events": list(events)}, str(self.label["coder"]), model)
        self.remarks = list(remarks)

    def change(self, given: object, revision: object, *, save: bool = False) -> Json:
        """Take the label as it is now in the page and keep the draft; with `save`, write the file if nothing is wrong.

        Gives what the page shows: the problems, the figures as read, and whether the file holds the label.

        Raises:
            LabelError: `given` is no label; StaleError: `revision` is not the last one.
            OSError: the folder cannot be written.
        """
        with self._lock:
            if revision != self.revision:
                raise StaleError("the label was changed in another page; reload to go on from there")
            self._take(given, str(self.label["coder"]), self.label.get("prefilled_by"))
            self.saved = False
            self.keep()
            self.revision += 1
            faults = self.faults()
            if save and not faults:
                _write(self.path, self.label)
                self.draft.unlink()
                self.saved = True
            return self.shown(faults)

    def keep(self) -> None:
        """Write the draft. Raises OSError."""
        _write(self.draft, {"label": self.label, "remarks": self.remarks})

    @property
    def events(self) -> list[Json]:
        """The events of the label."""
        return _objects(self.label["events"])

    def faults(self) -> list[Fault]:
        """What the loader would say about the label."""
        ids = {event["id"] for event in self.events}
        _, problems = checked_events(self.path.name, self.article, self.events)
        told = (Fault(p.event if p.event in ids else None, *_plain(p.field, p.message)) for p in problems)
        return list(dict.fromkeys(told))

    def shown(self, faults: Sequence[Fault]) -> Json:
        """What a page needs to know after a change."""
        return {
            "revision": self.revision,
            "saved": self.saved,
            "faults": [fault._asdict() for fault in faults],
            "figures": [_triples(event) for event in self.events],
        }

    def _take(self, given: object, coder: str, model: object) -> None:
        if not isinstance(given, dict) or not isinstance(given.get("events"), list):
            raise LabelError('an object with a list "events" is expected')
        if not all(isinstance(event, dict) and event.get("id") for event in given["events"]):
            raise LabelError("every event is an object with an id")
        label: Json = {"id": self.name, "coder": coder}
        if model:
            label["prefilled_by"] = model
        label["events"] = [_tidied(event) for event in given["events"]]
        label["note"] = _text(given.get("note"))
        self.label = label


def _triples(event: Json) -> Json:
    tolls = [toll.get("figures") for toll in _objects(event["other_tolls"])]
    return {"figures": event["figures"], "other_tolls": tolls}


def _tidied(given: Mapping[str, object]) -> Json:
    """The event with its keys in order, no blanks, the text's own letters, and every figure without numbers read."""
    quotes = list(dict.fromkeys(strings(given.get("sentences"))))
    event: Json = {"id": str(given["id"]), "sentences": quotes}
    for key in WORDS:
        event[key] = letters(_text(given.get(key)), quotes)
    for key in LISTS:
        event[key] = [letters(value, quotes) for value in _list(given.get(key))]
    figures = given.get("figures")
    event["figures"] = {
        name: triple
        for name in FIGURES
        if event[name] and (triple := _triple(event[name], figures.get(name) if isinstance(figures, dict) else None))
    }
    event["other_tolls"] = [_toll(toll, quotes) for toll in _full_tolls(_objects(given.get("other_tolls")))]
    event["merge_with"] = _list(given.get("merge_with"))
    event["core"] = given.get("core", True)
    event |= {key: _text(value) for key, value in given.items() if key not in event}
    return {key: event.get(key) for key in (*ORDER, *sorted(event.keys() - ORDER))}


def _full_tolls(tolls: Sequence[Json]) -> list[Json]:
    """Each toll with its kind; a coder may also write one with the field names of the event."""
    full: list[Json] = []
    for toll in tolls:
        named = [name for name in FIGURES if toll.get(name)]
        figures = toll.get("figures")
        rest = {key: value for key, value in toll.items() if key not in (*FIGURES, "other_kind")}
        for name in named:
            triple = figures.get(name) if isinstance(figures, dict) else None
            kind = toll.get("other_kind") if name == "other_figure" else name
            full.append({**rest, "kind": kind, "words": toll[name], "figures": triple})
        full += [] if named else [toll]
    return full


def _toll(toll: Json, quotes: Sequence[str]) -> Json:
    words = letters(_text(toll.get("words")) or "", quotes)
    claimants = [letters(value, quotes) for value in _list(toll.get("claimants"))]
    triple = _triple(words, toll.get("figures"))
    # What else a coder wrote of a toll (whose it is) stays, though no check reads it.
    return {**toll, "kind": _text(toll.get("kind")), "words": words, "figures": triple, "claimants": claimants}


def _triple(words: object, given: object) -> list[object] | None:
    """Low, best and high as the coder gave them, or else as code reads the words; null if it cannot."""
    if isinstance(given, list) and any(number is not None for number in given):
        return given
    read = read_figure(words) if isinstance(words, str) else None
    return [read.low, read.best, read.high] if read is not None else None


def letters(value: object, quotes: Sequence[str]) -> object:
    """The value as it stands in a quote where only the white space differs (a line may end within a name)."""
    if not isinstance(value, str) or not value or any(value in quote for quote in quotes):
        return value
    pattern = re.compile(r"\s+".join(map(re.escape, value.split())))
    return next((found[0] for quote in quotes if (found := pattern.search(quote))), value)


def _plain(field: str, message: str) -> tuple[str, str]:
    """The field of the page that a problem belongs to, and the problem in the page's words."""
    parts = field.split(".")
    place = parts[1] if parts[0] == "figures" and len(parts) > 1 else parts[0]
    message = message.removeprefix("Value error, ")
    if parts[-1] in ("start", "end"):
        place = parts[-1]
    elif place == "when" and message.startswith("the time ends"):
        place = "start"
    if place in _CHOICES and message.startswith("Input should be"):
        return place, "choose one"
    if place == "other_tolls" and message.startswith("Input should be '"):
        return place, "choose a kind"
    if place == "sentences" and message.startswith("List should have at least"):
        return place, "cite at least one sentence"
    return place, message


def _text(value: object) -> object:
    """A string without blanks around it that any encoding can hold, null for an empty one; other things as they are."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().strip() or None


def strings(value: object) -> list[str]:
    """The strings of a list; of anything else none."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _list(value: object) -> list[object]:
    return [kept for item in value if (kept := _text(item)) is not None] if isinstance(value, list) else []


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _write(path: Path, data: Json) -> None:
    """As UTF-8, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    part.write_bytes(text.encode("utf-8", "replace"))
    os.replace(part, path)
