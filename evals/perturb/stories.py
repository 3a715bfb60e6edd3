"""Probes that need to know what a sentence tells: tolls, status, claimants; from real sentences and invented ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from . import changes, cues
from .probes import Probe, draft_passes, prose_passes, quote_passes, said_passes
from .texts import Item, Pool

_NUMBER = r"(?:at least |about |nearly |more than |another )?(\d[\d,]*|[A-Za-z]+)"
_KILLED = re.compile(rf"\b(?:killing|killed|kills) {_NUMBER}\b")
_INJURED = re.compile(rf"\b(?:wounding|injuring|wounded|injured|wounds) {_NUMBER}\b")


def toll_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Killed and injured of one real sentence: as they stand, and swapped."""
    killed, injured = _KILLED.findall(item.text), _INJURED.findall(item.text)
    if len(killed) != 1 or len(injured) != 1 or killed == injured:
        return
    k, i = killed[0], injured[0]
    if not all(n[0].isdigit() or n.lower() in cues.NUMBER_WORDS for n in (k, i)):
        return
    yield from _toll(item.text, k, i)


def _toll(text: str, k: str, i: str) -> Iterator[Probe]:
    kind = "other"
    yield Probe(
        "figures in their roles",
        "record",
        True,
        partial(draft_passes, text, kind, "occurred", killed=k, injured=i),
        text,
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        partial(draft_passes, text, kind, "occurred", killed=i),
        f"killed={i}  <<  {text}",
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        partial(draft_passes, text, kind, "occurred", injured=k),
        f"injured={k}  <<  {text}",
    )
    swapped = re.sub(
        rf"\b(?:{k}|{i})\b", lambda m: i if m.group().lower() == k.lower() else k, text, flags=re.IGNORECASE
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        partial(draft_passes, swapped, kind, "occurred", killed=k),
        f"killed={k}  <<  {swapped}",
    )
    yield Probe(
        "roles of figures swapped", "prose", False, partial(prose_passes, swapped, text), f"{swapped}  <<  {text}"
    )
    yield Probe(
        "roles of figures swapped", "quote", False, partial(quote_passes, text, swapped), f"{swapped}  <<  {text}"
    )


def template_probes(pool: Pool) -> Iterator[Probe]:
    """Invented sentences with names of the texts: tolls, status, claimants; one of each wording."""
    rng = pool.rng
    p, i, s = (pool.other_name(pool.items[0], "") for _ in range(3))
    if len({p, i, s}) < 3 or any(a in b for a in (p, i, s) for b in (p, i, s) if a is not b):
        return
    speaker = rng.choice([s, *cues.SPEAKERS])
    template = rng.choice(cues.TOLLS)
    k, w = rng.sample(range(3, 90), 2)
    words = rng.random() < 0.3
    numbers = rng.sample(cues.NUMBER_WORDS, 2) if words else [str(k), str(w)]
    yield from _toll(_sentence(template, {"k": numbers[0], "i": numbers[1], "p": p, "s": speaker}), *numbers)
    yield from _status_probes(pool, {"i": i, "s": speaker, "p": p})
    yield from _claimant_probes(pool, {"i": i, "s": speaker, "p": p}, s)


def _sentence(template: str, parts: dict[str, str]) -> str:
    text = template.format(**parts)
    return text[0].upper() + text[1:]


def _fill(event: cues.Event, parts: dict[str, str]) -> dict[str, str]:
    return {
        **parts,
        "past": event.past,
        "base": event.base,
        "gerund": event.gerund,
        "part": event.past,
        "o": event.obj.format(**parts),
    }


