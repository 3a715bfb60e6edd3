"""`python -m evals.perturb --data DIR [--limit N] [--seed S] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from random import Random

from summarizer.articles import Article
from summarizer.grounding import check_quote, check_record, check_sentence, index

from .coded import coded_probes
from .probes import Probe, Said, cited, text_probes, value_probes
from .stories import template_probes, toll_probes, verb_probes
from .texts import Item, Pool, load_articles, load_plover

_GOLD = Path("evals/gold")
_OWN = (_GOLD / "articles", Path("examples"))


def main(argv: list[str] | None = None) -> int:
    """Run every probe and print the table; 0 unless there is nothing to run."""
    args = _arguments(argv)
    items = load_plover(args.data) + load_articles(_OWN)
    rng = Random(args.seed)
    rng.shuffle(items)
    pool = Pool(items, sorted({n for i in items for n in i.names if _usable(n)}), rng)
    probes = chain(_probes(items[: args.limit] if args.limit else items, pool), coded_probes(_GOLD, args.split))
    rows = tally(probes, args.show)
    speed = speeds(items, pool)
    print(table(rows))
    print("\n".join(f"{name:40s} {rate:>10,.0f} a second" for name, rate in speed.items()))
    if args.json:
        report = {"sentences": len(items), "seed": args.seed, "classes": rows, "speed": speed}
        args.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0 if rows else 1


def _usable(name: str) -> bool:
    """Fit to stand for any actor: up to three words, no adjective like "Alda-backed"."""
    return name.isascii() and name.count(" ") < 3 and not re.search(r"-[a-z]", name)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.perturb", description="False-accept and honest-keep rates of the gate."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with PLOVER_GSR_CAMEO.json")
    parser.add_argument("--limit", type=int, default=0, help="sentences to use; all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--split", default="dev", choices=("dev", "test"), help="hand-coded articles to check (rules were made on dev)"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--show", type=int, default=0, help="print so many failures of each class")
    return parser.parse_args(argv)


def _probes(items: list[Item], pool: Pool) -> Iterator[Probe]:
    for item in items:
        yield from text_probes(item, pool)
        yield from value_probes(item, pool)
        yield from toll_probes(item, pool)
        yield from verb_probes(item, pool)
        yield from template_probes(pool)


Row = dict[str, str | int | float | bool]


def tally(probes: Iterator[Probe], show: int = 0) -> list[Row]:
    """Counts by class and surface, false classes first, held-out cues apart."""
    counts: dict[tuple[bool, bool, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for probe in probes:
        passed = probe.run()
        row = counts[probe.honest, probe.held_out, probe.name, probe.surface]
        row[0] += 1
        row[1] += passed
        wrong = row[0] - row[1] if probe.honest else row[1]
        if passed is not probe.honest and wrong <= show:
            print(
                f"[{probe.name} / {probe.surface}{' / held out' if probe.held_out else ''}] {probe.shown}",
                file=sys.stderr,
            )
    return [
        {
            "class": name,
            "surface": surface,
            "honest": honest,
            "held_out": held,
            "n": n,
            "passed": passed,
            "rate": passed / n,
        }
        for (honest, held, name, surface), (n, passed) in sorted(counts.items())
    ]


def table(rows: list[Row]) -> str:
    """The rows as text: what should be 0 %, then what should be 100 %."""
    out = []
    for title, honest, held in (
        ("false, accepted", False, False),
        ("false, with held-out cues, accepted", False, True),
        ("honest, kept", True, False),
    ):
        chosen = [r for r in rows if r["honest"] is honest and r["held_out"] is held]
        if chosen:
            out += [f"\n{title}", *map(_line, chosen)]
    return "\n".join(out) + "\n"


def _line(row: Row) -> str:
    count = f"{row['passed']:>6} of {row['n']:>6}"
    return f"  {row['class']!s:28s} {row['surface']!s:7s} {count}  {100 * float(row['rate']):6.2f} %"


def speeds(items: list[Item], pool: Pool, size: int = 200) -> dict[str, float]:
    """Checks a second on one core, articles tokenised beforehand."""
    chosen = [i for i in items if i.names][:size]
    articles = [Article(text=pool.source(i, i.text)) for i in chosen]
    ready = [index(a) for a in articles]
    values = [Said(sentences=cited(a, i.text), who=i.names[0]) for a, i in zip(articles, chosen, strict=True)]
    absent = [
        v.model_copy(update={"who": type(v.who or "")(pool.other_name(i, i.text))})
        for v, i in zip(values, chosen, strict=True)
    ]
    lots = list(zip(articles, ready, values, absent, chosen, strict=True))
    return {
        "values that stand as written": _rate(lambda: [check_record(a, v, x) for a, x, v, _, _ in lots], len(lots)),
        "values that do not stand": _rate(lambda: [check_record(a, w, x) for a, x, _, w, _ in lots], len(lots)),
        "quotations as written": _rate(lambda: [check_quote(a, i.text, index=x) for a, x, _, _, i in lots], len(lots)),
        "quotations with a changed word": _rate(
            lambda: [check_quote(a, i.text[:-8] + " today", index=x) for a, x, _, _, i in lots], len(lots)
        ),
        "sentences of prose": _rate(lambda: [check_sentence(i.text, [i.text]) for *_, i in lots[:50]], 50),
        "articles tokenised": _rate(lambda: [index(a) for a in articles[:50]], 50),
    }


def _rate(run: Callable[[], object], count: int) -> float:
    run()
    start = time.perf_counter()
    rounds = 0
    while time.perf_counter() - start < 0.5:
        run()
        rounds += 1
    return rounds * count / (time.perf_counter() - start)


if __name__ == "__main__":
    raise SystemExit(main())
