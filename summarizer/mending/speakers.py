"""Who speaks in a sentence, found by code: for records whose claimant the model did not name.

A claim keeps its claimant (domain rule 9), so a record of a sentence that ends in "residents said" is claimed by the
residents even where a small model forgot them. Only what the gate itself accepts as the subject of a speech verb counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarizer.grounding import ArticleIndex, Checked, Support
from summarizer.grounding.claimants import anaphoric_speaker, is_denial, speech_cue
from summarizer.grounding.grammar import comma_before, is_name, is_verb
from summarizer.grounding.text import Words, clean
from summarizer.grounding.values import names_nobody
from summarizer.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_OPENERS,
    FUNCTION_WORDS,
    NEVER_IN_NAMES,
    PHRASE_ENDS,
    PREPOSITIONS,
    REPORTING_VERBS,
    TIME_WORDS,
)
from summarizer.resolve.nouns import Noun, nouns
from summarizer.schemas import Actor, EventClass, EventDraft, Verbatim
from summarizer.schemas.codebook_parts import EvidenceLink

_PERFECT = frozenset(("has", "have", "had"))
_NO_REPORT = AUXILIARIES | {"to"}
MOST_CLAIMANTS = 2
MOST_WORDS = 9
"""A longer phrase before a speech verb is seldom a name alone."""


def with_speakers(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """The grounded draft with the speakers of its cited sentences as claimants, if it has none of its own.

    A statement's speaker is its initiator; a denier does not claim what he denies.
    """
    checked = _named(checked, index)
    draft = checked.record
    if draft is None:
        return checked
    field = "initiators" if draft.event_class is EventClass.STATEMENT else "claimants"
    if getattr(draft, field):
        return checked
    found = _speakers(draft, index)
    if not found and (meant := _meant(draft, index)) is not None:
        found = dict([meant])
    names = list(found)[: 1 if field == "initiators" else MOST_CLAIMANTS]
    if not names:
        return checked
    mark = Actor if field == "initiators" else Verbatim
    record = draft.model_copy(update={field: [mark(n) for n in names]})
    return replace(checked, record=record, evidence={**checked.evidence, field: tuple(found[n] for n in names)})


def _speakers(draft: EventDraft, index: ArticleIndex) -> dict[str, Support]:
    """The speakers of the cited sentences, and where they stand."""
    found: dict[str, Support] = {}
    for number in draft.sentences:
        source = index.by_number.get(number)
        if source is None or source.instructs:
            continue
        for first, last in speakers_in(source.words):
            name = clean(source.words.text[source.words.spans[first][0] : source.words.spans[last - 1][1]])
            found.setdefault(name, Support(number, *source.words.span(first, last), EvidenceLink.CITED))
    return found


def _named(checked: Checked[EventDraft], index: ArticleIndex) -> Checked[EventDraft]:
    """With the person in the place of a claimant "he"; where nobody can be told for sure, the word stays as it is."""
    draft = checked.record
    if draft is None or not any(names_nobody(c) for c in draft.claimants):
        return checked
    meant = _meant(draft, index)
    if meant is None:
        return checked
    name, support = meant
    stands = zip(draft.claimants, checked.evidence.get("claimants", ()), strict=False)
    claims = [(Verbatim(name), support) if names_nobody(c) else (c, s) for c, s in stands]
    record = draft.model_copy(update={"claimants": list(dict.fromkeys(c for c, _ in claims))})
    return replace(checked, record=record, evidence={**checked.evidence, "claimants": tuple(s for _, s in claims)})


def _meant(draft: EventDraft, index: ArticleIndex) -> tuple[str, Support] | None:
    """Whom "he said" means: the one person that the sentence before quotes, or begins with."""
    first, before = (index.by_number.get(draft.sentences[0] - n) for n in (0, 1))
    if first is None or before is None or before.instructs or anaphoric_speaker(first) is None:
        return None
    words = before.words
    found = [(a, b) for a, b in speakers_in(words) if _is_person(words, a, b)]
    opening = _opening_name(words) or _opening_post(words)
    if not found and opening > 1:
        found = [(0, opening)]
    if len(found) != 1:
        return None
    start, end = found[0]
    name = clean(words.text[words.spans[start][0] : words.spans[end - 1][1]])
    return name, Support(before.sentence.number, *words.span(start, end), EvidenceLink.ELSEWHERE)


def _is_person(words: Words, start: int, end: int) -> bool:
    """Whether the words hold a name of two parts, as persons have, and no group's: "Colonel Darío Restán"."""
    keys = words.keys[start:end]
    named = sum(is_name(words, i) or i == 0 for i in range(start, end))
    return named > 1 and Noun.GROUP not in nouns(keys)


