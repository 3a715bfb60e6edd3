"""One short question after another about one article, for schemas of one's own and small models.

A small model that fills a whole form confuses roles and invents structure. Asked narrowly it does better:

    any     does the article report anything of the kind? Yes or No, read as a probability
    class   for each value of the schema's class field: does it report that? the same way
    field   for each other field: which words say it? answered from phrases of the article, or "none"
    value   for each answer: is it one of them? Yes or No

A field that asks for doers, for those or what was harmed, or for the means takes what stands there by `summarizer.ranking`
instead: where phrases stand tells more of these parts than a small model does.

The article stands in the shared prefix, so that a question costs only its own few tokens. There is at most one record a
class. Probabilities are calibrated per question (`summarizer.calibration`); what stays below a half is left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from summarizer.articles import Sentence
from summarizer.calibration import Calibration, log_odds
from summarizer.candidates import candidates
from summarizer.cues import stems, strength
from summarizer.grounding.grammar import carries_case
from summarizer.grounding.text import Words, keys_of
from summarizer.grounding.triggers import is_event_word
from summarizer.model.client import ModelClient, Prompt
from summarizer.model.usage import Budget
from summarizer.ranking import Part, apart, part_of, ranked, weights
from summarizer.resolve.nouns import asked_nouns
from summarizer.schemas import Record, Usage, Verbatim
from summarizer.templates import Numbered, PromptFolder, clean, leaf_types
from summarizer.vocabulary import answer_grammar, offered

R = TypeVar("R", bound=Record)

MOST_CANDIDATES = 14
MOST_ANSWERS = 3
ANSWER_TOKENS = 60
MAX_SENTENCES = 4
YES_NO = ("Yes", "No")
NONE = "none"


class Answer(BaseModel):
    """Words of the article, or "none"."""

    model_config = ConfigDict(extra="ignore")

    a: list[str]


@dataclass
class Asked(Generic[R]):
    """What the questions about one article gave."""

    records: list[R]
    confidence: list[float]
    """Of each record: the calibrated probability that its article and class are right."""
    usage: Usage
    fingerprint: str = ""
    model: str = ""


class Questions(Generic[R]):
    """Asks about articles of one schema. One article at a time, so that its text stays in the server's prefix cache."""

    def __init__(
        self, client: ModelClient, schema: type[R], folder: PromptFolder, calibration: Calibration, *, limited: bool
    ) -> None:
        self._client, self._schema, self._folder, self._calibration = client, schema, folder, calibration
        self._limited = limited
        self._class = class_field(schema)
        self._one = asyncio.Lock()

    async def ask(self, tag: str, sentences: Sequence[Sentence], budget: Budget) -> Asked[R]:
        """The records of one article, or of a part of it. Raises ArticleError and ConfigurationError as the client."""
        async with self._one:
            return await ArticleQuestions(self, tag, sentences, budget).run()


