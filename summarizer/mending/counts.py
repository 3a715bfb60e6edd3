"""Whose figures they are, and how many in all: tolls that a small model gave in part, or to an event that harms nobody.

whole     "two farmers and a labourer were killed" are three; "40 people, including 16 officers," are forty
part      "seventeen of the deaths were in Olvar" is no toll of an event
harmless  an arrest, a meeting or a statement kills nobody: the sentence tells of another event as well
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.casualties import Casualties
from summarizer.grounding.grammar import comma_before, is_verb
from summarizer.grounding.numbered import Number
from summarizer.grounding.sources import Source
from summarizer.lexicon import DETERMINERS, FUNCTION_WORDS, INCLUDING, PREPOSITIONS, word_set
from summarizer.mending.removing import rejected, without
from summarizer.merging import VIOLENT
from summarizer.resolve.numbers import read_figure
from summarizer.schemas import EventClass, EventDraft, Figure, Reason
from summarizer.schemas.codebook_parts import Qualifier

HARM = ("killed", "injured")
HARMFUL = VIOLENT | {EventClass.ABDUCTION, EventClass.PROTEST}
"""Classes of events in which people are hurt; displacement and the like are told beside them."""
FIGURES = (*HARM, "other_figure")
_WHOLES: Mapping[str, frozenset[str]] = {
    "killed": word_set("dead deaths killed victims fatalities"),
    "injured": word_set("injured wounded injuries hurt"),
}
_MOST_WORDS = 5
"""Of those who are counted: "elderly market traders from Dolna" is cut at "from"."""


class _Given(NamedTuple):
    """A figure of a draft, and where its number stands."""

    field: str
    source: Source
    number: Number


def with_whole_counts(checked: Sequence[Checked[EventDraft]], index: ArticleIndex) -> list[Checked[EventDraft]]:
    """The grounded drafts of one article with whole tolls, and none where the class harms nobody."""
    return [_whole(_without_parts(_harmless(c), index), [o for o in checked if o is not c], index) for c in checked]


def _harmless(checked: Checked[EventDraft]) -> Checked[EventDraft]:
    draft = checked.record
    if draft is None or draft.event_class in HARMFUL:
        return checked
    given = [field for field in HARM if getattr(draft, field) is not None]
    return _without(checked, draft, given, f"is the toll of another event, not of {draft.event_class}")


def _without_parts(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Without figures of some among the dead, or among the injured: a toll counts all of them."""
    draft = checked.record
    if draft is None:
        return checked
    parts = []
    for field, source, number in _given(checked, index):
        after = source.words.keys[number.last : number.last + 3]
        partly = after[:1] == ("of",) and not _WHOLES.get(field, frozenset()).isdisjoint(after)
        holds = _of_which(source, number)
        # The gate takes a figure for those killed only where the text governs it by a word for killing.
        if partly or (holds is not None and source.casualties.kinds(holds) != source.casualties.kinds(number)):
            parts.append(field)
    return _without(checked, draft, parts, "is a part of the toll")


def _without(checked: Checked[EventDraft], draft: EventDraft, fields: Sequence[str], why: str) -> Checked[EventDraft]:
    given = [(field, getattr(draft, field).raw) for field in fields]
    return without(
        checked, [rejected(draft, f, raw, Reason.WRONG_KIND, f'"{raw}" {f} {why}: removed') for f, raw in given]
    )


def _whole(
    checked: Checked[EventDraft], others: Sequence[Checked[EventDraft]], index: ArticleIndex
) -> Checked[EventDraft]:
    draft = checked.record
    if draft is None:
        return checked
    taken = [s for o in others if o.record for field in FIGURES for s in o.evidence.get(field, ())]
    values: dict[str, object] = {}
    evidence = dict(checked.evidence)
    for field, source, number in _given(checked, index):
        holds = _of_which(source, number)
        whole = _place(source, holds) if holds is not None else _sum(source, number)
        if whole is not None and not any(_meet(whole, other) for other in taken):
            start = source.sentence.start
            values[field] = Figure(raw=source.sentence.text[whole.start - start : whole.end - start])
            evidence[field] = (whole,)
    return replace(checked, record=draft.model_copy(update=values), evidence=evidence) if values else checked


def _given(checked: Checked[EventDraft], index: ArticleIndex) -> Iterator[_Given]:
    """The figures of a draft whose numbers are found where their evidence says."""
    for field in FIGURES if checked.record is not None else ():
        figure, stands = getattr(checked.record, field), checked.evidence.get(field, ())
        source = index.by_number.get(stands[0].sentence) if stands else None
        if figure is not None and source is not None:
            number = next((n for n in _spanned(source) if _meet(_place(source, n), stands[0])), None)
            if number is not None:
                yield _Given(field, source, number)


def _spanned(source: Source) -> list[Number]:
    return [n for n in source.casualties.numbers if n.span is not None]


def _place(source: Source, number: Number) -> Support:
    return source.support(number.first, number.last)


def _meet(a: Support, b: Support) -> bool:
    return a.sentence == b.sentence and a.start < b.end and b.start < a.end


def _of_which(source: Source, number: Number) -> Number | None:
    """Of a number that is only included in another ("40 people, including 16 officers"), that other."""
    keys, at = source.words.keys, number.first - 1
    while at >= 0 and keys[at] in DETERMINERS:
        at -= 1
    if at < 0 or keys[at] not in INCLUDING or keys[at] == "aged" or not comma_before(source.words, at):
        return None
    counts = source.casualties.counts
    before = [n for n in _spanned(source) if n.last <= at and counts(n) and not source.words.breaks(n.last)]
    return before[-1] if before else None


def _sum(source: Source, number: Number) -> Support | None:
    """The words from the number to those who are counted after "and" under the same cue, where they add up."""
    words = source.words
    middle = _people(source, number.last)
    if middle == number.last or words.keys[middle : middle + 1] != ("and",):
        return None
    start = middle + 1
    following = source.casualties.starts.get(start)
    if following is not None:
        kinds, last = source.casualties.kinds(following), _people(source, following.last)
    elif words.keys[start : start + 1] in (("a",), ("an",)):
        last = _people(source, start + 1)
        lone = Casualties(words, (start, last))
        kinds = next((lone.kinds(n) for n in lone.numbers if n.first == start), frozenset())
        if words.keys[start + 2 : start + 3] == ("year",) and (source.casualties.cue(number) or last) < number.first:
            kinds = source.casualties.kinds(number)  # an age is no number of people: the word before governs both
    else:
        return None
    if last == start or not kinds or kinds != source.casualties.kinds(number):
        return None
    one, both = read_figure(words.words(number.first, number.last)), read_figure(words.words(number.first, last))
    if one is None or both is None or both.qualifier is not Qualifier.EXACT or (both.best or 0) <= (one.best or 0):
        return None
    return source.support(number.first, last)


def _people(source: Source, first: int) -> int:
    return people_after(source, first, _MOST_WORDS, ages=True)


def people_after(source: Source, first: int, most: int, *, ages: bool = False) -> int:
    """End of the plain words that name those counted, from token `first`; with `ages`, "17-year-old girl" is one of them."""
    words, last = source.words, first
    while last < len(words) and last - first < most:
        key = words.keys[last]
        if (last > first and (comma_before(words, last) or words.breaks(last))) or is_verb(words, last):
            break
        aged = ages and key.isdigit() and words.keys[last + 1 : last + 2] == ("year",)
        if key in FUNCTION_WORDS or key in PREPOSITIONS or key.endswith("ing") or not (key.isalpha() or aged):
            break
        last += 1
    return last
