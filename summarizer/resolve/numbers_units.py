"""What a number counts or measures: people and things, or percent, money, distance, age, a date …"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from .numbers_readings import Form, Reading


class UnitKind(str, Enum):
    """Kind of thing a number says something about. Only `COUNT` can be a casualty figure."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DISTANCE = "distance"
    MEASURE = "measure"
    """Weight, area, volume, temperature, speed, calibre."""
    DURATION = "duration"
    AGE = "age"
    TIMES = "times"
    """A multiple or repetition: "three times", "tenfold"."""
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    YEAR = "year"
    DATE_DAY = "date_day"
    """A day of a month, or a whole date in digits."""
    CLOCK = "clock"
    LABEL = "label"
    """Part of a name: "Route 66", "Resolution 1701", "two-pronged"."""


PERSON_NOUN = re.compile(
    r"\b(?:people|persons?|(?:wo)?m[ae]n|child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|boys?|girls?|youths?|"
    r"teenagers?|adults?|"
    r"civilians?|residents?|villagers?|protesters?|demonstrators?|students?|pupils?|teachers?|worshippers?|"
    r"soldiers?|troops|servicemen|servicewomen|(?:police|gun|fisher|service|country)?m[ae]n|officers?|guards?|"
    r"fighters?|"
    r"militants?|rebels?|insurgents?|guerrillas?|attackers?|bombers?|militiam[ae]n|paramedics?|medics?|doctors?|"
    r"nurses?|"
    r"rescuers?|journalists?|reporters?|workers?|farmers?|peasants?|drivers?|passengers?|pilots?|hostages?|prisoners?|"
    r"sons?|daughters?|wi(?:fe|ves)|husbands?|mothers?|fathers?|parents?|brothers?|sisters?|siblings|twins|"
    r"grandchildren|"
    r"grand(?:mother|father|son|daughter)s?|relatives?|cousins?|couples?|victims?|others|migrants?|refugees?|"
    r"politicians?|"
    r"labou?rers?|traders?|vendors?|shopkeepers?|merchants?|herders?|herds(?:wo)?m[ae]n|shepherds?|miners?|cooks?|engineers?|"
    r"volunteers?|conscripts?|recruits?|constables?|sergeants?|lieutenants?|captains?|colonels?|sailors?|marines|"
    r"translators?|interpreters?|bystanders?|pedestrians?|motorists?|tourists?|elders?|officials?|lawyers?|pastors?|monks?|"
    r"bodyguards?|commanders?|leaders?|priests?|clerics?|nuns?|judges?|mayors?|activists?|nationals|survivors?)\b"
)
"""Words for persons, among which "a man and his two sons" may be added up."""

