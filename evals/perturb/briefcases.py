"""Sentences of a brief, spoilt in nine ways, and retold honestly: what a model that phrases records may come up with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from summarizer.briefing.labels import names
from summarizer.briefing.wording import QUOTING
from summarizer.schemas import EventRecord, Status
from summarizer.schemas.codebook_parts import ActorRole

from .briefrecords import Printed
from .changes import other_digits, other_word
from .cues import NUMBER_WORDS

_NUMBER = re.compile(r"(?<![\w.,–-])\d{1,3}(?:,\d{3})*(?![\w,.–-]*\d)(?!\s(?:January|February|March|April|May|June|July|August|"
                     r"September|October|November|December))(?!\w)")  # fmt: skip
_WORD_NUMBER = re.compile(r"\b(?:" + "|".join(NUMBER_WORDS) + r")\b(?!-)(?<!-\w)", re.IGNORECASE)
_HEDGES = re.compile(
    r"\b(?:at least|more than|over|about|around|nearly|up to|some|almost|as many as) (?=\d|(?:"
    + "|".join(NUMBER_WORDS)
    + r")\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?P<who>[^.;]{3,90}?) (?P<verb>said|reported|announced|confirmed|stated|added|claimed|warned) that (?P<rest>.+)$"
)
_DENIED = re.compile(r"\bdenied\b")
_ALSO_DENIED = re.compile(r"; [^;]+ (?:denied|questioned) this(?=[.;])")
_PLANS = re.compile(
    r"\b(?:is|are) (?:due|expected|scheduled|set|planning) to (?P<verb>\w+)|\bwill (?P<bare>\w+)|\b(?:is|are) to (?P<to>\w+)"
)
_THREATS = re.compile(r"\bthreatened to (?P<verb>\w+)|\bcould (?P<bare>\w+)")
_PAST = {
    "meet": "met", "hold": "held", "send": "sent", "take": "took", "withdraw": "withdrew", "be": "was", "strike": "struck",
    "go": "went", "begin": "began", "fire": "fired", "march": "marched", "reach": "reached",
}  # fmt: skip
_DAY = re.compile(
    r"\bon ((?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) )?(\d{1,2}) (January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b"
)
_FIGURES = re.compile(r"\b(\w+(?:-\w+)?|\d+) (\w+) (?:was|were) (killed|injured)\b")
_SPELT = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen",
)


class Case(NamedTuple):
    """A sentence, the records that it claims to rest on, and whether it is honest."""

    name: str
    honest: bool
    text: str
    records: tuple[EventRecord, ...]
    printed: Printed


class Pool:
    """What foreign names and sentences are taken from."""

    def __init__(self, everything: Sequence[Printed], seed: int) -> None:
        self.everything = everything
        self.rng = Random(seed)
        self.names = sorted({n for p in everything for n in _names(p.record) if n[:1].isupper() and len(n.split()) < 4})
        self.speakers = sorted({n for p in everything for n in names([p.record])})

    def other(self, record: EventRecord, choices: Sequence[str]) -> str:
        """A name that the record's sentences do not hold."""
        text = " ".join(e.quote for e in record.evidence).lower()
        fit = [n for n in choices if not any(w in text for w in n.lower().split() if len(w) > 3)]
        return self.rng.choice(fit)


def cases(everything: Sequence[Printed], seed: int = 1) -> Iterator[Case]:
    """Every case that applies to every sentence."""
    pool = Pool(everything, seed)
    for p in everything:
        quoted = p.text.startswith(QUOTING)
        for name, spoil in (QUOTE_SPOILERS if quoted else SPOILERS).items():
            for text in spoil(p, pool):
                if text and text != p.text:
                    yield Case(name, False, text, (p.record,), p)
        for name, retell in {} if quoted else HONEST.items():
            told = retell(p)
            if told and told != p.text:
                yield Case(name, True, told, (p.record,), p)
        yield Case("as computed", True, p.text, (p.record,), p)
        yield from _shuffled(p, pool)


def _names(record: EventRecord) -> list[str]:
    return [a.raw for a in record.actors] + [p.raw for p in record.locations]


# --- spoilt -----------------------------------------------------------------------------------------------------------


def _planted(p: Printed, pool: Pool) -> Iterator[str]:
    name = _mid(pool.other(p.record, pool.names))
    for own in _names(p.record):
        if own in p.text:
            yield p.text.replace(own, name, 1)
            break
    yield p.text.rstrip(".") + f", near {_mid(pool.other(p.record, pool.names))}."


