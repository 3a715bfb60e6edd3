"""Records of one article that tell one event are joined; the codebook rule is one record per side, class, place and day.

Precision first: two records stay apart unless they agree on class and reality, nothing they say contradicts, and the
text ties them together (the next sentence, or the same people meeting on the same day).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from summarizer.articles import Article, Sentence
from summarizer.grounding.text import keys_of
from summarizer.lexicon import FUNCTION_WORDS
from summarizer.resolve.dates import resolve_when, time_of_day
from summarizer.schemas import EventClass, EventDraft, Status, When
from summarizer.schemas.codebook_parts import Tense

MAX_SENTENCES = 4
_LISTS = {"initiators": 3, "targets": 3, "weapons": 2, "claimants": 2}
_MEETINGS = (EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE)
_HARM = ("killed", "injured", "other_figure")
VIOLENT = frozenset(
    {
        EventClass.ARMED_CLASH,
        EventClass.GROUND_OFFENSIVE,
        EventClass.TERRITORY_CAPTURED,
        EventClass.AIR_STRIKE,
        EventClass.DRONE_STRIKE,
        EventClass.SHELLING_MISSILE,
        EventClass.IED_LANDMINE,
        EventClass.SUICIDE_ATTACK,
        EventClass.GRENADE,
        EventClass.CHEMICAL_ATTACK,
        EventClass.ATTACK_ON_CIVILIANS,
        EventClass.PROTEST_REPRESSED,
        EventClass.RIOT_MOB,
        EventClass.OTHER,
    }
)


_CONTINUED = (VIOLENT - {EventClass.OTHER}) | {EventClass.PROTEST, EventClass.ABDUCTION}
_GENERAL = (EventClass.OTHER, EventClass.ATTACK_ON_CIVILIANS, EventClass.GROUND_OFFENSIVE)
"""What a model takes "the raid" for, whatever it called it when it was told."""
_REACH = 3
"""Sentences within which "the explosion" is the one just told."""
_BACK = re.compile(
    r"\b(?:the|this|that) (?:explosion|blast|(?:air ?)?strike|attack|device|bomb|shelling|raid|bombing|assault|protest|rally|clash(?:es)?"
    r"|fire|ambush|shooting|killings?|abduction|kidnapping|attackers|assailants|raiders)\b",
    re.IGNORECASE,
)
"""What takes up an event that was told before."""
_OWN = re.compile(r"(?:its|their|his|her)\b", re.IGNORECASE)
"""Opens the name of a speaker who goes on for the side that spoke before: "Its spokesman"."""
_HURT = re.compile(r"\bthe (?:dead|injured|wounded|victims|casualties)\b", re.IGNORECASE)
"""Who was hurt in it. With a count of its own the sentence may tell a rival toll: see `summarizer.rivals`."""


class Joined(NamedTuple):
    """One event: its draft, and the positions of the drafts that were joined into it."""

    draft: EventDraft
    parts: tuple[int, ...]


def merge_drafts(article: Article, drafts: Sequence[EventDraft]) -> list[Joined]:
    """Join the drafts that tell one event; the order of first telling is kept and no value is lost but repeats."""
    by_number = {s.number: s for s in article.sentences}
    merged: list[Joined] = []
    for position, draft in enumerate(drafts):
        backwards = range(len(merged) - 1, -1, -1)
        at = next((i for i in backwards if _same(merged[i].draft, draft, by_number, article.published)), None)
        if at is None:
            merged.append(Joined(draft, (position,)))
        else:
            into = merged[at].draft
            # What befell the wounded later has doers, means and places of its own.
            more = draft if draft.event_class is into.event_class else _toll_of(draft)
            merged[at] = Joined(_joined(into, more), (*merged[at].parts, position))
    return merged


def _same(one: EventDraft, two: EventDraft, sentences: dict[int, Sentence], anchor: date | None) -> bool:
    if one.status != two.status:
        return False
    if two.when and _continues(one, two, sentences) and _hour_alone(two.when, anchor):
        two = two.model_copy(update={"when": None})  # "The attack began before sunrise": the day is that of the attack
    if _conflict(one, two, anchor):
        return _told_twice(one, two, anchor)
    if len(set(one.sentences) | set(two.sentences)) > MAX_SENTENCES:
        return False
    if _continues(one, two, sentences):
        return True
    if one.event_class != two.event_class:
        return (
            _only_toll(two) and one.event_class in VIOLENT and two.event_class in VIOLENT and _next(one, two, sentences)
        )
    if one.sentences == two.sentences:
        return _alike(one.initiators, two.initiators) and _alike(one.targets, two.targets)
    if one.event_class in _MEETINGS:
        return _share(_people(one), _people(two)) or (_next(one, two, sentences) and not two.initiators)
    if one.event_class is EventClass.STATEMENT:
        return _next(one, two, sentences) and (not two.initiators or bool(_OWN.match(two.initiators[0])))
    if not _next(one, two, sentences):
        return False
    return not one.initiators or not two.initiators or _share(one.initiators, two.initiators)


def _told_twice(one: EventDraft, two: EventDraft, anchor: date | None) -> bool:
    """One sentence, one class and the same doers, and only the places differ: "in a ravine", "near Olvar"."""
    if one.event_class != two.event_class or one.sentences != two.sentences or one.targets or two.targets:
        return False
    placeless = two.model_copy(update={"place": None})
    return bool(one.initiators) and _share(one.initiators, two.initiators) and not _conflict(one, placeless, anchor)


def _conflict(one: EventDraft, two: EventDraft, anchor: date | None) -> bool:
    """Whether something that both say differs: place, time, or a figure of one kind."""
    if one.place and two.place and not _share([one.place], [two.place]):
        return True
    if one.when and two.when and not _same_time(one.when, two.when, one.status, anchor):
        return True
    pairs = ((getattr(one, name), getattr(two, name)) for name in _HARM)
    return any(a and b and keys_of(a.raw) != keys_of(b.raw) for a, b in pairs)


def _same_time(one: When, two: When, status: Status, anchor: date | None) -> bool:
    if keys_of(one.raw) == keys_of(two.raw):
        return True
    # A planned event's weekday lies ahead of the anchor, a past one's behind it.
    tense = Tense.FUTURE if status is Status.PLANNED else Tense.PAST
    a, b = (resolve_when(w.raw, anchor=anchor, tense=tense).when for w in (one, two))
    if a.start and b.start:
        return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)
    # Unresolved times of a meeting may be two names of one day ("Wednesday", "the 29th"); of violence they are two days.
    return status is Status.PLANNED


def _hour_alone(when: When, anchor: date | None) -> bool:
    """Whether it names a part of the day, and no day."""
    return time_of_day(when.raw) is not None and resolve_when(when.raw, anchor=anchor, tense=None).when.start is None


def _next(one: EventDraft, two: EventDraft, sentences: dict[int, Sentence]) -> bool:
    """Whether `two` goes on where `one` stands: same sentence excluded, next sentence in the same or next paragraph."""
    last, first = max(one.sentences), min(two.sentences)
    if first - last != 1 or last not in sentences or first not in sentences:
        return False
    return sentences[first].paragraph - sentences[last].paragraph <= 1 and not sentences[last].heading


def _continues(one: EventDraft, two: EventDraft, sentences: dict[int, Sentence]) -> bool:
    """Whether `two` goes on about `one` without naming it anew: "the explosion", "nine of the injured"."""
    if one.event_class not in _CONTINUED or two.event_class not in (one.event_class, *_GENERAL):
        return False
    if not 0 < min(two.sentences) - max(one.sentences) <= _REACH:
        return False
    told = [sentences[n].text for n in two.sentences if n in sentences]
    counted = any(getattr(two, name) for name in _HARM)
    back = all(_BACK.search(text) or (not counted and _HURT.search(text)) for text in told)
    return bool(told) and back and _alike(one.initiators, two.initiators)


def _alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two lists name the same people or things, or one names none: then a sentence was told twice."""
    return not one or not two or _share(one, two)


