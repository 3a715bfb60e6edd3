"""The tables that a run resolves with: the package's, extended by the files that the settings name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from summarizer.resolve.actor_table import ActorTable, actor_table
from summarizer.resolve.outlets import OutletTable, outlet_table
from summarizer.resolve.places import Places


@dataclass(frozen=True)
class Tables:
    """Actors, outlets and places."""

    actors: ActorTable = field(default_factory=actor_table)
    outlets: OutletTable = field(default_factory=outlet_table)
    places: Places | None = None
    """Null: places stay as written."""

    @classmethod
    def load(cls, actors: Path | None, outlets: Path | None, places: Places | None = None) -> Tables:
        """The package's tables with those of the user's files.

        Raises:
            ConfigurationError: a file cannot be read, or a row of it is wrong; the message names both.
        """
        return cls(actor_table(actors), outlet_table(outlets), places)
