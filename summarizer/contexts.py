"""Time from context: a record without a time of its own may take an earlier sentence's.

Only from the nearest earlier sentence of the same or the previous paragraph that tells of the same initiator, and then
with `basis` contextual and a precision no better than 2–6 days (ACLED time_precision 2, UCDP date_prec 2).
"""

from __future__ import annotations

from summarizer.articles import Article, Sentence
from summarizer.grounding.quarantine import quarantine
from summarizer.grounding.text import keys_of
from summarizer.lexicon import FUNCTION_WORDS
from summarizer.resolve.dates import clause_tense, find_times, resolve_when
from summarizer.schemas import EventClass, EventDraft, Status, When
from summarizer.schemas.codebook_parts import Tense, TimeBasis, TimePrecision

_FINE = (TimePrecision.HOUR, TimePrecision.DAY)
_STEM = 5
"""Letters that two words must share to name the same side: "Russia's", "Russian"."""


def context_time(draft: EventDraft, article: Article) -> tuple[When, Sentence] | None:
    """The time that `draft` may take from context, and the sentence that gives it; None if there is none."""
    if draft.when is not None or not draft.initiators or draft.status not in (Status.OCCURRED, Status.ONGOING):
        return None
    if draft.event_class is EventClass.STATEMENT:
        return None
    by_number = {s.number: s for s in article.sentences}
    here, apart = by_number.get(draft.sentences[0]), quarantine(article)
    if here is None:
        return None
    for number in range(here.number - 1, 0, -1):
        earlier = by_number.get(number)
        if earlier is None or here.paragraph - earlier.paragraph > 1:
            break
        if (
            number not in apart
            and _same_side(draft.initiators[0], earlier.text)
            and (when := _time_in(earlier, article))
        ):
            return when, earlier
    return None


def _same_side(initiator: str, sentence: str) -> bool:
    stems = {k[:_STEM] for k in keys_of(initiator) if len(k) >= _STEM and k not in FUNCTION_WORDS}
    return any(k[:_STEM] in stems for k in keys_of(sentence) if len(k) >= _STEM)


def _time_in(sentence: Sentence, article: Article) -> When | None:
    """The first resolvable past time of the sentence, its precision capped."""
    for span in find_times(sentence.text):
        raw = sentence.text[span.start : span.end]
        tense = clause_tense(sentence.text, span.start)
        if tense is Tense.FUTURE:
            continue
        when = resolve_when(raw, anchor=article.published, tense=tense).when
        if when.start is None and article.published is not None:
            continue
        precision = TimePrecision.DAYS if when.precision in _FINE else when.precision
        return when.model_copy(update={"basis": TimeBasis.CONTEXTUAL, "precision": precision})
    return None
