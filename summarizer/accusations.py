"""What somebody is accused of is not reported as done: the record is the accusation, a statement by the accuser.

"The army accused the front of shelling the market" gives a small model a second shelling, by the front or even by the
army. Nobody but the accuser stands behind it, and the shelling itself is told elsewhere if it is news.
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import comma_before
from summarizer.grounding.text import Words, clean
from summarizer.grounding.values import names_nobody
from summarizer.schemas import Actor, EventClass, EventDraft, Reason, Rejection, Status
from summarizer.schemas.codebook_parts import EvidenceLink

_ACCUSES = frozenset(("accused", "accuses", "accuse"))
_NOBODY = frozenset(("each", "one", "him", "her", "them", "us"))
_MOST_WORDS = 12
"""From the verb to the "of" that opens what somebody is accused of; beyond it the sentence says something else."""
_OF_THE_ACT = ("place", "when", "killed", "killed_who", "injured", "injured_who", "other_figure", "other_kind")


def as_accusation(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft, or the accusation where its one cited sentence tells no more. What is taken out is reported."""
    draft = checked.record
    if draft is None or len(draft.sentences) != 1 or draft.event_class is EventClass.STATEMENT:
        return checked
    source = index.by_number.get(draft.sentences[0])
    found = None if source is None else _accused(source.words)
    if source is None or found is None:
        return checked
    first, last = found
    name = clean(source.words.text[source.words.tokens[first].start : source.words.tokens[last - 1].end])
    whom = {} if names_nobody(name) or source.words.keys[first] in _NOBODY else {name: source.words.span(first, last)}
    values = dict.fromkeys(_OF_THE_ACT) | {"initiators": [], "weapons": [], "claimants": []}
    record = draft.model_copy(
        update=values
        | {"event_class": EventClass.STATEMENT, "status": Status.OCCURRED, "targets": [Actor(n) for n in whom]}
    )
    supports = tuple(Support(draft.sentences[0], *span, EvidenceLink.CITED) for span in whom.values())
    return replace(
        checked,
        record=record,
        evidence={"targets": supports},
        rejections=(*checked.rejections, *_reported(draft)),
    )


def _accused(words: Words) -> tuple[int, int] | None:
    """Where the accused stands: after "accused", up to a comma or the "of" that opens the act."""
    verb = next((i for i, key in enumerate(words.keys) if i and key in _ACCUSES), None)
    if verb is None or words.keys[verb - 1] in ("is", "are", "was", "were", "been", "the", "an"):
        return None
    rest = range(verb + 1, min(len(words), verb + 1 + _MOST_WORDS))
    last = next((i for i in rest if words.keys[i] == "of" or comma_before(words, i)), None)
    return (verb + 1, last) if last is not None and last > verb + 1 else None


def _reported(draft: EventDraft) -> list[Rejection]:
    told = {"event_class": draft.event_class.value} | {name: getattr(draft, name) for name in _OF_THE_ACT}
    return [
        Rejection(
            field=name,
            value=str(value),
            reason=Reason.CLASS_UNSUPPORTED,
            sentences=draft.sentences,
            message="the sentence tells it as an accusation: coded as a statement by the accuser",
        )
        for name, value in told.items()
        if value is not None
    ]
