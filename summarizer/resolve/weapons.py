"""Weapon words to `Weapon` kinds."""

from __future__ import annotations

import re

from summarizer.schemas.codebook_parts import Weapon

_WORDS: tuple[tuple[Weapon, str], ...] = (
    (
        Weapon.VEHICLE_BOMB,
        r"car bombs?|truck bombs?|vehicle bombs?|booby-trapped (?:car|vehicle|truck|motorcycle)s?|vbieds?",
    ),
    (
        Weapon.IED,
        r"ieds?|improvised|roadside (?:bombs?|devices?)|home-?made (?:bombs?|devices?)|explosive (?:devices?|belts?|vests?)",
    ),
    (Weapon.LANDMINE, r"land-?mines?|mines?|anti-(?:tank|personnel) mines?"),
    (Weapon.DRONE, r"drones?|uavs?|quadcopters?|unmanned"),
    (Weapon.CHEMICAL, r"chemical|chlorine|sarin|mustard gas|nerve agent"),
    (Weapon.MORTAR, r"mortars?"),
    (Weapon.ROCKET, r"rockets?|rocket launchers?|rpgs?"),
    (Weapon.MISSILE, r"missiles?"),
    (Weapon.ARTILLERY_UNSPECIFIED, r"artillery|shells?|howitzers?|tank fire|cannons?"),
    (
        Weapon.AIRCRAFT_BOMB,
        r"(?:aerial|glide|barrel|cluster|guided) (?:bombs?|munitions?)|air-?dropped|ordnance|bombs?",
    ),
    (
        Weapon.SMALL_ARMS,
        r"rifles?|guns?|machine guns?|pistols?|small arms|gunfire|bullets?|firearms?|kalashnikovs?|shotguns?|handguns?",
    ),
)
_PATTERNS = tuple((weapon, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for weapon, words in _WORDS)


def weapon_words(text: str) -> list[str]:
    """The weapon words of a text, in order."""
    found: list[re.Match[str]] = []
    for _, pattern in _PATTERNS:
        # The kinds stand most telling first, so "car bomb" is taken before "bomb".
        found += [m for m in pattern.finditer(text) if all(m.end() <= o.start() or o.end() <= m.start() for o in found)]
    return list(dict.fromkeys(m.group() for m in sorted(found, key=re.Match.start)))


def weapon(words: str) -> Weapon:
    """The first kind in the order vehicle bomb … small arms whose words occur; `other` if none does."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), Weapon.OTHER)
