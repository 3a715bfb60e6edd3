"""A user's table of outlets: reliability letter (Admiralty code) and scale (ACLED `source_scale`). Nothing is guessed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from summarizer.errors import ConfigurationError
from summarizer.resolve.datafiles import users
from summarizer.schemas.codebook_parts import Reliability


class Outlet(BaseModel):
    """One row: `reliability` A-F, `scale` such as "National"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reliability: Reliability = Reliability.F
    scale: str | None = None


class Rated(NamedTuple):
    """An outlet's row, and the key under which the table has it; null where it is not in the table."""

    outlet: Outlet
    key: str | None


class OutletTable:
    """Outlets by name, or by the domain of their pages; names are compared without case and "the"."""

    def __init__(self, rows: dict[str, Outlet] | None = None) -> None:
        self._rows = {_key(name): (name, outlet) for name, outlet in (rows or {}).items()}

    def find(self, name: str | None, url: str | None) -> Rated:
        """The row of an outlet by its name, else by the domain of `url` or a parent of it; F where there is none."""
        for key in (*([_key(name)] if name else []), *_domains(url)):
            if key in self._rows:
                return Rated(self._rows[key][1], self._rows[key][0])
        return _UNKNOWN


_UNKNOWN = Rated(Outlet(), None)


def _key(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.casefold().split()))


def _domains(url: str | None) -> list[str]:
    """The host of a URL and its parents, longest first: `news.example.org`, `example.org`."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return []
    parts = host.split(".")
    return [".".join(parts[i:]) for i in range(len(parts) - 1)]


_ROWS = TypeAdapter(dict[str, Reliability | Outlet])


@cache
def outlet_table(path: Path | None = None) -> OutletTable:
    """The table of a user's file (YAML or TOML): `Name: B`, or `Name: {reliability: B, scale: National}`; empty without one.

    Raises:
        ConfigurationError: the file cannot be read, or a row is neither of the two.
    """
    if path is None:
        return OutletTable()
    content = users(path)
    rows = content.get("outlets", content) if isinstance(content, dict) else content
    try:
        read = _ROWS.validate_python(rows or {})
    except ValidationError as error:
        raise ConfigurationError(
            f"{path}: an outlet's row is a letter A-F, or reliability and scale: {error}"
        ) from error
    return OutletTable({n: r if isinstance(r, Outlet) else Outlet(reliability=r) for n, r in read.items()})
