"""Citation recall, citation precision and unsupported sentences of a brief, in ALCE's form.

Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (ALCE), EMNLP 2023.

    citation       recall: sentences that all their cited passages together entail / sentences; without citations: not.
                   precision: citations that count / citations. One counts if its sentence is entailed, and the
                   passage entails it alone, or the other passages without it do not
    unsupported    sentences that their passages do not entail / sentences

ALCE takes means over documents; here the counts are summed, so that intervals come by resampling. The entailment test
can be swapped for a model. The default is this project's deterministic gate (`summarizer.grounding.check_sentence`): it
passes what adds nothing to the passages and changes nothing in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.metrics.counts import Counts
from summarizer.articles import Article
from summarizer.briefing.build import NO_CHANGE, NO_EVENTS, NO_NEWS
from summarizer.briefing.when import dates_text, time_phrase
from summarizer.grounding import check_sentence
from summarizer.schemas.brief import DailyBrief, Statement

Entails = Callable[[Sequence[str], str], bool]
"""Passages and a sentence to whether the passages together entail it."""


@dataclass(frozen=True)
class CitedSentence:
    """A sentence with the passages it cites; an address that leads nowhere is an empty passage.

    Attributes:
        text: the sentence.
        passages: the cited passages.
        given: further premises that stand beyond doubt, such as dates that code resolved; no citations.
    """

    text: str
    passages: tuple[str, ...]
    given: tuple[str, ...] = ()


def by_gate(passages: Sequence[str], sentence: str) -> bool:
    """The default entailment test."""
    return not check_sentence(sentence, passages)


def score(sentences: Sequence[CitedSentence], entails: Entails = by_gate) -> dict[str, Counts]:
    """Counts of one brief."""
    counted = cited = supported = 0
    for sentence in sentences:
        holds = _holds(sentence, sentence.passages, entails)
        supported += holds
        cited += len(sentence.passages)
        counted += sum(_counts(sentence, k, entails) for k in range(len(sentence.passages))) if holds else 0
    wrong = len(sentences) - supported
    return {
        "citation": Counts(counted, cited, supported, len(sentences)),
        "unsupported": Counts(wrong, len(sentences), wrong, len(sentences)),
    }


def sentences_of(brief: DailyBrief) -> list[CitedSentence]:
    """Every sentence of a brief that tells of events, with the passages it cites."""
    passages = {cited.n: cited.text for cited in brief.cited}
    records = {record.event_id: record for record in brief.records}
    found = []
    for statement in _statements(brief):
        told = [records[name] for name in statement.events if name in records]
        dates = [f(record, brief.edition_date) for record in told for f in (time_phrase, dates_text)]
        given = tuple(dict.fromkeys(text for text in dates if text))
        cited = tuple(passages.get(n, "") for n in statement.citations)
        found += [CitedSentence(part.text, cited, given) for part in Article(text=statement.text).sentences]
    return found


def _statements(brief: DailyBrief) -> Iterator[Statement]:
    # Changes, contradictions and judgements are computed from several records: no sentence of an article bears them.
    lists: list[Sequence[Statement]] = [[brief.bluf], brief.key_takeaways]
    lists += [section.items for section in brief.sections]
    for statements in (*lists, brief.watch):
        yield from (statement for statement in statements if statement.text not in (NO_CHANGE, NO_EVENTS, NO_NEWS))


def _counts(sentence: CitedSentence, k: int, entails: Entails) -> bool:
    others = (*sentence.passages[:k], *sentence.passages[k + 1 :])
    return _holds(sentence, sentence.passages[k : k + 1], entails) or not _holds(sentence, others, entails)


def _holds(sentence: CitedSentence, passages: Sequence[str], entails: Entails) -> bool:
    kept = [passage for passage in passages if passage]
    return bool(kept) and len(kept) == len(passages) and entails([*kept, *sentence.given], sentence.text)
