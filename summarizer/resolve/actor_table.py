"""The alias table: names that news uses for actors, and which entry they mean in a given article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from summarizer.errors import ConfigurationError
from summarizer.lexicon import by_first_letter, word_set
from summarizer.resolve.countries import country
from summarizer.resolve.datafiles import packaged, users
from summarizer.schemas.codebook_parts import ActorType

SECTORS = word_set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
    " IGO UNO EUR NGO ISM IMG MNC"
)
"""PLOVER sectors, and its codes for actors that belong to no state."""
_NOT_ITSELF = re.compile(
    r"[-\u2010-\u2013 ](?:linked|affiliated|aligned|allied|backed|inspired|run|led|held|controlled|designated|era|style)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:anti|pro|non|ex|former|formerly|against)[-\u2010-\u2013 ]$", re.IGNORECASE)


class ActorEntry(BaseModel):
    """One row of an actors file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Valid only where a full name stands in the article or its country is in `in`."""
    within: tuple[str, ...] = Field((), alias="in")
    country: str | None = None
    sector: str | None = None
    type: ActorType | None = None
    wikidata: str | None = Field(None, pattern=r"^Q[1-9]\d*$")
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the row holds on `day`; a row with a limit does not hold on an unknown day."""
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)


class Mention(NamedTuple):
    """An entry named in an actor's words, at `words[start:end]`."""

    entry: ActorEntry
    start: int
    end: int


class ActorTable:
    """The rows of the package, after those of a user's file; a user's row replaces the package's of the same name."""

    def __init__(self, entries: Sequence[ActorEntry]) -> None:
        self._named: dict[str, list[tuple[ActorEntry, bool]]] = {}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                self._named.setdefault(_key(name), []).append((entry, False))
            for name in entry.short:
                self._named.setdefault(_key(name), []).append((entry, True))
        names = {name for e in entries for name in (e.name, *e.aliases, *e.short)}
        self._pattern = re.compile(rf"(?<![\w-])(?:{_any_of(names)})(?![\w])") if names else None
        # The same few actors fill the news of a week.
        self._found = lru_cache(maxsize=4096)(self._searched)

    def mention(self, words: str, article: str, countries: Collection[str], day: date | None) -> Mention | None:
        """The one entry that `words` name, in an article's context; null where none fits, or several do.

        `countries`: the event's, or where that is not known all that the article names.
        """
        for match in self._found(words):
            rows = self._named.get(_key(match.group()), [])
            fit = [e for e, short in rows if not short or self._settled(e, article, countries)]
            fit = list(dict.fromkeys(fit))
            if len(fit) > 1:
                fit = [e for e in fit if e.holds(day)] or _shared(fit)
            if len(fit) == 1 and (fit[0].holds(day) or _undated(fit[0])):
                return Mention(fit[0], match.start(), match.end())
        return None

    def names(self, words: str) -> bool:
        """Whether a name of the table stands in `words`, though the article may not settle whose it is."""
        return bool(self._found(words))

    def _searched(self, words: str) -> tuple[re.Match[str], ...]:
        """Names in the words, but for those that the words only stand in some relation to ("Al-Qaeda-linked")."""
        plain = _plain(words)
        return tuple(
            match
            for match in (self._pattern.finditer(plain) if self._pattern else ())
            if not _NOT_ITSELF.match(plain, match.end()) and not _AGAINST.search(plain[: match.start()])
        )

    def _settled(self, entry: ActorEntry, article: str, countries: Collection[str]) -> bool:
        if any(code in entry.within for code in countries):
            return True
        plain = _plain(article)
        return any(
            re.search(rf"(?<![\w-]){''.join(_written(full))}(?!\w)", plain)
            for full in (entry.name, *entry.aliases)
            if full not in entry.short
        )


def _undated(entry: ActorEntry) -> bool:
    return entry.since is None and entry.until is None


def _shared(entries: Sequence[ActorEntry]) -> list[ActorEntry]:
    """What rows of one name agree on, where no day tells which holds; nothing where they are different actors."""
    first = entries[0]
    if any((e.name, e.country) != (first.name, first.country) for e in entries):
        return []
    same = {f: getattr(first, f) if len({getattr(e, f) for e in entries}) == 1 else None for f in ("sector", "type")}
    return [first.model_copy(update={**same, "since": None, "until": None})]


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‐", "-").replace("‑", "-").replace("–", "-")


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", _plain(name)).casefold()


def _any_of(names: Iterable[str]) -> str:
    """A pattern for all names, the longest first."""
    return by_first_letter(_written(name) for name in sorted(names, key=len, reverse=True))


def _written(name: str) -> tuple[str, str]:
    """A pattern for one name, its first letter apart: a capital may start it, spaces and hyphens stand for each other."""
    pattern = re.sub(r"(?:\\[ -]|[\s-])+", "[ -]", re.escape(_plain(name)))
    first = name[0]
    if first.isalpha() and first.upper() != first.lower():
        return f"[{first.upper()}{first.lower()}]", pattern[1:]
    return "", pattern


_ROWS = TypeAdapter(list[ActorEntry])


@cache
def _packaged_rows() -> tuple[ActorEntry, ...]:
    return tuple(_checked(_ROWS.validate_python(packaged("actors.yaml")), "actors.yaml"))


@cache
def actor_table(path: Path | None = None) -> ActorTable:
    """The alias table of the package, extended by a user's file (YAML, or TOML with a list `actors`).

    Raises:
        ConfigurationError: the file cannot be read, or a row is not as the package's own rows are.
    """
    own = _packaged_rows()
    if path is None:
        return ActorTable(own)
    content = users(path)
    rows = content.get("actors", content) if isinstance(content, dict) else content
    try:
        more = _checked(_ROWS.validate_python(rows or []), str(path))
    except (ValidationError, ValueError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    replaced = {_key(e.name) for e in more}
    return ActorTable([*more, *(e for e in own if _key(e.name) not in replaced)])


def _checked(entries: list[ActorEntry], file: str) -> list[ActorEntry]:
    for entry in entries:
        if entry.sector is not None and entry.sector not in SECTORS:
            raise ValueError(f"{file}: {entry.name}: {entry.sector!r} is not a PLOVER sector")
        for code in (*entry.within, *([entry.country] if entry.country else [])):
            if country(code) is None:
                raise ValueError(f"{file}: {entry.name}: {code!r} is not an ISO 3166-1 alpha-3 code")
    return entries
