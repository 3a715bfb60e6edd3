"""Templates of the five-role form of MUC-4 (Du et al., NAACL 2021): what CEAF-REE and CEAF-RME score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

Entity = tuple[str, ...]
"""The strings that name one thing, as written; a string that is repeated stands in it twice."""


@dataclass(frozen=True)
class Template:
    """One event: its type in lower case and, per role, the entities that play it.

    `incident_type` is None where a prediction leaves it out; roles without entities may be absent from `roles`.
    """

    incident_type: str | None
    roles: Mapping[str, tuple[Entity, ...]] = field(default_factory=dict)

    def entities(self, role: str) -> tuple[Entity, ...]:
        """Return the entities of a role, in their order."""
        return self.roles.get(role, ())


def distinct(templates: Iterable[Template]) -> list[Template]:
    """Return the templates without repetitions, the first of each kept, compared as written."""
    kept: list[Template] = []
    for template in templates:
        if template not in kept:
            kept.append(template)
    return kept
