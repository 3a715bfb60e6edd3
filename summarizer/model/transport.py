"""One request to the endpoint and back: retried, adapted, counted, recorded. Imports openai and tenacity."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from summarizer.errors import ConfigurationError, EndpointError, SummarizerError, UnknownModelError
from summarizer.model.endpoint import Endpoint
from summarizer.model.faults import BOUNDS, MAX_WAIT, Fault, fault_of, no_completion
from summarizer.model.journal import Journal
from summarizer.model.usage import Meter, price
from summarizer.schemas.extraction import Usage
from summarizer.settings import Settings

Body = dict[str, Any]
"""A request body: JSON, which has no narrower type."""

CONNECT_TIMEOUT = 10.0
"""Seconds in which a connection must stand."""
CHARS_PER_TOKEN = 4
"""For the budget only, where a server reports no usage."""


class Transport:
    """Sends request bodies to one endpoint. To be shared by the tasks of one event loop."""

    def __init__(
        self,
        settings: Settings,
        endpoint: Endpoint,
        *,
        embedded: bool,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.endpoint = endpoint
        self._settings = settings
        self._embedded = embedded
        self._sleep = sleep
        self._journal = Journal(settings.record) if settings.record else None
        self._client = self._connected()
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
        start = time.perf_counter()
        try:
            completion = await self._post(raw)
        except Fault as fault:
            usage = Usage(attempts=1, seconds=time.perf_counter() - start, cost=0.0 if fault.unbilled else None)
            # The server may have worked on a prompt whose reply was lost.
            meter.add(usage, 0 if fault.unbilled else len(raw) // CHARS_PER_TOKEN)
            self._record(sent, None, usage, fault.error)
            raise
        usage = self._usage_of(completion, time.perf_counter() - start)
        meter.add(usage, (len(raw) + len(str(completion.choices[0].message.content))) // CHARS_PER_TOKEN)
        self._record(sent, completion, usage, None)
        self._proven = True
        return completion, hashlib.sha256(raw).hexdigest()[:16]

    async def _post(self, raw: bytes) -> ChatCompletion:
        """One POST through openai. The body is serialised here, so that what is fingerprinted is what is sent."""
        try:
            completion = await self._client.post(
                "/chat/completions",
                cast_to=ChatCompletion,
                content=raw,
                options={"headers": {"Content-Type": "application/json"}},
            )
        except (openai.OpenAIError, ValueError, TypeError) as error:
            raise fault_of(error, self.endpoint, self._settings.mode, self._proven) from None
        choices = getattr(completion, "choices", None)
        if not isinstance(choices, list) or not choices or getattr(choices[0], "message", None) is None:
            # openai builds replies without validating them: a gateway's {"error": …} with status 200 comes to here.
            raise no_completion(str(getattr(completion, "error", completion)), self.endpoint)
        return completion

    def _connected(self) -> openai.AsyncOpenAI:
        timeout = httpx2.Timeout(self._settings.timeout, connect=min(CONNECT_TIMEOUT, self._settings.timeout))
        # A proxy that the environment names must not stand between this machine and itself.
        http = openai.DefaultAsyncHttpxClient(timeout=timeout, trust_env=not self.endpoint.loopback)
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
        if not (self._embedded or self.endpoint.loopback):
            usage.cost = price(completion.model, self.endpoint.url, usage)
        return usage

    def _record(
        self, sent: Body, completion: ChatCompletion | None, usage: Usage, error: SummarizerError | None
    ) -> None:
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


def _tokens(counts: object, name: str) -> int:
    """A count as reported; 0 where it is missing or no count: openai does not validate replies."""
    value = getattr(counts, name, None)
    return value if isinstance(value, int) and value > 0 else 0


def adapted(body: Body, adaptations: set[str]) -> Body:
    """`body` without what this endpoint has refused."""
    for name in adaptations:
        if name == "max_tokens":
            body = {("max_completion_tokens" if key == "max_tokens" else key): value for key, value in body.items()}
        elif name == "bounds":
            schemas: Body = {key: _unbounded(body[key]) for key in ("response_format", "tools") if key in body}
            body = {**body, **schemas}
        else:
            body = {key: value for key, value in body.items() if key != name}
    return body


def _unbounded(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _unbounded(value) for key, value in node.items() if key.lower() not in BOUNDS}
    return [_unbounded(value) for value in node] if isinstance(node, list) else node
