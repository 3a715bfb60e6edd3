"""`python -m evals.perturb.hand [--show]`: sentences about the three-day example, spoilt and retold by hand.

`hand.jsonl` holds what a hostile tester and a careful sub-editor wrote from the articles before the gate was asked: each
line names its record (`DAY/ARTICLE/POSITION`), the class of the change, whether the sentence is honest, and its text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.threedays import DAYS, load_day, record_ids
from summarizer.briefing.gate import check_text
from summarizer.schemas import EventRecord, Rejection

FILE = Path(__file__).with_name("hand.jsonl")


class Sentence(NamedTuple):
    """A sentence, what was done to it, and the record that it claims to tell."""

    name: str
    kind: str
    honest: bool
    text: str
    record: EventRecord
    edition: date

    def refusals(self) -> list[Rejection]:
        """What the gate has against it, alone, as a model's phrasing is checked."""
        return check_text(self.text, [self.record], self.edition)


def sentences(file: Path = FILE) -> list[Sentence]:
    """All of the file."""
    known = {r.event_id: r for day in DAYS for _, found in load_day(day) for r in found.events}
    ids = record_ids()
    out = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record, edition = known[ids[row["record"]]], DAYS[int(row["record"][0])]
        out.append(Sentence(row["record"], row["class"], row["honest"], row["text"], record, edition))
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Print both shares, and with --show every sentence that is judged wrongly."""
    parser = argparse.ArgumentParser(prog="python -m evals.perturb.hand", description="Hand-made cases of a brief.")
    parser.add_argument("--show", action="store_true", help="print what is judged wrongly, with the reasons")
    arguments = parser.parse_args(argv)
    for honest, title in ((False, "spoilt, accepted"), (True, "honest, kept")):
        chosen = [s for s in sentences() if s.honest is honest]
        passed = [s for s in chosen if not s.refusals()]
        print(f"{title:18s} {len(passed):>4} of {len(chosen):>4}  {100 * len(passed) / len(chosen):6.2f} %")
        for s in chosen if arguments.show else ():
            if (s in passed) is not honest:
                reasons = "; ".join(f"{r.reason}: {r.value}" for r in s.refusals())
                print(f"  {s.name} [{s.kind}] {s.text} {reasons}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