def _number(p: Printed, pool: Pool) -> Iterator[str]:
    for match in list(_NUMBER.finditer(p.text))[:2]:
        yield p.text[: match.start()] + other_digits(match[0], pool.rng) + p.text[match.end() :]
    for match in list(_WORD_NUMBER.finditer(p.text))[:2]:
        yield p.text[: match.start()] + other_word(match[0], pool.rng) + p.text[match.end() :]


def _roles(p: Printed, pool: Pool) -> Iterator[str]:
    by = [a.raw for a in p.record.actors if a.role is ActorRole.INITIATOR and a.raw in p.text]
    to = [a.raw for a in p.record.actors if a.role is ActorRole.TARGET and a.raw in p.text]
    symmetric = re.search(r"\b(?:clash\w*|talks|met|meet|agreement|fight\w*|fought)\b", p.text)
    once = bool(by and to) and p.text.count(by[0]) == p.text.count(to[0]) == 1
    if once and not symmetric and by[0] not in to[0] and to[0] not in by[0]:
        yield p.text.replace(by[0], "\0").replace(to[0], by[0]).replace("\0", to[0])
    found = {m[3]: m for m in _FIGURES.finditer(p.text)}
    if set(found) == {"killed", "injured"} and found["killed"][1].lower() != found["injured"][1].lower():
        a, b = found["killed"], found["injured"]
        yield (
            p.text.replace(a[0], a[0].replace("killed", "\0"))
            .replace(b[0], b[0].replace("injured", "killed"))
            .replace("\0", "injured")
        )


def _denial(p: Printed, pool: Pool) -> Iterator[str]:
    yield _ALSO_DENIED.sub("", p.text)
    if _DENIED.search(p.text) and not _ALSO_DENIED.search(p.text):
        yield _DENIED.sub("said" if "denied that" in p.text else "admitted", p.text, count=1)
    for no in ("did not ", "was not ", "were not "):
        if no in p.text:
            yield p.text.replace(no, {"did not ": "did ", "was not ": "was ", "were not ": "were "}[no], 1)
    if re.search(r"\bno one\b", p.text):
        yield re.sub(r"\bno one\b", "someone", p.text, count=1)


def _hedge(p: Printed, pool: Pool) -> Iterator[str]:
    yield _HEDGES.sub("", p.text, count=1)
    if match := _SAID.match(p.text):
        rest = match["rest"]
        yield rest[0].upper() + rest[1:]


def _held(p: Printed, pool: Pool) -> Iterator[str]:
    if p.record.status not in (Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL):
        return
    for cue in (_PLANS, _THREATS):
        if match := cue.search(p.text):
            verb = next(v for v in match.groupdict().values() if v)
            past = _PAST.get(verb, verb + ("d" if verb.endswith("e") else "ed"))
            yield p.text[: match.start()] + past + p.text[match.end() :]


def _claimant(p: Printed, pool: Pool) -> Iterator[str]:
    if (match := _SAID.match(p.text)) and names([p.record]):
        other = pool.other(p.record, pool.speakers)
        yield f"{other[0].upper()}{other[1:]} {match['verb']} that {match['rest']}"
        rest = match["rest"].rstrip(".")
        yield f"{rest[0].upper()}{rest[1:]}, according to {pool.other(p.record, pool.speakers)}."


def _quote(p: Printed, pool: Pool) -> Iterator[str]:
    match = re.search(r"“([^”]{20,})”", p.text)
    if not match:
        return
    words = match[1].split()
    long = [i for i, w in enumerate(words) if w.strip(",.;:’‘").isalpha() and len(w) > 3]
    for i in pool.rng.sample(long, min(2, len(long))):
        stranger = pool.rng.choice(("never", "harvest", "openly", "cavalry", "perhaps"))
        yield p.text.replace(match[1], " ".join([*words[:i], stranger, *words[i + 1 :]]))
    if long:
        yield p.text.replace(match[1], " ".join([*words[: long[0]], *words[long[0] + 1 :]]))


def _shuffled(p: Printed, pool: Pool) -> Iterator[Case]:
    """The same sentence resting on records of other articles."""
    others = [o for o in pool.everything if o.record.provenance.doc_id != p.record.provenance.doc_id]
    mine = set(_names(p.record))
    same_class = [
        o for o in others if o.record.event_class is p.record.event_class and not mine & set(_names(o.record))
    ]
    own = {e.quote for e in p.record.evidence}
    for choices in (others, same_class):
        fit = [o for o in choices if not own & {e.quote for e in o.record.evidence} and not _one_story(o, p)]
        if fit:
            yield Case("shuffled citation", False, p.text, (pool.rng.choice(fit).record,), p)


