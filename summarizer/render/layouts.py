"""Two layouts of one brief: the same parts in another order and under other titles.

`analyst` follows the intelligence summary (bottom line, judgements, takeaways, then theatres); `newsroom` the quick read
(what is new first, the numbers early, the detail last). Every part stands in both.
"""

from __future__ import annotations

from typing import NamedTuple

from summarizer.schemas.brief import Layout


class PartTitle(NamedTuple):
    """A part of the page and the title above it."""

    part: str
    title: str


_ANALYST = (
    ("bluf", "Bottom line"), ("key_judgements", "Key judgements"), ("key_takeaways", "Key takeaways"),
    ("changes", "Changes since the last edition"), ("sections", "Events"), ("casualties", "Casualties"),
    ("contradictions", "Contradictions"), ("watch", "Watch list"), ("quotes", "In their words"),
    ("gaps", "What is not known"), ("sources", "Sources"), ("cited", "Cited sentences"), ("coverage", "Coverage"),
    ("method", "Method"),
)  # fmt: skip
_NEWSROOM = (
    ("bluf", "The big thing"), ("changes", "What’s new"), ("key_takeaways", "What happened"),
    ("casualties", "By the numbers"), ("contradictions", "Where accounts differ"), ("quotes", "What they’re saying"),
    ("watch", "What’s next"), ("key_judgements", "Our assessment"), ("gaps", "What we don’t know"),
    ("sections", "Go deeper"), ("sources", "Where this comes from"), ("cited", "The sentences behind it"),
    ("coverage", "How complete this is"), ("method", "How this was made"),
)  # fmt: skip
LAYOUTS: dict[Layout, tuple[PartTitle, ...]] = {
    "analyst": tuple(PartTitle(*p) for p in _ANALYST),
    "newsroom": tuple(PartTitle(*p) for p in _NEWSROOM),
}
