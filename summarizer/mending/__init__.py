"""What a model got wrong though the sentence is plain, put right by code.

Drafts of the shipped schema come here from the gate, so that all they hold stands in the text; what the text makes of it
may still be something else. `mended` sets right who speaks, who does it, to whom, and what class of event it is; what it
takes out is reported as a `Rejection`. `completed` fills in what the record's own sentence says beyond doubt: figures,
doer, place, time. Both do more for a small model, one that is asked sentence by sentence.

    roles        speakers, places and victims are no doers        classes      the class that the words bear (class_words)
    sides        whole names, on the right side                   accusations  accusing and denying are statements
    speakers     who says so                                      tolls, counts  how many were hurt
    locations    where                                            moments      when
    metaphors    what is no event at all                          statuses     whether it happened, and is to come
    regrounding  the gate over what came of it                    removing     how any of them takes something out
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.articles import Article
from summarizer.grounding import ArticleIndex, Checked
from summarizer.mending.accusations import as_accusation, with_spoken
from summarizer.mending.classes import with_supported_class
from summarizer.mending.counts import with_whole_counts
from summarizer.mending.locations import with_place, without_surplus
from summarizer.mending.metaphors import without_metaphors
from summarizer.mending.moments import with_time, without_strange_time
from summarizer.mending.regrounding import regrounded
from summarizer.mending.roles import without_areas, without_speakers
from summarizer.mending.sides import with_doer, with_sides
from summarizer.mending.speakers import with_speakers
from summarizer.mending.statuses import judged_anew, with_told_status
from summarizer.mending.tolls import with_tolls
from summarizer.schemas import EventClass, EventDraft

__all__ = ["completed", "mended", "with_spoken"]


def mended(
    article: Article, checked: Checked[EventDraft], given: EventClass, index: ArticleIndex, *, small: bool
) -> Checked[EventDraft]:
    """A draft from the gate with doers told from speakers, a class that the text bears, and claimants.

    `given` is the class that the model gave. Of a `small` model the sides and the class are judged as well where the
    sentence tells them plainly; a larger one has read the article, and knows better what it means.
    """
    heard = without_speakers(checked, index)
    if small:
        heard = as_accusation(with_told_status(heard, index), index)
    classed = with_supported_class(heard, index, plainly=small)
    if small and given is EventClass.STATEMENT:
        classed = judged_anew(article, classed, index)
    if small:
        classed = without_metaphors(classed, index)
    placed = without_surplus(without_areas(classed), index)
    return with_speakers(with_sides(placed, index) if small else placed, index)


def completed(
    article: Article, checked: Sequence[Checked[EventDraft]], index: ArticleIndex, *, small: bool
) -> list[Checked[EventDraft]]:
    """The drafts of one article, joined, with the places that their own sentences give; of a `small` model with the
    tolls, doers and times too: a larger one leaves out what it means to leave out.
    """
    if not small:
        return [with_place(c, index) for c in checked]
    counted = with_whole_counts(with_tolls(checked, index), index)
    timely = (without_strange_time(c, index) for c in counted)
    filled = (with_time(with_place(with_doer(c, index), index), index) for c in timely)
    return [regrounded(article, c, index) for c in filled]
