"""Probes of the gate: one falsehood, or one honest value, each; `run()` tells whether the gate let it pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from pydantic import Field

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
_STUMP = 120


class Said(Record):
    """One thing said."""

    who: Actor | None = None
    count: Figure | None = None
    words: Verbatim | None = None
    claimants: list[Verbatim] = Field(default_factory=list)


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
            yield Probe(name, "quote", False, partial(quote_passes, source, here), f"{here}  <<  {there}")
            yield Probe(name, "prose", False, partial(prose_passes, here, there), f"{here}  <<  {there}")
    other = pool.rng.choice(pool.items)
    if other.group != item.group and other.text not in item.text:
        source = pool.source(other, other.text).replace(item.text, "")
        yield Probe("sentence of another text", "quote", False, partial(quote_passes, source, item.text), item.text)
        yield Probe(
            "sentence of another text",
            "prose",
            False,
            partial(prose_passes, item.text, other.text),
            f"{item.text}  <<  {other.text}",
        )
    for name, honest in {**HONEST, **HONEST_QUOTES}.items():
        new = honest(item.text, pool.rng)
        if new is None:
            continue
        source = pool.source(item, item.text)
        yield Probe(name, "quote", True, partial(quote_passes, source, new), new)
        if name in HONEST:
            yield Probe(name, "prose", True, partial(prose_passes, new, item.text), new)


def value_probes(item: Item, pool: Pool) -> Iterator[Probe]:
    """Single values of records, changed on either side."""
    text = item.text
    for field, value, wrong in _values(item, pool):
        for name, honest in HONEST.items():
            given, there = honest(value, pool.rng) or value, honest(text, pool.rng) or text
            yield Probe(name, "record", True, partial(said_passes, text, field, given), f"{given}  <<  {text}")
            yield Probe(name, "record", True, partial(said_passes, there, field, value), f"{value}  <<  {there}")
        for name, bad in wrong.items():
            there = _replaced(value, bad, text)
            yield Probe(name, "record", False, partial(said_passes, text, field, bad), f"{bad}  <<  {text}")
            if there != text and _plain(value) not in _plain(there):
                yield Probe(
                    name,
                    "record",
                    False,
                    partial(said_passes, there, field, value),
                    f"{value}  <<  {there}",
                )
    if len(text) > _STUMP + 10:
        yield Probe(
            "truncated value", "record", False, partial(said_passes, text, "words", text[:_STUMP]), text[:_STUMP]
        )
        inside = next((m.start() + 2 for m in re.finditer(r"\b\w{5,}\b", text[40:110])), None)
        if inside:
            stump = text[: 40 + inside]
            yield Probe("truncated value", "record", False, partial(said_passes, text, "words", stump), stump)


def _plain(text: str) -> str:
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _replaced(value: str, new: str, text: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", lambda _: new, text)


def _values(item: Item, pool: Pool) -> Iterator[tuple[str, str, dict[str, str]]]:
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
        yield "count", match[1], {"number word changed": _absent_word(match[1], text, pool)}


def _absent_word(word: str, text: str, pool: Pool) -> str:
    present = re.findall(r"\w+", text.lower())
    while (other := changes.other_word(word, pool.rng)) in present:
        word = pool.rng.choice(cues.NUMBER_WORDS)
    return other


def _absent(number: str, text: str, pool: Pool) -> str:
    while True:
        other = changes.other_digits(number, pool.rng)
        if not re.search(rf"(?<!\d){other}(?!\d)", text.replace(",", "")):
            return other
