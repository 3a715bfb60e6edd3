"""MUCSUM: reference summaries of the incidents of MUC-4 articles (Gantt et al.), against briefs computed from records.

The folder holds `dev.json`: for each article its incidents, each with sentences, template and reference summary. The
shipped schema is extracted and a brief is composed from the records without a model. Its sentences on events are scored
by nugget recall (every filler of a template is a nugget, vital if it says who did what to whom), by citations, and by
ROUGE against the references of all incidents of the article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.datasets import Answer, Case, Dataset, DatasetError, Item, Scores, fingerprint, in_case
from evals.datasets.briefs import brief_of, told
from evals.formats import canonical_docid
from evals.metrics import brief_nuggets, citations, rouge
from evals.metrics.brief_nuggets import Nugget
from evals.report_pairs import Shown, View, code, matched, phrase, shown
from summarizer.articles import Article
from summarizer.schemas import EventDraft

VITAL = ("perpind", "perporg", "target", "victim")
OKAY = ("date", "location", "weapon")
SPLITS = {"tst1": "TST1", "tst2": "TST2", "tst": "TST"}


@dataclass(frozen=True)
class Incident:
    """One template with its reference."""

    kind: str
    fillers: dict[str, list[str]]
    summary: str


class Mucsum(Dataset[Sequence[Incident]]):
    """One item an article, all its incidents together, since a brief is of articles."""

    name = "mucsum"
    schema = EventDraft
    headline = "nuggets"

    def __init__(self, split: str, data: Path, case: Case = "asis") -> None:
        if split not in SPLITS:
            raise DatasetError(f"mucsum has no split {split!r}; there are {', '.join(SPLITS)}")
        self.split, self.case = split, case
        rows = _read(data / "dev.json")
        named = {canonical_docid(name): entries for name, entries in rows.items()}
        self.items = [self._item(n, e) for n, e in sorted(named.items()) if n.startswith(SPLITS[split])]
        if not self.items:
            raise DatasetError(f"{data / 'dev.json'}: no articles of {split}")

    def _item(self, name: str, entries: list[dict[str, Any]]) -> Item[Sequence[Incident]]:
        try:
            text = "\n".join(in_case(sentence, self.case) for sentence in entries[0]["document"])
            gold = [_incident(entry) for entry in entries]
        except (KeyError, IndexError, TypeError) as error:
            raise DatasetError(f"mucsum article {name}: not in the expected format: {error!r}") from None
        return Item(name, Article(text=text), name, gold, fingerprint([e["template"] for e in entries]))

    def score(self, item: Item[Sequence[Incident]], answer: Answer) -> Scores:
        """Nugget recall, citations, and ROUGE as means over articles."""
        brief = brief_of(item.article, answer)
        sentences = told(brief)
        return {
            **brief_nuggets.score(_nuggets(item.gold), sentences),
            **citations.score(citations.sentences_of(brief) if brief else []),
            **rouge.score(_references(item.gold), "\n".join(sentences)),
        }

    def view(self, item: Item[Sequence[Incident]], answer: Answer) -> View:
        """Templates beside records, the brief and the references."""
        pairs = matched([_shown(i) for i in item.gold], [shown(record) for record in answer.records])
        brief = "\n".join(told(brief_of(item.article, answer)))
        return View(pairs, [("Brief", brief), ("References", _references(item.gold))])


def _incident(entry: dict[str, Any]) -> Incident:
    fillers = {role: list(entry["template"][role]) for role in (*VITAL, *OKAY)}
    return Incident(entry["template"]["type"], fillers, "\n".join(entry["summary"]))


def _nuggets(gold: Sequence[Incident]) -> list[Nugget]:
    """Each filler once, vital if it is so anywhere."""
    vital: dict[str, bool] = {}
    for incident in gold:
        for role, fillers in incident.fillers.items():
            for filler in fillers:
                vital[filler] = vital.get(filler, False) or role in VITAL
    return [Nugget((filler,), weight) for filler, weight in vital.items()]


def _references(gold: Sequence[Incident]) -> str:
    return "\n".join(incident.summary for incident in gold)


def _shown(incident: Incident) -> Shown:
    values = {role: tuple(phrase(f) for f in fillers) for role, fillers in incident.fillers.items()}
    return Shown(incident.kind, {"type": (code(incident.kind),), **values})


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror}; is this the folder of MUCSUM?") from None
    except ValueError as error:
        raise DatasetError(f"{path}: not JSON in UTF-8: {error}") from None
    if not isinstance(rows, dict):
        raise DatasetError(f"{path}: an object of articles is expected")
    return rows
