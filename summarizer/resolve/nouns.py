"""What a noun phrase names, by its head: people, a group, a thing, a weapon, or (by words nobody knows) a proper name.

Capitals are no help here: telegraph copy is all capitals, and some datasets are all lower case. So a name is told by its
words being none of the common ones: those that this project's texts, and the documentation of many open-source
packages, write in lower case.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from summarizer.lexicon import FUNCTION_WORDS, PRONOUNS, SPEECH_VERBS, TIME_WORDS, word_set
from summarizer.resolve.people import population
from summarizer.schemas.codebook_parts import Population

COMMON = Path(__file__).with_name("common_words.json")


class Noun(Enum):
    """What a phrase can name."""

    PEOPLE = "people"
    NAME = "name"
    GROUP = "group"
    THING = "thing"
    WEAPON = "weapon"


_PEOPLE = word_set(
    "individual individuals man men woman women people person persons suspect suspects assailant assailants hitman"
    " hitmen killer killers murderer murderers assassin assassins youth youths member members subject subjects"
    " delinquent delinquents criminal criminals kidnapper kidnappers extremist extremists commando commandos trafficker"
    " traffickers leader leaders peasant peasants sniper snipers bandit bandits robber robbers hijacker hijackers gunner"
    " arsonist arsonists subversive subversives perpetrator perpetrators accomplice accomplices rioter rioters looter"
    " looters outlaw outlaws sharpshooter sharpshooters group groups squad squads guerrilla guerrillas"
)
_GROUPS = word_set(
    "army armies force forces front movement cartel cartels mafia mafias organization organizations organisation"
    " organisations party group groups gang gangs militia militias command brigade battalion police guard squad squads"
    " government federation liberation guerrillas navy regime union authorities military commandos company ministry"
    " faction factions wing network council league coalition alliance cell"
)
_THINGS = word_set(
    "building house home office embassy headquarters bridge pylon tower vehicle car truck bus plane aircraft airplane"
    " helicopter pipeline station church mosque school university bank hotel store shop restaurant plant factory"
    " facility facilities installation airport residence post barracks base complex consulate farm ranch property"
    " network line railroad railway train road highway substation warehouse newspaper centre center hospital palace"
    " ministry hall institute branch branches club company companies firm booth stall market cathedral motorcycle jeep"
    " ambulance boat ship ferry convoy transformer machinery equipment town village neighborhood neighbourhood apartment"
    " supermarket theater theatre tank van monument statue mill court jail prison table infrastructure system well"
    " refinery camp dam window cinema clinic depot pump cable antenna transmitter locomotive wagon tanker garage shed"
    " vault mine crop crops"
)
_WEAPONS = word_set(
    "bomb bombs dynamite stick grenade grenades explosive explosives rifle rifles submachinegun submachineguns machinegun machineguns"
    " machine-gun machine-guns pistol pistols revolver revolvers gun guns handgun handguns shotgun mortar mortars rocket"
    " rockets mine mines landmine landmines tnt c-4 device devices car-bomb machete machetes gasoline petrol weapon"
    " weapons missile missiles charge charges projectile projectiles launcher launchers ak-47 m-16 uzi rpg rpg-7"
    " artifact artifacts cocktail cocktails knife knives firearm firearms carbomb shell shells torpedo axe axes bullet bullets"
)
_CARRIERS = word_set(
    "plane aircraft airplane helicopter jet warplane bomber drone ship boat warship gunboat vessel convoy tank vehicle"
    " patrol artillery battery launcher club company ministry bank embassy newspaper university hospital court church"
    " office headquarters school government mill firm"
)
_STICKS = word_set("stick sticks")
_SUFFIX = re.compile(
    r"(?:tions?|ments?|ly|ing|isms?|ists?|it(?:y|ies)|ness|ances?|ences?|ives?|ous|ful|[ai]ble|ical|[eo]rs|hood|less|i[sz]ed?|ed|[aei]ans?|ese)$"
)


@lru_cache(maxsize=4096)
def nouns(keys: tuple[str, ...]) -> frozenset[Noun]:
    """What a phrase of these folded words may name; empty if its head is none of the words known here."""
    head = keys[-1]
    if head in _STICKS and len(keys) > 1:
        head = keys[-2] if keys[-2] in _WEAPONS else head
    found: set[Noun] = set()
    if head in _WEAPONS and head not in _STICKS:
        found.add(Noun.WEAPON)
    if head in _THINGS or _singular(head) in _THINGS:
        found.add(Noun.THING)
    if head in _PEOPLE or population(head) is not Population.UNKNOWN:
        found.add(Noun.PEOPLE)
    if head in _GROUPS:
        found.add(Noun.GROUP)
    return frozenset(found)


def is_carrier(key: str) -> bool:
    """Whether a folded word names what carries people or weapons, and is said to act in their stead: jets, a convoy."""
    return key in _CARRIERS or _singular(key) in _CARRIERS


def is_weapon(key: str) -> bool:
    """Whether a folded word names a weapon."""
    return key in _WEAPONS and key not in _STICKS


def is_common(key: str) -> bool:
    """Whether a folded word is an ordinary one: known, formed as ordinary words are, or with a digit in it."""
    if not key.replace("'", "").replace("-", "").isalpha():
        return True
    return (
        key in _common()
        or (len(key) > 6 and _singular(key) in _common())
        or (len(key) > 6 and bool(_SUFFIX.search(key)))
    )


@cache
def _common() -> frozenset[str]:
    lines: list[str] = json.loads(COMMON.read_text(encoding="utf-8"))
    words = {word for line in lines for word in line.split()}
    return frozenset(
        words | FUNCTION_WORDS | PRONOUNS | SPEECH_VERBS | TIME_WORDS | _PEOPLE | _GROUPS | _THINGS | _WEAPONS
    )


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") else key


_ASKED: tuple[tuple[Noun, re.Pattern[str]], ...] = (
    (Noun.WEAPON, re.compile(r"\b(?:weapons?|devices?|explosives?|arms)\b")),
    (Noun.THING, re.compile(r"\b(?:things?|buildings?|vehicles?|objects?|facilit(?:y|ies)|infrastructure|property)\b")),
    (
        Noun.GROUP,
        re.compile(r"\b(?:organi[sz]ations?|groups?|companies|company|agenc(?:y|ies)|institutions?|part(?:y|ies))\b"),
    ),
    (Noun.NAME, re.compile(r"\b(?:names?|named)\b(?! of (?:the )?organi)")),
    (Noun.PEOPLE, re.compile(r"\b(?:people|persons?|individuals?|men|victims?|suspects?|perpetrators?)\b")),
)
_NOT = re.compile(r"^(?:no|not|nobody|never|empty|without|except|only if)\b")
_PROPER = re.compile(r"\b(?:proper )names?\b")


def asked_nouns(description: str) -> frozenset[Noun]:
    """What a field takes, read from its description: "buildings, vehicles; no people" takes things. Empty: anything."""
    parts = [p.strip() for p in re.split(r"[;:,.]", description.lower())]
    told = "; ".join(p for p in parts if p and not _NOT.match(p))
    found = {noun for noun, pattern in _ASKED if pattern.search(told)}
    if Noun.PEOPLE in found and _PROPER.search(told):
        return frozenset({Noun.NAME})
    if found & {Noun.GROUP, Noun.THING, Noun.WEAPON}:
        found.discard(Noun.NAME)
    return frozenset(found)
