"""Lines to paragraphs: which line ends are only wraps, which lines are headings, list items or page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from summarizer.boilerplate import is_boilerplate, is_date_line

MAX_WRAP = 132
"""Widest column (characters) to which text is taken to be hard-wrapped; wire copy and mail use 60 to 80."""
MAX_HEADING = 140
"""Longest heading, in characters."""

_SLACK = 8
"""A wrapped line may end this much earlier than it had to: writers do not fill lines to the last column."""
_ITEM = re.compile(r"(?:[-*•–—·▪►‣○●] |\(?\d{1,3}[.)] |\d{1,2}[:.h]\d{2}\b(?! (?:million|billion|percent)))")
_NUMBERED_HEADING = re.compile(r"\d{1,2}[.)] [A-Z][^a-z]+")
_CLOSED = re.compile(r"[.!?…:;。！？।؟]['\"”’»)\]]*$")
_STOP_INSIDE = re.compile(r"\w{2}[.?!] ")
_ASIDE_AT_END = re.compile(r"(?<=[.!?])\s+[\[(][^\[\]()]*[\])]$")
_UNFIT_HEADING = re.compile(r"[.…,;。।-]['\"”’»)\]]*$")
_WORD = re.compile(r"[^\W_]")
_LOWER, _UPPER = ascii_lowercase.encode(), ascii_uppercase.encode()


class Paragraph(NamedTuple):
    """A run of lines that reads as one: `text[start:end]` begins and ends with a visible character."""

    start: int
    end: int
    heading: bool
    boilerplate: bool


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    block: int
    """Lines of the same block have no blank line between them."""
    width: int
    """Column of the last visible character: indentation counts."""


def is_mixed_case(text: str) -> bool:
    """Whether capitals mean something: false for ALL CAPITALS, all lower case and scripts without case."""
    # Bytes with some left out are counted many times as quickly as letters that a pattern finds one by one.
    sample = text[:20_000].encode("ascii", "ignore")
    lower, upper = (len(sample) - len(sample.translate(None, letters)) for letters in (_LOWER, _UPPER))
    return lower * 4 > upper and upper * 150 > lower


def paragraphs(text: str, title: str | None = None) -> Iterator[Paragraph]:
    """Paragraphs in order; together they hold every visible character of `text` exactly once."""
    lines = list(_lines(text))
    mixed = is_mixed_case(text)
    runs = list(_runs(lines, _wrap_width(lines, mixed), mixed))
    wanted = " ".join(title.split()).casefold() if title else None
    for n, run in enumerate(runs):
        flat = " ".join(line.text for line in run) if run[-1].end - run[0].start < 1000 else ""
        boilerplate = is_boilerplate(flat) if flat else not _WORD.search(text, run[0].start, run[-1].end)
        is_title = bool(flat) and flat.casefold() == wanted
        heading = not boilerplate and (is_title or _is_heading(flat, run, n, runs))
        yield Paragraph(run[0].start, run[-1].end, heading, boilerplate)


def _lines(text: str) -> Iterator[_Line]:
    pos = block = 0
    for raw in text.splitlines(keepends=True):
        shown = raw.strip()
        if shown:
            left = len(raw) - len(raw.lstrip())
            yield _Line(pos + left, pos + left + len(shown), shown, block, left + len(shown))
        else:
            block += 1
        pos += len(raw)


def _wrap_width(lines: list[_Line], mixed: bool) -> int:
    """The column at which the text is hard-wrapped, 0 if its line ends are meant.

    A line end is forced if the next word would have gone past the widest column; where most are, and where, in mixed
    case, the next line often goes on in lower case, the text is wrapped. A few lines may be longer (addresses).
    """
    inner = [(a, b) for a, b in pairwise(lines) if a.block == b.block]
    widths = sorted(line.width for line in lines if " " in line.text)
    width = widths[int(len(widths) * 0.96)] if widths else 0
    if not inner or not 20 <= width <= MAX_WRAP:
        return 0
    forced = [b for a, b in inner if _is_full(a, b, width)]
    if len(forced) * 2 < len(inner):
        return 0
    goes_on = sum(b.text[0].islower() for b in forced)
    return width if not mixed or goes_on * 3 >= len(forced) else 0


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    word = following.text.split(None, 1)[0]
    return line.width + 1 + len(word) > width - _SLACK


def _runs(lines: list[_Line], width: int, mixed: bool) -> Iterator[list[_Line]]:
    run: list[_Line] = []
    for line in lines:
        if run and not (run[-1].block == line.block and _continues(run, line, width, mixed)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _continues(run: list[_Line], following: _Line, width: int, mixed: bool) -> bool:
    """Whether the line end between two neighbours is a wrap."""
    line = run[-1]
    closed = _CLOSED.search(line.text[-40:]) is not None
    full = bool(width) and _is_full(line, following, width)
    if closed and following.width - len(following.text) >= line.width - len(line.text) + 2:
        return False  # an indented first line
    if _ITEM.match(following.text):
        return full and not closed
    if full:
        return True
    if not closed and line.width * 2 > width > 0 and (len(run) > 1 or _STOP_INSIDE.search(line.text)):
        return True  # inside a wrapped paragraph a ragged line is still a wrap
    if closed or not mixed or not following.text[0].islower():
        return False
    return not (is_boilerplate(line.text) or is_boilerplate(following.text))


def _is_heading(flat: str, run: list[_Line], n: int, runs: list[list[_Line]]) -> bool:
    """A short line or two alone, without a full stop: a question or an exclamation only as the very first line."""
    if not flat or len(flat) > MAX_HEADING or len(run) > 2 or len(runs) == 1 or not _WORD.search(flat):
        return False
    if _UNFIT_HEADING.search(flat) or _ASIDE_AT_END.search(flat) or is_date_line(flat):
        return False
    if _ITEM.match(flat) and not _NUMBERED_HEADING.fullmatch(flat):
        return False
    if n and _CLOSED.search(flat) and not flat.endswith(":"):
        return False
    shares_block_before = n > 0 and runs[n - 1][-1].block == run[0].block
    following = runs[n + 1] if n + 1 < len(runs) and runs[n + 1][0].block == run[0].block else None
    if following is None:
        return not shares_block_before
    return not shares_block_before and _CLOSED.search(following[-1].text[-40:]) is not None
