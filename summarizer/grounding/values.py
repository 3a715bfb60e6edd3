"""Words as written: where in the article a `Verbatim`, `Actor`, `Place` or `When` value stands."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.lexicon import ARTICLES, FUNCTION_WORDS, PRONOUNS
from summarizer.schemas.marks import Actor, Place
from summarizer.schemas.reasons import Reason

from .casualties import Casualties
from .fields import Mark
from .sources import Source
from .text import POSSESSIVE, clean, keys_of

_PREFIXES = frozenset({"anti", "non", "pro", "ex", "pre", "post", "counter"})
_CAPITAL_NAMES = frozenset({"who", "it"})
_HYPHENS = frozenset("-\u2010\u2011")


class Found(NamedTuple):
    """A value's place in a sentence: token range and the words to hand on."""

    source: Source
    first: int
    last: int
    words: str


def bare_keys(value: str) -> tuple[str, ...]:
    """The tokens that must stand: without a leading article and a trailing possessive."""
    keys = keys_of(value)
    while len(keys) > 1 and keys[0] in ARTICLES:
        keys = keys[1:]
    while len(keys) > 1 and keys[-1] == POSSESSIVE:
        keys = keys[:-1]
    return keys


def names_nobody(value: str) -> bool:
    """Whether there is nothing in the value but pronouns and function words; "WHO" in capitals is a name."""
    keys = keys_of(value)
    if value.isupper() and not _CAPITAL_NAMES.isdisjoint(keys):
        return False
    return all(k in PRONOUNS or k in FUNCTION_WORDS or k == POSSESSIVE for k in keys)


def find_value(value: str, source: Source) -> Found | None:
    """The first place in this sentence where `value` stands at token boundaries."""
    keys = bare_keys(value)
    for first in source.words.find_all(keys):
        if not _prefixed(source, first):
            return _found(value, source, first, first + len(keys))
    compact = source.words.find_compact(keys)
    if compact is None or _prefixed(source, compact[0]):
        return None
    return Found(source, *compact, clean(value))


def find_all(value: str, source: Source) -> list[Found]:
    """Every place in this sentence where `value` stands at token boundaries."""
    keys = bare_keys(value)
    return [_found(value, source, f, f + len(keys)) for f in source.words.find_all(keys) if not _prefixed(source, f)]


def _found(value: str, source: Source, first: int, last: int) -> Found:
    """The text's own words, with the article or possessive that `value` asked for when the text has it there too."""
    keys = keys_of(value)
    lead = keys.index(source.words.keys[first]) if source.words.keys[first] in keys else 0
    if lead and first >= lead and source.words.keys[first - lead : first] == keys[:lead]:
        first -= lead
    if keys[-1] == POSSESSIVE and last < len(source.words) and source.words.keys[last] == POSSESSIVE:
        last += 1
    return Found(source, first, last, source.words.words(first, last))


def _prefixed(source: Source, first: int) -> bool:
    """ "anti-Alda protesters" does not name Alda as an actor."""
    words = source.words
    return first > 0 and words.keys[first - 1] in _PREFIXES and words.gap(first) in _HYPHENS


def who_kinds(found: Found) -> frozenset[str]:
    """Casualty kinds that the text gives these people: of a number inside the words or beside them, or of the words
    alone.
    """
    casualties = found.source.casualties
    beside = [n for n in casualties.numbers if n.first <= found.last and found.first <= n.last]
    if any(kinds := casualties.kinds(n) for n in beside):
        return kinds
    alone = Casualties(found.source.words, (found.first, found.last))
    return frozenset(k for n in alone.numbers if n.first == found.first for k in alone.kinds(n))


def near_miss(value: str, mark: Mark, cited: list[Source]) -> tuple[Reason, str]:
    """Why a value stands nowhere: another number, a half-changed name, or plainly not in the text."""
    keys = [k for k in bare_keys(value) if k not in FUNCTION_WORDS and k != POSSESSIVE]
    present = {k for source in cited for k in source.words.keys}
    missing = [k for k in keys if k not in present]
    if missing and len(missing) < len(keys):
        if any(c.isdigit() for k in missing for c in k):
            return Reason.NUMBER_CHANGED, f'The text has no "{" ".join(missing)}" beside the other words of "{value}"'
        if issubclass(mark, Actor | Place):
            return Reason.NAME_CHANGED, f'The text has no "{" ".join(missing)}" beside the rest of "{value}"'
    if keys and not missing:
        return Reason.NOT_IN_TEXT, f'The words of "{value}" do not stand together in the article'
    return Reason.NOT_IN_TEXT, f'"{value}" does not stand in the article'
