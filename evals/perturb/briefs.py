"""`python -m evals.perturb.briefs [--split dev|test|all] [--show N]`: how often the gate of a brief is fooled, or too strict.

Every hand-coded record is printed as a brief prints it; the sentence is spoilt in nine ways (each must be refused) and
retold honestly (each should be kept). Spoilt sentences are judged as a model's phrasing would be: alone, against the
record that they name. Rules were made on `dev`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarizer.briefing.gate import check_text

from .briefcases import Case, cases
from .briefrecords import printed


def passes(case: Case) -> bool:
    """Whether the gate lets the sentence stand."""
    return not check_text(case.text, case.records, case.printed.edition)


def tally(found: Iterable[Case], show: int = 0) -> dict[tuple[bool, str], tuple[int, int]]:
    """(honest, class) to (cases, passed); `show` failures of each class go to standard error."""
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    for case in found:
        row = counts[case.honest, case.name]
        row[0] += 1
        ok = passes(case)
        row[1] += ok
        wrong = row[0] - row[1] if case.honest else row[1]
        if ok is not case.honest and wrong <= show:
            reasons = [f"{r.reason}:{r.value}" for r in check_text(case.text, case.records, case.printed.edition)]
            print(f"[{case.name}] {case.text}\n    << {case.printed.text} {reasons}", file=sys.stderr)
    return {key: (n, passed) for key, (n, passed) in sorted(counts.items())}


def table(counts: dict[tuple[bool, str], tuple[int, int]]) -> str:
    """Spoilt classes first (should be 0 %), then honest ones (should be 100 %), each with its sum."""
    lines = []
    for honest, title in ((False, "spoilt, accepted"), (True, "honest, kept")):
        rows = {name: row for (kind, name), row in counts.items() if kind is honest}
        rows["all"] = (sum(n for n, _ in rows.values()), sum(p for _, p in rows.values()))
        lines.append(f"\n{title}")
        lines += [
            f"  {name:24s} {passed:>5} of {n:>5}  {100 * passed / max(n, 1):6.2f} %"
            for name, (n, passed) in rows.items()
        ]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.perturb.briefs", description="False accepts of a brief's gate."
    )
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many failures of each class")
    arguments = parser.parse_args(argv)
    everything = printed(None if arguments.split == "all" else arguments.split)
    counts = tally(cases(everything, arguments.seed), arguments.show)
    print(f"{len(everything)} records ({arguments.split})", table(counts), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
