"""Where it happened, found by code: for records whose place the model left empty.

Only what the sentence's grammar makes unmistakable: a name behind a preposition of place, and only one such name in the
cited sentence. A name behind "from" or "to" is where somebody comes from or goes to, and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import comma_before, is_name
from summarizer.grounding.text import Words, clean, keys_of
from summarizer.lexicon import ARTICLES, MONTHS, TIME_WORDS, word_set
from summarizer.schemas import EventClass, EventDraft, Place
from summarizer.schemas.codebook_parts import EvidenceLink

_IN = word_set("in at near outside around inside")
_KEPT = word_set("near outside around")
"""Prepositions that belong to the place: "near Marden" is not Marden."""
_COMMON = word_set(
    "town city village district province region state county port suburb neighbourhood neighborhood quarter area camp"
    " capital northern southern eastern western central coastal border the of"
)
"""Words that may stand between the preposition and the name."""
_UNPLACED = frozenset({EventClass.STATEMENT, EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE})
"""Their sentences name places for other reasons: a minister's country, what a statement is about."""


def with_place(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with the one place that its first cited sentence names, if it has none of its own."""
    draft = checked.record
    if draft is None or draft.place is not None or draft.event_class in _UNPLACED:
        return checked
    source = index.by_number.get(draft.sentences[0])
    if source is None or source.instructs:
        return checked
    words = source.words
    taken = {k for who in (*draft.initiators, *draft.targets) for k in keys_of(who)}
    found = [(a, b) for a, b in places_in(words) if not taken & set(words.keys[a:b])]
    if len(found) != 1:
        return checked
    first, last = found[0]
    name = clean(words.text[words.spans[first][0] : words.spans[last - 1][1]])
    record = draft.model_copy(update={"place": Place(name)})
    support = Support(source.sentence.number, *words.span(first, last), EvidenceLink.CITED)
    return replace(checked, record=record, evidence={**checked.evidence, "place": (support,)})


def places_in(words: Words) -> Iterator[tuple[int, int]]:
    """Token ranges of names behind a preposition of place, in a text whose capitals tell names."""
    if not words.cased:
        return
    i = 0
    while i < len(words):
        if words.keys[i] not in _IN:
            i += 1
            continue
        start = i if words.keys[i] in _KEPT else i + 1
        name = i + 1
        while name < len(words) and words.keys[name] in _COMMON and not comma_before(words, name):
            name += 1
        end = name
        while end < len(words) and _goes_on(words, end, name):
            end += 1
        if end > name:
            while words.keys[start] in ARTICLES and start < name - 1:
                start += 1
            yield start, end
        i = max(end, i + 1)


def _goes_on(words: Words, i: int, name: int) -> bool:
    if i > name and (comma_before(words, i) or words.breaks(i)):
        return False
    return is_name(words, i) and words.keys[i] not in TIME_WORDS | MONTHS and not words.keys[i].isdigit()
