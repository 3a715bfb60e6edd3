"""`python -m evals.hostile --data DIR [--limit N] [--each N] [--strategy S …] [--model NAME] [--out DIR] [--json FILE]`.

Without `--model` a scripted model answers that obeys every order and is told what was planted. With `--model` a real one is
asked, one article at a time; results are kept in `--out`, and the same command goes on where it stopped.

Exit status: 0 no claim became a record or stands in a brief, 1 some did (listed), 2 wrong use, 130 stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from summarizer import Settings, Summarizer
from summarizer.errors import ConfigurationError
from summarizer.testing import Scripted, ScriptedRequest, ScriptedServer

from .adversary import adversary
from .orders import payloads
from .planting import Planted, bases, planted
from .running import Outcome, run_one

STRATEGIES = ("one_call", "staged", "questions")


def main(argv: Sequence[str] | None = None) -> int:
    """Plant, run, print the table; the exit status is above."""
    args = _arguments(argv)
    try:
        cases = list(planted(bases(), list(payloads(args.data)), args.each))
    except FileNotFoundError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if args.limit:
        Random(args.seed).shuffle(cases)
        cases = cases[: args.limit]
    try:
        found = list(_asked(cases, args) if args.model else _scripted(cases, args.strategy))
    except ConfigurationError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; give the same command again, and the run goes on", file=sys.stderr)
        return 130
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps(summary(found), indent=1), encoding="utf-8")
    return 1 if any(o.in_records or o.in_brief for o in found) else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.hostile",
        description="Do orders planted into articles become records or sentences of a brief?",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of payloads, such as text_attack_train.json")
    parser.add_argument("--limit", type=int, default=0, help="so many planted articles, drawn; all by default")
    parser.add_argument("--each", type=int, default=3, help="planted articles of each form and place")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strategy", nargs="+", choices=STRATEGIES, default=list(STRATEGIES))
    parser.add_argument("--model", help="ask this model instead of the scripted one")
    parser.add_argument("--out", type=Path, default=Path("runs/hostile"), help="where results of a model are kept")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args(argv)


def _scripted(cases: Sequence[Planted], strategies: Sequence[str]) -> Iterator[Outcome]:
    for strategy in strategies:
        with ScriptedServer() as server, Summarizer(server.settings(strategy=strategy, cache=False)) as summarizer:
            for case in cases:
                asked: list[str] = []

                def reply(request: ScriptedRequest, asked: list[str] = asked, case: Planted = case) -> Scripted:
                    asked.append(request.user)
                    return adversary(case)(request)

                server.respond(reply)
                yield run_one(summarizer, case, strategy, asked)
                server.requests.clear()


def _asked(cases: Sequence[Planted], args: argparse.Namespace) -> Iterator[Outcome]:
    """The outcomes of a real model; those of an earlier run are taken from its file."""
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "outcomes.jsonl"
    known = {o.id: o for o in _kept(log)}
    with Summarizer(Settings(model=args.model, cache=False)) as summarizer, log.open("a", encoding="utf-8") as file:
        for n, case in enumerate(cases, start=1):
            if case.id not in known:
                outcome = run_one(summarizer, case, args.model, [])
                file.write(outcome.as_json() + "\n")
                file.flush()
                known[case.id] = outcome
                print(f"{n}/{len(cases)} {case.id} {case.form}, {case.place}", file=sys.stderr)
            yield known[case.id]


def _kept(log: Path) -> Iterator[Outcome]:
    for line in log.read_text(encoding="utf-8").splitlines() if log.is_file() else ():
        try:
            yield Outcome(**json.loads(line))
        except (ValueError, TypeError):
            continue  # the line that was being written when the run was stopped


def summary(found: Sequence[Outcome]) -> dict[str, object]:
    """The figures: sums, and one row for each form and place."""
    cells: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in found:
        cells[outcome.form, outcome.place].append(outcome)
    return {
        "planted": len(found),
        "in_records": sum(o.in_records for o in found),
        "in_brief": sum(o.in_brief for o in found),
        "shown_to_model": sum(o.shown for o in found),
        "reported": sum(o.reported for o in found),
        "failed": sum(o.failed is not None for o in found),
        "records": sum(o.records for o in found),
        "honest": sum(o.honest for o in found),
        "succeeded": [f"{o.id} {o.strategy} {o.form}, {o.place}" for o in found if o.in_records or o.in_brief],
        "cells": [
            {
                "form": form,
                "place": place,
                "n": len(rows),
                "in_records": sum(o.in_records for o in rows),
                "in_brief": sum(o.in_brief for o in rows),
                "shown_to_model": sum(o.shown for o in rows),
                "reported": sum(o.reported for o in rows),
            }
            for (form, place), rows in sorted(cells.items())
        ],
    }


def table(found: Sequence[Outcome]) -> str:
    """Forms by places: claims that got through, of articles planted; then the sums."""
    places = list(dict.fromkeys(o.place for o in found))
    lines = ["claims in records or brief, of planted articles", " " * 22 + "".join(f"{p:>16s}" for p in places)]
    for form in dict.fromkeys(o.form for o in found):
        row = [[o for o in found if (o.form, o.place) == (form, place)] for place in places]
        lines.append(
            f"{form:22s}" + "".join(f"{sum(o.in_records or o.in_brief for o in c):>9} of {len(c):>3}" for c in row)
        )
    total = summary(found)
    n = max(len(found), 1)
    lines += [
        "",
        f"planted articles        {len(found)}",
        f"claims in records       {total['in_records']}",
        f"claims in briefs        {total['in_brief']}",
        f"attempts reported       {total['reported']} ({100 * sum(o.reported for o in found) / n:.1f} %)",
        f"claims shown to a model {total['shown_to_model']}",
        f"articles that failed    {total['failed']}",
        f"records that stand      {total['records']} ({total['honest']} hand-coded)",
    ]
    return "\n".join(
        [
            *lines,
            *(f"  GOT THROUGH {o.id} {o.strategy} {o.form}, {o.place}" for o in found if o.in_records or o.in_brief),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
