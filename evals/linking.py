"""Linking on the gold set: which records of different articles are told to be one event. `python -m evals.linking`

The gold events of a split are made into records as users get them (`evals.goldrecords`) and linked at once, the articles
of all stories together. Scored are pairs of records of different articles, and the partition as a whole. The three-day
example (`evals.threedays`) is scored likewise; its events were written down before any linking was computed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from evals.goldlinks import GoldLinks, load_links
from evals.goldrecords import gold_records
from evals.goldset import Split, load_gold
from evals.metrics import coref_b3, coref_ceaf_e, coref_conll, coref_muc, link_pairs
from evals.metrics.counts import Counts
from evals.metrics.link_pairs import LinkPairs
from evals.threedays import DAYS, load_day, load_expectation, record_ids
from summarizer.linking import Linked, link

Pair = frozenset[str]
EXAMPLE: Literal["three-days"] = "three-days"
Scored = Literal["dev", "test", "three-days"]


def linked_gold(split: Split) -> tuple[Linked, GoldLinks, list[str]]:
    """The linked records of one split, the hand-made links between them, and the records' names."""
    articles = load_gold(split=split)
    records = [r for gold in articles for r in gold_records(gold).values()]
    names = [r.event_id for r in records]
    return link(records, articles=[gold.article for gold in articles]), load_links(names), names


def linked_example() -> tuple[Linked, GoldLinks, list[str]]:
    """The records of the three-day example, and the events that its expectation names."""
    items = [item for day in DAYS for item in load_day(day)]
    linked = link([r for _, extraction in items for r in extraction.events], articles=[article for article, _ in items])
    named, expected = record_ids(), load_expectation()
    doc = {r.event_id: r.provenance.doc_id for r in linked.records}
    open_ids = {named[name] for name in expected["either"]}
    events = [frozenset(named[name] for name in event["records"]) for event in expected["events"].values()]
    across = {frozenset(p) for e in events for p in combinations(sorted(e), 2) if doc[p[0]] != doc[p[1]]}
    either = {p for p in across if p & open_ids}
    same_article = {frozenset(p) for p in combinations(sorted(doc), 2) if doc[p[0]] == doc[p[1]]}
    clusters = tuple(e - open_ids for e in events if len(e - open_ids) > 1)
    gold = GoldLinks(clusters, frozenset(across - either), frozenset(either), frozenset(), frozenset(same_article))
    return linked, gold, list(doc)


def pairs(linked: Linked, gold: GoldLinks, names: Sequence[str]) -> LinkPairs[str]:
    """Scored pairs of records of different articles."""
    merged = {frozenset(p) for c in linked.clusters for p in combinations(c.ids, 2)}
    return link_pairs.score(merged, gold.together, gold.apart(names))


def partitions(
    linked: Linked, gold: GoldLinks, names: Sequence[str]
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Key and response; records that are one event only by an open reading are left out of both."""
    placed = frozenset().union(*gold.clusters)
    unsure = frozenset().union(*gold.either) - placed
    scored = [n for n in names if n not in unsure]
    key = [*gold.clusters, *(frozenset((n,)) for n in scored if n not in placed)]
    response = [frozenset(c.ids) - unsure for c in linked.clusters]
    return key, [c for c in response if c]


def report(split: Scored, *, show: bool = False) -> str:
    """The figures of one split as lines of text; with `show` also every wrong and missed pair."""
    linked, gold, names = linked_example() if split == EXAMPLE else linked_gold(split)
    scored = pairs(linked, gold, names)
    hard = sorted(p for p in map(sorted, gold.hard & scored.wrong))
    key, response = partitions(linked, gold, names)
    lines = [
        f"{split}: {len(names)} records, {len(gold.clusters)} events told by several articles",
        f"  wrong merges  {scored.wrong_share:6.3f} %  ({len(scored.wrong)} of {scored.apart} pairs that must stay apart)",
        f"  hard pairs    {len(hard)} of {len(gold.hard)} wrongly merged",
        _line("pairs", scored.counts, "found merges are R"),
        _line("MUC", coref_muc.score(key, response)),
        _line("B3", coref_b3.score(key, response)),
        _line("CEAF-e", coref_ceaf_e.score(key, response)),
        f"  CoNLL        {coref_conll.score(key, response):6.1f}",
    ]
    if show:
        lines += [f"  wrong:  {' + '.join(p)}" for p in sorted(map(sorted, scored.wrong))]
        lines += [f"  missed: {' + '.join(p)}" for p in sorted(map(sorted, scored.missed))]
    return "\n".join(lines)


def _line(name: str, counts: Counts, note: str = "") -> str:
    figures = f"P {counts.precision:5.1f} ({counts.p_num:g}/{counts.p_den:g})  R {counts.recall:5.1f} ({counts.r_num:g}/{counts.r_den:g})"
    return f"  {name:<12} {figures}  F1 {counts.f1:5.1f}  {note}".rstrip()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of the named splits; exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.linking", description="Score linking on the gold set.")
    parser.add_argument("--split", choices=("dev", "test", EXAMPLE), action="append", help="default: all")
    parser.add_argument("--pairs", action="store_true", help="list every wrong and missed pair")
    arguments = parser.parse_args(argv)
    everything: tuple[Scored, ...] = ("dev", "test", EXAMPLE)
    for split in [s for s in everything if not arguments.split or s in arguments.split]:
        print(report(split, show=arguments.pairs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
