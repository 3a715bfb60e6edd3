"""Text as tokens: folding that makes writing variants equal, with exact offsets into the original.

Folding works token by token, so a token's offsets are those of the original text and need no separate index map:
`fold(words.written(i)) == words.keys[i]` for every token. Folded alike are: case (Kenyan ı and İ included),
compatibility forms (NFKC: full-width letters, ligatures), Latin diacritics, curly and straight apostrophes, all
kinds of
spaces and dashes (they separate tokens), soft hyphens and zero-width characters (they vanish). Superscripts, fractions
and circled numbers keep their own character: a footnote mark must not turn "5" into "52".
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from summarizer.lexicon import word_set

_INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a"
)
_SOLO = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APOSTROPHES = "'\u2018\u2019\u02bc\u2032\uff07`\u00b4"
_WORD = rf"(?:[^\W_{_SOLO}]+|[{_INVISIBLE}{_MARKS}]+)"
_GROUP = "[\u00a0\u202f\u2009\u2007](?=\\d{3}(?!\\d))"
_TOKEN = re.compile(
    rf"[{_SOLO}]"
    rf"|(?<=[^\W_])[{_APOSTROPHES}][sS](?![^\W_])"
    rf"|[^\W_{_SOLO}]{_WORD}*"
    rf"(?:(?:(?<=\d)(?:[.,:/](?=\d)|{_GROUP})|[{_APOSTROPHES}](?![sS](?![^\W_])))(?=[^\W_]){_WORD}+)*"
)
_DROP = re.compile(rf"[ {_INVISIBLE}\u0300-\u036f\u00a0\u202f\u2009\u2007]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_IRREGULAR_SPACE = re.compile(r"[^\S ]|  ")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_ABBREVIATIONS = word_set(
    "gen lt col maj capt sgt cpl brig adm cmdr insp supt gov sen rep mr mrs ms dr prof st jr sr no nos vs approx dept"
    " inc corp ltd co jan feb mar apr jun jul aug sep sept oct nov dec mt ft"
)
_COMMAS = frozenset(",\uff0c\u060c")
_BREAK = re.compile(r"[;:!?()\[\]\u2026\u2013\u2014]|--+")

POSSESSIVE = "'s"
_MOSTLY = 0.7
_FEW_WORDS = 4


@lru_cache(maxsize=8192)  # the words that most of any text consists of
def fold(word: str) -> str:
    """Fold one token; equal keys mean the same word however it is written."""
    if word.isascii():
        return _APOSTROPHE.sub("'", word.lower())
    kept = "".join(_fold_char(c) for c in word)
    kept = unicodedata.normalize("NFKD", kept.casefold().replace("\u0131", "i"))
    return _APOSTROPHE.sub("'", _DROP.sub("", kept))


def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    # Private-use stand-ins survive NFKD, so that a superscript never becomes a plain digit.
    return chr(0xF0000 + ord(char) % 0xFFFD) if category in ("No", "Nl") else unicodedata.normalize("NFKC", char)


def clean(text: str) -> str:
    """One line, single spaces, no invisible characters: how words of the text are handed on as a value."""
    return " ".join((text if text.isascii() else _INVISIBLES.sub("", text)).split())


def flatten(text: str) -> tuple[str, Sequence[int]]:
    """The text with every run of white space as one space, and for each character its offset in `text`."""
    if not _IRREGULAR_SPACE.search(text):
        return text, range(len(text))
    kept = [i for i, c in enumerate(text) if not (c.isspace() and i and text[i - 1].isspace())]
    return "".join(" " if text[i].isspace() else text[i] for i in kept), kept


class Words:
    """A text as tokens, made for searching: `loose` is the keys joined by spaces, a space at either end."""

    __slots__ = (
        "_at",
        "_breaks",
        "_cased",
        "_commas",
        "_compact",
        "_gaps",
        "keys",
        "loose",
        "offset",
        "spans",
        "text",
    )

    def __init__(self, text: str, offset: int = 0) -> None:
        self.text = text
        self.offset = offset
        """Position of `text` in the article; `spans` are relative to `text`."""
        self.spans = [found.span() for found in _TOKEN.finditer(text)]
        """Where each token starts and ends in `text`."""
        self.keys = tuple([fold(text[start:end]) for start, end in self.spans])
        self.loose = f" {' '.join(self.keys)} "
        self._at: list[int] | None = None
        self._compact: tuple[str, list[int]] | None = None
        self._cased: bool | None = None
        self._gaps: dict[int, str] | None = None
        self._breaks: dict[int, bool] = {}
        self._commas: frozenset[int] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def cased(self) -> bool:
        """Whether capitals tell names here: some words have one, but not most (capitals, headlines in title case)."""
        if self._cased is None:
            starts = [self.text[start] for key, (start, _) in zip(self.keys, self.spans, strict=True) if len(key) > 3]
            capitals = sum(c.isupper() for c in starts)
            self._cased = 0 < capitals <= _MOSTLY * len(starts) or len(starts) < _FEW_WORDS
        return self._cased

    def find(self, keys: tuple[str, ...], start: int = 0) -> int:
        """Index of the first token, from `start` on, where `keys` stand in a row; -1 if nowhere."""
        if not keys:
            return -1
        needle = f" {' '.join(keys)} "
        if start == 0 and needle not in self.loose:
            return -1
        if self._at is None:
            self._at = _cumulative(self.keys, 1)
        if start >= len(self.keys):
            return -1
        position = self.loose.find(needle, self._at[start])
        return -1 if position < 0 else bisect_left(self._at, position)

    def find_all(self, keys: tuple[str, ...]) -> list[int]:
        """Every place where `keys` stand in a row."""
        out = []
        at = self.find(keys)
        while at >= 0:
            out.append(at)
            at = self.find(keys, at + 1)
        return out

    def find_compact(self, keys: tuple[str, ...]) -> tuple[int, int] | None:
        """Token range whose letters are those of `keys` when spaces, hyphens and apostrophes are ignored.

        Covers words broken at a line end ("rein-/forcements"), "U.S." for "US", "air strike" for "airstrike". Tokens
        with
        digits must be the same one by one, so that "5 12" never equals "512".
        """
        if self._compact is None:
            bare = tuple(k.replace("'", "") for k in self.keys)
            self._compact = ("".join(bare), _cumulative(bare, 0))
        text, at = self._compact
        needle = "".join(keys).replace("'", "")
        position = text.find(needle) if needle else -1
        while position >= 0:
            first, last = bisect_left(at, position), bisect_left(at, position + len(needle))
            if at[first] == position and at[last] == position + len(needle):
                while first + 1 < last and at[first + 1] == position:
                    first += 1
                if _numbers(self.keys[first:last]) == _numbers(keys):
                    return first, last
            position = text.find(needle, position + 1)
        return None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the article of the tokens from `first` up to, not including, `last`."""
        return self.offset + self.spans[first][0], self.offset + self.spans[last - 1][1]

    def words(self, first: int, last: int) -> str:
        """The tokens from `first` up to `last` as written, on one line."""
        return clean(self.text[self.spans[first][0] : self.spans[last - 1][1]])

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Token range that lies between two offsets of the article; None where no token does."""
        first = bisect_left(self.spans, (start - self.offset,))
        last = bisect_left(self.spans, (end - self.offset,))
        if last > first and self.spans[last - 1][1] > end - self.offset:
            last -= 1
        return (first, last) if last > first else None

    def written(self, index: int) -> str:
        """Token `index` as written."""
        start, end = self.spans[index]
        return self.text[start:end]

    def gap(self, index: int) -> str:
        """What stands between token `index - 1` and token `index`; before the first and after the last, the margins."""
        start = self.spans[index - 1][1] if index > 0 else 0
        end = self.spans[index][0] if index < len(self.spans) else len(self.text)
        return self.text[start:end]

    @property
    def gaps(self) -> dict[int, str]:
        """What stands before each token, and behind the last, where it is not one space, as most are."""
        if self._gaps is None:
            text, end, found = self.text, 0, {}
            for index, (start, after) in enumerate((*self.spans, (len(self.text), 0))):
                gap = text[end:start]
                if gap != " ":
                    found[index] = gap
                end = after
            self._gaps = found
        return self._gaps

    def breaks(self, index: int) -> bool:
        """Whether strong punctuation (no comma, no hyphen, no point of an abbreviation) stands before token `index`."""
        gap = self.gaps.get(index)
        if gap is None:
            return False
        found = self._breaks.get(index)
        if found is None:  # every check of a sentence asks again
            found = bool(_BREAK.search(gap)) or ("." in gap and not self._abbreviates(index))
            self._breaks[index] = found
        return found

    @property
    def commas(self) -> frozenset[int]:
        """The tokens before which a comma stands."""
        if self._commas is None:
            self._commas = frozenset(index for index, gap in self.gaps.items() if not _COMMAS.isdisjoint(gap))
        return self._commas

    def _abbreviates(self, index: int) -> bool:
        if not 0 < index < len(self.keys):
            return False
        before = self.keys[index - 1]
        return self.gap(index) == "." or len(before) == 1 or before in _ABBREVIATIONS


def _cumulative(keys: tuple[str, ...], gap: int) -> list[int]:
    out, position = [], 0
    for key in keys:
        out.append(position)
        position += len(key) + gap
    return [*out, position]


def _numbers(keys: tuple[str, ...]) -> list[str]:
    return [k for k in keys if any(c.isdigit() for c in k)]


@lru_cache(maxsize=8192)
def keys_of(value: str) -> tuple[str, ...]:
    """The folded tokens of a value."""
    return tuple(fold(m.group()) for m in _TOKEN.finditer(value))
