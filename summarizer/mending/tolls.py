"""How many were hurt, found by code: figures that a model left out of the record of the sentence that gives them.

Only figures that one casualty cue governs ("killing at least 12"), of a kind that the event's class can cause, and only
where one record alone cites the sentence as such an event: whose toll it is must not be a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.numbered import Number
from summarizer.grounding.sources import Source
from summarizer.grounding.text import keys_of
from summarizer.mending.counts import HARM, HARMFUL, people_after
from summarizer.schemas import EventClass, EventDraft, Figure, Status, Verbatim
from summarizer.schemas.codebook_parts import EvidenceLink

_MOST_WORDS = 3
"""Of who was counted: "elderly market traders"."""
_CLASSES: Mapping[str, frozenset[EventClass]] = {
    **dict.fromkeys(HARM, HARMFUL),
    "abducted": frozenset({EventClass.ABDUCTION}),
    "detained": frozenset({EventClass.ARREST_DETENTION}),
    "displaced": frozenset({EventClass.DISPLACEMENT}),
}


class _Count(NamedTuple):
    """A figure of a sentence, and where it and those counted stand."""

    kind: str
    figure: str
    at: Support
    who: str | None
    who_at: Support | None


def with_tolls(checked: Sequence[Checked[EventDraft]], index: ArticleIndex) -> list[Checked[EventDraft]]:
    """The grounded drafts of one article, with the tolls of their own sentences where they lack them."""
    return [_filled(c, [o for o in checked if o is not c], index) for c in checked]


def _filled(
    checked: Checked[EventDraft], others: Sequence[Checked[EventDraft]], index: ArticleIndex
) -> Checked[EventDraft]:
    draft = checked.record
    if draft is None or draft.status not in (Status.OCCURRED, Status.ONGOING):
        return checked
    values: dict[str, object] = {}
    evidence = dict(checked.evidence)
    for count in _alone(draft, others, index):
        field = count.kind if count.kind in HARM else "other_figure"
        if getattr(draft, field) is not None or field in values or any(r.field == field for r in checked.rejections):
            continue  # where the model gave a figure that the text does not bear out, none is put in its place
        values[field] = Figure.model_validate(count.figure)
        evidence[field] = (count.at,)
        if field not in HARM:
            values["other_kind"] = count.kind
        elif count.who and count.who_at and getattr(draft, f"{field}_who") is None:
            values[f"{field}_who"], evidence[f"{field}_who"] = Verbatim(count.who), (count.who_at,)
    if not values:
        return checked
    return replace(checked, record=draft.model_copy(update=values), evidence=evidence)


def _alone(draft: EventDraft, others: Sequence[Checked[EventDraft]], index: ArticleIndex) -> Iterator[_Count]:
    """Figures of the draft's sentences that are the only ones of their kind there, and that no other record could claim."""
    for number in draft.sentences:
        source = index.by_number.get(number)
        if source is None or source.instructs:
            continue
        counts = list(_counts(source))
        for count in counts:
            fits = _CLASSES[count.kind]
            rivals = (o.record for o in others if o.record and number in o.record.sentences)
            if (
                draft.event_class in fits
                and sum(c.kind == count.kind for c in counts) == 1
                and not any(r.event_class in fits or _holds(r, count) for r in rivals)
                and not _holds(draft, count)
            ):
                yield count


def _holds(draft: EventDraft, count: _Count) -> bool:
    """Whether the draft gives this number already, for whatever."""
    given = (draft.killed, draft.injured, draft.other_figure)
    return any(f is not None and set(keys_of(f.raw)) & set(keys_of(count.figure)) for f in given)


def _counts(source: Source) -> Iterator[_Count]:
    for number in source.casualties.numbers:
        kinds = source.casualties.kinds(number)
        if number.span is None or len(kinds) != 1 or not kinds <= _CLASSES.keys():
            continue
        start, end = (source.sentence.start + at for at in (number.span.start, number.span.end))
        figure = source.sentence.text[number.span.start : number.span.end]
        (kind,) = kinds
        who, at = _counted(source, number) or (None, None)
        stands = Support(source.sentence.number, start, end, EvidenceLink.CITED)
        yield _Count(kind, figure, stands, who, at)


def _counted(source: Source, number: Number) -> tuple[str, Support] | None:
    """Who is counted: the plain words right after the number."""
    last = people_after(source, number.last, _MOST_WORDS)
    if last == number.last:
        return None
    return source.words.words(number.last, last), source.support(number.last, last)
