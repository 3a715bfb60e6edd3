"""The vocabulary of English time expressions as regular expressions over folded text (see `number_words.fold`)."""

from __future__ import annotations

import re

from .number_words import SMALL

WD = (
    r"(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)"
    r"\b\.?"
)
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
_TENS = "|".join(w for w, n in SMALL.items() if n >= 20)
_ONES = "|".join(w for w, n in SMALL.items() if 0 < n < 10)
_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
COUNT = (
    rf"(?:\d{{1,5}}|(?:{_TENS})[- ](?:{_ONES})|{_WORDS}|a couple(?: of)?|couple of|couple|several|a few|few|"
    rf"half a dozen|"
    r"a dozen|an|a)"
)
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"
PART = r"(?:early|earlier|late|later|mid|middle|beginning|start|end)"
_OF = r"(?:the )?(?P<{}>early|late|mid|middle|beginning|start|end)(?:[ -](?:of |in |on )?(?:the )?)"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:(?:19|20)\d\d)\b"
_YEAR_TAIL = rf"(?:,? (?:of |in )?(?P<y>{YEAR}|'\d\d\b|(?:3[2-9]|[4-9]\d)\b(?! ?[:%])|(?:last|this|next) year\b))?"
_HM = r"\d{1,2}(?:[:.]\d\d)?(?: ?- ?\d{1,2}(?:[:.]\d\d)?)?"
CLOCK = (
    rf"(?:{_HM} ?(?:a\.m\b\.?|p\.m\b\.?|am\b|pm\b|o'clock\b)|(?<![\d:])(?:[01]?\d|"
    rf"2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|"
    r"(?<!\d)(?:[01]\d|2[0-3])[0-5]\d(?= (?:gmt|utc|hours|hrs|local)\b)|\bat (?:[01]\d|"
    r"2[0-3])[0-5]\d\b(?! [a-z]+s\b)|\bnoon\b|\bmidday\b|"
    r"\bmidnight\b)"
)
HOURS = (
    r"(?:(?:the )?(?:early|late|small|pre-dawn|predawn|first|evening|morning|night) hours(?: of(?: the)?(?: morning|"
    r" night| day)?)?|"
    r"(?:hours |shortly |just )?(?:before|after|at|around|until|by) (?:the )?(?:dawn|daybreak|sunrise|dusk|sunset|"
    r"nightfall|night)|"
    r"pre-?dawn|dawn|dusk|overnight|(?:the )?(?:morning|afternoon|evening|night))\b"
)

