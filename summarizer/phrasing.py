"""A brief's sentences phrased by a model: one record, one question, one sentence, each checked alone.

The brief stands before the model is asked. A sentence that the gate refuses is asked for once more, with the reason; if
that fails too, the computed wording stays and is counted. A model that cannot be reached costs the brief nothing but the
phrasing: the note says so.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from summarizer.articles import Article
from summarizer.briefing.budget import prose_words
from summarizer.briefing.coverage import method_note
from summarizer.briefing.facts import facts_of, tellable
from summarizer.briefing.gate import check_text
from summarizer.errors import ArticleError, SummarizerError
from summarizer.model.client import ModelClient, Prompt
from summarizer.schemas import EventRecord, FailureKind, Reason, Rejection
from summarizer.schemas.brief import DailyBrief, Phrasing, Statement
from summarizer.settings import Settings
from summarizer.templates import SHIPPED, clean, data_tag

if TYPE_CHECKING:
    from jinja2 import Environment

PROMPT = "brief/v1"
SENTENCE_TOKENS = 200
LONGER = 1.25
"""A phrased sentence may be this much longer than the computed one, and five words."""
BLUF_WORDS = 50
MAX_FAILURES = 3
"""Questions without any answer, one after the other, after which the model is given up."""
_FINAL = (FailureKind.TRANSPORT, FailureKind.BUDGET)


class PhrasedSentence(BaseModel):
    """One sentence that tells the event."""

    sentence: str = Field(max_length=600)


@dataclass
class _Tally:
    asked: int = 0
    reasked: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    """Record id to the sentence that passed."""
    refused: Counter[Reason] = field(default_factory=Counter)
    unanswered: int = 0
    error: str | None = None


class Phraser:
    """Phrases briefs with one client."""

    def __init__(self, client: ModelClient, settings: Settings, *, secret: bytes) -> None:
        self.client, self.settings, self._secret = client, settings, secret

    async def phrase(self, brief: DailyBrief) -> DailyBrief:
        """A copy of `brief` with what the model phrased; never raises for the model's sake."""
        tally = _Tally()
        wanted = dict(_sentences(brief))
        slots = asyncio.Semaphore(self.settings.concurrency)
        records = {r.event_id: r for r in (*brief.earlier, *brief.records)}

        async def one(record: EventRecord, text: str) -> None:
            async with slots:
                if tally.error is None:
                    await self._one(record, text, brief.edition_date, tally)

        await asyncio.gather(*(one(records[i], text) for i, text in wanted.items()))
        return _with(brief, wanted, tally, self.client.model)

    async def _one(self, record: EventRecord, text: str, edition: date, tally: _Tally) -> None:
        prompt = self._prompt(record, text, edition)
        tally.asked += 1
        for attempt in range(2):
            sentence = await self._answer(prompt, tally)
            if sentence is None:
                return
            found = _refusals(sentence, text, record, edition)
            if not found:
                tally.kept[record.event_id] = sentence
                return
            tally.refused.update(dict.fromkeys((r.reason for r in found), 1))
            if not attempt:
                tally.reasked += 1
                why = "; ".join(dict.fromkeys(f"{r.message} ({r.value})" for r in found[:2]))
                prompt = Prompt(
                    prompt.system, f"{prompt.user}\n\n{_render('repair.j2', error=clean(why))}", prompt.examples
                )

    async def _answer(self, prompt: Prompt, tally: _Tally) -> str | None:
        try:
            reply = await self.client.structured(prompt, PhrasedSentence, max_tokens=SENTENCE_TOKENS)
        except ArticleError as error:
            tally.unanswered += 1
            if error.failure.kind in _FINAL or tally.unanswered >= MAX_FAILURES:
                tally.error = tally.error or error.failure.message
            return None
        except SummarizerError as error:
            tally.error = tally.error or str(error)
            return None
        tally.unanswered = 0
        return clean(reply.value.sentence)

    def _prompt(self, record: EventRecord, text: str, edition: date) -> Prompt:
        facts = [(name, clean(value)) for name, value in facts_of(record, edition)]
        tag = data_tag(f"{record.event_id}{text}", self._secret)
        return Prompt(_render("system.j2"), _render("user.j2", tag=tag, facts=facts, wording=clean(text)), _examples())


