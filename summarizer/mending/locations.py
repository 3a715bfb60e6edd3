"""Where it happened, found by code: for records whose place the model left empty.

Only what the sentence's grammar makes unmistakable: a name behind a preposition of place, and only one such name in the
cited sentence. A name behind "from" or "to" is where somebody comes from or goes to, and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.grammar import comma_before, is_name, is_verb
from summarizer.grounding.text import Words, clean, keys_of
from summarizer.lexicon import ARTICLES, FUNCTION_WORDS, MONTHS, TIME_WORDS, word_set
from summarizer.schemas import EventClass, EventDraft, Place
from summarizer.schemas.codebook_parts import EvidenceLink

_IN = word_set("in at near outside around inside")
_KEPT = word_set("near outside around")
"""Prepositions that belong to the place: "near Marden" is not Marden."""
_COMMON = word_set(
    "town city village district province region state county port suburb neighbourhood neighborhood quarter area camp"
    " capital northern southern eastern western central coastal border the of locality township governorate department"
)
"""Words that may stand between the preposition and the name."""
_AFTER = _COMMON | word_set(
    "hospital market prison station airport airfield base barracks checkpoint crossing junction road highway mountains hills"
    " river valley coast peninsula university school church mosque monastery refinery field fields forest park square"
)
"""Words that may end the name, and an "of" that goes on from there: "the Bab al-Tabbaneh quarter of Tripoli"."""
_PARTICLES = word_set("al el de la le du da bin ibn es ed er as ash au aux sur 's ’s -")
_DASH = re.compile(r"[–—]|\s-\s|--")
_NO_PLACE = word_set("during when while who which that after before because since until with presence order")
"""Words with which something else begins."""
_UNPLACED = frozenset({EventClass.STATEMENT, EventClass.TALKS_MEETING, EventClass.AGREEMENT_CEASEFIRE})
"""Their sentences name places for other reasons: a minister's country, what a statement is about."""


def with_place(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with the one place that its first cited sentence names, if it has none of its own."""
    draft = checked.record
    if (
        draft is None
        or draft.event_class in _UNPLACED
        or (draft.place is not None and not _is_dateline(checked, index))
    ):
        return checked
    source = index.by_number.get(draft.sentences[0])
    if source is None or source.instructs:
        return checked
    words = source.words
    taken = {k for who in (*draft.initiators, *draft.targets) for k in takewhile(lambda k: k not in _IN, keys_of(who))}
    found = [(a, b) for a, b in places_in(words) if not taken & set(words.keys[a:b])]
    if not found or any(not _within(words, a, b) for a, b in pairwise(found)):
        return checked
    first, last = found[0]
    name = clean(words.text[words.spans[first][0] : words.spans[last - 1][1]])
    record = draft.model_copy(update={"place": Place(name)})
    support = Support(source.sentence.number, *words.span(first, last), EvidenceLink.CITED)
    return replace(checked, record=record, evidence={**checked.evidence, "place": (support,)})


def _is_dateline(checked: Checked[EventDraft], index: ArticleIndex) -> bool:
    """Whether the place only says where the report was written; it is kept where the sentence names no other."""
    for support in checked.evidence.get("place", ()):
        source = index.by_number.get(support.sentence)
        span = source and source.words.within(support.start, support.end)
        if source and span:
            return span[0] == 0 and span[1] < len(source.words) and bool(_DASH.search(source.words.gap(span[1])))
    return False


def _within(words: Words, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether the second place only says where the first lies: "in Nyala, in South Darfur"."""
    return all(key in _IN | ARTICLES for key in words.keys[one[1] : two[0]])


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
    key = words.keys[i]
    if i > name and (comma_before(words, i) or words.breaks(i)):
        return False
    if i > name and (key in _PARTICLES or key == "of") and i + 1 < len(words):
        # "of" goes on from a kind of place alone: "the quarter of Tripoli", not "Sudan of old".
        return (key != "of" or words.keys[i - 1] in _AFTER) and is_name(words, i + 1)
    if i > name and key in _AFTER - {"the", "of"}:
        return True
    return is_name(words, i) and words.keys[i] not in TIME_WORDS | MONTHS and not words.keys[i].isdigit()


def without_surplus(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with its place cut where the place ends: "Yerevan | during the meeting"."""
    draft = checked.record
    stands = checked.evidence.get("place", ())
    source = index.by_number.get(stands[0].sentence) if len(stands) == 1 else None
    if draft is None or draft.place is None or source is None:
        return checked
    words = source.words
    first, last = words.within(stands[0].start, stands[0].end) or (0, 0)
    cut = next(
        (i for i in range(first + 1, last) if words.keys[i] in _NO_PLACE or ";" in words.gap(i) or is_verb(words, i)),
        None,
    )
    if cut is None:
        return checked
    last = cut
    while last > first + 1 and words.keys[last - 1] in FUNCTION_WORDS:
        last -= 1
    place = Place(words.words(first, last))
    support = Support(stands[0].sentence, *words.span(first, last), stands[0].link)
    return replace(
        checked, record=draft.model_copy(update={"place": place}), evidence={**checked.evidence, "place": (support,)}
    )
