"""One request to the endpoint and back: retried, adapted, counted, recorded. Imports openai and tenacity."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2
import openai
from openai.types.chat import ChatCompletion
from pydantic import ValidationError
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from summarizer.errors import ConfigurationError, EndpointError, SummarizerError, UnknownModelError
from summarizer.model.batch import SETTLE, Batches
from summarizer.model.endpoint import OPENAI_URL, Endpoint
from summarizer.model.faults import MAX_WAIT, Body, Fault, adapted, fault_of, no_completion
from summarizer.model.journal import Journal
from summarizer.model.limits import Limits, Ticket
from summarizer.model.spending import Spending
from summarizer.model.usage import Meter, price
from summarizer.schemas.extraction import Usage
from summarizer.settings import Settings

CONNECT_TIMEOUT = 10.0
"""Seconds in which a connection must stand."""
CHARS_PER_TOKEN = 4
"""For the budget only, where a server reports no usage."""


@dataclass
class Account:
    """One request that is under way."""

    ticket: Ticket
    used: Usage | None = None
    """What it used; None while, or where, that is not known."""


class Transport:
    """Sends request bodies to one endpoint. To be shared by the tasks of one event loop."""

    def __init__(
        self,
        settings: Settings,
        endpoint: Endpoint,
        *,
        embedded: bool,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        beside: Transport | None = None,
    ) -> None:
        """`beside`: of another model in the same run, with which the run's budget is shared."""
        self.endpoint = endpoint
        self._settings = settings
        self._embedded = embedded
        self._sleep = sleep
        self._journal = Journal(settings.record) if settings.record else None
        self._limits = Limits(settings.at_once)
        self._spending: Spending | None = None
        if settings.budget is not None or settings.max_tokens is not None:
            purse = beside._spending if beside else None
            self._spending = Spending(settings.budget, settings.max_tokens, self._worst_price, beside=purse)
        self._client = self._connected()
        self._batches = self._batched() if settings.batch else None
        self._adaptations: set[str] = set()
        self._proven = False
        self._backoff = wait_exponential(multiplier=0.5, max=MAX_WAIT / 2) + wait_random(0, 0.5)

    async def send(self, body: Body, meter: Meter) -> tuple[ChatCompletion, str]:
        """The reply to `body`, and the fingerprint of the body as sent: SHA-256, the first 16 hex digits.

        Raises ConfigurationError where no article could succeed, ArticleError where this one failed.
        """
        while True:
            try:
                return await self._retried(body, meter)
            except Fault as fault:
                if fault.adapt and fault.adapt not in self._adaptations:
                    self._adaptations.add(fault.adapt)
                    continue
                raise await self._final(fault, str(body["model"])) from None

    async def aclose(self) -> None:
        """Close the connections and the record."""
        if self._batches:
            await self._batches.aclose()
        await self._client.close()
        if self._journal:
            self._journal.close()

    # --- attempts -------------------------------------------------------------------------------------------------

    async def _retried(self, body: Body, meter: Meter) -> tuple[ChatCompletion, str]:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._settings.max_attempts),
            wait=self._wait,
            retry=retry_if_exception(lambda error: isinstance(error, Fault) and self._worth_retrying(error)),
            sleep=self._sleep,
            reraise=True,
        )
        result: tuple[ChatCompletion, str] = await retrying(self._attempt, body, meter)
        return result

    def _worth_retrying(self, fault: Fault) -> bool:
        return fault.retry and (self._proven or not fault.unreachable)

    def _wait(self, state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.wait if isinstance(fault, Fault) else None
        return float(self._backoff(state)) if asked is None else asked

    async def _attempt(self, body: Body, meter: Meter) -> tuple[ChatCompletion, str]:
        meter.check()
        sent = adapted(body, self._adaptations)
        raw = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        async with self._let_through(raw, sent) as account:
            start = time.perf_counter()
            try:
                completion = await self._post(raw, account.ticket)
            except BaseException as error:  # what was cancelled may be billed as well
                fault = error if isinstance(error, Fault) else None
                unbilled = fault is not None and fault.unbilled
                usage = Usage(attempts=1, seconds=time.perf_counter() - start, cost=0.0 if unbilled else None)
                # The server may have worked on a prompt whose reply was lost.
                meter.add(usage, 0 if unbilled else len(raw) // CHARS_PER_TOKEN)
                account.used = Usage() if unbilled else None
                self._record(sent, None, usage, fault.error if fault else error)
                raise
            usage = self._usage_of(completion, time.perf_counter() - start)
            account.used = usage if usage.input_tokens + usage.output_tokens else None
            meter.add(usage, (len(raw) + len(str(completion.choices[0].message.content))) // CHARS_PER_TOKEN)
            self._record(sent, completion, usage, None)
            self._proven = True
            return completion, hashlib.sha256(raw).hexdigest()[:16]

    @contextlib.asynccontextmanager
    async def _let_through(self, raw: bytes, body: Body) -> AsyncIterator[Account]:
        """A request's turn: within the run's budget, and no faster than the service allows."""
        most = int(body.get("max_tokens") or body.get("max_completion_tokens") or 0)
        reserved = await self._spending.reserve(len(raw), most) if self._spending else None
        used: Usage | None = Usage()
        try:
            account = Account(await self._limits.enter(len(raw) // CHARS_PER_TOKEN + most))
            try:
                yield account
            finally:
                self._limits.leave(account.ticket)
                used = account.used
        finally:
            if self._spending and reserved is not None:
                self._spending.settle(reserved, used)

    async def _post(self, raw: bytes, ticket: Ticket) -> ChatCompletion:
        """One POST through openai. The body is serialised here, so that what is fingerprinted is what is sent."""
        try:
            content = await self._batches.post(raw) if self._batches else await self._single(raw)
            completion = _completion(json.loads(content))
        except (openai.OpenAIError, ValueError, TypeError) as error:
            fault = fault_of(error, self.endpoint, self._settings.mode, self._proven)
            if fault.throttled and isinstance(error, openai.APIStatusError):
                self._limits.throttled(ticket, fault.wait, error.response.headers)
            raise fault from None
        choices = getattr(completion, "choices", None)
        if not isinstance(choices, list) or not choices or getattr(choices[0], "message", None) is None:
            # openai builds replies without validating them: a gateway's {"error": …} with status 200 comes to here.
            raise no_completion(str(getattr(completion, "error", completion)), self.endpoint)
        return completion

    async def _single(self, raw: bytes) -> bytes:
        response = await self._client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            content=raw,
            options={"headers": {"Content-Type": "application/json"}},
        )
        self._limits.succeeded(response.headers)
        return response.content

    def _batched(self) -> Batches:
        """One ledger an endpoint, beside the kept replies."""
        name = hashlib.sha256(self.endpoint.url.encode()).hexdigest()[:16]
        ledger = self._settings.cache_dir / "batches" / f"{name}.jsonl"
        poll = self._settings.batch_poll
        return Batches(self._client, ledger, settle=min(SETTLE, poll), poll=poll)

    def _connected(self) -> openai.AsyncOpenAI:
        timeout = httpx2.Timeout(self._settings.timeout, connect=min(CONNECT_TIMEOUT, self._settings.timeout))
        # A proxy that the environment names must not stand between this machine and itself.
        # aiohttp: httpx2's own pool looks through every connection for every request, which is felt from 64 on.
        http = openai.DefaultAioHttpClient(timeout=timeout, trust_env=not self.endpoint.loopback)
        return openai.AsyncOpenAI(
            base_url=self.endpoint.url,
            api_key=self.endpoint.key or "none",
            default_headers=self.endpoint.headers,
            default_query=dict(httpx2.QueryParams(self.endpoint.query)),
            max_retries=0,
            timeout=timeout,
            http_client=http,
        )

    async def offered(self) -> list[str]:
        """Names of the models that the endpoint lists. Raises a kind of ConfigurationError where it does not answer."""
        try:
            return [entry.id async for entry in self._client.models.list()]
        except openai.OpenAIError as error:
            fault = fault_of(error, self.endpoint, self._settings.mode, self._proven)
            # The list itself is what is missing: asking for it again, to name models, would not help.
            raise (EndpointError(str(fault.error)) if fault.missing else await self._final(fault, "")) from None

    # --- what came of it ------------------------------------------------------------------------------------------

    async def _final(self, fault: Fault, model: str) -> SummarizerError:
        """The error to raise when nothing more can be done about `fault`."""
        if fault.unreachable and not self._proven:
            return EndpointError(str(fault.error))
        if not fault.missing:
            return fault.error
        try:
            offered = [entry.id async for entry in self._client.models.list()]
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            return EndpointError(f"{fault.error}; no models are listed either: base_url mostly ends in /v1")
        if model in offered:
            return ConfigurationError(f"{fault.error}; the model is listed but takes no chat completions")
        names = ", ".join(offered[:20]) + (", …" if len(offered) > 20 else "")
        return UnknownModelError(f"{fault.error}; the endpoint offers: {names or 'none'}; set `model` to one of them")

    def _usage_of(self, completion: ChatCompletion, seconds: float) -> Usage:
        counts = completion.usage
        if counts is None:
            return Usage(attempts=1, seconds=seconds)
        usage = Usage(
            attempts=1,
            input_tokens=_tokens(counts, "prompt_tokens"),
            output_tokens=_tokens(counts, "completion_tokens"),
            cached_tokens=_tokens(counts.prompt_tokens_details, "cached_tokens"),
            seconds=seconds,
        )
        usage.cost = self._price(usage, completion.model)
        return usage

    def _worst_price(self, usage: Usage) -> float | None:
        """For the run's budget: nobody is paid for what runs in this process."""
        return 0.0 if self._embedded and self._settings.prices is None else self._price(usage)

    def _price(self, usage: Usage, model: str | None = None) -> float | None:
        """US dollars for `usage`; `model` as the reply names it, else as it is asked for."""
        if self._settings.prices is not None:
            in_, out = self._settings.prices
            return (usage.input_tokens * in_ + usage.output_tokens * out) / 1e6
        if self._embedded or self.endpoint.loopback:
            return None
        known = price(model or self._settings.model or "", self.endpoint.url, usage)
        # OpenAI's own batches cost half; what others charge for theirs is not known.
        halved = self._batches is not None and self.endpoint.url.startswith(OPENAI_URL)
        return known / 2 if known is not None and halved else known

    def _record(self, sent: Body, completion: ChatCompletion | None, usage: Usage, error: BaseException | None) -> None:
        if self._journal:
            self._journal.write(
                {
                    "time": datetime.now(UTC).isoformat(),
                    "endpoint": str(self.endpoint),
                    "request": sent,
                    "reply": completion.to_dict() if completion else None,
                    "usage": usage.model_dump(),
                    "error": {"type": type(error).__name__, "message": str(error)} if error else None,
                }
            )


def _completion(reply: dict[str, object]) -> ChatCompletion:
    """The reply as openai's own client builds it; one that is as OpenAI specifies them is built fifty times as quickly."""
    try:
        return ChatCompletion.model_validate(reply, strict=True)
    except ValidationError:
        return ChatCompletion.construct(**reply)  # type: ignore[arg-type]


def _tokens(counts: object, name: str) -> int:
    """A count as reported; 0 where it is missing or no count: openai does not validate replies."""
    value = getattr(counts, name, None)
    return value if isinstance(value, int) and value > 0 else 0
