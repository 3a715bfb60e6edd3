"""The language-model client: a structured call, or a choice between options.

Async; openai, instructor and tenacity are imported when a client is built, not before.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import BaseModel, SecretStr

from summarizer.errors import ArticleError, ConfigurationError
from summarizer.model.cache import ReplyCache, Stored, question_key
from summarizer.model.choices import normalised, option_masses
from summarizer.model.endpoint import Endpoint
from summarizer.model.questions import MAX_ERROR, Choice, Prompt, Question, Repair, Reply
from summarizer.model.replies import Outcome, read_reply
from summarizer.model.usage import Budget, Meter
from summarizer.schemas.extraction import FailureKind, Usage
from summarizer.schemas.record import Record
from summarizer.schemas.wire import Schema, records_model
from summarizer.settings import Settings

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

    from summarizer.model.structured import Format
    from summarizer.model.transport import Transport

__all__ = ["Choice", "ModelClient", "Prompt", "Reply"]

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=Record)

TOP_LOGPROBS = 20
"""Most likely tokens asked for in a choice; the most that OpenAI gives."""
EMPTY = "the reply is empty"


class ModelClient:
    """Asks one model at one endpoint, within one event loop. `async with`, or `await client.aclose()`.

    Raises ConfigurationError (or one of its kinds) where the run cannot go on, and ArticleError, with the usage so far,
    where only this question failed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        model: str,
        base_url: str | None = None,
        api_key: SecretStr | str | None = None,
        embedded: bool = False,
        cache: ReplyCache | None = None,
        origin: str | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        beside: ModelClient | None = None,
    ) -> None:
        """`base_url` None is OpenAI's own; `sleep` waits between retries; `cache` is closed by whoever opened it; `origin`
        stands for the endpoint in its keys, where its address changes and the model does not; `beside` is the client of
        another model in the same run, with which the run's budget is shared.
        """
        from summarizer.model.transport import Transport

        self.settings = settings
        self.model = model
        self.embedded = embedded
        self.endpoint = Endpoint.of(base_url, api_key)
        self._cache, self._origin = cache, origin or self.endpoint.url
        other = beside._transport if beside else None
        self._transport: Transport = Transport(settings, self.endpoint, embedded=embedded, sleep=sleep, beside=other)

    def __repr__(self) -> str:
        return f"ModelClient({self.model!r} at {self.endpoint})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    # --- asking ---------------------------------------------------------------------------------------------------

    async def structured(
        self,
        prompt: Prompt,
        schema: type[M],
        *,
        wire: Schema | None = None,
        max_tokens: int | None = None,
        grammar: str | None = None,
        repair: Repair | None = None,
        budget: Budget | None = None,
    ) -> Reply[M]:
        """One object of `schema`.

        `wire`: sent in place of the schema's own wire schema, such as one with the article's vocabulary; in plain JSON
        mode it is printed into the system message. `grammar`: GBNF, sent to llama.cpp in place of a schema. `repair`:
        from the last error, the words added to the original prompt in a re-ask. `budget`: of the article, over all its
        questions.

        Raises ArticleError: REFUSED, EMPTY_REPLY, INVALID_REPLY, TRUNCATED (nothing could be salvaged), TRANSPORT,
        TOO_LONG or BUDGET.
        """
        from summarizer.model.structured import format_of

        form, meter = format_of(schema, self.settings.mode), Meter(budget)
        question = Question(prompt, form, wire, max_tokens, grammar, repair)
        key = self._key(question) if self._cache else None
        if self._cache is None or key is None:
            return (await self._answer(question, meter))[0]
        async with self._cache.asking(key):
            if (stored := self._cache.get(key)) is not None:
                if (recalled := _recalled(stored, form, meter)) is not None:
                    return recalled
                self._cache.remove(key)
            reply, text = await self._answer(question, meter)
            if not reply.truncated:
                self._cache.put(key, Stored(text, reply.model, reply.fingerprint))
            return reply

    async def structured_records(
        self,
        prompt: Prompt,
        record: type[R],
        *,
        wire: Schema | None = None,
        max_tokens: int | None = None,
        grammar: str | None = None,
        repair: Repair | None = None,
        budget: Budget | None = None,
    ) -> Reply[list[R]]:
        """All records of a text in one reply; no record is a valid answer. As `structured` otherwise."""
        reply = await self.structured(
            prompt,
            records_model(record),
            wire=wire,
            max_tokens=max_tokens,
            grammar=grammar,
            repair=repair,
            budget=budget,
        )
        records: list[R] = getattr(reply.value, "records")  # noqa: B009 - the container is made at run time
        return Reply(records, reply.dropped, reply.truncated, reply.usage, reply.fingerprint, reply.model)

    async def choose(self, prompt: Prompt, options: Sequence[str], *, budget: Budget | None = None) -> Choice:
        """Probability of each option as the next token, unconstrained: under a schema the figures would be wrong.

        Options must differ in their first token ("Yes" and "No", "A" and "B"). Raises ConfigurationError where the
        endpoint gives no log-probabilities.
        """
        option_masses(options, ())
        meter = Meter(budget)
        body = self._body(prompt, prompt.system, 1) | self._extras(None)
        body |= {"logprobs": True, "top_logprobs": TOP_LOGPROBS}
        if self._cache is None:
            return await self._chosen(body, options, meter)
        # The prompt alone does not say which of the tokens stand for an option.
        key = question_key(self._origin, "choice", list(options), body)
        async with self._cache.asking(key):
            if (stored := self._cache.get(key)) is not None:
                meter.add(Usage(from_cache=1, cost=0.0), 0)
                masses = {option: float(mass) for option, mass in json.loads(stored.text).items()}
                mass = sum(masses.values())
                return Choice(normalised(masses), mass, meter.usage, stored.fingerprint, stored.model)
            choice = await self._chosen(body, options, meter)
            masses = {option: share * choice.mass for option, share in choice.probabilities.items()}
            self._cache.put(key, Stored(json.dumps(masses), choice.model, choice.fingerprint))
            return choice

    async def _chosen(self, body: dict[str, Any], options: Sequence[str], meter: Meter) -> Choice:
        completion, fingerprint = await self._send(body, meter)
        self._check_refusal(completion, meter)
        logprobs = completion.choices[0].logprobs
        first = logprobs.content[0] if logprobs and logprobs.content else None
        if first is None:
            raise ConfigurationError(
                f'{self.endpoint}: the reply holds no log-probabilities; set strategy to "one_call"'
            )
        likely = {entry.token: entry.logprob for entry in first.top_logprobs or ()}
        masses = option_masses(options, {first.token: first.logprob, **likely}.items())
        return Choice(
            normalised(masses), sum(masses.values()), meter.usage, fingerprint, completion.model or self.model
        )

    async def offered(self) -> list[str]:
        """Names of the models that the endpoint lists. Raises ConfigurationError (or a kind of it)."""
        return await self._transport.offered()

    # --- parts ----------------------------------------------------------------------------------------------------

    async def _answer(self, question: Question[M], meter: Meter) -> tuple[Reply[M], str]:
        """The reply to a question, asked again where it does not fit the schema; and the text of the reply."""
        from summarizer.model.structured import reply_text

        asked, form = question, question.form
        for reasks_left in range(self.settings.max_reasks, -1, -1):
            completion, fingerprint = await self._send(self._request(asked), meter)
            outcome = self._read(completion, form.parse, meter)
            if outcome.value is not None:
                break
            if not reasks_left:
                raise self._unusable(outcome, meter)
            asked = question.again(outcome.problem)
        assert outcome.value is not None
        model = completion.model or self.model
        reply = Reply(outcome.value, outcome.dropped, not outcome.whole, meter.usage, fingerprint, model)
        return reply, reply_text(completion.choices[0].message)

    def _request(self, question: Question[M]) -> dict[str, Any]:
        form, wire = question.form, question.wire
        body = self._body(question.prompt, form.system_with(question.prompt.system, wire), question.max_tokens)
        if question.grammar:
            return body | self._extras(question.grammar)
        return body | form.fields(wire) | self._extras(None)

    def _key(self, question: Question[M]) -> bytes | None:
        """Under what the reply is cached; None where the same question is to be answered anew each time."""
        if self.settings.temperature > 0 and self.settings.seed is None:
            return None
        return question_key(self._origin, self.settings.mode, question.form.digest, self._request(question))

    def _body(self, prompt: Prompt, system: str, max_tokens: int | None) -> dict[str, Any]:
        """The fields that every request has; their order is fixed, because the bytes are fingerprinted."""
        messages = prompt.messages()
        messages[0]["content"] = system
        body: dict[str, Any] = {"model": self.model, "messages": messages, "temperature": self.settings.temperature}
        if self.settings.seed is not None:
            body["seed"] = self.settings.seed
        return body | {"max_tokens": max_tokens or self.settings.max_output_tokens}

    def _extras(self, grammar: str | None) -> dict[str, Any]:
        """What only llama.cpp knows; other servers may refuse fields that they do not know."""
        extras: dict[str, Any] = {}
        if self.embedded or not self.settings.cache_prompt:
            extras["cache_prompt"] = self.settings.cache_prompt
        return extras | ({"grammar": grammar} if grammar else {})

    async def _send(self, body: dict[str, Any], meter: Meter) -> tuple[ChatCompletion, str]:
        try:
            return await self._transport.send(body, meter)
        except ArticleError as error:
            error.usage = meter.usage
            raise

    def _read(
        self, completion: ChatCompletion, parse: Callable[[ChatCompletion], Outcome[M]], meter: Meter
    ) -> Outcome[M]:
        """What the reply holds. Refused, cut off, empty and invalid differ: asking again helps the last two."""
        from summarizer.model.structured import reply_text

        self._check_refusal(completion, meter)
        empty = not reply_text(completion.choices[0].message).strip()
        outcome: Outcome[M] = Outcome(None, problem=EMPTY) if empty else parse(completion)
        if outcome.value is None and completion.choices[0].finish_reason == "length":
            why = "the reply ended at its token limit with nothing whole in it; raise max_output_tokens"
            raise ArticleError(FailureKind.TRUNCATED, f"{self.model}: {why}", meter.usage)
        return outcome

    def _check_refusal(self, completion: ChatCompletion, meter: Meter) -> None:
        choice = completion.choices[0]
        said = choice.message.refusal or ("the content filter" if choice.finish_reason == "content_filter" else "")
        if said:
            why = f"{self.model}: refused: {said[:MAX_ERROR]}; try another model"
            raise ArticleError(FailureKind.REFUSED, why, meter.usage)

    def _unusable(self, outcome: Outcome[M], meter: Meter) -> ArticleError:
        if outcome.problem == EMPTY:
            return ArticleError(FailureKind.EMPTY_REPLY, f"{self.model}: {EMPTY}; try another model", meter.usage)
        why = f"{self.model}: no usable reply ({outcome.problem[:MAX_ERROR]}); try another `mode` or model"
        return ArticleError(FailureKind.INVALID_REPLY, why, meter.usage)


def _recalled(stored: Stored, form: Format[M], meter: Meter) -> Reply[M] | None:
    """A stored reply, validated again; None where it no longer fits the schema."""
    outcome = read_reply(stored.text, form.schema)
    if outcome.value is None or not outcome.whole:
        return None
    meter.add(Usage(from_cache=1, cost=0.0), 0)
    return Reply(outcome.value, outcome.dropped, False, meter.usage, stored.fingerprint, stored.model)
