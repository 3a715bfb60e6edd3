"""One article to grounded records: the strategies, then the gate, then building.

    one_call   the whole article as numbered sentences, one question; for strong models
    staged     one short question a sentence, its reply limited to the sentence's own words; for small models
    questions  whether, which class, then each field; for small models and a schema of one's own

Either gives drafts; everything after that is the same for both.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Generic, TypeVar, cast

from pydantic import create_model

from summarizer.articles import Article, Sentence
from summarizer.calibration import load_calibration
from summarizer.drafts import Drafts
from summarizer.errors import ArticleError, SummarizerError
from summarizer.finishing import finish
from summarizer.grounding.quarantine import news, reports, shown, trusted
from summarizer.mending import with_spoken
from summarizer.model.client import ModelClient
from summarizer.model.usage import Allowance, Budget
from summarizer.questions import Questions
from summarizer.resolve.places import Places
from summarizer.resolve.tables import Tables
from summarizer.schemas import EventDraft, Extraction, Failure, FailureKind, Record
from summarizer.second_look import SecondLook
from summarizer.settings import Settings
from summarizer.templates import PromptFolder, clean, data_tag, numbered
from summarizer.vocabulary import sentence_grammar, sentence_wire

R = TypeVar("R", bound=Record)
logger = logging.getLogger("summarizer")

CHARS_PER_TOKEN = 3
"""Careful estimate for European text; an article that still does not fit fails as `too_long`."""
SENTENCE_TOKENS = 400
"""Output tokens for one sentence: two records with every field filled take about 250."""
PROMPTS = {"one_call": "extract/v1", "staged": "sentence/v1", "questions": "questions/v1"}
"""The folder of each strategy."""
LEAD_SENTENCES = 3
"""Sentences at the article's head that every later part repeats."""


