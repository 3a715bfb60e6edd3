"""Text to sentences with exact offsets: sentencex under a thin layer of rules for news.

The layer flattens line ends and quotation marks before sentencex sees the text (one character for one, so offsets
hold), and then overrules it at full stops that news uses in its own ways: ranks, clock times, initials, datelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from summarizer.layout import Paragraph, is_mixed_case, paragraphs

WINDOW = 20_000
"""Characters that sentencex sees at once. Its time grows faster than the text; a sentence longer than this is cut."""
MAX_QUOTE = 300
"""A quotation or bracket up to this many characters stays in one sentence with the words that say whose it is."""


class Sentence(NamedTuple):
    """One sentence: `article.text[start:end] == text`; `number` counts from 1 over the whole article."""

    number: int
    text: str
    start: int
    end: int
    paragraph: int
    """Paragraph number, from 0; headings are paragraphs of their own."""
    heading: bool = False


class Span(NamedTuple):
    """`article.text[start:end]`: characters from `start` up to, not including, `end`."""

    start: int
    end: int


def split(text: str, title: str | None = None) -> tuple[tuple[Sentence, ...], tuple[Span, ...]]:
    """Sentences and boilerplate of a text, both in order.

    Every visible character lies in exactly one sentence or boilerplate span. `title` makes the line that repeats it
    a heading. Time is linear in the length of the text.
    """
    sentences: list[Sentence] = []
    boilerplate: list[Span] = []
    flat = _FLATTEN.sub(lambda found: " " * len(found[0]), text)
    number = 0
    for paragraph in paragraphs(text, title):
        if paragraph.boilerplate:
            boilerplate.append(Span(paragraph.start, paragraph.end))
            continue
        spans = _spans(text, flat, paragraph)
        heading = paragraph.heading and len(spans) == 1
        for start, end in spans:
            sentences.append(Sentence(len(sentences) + 1, text[start:end], start, end, number, heading))
        number += 1
    return tuple(sentences), tuple(boilerplate)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The first group only passes over the characters that most of a text is made of, quickly.
_FLATTEN = re.compile(r"""(?=[^\w ,.])(?:(?<=\S)\[\d{1,3}\]|[^\S ]|["“”„«»()\[\]{}]|(?<!\w)['‘’]|['‘’](?!\w))""")
_WORD = re.compile(r"[^\W_]")
_CLOSER = re.compile(r"""["'”’»)\]]""")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++ ++(?=[^ ])")
_TOKEN = re.compile(r"[\w.'’&]*$")
_PAIRS = re.compile(
    rf"""“[^“”]{{1,{MAX_QUOTE}}}”|«[^«»]{{1,{MAX_QUOTE}}}»|„[^„“”]{{1,{MAX_QUOTE}}}[“”]"""
    rf"""|(?<![\w.,!?…])"(?=\S)[^"]{{1,{MAX_QUOTE}}}"(?!\w)|\([^()]{{1,{MAX_QUOTE}}}\)|\[[^\[\]]{{1,{MAX_QUOTE}}}\]"""
    rf"""|(?<![\w.,!?…])['‘](?=\w)(?:[^'‘’"“”]|(?<=\w)['’](?=[\w\s])){{1,{MAX_QUOTE}}}(?<=[.,!?…])['’](?!\w)"""
)
_OPENER = re.compile(r"""[“«„"(\['‘]""")
_OPENERS, _STRAIGHT = "“«„‘([{", "\"'"
_ASIDE = re.compile(r"(?:[\[(][^\[\]().!?]*[\])]\s*)+")
_DATELINE = re.compile(r"[^\W\d_a-z][^\d.!?]{2,60}, *(?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9}\.?)(?:,? \d{2,4})?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|ph\.d", re.IGNORECASE)
_CLOCK = re.compile(r"(?:\d*)(?:am|pm|a\.m|p\.m)", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:at|on|by|since|until|from|about|around|before|after|shortly|just|early|late|between|and|to|the|of|local|"
    r"time|morning|afternoon|evening|night|\w+day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|\w{3,4}\.|\d[\d:.]*|[ap]\.?m\.?)[\s,]*+)++",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"(?:(?:he|she|they|it|we|i) )?(?:said|says|asked|added|told|cried|shouted|replied)\b", re.IGNORECASE
)

# Before a name; they never end a sentence.
_TITLES = _words(
    "mr mrs ms dr prof rev hon sen sens rep reps gov govs gen gens lt lts col cols maj sgt capt cpl pvt cmdr cdr adm "
    "brig pfc ssgt msgt spc supt insp det const amb pres atty messrs mme mlle msgr mons ing lic dra arq sra srta ste "
    "fr ven vs e.g i.e cf viz lt.gen lt.col maj.gen brig.gen"
)
# Before a number.
_NUMBERED = _words("no nos art sec secs fig figs vol vols p pp ch approx est op par para res")
_CALENDAR = _words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun")
# At the end of a name: these may end a sentence too.
_SUFFIXES = _words("inc ltd corp co bros jr sr st mt ft ave blvd rd dept govt univ assn etc esq ret")
_MID_NAME = _words("st mt ft jr sr ret")
_STATES = _words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex va vt wash wis wyo"
)
_AFTER_CLOCK = _CALENDAR | _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december local gmt utc est edt et cet cest pst pdt eastern pacific moscow"
)
# Capitalised after an abbreviation, these begin a sentence; without capitals to go by, only the first few tell.
_SURE_STARTERS = _words("the he she it they we this these those there his her their its meanwhile however")
_STARTERS = _SURE_STARTERS | _words(
    "a an that you i our my here in on at by from for with as but and or so yet if when while after before since "
    "during according also still then now two three four five six seven eight nine ten some many most several all "
    "both nearly more earlier later despite although though because under over no not what who where why how"
)


