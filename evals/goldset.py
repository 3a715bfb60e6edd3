"""The gold set: hand-coded articles, loaded and checked. `python -m evals.goldset` checks every file and counts.

Folder: `articles/ID.txt` with `ID.json` beside it (title, outlet, day, story, split, phenomena), and one folder for
each coding (`coding_a`, `coding_b`, `records`) with one `ID.json` an article; GUIDELINE.md describes the format.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, TypeVar

from evals.goldcheck import Problem, checked_events
from evals.goldevent import GoldEvent, Toll
from summarizer.articles import Article
from summarizer.schemas import Record

__all__ = ["FOLDER", "Coding", "GoldArticle", "GoldError", "GoldEvent", "Problem", "Split", "Toll", "load_gold"]

FOLDER = Path(__file__).parent / "gold"

Coding = Literal["records", "coding_a", "coding_b"]
Split = Literal["dev", "test"]
R_co = TypeVar("R_co", bound=Record, covariant=True)


class GoldError(ValueError):
    """A gold file is not as it should be; the message lists every problem with its file, event and field."""


@dataclass(frozen=True)
class GoldArticle(Generic[R_co]):
    """An article with the records that a perfect system would give."""

    id: str
    article: Article
    events: Sequence[R_co]
    split: str = "test"
    story: str = ""
    """Articles of one story depend on each other: intervals draw stories, not articles."""
    phenomena: tuple[str, ...] = field(default=())
    note: str | None = None


def load_gold(
    folder: Path = FOLDER, *, coding: Coding = "records", split: Split | None = None
) -> list[GoldArticle[GoldEvent]]:
    """The gold articles of one coding, sorted by id; only those of one split when it is named.

    Raises:
        GoldError: a file is missing, or any value of any file is wrong; all problems are listed.
    """
    articles, problems = read_gold(folder, coding=coding, split=split)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise GoldError(f"{folder / coding}: {len(problems)} problems:\n{listed}")
    return articles


def read_gold(
    folder: Path = FOLDER, *, coding: Coding = "records", split: Split | None = None
) -> tuple[list[GoldArticle[GoldEvent]], list[Problem]]:
    """The gold articles that can be read, and what is wrong with the files; events that do not parse are left out."""
    found: list[GoldArticle[GoldEvent]] = []
    problems: list[Problem] = []
    texts = {path.stem: path for path in sorted((folder / "articles").glob("*.txt"))}
    coded = {path.stem: path for path in sorted((folder / coding).glob("*.json"))}
    if not texts:
        problems.append(Problem(str(folder / "articles"), "-", "-", "there are no articles"))
    if not (folder / coding).is_dir():
        return [], [*problems, Problem(str(folder / coding), "-", "-", "there is no such folder")]
    astray = sorted(coded.keys() - texts)
    problems += [Problem(coded[name].name, "-", "id", "there is no such article") for name in astray]
    for name, path in texts.items():
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if split is not None and about["split"] != split:
            continue
        if name not in coded:
            problems.append(Problem(f"{name}.json", "-", "-", f"the article has no file in {coding}"))
            continue
        gold, wrong = _read_one(name, Article.read(path), about, coded[name])
        problems += wrong
        if gold is not None:
            found.append(gold)
    return found, problems


def _read_one(
    name: str, article: Article, about: dict[str, str], path: Path
) -> tuple[GoldArticle[GoldEvent] | None, list[Problem]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return None, [Problem(path.name, "-", "-", f"not JSON: {error}")]
    if not isinstance(data, dict) or data.get("id") != name or not isinstance(data.get("events"), list):
        return None, [Problem(path.name, "-", "-", f'an object with "id": "{name}" and a list "events" is expected')]
    events, problems = checked_events(path.name, article, data["events"])
    gold = GoldArticle(
        id=name,
        article=article,
        events=tuple(events),
        split=about["split"],
        story=about["story"],
        phenomena=tuple(about.get("phenomena", ())),
        note=data.get("note"),
    )
    return gold, problems


def main(argv: Sequence[str] | None = None) -> int:
    """Check the named codings, or all that are there; print problems and counts. Exit status 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.goldset", description="Check the gold set and count it.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--coding", choices=("records", "coding_a", "coding_b"), action="append")
    arguments = parser.parse_args(argv)
    everything: tuple[Coding, ...] = ("coding_a", "coding_b", "records")
    codings: Sequence[Coding] = arguments.coding or [c for c in everything if (arguments.folder / c).is_dir()]
    failed = not codings
    for coding in codings:
        articles, problems = read_gold(arguments.folder, coding=coding)
        for problem in problems:
            print(f"{coding}/{problem}", file=sys.stderr)
        failed = failed or bool(problems)
        print(_counts(coding, articles, len(problems)))
    return int(failed)


def _counts(coding: str, articles: Sequence[GoldArticle[GoldEvent]], problems: int) -> str:
    events = [event for gold in articles for event in gold.events]
    splits = Counter(gold.split for gold in articles for _ in gold.events)
    classes = Counter(str(event.event_class) for event in events)
    head = f"{coding}: {len(articles)} articles, {len(events)} events, {problems} problems"
    by_split = ", ".join(f"{name} {count}" for name, count in sorted(splits.items()))
    return f"{head}\n  {by_split}\n  " + ", ".join(f"{name} {count}" for name, count in classes.most_common())


if __name__ == "__main__":
    raise SystemExit(main())
