"""The page of one coding sheet: one HTML document with its own style and script, and nothing from elsewhere.

The article is printed by the template, every character escaped; the label travels as JSON that cannot end its element.
The content security policy names style and script by their hashes, so nothing else in the page can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.goldcheck import sentence_numbers
from evals.label_sheet import LISTS, Json, Sheet, strings
from summarizer.schemas import Assertion, EventClass, EventDraft, Granularity, Status, TemporalRole
from summarizer.schemas.codebook import Coded
from summarizer.schemas.codebook_parts import CasualtyKind

SCRIPTS = ("label_form.js", "label.js")
"""The parts of the page's one script, in order."""


class Page(NamedTuple):
    """A page and the content security policy that it is sent with."""

    html: str
    policy: str


def render(sheet: Sheet) -> Page:
    """The page of the sheet as it is now."""
    environment = _environment()
    style = environment.get_template("label.css.j2").render()
    script = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in SCRIPTS)
    html = environment.get_template("label.html.j2").render(
        sheet=sheet, article=sheet.article, data=_data(sheet), style=Markup(style), script=Markup(script)
    )
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
    return Page(html, policy)


def _data(sheet: Sheet) -> Json:
    return {
        "label": sheet.label,
        "state": sheet.shown(sheet.faults()),
        "sentences": [{"number": s.number, "text": s.text} for s in sheet.article.sentences],
        "spans": _spans(sheet),
        "fields": _fields(),
        "tolls": _options(CasualtyKind),
        "path": str(sheet.path),
        "draft": str(sheet.draft),
    }


def _spans(sheet: Sheet) -> dict[str, list[int]]:
    """Numbers of the sentences of every quote that is not just a sentence."""
    whole = {sentence.text for sentence in sheet.article.sentences}
    quotes = {quote for event in sheet.events for quote in strings(event["sentences"])} - whole
    return {quote: sentence_numbers(sheet.article, quote) for quote in quotes}


@cache
def _fields() -> list[Json]:
    """Fields of an event in the order of the form: kind of control, name, label, help."""
    return [
        _choice("event_class", "class", EventClass),
        _choice("status", "status", Status),
        _choice("assertion", "assertion", Assertion),
        _choice("granularity", "granularity", Granularity),
        _choice("temporal_role", "temporal role", TemporalRole),
        _field("words", "when"),
        _field("date", "start", "first day, YYYY-MM-DD; empty if it cannot be known"),
        _field("date", "end", "last day, YYYY-MM-DD"),
        _field("words", "place"),
        _field("list", "other_places", "further places"),
        _field("list", "initiators"),
        _field("list", "targets"),
        _field("figure", "killed"),
        _field("words", "killed_who"),
        _field("figure", "injured"),
        _field("words", "injured_who"),
        _field("figure", "other_figure"),
        _choice("other_kind", "other kind", _kinds("other_kind")),
        _field("list", "weapons"),
        _field("list", "claimants"),
    ]


def _field(kind: str, name: str, help: str | None = None) -> Json:
    told = (help or EventDraft.model_fields[name].description or "").replace(", in the article's words", "")
    more = "; one on each line" if name in LISTS else ""
    return {"kind": kind, "name": name, "label": name.replace("_", " "), "help": f"{told}{more}"}


def _choice(name: str, label: str, values: Iterable[Coded]) -> Json:
    return {"kind": "choice", "name": name, "label": label, "help": "", "options": _options(values)}


def _options(values: Iterable[Coded]) -> list[list[str]]:
    return [[value.value, value.description] for value in values]


def _kinds(name: str) -> list[CasualtyKind]:
    """The kinds that a field of the draft may name."""
    literal = next(part for part in get_args(EventDraft.model_fields[name].annotation) if part is not type(None))
    return [kind for kind in CasualtyKind if kind.value in get_args(literal)]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
