"""How long linking takes, and how that grows: `python -m evals.bench.linking`.

Records of invented news days (`newsdays`) are linked; printed is processor time of one core, the best of three runs. The last column should
stay level if the cost grows as n log n. Pairs are scored against the truth of the generator, so that speed is not bought
with merges.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import comb, log

from evals.bench.newsdays import news
from summarizer.linking import Linked, link

SIZES = (500, 5_000, 50_000)
RUNS = 3


def pair_counts(linked: Linked, truth: Mapping[str, int]) -> tuple[int, int, int]:
    """Merged pairs that are right, merged pairs, and pairs that belong together (of different articles)."""
    docs = {r.event_id: r.provenance.doc_id for r in linked.records}
    right = sum(_pairs((truth[i], docs[i]) for i in c.ids) for c in linked.clusters)
    merged = sum(comb(len(c.ids), 2) for c in linked.clusters)
    return right, merged, _pairs((event, docs[i]) for i, event in truth.items())


def _pairs(told: Iterable[tuple[int, str]]) -> int:
    """Pairs of one event but of two articles."""
    both = Counter(told)
    events = Counter(event for event, _ in both.elements())
    return sum(comb(n, 2) for n in events.values()) - sum(comb(n, 2) for n in both.values())


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line a size; exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.linking", description="Time linking.")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--runs", type=int, default=RUNS)
    arguments = parser.parse_args(argv)
    print(f"{'records':>8} {'events':>8} {'seconds':>8} {'µs/(n ln n)':>12} {'P %':>6} {'R %':>6}")
    for size in arguments.sizes:
        records, truth = news(size)
        best = float("inf")
        for _ in range(arguments.runs):
            started = time.process_time()
            linked = link(records)
            best = min(best, time.process_time() - started)
        right, merged, together = pair_counts(linked, truth)
        n = len(records)
        ratio = 1e6 * best / (n * log(n))
        p, r = 100 * right / max(merged, 1), 100 * right / max(together, 1)
        print(f"{n:>8} {len(linked.clusters):>8} {best:>8.3f} {ratio:>12.2f} {p:>6.1f} {r:>6.1f}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