def _one_story(a: Printed, b: Printed) -> bool:
    """Articles of one story may bear each other's sentences."""
    return abs((a.edition - b.edition).days) < 4


Spoiler = Callable[[Printed, Pool], Iterator[str]]
SPOILERS: dict[str, Spoiler] = {
    "planted name": _planted, "changed number": _number, "swapped roles": _roles, "dropped denial": _denial,
    "removed hedge": _hedge, "planned told as held": _held, "other claimant": _claimant, "altered quote": _quote,
}  # fmt: skip
QUOTE_SPOILERS: dict[str, Spoiler] = {"altered quote": _quote, "changed number": _number}


# --- honest -----------------------------------------------------------------------------------------------------------


def _attribution_last(p: Printed) -> str | None:
    match = _SAID.match(p.text)
    if not match or ";" in p.text or " and that " in p.text:
        return None
    rest, who = match["rest"].rstrip("."), _mid(match["who"])
    return f"{rest[0].upper()}{rest[1:]}, {who.rstrip(',')} {match['verb']}."


def _according(p: Printed) -> str | None:
    match = _SAID.match(p.text)
    if not match or match["verb"] in ("warned", "announced"):
        return None
    return f"According to {_mid(match['who']).rstrip(',')}, {match['rest'].replace(' and that ', ' and ')}"


def _reported(p: Printed) -> str | None:
    match = _SAID.match(p.text)
    return f"{match['who']} reported that {match['rest']}" if match and match["verb"] == "said" else None


def _month_first(p: Printed) -> str | None:
    return _DAY.sub(lambda m: f"on {(m[1] or '').strip()}{', ' if m[1] else ''}{m[3]} {m[2]}", p.text)


def _date_first(p: Printed) -> str | None:
    found = _DAY.findall(p.text)
    match = _DAY.search(p.text)
    if len(found) != 1 or not match or _SAID.match(p.text) or ";" in p.text or "that" in p.text:
        return None
    rest = (p.text[: match.start()].rstrip() + p.text[match.end() :]).strip()
    return f"{match[0][0].upper()}{match[0][1:]}, {_mid(rest)}"


def _no_date(p: Printed) -> str | None:
    text = _DAY.sub("", p.text)
    return re.sub(r"\s+([.,;])", r"\1", re.sub(r"\s{2,}", " ", text))


def _digits_spelt(p: Printed) -> str | None:
    def spell(m: re.Match[str]) -> str:
        n = int(m[0].replace(",", ""))
        clock = re.match(r":\d|\s[ap]\.m", m.string[m.end() :]) or m.string[: m.start()].endswith(":")
        return _SPELT[n] if 1 < n < len(_SPELT) and not clock else m[0]

    return _NUMBER.sub(spell, p.text)


def _words_to_digits(p: Printed) -> str | None:
    if p.text.startswith("The two ") or "“" in p.text:
        return None
    pattern = re.compile(rf"(?<!-)\b({'|'.join(_SPELT[2:])})\b(?!-)")
    return pattern.sub(lambda m: str(_SPELT.index(m[1])), p.text)


def _and_toll(p: Printed) -> str | None:
    match = re.search(r"; (?=[^;]+ (?:was|were) (?:killed|injured))", p.text)
    return p.text[: match.start()] + ", and " + p.text[match.end() :] if match else None


def _scheduled(p: Printed) -> str | None:
    return re.sub(r"\b(is|are) (?:due|expected) to\b", r"\1 scheduled to", p.text)


def _mid(words: str) -> str:
    first, _, rest = words.partition(" ")
    common = first.lower() in ("the", "a", "an", "two", "three", "residents", "witnesses", "local", "regional", "officials", "police",
                               "doctors", "both", "its", "monitors", "negotiators", "authorities", "men", "thousands")  # fmt: skip
    return f"{first.lower()} {rest}".strip() if common else words


HONEST: dict[str, Callable[[Printed], str | None]] = {
    "claimant last": _attribution_last, "according to": _according, "reported for said": _reported,
    "month before day": _month_first, "date first": _date_first, "date left out": _no_date,
    "digits spelt out": _digits_spelt, "words as digits": _words_to_digits, "toll joined by and": _and_toll,
    "scheduled for due": _scheduled,
}  # fmt: skip
