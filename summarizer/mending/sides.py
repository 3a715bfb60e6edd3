"""Who did it and to whom, as whole names: what code can mend in the sides that a small model gives.

A model cuts names short ("attacker" of "a lone attacker"), runs two into one ("the station and a small base"), and takes
the place for the target ("hit a market in Olvar": Olvar). The sentence decides, and every value that goes is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import is_verb
from summarizer.grounding.text import Words, keys_of
from summarizer.lexicon import (
    ARTICLES,
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    REPORTING_VERBS,
    SPEECH_VERBS,
    TIME_WORDS,
    word_set,
)
from summarizer.mending.accusations import sides_of, speech_act
from summarizer.mending.removing import rejected, without
from summarizer.mending.roles import MOST, SUFFERS, as_targets_too, is_thing, without_names
from summarizer.mending.speakers import subject_of
from summarizer.resolve.actor_words import sort_of
from summarizer.schemas import Actor, EventClass, EventDraft, Reason, Rejection

_BEFORE = 3
"""Words between a name and the article or number that opens it: "a lone | attacker"."""
_COUNTS = word_set(
    "one two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands several many some both all"
)
"""Openings of a name, beside articles and figures."""
_AT = word_set("in at near to from of outside around inside into")
_NO_ACT = word_set(
    "died dies drowned fled left came went took began started ended remained stood lay fell rose lost suffered followed had"
    " has was were been is are"
)
"""Verbs whose subject does nothing to anybody."""
_UNACTED = frozenset({EventClass.DISPLACEMENT, EventClass.STATEMENT, EventClass.TALKS_MEETING})
_BOTH = frozenset({EventClass.SUICIDE_ATTACK, EventClass.ARMED_CLASH, EventClass.GROUND_OFFENSIVE})
"""Classes in which those who do it may be among the dead."""
_CARRIED = frozenset({EventClass.DISPLACEMENT, EventClass.AID_ACCESS, EventClass.FORCE_DEPLOYMENT})
"""Classes whose object is where somebody or something goes: "reached Olvar"."""


def with_sides(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with whole names on the right sides."""
    if checked.record is None:
        return checked
    if checked.record.event_class is EventClass.STATEMENT:
        return _with_speaker(checked, index)
    checked = _without_victims(_without_things(checked))
    named = _with_whole_names(_with_whole_names(checked, index, "initiators"), index, "targets")
    return _without_places(named, index)


