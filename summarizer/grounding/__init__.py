"""Grounding, the truth gate: what the text does not say does not pass, and every refusal carries a reason.

    ground(article, records) -> (kept, rejected)
        The gate alone, for anyone's records of any `Record` schema; driven by the marks found in the annotations.
    check_record(article, record, index=None, *, position=None) -> Checked
        One record: `.record` (grounded, or None), `.evidence` (field name -> tuple of `Support`: sentence number, start
        and end in `article.text`, link cited/elsewhere), `.rejections`.
    index(article) -> ArticleIndex
        The article tokenised once; pass it to several `check_record` or `check_quote` calls.
    check_quote(article, quote, *, sentences=None, index=None) -> QuoteMatch
        `.status` exact / normalised / repaired / ambiguous / rejected, `.start`, `.end`, `.text`, `.reason`.
    check_sentence(sentence, evidence, *, given=(), numbers=(), field="sentence") -> list[Rejection]
        A sentence of prose against the source sentences it cites; `given` are words that code vouches for.
    is_instruction(text) -> bool
        Whether a sentence gives orders to a reader or a model; such a sentence is never evidence.

Nothing here raises for any text or value: what cannot be understood is rejected. Rules, in short:

- A value stands at token boundaries, folded (`text`), in a cited sentence; else in the nearest other sentence, which is
  added with `link="elsewhere"`. A `Figure` or `When` is taken from the same or a neighbouring paragraph only: further
  off it belongs to another event. A value comes out in the text's own words.
- A `Figure` whose field names a casualty kind must be governed by a cue of that kind (`casualties`); "5" may stand for
  "five" and then comes out as "five", with the text's hedge; low, best and high are read from the words, never trusted.
- A `status` must agree with how the cited clause tells the event (`clauses`, `status`): repaired where the text is
plain,
  else the record is refused.
- A claimant must be the subject of a speech cue (`claimants`), and its own denial makes nobody a claimant of the fact.
"""

from __future__ import annotations

from .checks import Checked
from .instructions import is_instruction
from .prose import check_sentence
from .quotes import QuoteMatch, QuoteStatus, check_quote
from .records import check_record, ground
from .sources import ArticleIndex, Support, index

__all__ = [
    "ArticleIndex",
    "Checked",
    "QuoteMatch",
    "QuoteStatus",
    "Support",
    "check_quote",
    "check_record",
    "check_sentence",
    "ground",
    "index",
    "is_instruction",
]
