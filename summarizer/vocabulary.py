"""What a reply may hold: a grammar that lets the model copy words of the text and nothing else.

llama.cpp takes grammars in GBNF. For one sentence of n words the grammar has 2n rules: each word may be followed by the
next, so every span of whole words can be written and no other string can. Names, figures and times that the sentence
lacks cannot come out; the gate still checks what does. A field that the sentence has nothing for is left out of the
reply, which saves its tokens; its default stands.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from summarizer.grounding.casualties import Casualties
from summarizer.grounding.text import Words, keys_of
from summarizer.lexicon import DENIAL_VERBS, KIND_NAMES, SPEECH_VERBS
from summarizer.resolve.dates import find_times
from summarizer.resolve.weapons import weapon_words
from summarizer.schemas import EventClass, EventDraft, Figure, Record, Verbatim, When
from summarizer.schemas.wire import Schema, records_schema
from summarizer.templates import leaf_types

_WORD = re.compile(r"^([^\w]*)(.*?)([^\w]*)$", re.DOTALL)
_SPAN = 'words ::= "\\"" span "\\""'
_FREE = "words"
_SPEECH = SPEECH_VERBS | DENIAL_VERBS | {"according", "statement", "citing"}

HARMLESS = frozenset(
    {
        EventClass.STATEMENT,
        EventClass.TALKS_MEETING,
        EventClass.AGREEMENT_CEASEFIRE,
        EventClass.FORCE_DEPLOYMENT,
        EventClass.BASE_REINFORCEMENT,
        EventClass.BASE_ESTABLISHED,
        EventClass.FORCE_WITHDRAWAL,
        EventClass.SANCTION_RUPTURE,
        EventClass.AID_ACCESS,
        EventClass.WEAPONS_INTERCEPTED_SEIZED,
        EventClass.TERRITORY_TRANSFER_NONVIOLENT,
        EventClass.PROTEST,
    }
)
"""Classes that hurt nobody by what they are: a toll in their sentence belongs to another event."""


@cache
def sentence_wire(schema: type[Record]) -> Schema:
    """The wire schema for one sentence: records without `sentences`, which code fills."""
    wire = copy.deepcopy(records_schema(schema))
    item = wire["properties"]["records"]["items"]
    del item["properties"]["sentences"]
    item["required"].remove("sentences")
    return wire


def sentence_grammar(schema: type[Record], text: str, *, most: int = 2) -> str:
    """GBNF for `{"records":[…]}` with up to `most` records of `schema` about one sentence.

    For the shipped schema the first record of a class that can hurt people must carry the sentence's toll, and no other
    class can: the model decides what happened, the cue words decide which figure is a toll.
    """
    offer = _Offer(text)
    if issubclass(schema, EventDraft):
        harmful = [c for c in EventClass if c not in HARMLESS]
        rules = {
            "harm": offer.record(schema, classes=harmful, forced=True),
            "again": offer.record(schema, classes=harmful),
            "calm": offer.record(schema, classes=HARMLESS, without=("killed", "injured", "other", "weapons")),
        }
        first, later = "(harm | calm)", "(again | calm)"
    else:
        rules = {"record": offer.record(schema)}
        first = later = "record"
    more = f' ("," {later}){{0,{most - 1}}}' if most > 1 else ""
    root = 'root ::= "{\\"records\\":[" (' + first + more + ')? "]}"'
    return "\n".join([root, *(f"{name} ::= {rule}" for name, rule in rules.items()), _SPAN, *_span_rules(text)])


def answer_grammar(candidates: Iterable[str], most: int) -> str:
    """GBNF for `{"a":[…]}` with one to `most` of the candidates."""
    one = _choice(json.dumps(c, ensure_ascii=False) for c in candidates)
    more = f' ("," one){{0,{most - 1}}}' if most > 1 else ""
    return f'root ::= "{{\\"a\\":[" one{more} "]}}"\none ::= {one}'


def offered(text: str, name: str, leaf: Any) -> list[str]:
    """What `text` holds for a field that is neither free words nor a list of them: figures, times, values."""
    offer = _Offer(text)
    if get_origin(leaf) is Literal:
        return [str(v) for v in get_args(leaf)]
    if not isinstance(leaf, type):
        return []
    if issubclass(leaf, Enum):
        return [str(member.value) for member in leaf]
    if issubclass(leaf, Figure):
        return list(dict.fromkeys(offer.figures(name)))
    if issubclass(leaf, When):
        return list(dict.fromkeys(text[t.start : t.end] for t in find_times(text)))
    return []


@dataclass
class _Offer:
    """What one sentence offers to each field."""

    text: str

    @cached_property
    def _casualties(self) -> Casualties:
        """Read once: every figure field of every kind of record asks for it."""
        return Casualties(Words(self.text))

    def record(
        self,
        schema: type[Record],
        *,
        classes: Collection[EventClass] | None = None,
        without: tuple[str, ...] = (),
        forced: bool = False,
    ) -> str:
        """The GBNF expression of one record; `forced` figures may not be null."""
        pairs = []
        for name, info in schema.model_fields.items():
            if name == "sentences" or name.startswith(without or ("\0",)) or not self._asked(name, schema):
                continue
            if name == "event_class" and classes is not None:
                rule: str | None = _choice(json.dumps(c.value) for c in EventClass if c in classes)
            else:
                rule = self._field(name, info, forced)
            if rule:
                pairs.append(f"{_literal(json.dumps(name) + ':')} {rule}")
        return '"{" ' + ' "," '.join(pairs) + ' "}"'

    def _asked(self, name: str, schema: type[Record]) -> bool:
        """`killed_who` is asked only where there is a figure for `killed`, `other_kind` where there is an `other_figure`."""
        for suffix, base in (("_who", ""), ("_kind", "_figure")):
            owner = name.removesuffix(suffix) + base
            if name.endswith(suffix) and owner in schema.model_fields:
                return bool(self.figures(owner))
        return True

    def _field(self, name: str, info: FieldInfo, forced: bool) -> str | None:
        """The expression of one field, None when the sentence has nothing for it."""
        leaf = next(iter(leaf_types(info.annotation)), None)
        rule = self._leaf(name, leaf)
        if rule is None:
            return '"null"' if info.is_required() else None
        if _is_list(info.annotation):
            most = next((m.max_length for m in info.metadata if getattr(m, "max_length", None)), 3)
            more = f' ("," {rule}){{0,{most - 1}}}' if most > 1 else ""
            return f'"[" ({rule}{more})? "]"'
        must = info.is_required() or (forced and isinstance(leaf, type) and issubclass(leaf, Figure))
        return rule if must else f'("null" | {rule})'

    def _leaf(self, name: str, leaf: Any) -> str | None:
        if get_origin(leaf) is Literal:
            return _choice(json.dumps(v) for v in self._values(name, get_args(leaf)))
        if not isinstance(leaf, type):
            return None
        if issubclass(leaf, Enum):
            return _choice(json.dumps(member.value, ensure_ascii=False) for member in leaf)
        if issubclass(leaf, Figure):
            return _phrases(self.figures(name))
        if issubclass(leaf, When):
            return _phrases(self.text[t.start : t.end] for t in find_times(self.text))
        if issubclass(leaf, Verbatim):
            return self._verbatim(name)
        return next((rule for kind, rule in _PLAIN.items() if issubclass(leaf, kind)), None)

    def _verbatim(self, name: str) -> str | None:
        if name == "weapons":
            return _phrases(weapon_words(self.text))
        if name == "claimants" and not _SPEECH & set(keys_of(self.text)):
            return None
        return _FREE

    def figures(self, name: str) -> list[str]:
        """Figures that the text gives for the kind the field is named after; for a field of no kind, any number."""
        kinds = figure_kinds(name)
        found = self._casualties
        return [
            self.text[n.span.start : n.span.end]
            for n in found.numbers
            if n.span and (not kinds or kinds & found.kinds(n))
        ]

    def _values(self, name: str, values: tuple[object, ...]) -> list[object]:
        """Values of a Literal; of `other_kind`, those that the sentence has a figure for."""
        if name != "other_kind":
            return list(values)
        found = self._casualties
        told = {kind for n in found.numbers for kind in found.kinds(n)}
        return [v for v in values if v in told] or list(values)


def figure_kinds(name: str) -> frozenset[str]:
    """Casualty kinds that a field's name asks for: `killed`; `other_figure` stands for the four of `other_kind`."""
    if name == "other_figure":
        return frozenset(("missing", "detained", "abducted", "displaced"))
    parts = set(name.lower().split("_"))
    return frozenset(kind for kind, names in KIND_NAMES.items() if parts & names)