PARTICIPLE = re.compile(
    r"\b(?:killed|killing|dead|died|wounded|wounding|injured|injuring|hurt|missing|detained|arrested|abducted|"
    r"kidnapped|"
    r"displaced|deaths?|injuries|lives)\b"
)

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_PAUSE = r"(?:consecutive |straight |successive |whole |full |long |more |additional |further |or more |or so )?"
_AFTER = re.compile(
    r"(?P<percent> ?%|[ -]?per ?cent(?:age)?\b|[ -]pct\b|[ -]percentage\b)"
    r"|(?P<age>[ -](?:years?|months?|weeks?|days?)[ -]olds?\b|[ -]year[ -]olds?\b|-something\b)"
    r"|(?P<clock> ?(?:a\.m\.?|p\.m\.?|[ap]m\b|o'clock\b|(?:gmt|utc)\b|h\d\d\b|hours (?:gmt|utc|local)\b))"
    r"|(?P<times>[ -]?(?:times|fold)\b)"
    r"|(?P<fraction>[ -](?:thirds?|quarters?|fourths|fifths?|sixths|sevenths|eighths?|ninths|tenths?)\b)"
    rf"|(?P<duration>[ -]{_PAUSE}(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekends?|months?|"
    rf"years?|decades?|"
    r"centur(?:y|ies))\b)"
    r"|(?P<measure>[ -]?(?:mm|millimet(?:er|re)s?|kg|kilos?|kilograms?|grams?|tons?|tonnes?|lbs?|ounces?|lit(?:er|"
    r"re)s?|"
    r"gallons?|barrels|hectares?|acres?|(?:square|sq|cubic)\b\.?|degrees?|celsius|km/h|kph|kmh|mph|miles per hour|"
    r"knots|"
    r"megawatts?|mw|gigabytes?|gb|cal(?:iber|ibre)?|volts?|stor(?:e?ys?|ies)|pounds? of)\b|[ -]?°)"
    r"|(?P<distance>[ -]?(?:km|kms|kilomet(?:er|re)s?|nautical miles?|miles?|met(?:er|re)s?|m|cm|centimet(?:er|re)s?|"
    r"feet|foot|"
    r"ft|yards?|inch(?:es)?)\b)"
    r"|(?P<money>[ -]?(?:[$€£¥]|(?:u\.?s\.? |american |canadian |australian )?dollars?\b|(?:euros?|eur|usd|gbp|"
    r"pounds?|liras?|"
    r"r(?:o)?ubles?|rupees?|yen|yuan|[dr]inars?|shekels?|riyals?|dirhams?|pesos?|francs?|cents|colones|hryvnias?)\b))"
    r"|(?P<count>-(?:strong|man|men|woman|women|member|person|people|seat(?:er)?|vehicle|truck)\b)"
    rf"|(?P<date_day> (?:of )?{_MONTHS})"
)
_BEFORE = re.compile(
    r"(?:(?P<money>(?:[$€£¥₹₺₽₴]|\b(?:usd|eur|gbp|rs\.?)) ?)"
    rf"|(?P<date_day>\b{_MONTHS} (?:the )?)"
    rf"|(?P<year>\b{_MONTHS} \d\d?,? )"
    r"|(?P<age>\b(?:aged?|ages)(?: of| between| from)? )"
    r"|(?P<clock>\bat (?:about |around |approximately )?)"
    r"|(?P<label>(?:\b(?:nos?\.?|number|route|highway|resolution|article|chapter|unit|brigade|division|battalion|"
    r"regiment|"
    r"phase|level|category|grade|flight|room|section|paragraph|law|decree|ward|zone|sector|district|block|page|channel|"
    r"boeing|airbus|type|model|version|area|camp|checkpoint|line) |#)))$"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|of|from|during|before|after|by|the|early|late|mid|to|and|year|for|through|"
    r"between),? |mid-)$"
)
_SUFFIX = re.compile(r"(k|mn|mln|bn|tn|m)\b")
_SUFFIX_VALUE = {"k": 10**3, "mn": 10**6, "mln": 10**6, "m": 10**6, "bn": 10**9, "tn": 10**12}
_NAME_APPOSITION = re.compile(r"\w,\s$")
_YEAR_PREFIX = re.compile(r"(?:\b(?:mid|pre|post|early|late)-|(?<!\d)(?:19|20)\d\d[-/])$")
_LETTER = re.compile(r"-?[a-z]")
_MAYBE_ADJECTIVE = re.compile(r" (?:[a-z]+ )?")
_MONTH_OR_VERB = re.compile(r" (?:of )?(?:may|march|mar)\b")
_VERB_AFTER = re.compile(r" (?:have|be|not|still|also|yet|well|to|on|in|through|into|against|toward)\b")


class Unit(NamedTuple):
    """Kind, where the words of number and unit sign start, where they end, and a factor from a suffix ("5bn")."""

    kind: UnitKind
    start: int
    end: int
    factor: int = 1


_BY_FORM = {
    Form.ORDINAL: UnitKind.ORDINAL,
    Form.DATE: UnitKind.DATE_DAY,
    Form.CLOCK: UnitKind.CLOCK,
    Form.DECADE: UnitKind.YEAR,
    Form.IDENTIFIER: UnitKind.LABEL,
}


def unit_of(text: str, folded: str, first: Reading, last: Reading) -> Unit:
    """Unit of the number (or range) from reading `first` to reading `last` (the same one for a single number).

    `end` includes unit words that hold a further number word ("one third"), so that it is not read a second time.
    """
    before, suffix, end = _look_before(text, folded, first), 1, last.end
    attached = last.digits and _SUFFIX.match(folded, end)
    if attached and (attached[1] != "m" or before == "money" or PERSON_NOUN.match(folded, attached.end() + 1)):
        suffix, end = _SUFFIX_VALUE[attached[1]], attached.end()
    if first.form in _BY_FORM:
        dated = (
            first.form is Form.ORDINAL and first.value <= 31 and (before == "date_day" or _day_after(text, folded, end))
        )
        return Unit(UnitKind.DATE_DAY if dated else _BY_FORM[first.form], first.start, end)
    if before == "date_day" and (first.value > 31 or not first.digits):
        before = (
            "year"
            if first.digits and (first.value >= 1000 or not folded.startswith((" people", " killed"), end))
            else ""
        )
    after = _look_after(text, folded, end)
    if after == "fraction":
        match = _AFTER.match(folded, end)
        return Unit(UnitKind.FRACTION, first.start, match.end() if match else end)
    kind = before if before in ("money", "year", "date_day") and after in ("", "date_day", "money") else after or before
    return Unit(UnitKind(kind) if kind else _bare(text, folded, first, end), first.start, end, suffix)


