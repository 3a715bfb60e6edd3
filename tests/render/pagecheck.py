"""Reads a page as a browser's parser would: tags, ids, addresses, text, style and script."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input", "hr", "wbr"}


class Parsed(HTMLParser):
    """A page in parts; refuses tags that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.targets: list[str] = []
        """Ids that buttons open."""
        self.attributes: set[str] = set()
        self.headings: list[int] = []
        self.text = self.style = self.script = ""
        self.meta: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = {k: v or "" for k, v in attrs}
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        self.hrefs += [values["href"]] if "href" in values else []
        self.targets += [values["popovertarget"]] if "popovertarget" in values else []
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "meta":
            self.meta[values.get("http-equiv") or values.get("name") or "charset"] = values.get("content", "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif self.open and self.open[-1] == "script":
            self.script += data
        else:
            self.text += data

    @property
    def inside(self) -> set[str]:
        """Ids that links and buttons of the page lead to."""
        return {h[1:] for h in self.hrefs if h.startswith("#")} | set(self.targets)

    @property
    def outside(self) -> set[str]:
        """Addresses that lead away from the page."""
        return {h for h in self.hrefs if not h.startswith("#")}


def digest(content: str) -> str:
    """As a content security policy names a style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
