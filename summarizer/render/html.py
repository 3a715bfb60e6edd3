"""A brief as one HTML page that needs nothing else: no script, no network, readable on a phone and in the dark."""

from __future__ import annotations

from summarizer.schemas.brief import DailyBrief, Layout

from . import charts
from .environment import render
from .layouts import LAYOUTS
from .notes import Notes, address


def to_html(brief: DailyBrief, layout: Layout = "analyst") -> str:
    """The page, its parts in the order and under the titles of `layout`.

    Every value is escaped; links go to http(s) addresses that the caller gave, and to parts of the page. A mark behind
    a sentence opens the cited sentences. A content security policy forbids everything but the page's own style, which
    it names by its hash.
    """
    return render(
        "brief.html.j2",
        "brief.css.j2",
        brief=brief,
        parts=LAYOUTS[layout],
        layout=layout,
        notes=Notes(brief),
        address=address,
        rows=charts.rows(brief),
        timeline=charts.timeline(brief),
        atlas=charts.atlas(brief),
        day_width=charts.DAY,
    )