def _opening_name(words: Words) -> int:
    """How many words of a name the sentence begins with; 0 if it does not begin with a person's."""
    end = 0
    while end < len(words) and (end == 0 or is_name(words, end)) and not (end and comma_before(words, end)):
        end += 1
    return end if end > 1 and _is_person(words, 0, end) else 0


def speakers_in(words: Words) -> list[tuple[int, int]]:
    """Token ranges of the sentence's speakers, pronouns and deniers left out, each once."""
    out: list[tuple[int, int]] = []
    cues: set[int] = set()
    for first, last in _candidates(words):
        first = _trimmed(words, first, last)
        if not _is_name(words, first, last) or any(first < b and a < last for a, b in out):
            continue
        cue = speech_cue(words, first, last)
        if cue is not None and not is_denial(words, cue) and cue not in cues:
            out.append((first, last))
            cues.add(cue)
    return out


def _opening_post(words: Words) -> int:
    """How many words of a description the sentence begins with, up to its verb: "The front's military spokesman"."""
    end = next((i for i in range(2, min(len(words), MOST_WORDS)) if is_verb(words, i)), 0)
    return end if end and Noun.PEOPLE in nouns(words.keys[:end]) and _is_name(words, 0, end) else 0


def subject_of(words: Words, verb: int) -> tuple[int, int] | None:
    """Token range of the name that stands as the subject before the verb at `verb`; None for a pronoun or a passive."""
    last = verb
    while last > 0 and (words.keys[last - 1] in _PERFECT | ADVERBS or words.keys[last - 1].endswith("ly")):
        last -= 1
    if last == 0 or words.keys[last - 1] in AUXILIARIES | {"to", "not"}:
        return None
    end, opening = last, last
    if comma_before(words, last):
        # "Its spokesman, Olivier Ntare, accused …", "the ministry, which runs it, denied …"
        opening = next((j for j in range(last - 1, 0, -1) if comma_before(words, j)), last)
        end = opening if words.keys[opening] in ("who", "which") else last
    first = _trimmed(words, _start(words, opening), opening)
    while end > first + 1 and words.keys[end - 1] in TIME_WORDS | PREPOSITIONS:
        opening = end = end - 1  # "the service on Wednesday rejected"
    return (first, end) if _is_name(words, first, opening) and end - first <= MOST_WORDS else None


def _is_name(words: Words, first: int, last: int) -> bool:
    """Whether the tokens can be a speaker's name or description: no verb phrase, no bare pronoun, not too long."""
    keys = words.keys[first:last]
    if not 0 < len(keys) <= MOST_WORDS or names_nobody(" ".join(keys)):
        return False
    return keys[0] not in PREPOSITIONS and keys[-1] not in FUNCTION_WORDS and not NEVER_IN_NAMES & set(keys)


def _candidates(words: Words) -> Iterator[tuple[int, int]]:
    keys = words.keys
    for i, key in enumerate(keys):
        if key == "to" and i and keys[i - 1] == "according":
            yield i + 1, _end(words, i + 1)
        elif key in REPORTING_VERBS and not (i and keys[i - 1] in _NO_REPORT):
            if comma_before(words, i) and i > 1:
                # "X, who runs the clinic, said": the name stands before the comma that opens the insertion.
                opening = next((j for j in range(i - 1, 0, -1) if comma_before(words, j)), None)
                if opening is not None:
                    yield _start(words, opening), opening
            yield _start(words, i), i
            if (i and comma_before(words, i)) or words.gap(i).strip(" ,"):
                yield i + 1, _end(words, i + 1)


def _start(words: Words, end: int) -> int:
    """First token of the phrase that ends before `end`: back to a comma, quotation mark or another verb."""
    i = end
    while i > 0 and end - i < MOST_WORDS + 3:
        if i < end and (comma_before(words, i) or words.breaks(i)):
            break
        if i < end - 1 and is_verb(words, i - 1) and words.keys[i - 2 : i - 1] != ("who",):
            break
        i -= 1
    return i


def _end(words: Words, start: int) -> int:
    """Token after the phrase that begins at `start`."""
    i = start
    while i < len(words) and i - start <= MOST_WORDS:
        if i > start and (comma_before(words, i) or words.breaks(i) or words.keys[i] in PHRASE_ENDS):
            break
        if i > start and words.keys[i] in TIME_WORDS:
            return i - 1 if words.keys[i - 1] in PREPOSITIONS else i
        i += 1
    return i


def _trimmed(words: Words, first: int, last: int) -> int:
    """Without the adverbs, days and conjunctions that a clause may open with."""
    while first < last - 1 and words.keys[first] in CLAUSE_OPENERS:
        first += 1
    return first
