"""Accusations and denials are events of their own: statements by whoever makes them (the coding guideline, rule 5).

"The army accused the front of shelling the market" gives a small model a second shelling, by the front or even by the
army, and "the front denied it" gives it nothing. Who speaks and who is accused stand in the text, so code reads them:
`as_accusation` corrects a record, `with_spoken` adds the statements that a model passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from summarizer.articles import Article, Sentence
from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import comma_before
from summarizer.grounding.quarantine import news
from summarizer.grounding.sources import Source
from summarizer.grounding.text import Words
from summarizer.grounding.values import names_nobody
from summarizer.lexicon import TIME_WORDS, word_set
from summarizer.mending.removing import rejected
from summarizer.mending.speakers import subject_of
from summarizer.schemas import Actor, EventClass, EventDraft, Reason, Rejection, Status

_ACCUSE = word_set("accused accuses accuse blamed blames blame")
_OTHER_ACTS = word_set("denied denies deny condemned condemns rejected rejects demanded demands vowed vows")
ACTS = _ACCUSE | _OTHER_ACTS
_NOBODY = word_set("each one him her them us it that")
_MOST_WORDS = 12
"""From the verb to the "of" that opens what somebody is accused of; beyond it the sentence says something else."""
_OF_THE_ACT = ("place", "when", "killed", "killed_who", "injured", "injured_who", "other_figure", "other_kind")


class SpeechAct(NamedTuple):
    """Token ranges of one speech act: who speaks, and who is accused."""

    speaker: tuple[int, int]
    accused: tuple[int, int] | None


def with_spoken(article: Article, drafts: Sequence[EventDraft]) -> list[EventDraft]:
    """The drafts in the order of their sentences, with a statement wherever somebody named accuses or denies."""
    stated = {n for draft in drafts if draft.event_class is EventClass.STATEMENT for n in draft.sentences}
    found = [act for s in news(article) if not s.heading and s.number not in stated and (act := _spoken(s))]
    return sorted([*drafts, *found], key=lambda draft: min(draft.sentences, default=0))


def sides_of(act: SpeechAct, source: Source) -> tuple[dict[str, list[Actor]], dict[str, tuple[Support, ...]]]:
    """Who speaks as the initiator and who is accused as the target, and where each stands in the sentence."""
    spans = {"initiators": act.speaker, "targets": act.accused}
    names = {field: [Actor(_text(source.words, span))] if span else [] for field, span in spans.items()}
    return names, {field: (source.support(*span),) if span else () for field, span in spans.items()}


def _spoken(sentence: Sentence) -> EventDraft | None:
    words = Words(sentence.text)
    act = speech_act(words)
    if act is None:
        return None
    return EventDraft(
        sentences=[sentence.number],
        event_class=EventClass.STATEMENT,
        status=Status.OCCURRED,
        initiators=[Actor(_text(words, act.speaker))],
        targets=[Actor(_text(words, act.accused))] if act.accused else [],
    )


def as_accusation(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft, or the accusation where its one cited sentence tells one. What is taken out is reported."""
    draft = checked.record
    if draft is None or len(draft.sentences) != 1 or draft.event_class is EventClass.STATEMENT:
        return checked
    source = index.by_number.get(draft.sentences[0])
    act = None if source is None else speech_act(source.words, _ACCUSE)
    if source is None or act is None or act.accused is None:
        return checked
    sides, evidence = sides_of(act, source)
    values = dict.fromkeys(_OF_THE_ACT) | {"weapons": [], "claimants": []}
    values |= {"event_class": EventClass.STATEMENT, "status": Status.OCCURRED, **sides}
    return replace(
        checked,
        record=draft.model_copy(update=values),
        evidence=evidence,
        rejections=(*checked.rejections, *_reported(draft)),
    )


def speech_act(words: Words, verbs: Collection[str] = ACTS) -> SpeechAct | None:
    """The first accusation, denial or the like of a sentence, in the active voice and with somebody named."""
    for verb, key in enumerate(words.keys):
        if key not in verbs or not verb or (speaker := subject_of(words, verb)) is None:
            continue
        if words.keys[speaker[0] - 1 : speaker[0]] not in (("which",), ("whom",), ("that",)):  # "which they blame for"
            return SpeechAct(speaker, _accused(words, verb) if key in _ACCUSE else None)
    return None


def _accused(words: Words, verb: int) -> tuple[int, int] | None:
    """Where the accused stands: after the verb, up to a comma or to what they are accused of."""
    rest = range(verb + 1, min(len(words), verb + 1 + _MOST_WORDS))
    ends = (i for i in rest if i > verb + 1 and _ends(words, i))
    last = next(ends, len(words) if len(words) <= verb + 1 + _MOST_WORDS else None)
    if last is None or last == verb + 1 or words.keys[verb + 1] in _NOBODY:
        return None
    return None if names_nobody(_text(words, (verb + 1, last))) else (verb + 1, last)


def _ends(words: Words, at: int) -> bool:
    key = words.keys[at]
    return (
        key in ("of", "for", "on", "and", "who", "which", "when", "after")
        or key in TIME_WORDS
        or comma_before(words, at)
    )


def _text(words: Words, span: tuple[int, int]) -> str:
    """The name as written, with the bracket that closes it."""
    told, end = words.words(*span), words.spans[span[1] - 1][1]
    return told + ")" if told.count("(") > told.count(")") and words.text[end : end + 1] == ")" else told


def _reported(draft: EventDraft) -> list[Rejection]:
    told = {"event_class": draft.event_class.value} | {name: getattr(draft, name) for name in _OF_THE_ACT}
    said = "the sentence tells it as an accusation: coded as a statement by the accuser"
    return [
        rejected(draft, name, value, Reason.CLASS_UNSUPPORTED, said)
        for name, value in told.items()
        if value is not None
    ]
