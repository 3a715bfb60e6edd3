"""The folder of a run: what is in it, and reading and writing it.

    settings.json      what was asked of which model; no keys
    predictions.jsonl  one line for each answered article: the log that a stopped run continues from
    scores.jsonl       one line for each answered article: counts by metric, usage, failure; no texts
    rejected.jsonl     every value that the gate refused, with its reason
    summary.json       scores with intervals and spread over repeats, usage, failures, reasons of rejection; no texts
    published.jsonl    the answers in the form that the dataset's usual scorer reads, if it has one (first repeat)
    replies/           what the model replied, a file a repeat: `--again` puts it before today's rules

All but settings and predictions is computed anew from these two and the gold whenever the run is called again. If the
dataset's texts must not be published, a .gitignore keeps the files that hold words of theirs out of a repository.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.datasets import Answer, Case, Dataset, Scores
from evals.jsonfiles import read_lines, write_json
from evals.metrics.counts import Counts
from summarizer import __version__
from summarizer.calibration import load_calibration
from summarizer.schemas import Extraction, FailureKind, Usage
from summarizer.settings import Settings

SETTINGS, PREDICTIONS, SCORES = "settings.json", "predictions.jsonl", "scores.jsonl"
REJECTED, SUMMARY, PUBLISHED = "rejected.jsonl", "summary.json", "published.jsonl"
REPLIES = "replies"
WITH_WORDS = (PREDICTIONS, REJECTED, PUBLISHED, REPLIES, "*.html")
"""Files that hold words of the articles."""
_NOT_COPIED = {"api_key", "escalate_api_key", "cache", "cache_dir", "replies", "record"} | {
    "base_url", "model", "prompt", "strategy", "calibration"
}  # fmt: skip
"""Settings that are secret, or only say what is kept where; then those that a run tells in fields of its own."""
_HOW_FAST = {"concurrency", "threads", "timeout", "max_attempts"}
"""Settings that may differ when a run goes on: they change how fast it is, not what is asked."""


class RunError(ValueError):
    """A run folder is not as it should be. The message says what is wrong and what to do about it."""


class RunSettings(BaseModel):
    """What a run asked, and of whom."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())

    dataset: str
    split: str
    case: Case
    limit: int | None
    draw_seed: int
    repeats: int
    warm: bool
    """Whether the server could reuse prefixes between articles; then articles are shuffled for each repeat."""
    record: str
    """The schema's name."""
    guideline: str | None
    """Fingerprint of the guideline."""
    headline: str
    publishable: bool
    model: str | None
    """As asked for; a file by its name; null is the default embedded model."""
    endpoint: str | None
    """Host and path; null is the embedded model or the service that the key belongs to."""
    prompt: str | None
    """As asked for; null is the strategy's default."""
    strategy: str
    calibration: str | None = None
    """Fingerprint of the calibration file."""
    settings: dict[str, Any]
    """Every other setting of `summarizer.Settings`."""
    version: str = __version__
    revision: str | None = None
    """The commit that the run was started from, with + if files were changed."""
    started: str | None = None

    @classmethod
    def of(cls, dataset: Dataset[Any], settings: Settings, **rest: Any) -> RunSettings:
        """The settings of a run, keys and local folders left out."""
        from evals.datasets import fingerprint

        return cls(
            dataset=dataset.name,
            split=dataset.split,
            case=dataset.case,
            record=dataset.schema.__name__,
            guideline=dataset.guideline and fingerprint(dataset.guideline),
            headline=dataset.headline,
            publishable=dataset.publishable,
            model=_file_name(settings.model),
            endpoint=_address(settings.base_url),
            prompt=settings.prompt,
            strategy=settings.strategy,
            calibration=settings.calibration
            and fingerprint(load_calibration(settings.calibration).model_dump(mode="json")),
            settings=_others(settings),
            **rest,
        )

    def differences(self, other: RunSettings) -> list[str]:
        """What the two runs ask differently, so that one cannot go on as the other."""
        free = {"limit", "repeats", "settings", "version", "revision", "started", "headline", "publishable"}
        mine, theirs = self.model_dump(exclude=free), other.model_dump(exclude=free)
        mine |= {k: v for k, v in self.settings.items() if k not in _HOW_FAST}
        theirs |= {k: v for k, v in other.settings.items() if k not in _HOW_FAST}
        keys = [k for k in {**mine, **theirs} if mine.get(k) != theirs.get(k)]
        return [f"{k}: {mine.get(k)!r} there, {theirs.get(k)!r} now" for k in keys]


class ScoreRow(BaseModel):
    """One line of scores.jsonl."""

    model_config = ConfigDict(extra="forbid")

    id: str
    repeat: int
    group: str
    gold: str
    """Fingerprint of the gold that it was scored against."""
    error: FailureKind | None
    records: int
    usage: Usage
    counts: dict[str, tuple[float, float, float, float]]

    @property
    def scores(self) -> Scores:
        """The counts by metric."""
        return {name: Counts(*four) for name, four in self.counts.items()}


