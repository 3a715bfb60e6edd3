"""Every fault that services are known for, mixed at 5, 20 and 50 %: `python -m evals.bench.faults`.

What must hold at every rate: each article ends once, as records or as a typed failure; every request is counted in the
usage of its article; and little that was paid for is wasted. A request is **paid** unless the server answered with an
error status. It is **used** if its reply is the one that its article's records come from. What the server spoilt (no
reply, an empty or unreadable one, one that does not fit the schema, a refusal) is paid and cannot be used, whatever the
client does: those tokens are the **unavoidable** waste. The ratio of all waste (paid and not used) to that is 1 if every
good reply is used; asking again after a good reply, or losing one, raises it. The bar is 1.3.

Exit status: 0 if all of it holds, 1 if not.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.bench.stories import answer, stories
from summarizer import Extraction, Summarizer
from summarizer.testing import ScriptedServer
from summarizer.testing_faults import UNBILLED, Adversary
from summarizer.testing_replies import CHARS_PER_TOKEN, ScriptedRequest

RATES = (0.05, 0.2, 0.5)
BAR = 1.3
SPOILT = frozenset(
    "drop,drop within,hang,malformed,wrapped error,empty,prose,misfit,refusal,filtered".split(",")  # noqa: SIM905
)
"""Faults that were paid for, and of which nothing can be used. (Of a truncated reply the whole records are.)"""
_NUMBER = re.compile(r"report under number (\d+)")


@dataclass
class Outcome:
    """One run against the adversary."""

    rate: float
    articles: int
    ended: Counter[str] = field(default_factory=Counter)
    """`records` or the kind of the failure."""
    twice: int = 0
    requests: int = 0
    attempts: int = 0
    """Requests as the results' usage counts them."""
    wasted: int = 0
    unavoidable: int = 0
    met: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def ratio(self) -> float:
        """Tokens wasted for each that could not be saved; 1 where there were none of either."""
        return self.wasted / self.unavoidable if self.unavoidable else 1.0 + self.wasted

    @property
    def problems(self) -> list[str]:
        """What does not hold."""
        checks = {
            f"{self.twice} articles ended twice": self.twice,
            f"{sum(self.ended.values())} of {self.articles} articles ended": sum(self.ended.values()) != self.articles,
            "failures of this program itself": self.ended["internal"],
            f"{self.attempts} requests counted, {self.requests} sent": self.attempts != self.requests,
            f"waste is {self.ratio:.2f} times the unavoidable": self.ratio > BAR,
        }
        return [what for what, wrong in checks.items() if wrong]


def run(rate: float, articles: int, *, seed: int = 0, concurrency: int = 8, timeout: float = 2.0) -> Outcome:
    """Extract `articles` articles from a server that meets a share of `rate` requests with a fault."""
    adversary = Adversary(lambda request: answer(), rate, seed)
    outcome = Outcome(rate, articles)
    seen: set[str] = set()
    by_doc = {article.doc_id: number for number, article in enumerate(stories(articles))}
    good: set[int] = set()
    start = time.perf_counter()
    with ScriptedServer() as server, tempfile.TemporaryDirectory() as folder:
        server.respond(adversary)
        settings = server.settings(concurrency=concurrency, timeout=timeout, cache_dir=Path(folder), gazetteer=False)
        with Summarizer(settings) as summarizer:
            for result in summarizer.extract_many(stories(articles)):
                outcome.twice += result.doc_id in seen
                seen.add(result.doc_id)
                outcome.ended[_end(result)] += 1
                outcome.attempts += result.usage.attempts
                if result.error is None:
                    good.add(by_doc[result.doc_id])
    outcome.seconds = time.perf_counter() - start
    outcome.met, outcome.requests = adversary.met, len(adversary.log)
    _count_waste(outcome, adversary.log, good)
    return outcome


def _end(result: Extraction[Any]) -> str:
    return "records" if result.error is None else result.error.kind.value


def _count_waste(outcome: Outcome, log: Sequence[tuple[ScriptedRequest, str]], good: set[int]) -> None:
    """The last paid reply to a good article is the one that was used."""
    used: dict[int, int] = {}
    for index, (request, met) in enumerate(log):
        number = _article(request)
        if number in good and met not in UNBILLED | SPOILT:
            used[number] = index
    for index, (request, met) in enumerate(log):
        if met in UNBILLED:
            continue
        tokens = len(request.text) // CHARS_PER_TOKEN
        outcome.wasted += tokens if used.get(_article(request)) != index else 0
        # A truncated reply in which no record is whole is spoilt as well: its article does not use it.
        spoilt = met in SPOILT or (met == "truncated" and used.get(_article(request)) != index)
        outcome.unavoidable += tokens if spoilt else 0


def _article(request: ScriptedRequest) -> int:
    found = _NUMBER.findall(request.user)
    return int(found[-1]) if found else -1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.faults", description="Faults, mixed at several rates.")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(argv)
    wrong = False
    for rate in RATES:
        outcome = run(rate, options.articles, seed=options.seed)
        ended = ", ".join(f"{kind} {count}" for kind, count in outcome.ended.most_common())
        print(
            f"{rate:4.0%}  {outcome.requests} requests in {outcome.seconds:.0f} s; {ended}; waste {outcome.ratio:.2f}"
        )
        print("      " + ", ".join(f"{name} {count}" for name, count in outcome.met.most_common()))
        for problem in outcome.problems:
            wrong = True
            print(f"      WRONG: {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