def _status_probes(pool: Pool, parts: dict[str, str]) -> Iterator[Probe]:
    event = pool.rng.choice(cues.EVENTS)
    filled = _fill(event, parts)
    fact = _sentence(pool.rng.choice(cues.FACT), filled)

    def passes(text: str, status: str) -> Callable[[], bool]:
        return partial(draft_passes, text, event.event_class, status, initiators=[parts["i"]])

    yield Probe("status as told", "record", True, passes(fact, "occurred"), fact)
    yield Probe("held to planned", "record", False, passes(fact, "planned"), fact)
    yield Probe("assertion to denial", "record", False, passes(fact, "did_not_occur"), fact)
    for name, templates, held in (
        ("denial to assertion", cues.DENIED, False),
        ("planned to held", cues.PLANNED, False),
        ("denial to assertion", cues.HELD_OUT_DENIED, True),
        ("planned to held", cues.HELD_OUT_PLANNED, True),
    ):
        text = _sentence(pool.rng.choice(templates), filled)
        draft = (
            passes(text, "occurred")
            if parts["i"] in text
            else (partial(draft_passes, text, event.event_class, "occurred"))
        )
        yield Probe(name, "record", False, draft, text, held)
        yield Probe(name, "prose", False, partial(prose_passes, fact, text), f"{fact}  <<  {text}", held)
        yield Probe(name, "prose", False, partial(prose_passes, text, fact), f"{text}  <<  {fact}", held)


def _claimant_probes(pool: Pool, parts: dict[str, str], stranger: str) -> Iterator[Probe]:
    event = pool.rng.choice(cues.EVENTS)
    template = pool.rng.choice(cues.CLAIMS)
    text = _sentence(template, _fill(event, parts))
    speaker = parts["s"]
    yield Probe("claimant as told", "record", True, partial(said_passes, text, "claimants", [speaker]), text)
    yield Probe(
        "claimant swapped",
        "record",
        False,
        partial(said_passes, text, "claimants", [parts["i"]]),
        f"{parts['i']}  <<  {text}",
    )
    yield Probe(
        "claimant swapped",
        "record",
        False,
        partial(said_passes, text, "claimants", [parts["p"]]),
        f"{parts['p']}  <<  {text}",
    )
    other = pool.other_name(pool.items[0], text)
    changed = _sentence(template, _fill(event, {**parts, "s": other}))
    yield Probe(
        "claimant swapped",
        "record",
        False,
        partial(said_passes, changed, "claimants", [speaker]),
        f"{speaker}  <<  {changed}",
    )
    yield Probe("claimant swapped", "prose", False, partial(prose_passes, changed, text), f"{changed}  <<  {text}")
    swapped = _sentence(template, _fill(event, {**parts, "s": parts["i"], "i": speaker}))
    yield Probe("claimant swapped", "prose", False, partial(prose_passes, swapped, text), f"{swapped}  <<  {text}")


def verb_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Real sentences whose coded verb is known: told as fact, then negated, denied and planned."""
    if item.event_class is None or item.verb is None or item.source is None:
        return
    base = changes.base_of(item.verb)
    if (
        base is None
        or item.verb in ("prevented", "prepared", "failed", "refused", "attempted", "threatened", "planned")
        or re.search(
            rf"\b(?:to|be|been|was|were|is|are|has|have|had|will|would|\w+ed) {re.escape(item.verb)}\b", item.text
        )
    ):
        return
    fields = {"initiators": [item.source]}
    kind = item.event_class
    yield Probe(
        "status as told", "record", True, partial(draft_passes, item.text, kind, "occurred", **fields), item.text
    )
    for name, cue, held in (
        ("negation added", f"did not {base}", False),
        ("denial to assertion", f"denied it had {item.verb}", False),
        ("planned to held", f"plans to {base}", False),
        ("planned to held", f"threatened to {base}", False),
        ("planned to held", f"could have {item.verb}", False),
        ("planned to held", f"is poised to {base}", True),
        ("denial to assertion", f"refrained from any step that {item.verb}", True),
    ):
        text = re.sub(rf"\b{re.escape(item.verb)}\b", cue, item.text, count=1)
        yield Probe(name, "record", False, partial(draft_passes, text, kind, "occurred", **fields), text, held)