@dataclass(frozen=True)
class Run:
    """A finished run as comparison and report see it: scores by article, averaged over its repeats."""

    path: Path
    settings: RunSettings
    rows: list[ScoreRow]
    summary: dict[str, Any]
    groups: dict[str, str] = field(default_factory=dict)
    gold: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name or str(self.path)

    def by_article(self, metric: str) -> dict[str, Counts]:
        """Mean counts of each article over the repeats."""
        found: dict[str, list[Counts]] = {}
        for row in self.rows:
            found.setdefault(row.id, []).append(row.scores.get(metric, Counts()))
        return {name: mean(counts) for name, counts in found.items()}

    @property
    def metrics(self) -> list[str]:
        """Names of the metrics, the headline first."""
        return list(dict.fromkeys([self.settings.headline, *(name for row in self.rows for name in row.counts)]))


def chief(metrics: Sequence[str], headline: str) -> list[str]:
    """The metrics that are shown at first: whole ones, and the parts of the headline, of events and of fields."""
    parted = (headline.partition(".")[0], "event", "field")
    return [m for m in metrics if ("." not in m or m.partition(".")[0] in parted) and not m.endswith(".exact")]


def mean(counts: list[Counts]) -> Counts:
    """Counts divided by their number, so that runs with different numbers of repeats weigh the same."""
    total, n = Counts.total(counts), len(counts)
    return Counts(total.p_num / n, total.p_den / n, total.r_num / n, total.r_den / n)


def read_run(path: Path) -> Run:
    """A run with its scores. Raises RunError if the folder holds none, or an unfinished one."""
    settings = read_settings(path)
    if settings is None:
        raise RunError(f"{path}: no run here (no {SETTINGS}); name a folder that evals.run has written")
    if not (path / SUMMARY).is_file() or not (path / SCORES).is_file():
        raise RunError(f"{path}: the run was not finished; give its evals.run command again, and it goes on")
    try:
        rows = [ScoreRow.model_validate_json(line) for line in read_lines(path / SCORES)]
        summary = json.loads((path / SUMMARY).read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(f"{path}: damaged: {error}; give the evals.run command again to score anew") from None
    if not rows:
        raise RunError(f"{path}: the run has no articles")
    groups, gold = {row.id: row.group for row in rows}, {row.id: row.gold for row in rows}
    return Run(path, settings, rows, summary, groups, gold)


def read_settings(path: Path) -> RunSettings | None:
    """The settings of a run folder, None if there is no run in it. Raises RunError."""
    file = path / SETTINGS
    if not file.is_file():
        return None
    try:
        return RunSettings.model_validate_json(file.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise RunError(f"{file}: not settings of a run that this version knows: {error}") from None


def write_settings(path: Path, settings: RunSettings) -> None:
    """Make the folder and write the settings; for texts that must not be published, also .gitignore."""
    path.mkdir(parents=True, exist_ok=True)
    write_json(path / SETTINGS, settings.model_dump(mode="json"))
    if not settings.publishable:
        (path / ".gitignore").write_text("".join(f"{name}\n" for name in WITH_WORDS), encoding="utf-8")


Key = tuple[str, int]
"""An article's id and a repeat, from 0."""


class Log:
    """predictions.jsonl: answers are appended as they come, so that a killed run loses only those in work."""

    def __init__(self, path: Path, dataset: Dataset[Any]) -> None:
        self.file = path / PREDICTIONS
        self._answer: TypeAdapter[Answer] = TypeAdapter(Extraction[dataset.schema])  # type: ignore[name-defined]

    def read(self) -> dict[Key, Answer]:
        """Every answer; of several for the same article and repeat, the last. Raises RunError.

        A last line that a killed run left incomplete is cut off.
        """
        if not self.file.is_file():
            return {}
        whole = self.file.read_bytes()
        kept = whole[: whole.rfind(b"\n") + 1]
        if len(kept) < len(whole):
            self.file.write_bytes(kept)
        found: dict[Key, Answer] = {}
        for number, line in enumerate(kept.decode("utf-8").split("\n"), start=1):
            if line:
                try:
                    row = json.loads(line)
                    found[row["id"], row["repeat"]] = self._answer.validate_python(row["extraction"])
                except (ValueError, KeyError, TypeError) as error:
                    message = f"{self.file}:{number}: damaged: {error}; remove the line, and it is asked again"
                    raise RunError(message) from None
        return found

    def append(self, key: Key, answer: Answer) -> None:
        """Write one answer, whole, to the end of the file."""
        row = {"id": key[0], "repeat": key[1], "extraction": answer.model_dump(mode="json")}
        with self.file.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _file_name(model: str | None) -> str | None:
    """A model file by its name: the folder is nobody's business."""
    return Path(model).name if model and model.endswith(".gguf") and not model.startswith("hf:") else model


def _others(settings: Settings) -> dict[str, Any]:
    """The settings that have no field of their own. What is not in use is left out, so that older runs can go on."""
    unused = set() if settings.escalate_to else {n for n in Settings.model_fields if n.startswith("escalate_")}
    unused |= {"profile"} if settings.profile == "auto" else set()
    told = settings.model_dump(mode="json", exclude=_NOT_COPIED | unused)
    if settings.escalate_to:
        told |= {
            "escalate_to": _file_name(settings.escalate_to),
            "escalate_base_url": _address(settings.escalate_base_url),
        }
    return told


def _address(url: str | None) -> str | None:
    """An endpoint without user, password and query."""
    if url is None:
        return None
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}{parts.path}"
