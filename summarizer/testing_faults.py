"""An adversary for `summarizer.testing`: a server that misbehaves in every way that services are known to.

>>> from summarizer.testing import ScriptedServer
>>> from summarizer.testing_faults import Adversary
>>> with ScriptedServer() as server:
...     server.respond(Adversary(lambda request: {"records": []}, rate=0.2, seed=1))
"""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from summarizer.testing_replies import Scripted, ScriptedRequest

Honest = Callable[[ScriptedRequest], Mapping[str, Any]]
Fault = Callable[[Mapping[str, Any]], Scripted]
"""From the honest answer to what is sent in its place."""


def _cut(answer: Mapping[str, Any]) -> str:
    text = json.dumps(answer, ensure_ascii=False)
    return text[: max(len(text) // 3, 1)]


def _misfit(answer: Mapping[str, Any]) -> Scripted:
    """JSON that does not fit the schema: every value is of a wrong type."""
    return Scripted.json({name: {"not": "asked for"} for name in answer} or {"not": "asked for"})


def _nonsense(answer: Mapping[str, Any]) -> Scripted:
    """What fits the schema and stands in no article: every text is another one."""
    return Scripted.json(_muddled(answer))


def _muddled(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _muddled(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_muddled(item, name) for item in value]
    # A class or a status is one of a closed list: another word would not fit the schema.
    closed = name in ("event_class", "status", "killed_who", "injured_who", "other_kind")
    return "the Zorvane Syndicate of Quell" if isinstance(value, str) and not closed else value


FAULTS: Mapping[str, Fault] = {
    "429": lambda answer: Scripted.error(429, "slow down", "rate_limit_exceeded"),
    "429 retry-after": lambda answer: Scripted.error(429, "slow down", "rate_limit_exceeded", retry_after=0),
    "500": lambda answer: Scripted.error(500),
    "502 page": lambda answer: Scripted(status=502, raw="<html>Bad Gateway</html>"),
    "503": lambda answer: Scripted.error(503, "overloaded", retry_after=0),
    "drop": lambda answer: Scripted.drop(),
    "drop within": lambda answer: Scripted.drop(within=True),
    "hang": lambda answer: Scripted.hang(),
    "malformed": lambda answer: Scripted.malformed(),
    "wrapped error": lambda answer: Scripted.malformed('{"error": {"message": "upstream failed"}}'),
    "empty": lambda answer: Scripted.empty(),
    "prose": lambda answer: Scripted.text("There is nothing much to say about this article, sorry."),
    "truncated": lambda answer: Scripted.truncated(_cut(answer)),
    "misfit": _misfit,
    "refusal": lambda answer: Scripted.refusal(),
    "filtered": lambda answer: Scripted.filtered(),
    "slow": lambda answer: Scripted.json(answer).slow(0.1),
    "nonsense": _nonsense,
}
"""Every fault, by name. A slow body and schema-valid nonsense are replies like others: it is the gate that tells."""
UNBILLED = frozenset({"429", "429 retry-after", "500", "502 page", "503"})
"""Faults that say that no work was done."""


class Adversary:
    """Answers like `honest`, but for a share of `rate` requests that meet a fault drawn from `names`."""

    def __init__(self, honest: Honest, rate: float, seed: int = 0, names: Sequence[str] = tuple(FAULTS)) -> None:
        self._honest, self.rate, self._names = honest, rate, names
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self.met: Counter[str] = Counter()
        """How often each fault was met; `honest` for those that were not."""
        self.log: list[tuple[ScriptedRequest, str]] = []
        """Every request, with what it met."""

    def __call__(self, request: ScriptedRequest) -> Scripted:
        with self._lock:
            bad = self._random.random() < self.rate
            name = self._random.choice(self._names) if bad else "honest"
            self.met[name] += 1
            self.log.append((request, name))
        answer = self._honest(request)
        return Scripted.json(answer) if name == "honest" else FAULTS[name](answer)
