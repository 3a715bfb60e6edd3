"""A second look: sentences that sound as if somebody came to harm, and that no record cites, are asked about once more.

One further call for an article: the article as before (so that a server's prefix cache holds it), then the numbers of those
sentences and what was recorded so far. Its records join the others before the gate, which judges them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from summarizer.articles import Article, Sentence
from summarizer.drafts import Drafts
from summarizer.errors import ArticleError
from summarizer.grounding.quarantine import shown, trusted
from summarizer.model.client import ModelClient
from summarizer.model.usage import Budget
from summarizer.overlooked import overlooked
from summarizer.schemas import Record
from summarizer.templates import PromptFolder, clean, numbered

R = TypeVar("R", bound=Record)

PROMPT = "second_look/v1"
BESIDE = 1
"""Where an article is too long to be shown whole: so many sentences on either side of each one that is asked about."""

Parts = Callable[[Sequence[Sentence]], Iterator[Sequence[Sentence]]]
"""Splits sentences into parts that fit the model's context."""


class SecondLook(Generic[R]):
    """Asks again for one schema. Make it once and use it for many articles."""

    def __init__(self, client: ModelClient, schema: type[R], guideline: str | None) -> None:
        self._client, self._schema, self._folder = client, schema, PromptFolder(PROMPT, schema, guideline)

    async def look(self, article: Article, drafts: Drafts[R], tag: str, parts: Parts, budget: Budget) -> None:
        """Add what was overlooked to `drafts`. A look that fails costs only itself: a warning says so."""
        missed = overlooked(article, {number for draft in drafts.items for number in draft.sentences})
        if not missed:
            return
        prompt = self._folder.question(
            tag=tag,
            title=clean(trusted(article.title) or ""),
            published=article.published,
            sentences=numbered([(s.number, s.text) for s in _fitting(shown(article), missed, parts)]),
            overlooked=[s.number for s in missed],
            known=[_told(draft) for draft in drafts.items],
        )
        try:
            reply = await self._client.structured_records(
                prompt, self._schema, budget=budget, repair=self._folder.repair
            )
        except ArticleError as error:
            drafts.usage += error.usage
            numbers = ", ".join(str(s.number) for s in missed)
            drafts.warnings.append(f"the second look at sentence {numbers} failed: {error}")
            return
        drafts.add(reply, reply.value)


def _fitting(sentences: Sequence[Sentence], missed: Sequence[Sentence], parts: Parts) -> Sequence[Sentence]:
    """All sentences where they fit; else those in question with their neighbours, as many as fit."""
    first, *more = parts(sentences)
    if not more:
        return first
    near = {s.number + step for s in missed for step in range(-BESIDE, BESIDE + 1)}
    return next(parts([s for s in sentences if s.number in near]))


def _told(draft: Record) -> str:
    """A record in a few words: its sentences, and its class."""
    numbers = ", ".join(map(str, draft.sentences))
    return f"sentence {numbers}: {getattr(draft, 'event_class', type(draft).__name__)}"