def _with_speaker(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """A statement's sides as its sentence has them: who accuses whom, who denies."""
    draft = checked.record
    source = index.by_number.get(draft.sentences[0]) if draft and len(draft.sentences) == 1 else None
    act = speech_act(source.words) if source else None
    if draft is None or source is None or act is None:
        return checked
    sides, evidence = sides_of(act, source)
    gone = [
        _swapped(draft, field, name, "who speaks and who is spoken of stand elsewhere in the sentence")
        for field, names in sides.items()
        for name in getattr(draft, field)
        if not any(set(keys_of(name)) & set(keys_of(n)) for n in names)
    ]
    return replace(
        checked,
        record=draft.model_copy(update=sides),
        evidence={**checked.evidence, **evidence},
        rejections=(*checked.rejections, *gone),
    )


def _without_things(checked: Checked[EventDraft]) -> Checked[EventDraft]:
    """Without dead or wounded that are weapons or buildings: "explosives killed 17" names nobody who died."""
    draft = checked.record
    gone = [f for f in ("killed_who", "injured_who") if draft and (who := getattr(draft, f)) and is_thing(who)]
    if draft is None:
        return checked
    return without(checked, [_swapped(draft, f, getattr(draft, f), "a thing, nobody who is hurt") for f in gone])


def _without_victims(checked: Checked[EventDraft]) -> Checked[EventDraft]:
    """Those who were hurt did not do it: "two riders who brought boxes were shot dead" names no doer."""
    draft = checked.record
    if draft is None or not draft.initiators or draft.event_class in _BOTH:
        return checked
    hurt = [set(keys_of(who)) for who in (draft.killed_who, draft.injured_who) if who]
    gone = [n for n in draft.initiators if any(who and who <= set(keys_of(n)) for who in hurt)]
    if not gone:
        return checked
    moved = [n for n in gone if n not in draft.targets][: MOST - len(draft.targets)]
    return without_names(as_targets_too(checked, draft, moved), "initiators", [(n, _why(n, SUFFERS)) for n in gone])


def _with_whole_names(checked: Checked[EventDraft], index: ArticleIndex, field: str) -> Checked[EventDraft]:
    """Names with the article or number that opens them, without the verb that follows; two names in one as two."""
    draft = checked.record
    stands = checked.evidence.get(field, ())
    if draft is None or not getattr(draft, field) or len(stands) != len(getattr(draft, field)):
        return checked
    whole: dict[str, Support] = {}
    for name, support in zip(getattr(draft, field), stands, strict=True):
        source = index.by_number.get(support.sentence)
        span = source and source.words.within(support.start, support.end)
        if source is None or not span:
            whole.setdefault(name, support)
            continue
        for first, last in _names(source.words, *span):
            whole.setdefault(source.words.words(first, last), source.support(first, last, support.link))
    names = list(whole)[:MOST]
    if names == getattr(draft, field):
        return checked
    record = draft.model_copy(update={field: [Actor(name) for name in names]})
    return replace(checked, record=record, evidence={**checked.evidence, field: tuple(whole[n] for n in names)})


def _names(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    verb = next((i for i in range(first + 1, last) if words.keys[i] in AUXILIARIES), last)
    start = first
    for i in range(first + 1, verb - 1):
        if words.keys[i] == "and" and words.keys[i + 1] in DETERMINERS | _COUNTS:
            yield _opened(words, start), i
            start = i + 1
    yield _opened(words, start), verb


def _opened(words: Words, first: int) -> int:
    """Where the name opens: at an article or a number shortly before, with only describing words between."""
    if words.keys[first] in DETERMINERS | _COUNTS:
        return first
    for i in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if words.gap(i + 1).strip():
            return first
        key = words.keys[i]
        if key in ARTICLES or key in _COUNTS or key.isdigit():
            return i
        if (
            key in FUNCTION_WORDS
            or key in TIME_WORDS
            or is_verb(words, i)
            or key.endswith("ing")
            or key in SPEECH_VERBS
        ):
            return first
    return first


def _without_places(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Without targets that are only where it happened: names behind a preposition of place, or where a movement goes."""
    draft = checked.record
    if draft is None or not draft.targets:
        return checked
    stands = dict(zip(draft.targets, checked.evidence.get("targets", ()), strict=False))
    gone = [n for n in draft.targets if n in stands and _is_place(n, stands[n], draft, index)]
    return without_names(checked, "targets", [(n, _why(n, "the text makes it the place")) for n in gone])


def _is_place(name: str, support: Support, draft: EventDraft, index: ArticleIndex) -> bool:
    source = index.by_number.get(support.sentence)
    span = source and source.words.within(support.start, support.end)
    if source is None or not span or not source.words.cased:
        return False
    words, (first, last) = source.words, span
    if not all(words.written(i)[0].isupper() for i in range(first, last) if words.keys[i] not in ARTICLES):
        return False
    before = [k for k in words.keys[max(0, first - 2) : first] if k not in ARTICLES][-1:]
    return (draft.event_class in _CARRIED or bool(before and before[0] in _AT)) and sort_of(name) is None


def with_doer(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The subject of the first active verb of the first cited sentence, where the model names nobody who did it."""
    draft = checked.record
    if draft is None or draft.initiators or draft.event_class in _UNACTED:
        return checked
    if draft.event_class is EventClass.OTHER and (draft.killed or draft.injured or draft.other_figure):
        return checked  # "hospitals registered 13 dead": who counts is not who did it
    source = index.by_number.get(draft.sentences[0])
    span = _subject(source.words) if source and not source.instructs else None
    if source is None or span is None:
        return checked
    name = Actor(source.words.words(*span))
    if sort_of(name) is None or any(set(keys_of(name)) & set(keys_of(n)) for n in (*draft.targets, *draft.claimants)):
        return checked
    record = draft.model_copy(update={"initiators": [name]})
    return replace(checked, record=record, evidence={**checked.evidence, "initiators": (source.support(*span),)})


def _subject(words: Words) -> tuple[int, int] | None:
    for verb, key in enumerate(words.keys):
        if key in REPORTING_VERBS:
            return None  # what follows is on somebody's word, and has a subject of its own
        if is_verb(words, verb) and key not in AUXILIARIES:
            if key in _NO_ACT or key in PREPOSITIONS:
                return None
            return subject_of(words, verb)
    return None


def _swapped(draft: EventDraft, field: str, name: str, why: str) -> Rejection:
    return rejected(draft, field, name, Reason.ROLE_SWAPPED, _why(name, why))


def _why(name: str, why: str) -> str:
    return f'"{name}": {why}: removed'
