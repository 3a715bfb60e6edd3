"""A sentence against its record: who did it to whom, who counts and who denies, on which day, from where to where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from summarizer.grounding.lemmas import lemma
from summarizer.lexicon import DENIAL_VERBS, FUNCTION_WORDS, MONTHS, SPEECH_VERBS, WEEKDAYS
from summarizer.schemas import EventClass, EventRecord, Reason
from summarizer.schemas.codebook_parts import ActorRole, PlaceRole, Stance

from .nouns import LEADING, clean, fold, same
from .tellers import alike, teller
from .wording import claimants

Finding = tuple[str, Reason, str]
"""The words at fault, why, and what the record says."""

MUTUAL = (
    EventClass.ARMED_CLASH, EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE, EventClass.STATEMENT,
    EventClass.DISPLACEMENT, EventClass.OTHER,
)  # fmt: skip
_ONE_WAY = re.compile(
    r"\b(?:ambush|attack|assault|raid|storm|bomb|shell|kill|capture|fired? (?:on|at))\w*\b", re.IGNORECASE
)
"""Verbs of a clash that has a side that began it."""
_ACTS = re.compile(
    r"(?: (?:of|from|in) (?:the )?[^,;.]{2,50})? (?:bombed|shelled|attacked|ambushed|abducted|captured|detained|arrested|burned|"
    r"stormed|raided|fired (?:on|at|tear gas)) (?!(?:and|or|by|in|on|at|near|when|after|since|from|across|during)\b)\w"
)
"""Right after a name: it acts."""
_AGENT = re.compile(
    r"\b(?:by|from|involving|of|blamed on|blamed|blaming|attributed to|between|after|with|because of|at the hands of)\s+"
    r"(?:the |a |an )?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:was|were|been)\b.*\b(?:when|after|while)\b")
"""What befell them, and then, in a clause of its own, who did what: "six were killed when gunmen attacked"."""
_PLACED = re.compile(r"\s(?:in|at|near|from|of|on|with|who|that|carrying|belonging)\s")
_SAYS = "said|says|reported|announced|confirmed|stated|added|claimed|warned|alleged|told [^,;]{2,40}"
_TOLD_BY = re.compile(
    rf"^[^;]{{3,160}}?\b(?:{_SAYS})(?: that)? |, [^,;]+(?:, [^,;]+,)? (?:{_SAYS})\b[^;]*$"
    r"|, according to [^;]+$|^according to [^,;]+, ",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?P<who>[^;]{3,120}?),? (?:reported|counted|recorded|put|gave|said that|said|spoke of)\b", re.IGNORECASE
)
_DENIES = re.compile(
    r"(?P<who>[^;]{2,120}?),? (?:also |later )?(?:denied|denies|rejected|disputed|dismissed)\b", re.IGNORECASE
)
_ASSERTS = re.compile(r"(?P<who>[^;]{2,120}?),? (?:said that|reported|claimed|confirmed|announced)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?P<a>\d{1,2}) (?P<m>January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?P<n>January|February|March|April|May|June|July|August|September|October|November|December) (?P<b>\d{1,2})\b"
)
_LOCATIVE = r"(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round|[Ii]nside|[Oo]ff|[Oo]n|[Ff]rom|[Tt]o|[Tt]owards?|[Ii]nto|[Tt]hrough)"
_IN_PLACE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round) (?:the )?(?P<name>[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*)"
)
_WORD = re.compile(r"[^\W_]+")
_NEAR = 3
"""Words on either side of a weekday that say what happened on it."""
_NAMES_OF_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = dict(
    zip(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        range(1, 13),
        strict=True,
    )
)
_SHORT_SPAN = timedelta(days=7)


def roles(text: str, record: EventRecord) -> Iterator[Finding]:
    """The doer comes before the one it is done to, unless a passive names him after "by"; who speaks stands outside."""
    clash = record.event_class is EventClass.ARMED_CLASH and _ONE_WAY.search(text)
    if record.event_class in MUTUAL and not clash:
        return
    doers = [a.raw for a in record.actors if a.role is ActorRole.INITIATOR]
    targets = [a.raw for a in record.actors if a.role in (ActorRole.TARGET, ActorRole.VICTIM)]
    for clause in text.split("; "):
        low = _TOLD_BY.sub("", clause).lower()
        for doer in doers:
            for target in targets:
                i, j = _at(low, doer), _at(low, target)
                if i < 0 <= j and _ACTS.match(low[j + len(_PLACED.split(target)[0]) :]):
                    yield target, Reason.ROLE_SWAPPED, f'The record has it done to "{target}".'
                    return
                if min(i, j) < 0 or fold(doer) in fold(target) or fold(target) in fold(doer):
                    continue
                by_doer, by_target = _AGENT.search(low[:i]), re.search(r"\bby (?:the |a |an )?$", low[:j])
                if i > j and _APART.search(low[j:i]):
                    continue
                if (i > j and not by_doer) or (i < j and by_target):
                    yield f"{doer} … {target}", Reason.ROLE_SWAPPED, f'The record has "{doer}" do it to "{target}".'
                    return


def _at(low: str, name: str) -> int:
    whole = clean(name).lower()
    short = _PLACED.split(whole)[0]
    head = short.split()[-1] if clean(name).split()[-1].islower() or short != whole else short
    for words in (whole, short, head):
        if found := re.search(rf"\b{re.escape(words)}\b", low):
            return found.start()
    return -1


def counters(text: str, record: EventRecord, figure: re.Pattern[str], harm: re.Pattern[str]) -> Iterator[Finding]:
    """A figure stays with the one who gives it: "the army reported eight killed" is not the hospital's count."""
    given: dict[str, list[tuple[str, ...]]] = {}
    for c in record.casualties:
        for m in figure.finditer(c.raw):
            given.setdefault(m["number"].lower(), []).append(teller(record, c))
    for clause in text.split("; "):
        who = _COUNTS.match(clause) if harm.search(clause) else None
        for m in figure.finditer(clause, who.end()) if who else ():
            by = given.get(m["number"].lower(), [])
            mine = who["who"] if who else ""
            if by and all(by) and not any(alike([mine], list(one)) or any(same(mine, t) for t in one) for one in by):
                yield m[0], Reason.NOT_CLAIMANT, f'The record has "{m[0]}" from {by[0][0]}.'


