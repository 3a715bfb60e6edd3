"""Figures of speech that a small model takes at their word: prices under fire, a goal like a rocket, a truce in the weather,
an ambush in a novel.

A record goes, and is reported, where nothing in its sentences is the stuff of real violence (nobody harmed, no force, no
authority, no arms) and the article is about markets, sport, the weather or fiction, or prices or the wind are what attacks.
It goes as well where all words that tell of it stand in scare quotes of a few words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from summarizer.grounding import ArticleIndex, Checked
from summarizer.grounding.text import keys_of
from summarizer.grounding.triggers import trigger
from summarizer.lexicon import word_set
from summarizer.mending.removing import without_record
from summarizer.merging import VIOLENT
from summarizer.resolve.actor_sorts import Kind
from summarizer.resolve.actor_words import sort_of
from summarizer.schemas import EventClass, EventDraft

C = EventClass
_WAR = VIOLENT - {C.OTHER, C.RIOT_MOB, C.PROTEST_REPRESSED}
"""Classes whose words other fields borrow. Riots, protests, looting and deals do come with prices, storms and matches."""
_MOVES = frozenset({C.OTHER, C.FORCE_DEPLOYMENT, C.FORCE_WITHDRAWAL, C.TERRITORY_TRANSFER_NONVIOLENT})
"""What prices do as well, though they do not make an article's other sentences suspect."""
_BORROWED = _WAR | _MOVES | {C.AGREEMENT_CEASEFIRE}
_FIELDS: Mapping[str, frozenset[str]] = {
    "markets": word_set(
        "price prices futures benchmark barrel barrels bushel bushels ounce bull bulls bear bears seller sellers buyer buyers"
        " yields equities investors bourse commodity commodities currency currencies"
    ),
    "the weather": word_set(
        "weather forecast forecasts forecaster forecasters temperature temperatures rain rains rainfall snow snowfall wind"
        " winds gale gales frost heatwave milder colder warmer cyclone hurricane typhoon meteorologists meteorological"
    ),
    "sport": word_set(
        "match matches league cup goal goals striker strikers goalkeeper keeper midfield midfielder defender defenders winger"
        " half-time kick-off penalty referee coach manager squad quarter-final quarter-finals semi-final semi-finals season"
        " fixture fixtures champions holders wicket wickets innings touchdown playoff playoffs tournament minute minutes"
    ),
    "a book or a film": word_set(
        "novel novels film films book books chapter chapters plot protagonist heroine narrator narration scene scenes reader"
        " readers novelist memoir pages fiction sequel screenplay"
    ),
}
"""Words of fields that borrow those of war."""
_ACTING = ("markets", "the weather")
"""Fields whose words make a figure of speech of a sentence by themselves, where they stand for the doer."""
_ABOUT = 1 / 3
"""Share of an article's sentences with words of a field from which all of it is about that field."""
_REAL = word_set(
    "killed killing dead died deaths wounded injured hurt casualty victims police policeman policemen soldier soldiers troops"
    " army military navy marines officers guards gunman gunmen militant militants rebel rebels fighters militia militias"
    " insurgents guerrillas terrorists armed weapons drone drones jets warplanes helicopters missile missiles artillery mortar"
    " mortars shells government ministry minister president prime parliament court mayor governor embassy protesters"
    " demonstrators arrested detained refinery pipeline tanker bomb bombs bombed explosion explosions exploded blast blasts"
    " stabbed stabbing knife raped lynched grenade grenades"
    " gunfire gunshots shooting attackers assailants hostage hostages kidnapped suicide rioters looters mob"
)
"""Words of what really happens between people: with one of them a sentence is taken at its word."""
_SCARE = re.compile(r"[“\"‘][\w’'-]+(?: [\w’'-]+){0,2}[”\"’](?![\w])")


def without_metaphors(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft, or none with a rejection where its words are a figure of speech."""
    draft = checked.record
    if draft is None or draft.event_class not in _BORROWED or draft.killed or draft.injured or draft.other_figure:
        return checked
    told = [index.by_number[n].sentence.text for n in draft.sentences if n in index.by_number]
    if not _REAL.isdisjoint(key for text in told for key in keys_of(_SCARE.sub(" ", text))):
        return checked
    field = _field(told, draft, index)
    if field is None and not _in_scare_quotes(told, draft):
        return checked
    said = f"the words are about {field}" if field else "the words stand in scare quotes"
    return without_record(checked, draft, f"a figure of speech: {said}; record dropped")


def _field(told: Sequence[str], draft: EventDraft, index: ArticleIndex) -> str | None:
    """What the sentences are about, where that is a field that borrows the words of war."""
    if any(_power(name) for name in (*draft.initiators, *draft.targets)):
        return None
    doer = _doer(told[0], draft) if told else frozenset()
    acting = next((name for name in _ACTING if not _FIELDS[name].isdisjoint(doer)), None)
    field = acting or _about(tuple(source.vocabulary for source in index.sources))
    kind = draft.event_class
    if kind in _WAR or (acting == "markets" and kind in _MOVES):
        return field
    # A truce with the frost, rain that moves in. A storm itself is an event of no class of its own, no figure of speech.
    truce = kind is C.AGREEMENT_CEASEFIRE and not (draft.initiators or draft.targets)
    moves = kind in (C.FORCE_DEPLOYMENT, C.FORCE_WITHDRAWAL)
    return field if field == "the weather" and (truce or moves) else None


def _power(name: str) -> bool:
    """Whether it is a force, an authority, a crowd: no reader of the sports page, and no visiting team."""
    sort = sort_of(name)
    return sort is not None and sort.kind not in (Kind.CIVILIAN, Kind.PEOPLE)


def _doer(sentence: str, draft: EventDraft) -> frozenset[str]:
    """The words of those who do it; if nobody is named, what stands before the word that tells of it."""
    if draft.initiators:
        return frozenset(key for name in draft.initiators for key in keys_of(name))
    keys, telling = keys_of(sentence), trigger(draft.event_class.value)
    at = next((i for i, key in enumerate(keys) if telling and telling.match(key)), 0)
    return frozenset(keys[:at])


@lru_cache(maxsize=16)
def _about(sentences: tuple[frozenset[str], ...]) -> str | None:
    """The field that the whole article is about."""
    for name, its in _FIELDS.items():
        if sum(not its.isdisjoint(words) for words in sentences) >= max(2, _ABOUT * len(sentences)):
            return name
    return None


def _in_scare_quotes(told: Sequence[str], draft: EventDraft) -> bool:
    """Whether words of the class stand in the sentences, all of them quoted by the word."""
    telling = trigger(draft.event_class.value) if draft.event_class in _WAR else None
    if telling is None:
        return False
    quoted = [k for text in told for k in keys_of(text) if telling.match(k)]
    plain = [k for text in told for k in keys_of(_SCARE.sub(" ", text)) if telling.match(k)]
    return bool(quoted) and not plain
