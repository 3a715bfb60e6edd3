"""What went wrong at the endpoint: openai's errors turned into this project's, with what to do about each."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import httpx2
import openai

from summarizer.errors import ArticleError, AuthenticationError, ConfigurationError, SummarizerError, UnknownModelError
from summarizer.model.endpoint import Endpoint
from summarizer.schemas.extraction import FailureKind

Body = dict[str, Any]
"""A request body: JSON, which has no narrower type."""

MAX_WAIT = 60.0
"""Seconds; a longer Retry-After is cut to this."""
TRANSIENT = frozenset({408, 409, 429, 500, 502, 503, 504, 520, 522, 524, 529})
THROTTLED = frozenset({429, 503, 529})
ADAPTABLE = ("temperature", "seed", "cache_prompt")
"""Parameters that some models refuse and that a request can do without."""
BOUNDS = ("maxlength", "minlength", "maxitems", "minitems")

_NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached")
_TOO_LONG = re.compile(r"context[_ ](length|size|window)|maximum context|prompt is too long", re.IGNORECASE)
_FILTERED = re.compile(r"content[_ ](filter|policy|management)", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"un-?support|not (be )?support|not permitted|not allowed|invalid schema|unknown|unrecognized|requires"
)
_STRUCTURE = {
    "json_schema": re.compile(r"response_format|json_schema|structured.output"),
    "tools": re.compile(r"\btools?\b|tool_choice|function.call"),
    "json": re.compile(r"response_format|json_object"),
}
_OTHER_MODES = {"json_schema": '"tools" or "json"', "tools": '"json_schema" or "json"', "json": '"tools"'}


@dataclass(eq=False)
class Fault(Exception):
    """One failed attempt: the error it comes to, and what may be done first."""

    error: SummarizerError
    retry: bool = False
    wait: float | None = None
    """Seconds that the server asks to wait."""
    adapt: str | None = None
    """What to leave out of the request, or rename, before it is sent again."""
    missing: bool = False
    """404: the model, or the address, does not exist."""
    unreachable: bool = False
    """No connection could be made."""
    unbilled: bool = False
    """The server answered that it did no work, so the attempt is known to cost nothing."""
    throttled: bool = False
    """The server has more to do than it can: ask for less at once."""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, at most MAX_WAIT, by `retry-after-ms` or `Retry-After` (seconds or date: RFC 9110, 10.2.3)."""
    seconds: float
    try:
        seconds = float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        value = headers.get("retry-after", "")
        try:
            seconds = float(value)
        except ValueError:
            try:
                seconds = parsedate_to_datetime(value).timestamp() - time.time()
            except ValueError:
                return None
    return min(max(seconds, 0.0), MAX_WAIT) if seconds == seconds else None


def fault_of(error: Exception, endpoint: Endpoint, mode: str, proven: bool) -> Fault:
    """The fault that `error`, raised by openai, comes to. `proven`: a reply has come from this endpoint before."""
    if isinstance(error, openai.APIStatusError):
        return _status_fault(error, endpoint, mode, proven)
    if isinstance(error, openai.APIConnectionError):
        return _connection_fault(error, endpoint)
    # 200 with a body that is not the JSON of a completion: a proxy's page, or a reply that was cut.
    return Fault(_transport(f"{endpoint}: the reply is not a chat completion ({endpoint.scrub(error)})"), retry=True)


def no_completion(detail: str, endpoint: Endpoint) -> Fault:
    """A 200 without a message in it, such as a gateway that wraps an upstream error."""
    return Fault(_transport(f"{endpoint}: the reply holds no message ({endpoint.scrub(detail)})"), retry=True)


