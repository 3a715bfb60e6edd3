"""What the report page says, computed from runs: figures, confusion, reliability, articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.compare import Compared, lower_is_better
from evals.datasets import Answer, Dataset, Item
from evals.metrics.bootstrap import interval
from evals.metrics.calibration_error import Bin, Judged, bins
from evals.metrics.counts import Counts
from evals.report_pairs import Kind, Pair, View
from evals.report_text import Passage, passages
from evals.runs import Log, Run, RunError, chief
from summarizer.schemas import Rejection

KINDS: tuple[Kind, ...] = ("right", "partly", "missed", "extra", "merged")
NONE = "none"
"""The class of the side of a pair that is not there."""
BINS = 5


@dataclass(frozen=True)
class Bar:
    """One metric of one run, in per cent."""

    f1: float
    precision: float
    recall: float
    low: float
    high: float
    sd: float | None
    """Standard deviation of F1 over repeats, None for one."""

    @property
    def is_rate(self) -> bool:
        """Whether precision and recall are the same by design."""
        return self.precision == self.recall == self.f1


@dataclass(frozen=True)
class Row:
    """One metric, in one bar a run; the change between two."""

    name: str
    bars: list[Bar]
    lower_is_better: bool
    change: Any = None
    """`evals.compare.Change` in a comparison."""


@dataclass(frozen=True)
class Confusion:
    """Pairs of records by gold class (rows) and predicted class (columns); the first of each is `none`."""

    gold: list[str]
    predicted: list[str]
    counts: Mapping[tuple[str, str], int]

    @property
    def most(self) -> int:
        """The greatest count."""
        return max(self.counts.values(), default=0)


@dataclass(frozen=True)
class Told:
    """What one run gave for one article."""

    run: str
    view: View
    answer: Answer
    f1: float | None
    """Of the headline; None if there was nothing to find and nothing was found."""
    kinds: Counter[Kind]
    rejected: Sequence[Rejection]


@dataclass(frozen=True)
class ArticleBlock:
    """One article with what every run gave for it; the text is marked for the last run."""

    item: Item[Any]
    told: list[Told]
    text: list[Passage]
    moves: float | None = None
    """In a comparison: by how much its change alone moves the corpus F1."""


@dataclass(frozen=True)
class Page:
    """Everything that the template prints."""

    title: str
    runs: list[Run]
    main: list[Row]
    fields: list[Row]
    rest: list[Row]
    compared: Compared | None
    confusion: Confusion | None = None
    reliability: list[Bin] = field(default_factory=list)
    articles: list[ArticleBlock] = field(default_factory=list)
    perturbation: dict[str, Any] | None = None


def page(
    runs: Sequence[Run],
    dataset: Dataset[Any] | None,
    compared: Compared | None = None,
    perturbation: dict[str, Any] | None = None,
) -> Page:
    """The page of one run, or of a comparison of two; without the dataset, the scores alone.

    Raises RunError if the dataset's gold is not the one that the runs were scored against.
    """
    rows = _rows(runs, compared)
    headline = runs[0].settings.headline
    shown = chief([row.name for row in rows], headline)
    blocks = _articles(runs, dataset, compared) if dataset else []
    pairs = [pair for block in blocks for pair in block.told[-1].view.pairs]
    return Page(
        title=" against ".join(run.name for run in reversed(runs)),
        runs=list(runs),
        main=[row for row in rows if row.name in shown and not _is_field(row.name, headline)],
        fields=[row for row in rows if row.name in shown and _is_field(row.name, headline)],
        rest=[row for row in rows if row.name not in shown],
        compared=compared,
        confusion=confusion(pairs) if pairs else None,
        reliability=reliability(pairs),
        articles=blocks,
        perturbation=perturbation,
    )


def confusion(pairs: Sequence[Pair]) -> Confusion:
    """Gold class against predicted class of every pair; admissible merges are left out."""
    seen = [pair for pair in pairs if not pair.merged]
    counts = Counter((p.gold.name if p.gold else NONE, p.predicted.name if p.predicted else NONE) for p in seen)
    by_size = Counter(name for both in counts.elements() for name in set(both) if name != NONE)
    names = [name for name, _ in sorted(by_size.items(), key=lambda entry: (-entry[1], entry[0]))]
    return Confusion(
        [NONE] + [n for n in names if any(g == n for g, _ in counts)],
        [NONE] + [n for n in names if any(p == n for _, p in counts)],
        counts,
    )


def judged(pairs: Sequence[Pair]) -> list[Judged]:
    """The confidence of each predicted record that has one, and whether it was matched under the right class."""
    found = [(p.predicted.confidence, p.kind == "right") for p in pairs if p.predicted and not p.merged]
    return [(sure, right) for sure, right in found if sure is not None]


def reliability(pairs: Sequence[Pair]) -> list[Bin]:
    """Predicted records in bins of equal width by their confidence."""
    return bins(judged(pairs), BINS)


def _rows(runs: Sequence[Run], compared: Compared | None) -> list[Row]:
    changes = {change.metric: change for change in compared.table} if compared else {}
    shared = {name for name in runs[0].groups if all(name in run.groups for run in runs)}
    names = [name for name in runs[0].metrics if all(name in run.summary["metrics"] for run in runs)]
    return [
        Row(name, [_bar(run, name, shared) for run in runs], lower_is_better(name), changes.get(name)) for name in names
    ]


def _bar(run: Run, metric: str, shared: set[str]) -> Bar:
    """As the run's summary has it, or computed anew where only a part of its articles is compared."""
    if len(shared) == len(run.groups):
        m = run.summary["metrics"][metric]
        return Bar(m["f1"], m["precision"], m["recall"], m["low"], m["high"], m.get("sd_over_repeats"))
    counts = {name: value for name, value in run.by_article(metric).items() if name in shared}
    total, edges = Counts.total(counts.values()), interval(counts, groups=run.groups)
    return Bar(total.f1, total.precision, total.recall, edges.low, edges.high, None)


def _is_field(name: str, headline: str) -> bool:
    prefix = "field" if name.startswith("field") else headline
    return name.startswith(f"{prefix}.")


def _articles(runs: Sequence[Run], dataset: Dataset[Any], compared: Compared | None) -> list[ArticleBlock]:
    """Articles that all runs have: those that changed most first, or those with the worst score."""
    answers = [Log(run.path, dataset).read() for run in runs]
    moves = {moved.id: moved.moves for moved in compared.moved} if compared else {}
    shared = [item for item in dataset.items if all(item.id in run.groups for run in runs)]
    blocks = []
    for item in shared:
        if any(run.gold[item.id] != item.gold_hash for run in runs):
            raise RunError(f"{item.id}: the gold has changed since it was scored; give the evals.run command again")
        told = [_told(run, dataset, item, found[item.id, 0]) for run, found in zip(runs, answers, strict=True)]
        text = passages(item.article, told[-1].view.pairs)
        blocks.append(ArticleBlock(item, told, text, moves.get(item.id)))
    return sorted(blocks, key=_order)


def _order(block: ArticleBlock) -> tuple[float, float, str]:
    f1 = block.told[-1].f1
    return -abs(block.moves or 0.0), 101.0 if f1 is None else f1, block.item.id


def _told(run: Run, dataset: Dataset[Any], item: Item[Any], answer: Answer) -> Told:
    view = dataset.view(item, answer)
    counts = run.by_article(run.settings.headline)[item.id]
    kinds = Counter(pair.kind for pair in view.pairs)
    f1 = counts.f1 if counts.p_den or counts.r_den else None
    return Told(run.name, view, answer, f1, kinds, answer.rejected)
