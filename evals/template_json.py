"""Reading one template from JSON: the five-role form in its published spellings, and the form with all slots.

An entity is a list of strings, a list of [string, offset] pairs, one such pair, or a bare string. A slot's filler is an
object with `alternatives`, and perhaps `xref` and `optional`, or a bare string.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, TypeGuard

from evals.metrics.five_role import ROLES, Entity, Template
from evals.metrics.muc4 import SlotTemplate
from evals.metrics.muc4_hierarchies import SLOTS
from evals.metrics.muc4_slots import Filler

Side = Literal["gold", "predicted"]

_ROLE_NAMES = {role.lower(): role for role in ROLES} | {
    "perp_individual_id": "PerpInd",
    "perp_organization_id": "PerpOrg",
    "phys_tgt_id": "Target",
    "hum_tgt_name": "Victim",
    "instrument_id": "Weapon",
    "incident_instrument_id": "Weapon",
}


class FormatError(ValueError):
    """A file is not as it should be. The message says where, what, and what to do about it."""


def five_role_template(value: object, side: Side, ignored: Counter[str]) -> Template:
    """Read a five-role template. `ignored` counts what is passed over. Raises FormatError."""
    if not isinstance(value, dict):
        raise FormatError(f"{kind(value)} instead of an object with incident_type and roles.")
    incident_type = _incident_type(value, side)
    roles: dict[str, tuple[Entity, ...]] = {}
    for name, content in value.items():
        role = _ROLE_NAMES.get(name.lower())
        if role is None:
            if name != "incident_type":
                ignored[f"field {name!a}"] += 1
            continue
        if role in roles:
            raise FormatError(f"{name} is a second spelling of the role {role}. Give each role once.")
        roles[role] = _entities(name, content, ignored)
    return Template(incident_type, {role: roles.get(role, ()) for role in ROLES})


def _incident_type(template: Mapping[str, object], side: Side) -> str | None:
    if "incident_type" not in template:
        raise FormatError("no incident_type. Give every template its type.")
    value = template["incident_type"]
    if isinstance(value, str):
        return value.strip().lower()
    if side == "predicted" and (value is None or (isinstance(value, list) and not any(map(_is_object, value)))):
        return None
    raise FormatError(
        f"incident_type is {kind(value)}. Give a string such as 'bombing'; full slots need --metric muc4."
    )


def _entities(name: str, value: object, ignored: Counter[str]) -> tuple[Entity, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return ((value,),)
    if not isinstance(value, list):
        raise FormatError(f"{name} is {kind(value)}. Give a list of entities, each a list of strings.")
    entities = [_entity(name, item) for item in value]
    ignored["entity without mentions"] += sum(not entity for entity in entities)
    return tuple(entity for entity in entities if entity)


def _entity(name: str, value: object) -> Entity:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list):
        raise FormatError(f"{name} has {kind(value)} for an entity. Give a list of strings, or of [string, offset].")
    if _is_located(value):
        return (value[0],)
    mentions = [item[0] if _is_located(item) else item for item in value]
    for mention in mentions:
        if not isinstance(mention, str):
            raise FormatError(f"{name} has {kind(mention)} for a mention. Give a string, or [string, offset].")
    return tuple(mentions)


def _is_located(value: object) -> bool:
    """Whether a value is a mention with its offset: [string, offset]."""
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
        return False
    return value[1] is None or (isinstance(value[1], int) and not isinstance(value[1], bool))


def slot_template(value: object, side: Side, ignored: Counter[str]) -> SlotTemplate:
    """Read a template with all slots. `ignored` counts what is passed over. Raises FormatError."""
    if not isinstance(value, dict):
        raise FormatError(f"{kind(value)} instead of an object with slots.")
    if side == "gold" and not value.get("incident_type"):
        raise FormatError("no incident_type. Give every template its type.")
    optional = value.get("optional", False)
    if not isinstance(optional, bool):
        raise FormatError(f"optional is {kind(optional)}. Give true or false.")
    unknown = [name for name in value if name not in SLOTS and name not in ("template_id", "optional")]
    ignored.update(f"field {name!a}" for name in unknown)
    return SlotTemplate({slot: _fillers(slot, value.get(slot)) for slot in SLOTS}, optional and side == "gold")


def _fillers(slot: str, value: object) -> tuple[Filler, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (Filler((value,)),)
    if not isinstance(value, list):
        raise FormatError(f"{slot} is {kind(value)}. Give null or a list of fillers.")
    return tuple(_filler(slot, item) for item in value)


def _filler(slot: str, value: object) -> Filler:
    if isinstance(value, str):
        return Filler((value,))
    if not isinstance(value, dict):
        raise FormatError(f"{slot} has {kind(value)} for a filler. Give a string or an object with 'alternatives'.")
    alternatives, xref = value.get("alternatives"), value.get("xref") or []
    if not _are_strings(alternatives) or not alternatives or not _are_strings(xref):
        raise FormatError(
            f"{slot} has a filler whose 'alternatives' or 'xref' is not a list of strings. Give such lists."
        )
    return Filler(tuple(alternatives), tuple(xref), optional=value.get("optional") is True)


def _are_strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def kind(value: object) -> str:
    """Name the kind of a JSON value."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
