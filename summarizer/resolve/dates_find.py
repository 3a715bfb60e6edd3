"""Time expressions of a sentence, with offsets: what a `when` can be, and what gives the next record its time."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from . import dates_patterns as p
from .number_words import fold


class TimeKind(str, Enum):
    """What a time expression needs to become a date."""

    EXPLICIT = "explicit"
    """A calendar date, month or year."""
    RELATIVE = "relative"
    """A weekday or relative expression: needs the publication date."""
    CONTEXT = "context"
    """Refers to a date told before: "the previous day"."""
    CLOCK = "clock"
    """A time of day without a date."""


class TimeSpan(NamedTuple):
    """One time expression: the words are `text[start:end]`."""

    start: int
    end: int
    kind: TimeKind


_EXPLICIT = (p.WEEK_OF_MONTH, p.ISO, p.NUMERIC, p.RANGE_DMY, p.RANGE_MDY, p.FULL_DMY, p.FULL_MDY)
_RELATIVE = (p.SPAN_AGO, p.FROM_NOW, p.RECENT, p.LAST_N, p.WEEKDAY, p.DAY_WORD, p.PERIOD, p.OVERNIGHT)
_CONTEXT = (p.PREVIOUS_DAY, p.N_EARLIER)
_IN_YEAR = (
    r"(?:\b(?:in|since|until|till|by|during|before|after|from|of|early|late|mid|and) |\bmid-|\bend of )(?:the )?"
    rf"{p.YEAR}(?! ?[%,]\d|s\b)"
)
_GROUPS = (
    (TimeKind.EXPLICIT, (*_EXPLICIT,)),
    (TimeKind.RELATIVE, _RELATIVE),
    (TimeKind.CONTEXT, _CONTEXT),
    (TimeKind.EXPLICIT, (p.NTH, p.MONTH_ONLY, p.DECADE, _IN_YEAR)),
    (TimeKind.CLOCK, (p.CLOCK, p.HOURS)),
)
_TIME = re.compile(
    rf"(?<!\w)(?:{'|'.join('(' + '|'.join(p.bare(x) for x in patterns) + ')' for _, patterns in _GROUPS)})"
)
_HINT = re.compile(
    r"\d|day|month|year|week|night|hour|morn|noon|even|dawn|dusk|sun|ago|today|tomorrow|earl|late|recent|coming|decade|"
    rf"\b(?:{p.MONTH}|{p.WD})"
)
_JOINT = re.compile(
    r"(?: local time)?,? (?:on |in (?:the )?|at |about |around |of )*(?:early |late )?| (?:to|until|till|through|"
    r"into) | ?- ?"
)
_PAIRED_JOINT = re.compile(r" and ")
_LEAD = re.compile(
    r"(?:\b(?:between|from|since|until|by|early|earlier|late|later|before|after|overnight|in the|over|"
    r"during)(?: on)? )$"
)
_AMBIGUOUS = re.compile(r"(?:(?P<day>\d+(?:st|nd|rd|th)?) )?(?P<word>may|march|mar|sun|sat|mon|wed|jan|dec)\b\.?$")
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|of|until|till|by|during|last|this|next|early|late|mid|from|on|before|after)[ -](?:early |late |"
    r"mid-?)?$"
)
_VERB_AFTER = re.compile(
    r" (?:be|have|not|also|still|well|yet|to|on|in|through|into|against|as|and|for|by|held|toward|was)\b"
)
_NIGHTS = ("the night", "the evening", "the morning", "the afternoon")
_STRENGTH = {TimeKind.EXPLICIT: 3, TimeKind.RELATIVE: 2, TimeKind.CONTEXT: 1, TimeKind.CLOCK: 0}


def find_times(text: str) -> tuple[TimeSpan, ...]:
    """The time expressions of `text`, in order and disjoint; parts that belong together ("5 p.m. on Friday") are one.

    Bare years count only after a preposition. "may", "march", "sun" and the like count only where they read as names.
    """
    folded = fold(text)
    if not _HINT.search(folded):
        return ()
    cores: list[TimeSpan] = []
    for match in _TIME.finditer(folded):
        if match.end() > match.start() and _is_time(text, folded, match):
            start = match.start() + _lead_of_year(match.group())
            stop = match.end() - (folded[match.end() - 1] == "." and not match.group().endswith(".m."))
            cores.append(TimeSpan(start, stop, _GROUPS[(match.lastindex or 1) - 1][0]))
    return tuple(_with_lead(folded, span) for span in _merged(folded, cores))


def _lead_of_year(words: str) -> int:
    """A preposition is part of the pattern of bare years, not of the expression."""
    lead = re.match(rf"(?:in|since|until|till|by|during|before|after|from|of|and) (?:the )?(?={p.YEAR}$)", words)
    return lead.end() if lead else 0


def _is_time(text: str, folded: str, match: re.Match[str]) -> bool:
    words = match.group()
    name = _AMBIGUOUS.fullmatch(words)
    if not name:
        return words not in _NIGHTS or not folded.startswith(" of ", match.end())
    verb_follows = _VERB_AFTER.match(folded, match.end())
    led = name["day"] or _MONTH_LEAD.search(folded[max(0, match.start() - 20) : match.start()])
    around = text[max(0, match.start() - 200) : match.end() + 200]
    if not around.isupper() and not around.islower():
        return text[match.start() + name.start("word")].isupper() and bool(led or not verb_follows)
    return bool(led) and not (name["day"] and verb_follows)


def _merged(folded: str, cores: list[TimeSpan]) -> list[TimeSpan]:
    out: list[TimeSpan] = []
    for core in cores:
        last = out[-1] if out else None
        if last and _belongs(folded, last, core):
            kind = max(last.kind, core.kind, key=_STRENGTH.__getitem__)
            out[-1] = TimeSpan(last.start, core.end, kind)
        else:
            out.append(core)
    return out


def _belongs(folded: str, a: TimeSpan, b: TimeSpan) -> bool:
    gap = folded[a.end : b.start]
    if len(gap) > 24:
        return False
    if _PAIRED_JOINT.fullmatch(gap):
        return folded.endswith("between ", 0, a.start)
    if "," in gap and not (
        a.kind is TimeKind.CLOCK or (b.kind is TimeKind.EXPLICIT and _is_weekday(folded[a.start : a.end]))
    ):
        return False
    return bool(_JOINT.fullmatch(gap))


def _is_weekday(words: str) -> bool:
    return re.fullmatch(p.WD, words) is not None


def _with_lead(folded: str, span: TimeSpan) -> TimeSpan:
    """The words before that change what the expression means: "since", "between", "late"."""
    lead = _LEAD.search(folded[max(0, span.start - 14) : span.start])
    if lead and lead.group() not in ("in the ", "over ", "during "):
        return span._replace(start=span.start - len(lead.group()))
    return span
