"""Who does it, who says it, where, and with what: a speaker is not an initiator merely because the sentence begins with him.

Small models name the speaker as the doer ("a doctor said that nine had died" becomes an attack by a doctor). The text
decides: a name that stands only as the subject of a speech verb is the one who says so, unless it speaks of its own
acts ("the army said it had shelled the town").
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked
from summarizer.grounding.claimants import speech_cue
from summarizer.grounding.grammar import is_dateline
from summarizer.grounding.text import Words, keys_of
from summarizer.grounding.values import bare_keys
from summarizer.lexicon import ADVERBS, ARTICLES, word_set
from summarizer.mending.removing import rejected, without
from summarizer.resolve.actor_words import sort_of
from summarizer.resolve.nouns import Noun, is_carrier, is_common, nouns
from summarizer.schemas import Actor, EventClass, EventDraft, Reason

SPEAKING = frozenset(
    {
        EventClass.STATEMENT,
        EventClass.TALKS_MEETING,
        EventClass.AGREEMENT_CEASEFIRE,
        EventClass.SANCTION_RUPTURE,
    }
)
"""Classes whose act is speech: there the speaker is the doer."""

SUFFERS = "the one it is done to"
MOST = 3
"""Names on one side of a draft."""
_SELF = frozenset(["it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "my"])
_PLACE_PREPOSITIONS = frozenset(
    ("in", "near", "at", "on", "around", "outside", "inside", "from", "to", "into", "across", "of")
)
_SKIPPED = frozenset(["that", "on", "in", "late", "early", "yesterday", "today", "overnight"])
_HEAD_ENDS = _PLACE_PREPOSITIONS | {"with", "by", "over", "under", "who", "which", "that"}
_WAS = word_set("was were been being is are")
_PERFECT = word_set("has have had")
_PARTICIPLES = word_set(
    "shot hit struck hurt beaten slain taken held caught burnt set blown torn found left seen driven brought freed stolen"
    " cut put thrown"
)
_DIES = word_set("died dies drowned perished succumbed")
_AGENT = re.compile(r"(?:[eo]rs?|ists?|ants?|ents?|ees?|ians?|m[ae]n|wom[ae]n|people|folk|ives?|youths?)$")
"""Endings of words for people: attackers, activists, militants, refugees."""
_AREAS = word_set("province region district governorate county city town village area border valley highway road")
_BODIES = word_set(
    "unit units side sides service services party parties team teams crew crews column columns delegation delegations"
    " mission missions leadership staff command"
)
"""Common words for bodies of people that the tables of actors leave to their context."""
_MOVING = frozenset(
    {
        EventClass.FORCE_DEPLOYMENT,
        EventClass.BASE_REINFORCEMENT,
        EventClass.FORCE_WITHDRAWAL,
        EventClass.DISPLACEMENT,
        EventClass.AID_ACCESS,
        EventClass.PROTEST,
    }
)
"""Classes in which whoever is sent, moved or delivered is the one who acts."""
_REACH = 4
"""Words after the speech verb within which the speaker must take himself up again."""


def without_speakers(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Take initiators who only speak, or are only the place, out of a grounded draft, each with a rejection."""
    draft = checked.record
    if draft is None or draft.event_class in SPEAKING or not draft.initiators:
        return checked
    cited = [index.by_number[n].words for n in draft.sentences if n in index.by_number]
    roles = [(name, role) for name in draft.initiators if (role := _other_role(name, draft, cited))]
    if not roles:
        return checked
    # Who suffers it is a target that the model has put on the wrong side.
    known = {keys_of(name) for name in draft.targets}
    suffer = [name for name, role in roles if role == SUFFERS and keys_of(name) not in known]
    moved = suffer[: MOST - len(draft.targets)]
    why = [(name, f'the text makes "{name}" {role}, not the one who does it: removed') for name, role in roles]
    return without_names(as_targets_too(checked, draft, moved), "initiators", why)


def without_areas(checked: Checked[EventDraft]) -> Checked[EventDraft]:
    """Take provinces and the like out of those who meet: talks are held there, not with them."""
    draft = checked.record
    if draft is None or draft.event_class is not EventClass.TALKS_MEETING:
        return checked
    areas = [name for name in draft.targets if keys_of(name)[-1:] and keys_of(name)[-1] in _AREAS]
    return without_names(checked, "targets", [(n, f'"{n}" is an area, not somebody who meets: removed') for n in areas])


def as_targets_too(checked: Checked[EventDraft], draft: EventDraft, moved: list[Actor]) -> Checked[EventDraft]:
    """The draft with some initiators among its targets, each with the place where it stands."""
    stands = dict(zip(draft.initiators, checked.evidence.get("initiators", ()), strict=False))
    targets = (*checked.evidence.get("targets", ()), *(stands[n] for n in moved if n in stands))
    return replace(
        checked,
        record=draft.model_copy(update={"targets": [*draft.targets, *moved]}),
        evidence={**checked.evidence, "targets": targets},
    )


