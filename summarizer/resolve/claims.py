"""Who says so, how, and what that makes of a record: claimant type, speech, stance, and the assertion axis."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.lexicon import DENIAL_VERBS, SPEECH_VERBS
from summarizer.schemas.codebook import Assertion, EventClass
from summarizer.schemas.codebook_parts import ClaimantType, Speech, Stance
from summarizer.schemas.event import Attribution

# First match wins: "a UN official" speaks for the UN, "police sources" stay anonymous.
_TYPES: tuple[tuple[ClaimantType, str], ...] = (
    (ClaimantType.UN, r"un|u\.n\.|united nations|unicef|unhcr|ocha|wfp|unrwa|iom"),
    (
        ClaimantType.ANONYMOUS_SOURCE,
        r"sources?|on condition of anonymity|who asked not to be named|anonymous(?:ly)?|insiders?",
    ),
    (
        ClaimantType.MONITORING_GROUP,
        r"monitors?|monitoring|observatory|spotters?|observers?|watchdog|war monitor|tracker",
    ),
    (
        ClaimantType.WITNESS,
        r"witness(?:es)?|eyewitness(?:es)?|residents?|villagers?|survivors?|neighbou?rs?|locals|shopkeepers?|relatives|family|farmers?"
        r"|drivers?|traders?|passers-by|fisherm[ae]n|worshippers?|passengers?|students?",
    ),
    (
        ClaimantType.MEDIA,
        r"agency|news|newspaper|daily|radio|television|tv|broadcaster|media|reports?|channel|journalists?|reporters?|press|correspondents?",
    ),
    (ClaimantType.ANALYST, r"analysts?|experts?|researchers?|think tank|professor|historian|academics?|institute"),
    (
        ClaimantType.NGO,
        r"ngos?|aid (?:groups?|agenc(?:y|ies)|workers?|organi[sz]ations?)|charit(?:y|ies)|red (?:cross|crescent)|rights (?:groups?"
        r"|organi[sz]ations?)|relief|civil society|doctors without borders|activists?|syndicate|unions?|federation|foundation",
    ),
    (
        ClaimantType.ARMED_GROUP_SPOKESPERSON,
        r"rebels?|militants?|insurgents?|militias?|fighters?|gunmen|guerrillas?|separatists?|armed group|jihadists?|paramilitar(?:y|ies)"
        r"|faction|front|movement|brigades?|resistance|group",
    ),
    (
        ClaimantType.OFFICIAL,
        r"officials?|ministr(?:y|ies)|ministers?|army|military|police|president|government|governor|mayor|general|colonel|major"
        r"|captain|lieutenant|commander|brigadier|spokes(?:man|woman|person)|authorit(?:y|ies)|prosecutors?|court|envoy|embassy"
        r"|secretary|department|council|chief|head|administrator|commissioner|hospital|doctors?|medics?|health|civil defen[cs]e"
        r"|fire service|navy|air force|defen[cs]e|parliament|officers?|district|state|command|staff",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _TYPES)
_QUOTED = re.compile('[“„«"][^”“»"]{3,}[”“»"]')
_ACCORDING = re.compile(r"\baccording\s+to\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|apparently|unconfirmed|(?:is|are|was|were)\s+(?:said|reported|believed|thought|understood)"
    r"\s+to)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DOUBT = frozenset({"questioned", "doubted", "doubts", "disputed", "disputes"})


def claimant_type(words: str) -> ClaimantType:
    """The kind of source the words name; a bare personal name counts as an official, news' usual speaker."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), ClaimantType.OFFICIAL)


def attribution(claimant: str, sentence: str, evidence: int | None) -> Attribution:
    """How `claimant` stands behind what `sentence` says; `evidence` is the sentence's index in the record."""
    verb = _verb(claimant, sentence)
    folded = (verb or "").casefold()
    stance = Stance.DENIES if folded in DENIAL_VERBS else Stance.DOUBTS if folded in _DOUBT else Stance.ASSERTS
    quoted = bool(_QUOTED.search(sentence))
    return Attribution(
        claimant=claimant,
        claimant_type=claimant_type(claimant),
        named=_is_named(claimant),
        speech=Speech.DIRECT_QUOTE if quoted else Speech.PARAPHRASE if verb else Speech.NARRATION,
        verb=verb,
        stance=stance,
        evidence=evidence,
    )


def assertion(
    event_class: EventClass, initiators: Sequence[str], claims: Sequence[Attribution], sentences: Sequence[str]
) -> Assertion:
    """Who stands behind a record of one article (domain axis two); `corroborated` and `disputed` need several articles.

    A side that reports its own act is a self-report; a statement is always its speaker's claim; "reportedly" without a
    source is a claim too.
    """
    if any(claim.stance is Stance.DENIES for claim in claims) and event_class is not EventClass.STATEMENT:
        return Assertion.DENIED if all(claim.stance is Stance.DENIES for claim in claims) else Assertion.DISPUTED
    if claims:
        own = event_class is not EventClass.STATEMENT and all(_same_side(c.claimant, initiators) for c in claims)
        return Assertion.OFFICIAL_SELF_REPORT if own else Assertion.CLAIMED
    return Assertion.CLAIMED if any(_HEDGED.search(s) for s in sentences) else Assertion.OUTLET_ASSERTION


def _same_side(claimant: str, initiators: Sequence[str]) -> bool:
    words = _telling(claimant)
    return any(words & _telling(initiator) for initiator in initiators)


_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "its",
        "our",
        "his",
        "her",
        "said",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "officials",
        "official",
        "sources",
        "source",
    ]
)


def _telling(words: str) -> set[str]:
    return {w.casefold() for w in _WORDS.findall(words) if len(w) > 2} - _COMMON


def _verb(claimant: str, sentence: str) -> str | None:
    """The speech or denial verb nearest to the claimant, as written."""
    at = sentence.casefold().find(claimant.casefold())
    if at < 0:
        return None
    if (match := _ACCORDING.search(sentence, 0, at)) and at - match.end() <= 2:
        return match.group()
    end = at + len(claimant)
    verbs = [m for m in _WORDS.finditer(sentence) if m.group().casefold() in SPEECH_VERBS | DENIAL_VERBS]
    outside = [m for m in verbs if m.end() <= at or m.start() >= end]
    nearest = min(outside, key=lambda m: min(abs(m.start() - end), abs(at - m.end())), default=None)
    return nearest.group() if nearest else None


def _is_named(claimant: str) -> bool | None:
    """Whether a proper name stands in the words; None where case carries no signal."""
    if claimant == claimant.upper() or claimant == claimant.lower():
        return None if claimant == claimant.upper() else False
    return any(w[0].isupper() for w in _WORDS.findall(claimant)[1:]) or (
        claimant[0].isupper() and " " not in claimant.strip()
    )
