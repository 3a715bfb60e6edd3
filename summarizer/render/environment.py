"""The templates of the pages: everything from outside is escaped, and a page runs nothing but its own style and script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from . import page

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """The environment of `summarizer.render`'s templates.

    Filters: `text` one printable line, escaped; `prose` the same with its inner spaces kept; `px` a number of at most
    one decimal; `trusted` for our own style and script, which hold no input.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    made = Environment(
        loader=PackageLoader("summarizer.render", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["text"] = lambda value: escape(page.printable(str(value)))
    made.filters["prose"] = lambda value: escape(page.visible(str(value)))
    made.filters["px"] = lambda value: f"{value:.1f}".removesuffix(".0")
    made.filters["trusted"] = Markup
    return made


def render(template: str, style: str, script: str | None = None, **values: object) -> str:
    """A page of `template` whose content security policy names its style and script by their hashes."""
    made = environment()
    css = made.get_template(style).render()
    js = made.get_template(script).render() if script else ""
    policy = f"default-src 'none'; style-src '{_hash(css)}'; "
    policy += f"script-src '{_hash(js)}'; " if js else ""
    policy += "base-uri 'none'; form-action 'none'"
    return made.get_template(template).render(style=css, script=js, policy=policy, page=page, **values)


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
