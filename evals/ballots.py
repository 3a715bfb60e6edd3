"""Records of one article as several readings give them, combined by vote, field by field.

Readings are aligned one after the other (`evals.align`: the same similarity and threshold as against gold); each group
holds at most one record of a reading. A group is kept where at least `at_least` readings have it. Of the values, those
are kept that more than half of the group's records have: words are compared as folded tokens, figures by what they
mean, times by their days. Where no value of a field has that many, it is empty; a field that may not be empty takes the
value that most have, the first reading's where they are tied. Sentences and items of lists are voted on one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

import numpy as np

from evals.align import THRESHOLD, assign, similarity
from evals.marks import Field, fields_of
from evals.similarity import is_read, span_of, tokens
from summarizer.schemas import Figure, Record, Verbatim, When

R = TypeVar("R", bound=Record)


def vote(readings: Sequence[Sequence[R]], at_least: int) -> list[R]:
    """The records that at least so many readings have, in the order in which they first appear."""
    return [combined(group) for group in grouped(readings) if len(group) >= at_least]


def grouped(readings: Sequence[Sequence[R]]) -> list[list[R]]:
    """Records that tell of the same, at most one of each reading."""
    groups: list[list[R]] = []
    for records in readings:
        partners: dict[int, int] = {}
        if groups and records:
            table = np.array([[_likeness(group, record) for record in records] for group in groups])
            partners = {column: row for row, column in assign(table, THRESHOLD)}
        fresh = [[record] for j, record in enumerate(records) if j not in partners]
        for j, i in partners.items():
            groups[i].append(records[j])
        groups += fresh
    return groups


def combined(group: Sequence[R]) -> R:
    """One record of the values that most of the group's records have."""
    first = group[0]
    changes: dict[str, Any] = {field.name: _voted(group, field) for field in fields_of(type(first))}
    sentences = _items([record.sentences for record in group])
    return first.model_copy(update={**changes, "sentences": sentences or first.sentences})


def _likeness(group: Sequence[Record], record: Record) -> float:
    return float(np.mean([similarity(member, record) for member in group]))


def _voted(group: Sequence[Record], field: Field) -> Any:
    given = [getattr(record, field.name) for record in group]
    if field.many:
        return _items([value or [] for value in given])
    votes = Counter(_key(value) for value in given)
    winner, count = votes.most_common(1)[0]
    info = type(group[0]).model_fields[field.name]
    if 2 * count <= len(group) and not info.is_required():
        return info.get_default(call_default_factory=True)
    return next(value for value in given if _key(value) == winner)


def _items(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """The items that more than half of the lists have, as they are first written."""
    votes = Counter(key for items in lists for key in {_key(item) for item in items})
    written = {_key(item): item for items in reversed(lists) for item in reversed(items)}
    order = dict.fromkeys(_key(item) for items in lists for item in items)
    return [written[key] for key in order if 2 * votes[key] > len(lists)]


def _key(value: object) -> Hashable:
    """What is the same for values that say the same."""
    if isinstance(value, Figure):
        return (value.low, value.best, value.high) if is_read(value) else tokens(value.raw)
    if isinstance(value, When):
        return span_of(value) or tokens(value.raw)
    return tokens(value) if isinstance(value, Verbatim) else str(value)