def without_names(checked: Checked[EventDraft], side: str, why: list[tuple[Actor, str]]) -> Checked[EventDraft]:
    """The draft without the names in `why` on that side, each rejected with its message."""
    draft = checked.record
    if draft is None:
        return checked
    return without(checked, [rejected(draft, side, name, Reason.ROLE_SWAPPED, message) for name, message in why])


def _other_role(name: str, draft: EventDraft, cited: list[Words]) -> str | None:
    """What the text makes of a name that is not the one who does it; None for a doer."""
    if _only_speaks(name, cited):
        return "the one who says so"
    if _only_place(name, draft, cited):
        return "the place"
    if _only_dateline(name, cited):
        return "the dateline"
    if _only_suffers(name, draft, cited):
        return SUFFERS
    return "a thing" if is_thing(name) or _is_abstract(name) else None


def _places(keys: tuple[str, ...], cited: list[Words]) -> list[tuple[Words, int]]:
    """Every place where the words stand in the cited sentences: the sentence, and the first word's index."""
    return [(words, first) for words in cited for first in words.find_all(keys)]


def _head(name: str) -> tuple[str, ...]:
    """The words of a phrase up to its first preposition or relative pronoun."""
    keys = bare_keys(name)
    return keys[: next((i for i, key in enumerate(keys) if i and key in _HEAD_ENDS), len(keys))]


def _only_dateline(name: str, cited: list[Words]) -> bool:
    """Whether the name only opens a sentence and is closed by a dash: where the report was written."""
    keys = keys_of(name)
    places = _places(keys, cited)
    return bool(places) and all(is_dateline(words, first, first + len(keys)) for words, first in places)


def _only_suffers(name: str, draft: EventDraft, cited: list[Words]) -> bool:
    """Whether the name is the subject of a passive verb: "two boys were shot". Of movements it is the one who moves."""
    if draft.event_class in _MOVING:
        return False
    keys = keys_of(name)
    places = _places(keys, cited)
    return bool(places) and all(_passive_follows(words, first + len(keys)) for words, first in places)


def _passive_follows(words: Words, at: int) -> bool:
    keys = [k for k in words.keys[at : at + 5] if k not in ADVERBS and k not in _PERFECT]
    if keys and keys[0] in _DIES:
        return True
    return len(keys) > 1 and keys[0] in _WAS and (keys[1].endswith("ed") or keys[1] in _PARTICIPLES)


def _is_abstract(name: str) -> bool:
    """Whether the phrase holds common words alone, and its head names nobody: "this newspaper's count"."""
    told = _head(name)
    if told[-1:] in (("number",), ("toll",), ("count",)):
        return True
    if not told or sort_of(name) is not None or not all(is_common(key) for key in told):
        return False
    kinds = nouns(told) | nouns(told[-1:])
    if told[-1] in _BODIES:
        return False
    return not kinds and not is_carrier(told[-1]) and not _AGENT.search(told[-1])


def _only_speaks(name: str, cited: list[Words]) -> bool:
    """Whether every place where the name stands in the cited sentences makes it a speaker about others."""
    keys = keys_of(name)
    places = _places(keys, cited)
    return bool(places) and all(_speaks(words, first, first + len(keys)) for words, first in places)


def _only_place(name: str, draft: EventDraft, cited: list[Words]) -> bool:
    """Whether the name is the record's own place, or part of it, and stands in the text behind a preposition of place only."""
    keys = keys_of(name)
    if draft.place is None or not Words(draft.place).find_all(keys):
        return False
    places = _places(keys, cited)
    return bool(places) and all(_located(words, first) for words, first in places)


def is_thing(name: str) -> bool:
    """Whether the head of the phrase is a weapon or a building: nobody who acts. Vehicles stand for their crews."""
    told = _head(name)
    kinds = nouns(told)
    return bool(kinds) and kinds <= {Noun.WEAPON, Noun.THING} and not is_carrier(told[-1])


def _located(words: Words, first: int) -> bool:
    before = [k for k in words.keys[max(0, first - 3) : first] if k not in ARTICLES]
    return bool(before) and before[-1] in _PLACE_PREPOSITIONS


def _speaks(words: Words, first: int, last: int) -> bool:
    cue = speech_cue(words, first, last)
    if cue is None:
        return False
    after = [k for k in words.keys[cue + 1 : cue + 1 + 2 * _REACH] if k not in _SKIPPED][:_REACH]
    return not (cue >= last and _SELF & set(after[:2]))
