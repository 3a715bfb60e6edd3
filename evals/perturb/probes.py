"""Probes of the gate: one falsehood, or one honest value, each; `run()` tells whether the gate let it pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from summarizer.articles import Article
from summarizer.grounding import QuoteStatus, check_quote, check_sentence, ground
from summarizer.schemas import Actor, EventDraft, Figure, Record, Verbatim

from . import changes, cues
from .texts import Item, Pool

FALSE = {
    "number changed": changes.digits,
    "number word changed": changes.number_word,
    "negation added": changes.negation_added,
    "negation removed": changes.negation_removed,
    "names swapped": changes.names_swapped,
    "name of another text": changes.name_replaced,
    "name half changed": changes.name_half_changed,
    "denial to assertion": changes.denial_asserted,
    "assertion to denial": changes.assertion_denied,
    "planned to held": changes.planned_held,
}
HONEST = {
    "verbatim": changes.verbatim,
    "curly quotes": changes.curly,
    "spaces": changes.spaces,
    "dashes": changes.dashes,
    "capitals": changes.capitals,
    "lower case": changes.lower,
}
HONEST_QUOTES = {
    "function word dropped": changes.dropped_word,
    "one-letter typo": changes.typo,
    "ellipsis": changes.ellipsis,
}
_NUMBER = r"(?:at least |about |nearly |more than |another )?(\d[\d,]*|[A-Za-z]+)"
_KILLED = re.compile(rf"\b(?:killing|killed|kills) {_NUMBER}\b")
_INJURED = re.compile(rf"\b(?:wounding|injuring|wounded|injured|wounds) {_NUMBER}\b")
_STUMP = 120


class Said(Record):
    """One thing said."""

    who: Actor | None = None
    count: Figure | None = None
    words: Verbatim | None = None
    claimants: list[Verbatim] = []


class Probe(NamedTuple):
    """`run()` is True when the gate lets it pass."""

    name: str
    surface: str
    honest: bool
    run: Callable[[], bool]
    shown: str
    held_out: bool = False


def quote_passes(source: str, quote: str) -> bool:
    """Whether the quotation counts as standing in the source."""
    return check_quote(Article(text=source), quote).status is not QuoteStatus.REJECTED


def prose_passes(sentence: str, evidence: str) -> bool:
    """Whether the sentence passes as saying what the evidence says."""
    return not check_sentence(sentence, [evidence])


def cited(article: Article, text: str) -> list[int]:
    """Numbers of the sentences that `text` covers in the article."""
    start = article.text.find(text)
    return [s.number for s in article.sentences if s.start < start + len(text) and start < s.end][:4] or [1]


def said_passes(text: str, field: str, value: object) -> bool:
    """Whether a `Said` record that cites the whole text keeps this value."""
    article = Article(text=text)
    record = Said.model_validate({"sentences": cited(article, text), field: value})
    kept, _ = ground(article, [record])
    return bool(kept) and bool(getattr(kept[0], field))


def draft_passes(text: str, event_class: str, status: str, **fields: object) -> bool:
    """Whether a draft keeps its status and every given field."""
    article = Article(text=text)
    draft = EventDraft.model_validate(
        {"sentences": cited(article, text), "event_class": event_class, "status": status, **fields}
    )
    kept, _ = ground(article, [draft])
    return bool(kept) and str(kept[0].status) == status and all(getattr(kept[0], name) for name in fields)


def text_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Quotations and prose, changed on either side."""
    for name, change in FALSE.items():
        changed = change(item, pool)
        if changed is None or changed == item.text:
            continue
        for here, there in ((changed, item.text), (item.text, changed)):
            source = pool.source(item, there)
            yield Probe(name, "quote", False, lambda s=source, q=here: quote_passes(s, q), f"{here}  <<  {there}")
            yield Probe(name, "prose", False, lambda h=here, t=there: prose_passes(h, t), f"{here}  <<  {there}")
    other = pool.rng.choice(pool.items)
    if other.group != item.group and other.text not in item.text:
        source = pool.source(other, other.text).replace(item.text, "")
        yield Probe("sentence of another text", "quote", False, lambda: quote_passes(source, item.text), item.text)
        yield Probe(
            "sentence of another text",
            "prose",
            False,
            lambda: prose_passes(item.text, other.text),
            f"{item.text}  <<  {other.text}",
        )
    for name, honest in {**HONEST, **HONEST_QUOTES}.items():
        new = honest(item.text, pool.rng)
        if new is None:
            continue
        source = pool.source(item, item.text)
        yield Probe(name, "quote", True, lambda s=source, q=new: quote_passes(s, q), new)
        if name in HONEST:
            yield Probe(name, "prose", True, lambda n=new: prose_passes(n, item.text), new)


