"""From an actor's words to a `Participant`: whose it is, what kind of actor, and its canonical name, all from text and tables.

`raw` is never touched. A canonical name comes from the alias table, or names a state's forces or government where the
words and the article settle the state. What the text does not settle stays null.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from summarizer.lexicon import word_set
from summarizer.resolve.actor_sorts import Kind, Sort
from summarizer.resolve.actor_table import ActorTable, Mention
from summarizer.resolve.actor_types import type_of
from summarizer.resolve.actor_words import is_mixed, sort_of
from summarizer.resolve.countries import country
from summarizer.resolve.nationality import (
    article_countries,
    backers,
    capital_of,
    country_words,
    head_of,
    is_country_word,
    own_countries,
)
from summarizer.resolve.responsibility import claims_responsibility
from summarizer.schemas.codebook import EventClass
from summarizer.schemas.codebook_parts import ActorRole
from summarizer.schemas.event import Participant

C = EventClass
_SPEECH = frozenset({C.STATEMENT, C.TALKS_MEETING, C.AGREEMENT_CEASEFIRE, C.SANCTION_RUPTURE, C.AID_ACCESS})
"""Classes in which a state or its capital means its government."""
_FORCE = frozenset(
    {
        C.ARMED_CLASH, C.GROUND_OFFENSIVE, C.TERRITORY_CAPTURED, C.TERRITORY_TRANSFER_NONVIOLENT, C.AIR_STRIKE,
        C.DRONE_STRIKE, C.SHELLING_MISSILE, C.CHEMICAL_ATTACK, C.FORCE_DEPLOYMENT, C.BASE_REINFORCEMENT,
        C.BASE_ESTABLISHED, C.FORCE_WITHDRAWAL, C.WEAPONS_INTERCEPTED_SEIZED,
    }
)  # fmt: skip
"""Classes in which a state that acts means its forces."""
_HARDWARE = re.compile(
    r"\b(?:drones?|missiles?|tanks?|gunboats?|helicopters?|gunships?|aircraft|planes?|frigates?|air defen[cs]es?|positions|outposts?"
    r"|bases?|convoys?|columns?|campaign|(?:air)?strikes?|raids?|shelling|bombardment|offensive)$",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:presumed|suspected|alleged|believed|purported|apparent|thought|reportedly|possibly)\b", re.IGNORECASE
)
_EMPTY = word_set(
    "the a an of and in by from their its his her our these those some several many two three four five six seven eight nine ten"
    " fighters fighter militants militant forces force troops soldiers members member movement group groups rebels rebel militia"
    " militias gunmen insurgents insurgent units unit cells cell commanders elements army jihadists terrorists terrorist"
    " paramilitary paramilitaries positions outposts posts bases checkpoints armed organisation organization faction guerrillas itself"
    " regional bloc agency"
)
_FORCES = re.compile(
    r"(?:['’]s)?\s+(?:[\w-]+\s+)?(?:army|military|troops|soldiers|forces|police|jets|warplanes|drones|air force|navy|artillery|guards"
    r"|government|officials|authorities|border guards|coastguard|coast guard)\b",
    re.IGNORECASE,
)
_OPPOSITION = re.compile(
    r"\b(?:rebels?|opposition[- ](?:held|fighters|forces|factions?)|armed opposition|insurgents?)\b", re.I
)
_FACTION = re.compile(r"\bfactions?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


_SURE = 2
"""Mentions of an article's only country that make it the event's: a single one may be a ship's flag or a guest's."""


@dataclass(frozen=True)
class ActorContext:
    """What an actor's words are read in: the event's class, the cited sentences, the article and the event's country."""

    table: ActorTable
    event_class: EventClass
    told: Sequence[str] = ()
    article: str = ""
    event_country: str | None = None
    day: date | None = None
    countries: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(
        cls,
        table: ActorTable,
        event_class: EventClass,
        told: Sequence[str],
        article: str,
        event_country: str | None,
        day: date | None,
    ) -> ActorContext:
        """The context of an event. Without a country of its own it takes the only one that the article names."""
        named = article_countries(article)
        if event_country is None and len(named) == 1:
            only = next(iter(named))
            event_country = only if sum(w.iso3 == only for w in country_words(article)) >= _SURE else None
        known = named | ({event_country} if event_country else set())
        return cls(table, event_class, told, article, event_country, day, known)


def resolve_actor(raw: str, role: ActorRole, context: ActorContext) -> Participant:
    """The participant that `raw` names. Fields that neither words nor tables settle stay null."""
    countries = [context.event_country] if context.event_country else context.countries
    mixed = is_mixed(raw)
    mention = None if mixed else context.table.mention(raw, context.article, countries, context.day)
    if mixed:
        iso3, sort = None, None
    elif mention is not None:
        iso3, sort = mention.entry.country, None
    else:
        iso3, sort = _state(raw, role, context)
    sector = mention.entry.sector if mention else sort.sector if sort else None
    if mention and sector in ("UNO", "IGO", "EUR"):
        words = sort_of(raw)
        sort = Sort(sector, Kind.MISSION) if words and words.kind in (Kind.STATE, Kind.MISSION) else None
    return Participant(
        raw=raw,
        role=role,
        canonical=_canonical(raw, mention, sort, iso3),
        wikidata_id=mention.entry.wikidata if mention and _whole(raw, mention) else None,
        actor_type=type_of(
            sort, mention.entry if mention else None, iso3, role, context.event_class, context.event_country
        ),
        sector=sector,
        country_iso3=iso3,
        backed_by=backers(raw, context.countries),
        named=_named(raw, mention, sort, iso3),
        responsibility_claimed=claims_responsibility(raw, context.told) if role is ActorRole.INITIATOR else None,
    )


