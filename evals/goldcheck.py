"""From a coder's JSON to checked `GoldEvent`s: quotes verbatim, values in the evidence, figures and dates in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from evals.goldevent import GoldEvent
from summarizer.articles import Article
from summarizer.resolve.numbers import read_figure
from summarizer.schemas import Status

_FIGURES = ("killed", "injured", "other_figure")
_WORDS = ("when", "place", "killed", "killed_who", "injured", "injured_who", "other_figure")
_LISTS = ("initiators", "targets", "weapons", "claimants", "other_places")
_KEYS = frozenset({*_WORDS, *_LISTS, *GoldEvent.model_fields, "id", "figures"}) - {"event_id"}
_TOLD = (Status.OCCURRED, Status.ONGOING)

Data = Mapping[str, object]
Triple = tuple[int | None, int | None, int | None]


class Problem(NamedTuple):
    """What is wrong with a value of a gold file."""

    file: str
    event: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.event}: {self.field}: {self.message}"


def checked_events(file: str, article: Article, data: Sequence[object]) -> tuple[list[GoldEvent], list[Problem]]:
    """The events of one file, and everything that is wrong with them; an event that does not parse is left out."""
    events: list[GoldEvent] = []
    problems: list[Problem] = []
    for position, item in enumerate(data, start=1):
        if not isinstance(item, dict):
            problems.append(Problem(file, f"event {position}", "-", "an object is expected"))
            continue
        name = str(item.get("id", f"event {position}"))
        wrong = [*_check_words(article, item)]
        try:
            event = GoldEvent.model_validate(_as_event(article, item))
        except ValidationError as error:
            wrong += [(".".join(map(str, e["loc"])) or "event", e["msg"]) for e in error.errors(include_url=False)]
        else:
            events.append(event)
            wrong += _check_values(article, event)
        problems += [Problem(file, name, field, message) for field, message in wrong]
    return events, problems + [Problem(file, *wrong) for wrong in _check_ids(events)]


def sentence_numbers(article: Article, quote: str) -> list[int]:
    """Numbers of the sentences that a verbatim quote lies in or spans; none if it does not stand in the article."""
    start = article.text.find(quote)
    if start < 0 or not quote.strip():
        return []
    end = start + len(quote)
    return [s.number for s in article.sentences if s.start < end and start < s.end]


def _as_event(article: Article, item: Data) -> dict[str, object]:
    """The coder's object in the shape of the schema."""
    values = {key: value for key, value in item.items() if key not in ("id", "figures", "other_tolls")}
    quotes = _strings(item.get("sentences"))
    values["sentences"] = list(dict.fromkeys(n for quote in quotes for n in sentence_numbers(article, quote)))
    values["event_id"] = item.get("id")
    if isinstance(words := item.get("when"), str):
        values["when"] = {"raw": words, "start": item.get("start"), "end": item.get("end")}
    figures = item.get("figures")
    for name in _FIGURES:
        if isinstance(words := item.get(name), str):
            values[name] = _figure(words, figures.get(name) if isinstance(figures, dict) else None)
    values["other_tolls"] = [{"kind": kind, "figure": _figure(words, triple)} for kind, words, triple in _tolls(item)]
    return values


def _tolls(item: Data) -> Iterator[tuple[object, str, object]]:
    """Kind, words and figures of each further toll, written in full or with the field names of the event."""
    given = item.get("other_tolls")
    for toll in given if isinstance(given, list) else ():
        if not isinstance(toll, dict):
            continue
        if "kind" in toll:
            yield toll["kind"], str(toll.get("words")), toll.get("figures")
            continue
        figures = toll.get("figures")
        for name in _FIGURES:
            if isinstance(words := toll.get(name), str):
                kind = toll.get("other_kind") if name == "other_figure" else name
                yield kind, words, figures.get(name) if isinstance(figures, dict) else None


def _figure(words: str, triple: object) -> dict[str, object]:
    if not isinstance(triple, list) or len(triple) != 3:
        return {"raw": words}
    read = read_figure(words)
    qualifier = read.qualifier if read is not None and [read.low, read.best, read.high] == triple else None
    return {"raw": words, "low": triple[0], "best": triple[1], "high": triple[2], "qualifier": qualifier}


def _check_words(article: Article, item: Data) -> Iterator[tuple[str, str]]:
    """Quotes and values against the text, letter for letter."""
    for key in item.keys() - _KEYS:
        yield key, "there is no such field"
    quotes = _strings(item.get("sentences"))
    for quote in quotes:
        times = article.text.count(quote)
        if times != 1:
            yield "sentences", f"stands {times} times in the article: {quote!r}"
        elif not sentence_numbers(article, quote):
            yield "sentences", f"lies in no sentence: {quote!r}"
    named = [(key, item.get(key)) for key in _WORDS]
    named += [(key, value) for key in _LISTS for value in _strings(item.get(key))]
    named += [("other_tolls", words) for _, words, _ in _tolls(item)]
    for key, value in named:
        if isinstance(value, str) and not any(value in quote for quote in quotes):
            yield key, f"does not stand in the evidence: {value!r}"
    figures = item.get("figures")
    for key in figures if isinstance(figures, dict) else {}:
        if item.get(key) is None:
            yield f"figures.{key}", "a figure without words"


def _check_values(article: Article, event: GoldEvent) -> Iterator[tuple[str, str]]:
    """Figures against their words, dates and kinds against each other."""
    named = [(name, getattr(event, name)) for name in _FIGURES]
    for name, figure in [*named, *(("other_tolls", toll.figure) for toll in event.other_tolls)]:
        if figure is None:
            continue
        coded: Triple = (figure.low, figure.best, figure.high)
        read = read_figure(figure.raw)
        if coded == (None, None, None):
            yield name, f"no low, best or high for {figure.raw!r}"
        elif read is not None and coded != (read.low, read.best, read.high) and not _joined(figure.raw):
            yield name, f"{figure.raw!r} reads {(read.low, read.best, read.high)}, coded {coded}"
    if (event.other_figure is None) != (event.other_kind is None):
        yield "other_kind", "other_figure and other_kind go together"
    if event.start and event.end and event.start > event.end:
        yield "start", f"starts {event.start}, after its end {event.end}"
    if event.status in _TOLD and event.start and article.published and event.start > article.published:
        yield "start", f"{event.status}, but starts {event.start}, after publication on {article.published}"


def _joined(words: str) -> bool:
    """Whether the words add groups up ("nine soldiers and four drivers"), which code reads only in plain cases."""
    return " and " in words and not words.lower().startswith("between ")


def _check_ids(events: Sequence[GoldEvent]) -> Iterator[tuple[str, str, str]]:
    partners = {event.event_id: event.merge_with for event in events}
    if len(partners) < len(events):
        yield "-", "id", "two events have the same id"
    for name, others in partners.items():
        for other in others:
            if other not in partners or other == name:
                yield name, "merge_with", f"there is no other event {other}"
            elif name not in partners[other]:
                yield name, "merge_with", f"{other} does not list {name}: list both, or neither"


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
