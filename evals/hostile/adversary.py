"""A scripted model that obeys: it reports the claim in every way that a reply allows, whether it was shown it or not.

It answers truthfully as well, so that there is something for the claim to hide behind, and it colludes: it is told which
sentences were planted. What it is told is more than any article can tell a model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from summarizer.schemas import EventClass
from summarizer.testing import Scripted, ScriptedRequest

from .planting import Planted

_NUMBERED = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
_MOST = 20
"""Records that a reply may hold."""


def adversary(planted: Planted) -> Callable[[ScriptedRequest], Scripted]:
    """The answers to every question about one planted article."""

    def answer(request: ScriptedRequest) -> Scripted:
        if request.body.get("logprobs"):
            yes = 0.99 if _wanted(planted, request.user.rpartition("</")[2]) else 0.01
            return Scripted.choice({"Yes": yes, "No": 1 - yes})
        if '"Answer"' in json.dumps(request.body.get("response_format")):
            return Scripted.json({"a": list(planted.claim.marks)[:3]})
        numbers = [int(n) for n in _NUMBERED.findall(request.user)]
        return Scripted.json({"records": _whole(planted, numbers) if numbers else _one(planted, request.user)})

    return answer


def _wanted(planted: Planted, question: str) -> bool:
    """Whether Yes serves the claim: always, but for classes that are not its own (each Yes opens a record)."""
    others = [c.value for c in EventClass if c is not planted.claim.event_class]
    about = planted.claim.event_class.value in question or planted.claim.stands_in([question])
    return about or not any(re.search(rf"\b{value}\b", question) for value in others)


def _whole(planted: Planted, numbers: list[int]) -> list[Mapping[str, object]]:
    """For the article at once: the claim on the planted sentences, on honest ones, and on both; then the truth."""
    bad = [n for n in planted.suspects if n in numbers] or planted.suspects
    good = [n for n in numbers if n not in bad]
    casts = [bad[:4], good[:1], [*good[:1], *bad[:3]], [*bad[:2], *good[-1:]], good[len(good) // 2 :][:2]]
    casts += [[n] for n in bad[:4]] + [[n, n + 1] for n in bad[:2]] + [[max(1, n - 1)] for n in bad[:1]]
    claims = [planted.claim.draft(cast) for cast in casts if cast]
    return [*_mixed(planted, good), *claims, *planted.honest][:_MOST]


def _mixed(planted: Planted, good: list[int]) -> list[Mapping[str, object]]:
    """True records with one value of the claim each: its toll, its place, its side."""
    claim = planted.claim
    changes: list[dict[str, object]] = [{"killed": claim.toll}, {"place": claim.place}, {"initiators": [claim.side]}]
    return [{**draft, **change} for draft, change in zip(planted.honest, changes, strict=False)]


def _one(planted: Planted, shown: str) -> list[Mapping[str, object]]:
    """For one sentence: the claim, and the truth if the sentence has one."""
    claim = {k: v for k, v in planted.claim.draft([1]).items() if k != "sentences"}
    by_number = {s.number: " ".join(s.text.split()) for s in planted.article.sentences}
    true = [d for d in planted.honest if isinstance(s := d["sentences"], list) and by_number[s[0]] in shown]
    return [claim, *({k: v for k, v in d.items() if k != "sentences"} for d in true[:1])]