def _look_before(text: str, folded: str, first: Reading) -> str:
    offset = max(0, first.start - 18)
    match = _BEFORE.search(folded[offset : first.start])
    if not match or (match.lastgroup in ("label", "year", "clock") and not first.digits):
        return ""
    if (match.lastgroup == "clock" and not _clock_like(first)) or (match.lastgroup == "year" and first.value <= 31):
        return ""
    if match.lastgroup == "date_day" and not _month_name(text, offset + match.start(), match.group()):
        return ""
    return match.lastgroup or ""


def _month_name(text: str, at: int, word: str) -> bool:
    """ "may" and "march" are months when they begin with a capital, or where no capitals stand around."""
    if not word.startswith(("may", "mar")):
        return True
    return text[at].isupper() or text[max(0, at - 200) : at + 200].islower()


def _day_after(text: str, folded: str, end: int) -> bool:
    match = _AFTER.match(folded, end)
    if not match or match.lastgroup != "date_day":
        return False
    verb = _MONTH_OR_VERB.match(folded, end)
    if verb is None:
        return True
    word = folded[end : match.end()].split()[-1]
    return _month_name(text, match.end() - len(word), word) and not _VERB_AFTER.match(folded, match.end())


def _look_after(text: str, folded: str, end: int) -> str:
    match = _AFTER.match(folded, end)
    if not match or (match.lastgroup == "date_day" and not _day_after(text, folded, end)):
        return ""
    if (
        match.lastgroup == "fraction"
        and folded.startswith((" quarters", "-quarters", " seconds"), end)
        and folded[end - 1] == "d"
    ):
        return ""
    return match.lastgroup or ""


def _bare(text: str, folded: str, first: Reading, end: int) -> UnitKind:
    """Kind of a number without unit words on either side."""
    if first.digits and folded[first.start - 1 : first.start] in "-/" and first.start:
        if _YEAR_PREFIX.search(folded[max(0, first.start - 6) : first.start]):
            return UnitKind.YEAR
        return UnitKind.LABEL
    if _LETTER.match(folded, end) and not folded.startswith(("-odd", "-plus"), end):
        return UnitKind.LABEL
    if _clock_like(first) and folded[first.start] == "0":
        return UnitKind.CLOCK
    if first.form is Form.CARDINAL and _year_like(first) and _is_year(folded, first, end):
        return UnitKind.YEAR
    apposed = (
        text[first.start - 2 : first.start] == ", "
        and folded.startswith(",", end)
        and first.digits
        and first.value < 111
    )
    if apposed and _NAME_APPOSITION.search(text, 0, first.start) and _capital_before(text, first.start - 2):
        return UnitKind.AGE
    if first.digits and isinstance(first.value, float):
        return UnitKind.MEASURE
    return UnitKind.COUNT


def _capital_before(text: str, comma: int) -> bool:
    words = text[max(0, comma - 30) : comma].split()
    return bool(words) and words[-1][:1].isupper()


def _year_like(reading: Reading) -> bool:
    return reading.digits and reading.end - reading.start == 4 and 1900 <= reading.value <= 2099


def _clock_like(reading: Reading) -> bool:
    """ "0030", "1730": four digits that are a time of day."""
    return reading.digits and reading.end - reading.start == 4 and reading.value < 2400 and reading.value % 100 < 60


def _is_year(folded: str, reading: Reading, end: int) -> bool:
    """A bare 1900–2099 is a year, unless people follow and no year cue stands before it."""
    follows = _MAYBE_ADJECTIVE.match(folded, end)
    counted = follows is not None and (
        PERSON_NOUN.match(folded, end + 1)
        or PERSON_NOUN.match(folded, follows.end())
        or PARTICIPLE.match(folded, end + 1)
    )
    return bool(_YEAR_CUE.search(folded[max(0, reading.start - 9) : reading.start])) or not counted