def _spans(text: str, flat: str, paragraph: Paragraph) -> list[Span]:
    """Spans of the sentences of one paragraph, without the white space between them."""
    spans: list[Span] = []
    for a, b in pairwise([paragraph.start, *_cuts(text, flat, paragraph.start, paragraph.end), paragraph.end]):
        piece = text[a:b]
        start, end = a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())
        if spans and end - start < 80 and _ASIDE.fullmatch(text, start, end):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return spans


def _cuts(text: str, flat: str, start: int, end: int) -> list[int]:
    """Offsets inside `text[start:end]` at which a new sentence begins; every piece holds a letter or digit."""
    found = set(_candidates(flat, start, end))
    stops = {stop.end(): stop.start() for stop in _STOP.finditer(flat, start, end)}
    held = list(_pairs(text, start, end)) if stops else []
    mixed = is_mixed_case(flat[start : min(end, start + 5000)])
    cuts: list[int] = []
    last, pair = start, 0
    begins, ends = _first_word(text, start, end), _last_word(text, start, end)
    for at in sorted(found | stops.keys()):
        ruling = None
        if at in stops:
            opening = last == start and _opens(flat, start, stops[at])
            ruling = False if opening else _ruling(text, flat, last, stops[at], at, mixed)
        elif flat[at - 1] == "." and not (flat[at - 3 : at - 1].islower() and flat[at].isupper()):
            continue  # "U.S.", "NO.4": without a space a full stop ends a sentence only in "left.The"
        if not (at in found if ruling is None else ruling):
            continue
        while pair < len(held) and held[pair][1] <= at:
            pair += 1
        cut = _before_openers(text, at, last)
        if pair < len(held) and held[pair][0] < cut < held[pair][1]:
            continue
        if begins < cut <= ends:
            cuts.append(cut)
            last, begins = cut, _first_word(text, cut, end)
    return cuts


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the quotations and brackets; tried only at opening marks, which are few and quickly found."""
    while opener := _OPENER.search(text, start, end):
        pair = _PAIRS.match(text, opener.start(), end)
        start = (pair or opener).end()
        if pair:
            yield pair.span()


def _first_word(text: str, start: int, end: int) -> int:
    found = _WORD.search(text, start, end)
    return found.start() if found else end


def _last_word(text: str, start: int, end: int) -> int:
    return next((n for n in range(end - 1, start - 1, -1) if _WORD.match(text, n)), start)


def _candidates(flat: str, start: int, end: int) -> Iterator[int]:
    """Where sentencex begins a sentence, asked in windows so that the time stays linear."""
    from sentencex import get_sentence_boundaries

    while start < end:
        stop = min(start + WINDOW, end)
        ends = [start + int(b["end_index"]) for b in get_sentence_boundaries("en", flat[start:stop])]
        if stop < end:
            # The last sentence may go on past the window: it is looked at again, unless it fills the window.
            ends = ends[:-1] or [flat.rfind(" ", start + 1, stop) + 1 or stop]
        for start in ends:
            while start < end and flat[start] == " ":
                start += 1
            if start < end:
                yield start


def _before_openers(text: str, at: int, last: int) -> int:
    """Moves a cut to before the quotation marks and brackets that open the new sentence."""
    cut = at
    while cut > last and (text[cut - 1] in _OPENERS or text[cut - 1] in _STRAIGHT):
        cut -= 1
    if cut == last or text[cut - 1].isspace():
        return cut
    while cut < at and text[cut] in _STRAIGHT:
        cut += 1  # no space before it: it closes the sentence that ends here
    return cut


def _opens(flat: str, start: int, stop: int) -> bool:
    """Whether a paragraph opens with a word of its own ("Irumu. Armed men …", "C. The talks …") or a dateline."""
    if flat[stop] != "." or stop - start > 80:
        return False
    opening = flat[start:stop].strip()
    return " " not in opening or _DATELINE.fullmatch(opening) is not None


def _ruling(text: str, flat: str, last: int, stop: int, at: int, mixed: bool) -> bool | None:
    """Whether a sentence begins at `at`, after the stop at `stop`; None leaves it to sentencex.

    `last` is where the present sentence began. `mixed` says whether capitals can be gone by.
    """
    following = flat[at : at + 40].split(" ", 1)[0]
    lower = mixed and following[0].islower()
    if lower and _CLOSER.search(text, stop, at):
        return False
    if flat[stop] != "." or flat[stop : stop + 2] == "..":
        return _after_other(flat, stop, at, following, lower, mixed)
    found = _TOKEN.search(flat, max(last, stop - 40), stop)
    token = found[0].casefold() if found else ""
    starter = following.casefold().rstrip(",") in (_STARTERS if mixed else _SURE_STARTERS) and not lower
    if _CLOCK.fullmatch(token):
        return _after_clock(flat[last:stop] if stop - last < 80 else None, following, starter, mixed)
    if token in _TITLES or (token.isdecimal() and len(token) < 4 and not _WORD.search(flat, last, stop - len(token))):
        return False  # "Lt. Gen.", and the number of a list item
    number = following[0].isdecimal()
    if token in _NUMBERED or token in _CALENDAR:
        return False if number or lower else None
    if _ACRONYM.fullmatch(token) or (len(token) == 1 and token.isalpha() and token.isascii()):
        return starter
    if token in _SUFFIXES or (mixed and token in _STATES):
        return False if lower else starter or (False if token in _MID_NAME else None)
    return None


def _after_other(flat: str, stop: int, at: int, following: str, lower: bool, mixed: bool) -> bool | None:
    """The ruling after an ellipsis, a question or an exclamation."""
    if lower:
        return False
    if flat[stop] in "!?":
        spoken = not mixed and at - stop > 2 and _REPORTS.match(flat, at)
        return False if spoken else None
    return True if mixed and following.casefold() in _STARTERS else None


def _after_clock(lead: str | None, following: str, starter: bool, mixed: bool) -> bool | None:
    """The ruling after "5 p.m."; `lead` is the present sentence so far, None if it is long."""
    if following.casefold().rstrip(".,") in _AFTER_CLOCK:
        return False
    if starter and mixed:
        return True
    if lead is not None and _LEAD.fullmatch(lead + "."):
        return False  # "At 5 p.m. Colonel Low …": the time opens the sentence
    return starter or (mixed and following[0].isupper())