def _only_toll(draft: EventDraft) -> bool:
    """Says how many were hurt, and neither who did it, nor where, nor when. To detain somebody is an act of its own."""
    if draft.other_kind in ("detained", "abducted"):
        return False
    return any(getattr(draft, name) for name in _HARM) and not (draft.initiators or draft.place or draft.when)


def _toll_of(draft: EventDraft) -> EventDraft:
    """What a draft of another class may add: how many were hurt, and on whose word."""
    return draft.model_copy(update={"initiators": [], "targets": [], "weapons": [], "place": None, "when": None})


def _people(draft: EventDraft) -> list[str]:
    return [*draft.initiators, *draft.targets]


def _share(one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether two sets of phrases have a telling word in common ("the army" and "Army units" do, "the" does not count)."""
    return bool(_telling(one) & _telling(two))


def _telling(phrases: Iterable[str]) -> set[str]:
    return {k for phrase in phrases for k in keys_of(phrase) if len(k) > 2 and k not in FUNCTION_WORDS}


def _joined(one: EventDraft, two: EventDraft) -> EventDraft:
    """Values of the first telling stand; the second fills what is missing and adds to lists."""
    values: dict[str, object] = {"sentences": list(dict.fromkeys([*one.sentences, *two.sentences]))[:MAX_SENTENCES]}
    for name in EventDraft.model_fields:
        if name in _LISTS:
            both = {keys_of(v): v for v in [*getattr(two, name), *getattr(one, name)]}
            kept = [v for v in [*getattr(one, name), *getattr(two, name)] if both.get(keys_of(v)) == v]
            values[name] = list(dict.fromkeys(kept))[: _LISTS[name]]
        elif name != "sentences":
            values[name] = getattr(one, name) if getattr(one, name) is not None else getattr(two, name)
    return one.model_copy(update=values)