def value_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Single values of records, changed on either side."""
    text = item.text
    for field, value, wrong in _values(item, pool):
        for name, honest in HONEST.items():
            given, there = honest(value, pool.rng) or value, honest(text, pool.rng) or text
            yield Probe(name, "record", True, lambda f=field, v=given: said_passes(text, f, v), f"{given}  <<  {text}")
            yield Probe(
                name, "record", True, lambda f=field, v=value, t=there: said_passes(t, f, v), f"{value}  <<  {there}"
            )
        for name, bad in wrong.items():
            there = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", lambda _, b=bad: b, text)
            yield Probe(name, "record", False, lambda f=field, v=bad: said_passes(text, f, v), f"{bad}  <<  {text}")
            if there != text:
                yield Probe(
                    name,
                    "record",
                    False,
                    lambda f=field, v=value, t=there: said_passes(t, f, v),
                    f"{value}  <<  {there}",
                )
    if len(text) > _STUMP + 10:
        yield Probe(
            "truncated value", "record", False, lambda: said_passes(text, "words", text[:_STUMP]), text[:_STUMP]
        )
        inside = next((m.start() + 2 for m in re.finditer(r"\b\w{5,}\b", text[40:110])), None)
        if inside:
            stump = text[: 40 + inside]
            yield Probe("truncated value", "record", False, lambda: said_passes(text, "words", stump), stump)


def _values(item: Item, pool: Pool) -> Iterator[tuple[str, object, dict[str, str]]]:
    """(field, value that stands in the sentence, wrong values by class)."""
    text = item.text
    if item.names:
        name = pool.rng.choice(item.names)
        wrong = {"name of another text": pool.other_name(item, text)}
        if " " in name:
            wrong["name half changed"] = changes.half_changed(name, item, pool)
        yield "who", name, wrong
    for match in re.finditer(
        r"(?<![\w.,$€£'’:-])(\d{1,3}(?:,\d{3})*) (?=people|civilians|soldiers|men|women|others|children|police)", text
    ):
        yield "count", match[1], {"number changed": _absent(match[1], text, pool)}
    for match in re.finditer(
        r"\b(" + "|".join(cues.NUMBER_WORDS) + r") (?=people|civilians|soldiers|men|women|others|children|police)", text
    ):
        yield "count", match[1], {"number word changed": changes.other_word(match[1], pool.rng)}


def _absent(number: str, text: str, pool: Pool) -> str:
    while True:
        other = changes.other_digits(number, pool.rng)
        if not re.search(rf"(?<!\d){other}(?!\d)", text.replace(",", "")):
            return other


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
        lambda: draft_passes(text, kind, "occurred", killed=k, injured=i),
        text,
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        lambda: draft_passes(text, kind, "occurred", killed=i),
        f"killed={i}  <<  {text}",
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        lambda: draft_passes(text, kind, "occurred", injured=k),
        f"injured={k}  <<  {text}",
    )
    swapped = re.sub(
        rf"\b(?:{k}|{i})\b", lambda m: i if m.group().lower() == k.lower() else k, text, flags=re.IGNORECASE
    )
    yield Probe(
        "roles of figures swapped",
        "record",
        False,
        lambda: draft_passes(swapped, kind, "occurred", killed=k),
        f"killed={k}  <<  {swapped}",
    )
    yield Probe(
        "roles of figures swapped", "prose", False, lambda: prose_passes(swapped, text), f"{swapped}  <<  {text}"
    )
    yield Probe(
        "roles of figures swapped", "quote", False, lambda: quote_passes(text, swapped), f"{swapped}  <<  {text}"
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
    part = cues.PARTICIPLES.get(event.past, event.past)
    return {
        **parts,
        "past": event.past,
        "base": event.base,
        "gerund": event.gerund,
        "part": part,
        "o": event.obj.format(**parts),
    }


def _status_probes(pool: Pool, parts: dict[str, str]) -> Iterator[Probe]:
    event = pool.rng.choice(cues.EVENTS)
    filled = _fill(event, parts)
    fact = _sentence(pool.rng.choice(cues.FACT), filled)

    def passes(text: str, status: str) -> Callable[[], bool]:
        return lambda: draft_passes(text, event.event_class, status, initiators=[parts["i"]])

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
            else (lambda t=text: draft_passes(t, event.event_class, "occurred"))
        )
        yield Probe(name, "record", False, draft, text, held)
        yield Probe(name, "prose", False, lambda t=text: prose_passes(fact, t), f"{fact}  <<  {text}", held)
        yield Probe(name, "prose", False, lambda t=text: prose_passes(t, fact), f"{text}  <<  {fact}", held)


def _claimant_probes(pool: Pool, parts: dict[str, str], stranger: str) -> Iterator[Probe]:
    event = pool.rng.choice(cues.EVENTS)
    template = pool.rng.choice(cues.CLAIMS)
    text = _sentence(template, _fill(event, parts))
    speaker = parts["s"]
    yield Probe("claimant as told", "record", True, lambda: said_passes(text, "claimants", [speaker]), text)
    yield Probe(
        "claimant swapped",
        "record",
        False,
        lambda: said_passes(text, "claimants", [parts["i"]]),
        f"{parts['i']}  <<  {text}",
    )
    yield Probe(
        "claimant swapped",
        "record",
        False,
        lambda: said_passes(text, "claimants", [parts["p"]]),
        f"{parts['p']}  <<  {text}",
    )
    other = pool.other_name(pool.items[0], text)
    changed = _sentence(template, _fill(event, {**parts, "s": other}))
    yield Probe(
        "claimant swapped",
        "record",
        False,
        lambda: said_passes(changed, "claimants", [speaker]),
        f"{speaker}  <<  {changed}",
    )
    yield Probe("claimant swapped", "prose", False, lambda: prose_passes(changed, text), f"{changed}  <<  {text}")
    swapped = _sentence(template, _fill(event, {**parts, "s": parts["i"], "i": speaker}))
    yield Probe("claimant swapped", "prose", False, lambda: prose_passes(swapped, text), f"{swapped}  <<  {text}")


def verb_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Real sentences whose coded verb is known: told as fact, then negated, denied and planned."""
    if item.event_class is None or item.verb is None or item.source is None:
        return
    base = changes.base_of(item.verb)
    if (
        base is None
        or item.verb in ("prevented", "failed", "refused", "attempted", "threatened", "planned")
        or re.search(
            rf"\b(?:to|be|been|was|were|is|are|has|have|had|will|would|\w+ed) {re.escape(item.verb)}\b", item.text
        )
    ):
        return
    fields = {"initiators": [item.source]}
    kind = item.event_class
    yield Probe(
        "status as told", "record", True, lambda: draft_passes(item.text, kind, "occurred", **fields), item.text
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
        yield Probe(name, "record", False, lambda t=text: draft_passes(t, kind, "occurred", **fields), text, held)
