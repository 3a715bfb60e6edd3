"""A brief as one HTML page that needs nothing else: no script, no network, readable on a phone and in the dark."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from summarizer.schemas.brief import DailyBrief

from . import page

if TYPE_CHECKING:
    from jinja2 import Environment


def to_html(brief: DailyBrief) -> str:
    """The page. Every value is escaped; links go to http(s) addresses that the caller gave, and to the cited sentences.

    A content security policy forbids everything but the page's own style, which it names by its hash.
    """
    environment = _environment()
    style = environment.get_template("brief.css.j2").render()
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        page=page,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        source_numbers={s.doc_id: s.n for s in brief.sources},
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    environment = Environment(
        loader=PackageLoader("summarizer.render", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["text"] = lambda value: escape(page.printable(str(value)))
    environment.filters["trusted_style"] = Markup  # our own template, no input in it
    return environment