def _connection_fault(error: openai.APIConnectionError, endpoint: Endpoint) -> Fault:
    cause = error.__cause__
    what = endpoint.scrub(cause) or type(cause).__name__
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout) and not _lost(cause):
        return Fault(
            _transport(f"{endpoint}: no connection ({what}); check that the server is running and base_url is right"),
            retry=True,
            unreachable=True,
            unbilled=True,
        )
    if isinstance(error, openai.APITimeoutError) and not _lost(cause):
        return Fault(
            _transport(f"{endpoint}: no reply in time; raise `timeout` or lower max_output_tokens"), retry=True
        )
    return Fault(_transport(f"{endpoint}: the connection was dropped ({what}); try again later"), retry=True)


def _lost(cause: BaseException | None) -> bool:
    """Whether a connection that stood was lost: openai's aiohttp transport says that the connecting timed out."""
    first = cause.__cause__ if cause else None
    if isinstance(first, aiohttp.ClientConnectorError):
        return False
    return isinstance(first, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)


def _status_fault(error: openai.APIStatusError, endpoint: Endpoint, mode: str, proven: bool) -> Fault:
    status, code = error.status_code, str(error.code or error.type or "")
    text = endpoint.scrub(_message(error))
    said = f"{endpoint}: {status}: {text}"
    if status in (401, 403):
        return Fault(AuthenticationError(f"{said}; check api_key (SUMMARIZER_API_KEY or OPENAI_API_KEY)"))
    if status == 402 or any(mark in (code, error.type) for mark in _NO_CREDIT):
        return Fault(ConfigurationError(f"{said}; the account has no credit left: top it up or use another endpoint"))
    if status == 404 or code == "model_not_found":
        return Fault(UnknownModelError(said), missing=True)
    if status in (400, 413, 422, 500, 501):
        known = _request_fault(status, code, text, said, mode)
        if known:
            return known
    if status in TRANSIENT:
        wait = retry_after(error.response.headers)
        return Fault(
            _transport(f"{said}; try again later or lower `concurrency`"),
            retry=True,
            wait=wait,
            unbilled=True,
            throttled=status in THROTTLED,
        )
    if proven:
        return Fault(_transport(f"{said}; the endpoint refused this request"), unbilled=True)
    return Fault(ConfigurationError(f"{said}; the endpoint refused the first request: check the settings"))


def _request_fault(status: int, code: str, text: str, said: str, mode: str) -> Fault | None:
    """A fault of the request itself, known by the server's words: there are no codes that all servers share."""
    low = text.lower()
    if status != 500 and _TOO_LONG.search(f"{code} {text}"):
        help_ = "lower context_tokens or max_output_tokens to what the model takes"
        return Fault(ArticleError(FailureKind.TOO_LONG, f"{said}; {help_}"), unbilled=True)
    if status != 500 and _FILTERED.search(f"{code} {text}"):
        return Fault(
            ArticleError(FailureKind.REFUSED, f"{said}; the endpoint's filter refused the text"), unbilled=True
        )
    if "max_tokens" in low and "max_completion_tokens" in low:
        return Fault(ConfigurationError(said), adapt="max_tokens", unbilled=True)
    if not _UNSUPPORTED.search(low):
        return None
    for name in ADAPTABLE:
        if re.search(rf"\b{name}\b", low):
            return Fault(ConfigurationError(f"{said}; the model does not take {name}"), adapt=name, unbilled=True)
    if any(keyword in low for keyword in BOUNDS):
        return Fault(ConfigurationError(f"{said}; set mode to {_OTHER_MODES[mode]}"), adapt="bounds", unbilled=True)
    if "logprobs" in low:
        return Fault(ConfigurationError(f'{said}; without log-probabilities set strategy to "one_call"'))
    if _STRUCTURE[mode].search(low):
        return Fault(
            ConfigurationError(f'{said}; mode = "{mode}" does not work here: set mode to {_OTHER_MODES[mode]}')
        )
    return None


def _message(error: openai.APIStatusError) -> str:
    body = error.body
    message = body.get("message") if isinstance(body, dict) else body
    return str(message or error.message)


def _transport(message: str) -> ArticleError:
    return ArticleError(FailureKind.TRANSPORT, message)


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
