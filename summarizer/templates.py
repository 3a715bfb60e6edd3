"""Loads, renders and fingerprints what is in `prompts/`.

A prompt is a folder: `system.j2`, `user.j2`, `repair.j2` and `examples.json`. Shipped ones are named `<task>/<version>`;
a path names a folder of the user's own. Article text is rendered as data, never as a template.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from summarizer.errors import ConfigurationError
from summarizer.model.client import Prompt
from summarizer.schemas import EventDraft, Record

if TYPE_CHECKING:
    from jinja2 import Environment

SHIPPED = Path(__file__).parent / "prompts"


class Value(NamedTuple):
    """One value of an enumerated field, as the prompt shows it."""

    name: str
    description: str


class Field(NamedTuple):
    """One field of a schema, as the prompt shows it."""

    name: str
    description: str
    values: tuple[Value, ...]


class PromptFolder:
    """One folder of templates, ready to render for one schema. Everything but `question` is the same for all articles."""

    def __init__(self, name: str, schema: type[Record], guideline: str | None = None) -> None:
        self.id = name
        self._folder = _find(name)
        self._env = _environment(self._folder)
        self.shipped = issubclass(schema, EventDraft)
        without = {"sentences"} if self.one_sentence else set()
        self.system = self._render(
            "system.j2",
            doc=" ".join((schema.__doc__ or schema.__name__).split()),
            fields=[f for f in describe(schema) if f.name not in without],
            guideline=guideline,
            shipped=self.shipped,
        )
        self.examples = self._examples() if self.shipped else ()

    @property
    def one_sentence(self) -> bool:
        """Whether the prompt asks about one sentence at a time."""
        return self.id.startswith("sentence/")

    def question(self, **article: object) -> Prompt:
        """The whole prompt for one article or sentence; `article` holds the template's variables, texts cleaned."""
        return Prompt(self.system, self._render("user.j2", **article), self.examples)

    def repair(self, error: str) -> str:
        """What is added to the original question when a reply could not be used."""
        return self._render("repair.j2", error=error)

    def _examples(self) -> tuple[tuple[str, str], ...]:
        path = self._folder / "examples.json"
        if not path.exists():
            return ()
        pairs = []
        for example in json.loads(path.read_text(encoding="utf-8")):
            reply = json.dumps({"records": example.pop("records")}, ensure_ascii=False, separators=(",", ":"))
            if "sentences" in example:
                example["sentences"] = [Numbered(n, text) for n, text in enumerate(example["sentences"], start=1)]
            pairs.append((self._render("user.j2", tag="text", **example), reply))
        return tuple(pairs)

    def _render(self, template: str, **values: object) -> str:
        return self._env.get_template(template).render(**values).strip()


class Numbered(NamedTuple):
    """A sentence with its number, as the prompt shows it."""

    number: int
    text: str


def describe(schema: type[Record]) -> tuple[Field, ...]:
    """The fields of a schema with descriptions, and the values of enumerated ones: one source for prompt and codebook."""
    return tuple(
        Field(name, info.description or name.replace("_", " "), _values(info))
        for name, info in schema.model_fields.items()
    )


def _values(info: FieldInfo) -> tuple[Value, ...]:
    kind = next(iter(leaf_types(info.annotation)), None)
    if get_origin(kind) is Literal:
        return tuple(Value(str(v), "") for v in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(Value(str(member.value), getattr(member, "description", "")) for member in kind)
    return ()


def leaf_types(annotation: Any) -> tuple[Any, ...]:
    """The types inside Optional, unions and lists, `None` left out: `list[Actor] | None` gives `(Actor,)`."""
    origin = get_origin(annotation)
    if origin is None or origin is Literal:
        return () if annotation is type(None) else (annotation,)
    return tuple(leaf for arg in get_args(annotation) for leaf in leaf_types(arg))


def data_tag(text: str, secret: bytes) -> str:
    """Tag of the data block: nobody who writes an article can guess it, and the same article always gets the same one."""
    return "text-" + hashlib.blake2s(text.encode("utf-8", "surrogatepass"), key=secret[:32], digest_size=3).hexdigest()


def clean(text: str) -> str:
    """`text` on one line, without control, zero-width and bidirectional characters (Unicode categories Cc, Cf, Cs, Co)."""
    spaced = " ".join(text.split())
    if spaced.isprintable():  # no such character: most sentences
        return spaced
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))


def numbered(sentences: Sequence[tuple[int, str]]) -> list[Numbered]:
    """Sentences ready for the template."""
    return [Numbered(number, clean(text)) for number, text in sentences]


def _find(name: str) -> Path:
    for folder in (SHIPPED / name, Path(name)):
        if (folder / "system.j2").is_file():
            return folder
    known = sorted(str(p.parent.relative_to(SHIPPED)).replace("\\", "/") for p in SHIPPED.glob("*/*/system.j2"))
    raise ConfigurationError(f"no prompt {name!r}: it is none of {', '.join(known)}, and no folder with a system.j2")


@cache
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Templates are ours; article text only ever arrives as a variable, so it is never compiled. No autoescape: the
    # reader is a model, and the tag around the data cannot be guessed.
    return Environment(
        loader=FileSystemLoader(folder),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        autoescape=False,
        auto_reload=False,  # a run asks in the same words from its start to its end
    )