def _state(raw: str, role: ActorRole, context: ActorContext) -> tuple[str | None, Sort | None]:
    """Country and sort by the words, for an actor that the table does not hold."""
    own = own_countries(raw, context.countries)
    if not own and context.table.names(raw):
        # "The National Army" is not every army: a name that the article does not settle says nothing else either.
        return None, None
    sort = sort_of(raw)
    iso3 = own[0] if len(own) == 1 else None
    if sort is None and iso3 is not None:
        sort = _bare_state(raw, role, context) or (Sort("MIL", Kind.STATE) if _HARDWARE.search(head_of(raw)) else None)
    if sort is None and (iso3 := iso3 or _capital(raw, context)) and not own:
        sort = Sort("GOV", Kind.BODY)
    if sort and sort.sector == "UAF" and _FACTION.search(raw) and _OPPOSITION.search(context.article):
        sort = Sort("REB", Kind.REBEL)
    if (
        iso3 is None
        and not own
        and sort
        and sort.kind in (Kind.STATE, Kind.BODY, Kind.OFFICIAL)
        and not backers(raw, context.countries)
    ):
        iso3 = _home(context)
    return iso3, sort


def _bare_state(raw: str, role: ActorRole, context: ActorContext) -> Sort | None:
    """A state by its name alone: its forces where it fights or moves them, its government where it talks."""
    words = [w for w in _WORD.findall(re.sub(r"['’]s$", "", raw)) if w.casefold() not in ("the", "of", "and")]
    named = "".join(raw[w.start : w.end] for w in country_words(raw, context.countries))
    if not words or len("".join(words)) > len(re.sub(r"[^\w]", "", named)):
        return None
    if context.event_class in _FORCE:
        return Sort("MIL", Kind.STATE) if role is not ActorRole.TARGET else None
    return Sort("GOV", Kind.BODY)


def _capital(raw: str, context: ActorContext) -> str | None:
    return capital_of(raw) if context.event_class in _SPEECH else None


def _home(context: ActorContext) -> str | None:
    """The country of "the army" or "the police": the event's, unless the article tells of another state's forces too."""
    home = context.event_country
    if home is None:
        return None
    words = country_words(context.article, context.countries)
    return None if any(w.iso3 != home and _FORCES.match(context.article, w.end) for w in words) else home


def _whole(raw: str, mention: Mention) -> bool:
    """Whether the words name the entry itself, with nothing but common nouns around the name, and no doubt."""
    rest = _WORD.findall(_COMPOUND.sub(" ", f"{raw[: mention.start]} {raw[mention.end :]}"))
    return not _UNSURE.search(raw) and all(w.casefold() in _EMPTY or is_country_word(w) for w in rest)


def _canonical(raw: str, mention: Mention | None, sort: Sort | None, iso3: str | None) -> str | None:
    """The table's name, or the forces or government of the state that words and article settle."""
    if mention is not None:
        return mention.entry.name if _whole(raw, mention) else None
    state = country(iso3)
    if sort is None or state is None or _UNSURE.search(raw):
        return None
    if sort.kind is Kind.STATE:
        known = sort.sector == "MIL" or (sort.sector == "COP" and _POLICE.search(raw))
        if not known or _ONE.search(raw):
            return None
        return f"{'Military' if sort.sector == 'MIL' else 'Police'} forces of {state.name}"
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(_bare(raw))]
    rest = [w for w in words if not is_country_word(w) and w.casefold() not in _GOVERNMENT]
    whole = capital_of(raw) or is_country_word(_bare(raw)) or not rest
    return f"Government of {state.name}" if sort.sector == "GOV" and whole else None


_POLICE = re.compile(r"\b(?:police|polic[ei]?m[ae]n|gendarm|constab)", re.IGNORECASE)
_ONE = re.compile(
    r",|\b(?:spokes\w+|chief|commander|colonel|col|general|gen|major|captain|lieutenant|officer)\b", re.IGNORECASE
)
"""Words for one person, who is not the forces."""
_GOVERNMENT = word_set("the government governments authorities regime junta national federal central military rulers")
_COMPOUND = re.compile(r"\S+[-\u2010-\u2013](?:linked|affiliated|aligned|allied|backed|led|run|based)\b", re.IGNORECASE)


def _bare(raw: str) -> str:
    return re.sub(r"^(?:the|The) |['’]s$", "", raw.strip())


def _named(raw: str, mention: Mention | None, sort: Sort | None, iso3: str | None) -> bool | None:
    """Whether the words name the actor: a table name, a state for its forces or government, or a proper name.

    Null where case tells nothing ("REBELS").
    """
    if mention is not None:
        return True
    if raw == raw.upper() and raw != raw.lower():
        return None
    if iso3 and own_countries(raw, [iso3]) and sort and sort.kind in (Kind.STATE, Kind.BODY, Kind.OFFICIAL):
        return True
    if capital_of(raw) and sort:
        return True
    backing = backers(raw, [iso3] if iso3 else [])
    words = _WORD.findall(_PLACED.sub("", raw) if backing or not sort or sort.kind in _CIVIL else head_of(raw))
    return any(w[0].isupper() and not is_country_word(w) and sort_of(w.lower()) is None for w in words[1:])


_CIVIL = (Kind.CIVILIAN, Kind.PEOPLE, Kind.PROTESTER, Kind.RIOTER, Kind.CRIMINAL)
_PLACED = re.compile(r"\s(?:in|at|near|from|around|outside|across|of)\s.*$", re.DOTALL)
