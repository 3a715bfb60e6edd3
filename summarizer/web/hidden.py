"""Parts of a page that nobody sees: taken out before its text is read, because whoever writes there writes for programs."""

from __future__ import annotations

from typing import Any

from summarizer.grounding.disguise import is_hidden_style

_MOST = 0.5
"""A hidden element with more of the page's text is its article, shown by a script later."""


def without_hidden(html: bytes | str) -> Any:
    """The tree of a page (lxml) without elements that are styled out of sight; None if it is no page."""
    from trafilatura import load_html

    tree: Any = load_html(html)
    if tree is None:
        return None
    whole = len(tree.text_content())
    for element in tree.xpath("//body//*[@style or @hidden or @color]"):
        hidden = element.get("hidden") is not None or is_hidden_style(element.get("style") or "", element.get("color"))
        if hidden and len(element.text_content()) < _MOST * whole and element.getparent() is not None:
            element.drop_tree()
    return tree
