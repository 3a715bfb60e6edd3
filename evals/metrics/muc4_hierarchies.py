"""The slots of a MUC-4 template and the set lists whose general terms earn partial credit for a special one.

Source: MUC-4 task documentation and "Guidelines for scoring mismatches" version 7 (1992), 3.1.2 and 3.2.
"""

from __future__ import annotations

from collections.abc import Mapping

SLOTS = (
    "incident_date",
    "incident_location",
    "incident_type",
    "incident_stage",
    "instrument_id",
    "instrument_type",
    "perp_category",
    "perp_individual_id",
    "perp_organization_id",
    "perp_organization_confidence",
    "phys_tgt_id",
    "phys_tgt_type",
    "phys_tgt_number",
    "phys_tgt_foreign_nation",
    "phys_tgt_effect",
    "phys_tgt_total_number",
    "hum_tgt_name",
    "hum_tgt_description",
    "hum_tgt_type",
    "hum_tgt_number",
    "hum_tgt_foreign_nation",
    "hum_tgt_effect",
    "hum_tgt_total_number",
)
"""The 23 scored slots; the template's number is not scored."""

STRING_SLOTS = frozenset(
    {
        "instrument_id",
        "perp_individual_id",
        "perp_organization_id",
        "phys_tgt_id",
        "hum_tgt_name",
        "hum_tgt_description",
    }
)
TAGGED_SET_SLOTS = frozenset(
    {
        "instrument_type",
        "perp_organization_confidence",
        "phys_tgt_type",
        "phys_tgt_foreign_nation",
        "phys_tgt_effect",
        "hum_tgt_type",
        "hum_tgt_foreign_nation",
        "hum_tgt_effect",
    }
)
"""Set-fill slots whose fillers name, by a cross-reference tag, the filler they belong to."""
TAGGED_SLOTS = TAGGED_SET_SLOTS | {"phys_tgt_number", "hum_tgt_description", "hum_tgt_number"}

MAPPING_SLOTS = (
    "phys_tgt_id",
    "phys_tgt_type",
    "hum_tgt_name",
    "hum_tgt_description",
    "hum_tgt_type",
    "perp_individual_id",
    "perp_organization_id",
)
"""The slots one of which must agree before two templates may be mapped onto each other."""

# The next general term of each term. A response may be any of a key's general terms, near or far.
_PARENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "instrument_type": {
        "MACHINE GUN": ("GUN",),
        "MORTAR": ("GUN",),
        "HANDGUN": ("GUN",),
        "RIFLE": ("GUN",),
        "BOMB": ("EXPLOSIVE",),
        "GRENADE": ("EXPLOSIVE",),
        "MOLOTOV COCKTAIL": ("EXPLOSIVE",),
        "VEHICLE BOMB": ("BOMB",),
        "DYNAMITE": ("BOMB",),
        "MINE": ("BOMB",),
        "AERIAL BOMB": ("BOMB",),
        "MISSILE": ("PROJECTILE",),
        "ROCKET": ("PROJECTILE",),
    },
    "perp_organization_confidence": {"SUSPECTED OR ACCUSED BY AUTHORITIES": ("SUSPECTED OR ACCUSED",)},
    "phys_tgt_type": {"GOVERNMENT OFFICE OR RESIDENCE": ("POLITICAL FIGURE OFFICE OR RESIDENCE",)},
    "phys_tgt_effect": {"SOME DAMAGE": ("DESTROYED",)},
    "hum_tgt_type": {
        "FORMER GOVERNMENT OFFICIAL": ("GOVERNMENT OFFICIAL",),
        "GOVERNMENT OFFICIAL": ("POLITICAL FIGURE",),
        "FORMER ACTIVE MILITARY": ("ACTIVE MILITARY",),
    },
    "hum_tgt_effect": {"NO INJURY OR DEATH": ("NO INJURY", "NO DEATH")},
}


def is_general(slot: str, response: str, key: str) -> bool:
    """Whether `response` is a more general term than `key` in the slot's set list.

    In the incident type, ATTACK stands above every other type.
    """
    if slot == "incident_type":
        return response == "ATTACK" and key != "ATTACK"
    parents = _PARENTS.get(slot, {}).get(key, ())
    return response in parents or any(is_general(slot, response, parent) for parent in parents)
