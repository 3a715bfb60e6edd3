"""Sentences to change: PLOVER's coded ones, and those of our own articles. Names and verbs are found by simple
rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

from summarizer.articles import Article
from summarizer.grounding import is_instruction

_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w’'-]*\w(?: (?:al-|de |von )?[A-Z][\w-]*\w)*")
_CAPITALISED = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December Aug Sept Oct Nov Dec Jan Feb I We He She They It"
)
_NOT_NAMES = frozenset(_CAPITALISED.split())
_EVENT = re.compile(r"\(EVT: ([^)]+)\)")
CLASSES = {
    "CONSULT": "talks_meeting", "ASSAULT": "attack_on_civilians", "FIGHT": "armed_clash", "COERCE": "arrest_detention",
    "PROTEST": "protest", "MOBILIZE": "force_deployment", "SANCTION": "sanction_rupture", "RETREAT": "force_withdrawal",
    "AID": "aid_access",
}  # fmt: skip


class Item(NamedTuple):
    """One sentence with what is known of it."""

    text: str
    names: tuple[str, ...]
    group: str
    """Where it comes from; sentences of one group are about the same or like things."""
    event_class: str | None = None
    verb: str | None = None
    """The verb that tells the coded event, as written."""
    source: str | None = None


def names_of(text: str) -> tuple[str, ...]:
    """Capitalised runs inside a sentence: a simple rule, independent of the gate's."""
    found = (m.group().removesuffix("’s").removesuffix("'s") for m in _NAME.finditer(text))
    return tuple(dict.fromkeys(n for n in found if n.split()[0] not in _NOT_NAMES and n.split()[-1] not in _NOT_NAMES))


def load_plover(folder: Path) -> list[Item]:
    """Coded sentences of `PLOVER_GSR_CAMEO.json`."""
    rows = json.loads((folder / "PLOVER_GSR_CAMEO.json").read_text(encoding="utf-8"))
    return [_plover(row) for row in rows if row.get("text")]


def _plover(row: dict[str, object]) -> Item:
    text = " ".join(str(row["text"]).split())
    info = row.get("textInfo")
    found = _EVENT.findall(str(info.get("markup", ""))) if isinstance(info, dict) else []
    verb = found[0].split()[0] if found else None
    actors = row.get("source")
    source = (
        str(actors[0].get("actorText", ""))
        if isinstance(actors, list) and actors and isinstance(actors[0], dict)
        else None
    )
    usable = verb is not None and len(re.findall(rf"\b{re.escape(verb)}\b", text)) == 1
    return Item(
        text,
        names_of(text),
        str(row["id"]),
        CLASSES.get(str(row["event"])),
        verb if usable else None,
        source if source and len(re.findall(rf"\b{re.escape(source)}\b", text)) == 1 else None,
    )


def load_articles(folders: Iterable[Path]) -> list[Item]:
    """Sentences of every `*.txt` article in these folders."""
    out: list[Item] = []
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            article = Article(text=path.read_text(encoding="utf-8"))
            out.extend(
                Item(" ".join(s.text.split()), names_of(s.text), path.stem)
                for s in article.sentences
                if 5 <= len(s.text.split()) <= 60 and s.text[0].isalnum() and not is_instruction(s.text)
            )
    return out


class Pool(NamedTuple):
    """Everything at hand to draw from."""

    items: list[Item]
    names: list[str]
    rng: Random

    def other_name(self, item: Item, text: str) -> str:
        """A name from another text, with no word in common with this one."""
        for _ in range(200):
            name = self.rng.choice(self.names)
            if not set(re.findall(r"\w+", name.lower())) & set(re.findall(r"\w+", text.lower())):
                return name
        return "Qorvath"

    def source(self, item: Item, text: str, size: int = 8) -> str:
        """An article: `text` among sentences of other groups, shuffled; a sentence a paragraph."""
        others = [
            i.text
            for i in self.rng.sample(self.items, min(len(self.items), size * 2))
            if i.group != item.group and i.text[:30] != text[:30]
        ]
        body = [*others[: size - 1], text]
        self.rng.shuffle(body)
        return "\n\n".join(body)
