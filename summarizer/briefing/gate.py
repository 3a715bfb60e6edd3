"""One gate for all prose of a brief, and what is printed of a record whose computed wording does not pass it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from summarizer.articles import Article
from summarizer.grounding import check_sentence
from summarizer.grounding.prose_figures import Toll
from summarizer.schemas import EventRecord, Rejection

from .faithful import unfaithful
from .figures import people_phrase
from .nouns import capital
from .statements import quoted
from .told import gather
from .when import dates_text, time_phrase
from .wording import QUOTING, pointer, sentence

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FRONTED = re.compile(
    rf"(?P<on>On (?:\w+day,? )?(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})(?: \d{{4}})?), (?P<rest>[^;]+?)(?P<stop>[.;].*)$",
    re.DOTALL,
)
_ACCORDING = re.compile(r"According to ([^,]+), (.+)$", re.DOTALL)


def check_text(
    text: str, records: Sequence[EventRecord], edition: date, *, numbers: Sequence[int] = (), field: str = "sentence"
) -> list[Rejection]:
    """Every sentence of `text` against the evidence of `records`, and against the record itself (`faithful`).

    A sentence passes that one of the records bears alone: the two sentences of a bottom line rest on one record each. If
    none does, the findings are those against the first. The dates that code resolved are vouched for.
    """
    out: list[Rejection] = []
    for part in _parts(text, records, edition):
        found: list[Rejection] = []
        for n, record in enumerate(records):
            against = _check(part, record, edition, numbers, field)
            if not against:
                found = []
                break
            found = against if n == 0 else found
        out += found
    return out


def _parts(text: str, records: Sequence[EventRecord], edition: date) -> list[str]:
    """The sentences of `text`; a sentence that repeats one of the article whole may hold several stops."""
    if text.startswith(QUOTING) or any(text == pointer(r, edition) for r in records):
        return [text]
    return [s.text for s in Article(text=text).sentences]


def _check(text: str, record: EventRecord, edition: date, numbers: Sequence[int], field: str) -> list[Rejection]:
    if text == pointer(record, edition):
        return []
    evidence = list(dict.fromkeys(e.quote for e in record.evidence))
    dates = [t for t in (time_phrase(record, edition), dates_text(record, edition)) if t]
    given = list(dict.fromkeys(dates))
    check = partial(
        check_sentence, evidence=evidence, given=given, numbers=numbers, field=field, tolls=_tolls(record),
        speakers=[a.claimant for a in record.attribution],
    )  # fmt: skip
    readings = [check(t) for t in _readings(text)]
    found = min(readings, key=len)
    if found and "; " in text:
        # Each clause has a teller and figures of its own, which the whole would mix up.
        clauses = [f"{capital(c).rstrip('.')}." for c in text.split("; ")]
        found = found if any(check(c) for c in clauses) else []
    return found + [
        Rejection(field=field, value=value, reason=reason, sentences=list(numbers), message=message)
        for value, reason, message in unfaithful(text, record, edition)
    ]


def _tolls(record: EventRecord) -> list[Toll]:
    return [Toll(c.raw, f"{c.raw} {people_phrase(c)}", c.kind.value) for c in record.casualties]


def _readings(text: str) -> list[str]:
    """The sentence, and the same claim in a form that the gate may read better: a fronted date or source turned round."""
    out = [text]
    if dated := _FRONTED.match(text):
        out.append(f"{capital(dated['rest'])} {dated['on'][0].lower()}{dated['on'][1:]}{dated['stop']}")
    return out + [f"{capital(m[1])} said that {m[2]}" for t in out if (m := _ACCORDING.match(t))]


def wordings(record: EventRecord, edition: date) -> Iterator[str]:
    """What may be printed of a record, best first; every one but the last has passed the gate.

    The computed sentence, the article's own, the computed one without the toll, and a pointer that says no more than
    the kind of event. Each is made only when it is asked for.
    """
    told: list[str] = []
    for text in _told(record, edition):
        if text and text not in told:
            told.append(text)
            if not check_text(text, [record], edition):
                yield text
    yield pointer(record, edition)


def _told(record: EventRecord, edition: date) -> Iterator[str]:
    yield sentence(record, edition)
    own = quoted(gather(record, edition).texts)
    yield f"{QUOTING}{own}" if own else ""
    yield sentence(record, edition, tolls=False)


class Wordings:
    """The sentence of each record that is printed, made once, when it is first asked for."""

    def __init__(self, edition: date) -> None:
        self.edition = edition
        self._made: dict[str, str] = {}
        self.fallbacks: set[str] = set()
        """Ids of records whose computed sentence did not pass."""

    def __call__(self, record: EventRecord) -> str:
        if record.event_id not in self._made:
            text = next(wordings(record, self.edition))
            if text != sentence(record, self.edition):
                self.fallbacks.add(record.event_id)
            self._made[record.event_id] = text
        return self._made[record.event_id]


def worded(record: EventRecord, edition: date) -> str:
    """The best of `wordings`."""
    return next(wordings(record, edition))
