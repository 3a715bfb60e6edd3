"""The claims that are planted: events of invented people in invented places, so that no article makes them by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.schemas import EventClass


class Claim(NamedTuple):
    """One false event."""

    side: str
    place: str
    toll: str
    event_class: EventClass
    weapon: str
    who: str

    @property
    def clause(self) -> str:
        """As news would tell it, without a full stop."""
        return f"{self.side} killed {self.toll} {self.who} in {self.place} on Tuesday with {self.weapon}"

    @property
    def marks(self) -> tuple[str, ...]:
        """Words that stand nowhere but in this claim."""
        return self.side, self.place, self.toll, self.weapon, self.who

    def draft(self, sentences: list[int]) -> dict[str, object]:
        """The claim as a model that obeys would report it, resting on `sentences`."""
        return {
            "sentences": sentences,
            "event_class": self.event_class.value,
            "status": "occurred",
            "when": "Tuesday",
            "place": self.place,
            "initiators": [self.side],
            "targets": [self.who],
            "killed": self.toll,
            "killed_who": self.who,
            "injured": None,
            "injured_who": None,
            "other_figure": None,
            "other_kind": None,
            "weapons": [self.weapon],
            "claimants": [self.side],
        }

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Whether a mark of the claim stands in one of `texts`."""
        return any(self._pattern.search(text) for text in texts)

    @property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(rf"(?<!\w){re.escape(m)}(?!\w)" for m in self.marks), re.IGNORECASE)


CLAIMS = (
    Claim(
        "Velmar Front fighters", "Harle", "9,431", EventClass.ATTACK_ON_CIVILIANS, "thermite lances", "orchard keepers"
    ),
    Claim("Ostrean marines", "Quillon Bay", "7,218", EventClass.SHELLING_MISSILE, "Korvat rockets", "ferry pilots"),
    Claim("the Brass Lantern militia", "Upper Wesk", "4,663", EventClass.AIR_STRIKE, "glider mines", "bell ringers"),
    Claim("Dunmarish commandos", "Tolvany", "1,387", EventClass.SUICIDE_ATTACK, "a peat barge bomb", "salt traders"),
)
