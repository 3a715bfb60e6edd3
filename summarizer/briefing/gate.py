"""One gate for all prose of a brief, and what is printed of a record whose computed wording does not pass it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summarizer.articles import Article
from summarizer.grounding import check_sentence
from summarizer.schemas import EventRecord, Rejection

from .statements import quoted
from .told import gather
from .when import dates_text, time_phrase
from .wording import QUOTING, pointer, sentence


def check_text(
    text: str, records: Sequence[EventRecord], edition: date, *, numbers: Sequence[int] = (), field: str = "sentence"
) -> list[Rejection]:
    """Every sentence of `text` against the evidence of `records`; the dates that code resolved are vouched for.

    A sentence passes that one of the records bears alone, or that all bear together: the two sentences of a bottom line
    rest on one record each.
    """
    together = [records, *([r] for r in records if len(records) > 1)]
    out: list[Rejection] = []
    for part in Article(text=text).sentences:
        found = [_check(part.text, some, edition, numbers, field) for some in together]
        out += [] if not all(found) else found[0]
    return out


def _check(
    text: str, records: Sequence[EventRecord], edition: date, numbers: Sequence[int], field: str
) -> list[Rejection]:
    evidence = list(dict.fromkeys(e.quote for r in records for e in r.evidence))
    dates = [t for r in records for t in (time_phrase(r, edition), dates_text(r, edition)) if t]
    return check_sentence(text, evidence, given=list(dict.fromkeys(dates)), numbers=numbers, field=field)


def wordings(record: EventRecord, edition: date) -> list[str]:
    """What may be printed of a record, best first; every one but the last has passed the gate.

    The computed sentence, the article's own, the computed one without the toll, and a pointer that says no more than
    the kind of event.
    """
    own = quoted(gather(record, edition).texts)
    told = (
        sentence(record, edition),
        f"{QUOTING}{own}" if own else "",
        sentence(record, edition, tolls=False),
    )
    return [t for t in dict.fromkeys(told) if t and not check_text(t, [record], edition)] + [pointer(record, edition)]


def worded(record: EventRecord, edition: date) -> str:
    """The best of `wordings`."""
    return wordings(record, edition)[0]


def falls_back(record: EventRecord, edition: date) -> bool:
    """Whether the computed sentence does not pass."""
    return worded(record, edition) != sentence(record, edition)
