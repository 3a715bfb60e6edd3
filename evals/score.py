"""Score predictions in a published format: `python -m evals.score --metric ceaf-ree|ceaf-rme|muc4 GOLD PRED`.

Prints precision, recall and F1 in per cent with two decimals and the counts behind them, or the same as JSON.
Exit status 2 if a file or the command line is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from evals.formats import Corpus, T, check_known, read_five_role, read_slots
from evals.metrics import ceaf_ree, ceaf_rme, muc4
from evals.metrics.counts import Counts
from evals.metrics.muc4_slots import Tally
from evals.template_json import FormatError

Row = dict[str, float]
Report = dict[str, object]
"""The result as it is printed with --json. The headline row stands at the top level."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.score", description="Score predictions as published.")
    parser.add_argument("--metric", required=True, choices=sorted(METRICS))
    parser.add_argument("--lenient", action="store_true", help="muc4: add the partial credit that people gave in 1992")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("gold", type=Path, metavar="GOLD", help="JSON Lines: docid and templates")
    parser.add_argument(
        "predictions", type=Path, metavar="PRED", help="JSON Lines or JSON: the same, or {docid: templates}"
    )
    arguments = parser.parse_args(argv)
    if arguments.lenient and arguments.metric != "muc4":
        parser.error("--lenient applies to --metric muc4 only")
    try:
        scorer = partial(score_muc4, lenient=True) if arguments.lenient else METRICS[arguments.metric]
        report = scorer(arguments.gold, arguments.predictions)
    except (FormatError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(json.dumps(report, indent=1) if arguments.json else as_text(report))
    return 0


def score_ceaf_ree(gold_path: Path, pred_path: Path) -> Report:
    """Score two five-role files by CEAF-REE."""
    gold, predicted = _load(read_five_role(gold_path, "gold"), read_five_role(pred_path, "predicted"), pred_path)
    by_key = _by_key(ceaf_ree.score(gold.documents, predicted.documents))
    return _head("ceaf-ree", gold, predicted) | Counts.total(by_key.values()).row() | {"roles": _table(by_key)}


def score_ceaf_rme(gold_path: Path, pred_path: Path) -> Report:
    """Score two five-role files by CEAF-RME: phi3 at the top level, phi-subset under "subset"."""
    gold, predicted = _load(read_five_role(gold_path, "gold"), read_five_role(pred_path, "predicted"), pred_path)
    phi3 = _by_key(ceaf_rme.score(gold.documents, predicted.documents))
    subset = _by_key(ceaf_rme.score(gold.documents, predicted.documents, ceaf_rme.phi_subset))
    once = _by_key(ceaf_rme.score(gold.documents, predicted.documents, split_once=True))
    return (
        _head("ceaf-rme", gold, predicted)
        | Counts.total(phi3.values()).row()
        | {
            "roles": _table(phi3),
            "subset": Counts.total(subset.values()).row() | {"roles": _table(subset)},
            "split_types_counted_once": Counts.total(once.values()).row(),
        }
    )


def score_muc4(gold_path: Path, pred_path: Path, *, lenient: bool = False) -> Report:
    """Score two full-slot files: ALL TEMPLATES at the top level, then MATCHED ONLY, TEXT FILTERING and the slots."""
    gold, predicted = _load(read_slots(gold_path, "gold"), read_slots(pred_path, "predicted"), pred_path)
    total = muc4.Score.total(muc4.score(gold.documents, predicted.documents, lenient=lenient).values())
    table = total.filtering
    return (
        _head("muc4", gold, predicted)
        | {"mode": "lenient" if lenient else "automatic"}
        | _tally_row(total.all_templates)
        | {
            "matched_only": _tally_row(total.matched_only),
            "text_filtering": table.counts().row()
            | {
                "a": table.relevant_retrieved,
                "b": table.irrelevant_retrieved,
                "c": table.relevant_missed,
                "d": table.irrelevant_left,
            },
            "slots": {slot: _tally_row(tally) for slot, tally in total.slots.items()},
        }
    )


METRICS: Mapping[str, Callable[[Path, Path], Report]] = {
    "ceaf-ree": score_ceaf_ree,
    "ceaf-rme": score_ceaf_rme,
    "muc4": score_muc4,
}


def as_text(report: Mapping[str, object]) -> str:
    """Lay a report out as lines: name, P, R, F1, then the counts by name."""
    head = [f"{key}: {value}" for key, value in report.items() if isinstance(value, str)]
    lines = ["  ".join([*head, f"documents: {report['documents']}"]), *_notes(report), "", _line("", None)]
    lines.append(_line("total", report))
    for key, value in report.items():
        if not isinstance(value, dict) or key == "ignored":
            continue
        if "f1" in value:
            lines.append(_line(key, value))
        nested = value if "f1" not in value else value.get("roles", {})
        lines += [_line(f"  {name}", row) for name, row in nested.items()]
    return "\n".join(lines)


def _notes(report: Mapping[str, object]) -> list[str]:
    ignored = report["ignored"]
    if not isinstance(ignored, dict):
        return []
    return [
        f"ignored in the {side} file: {what} ({n} times)"
        for side, found in ignored.items()
        for what, n in found.items()
    ]


def _line(name: str, row: Mapping[str, object] | None) -> str:
    if row is None:
        return f"{name:<32}{'P':>7}{'R':>7}{'F1':>7}"
    scores = "".join(f"{row[key]:>7.2f}" for key in ("precision", "recall", "f1"))
    counts = "  ".join(
        f"{key} {value:g}" for key, value in row.items() if key in _COUNTS and isinstance(value, int | float)
    )
    return f"{name:<32}{scores}   {counts}"


_COUNTS = ("p_num", "p_den", "r_num", "r_den", "COR", "PAR", "INC", "SPU", "MIS", "POS", "ACT", "a", "b", "c", "d")


def _load(gold: Corpus[T], predicted: Corpus[T], path: Path) -> tuple[Corpus[T], Corpus[T]]:
    check_known(gold, predicted, path)
    return gold, predicted


def _head(metric: str, gold: Corpus[T], predicted: Corpus[T]) -> Report:
    return {
        "metric": metric,
        "documents": len(gold.documents),
        "documents_without_prediction": len(gold.documents.keys() - predicted.documents.keys()),
        "ignored": {"gold": dict(+gold.ignored), "prediction": dict(+predicted.ignored)},
    }


def _by_key(documents: Mapping[str, Mapping[str, Counts]]) -> dict[str, Counts]:
    """Sum the counts of documents by role."""
    sums: dict[str, Counts] = {}
    for counts in documents.values():
        for key, value in counts.items():
            sums[key] = sums.get(key, Counts()) + value
    return sums


def _table(counts: Mapping[str, Counts]) -> dict[str, Row]:
    return {key: value.row() for key, value in counts.items()}


def _tally_row(tally: Tally) -> Row:
    return tally.counts().row() | {
        "COR": tally.cor,
        "PAR": tally.par,
        "INC": tally.inc,
        "SPU": tally.spu,
        "MIS": tally.mis,
        "POS": tally.possible,
        "ACT": tally.actual,
        "overgeneration": round(tally.overgeneration, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