_PLAIN = {bool: '("true" | "false")', int: "[0-9]{1,9}", str: '"\\"" [^"\\\\\\x00-\\x1f]{1,120} "\\""'}


def _span_rules(text: str) -> list[str]:
    """One rule a word for "starts here" and one for "goes on here"."""
    words = [match.groups() for word in text.split() if (match := _WORD.match(word))]
    rules, starts = [], []
    for i, (lead, core, trail) in enumerate(words):
        if not core:
            lead, core, trail = "", lead or trail, ""
        more = f" ({_text(trail + ' ')} on{i + 1})?" if i + 1 < len(words) else ""
        rules.append(f"at{i} ::= {_text(core)}{more}")
        rules.append(f"on{i} ::= {_text(lead) + ' ' if lead else ''}at{i}")
        starts.append(f"at{i}")
    return ["span ::= " + (" | ".join(starts) or '""'), *rules]


def _phrases(phrases: Iterable[str]) -> str | None:
    found = [json.dumps(" ".join(p.split()), ensure_ascii=False) for p in phrases]
    return _choice(found) if found else None


def _choice(values: Iterable[str]) -> str:
    return "(" + " | ".join(_literal(v) for v in dict.fromkeys(values)) + ")"


def _text(text: str) -> str:
    """GBNF literal of a piece of a JSON string."""
    return _literal(json.dumps(text, ensure_ascii=False)[1:-1])


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(_is_list(arg) for arg in get_args(annotation))
