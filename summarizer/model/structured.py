"""Structure through instructor: it prepares what asks for a schema and takes the reply apart; once per schema.

Instructor's handlers are used as they are, without its retry loop (which multiplies with ours and grows the prompt)
and without `context=` (which would render article text as Jinja). A bridge class stands in for the user's schema: it
answers with our own wire schema when instructor asks for one, and validates item by item when it is handed the text.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from instructor.v2.core.errors import IncompleteOutputException, ResponseParsingError
from instructor.v2.core.function_calls import ResponseSchema
from instructor.v2.core.mode import Mode
from instructor.v2.core.providers import Provider
from instructor.v2.core.registry import mode_registry
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from pydantic import BaseModel

from summarizer.model.replies import Outcome, read_reply
from summarizer.schemas.wire import Schema, wire_schema

# It logs rejected values, which are article text, at ERROR.
logging.getLogger("instructor").setLevel(logging.CRITICAL)

M = TypeVar("M", bound=BaseModel)
_MODES = {"json_schema": Mode.JSON_SCHEMA, "tools": Mode.TOOLS, "json": Mode.JSON}


class _Bridge(ResponseSchema):
    """What instructor takes for the response model."""

    target: ClassVar[type[BaseModel]]
    wire: ClassVar[Schema]

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> Schema:
        return {"title": cls.__name__, "description": f"{cls.__name__} found in the text", **cls.wire}

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **kwargs: Any) -> Any:
        return read_reply(json_data if isinstance(json_data, str) else bytes(json_data).decode(), cls.target)


@dataclass(frozen=True)
class Format(Generic[M]):
    """How one schema is asked for in one mode, and how the reply is read."""

    mode: str
    schema: type[M]
    wire: Schema
    request: dict[str, Any]
    """`response_format`, or `tools` and `tool_choice`."""
    system: str
    """What instructor adds to the system message; empty but in plain JSON mode."""
    bridge: type[_Bridge]
    digest: str
    """Of the wire schema: SHA-256."""

    def fields(self, wire: Schema | None) -> dict[str, Any]:
        """The request's fields, with `wire` in place of the schema's own wire schema."""
        if wire is None or self.mode == "json":
            return self.request
        return _with_wire(self.request, self.mode, self.bridge.__name__, wire)

    def system_with(self, system: str, wire: Schema | None) -> str:
        """`system`, and in plain JSON mode the schema."""
        if wire is None or not self.system:
            return system + self.system
        return system + self.system.replace(_compact(self.wire), _compact(wire))

    def parse(self, completion: ChatCompletion) -> Outcome[M]:
        """What the reply comes to; what it holds is read even where the form is not the one asked for."""
        handlers = mode_registry.get_handlers(Provider.OPENAI, _MODES[self.mode])
        try:
            parsed: Any = handlers.response_parser(
                response=completion, response_model=self.bridge, validation_context=None, strict=None
            )
        except (IncompleteOutputException, ResponseParsingError):
            return read_reply(reply_text(completion.choices[0].message), self.schema)
        outcome: Outcome[M] = parsed
        return outcome


@cache
def format_of(schema: type[M], mode: str) -> Format[M]:
    """The format of `schema` in `mode`, built once: instructor's preparation costs more than all the rest of a call."""
    wire = wire_schema(schema)
    name = re.sub(r"[^A-Za-z0-9_-]", "_", schema.__name__)[:64]
    bridge: type[_Bridge] = type(name, (_Bridge,), {"__module__": __name__, "target": schema, "wire": wire})
    messages = [{"role": "system", "content": ""}, {"role": "user", "content": "?"}]
    handlers = mode_registry.get_handlers(Provider.OPENAI, _MODES[mode])
    _, request = handlers.request_handler(response_model=bridge, kwargs={"messages": messages})
    # Instructor prints the schema with indents, which doubles its tokens.
    words = request.pop("messages")[0]["content"].replace(_indented(bridge.model_json_schema()), _compact(wire))
    system = "\n\n" + "\n".join(line.strip() for line in words.splitlines() if line.strip()) if words else ""
    if mode != "json":
        request = _with_wire(request, mode, name, wire)
    digest = hashlib.sha256(_compact(wire).encode()).hexdigest()
    return Format(mode, schema, wire, request, system, bridge, digest)


def reply_text(message: ChatCompletionMessage) -> str:
    """The words of a reply: the arguments of its first tool call, else its content; empty if there are none."""
    for call in message.tool_calls or ():
        arguments = getattr(getattr(call, "function", None), "arguments", None)
        if arguments:
            return arguments if isinstance(arguments, str) else json.dumps(arguments)
    return message.content if isinstance(message.content, str) else ""


def _with_wire(request: dict[str, Any], mode: str, name: str, wire: Schema) -> dict[str, Any]:
    if mode == "tools":
        function = {**request["tools"][0]["function"], "strict": True, "parameters": wire}
        return {**request, "tools": [{"type": "function", "function": function}]}
    return {"response_format": {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": wire}}}


def _indented(wire: Schema) -> str:
    """A schema as instructor prints it into the system message."""
    return json.dumps(wire, indent=2, ensure_ascii=False)


def _compact(wire: Schema) -> str:
    return json.dumps(wire, ensure_ascii=False, separators=(",", ":"))
