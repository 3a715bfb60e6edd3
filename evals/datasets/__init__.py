"""Datasets: which articles are asked about, with which schema and guideline, and how an answer is scored and shown.

    gold            hand-labelled articles of `evals/gold`, the shipped schema
    muc4-five-role  MUC-4 as templates of a type and five roles (Du et al. 2021)
    muc4            MUC-4 with the slots of 1992
    mucsum          briefs of MUC-4 articles against reference summaries

Except for `gold`, the data is read from a folder that the user names; no text of it is kept in results meant for
publication.
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Generic, Literal, TypeVar

from evals.metrics.counts import Counts
from evals.report_pairs import View
from summarizer.articles import Article
from summarizer.schemas import Extraction, Record

G = TypeVar("G")

Answer = Extraction[Any]
"""What a model gave for one article, of whatever schema."""
Scores = dict[str, Counts]
"""Counts by metric, the headline first; parts of a metric are named `metric/part`."""
Case = Literal["asis", "lower", "upper"]


class DatasetError(ValueError):
    """A dataset cannot be read. The message says which file, what is wrong, and what to do about it."""


@dataclass(frozen=True)
class Item(Generic[G]):
    """One article with its gold. Items of one `group` tell the same story and are drawn together in resampling."""

    id: str
    article: Article
    group: str
    gold: G
    gold_hash: str
    """Fingerprint of the gold: scores against other gold cannot be compared."""


class Dataset(ABC, Generic[G]):
    """A named list of items, what is asked of a model, and how its answers are judged."""

    name: str
    split: str
    schema: type[Record]
    guideline: str | None = None
    headline: str
    """The metric that stands for the rest."""
    publishable: bool = False
    """Whether texts may go into results that are published."""
    case: Case = "asis"
    calibration: Path | None = None
    """Parameters of the small model's answers to the questions of this schema, fitted on its development split."""
    items: Sequence[Item[G]]

    @abstractmethod
    def score(self, item: Item[G], answer: Answer) -> Scores:
        """Counts of one answer. A failed article is scored as one that found nothing."""

    @abstractmethod
    def view(self, item: Item[G], answer: Answer) -> View:
        """The answer beside the gold, for people."""

    def published_format(self, item: Item[G], answer: Answer) -> object:
        """The answer as the field's scorers read it, or None if the dataset has no such format."""
        return None

    def drawn(self, limit: int | None, seed: int) -> list[Item[G]]:
        """`limit` items drawn with `seed`, or all in their order. A larger limit keeps the items of a smaller one."""
        if limit is None or limit >= len(self.items):
            return list(self.items)
        order = list(range(len(self.items)))
        Random(seed).shuffle(order)
        return [self.items[i] for i in sorted(order[:limit])]


NAMES = ("gold", "muc4", "muc4-five-role", "mucsum")


def load(name: str, split: str, data: Path | None = None, case: Case = "asis") -> Dataset[Any]:
    """Load a dataset by name. Raises DatasetError where the data, the split or the folder is not as it should be."""
    from evals.datasets import gold, muc4, mucsum

    if name == "gold":
        return gold.Gold(split)
    readers: Mapping[str, Callable[[str, Path, Case], Dataset[Any]]] = {
        "muc4": muc4.FullSlots,
        "muc4-five-role": muc4.FiveRole,
        "mucsum": mucsum.Mucsum,
    }
    if name not in readers:
        raise DatasetError(f"no dataset {name!r}; there are {', '.join(NAMES)}")
    if data is None:
        raise DatasetError(f"the data of {name} is not shipped; name the folder that holds it with --data DIR")
    return readers[name](split, data, case)


def in_case(text: str, case: Case) -> str:
    """The text in capitals, in lower case, or as it is."""
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text


def fingerprint(value: object) -> str:
    """The first 16 hex digits of the SHA-256 of a JSON value, keys sorted."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises DatasetError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror}; is this the right folder?") from None
    except ValueError as error:
        raise DatasetError(f"{path}: not JSON Lines in UTF-8: {error}") from None
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise DatasetError(f"{path}: one JSON object a line is expected")
    return rows