class ArticleQuestions(Generic[R]):
    """The questions about one article."""

    def __init__(self, asker: Questions[R], tag: str, sentences: Sequence[Sentence], budget: Budget) -> None:
        self._q, self._tag, self._budget = asker, tag, budget
        self._sentences = sentences
        cased = carries_case(" ".join(s.text for s in sentences))
        self.shown = [Numbered(s.number, clean(s.text) if cased else sentence_case(clean(s.text))) for s in sentences]
        told = [s for s in sentences if any(is_event_word(k) for k in keys_of(s.text))] or list(sentences)
        self._told = {s.number for s in told}
        self.schema = asker._schema
        self.result: Asked[R] = Asked([], [], Usage())

    async def run(self) -> Asked[R]:
        name, values = self._q._class
        noun = _noun(self._q._schema)
        cues = sum((stems(_told(v), d) for v, d in values), ())
        sure = await self._yes("any", cues, ask="any", noun=noun)
        if sure < 0.5:
            return self.result
        for value, description, likely in await self._classes(name, values):
            record = await self._record(name, value, description or noun)
            if record is not None:
                self.result.records.append(record)
                self.result.confidence.append(sure * likely)
        return self.result

    async def _classes(self, name: str | None, values: Sequence[tuple[Any, str]]) -> list[tuple[Any, str, float]]:
        """The class values that the article reports; if none is likely, the likeliest. One empty value without a field."""
        if name is None:
            return [(None, "", 1.0)]
        found = []
        for value, description in values:
            told = _told(value)
            asked = {"name": told, "description": description}
            likely = await self._yes(f"{name}={told}", stems(told, description), ask="class", value=asked)
            found.append((value, told, likely))
        return [v for v in found if v[2] >= 0.5] or [max(found, key=lambda v: v[2])]

    async def _record(self, class_name: str | None, value: Any, noun: str) -> R | None:
        schema = self._q._schema
        answers: dict[str, dict[str, float]] = {}
        for name, info in schema.model_fields.items():
            if name not in ("sentences", class_name):
                answers[name] = await self._field(name, info, noun)
        values: dict[str, Any] = {class_name: value} if class_name else {}
        for name, said in one_role_each(answers).items():
            info = schema.model_fields[name]
            if said:
                values[name] = said if is_list(info.annotation) else said[0]
            elif info.is_required():
                values[name] = None
        values["sentences"] = self._evidence(values)
        try:
            return schema.model_validate(values)
        except ValueError:
            return None

    async def _field(self, name: str, info: FieldInfo, noun: str) -> dict[str, float]:
        """What the article says for one field, with probabilities: chosen from its phrases, then each checked by itself."""
        leaf = next(iter(leaf_types(info.annotation)), None)
        description = (info.description or name.replace("_", " ")).rstrip(".")
        verbatim = isinstance(leaf, type) and issubclass(leaf, Verbatim)
        if verbatim and (part := part_of(description)) is not None:
            return await self._ranked(name, part, most_answers(info), noun=noun, description=description)
        candidates = self._phrases(description) if verbatim else self._offered(name, leaf)
        if not candidates:
            return {}
        most = most_answers(info)
        prompt = self._prompt(ask="field", noun=noun, description=description)
        grammar = answer_grammar([*candidates, NONE], most) if self._q._limited else None
        reply = await self._q._client.structured(
            prompt, Answer, grammar=grammar, max_tokens=ANSWER_TOKENS, budget=self._budget
        )
        self._note(reply.usage, reply.fingerprint, reply.model)
        kept = {}
        for words in list(dict.fromkeys(a for a in reply.value.a if a.casefold() != NONE))[:most]:
            sure = 1.0
            if verbatim:
                sure = await self._yes(name, (), ask="value", noun=noun, description=description, words=words)
            if sure >= 0.5:
                kept[words] = sure
        return kept

    async def _ranked(self, name: str, part: Part, most: int, **asked: object) -> dict[str, float]:
        """The likeliest phrases for a part; the model is asked about each if its word counts for that part."""
        known = weights(part)
        kept = {}
        for words, prior, _ in ranked(self.shown, part)[:most]:
            sure = await self.raw(ask="value", words=words, **asked) if known.model else 0.5
            probability = known.probability(prior, log_odds(sure))
            if probability >= 0.5:
                kept[words] = probability
        return kept

    def _phrases(self, description: str) -> list[str]:
        """Phrases that the field may take, likeliest first; none inside or around a likelier one."""
        found = candidates([s.text for s in self.shown], wanted=asked_nouns(description), most=2 * MOST_CANDIDATES)
        return apart(found, str)[:MOST_CANDIDATES]

    def _offered(self, name: str, leaf: Any) -> list[str]:
        text = " ".join(s.text for s in self.shown if s.number in self._told)
        return offered(text, name, leaf)[:MOST_CANDIDATES]

    def _evidence(self, values: dict[str, Any]) -> list[int]:
        """The sentences that say the values: of each the first that tells an event, and at least one."""
        said = [str(v) for value in values.values() for v in (value if isinstance(value, list) else [value]) if v]
        found: list[int] = []
        order = sorted(self.shown, key=lambda s: s.number not in self._told)
        for words in said:
            keys = keys_of(words)
            at = next((s.number for s in order if Words(s.text).find(keys) >= 0), None)
            if at is not None and at not in found:
                found.append(at)
        return found[:MAX_SENTENCES] or [order[0].number]

    async def _yes(self, question: str, expected: tuple[str, ...], **values: object) -> float:
        """The calibrated probability of Yes; `expected` are beginnings of words that speak for it."""
        cue, known = strength((s.text for s in self.shown), expected), self._q._calibration.of(question)
        return known(await self.raw(**values) if known.slope else 0.5, cue)

    async def raw(self, **values: object) -> float:
        """The model's own probability of Yes."""
        choice = await self._q._client.choose(self._prompt(**values), YES_NO, budget=self._budget)
        self._note(choice.usage, choice.fingerprint, choice.model)
        return choice.probabilities["Yes"]

    def _prompt(self, **values: object) -> Prompt:
        return self._q._folder.question(tag=self._tag, sentences=self.shown, **values)

    def _note(self, usage: Usage, fingerprint: str, model: str) -> None:
        result = self.result
        result.usage += usage
        result.fingerprint, result.model = result.fingerprint or fingerprint, model


def _told(value: Any) -> str:
    """A class value as the model reads it."""
    return str(getattr(value, "value", value))


def one_role_each(answers: Mapping[str, Mapping[str, float]]) -> dict[str, list[str]]:
    """The words of each field; words that two fields want go to the one where they are likelier (the first if equal)."""
    best: dict[str, str] = {}
    for name, said in answers.items():
        for words, sure in said.items():
            rival = best.get(words.casefold())
            if rival is None or sure > max(p for w, p in answers[rival].items() if w.casefold() == words.casefold()):
                best[words.casefold()] = name
    return {name: [w for w in said if best[w.casefold()] == name] for name, said in answers.items()}


def class_field(schema: type[Record]) -> tuple[str | None, tuple[tuple[Any, str], ...]]:
    """The first Literal or enumerated field of a schema, and its values with their descriptions."""
    for name, info in schema.model_fields.items():
        kind = next(iter(leaf_types(info.annotation)), None)
        if get_origin(kind) is Literal:
            return name, tuple((v, "") for v in get_args(kind))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return name, tuple((v, getattr(v, "description", "")) for v in kind)
    return None, ()


def sentence_case(text: str) -> str:
    """Text without a useful case, as a model reads it best: lower case, the first letter a capital."""
    low = text.lower()
    first = next((i for i, c in enumerate(low) if c.isalpha()), 0)
    return low[:first] + low[first : first + 1].upper() + low[first + 1 :]


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(annotation) is list or any(is_list(arg) for arg in get_args(annotation))


def most_answers(info: FieldInfo) -> int:
    """How many answers a field takes."""
    return min(MOST_ANSWERS, _bound(info)) if is_list(info.annotation) else 1


def _bound(info: FieldInfo) -> int:
    return next((m.max_length for m in info.metadata if getattr(m, "max_length", None)), MOST_ANSWERS)


def _noun(schema: type[Record]) -> str:
    """What a record is, in a few words: the first line of its docstring without "One"."""
    doc = (schema.__doc__ or schema.__name__).strip().split("\n")[0].split(".")[0]
    return doc.removeprefix("One ").removeprefix("A ").removeprefix("An ").split(",")[0].split(":")[0].strip()