def deniers(text: str, record: EventRecord) -> Iterator[Finding]:
    """Who denies is not told as who asserts, nor the other way round."""
    against, for_it = claimants(record, Stance.DENIES), claimants(record)
    if not (against and for_it):
        return
    for clause in text.split("; "):
        for cue, mine, others, told in ((_DENIES, against, for_it, "asserts"), (_ASSERTS, for_it, against, "denies")):
            who = cue.match(clause)
            if who and _among(who["who"], others) and not _among(who["who"], mine):
                yield clause, Reason.NOT_CLAIMANT, f"The record has it that {who['who'].strip()} {told} it."


def _among(who: str, said: object) -> bool:
    return any(same(who, a.claimant) for a in said)  # type: ignore[attr-defined]


def directions(text: str, record: EventRecord) -> Iterator[Finding]:
    """Where something comes from and where it goes are not exchanged."""
    ends = {
        PlaceRole.ORIGIN: ("from", r"(?:to|towards?|into)"), PlaceRole.LAUNCH_SITE: ("from", r"(?:to|towards?|into)"),
        PlaceRole.DESTINATION: (r"(?:to|towards?|into|for)", "from"),
    }  # fmt: skip
    for place in record.locations:
        if place.role not in ends:
            continue
        right, wrong = ends[place.role]
        name = rf"(?:the )?{re.escape(clean(place.raw))}\b"
        if re.search(rf"\b{wrong} {name}", text) and not re.search(rf"\b{right} {name}", text):
            yield place.raw, Reason.ROLE_SWAPPED, f'The record has "{place.raw}" as the {place.role.value}.'


def places(text: str, record: EventRecord) -> Iterator[Finding]:
    """A place after "in" or "near" is the record's, or the article has it after such a word too, not as its dateline."""
    if not record.locations:
        return
    parts = [(p.raw, p.normalized or "", p.admin1 or "", p.admin2 or "") for p in record.locations]
    known = fold(" ".join(w for part in parts for w in part))
    sources = [LEADING.sub("", e.quote) for e in record.evidence]
    for found in _IN_PLACE.finditer(text):
        name = found["name"]
        if name.split()[0].lower() in _NAMES_OF_DAYS or name in _MONTH or fold(name) in known:
            continue
        told = rf"\b{_LOCATIVE}\s+(?:\S+\s+){{0,4}}?{re.escape(name)}\b"
        if not any(re.search(told, s) for s in sources) and any(
            name.lower() in e.quote.lower() for e in record.evidence
        ):
            yield found[0], Reason.UNSUPPORTED, f'The article does not have it "{found[0]}".'


def days(text: str, record: EventRecord) -> Iterator[Finding]:
    """Days of the event are the record's; another day may be named as the article names it, of what it names it for."""
    start, end = record.time.start, record.time.end or record.time.start
    if start is None or end is None or end - start > _SHORT_SPAN:
        return
    mine = [start + timedelta(n) for n in range((end - start).days + 1)]
    sources = [LEADING.sub("", e.quote) for e in record.evidence]
    dates = {d for s in sources for d in _dates(s)} | {(d.day, d.month) for d in mine}
    for found in _DAY.finditer(text):
        if _pair(found) not in dates:
            yield found[0], Reason.DATE_CHANGED, f'The record has another day than "{found[0]}".'
    own = {_NAMES_OF_DAYS[d.weekday()] for d in mine}
    known = [(day, near) for s in sources for day, near in _weekdays(s, whole=True)]
    for day, near in _weekdays(text):
        if day not in own and not any(day == other and near & around for other, around in known):
            yield day.capitalize(), Reason.DATE_CHANGED, f'The article names "{day.capitalize()}" for something else.'


def _dates(text: str) -> Iterator[tuple[int, int]]:
    return (_pair(m) for m in _DAY.finditer(text))


def _pair(found: re.Match[str]) -> tuple[int, int]:
    return int(found["a"] or found["b"]), _MONTH[found["m"] or found["n"]]


def _weekdays(text: str, *, whole: bool = False) -> Iterator[tuple[str, frozenset[str]]]:
    """Each weekday with the content words before it, or `whole`: on both sides."""
    words = [w.lower() for w in _WORD.findall(text)]
    plain = FUNCTION_WORDS | MONTHS | WEEKDAYS
    for i, word in enumerate(words):
        if word in _NAMES_OF_DAYS:
            left, right = words[max(0, i - _NEAR) : i], words[i + 1 : i + 1 + _NEAR]
            around = [*left, *right] if whole or i < 2 else left
            near = {lemma(w) for w in around if w not in plain and not w.isdigit()}
            said = {"say"} if set(around) & (SPEECH_VERBS | DENIAL_VERBS) else set()
            yield word, frozenset(near | said)
