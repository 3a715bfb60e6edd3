"""MUC-4: terrorist incidents in Latin American news, 1992, from a folder that the user names.

The folder holds `dev.jsonl`, `tst1.jsonl`, `tst2.jsonl` (all slots) and `five_role/dev.jsonl`, `five_role/tst.jsonl`
(the same articles as five-role templates; tst is tst1 and tst2). Texts are in capitals or, in the five-role files, in
lower case; results should be reported for both.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from evals.datasets import Answer, Case, Dataset, DatasetError, Item, Scores, fingerprint, in_case, json_lines
from evals.datasets.muc4_schema import FIVE_ROLE_GUIDELINE, FULL_GUIDELINE, FiveRoleIncident, FullIncident
from evals.datasets.muc4_slots import KINDS_FILE, as_slots, kinds_of_places
from evals.formats import canonical_docid
from evals.metrics import ceaf_ree, ceaf_rme, muc4
from evals.metrics.counts import Counts
from evals.metrics.five_role import ROLES, Template
from evals.metrics.muc4 import SlotTemplate
from evals.metrics.muc4_hierarchies import SLOTS
from evals.report_pairs import Shown, View, code, matched, phrase
from evals.template_json import five_role_template, slot_template
from summarizer.articles import Article
from summarizer.schemas import Record

T = TypeVar("T")
Row = Mapping[str, Any]

ROLE_FIELDS = {
    "PerpInd": "perp_individual_id",
    "PerpOrg": "perp_organization_id",
    "Target": "phys_tgt_id",
    "Victim": "hum_tgt_name",
    "Weapon": "instrument_id",
}
SPLITS = {"dev": "dev", "tst1": "tst", "tst2": "tst", "tst": "tst"}
"""The five-role file of each split."""


class _Muc4(Dataset[Sequence[T]], Generic[T]):
    """What both forms share: a relevance decision for each article, and templates in the published format."""

    def published_format(self, item: Item[Sequence[T]], answer: Answer) -> object:
        """The templates that `evals.score` reads."""
        return [self.template(record, item) for record in answer.records]

    @abstractmethod
    def template(self, record: Record, item: Item[Sequence[T]]) -> dict[str, object]:
        """One record in the published format."""

    def _relevant(self, relevant: bool, answer: Answer) -> Counts:
        """Text filtering: whether the article was rightly found to have, or not to have, an incident."""
        found = bool(answer.records)
        return Counts(relevant and found, found, relevant and found, relevant)


class FiveRole(_Muc4[Template]):
    """Templates of a type and five roles; the headline is CEAF-REE, and CEAF-RME stands beside it."""

    name = "muc4-five-role"
    schema = FiveRoleIncident
    guideline = FIVE_ROLE_GUIDELINE
    headline = "ceaf-ree"
    calibration = Path(__file__).with_name("muc4_calibration.json")

    def __init__(self, split: str, data: Path, case: Case = "asis") -> None:
        self.split, self.case = split, case
        self.items = [self._item(row) for row in _rows(data / "five_role" / f"{_known(split)}.jsonl", split)]

    def _item(self, row: Row) -> Item[Sequence[Template]]:
        gold = [five_role_template(template, "gold", Counter()) for template in row["templates"]]
        name, text = canonical_docid(row["docid"]), _paragraphs(row["doctext"], gap=r" {3,}")
        return Item(name, Article(text=in_case(text, self.case)), name, gold, fingerprint(row["templates"]))

    def template(self, record: Record, item: Item[Sequence[Template]]) -> dict[str, object]:
        """The IterX form: every value an entity of one mention."""
        roles = {role: [[str(v)] for v in getattr(record, name)] for role, name in ROLE_FIELDS.items()}
        return {"incident_type": getattr(record, "incident_type", None), **roles}

    def score(self, item: Item[Sequence[Template]], answer: Answer) -> Scores:
        """CEAF-REE with its parts, CEAF-RME in both forms, and relevance."""
        predicted = [five_role_template(self.template(r, item), "predicted", Counter()) for r in answer.records]
        ree = ceaf_ree.score_document(item.gold, predicted)
        rme = ceaf_rme.score_document(item.gold, predicted)
        subset = ceaf_rme.score_document(item.gold, predicted, ceaf_rme.phi_subset)
        return {
            "ceaf-ree": Counts.total(ree.values()),
            **{f"ceaf-ree.{part}": counts for part, counts in ree.items()},
            "ceaf-rme": Counts.total(rme.values()),
            "ceaf-rme-subset": Counts.total(subset.values()),
            "relevant": self._relevant(bool(item.gold), answer),
        }

    def view(self, item: Item[Sequence[Template]], answer: Answer) -> View:
        """Pairs that share most values, whatever their type."""
        gold = [_shown_template(template) for template in item.gold]
        return View(matched(gold, [_shown_incident(record) for record in answer.records]))


class FullSlots(_Muc4[SlotTemplate]):
    """All 23 slots, automatic and lenient scoring. The slots that a flat record cannot say stay empty."""

    name = "muc4"
    schema = FullIncident
    guideline = FULL_GUIDELINE
    headline = "muc4"

    def __init__(self, split: str, data: Path, case: Case = "asis") -> None:
        _known(split)
        self.split, self.case = split, case
        self.items = [
            self._item(row)
            for part in (("tst1", "tst2") if split == "tst" else (split,))
            for row in _rows(data / f"{part}.jsonl", part)
        ]
        self._kinds = kinds_of_places(data / KINDS_FILE)

    def _item(self, row: Row) -> Item[Sequence[SlotTemplate]]:
        gold = [slot_template(template, "gold", Counter()) for template in row["templates"]]
        article = Article(
            text=in_case(_paragraphs(row["text"], gap=r"\n\s*\n"), self.case), published=_dateline(row["dateline"])
        )
        name = canonical_docid(row["docid"])
        return Item(name, article, name, gold, fingerprint(row["templates"]))

    def template(self, record: Record, item: Item[Sequence[SlotTemplate]]) -> dict[str, object]:
        """The slots that can be read from the record."""
        assert isinstance(record, FullIncident)
        return as_slots(record, item.article.published, self._kinds)

    def score(self, item: Item[Sequence[SlotTemplate]], answer: Answer) -> Scores:
        """ALL TEMPLATES (automatic) with its slots, lenient, MATCHED ONLY, and relevance by TEXT FILTERING."""
        predicted = [slot_template(self.template(r, item), "predicted", Counter()) for r in answer.records]
        automatic = muc4.score_document(item.gold, predicted)
        lenient = muc4.score_document(item.gold, predicted, lenient=True)
        return {
            "muc4": automatic.all_templates.counts(),
            **{f"muc4.{slot}": tally.counts() for slot, tally in automatic.slots.items()},
            "muc4-lenient": lenient.all_templates.counts(),
            "muc4-matched-only": automatic.matched_only.counts(),
            "relevant": automatic.filtering.counts(),
        }

    def view(self, item: Item[Sequence[SlotTemplate]], answer: Answer) -> View:
        """Pairs that share most slots."""
        predicted = [slot_template(self.template(r, item), "predicted", Counter()) for r in answer.records]
        sentences = [tuple(record.sentences) for record in answer.records]
        return View(
            matched(
                [_shown_slots(t) for t in item.gold],
                [_shown_slots(t, s) for t, s in zip(predicted, sentences, strict=True)],
            )
        )


def _known(split: str) -> str:
    if split not in SPLITS:
        raise DatasetError(f"muc4 has no split {split!r}; there are {', '.join(SPLITS)}")
    return SPLITS[split]


def _rows(path: Path, split: str) -> list[Row]:
    prefix = split.upper()
    try:
        rows: list[Row] = [row for row in json_lines(path) if canonical_docid(row["docid"]).startswith(prefix)]
    except (KeyError, AttributeError):
        raise DatasetError(f"{path}: each line must be an object with a docid") from None
    if not rows:
        raise DatasetError(f"{path}: no articles of {split}")
    return rows


def _paragraphs(text: str, gap: str) -> str:
    """Paragraphs, parted by what `gap` matches; a line end inside one is a space, since the texts are wrapped."""
    parts = (" ".join(part.split()) for part in re.split(gap, text.strip()))
    return "\n\n".join(part for part in parts if part)


def _dateline(dateline: Mapping[str, str | None] | None) -> date | None:
    """ "4 FEB 90" as a date; None where there is none or it is incomplete."""
    try:
        return datetime.strptime((dateline or {}).get("date") or "", "%d %b %y").date()
    except ValueError:
        return None


def _shown_template(template: Template) -> Shown:
    values = {ROLE_FIELDS[r]: tuple(phrase(*entity) for entity in template.entities(r)) for r in ROLES}
    name = template.incident_type or "none"
    return Shown(name, {"incident_type": (code(name),), **values})


def _shown_incident(record: Record) -> Shown:
    values = {name: tuple(phrase(str(v)) for v in getattr(record, name)) for name in ROLE_FIELDS.values()}
    name = str(getattr(record, "incident_type", "none"))
    return Shown(name, {"incident_type": (code(name),), **values}, tuple(record.sentences))


def _shown_slots(template: SlotTemplate, sentences: tuple[int, ...] = ()) -> Shown:
    values = {slot: tuple(phrase(*filler.alternatives) for filler in template.fillers(slot)) for slot in SLOTS}
    types = template.fillers("incident_type")
    name = types[0].alternatives[0].lower() if types else "none"
    return Shown(name, values, sentences, optional=template.optional)