class Extractor(Generic[R]):
    """Extracts one schema with one client. Make it once and use it for many articles."""

    def __init__(
        self, client: ModelClient, settings: Settings, schema: type[R], guideline: str | None = None, *, secret: bytes
    ) -> None:
        self.client, self.settings, self.schema, self._secret = client, settings, schema, secret
        places = Places(settings.cache_dir, settings.places) if settings.gazetteer else None
        self.tables = Tables.load(settings.actors, settings.outlets, places)
        shipped = issubclass(schema, EventDraft)
        strategy = settings.strategy_for(client.embedded, shipped=shipped)
        self.strategy, self.folder = strategy, PromptFolder(settings.prompt or PROMPTS[strategy], schema, guideline)
        again = shipped and settings.profile_for(client.embedded).second_look
        self._again = SecondLook(client, schema, guideline) if again else None
        self._limited = settings.vocabulary if settings.vocabulary is not None else client.embedded
        calibration = load_calibration(settings.calibration)
        self._finishing = asyncio.Lock()
        self._questions = Questions(client, schema, self.folder, calibration, limited=self._limited)

    async def extract(self, article: Article, allowed: Allowance | None = None) -> Extraction[R]:
        """Records of one article. Never raises for the article's sake: `error` says why it gave nothing.

        `allowed`: what it may cost, where another model has used up some of what the settings grant.
        """
        allowed = allowed or Allowance.of(self.settings)
        budget = allowed.budget
        try:
            self._admit(article)
            async with asyncio.timeout(allowed.left):
                drafts = await self._drafts(article, budget)
            async with self._finishing:
                # Finishing takes milliseconds: one article at a time, and between two the replies and requests of others
                # come through. Else a burst of replies would leave the service idle until all of them are finished.
                await asyncio.sleep(0)
                return finish(
                    article, drafts, self.schema, self.folder.id, self.tables, small=self.strategy == "staged"
                )
        except ArticleError as error:
            failure = error.failure
        except TimeoutError:
            message = f"the article took longer than article_timeout ({self.settings.article_timeout:g} s); raise it"
            failure = Failure(kind=FailureKind.DEADLINE, message=message)
        except SummarizerError:
            raise
        except Exception as error:
            logger.exception("article %s", article.doc_id)
            failure = Failure(
                kind=FailureKind.INTERNAL, message=f"{type(error).__name__} in this program; please report it"
            )
        found = (
            reports(article)
            if failure.kind in (FailureKind.BUDGET, FailureKind.DEADLINE, FailureKind.TRANSPORT)
            else []
        )
        return Extraction(
            doc_id=article.doc_id, source=trusted(article.source), usage=budget.usage, warnings=found, error=failure
        )

    def _admit(self, article: Article) -> None:
        if not article.text.strip():
            raise ArticleError(FailureKind.EMPTY, "the article holds no text")
        if len(article.text) > self.settings.max_article_chars:
            raise ArticleError(
                FailureKind.TOO_LONG,
                f"the article has {len(article.text):,} characters, more than max_article_chars "
                f"({self.settings.max_article_chars:,}): split it, or raise the setting",
            )

    def _tag(self, article: Article) -> str:
        """The tag of the data block. A reprint that differs in spaces and page furniture is the same question."""
        return data_tag("\n".join(clean(s.text) for s in article.sentences), self._secret)

    async def _drafts(self, article: Article, budget: Budget) -> Drafts[R]:
        ways = {"one_call": self._one_call, "staged": self._staged, "questions": self._asked}
        drafts = await ways[self.strategy](article, budget)
        if self._again is not None:
            await self._again.look(article, drafts, self._tag(article), self._parts, budget)
        return drafts

    async def _asked(self, article: Article, budget: Budget) -> Drafts[R]:
        drafts = Drafts[R]()
        tag = self._tag(article)
        for part in self._parts(news(article)) if news(article) else ():
            asked = await self._questions.ask(tag, part, budget)
            drafts.items.extend(asked.records)
            drafts.usage += asked.usage
            drafts.fingerprint, drafts.model = drafts.fingerprint or asked.fingerprint, asked.model
        return drafts

    async def _one_call(self, article: Article, budget: Budget) -> Drafts[R]:
        drafts = Drafts[R]()
        tag = self._tag(article)
        for part in self._parts(shown(article)) if news(article) else ():
            prompt = self.folder.question(
                tag=tag,
                title=clean(trusted(article.title) or ""),
                published=article.published,
                sentences=numbered([(s.number, s.text) for s in part]),
            )
            reply = await self.client.structured_records(prompt, self.schema, budget=budget, repair=self.folder.repair)
            drafts.add(reply, reply.value)
        return drafts

    def _parts(self, sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
        """The whole article where it fits; else parts that each repeat headline and lead, numbers article-wide."""
        room = (self.settings.context_tokens - self.settings.max_output_tokens) * CHARS_PER_TOKEN - len(
            self.folder.system
        )
        room = max(room - sum(len(a) + len(b) for a, b in self.folder.examples), 1000)
        if sum(len(s.text) + 8 for s in sentences) <= room:
            yield sentences
            return
        lead = list(sentences[:LEAD_SENTENCES])
        part, used = list(lead), sum(len(s.text) for s in lead)
        for sentence in sentences[LEAD_SENTENCES:]:
            if used + len(sentence.text) + 8 > room and len(part) > len(lead):
                yield part
                part, used = list(lead), sum(len(s.text) for s in lead)
            part.append(sentence)
            used += len(sentence.text) + 8
        yield part

    async def _staged(self, article: Article, budget: Budget) -> Drafts[R]:
        drafts = Drafts[R]()
        tag = self._tag(article)
        partial, by_number = without_sentences(self.schema), {s.number: s for s in news(article)}
        for sentence in self._worth_asking(article):
            text = clean(sentence.text)
            before = by_number.get(sentence.number - 1)
            prompt = self.folder.question(tag=tag, sentence=text, before=clean(before.text) if before else None)
            reply = await self.client.structured_records(
                prompt,
                partial,
                wire=sentence_wire(self.schema),
                grammar=sentence_grammar(self.schema, text) if self._limited else None,
                max_tokens=min(SENTENCE_TOKENS, self.settings.max_output_tokens),
                repair=self.folder.repair,
                budget=budget,
            )
            drafts.add(reply, [self._numbered(record, sentence.number) for record in reply.value])
        if issubclass(self.schema, EventDraft):
            # A small model passes over who accuses and who denies; a larger one reports it by itself.
            drafts.items = cast(list[R], with_spoken(article, cast(list[EventDraft], drafts.items)))
        return drafts

    def _numbered(self, record: R, sentence: int) -> R:
        return self.schema.model_validate(record.model_dump() | {"sentences": [sentence]})

    def _worth_asking(self, article: Article) -> Iterator[Sentence]:
        """Sentences that can report something: not instructions to a model; headings only where there is nothing else."""
        told = news(article)
        yield from [s for s in told if not s.heading] or told


@cache
def without_sentences(schema: type[R]) -> type[R]:
    """`schema` as it is asked for one sentence: code knows the number, so the model need not give it."""
    return create_model(schema.__name__, __base__=schema, __doc__=schema.__doc__, sentences=(list[int], [1]))
