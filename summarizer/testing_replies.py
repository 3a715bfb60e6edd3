"""The scripted replies and requests of `summarizer.testing`."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

CHARS_PER_TOKEN = 4
"""For the usage of a reply that sets none."""


@dataclass(frozen=True)
class ScriptedRequest:
    """A chat completion that was asked for."""

    body: dict[str, Any]
    """The request's JSON."""
    headers: dict[str, str]
    """Names in lower case."""

    @property
    def text(self) -> str:
        """The contents of all messages, joined by line breaks."""
        return "\n".join(str(message.get("content") or "") for message in self.body.get("messages", []))

    @property
    def user(self) -> str:
        """The content of the last message."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Scripted:
    """One reply or fault. Build it with a class method; `slow` and `using` give changed copies."""

    content: str | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: str | None = None
    """Sent in place of a body."""
    finish: str = "stop"
    refused: str | None = None
    probabilities: Mapping[str, float] | None = None
    """Of the first token, for a request with `logprobs`."""
    tool: bool = True
    """Answer a forced tool call with its arguments, as a model does; else with content."""
    fault: Literal["hang", "drop", "cut"] | None = None
    seconds: float = 0.0
    """Time over which the body is sent."""
    usage: tuple[int, int, int] | None = None
    """Input, output and cached tokens; None: counted by characters."""

    @classmethod
    def json(cls, value: object) -> Self:
        """A reply that is `value` as JSON (any object; wrong types are yours to script)."""
        return cls(json.dumps(value, ensure_ascii=False))

    @classmethod
    def text(cls, text: str) -> Self:
        """A reply in plain words, even where JSON or a tool call was asked for."""
        return cls(text, tool=False)

    @classmethod
    def truncated(cls, text: str) -> Self:
        """A reply that ended at the token limit: `text` is what came until then."""
        return cls(text, finish="length")

    @classmethod
    def empty(cls) -> Self:
        """A reply without content."""
        return cls("", tool=False)

    @classmethod
    def refusal(cls, words: str = "I cannot help with that.") -> Self:
        """A refusal, in the field that the API has for it."""
        return cls(None, refused=words)

    @classmethod
    def filtered(cls) -> Self:
        """A reply that the endpoint's content filter withheld."""
        return cls("", finish="content_filter", tool=False)

    @classmethod
    def choice(cls, probabilities: Mapping[str, float]) -> Self:
        """A one-token reply: the likeliest of `probabilities`, which are given as log-probabilities if asked for."""
        return cls(max(probabilities, key=lambda token: probabilities[token]), probabilities=probabilities, tool=False)

    @classmethod
    def error(
        cls, status: int, message: str = "scripted", code: str | None = None, retry_after: float | str | None = None
    ) -> Self:
        """An HTTP error in the API's form; `retry_after` in seconds, or an HTTP date."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        body = {"error": {"message": message, "type": code or "scripted_error", "code": code, "param": None}}
        return cls(status=status, headers=headers, raw=json.dumps(body))

    @classmethod
    def malformed(cls, body: str = '{"choices": [{"mess') -> Self:
        """Status 200 with a body that is no completion."""
        return cls(raw=body)

    @classmethod
    def hang(cls) -> Self:
        """No answer at all until the client gives up or the server stops."""
        return cls(fault="hang")

    @classmethod
    def drop(cls, *, within: bool = False) -> Self:
        """The connection is closed before the reply, or `within` its body."""
        return cls("scripted", fault="cut" if within else "drop")

    def slow(self, seconds: float) -> Scripted:
        """The same, its body spread over `seconds`."""
        return replace(self, seconds=seconds)

    def using(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> Scripted:
        """The same, with this usage reported."""
        return replace(self, usage=(input_tokens, output_tokens, cached_tokens))


def completion(reply: Scripted, request: ScriptedRequest) -> str:
    """The body of a chat completion, as the API sends it."""
    content = reply.content
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": reply.refused}
    finish = reply.finish
    if reply.tool and content is not None and request.body.get("tools"):
        function = {"name": request.body["tools"][0]["function"]["name"], "arguments": content}
        message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": function}]}
        finish = "tool_calls" if finish == "stop" else finish
    asked = reply.probabilities is not None and request.body.get("logprobs")
    choice = {
        "index": 0,
        "message": message,
        "finish_reason": finish,
        "logprobs": _logprobs(reply, int(request.body.get("top_logprobs") or 0)) if asked else None,
    }
    counted = (len(request.text) // CHARS_PER_TOKEN + 1, len(content or "") // CHARS_PER_TOKEN + 1, 0)
    input_tokens, output_tokens, cached_tokens = reply.usage or counted
    usage = {
        "prompt_tokens": input_tokens,
        "completion_tokens": output_tokens,
        "total_tokens": input_tokens + output_tokens,
        "prompt_tokens_details": {"cached_tokens": cached_tokens},
    }
    return json.dumps(
        {
            "id": "chatcmpl-scripted",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": request.body["model"],
            "choices": [choice],
            "usage": usage,
        }
    )


def _logprobs(reply: Scripted, top: int) -> dict[str, Any]:
    probabilities = sorted((reply.probabilities or {}).items(), key=lambda pair: -pair[1])
    tokens = [
        {"token": token, "logprob": math.log(p) if p else -9999.0, "bytes": list(token.encode())}
        for token, p in probabilities
    ]
    return {"content": [{**tokens[0], "top_logprobs": tokens[:top]}], "refusal": None}
