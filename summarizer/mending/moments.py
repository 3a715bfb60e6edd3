"""When it happened, found by code: a time for records that the model left without one, and none that is another's.

A time is filled in where the first cited sentence names one that can be the event's. "Said on Monday that …" is when it
was said: the time of a statement, and of nothing else; "would be produced in court on Monday" is no time of an arrest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import comma_before
from summarizer.grounding.text import Words, clean
from summarizer.lexicon import SPEECH_VERBS
from summarizer.mending.removing import rejected, without
from summarizer.resolve.dates import clause_tense
from summarizer.resolve.dates_find import TimeSpan, find_times
from summarizer.schemas import EventClass, EventDraft, Reason, Status, When
from summarizer.schemas.codebook_parts import EvidenceLink, Tense

_REACH = 6
"""Words between a speech verb and the time of speaking: "told a news conference in Olvar on Monday"."""
_DATELINE = re.compile(r"[^.,;]{2,40}(?:, [^.,;]{2,25}){0,2}(?:\. )?(?:\([^)]{2,40}\) ?)?(?: ?[–—:] | - |\. /)")
"""Where and when the report was written: "GOMA, Oct 14 (MNA) – "."""
_LEADING = frozenset({"on", "late", "later", "early", "earlier", "reporters", "journalists"})
_PAST = (Status.OCCURRED, Status.ONGOING)
_UNTIMED = frozenset({Status.THREATENED, Status.HYPOTHETICAL})
"""Of what may never happen, the time in the sentence is as often that of the threat."""


def with_time(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with the one time of its own that its first cited sentence names, if it has none."""
    draft = checked.record
    if draft is None or draft.when is not None or draft.status in _UNTIMED:
        return checked
    source = index.by_number.get(draft.sentences[0])
    if source is None or source.instructs:
        return checked
    words = source.words
    spoken = draft.event_class is EventClass.STATEMENT
    dateline = _DATELINE.match(words.text)
    times = [span for span in find_times(words.text) if dateline is None or span.start >= dateline.end()]
    if len(times) != 1 or _of_speech(words, times[0]) != spoken:
        return checked
    span = times[0]
    start, end = source.words.offset + span.start, source.words.offset + span.end
    support = Support(source.sentence.number, start, end, EvidenceLink.CITED)
    record = draft.model_copy(update={"when": When.model_validate(clean(words.text[span.start : span.end]))})
    return replace(checked, record=record, evidence={**checked.evidence, "when": (support,)})


def without_strange_time(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft without a time that is not the event's: when it was said, or of what is still to come."""
    draft = checked.record
    if draft is None or draft.when is None:
        return checked
    stands = checked.evidence.get("when", ())
    source = index.by_number.get(stands[0].sentence) if stands else None
    if source is None or (why := _strange(draft, source.words, stands[0])) is None:
        return checked
    said = f'"{draft.when}" is {why}: removed'
    return without(checked, [rejected(draft, "when", draft.when, Reason.UNSUPPORTED, said)])


def _strange(draft: EventDraft, words: Words, stands: Support) -> str | None:
    """What the draft's time is, if it is not the event's."""
    first, last = stands.start - words.offset, stands.end - words.offset
    span = next((span for span in find_times(words.text) if span.start < last and first < span.end), None)
    if span is None:
        return None
    if draft.event_class is EventClass.STATEMENT:
        return None if _of_speech(words, span) else "not when it was said"
    if draft.status in _PAST and clause_tense(words.text, span.start) is Tense.FUTURE:
        return "of what is still to come"
    spoken = draft.event_class is not EventClass.OTHER and _said_then(words, span)
    return "when it was said, not when it happened" if spoken else None


def _said_then(words: Words, span: TimeSpan) -> bool:
    """Whether the time follows a speech verb at once: "said on Monday", "told reporters late on Monday"."""
    at = _token(words, span) - 1
    while at > 0 and words.keys[at] in _LEADING:
        at -= 1
    return at > 0 and words.keys[at] in SPEECH_VERBS and not words.breaks(at + 1)


def _token(words: Words, span: TimeSpan) -> int:
    return next((i for i, (start, _) in enumerate(words.spans) if start >= span.start), len(words))


def _of_speech(words: Words, span: TimeSpan) -> bool:
    """Whether a speech verb stands shortly before the time, with no comma and no "that" between."""
    at = _token(words, span)
    if words.keys[at - 1 : at] == ("of",):
        return False  # "condemns the strike of 7 September"
    for i in range(at - 1, max(at - 2 - _REACH, -1), -1):
        if words.keys[i] in SPEECH_VERBS:
            return True
        if words.keys[i] == "that" or comma_before(words, i + 1):
            return False
    return False