SPAN_AGO = (
    r"\b(?:about |around |nearly |almost |some |just |over |more than |at least )?"
    rf"(?P<n>{COUNT}) (?P<u>{UNIT})s? ago\b(?P<td> today\b)?"
)
FULL_DMY = rf"\b(?P<d>{DAY})(?: of)?[ -](?P<m>{MONTH}){_YEAR_TAIL.replace(',? (', '(?:,? |-)(')}"
FULL_MDY = rf"\b(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})\b(?![:.]\d)(?! ?(?:a\.m|p\.m|am\b|pm\b)){_YEAR_TAIL}"
_TO = r"(?: ?- ?| to | and | or | until | through )"
RANGE_DMY = rf"\b(?P<d>{DAY}){_TO}(?:the )?(?P<d2>{DAY})(?: of)? (?P<m>{MONTH}){_YEAR_TAIL}"
RANGE_MDY = rf"\b(?P<m>{MONTH}) (?P<d>{DAY}){_TO}(?P<d2>{DAY})\b{_YEAR_TAIL}"
ISO = r"(?<!\d)(?P<y>\d{4})[-/](?P<mo>\d{1,2})[-/](?P<d>\d{1,2})(?!\d)"
NUMERIC = r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?!\d)"
MONTH_ONLY = rf"(?:{_OF.format('p')})?(?:\b(?P<r>last|this|next|past) )?\b(?P<m>{MONTH}){_YEAR_TAIL}"
WEEK_OF_MONTH = (
    rf"\b(?:the )?(?P<k>first|second|third|fourth|last|1st|2n?d|3r?d|4th) (?:week|(?P<few>few|two|three|\d) days|"
    rf"(?P<wk>weekend)) of "
    rf"(?P<m>{MONTH}){_YEAR_TAIL}"
)
WEEK_OF_DAY = rf"\b(?:the )?week (?:of|beginning|starting) (?=(?:the )?(?:{DAY}(?: of)? {MONTH}|{MONTH} {DAY}))"
YEAR_ONLY = rf"(?:{_OF.format('p')}|\bmid-)?(?<![\d.,$])(?<!\bat )(?P<y>{YEAR})(?!,\d|s\b)"
DECADE = r"\b(?:the )?(?:(?P<p>early|mid|late)[ -])?(?P<y>(?:19|20)\d0)s\b"
NTH = (
    r"(?:^|\b(?:on|by|since|until|from|and|to) )the (?P<d>\d{1,2})(?:st|nd|rd|th)(?: of (?P<r>this|last|next) month)?\b"
    r"(?! of\b)(?! (?:[a-z]+ )?(?:brigade|battalion|army|division|regiment|corps|infantry|fleet|floor|anniversary|"
    r"day|week|"
    r"month|year|time|century|amendment|round|district|street|avenue|parallel|attack)s?\b)"
)
LAST_N = (
    rf"\b(?:(?:the )?(?P<w>last|past|previous|preceding|next|coming) (?P<n>{COUNT}) (?P<u>{UNIT})s?|"
    rf"(?:the past|past|the last|the coming) (?P<u1>{UNIT}s?|weekend))\b(?! of\b)"
)
RECENT = r"\b(?:the )?(?P<w>recent|coming|next few|past few|last few) (?P<u>hour|day|week|month)s\b"
WITHIN = (
    rf"\b(?:in|within|after|under) (?:about |less than )?(?P<n>{COUNT}) (?P<u>{UNIT})s?(?:'? time)?\b"
    r"(?! (?:of|ago|before|after|earlier))"
)
FROM_NOW = rf"\b(?P<n>{COUNT}) (?P<u>{UNIT})s? from (?:now|today)\b"
PERIOD = (
    rf"(?:\b(?:the )?(?P<p>{PART})(?: (?:of|in|on))?(?: the)? )?\b(?P<r>this|last|next|past|previous|current|coming|"
    rf"the same|the) "
    r"(?P<u>week|weekend|month|year)\b(?! of\b)|\b(?:mid-)(?P<u2>week)\b"
)
DAY_WORD = (
    r"\b(?:(?P<db>the day before yesterday)|(?P<da>the day after tomorrow)|(?P<y>yesterday)|(?P<tm>tomorrow)|"
    r"(?P<ln>last night)|"
    r"(?P<t>today|tonight|this (?:very )?(?:morning|afternoon|evening|night)|at present|right now|currently))\b"
)
PREVIOUS_DAY = (
    r"\b(?:(?P<b>(?:the |on the )?(?:previous|preceding) (?:day|night|evening|morning|afternoon)|the (?:day|night|"
    r"evening) before\b"
    r"(?! [a-z]))|(?P<a>the (?:following|next) (?:day|night|evening|morning|afternoon)|next day|the (?:day|"
    r"morning) after\b(?! [a-z]))|"
    r"(?P<s>(?:the same|that|the very same) (?:day|night|evening|morning|afternoon)))\b"
)
N_EARLIER = (
    rf"\b(?P<n>{COUNT}) (?P<u>{UNIT})s? (?:(?P<b>earlier\b|(?:before|previously)\b(?! [a-z]))|"
    r"(?P<a>later\b(?! than)|(?:after|afterwards)\b(?! [a-z])))"
)
WEEKDAY = (
    rf"(?:\b(?P<r>last|next|this|past|this past|this coming|coming|previous|following|the previous|the following|"
    rf"every|each) )?\b(?P<wd>{WD})"
    r"(?: (?:early |late )?(?:mid-?)?(?:morning|afternoon|evening|night))?(?:,? (?:of )?(?P<w>last|this|next) week\b)?"
)
WEEKDAYS_EACH = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
OVERNIGHT = r"\bovernight\b"
OVERNIGHT_INTO = r"\bovernight (?:in)?to "
SPLIT = r" (?:to|and|until|till|through|into|or) |(?<=[a-z])-(?=[a-z])| - "
OPEN = (
    r"\b(?P<o>since|until|till|(?<!the day )before|(?<!the day )after|by|from|starting|beginning|as of|as from)"
    r"(?: (?:on|about|around|at least))? (?:the )?"
)


def bare(pattern: str) -> str:
    """The pattern with its named groups made plain, so that many can be joined."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern).replace("(?P=sep)", "[./]")