def unphrased(brief: DailyBrief, model: str, error: str) -> DailyBrief:
    """`brief` as computed, with the note that the model could not be asked and why."""
    return _with(brief, dict(_sentences(brief)), _Tally(error=error), model)


def _sentences(brief: DailyBrief) -> Iterator[tuple[str, str]]:
    """Record id and computed wording of each printed sentence that is made from a record; the same record once."""
    records = {r.event_id: r for r in (*brief.earlier, *brief.records)}
    seen: set[str] = set()
    for statement in _told(brief):
        record = records.get(statement.events[0]) if statement.events else None
        if record and record.event_id not in seen and tellable(statement.text, record, brief.edition_date):
            seen.add(record.event_id)
            yield record.event_id, statement.text


def _told(brief: DailyBrief) -> list[Statement]:
    items: list[Statement] = [i for s in brief.sections for i in s.items]
    return [*brief.key_takeaways, *items, *brief.watch[: brief.coverage.printed.get("watch", 0)]]


def _refusals(sentence: str, computed: str, record: EventRecord, edition: date) -> list[Rejection]:
    """The gate, and what a phrased sentence must be besides: one sentence, and about as long as the computed one."""
    shape = None
    if len(Article(text=sentence).sentences) != 1:
        shape = "not one sentence"
    elif len(sentence.split()) > LONGER * len(computed.split()) + 5:
        shape = "much longer than the wording"
    if shape:
        return [Rejection(field="sentence", value=sentence, reason=Reason.INVALID, message=f"The reply is {shape}.")]
    return check_text(sentence, [record], edition)


def _with(brief: DailyBrief, wanted: dict[str, str], tally: _Tally, model: str) -> DailyBrief:
    out = brief.model_copy(deep=True)
    for statement in _told(out):
        record = statement.events[0] if statement.events else ""
        if record in tally.kept and statement.text == wanted.get(record):
            statement.text = tally.kept[record]
    _bluf(out, wanted, tally.kept)
    out.coverage.phrasing = Phrasing(
        model=model, prompt=PROMPT, prompt_hash=_prompt_hash(), asked=tally.asked, kept=len(tally.kept),
        reasked=tally.reasked, fallbacks=len(wanted) - len(tally.kept),
        refused=dict(sorted(tally.refused.items(), key=lambda kv: (-kv[1], kv[0].value))), error=tally.error,
    )  # fmt: skip
    out.coverage.degraded = out.coverage.degraded or tally.error is not None
    out.coverage.words = prose_words(out)
    out.method_note = method_note(out.records, out.coverage.phrasing)
    return out


def _bluf(brief: DailyBrief, wanted: dict[str, str], kept: dict[str, str]) -> None:
    """The top line takes the phrased sentences where it prints the computed ones whole, and they still fit."""
    text = brief.bluf.text
    for record in brief.bluf.events:
        if record in kept and wanted[record] in text:
            text = text.replace(wanted[record], kept[record])
    if len(text.split()) <= BLUF_WORDS:
        brief.bluf.text = text


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # The reader is a model; record words arrive as variables only, in a block whose tag their writer cannot guess.
    return Environment(
        loader=FileSystemLoader(SHIPPED / PROMPT), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        autoescape=False,
    )  # fmt: skip


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values).strip()


@cache
def _examples() -> tuple[tuple[str, str], ...]:
    found: Sequence[dict[str, object]] = json.loads((SHIPPED / PROMPT / "examples.json").read_text(encoding="utf-8"))
    return tuple(
        (
            _render("user.j2", tag="record", facts=e["facts"], wording=e["wording"]),
            json.dumps({"sentence": e["sentence"]}, ensure_ascii=False, separators=(",", ":")),
        )
        for e in found
    )


@cache
def _prompt_hash() -> str:
    """Of everything that is the same for all sentences."""
    stable = json.dumps([_render("system.j2"), _examples()], ensure_ascii=False)
    return hashlib.sha256(stable.encode()).hexdigest()[:12]
