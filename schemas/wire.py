"""The wire schema: the strict JSON schema of what the model fills, derived from a Pydantic model by one function.

Every field is required (nullable where the type allows None), every object is closed, every list and string is bounded
and no `default`, `title` or `format` is sent: what is left is understood by OpenAI's strict mode and by llama.cpp's
schema-to-grammar converter alike. A schema is derived once and its dictionary shared: copy it to change it.
"""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .marks import MAX_WORDS, Figure, When
from .record import Record

MAX_LIST = 8
"""Default bound of a list of strings or numbers."""
MAX_RECORDS = 20
"""Default bound of a list of objects."""

Schema = dict[str, Any]
"""A JSON schema, which has no narrower type."""

_KEPT = ("minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the resolved marks as plain words and without defaults."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        if issubclass(schema["cls"], Figure | When):
            return {"type": "string", "minLength": 1}
        return super().model_schema(schema)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


@cache
def wire_schema(model: type[BaseModel]) -> Schema:
    """The strict schema of `model`, references inlined.

    Raises TypeError, naming the field, for what a strict schema cannot say: mappings, fixed-length tuples, untyped and
    recursive fields.
    """
    raw = model.model_json_schema(schema_generator=_Generator)
    return _strict(raw, raw.get("$defs", {}), model.__name__, ())


@cache
def records_model(record: type[Record]) -> type[BaseModel]:
    """The container in which one call returns all its records: `records: list[record]`."""
    return create_model("Records", __config__=ConfigDict(extra="forbid"), records=(list[record], ...))  # type: ignore[valid-type]


def records_schema(record: type[Record]) -> Schema:
    """`{"records": [...]}`, at most `MAX_RECORDS` of them: the wire schema of `records_model`."""
    return wire_schema(records_model(record))


def _strict(node: Schema, defs: Schema, path: str, inside: tuple[str, ...]) -> Schema:
    """`node` with its references inlined and only the keywords that every server understands."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name in inside:
            raise TypeError(f"{path}: {name} contains itself; a record must be finite")
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        return _strict({**defs[name], **siblings}, defs, path, (*inside, name))
    if len(node.get("allOf", ())) == 1:
        rest = {key: value for key, value in node.items() if key != "allOf"}
        return _strict({**node["allOf"][0], **rest}, defs, path, inside)
    strict = _typed(node, defs, path, inside)
    if "description" in node:
        strict["description"] = node["description"]
    return strict


def _typed(node: Schema, defs: Schema, path: str, inside: tuple[str, ...]) -> Schema:
    options = node.get("anyOf") or node.get("oneOf")
    if options:
        strict = [_strict(option, defs, path, inside) for option in options]
        if "description" in node:  # the field's own words say it better than the type's
            strict = [{key: value for key, value in option.items() if key != "description"} for option in strict]
        return {"anyOf": strict}
    if "enum" in node or "const" in node:
        kind = {"type": node["type"]} if "type" in node else {}
        return {**kind, "enum": list(node.get("enum", ())) or [node["const"]]}
    kept = {key: node[key] for key in _KEPT if key in node}
    match node.get("type"):
        case "object" if node.get("properties"):
            return _object(node, defs, path, inside)
        case "array" if "items" in node and "prefixItems" not in node:
            items = _strict(node["items"], defs, f"{path}[]", inside)
            bound = MAX_RECORDS if items.get("type") == "object" else MAX_LIST
            return {"type": "array", "items": items, "maxItems": bound, **kept}
        case "string":
            return {"type": "string", "maxLength": MAX_WORDS, **kept}
        case "integer" | "number" | "boolean" | "null" as kind:
            return {"type": kind, **kept}
    raise TypeError(f"{path}: a strict schema cannot say this type; use a list, a closed model, a mark or a Literal")


def _object(node: Schema, defs: Schema, path: str, inside: tuple[str, ...]) -> Schema:
    properties = {name: _strict(child, defs, f"{path}.{name}", inside) for name, child in node["properties"].items()}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
