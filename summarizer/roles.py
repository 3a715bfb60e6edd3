"""Who does it, who says it, where, and with what: a speaker is not an initiator merely because the sentence begins with him.

Small models name the speaker as the doer ("a doctor said that nine had died" becomes an attack by a doctor). The text
decides: a name that stands only as the subject of a speech verb is the one who says so, unless it speaks of its own
acts ("the army said it had shelled the town").
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked
from summarizer.grounding.claimants import speech_cue
from summarizer.grounding.text import Words, keys_of
from summarizer.grounding.values import bare_keys
from summarizer.lexicon import ARTICLES
from summarizer.resolve.nouns import Noun, is_carrier, nouns
from summarizer.schemas import EventClass, EventDraft, Reason, Rejection

SPEAKING = frozenset(
    {
        EventClass.STATEMENT,
        EventClass.TALKS_MEETING,
        EventClass.AGREEMENT_CEASEFIRE,
        EventClass.SANCTION_RUPTURE,
    }
)
"""Classes whose act is speech: there the speaker is the doer."""

_SELF = frozenset(["it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "my"])
_PLACE_PREPOSITIONS = frozenset(
    ("in", "near", "at", "on", "around", "outside", "inside", "from", "to", "into", "across", "of")
)
_SKIPPED = frozenset(["that", "on", "in", "late", "early", "yesterday", "today", "overnight"])
_HEAD_ENDS = _PLACE_PREPOSITIONS | {"with", "by", "on", "who", "which", "that"}
_REACH = 4
"""Words after the speech verb within which the speaker must take himself up again."""


def without_speakers(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """Take initiators who only speak, or are only the place, out of a grounded draft, each with a rejection."""
    draft = checked.record
    if draft is None or draft.event_class in SPEAKING or not draft.initiators:
        return checked
    cited = [index.by_number[n].words for n in draft.sentences if n in index.by_number]
    speakers = [name for name in draft.initiators if _only_speaks(name, cited)]
    places = [name for name in draft.initiators if name not in speakers and _only_place(name, draft, cited)]
    things = [name for name in draft.initiators if name not in (*speakers, *places) and _is_thing(name)]
    if not speakers and not places and not things:
        return checked
    kept = [name for name in draft.initiators if name not in (*speakers, *places, *things)]
    supports = [
        s for name, s in zip(draft.initiators, checked.evidence.get("initiators", ()), strict=False) if name in kept
    ]
    roles = [(name, "the one who says so") for name in speakers] + [(name, "the place") for name in places]
    roles += [(name, "a thing") for name in things]
    rejections = [
        Rejection(
            field="initiators",
            value=name,
            reason=Reason.ROLE_SWAPPED,
            sentences=draft.sentences,
            message=f'the text makes "{name}" {role}, not the one who does it: removed',
        )
        for name, role in roles
    ]
    return replace(
        checked,
        record=draft.model_copy(update={"initiators": kept}),
        evidence={**checked.evidence, "initiators": tuple(supports)},
        rejections=(*checked.rejections, *rejections),
    )


def _only_speaks(name: str, cited: list[Words]) -> bool:
    """Whether every place where the name stands in the cited sentences makes it a speaker about others."""
    keys = keys_of(name)
    places = [(words, first) for words in cited for first in words.find_all(keys)]
    return bool(places) and all(_speaks(words, first, first + len(keys)) for words, first in places)


def _only_place(name: str, draft: EventDraft, cited: list[Words]) -> bool:
    """Whether the name is the record's own place, or part of it, and stands in the text behind a preposition of place only."""
    keys = keys_of(name)
    if draft.place is None or not Words(draft.place).find_all(keys):
        return False
    places = [(words, first) for words in cited for first in words.find_all(keys)]
    return bool(places) and all(_located(words, first) for words, first in places)


def _is_thing(name: str) -> bool:
    """Whether the head of the phrase is a weapon or a building: nobody who acts. Vehicles stand for their crews."""
    keys = bare_keys(name)
    head = next((i for i, key in enumerate(keys) if i and key in _HEAD_ENDS), len(keys))
    kinds = nouns(keys[:head])
    return bool(kinds) and kinds <= {Noun.WEAPON, Noun.THING} and not is_carrier(keys[head - 1])


def _located(words: Words, first: int) -> bool:
    before = [k for k in words.keys[max(0, first - 3) : first] if k not in ARTICLES]
    return bool(before) and before[-1] in _PLACE_PREPOSITIONS


def _speaks(words: Words, first: int, last: int) -> bool:
    cue = speech_cue(words, first, last)
    if cue is None:
        return False
    after = [k for k in words.keys[cue + 1 : cue + 1 + 2 * _REACH] if k not in _SKIPPED][:_REACH]
    return not (cue >= last and _SELF & set(after[:2]))
