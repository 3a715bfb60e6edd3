"""Near-duplicate articles: reprints, re-headlined and cut copies, found before any model is called.

Texts are sets of five-word shingles. MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of
Massive Datasets", 3.4) name the pairs worth a look, in time that grows with the number of articles, not of pairs; each such
pair is then compared exactly. A second signature over the beginning of the text finds a copy that keeps only the lead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from rensa import RMinHash, RMinHashLSH

from summarizer.articles import Article

SHINGLE = 5
"""Words a shingle."""
LEAD = 70
"""Words of the beginning that have a signature of their own."""
JACCARD = 0.5
"""Shared shingles of all shingles, from which two texts are copies of one."""
CONTAINED = 0.55
"""Share of the shorter text's shingles that stand in the longer one, from which the shorter is a cut copy."""
MIN_SHINGLES = 15
"""Shorter texts are copies only if they are equal: a dateline and a stock phrase are soon shared."""

STOCK = 0.02
"""Share of the texts from which a shingle is a stock phrase ("told reporters on condition of"): it names no pair."""
MIN_STOCK = 50
"""Texts that hold it, at least."""

_PERMUTATIONS = 128
_BANDS = 64
"""Two rows a band: a pair that shares a fifth of its shingles is looked at with probability 0.93."""
_SEED = 20_250_101
_WORD = re.compile(r"\w+")


class _Text(NamedTuple):
    article: Article
    shingles: frozenset[str]
    lead: frozenset[str]


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """doc_id → doc_id of the article that it is a copy of, or its own.

    The origin is the earliest copy, of one day the longest. Every copy resembles its origin itself: copies of copies
    that have drifted too far stand for themselves.
    """
    texts = [_text(a) for a in sorted({a.doc_id: a for a in articles}.values(), key=_order)]
    out: dict[str, str] = {}
    heads: set[int] = set()
    for at, candidates in enumerate(_candidates(texts)):
        mine = texts[at]
        head = next((i for i in candidates if i < at and i in heads and _copies(texts[i], mine)), None)
        if head is None:
            heads.add(at)
        out[mine.article.doc_id] = texts[at if head is None else head].article.doc_id
    return out


def duplicates(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    """Groups of two or more doc_ids that go back to one text, the origin first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for doc, origin in origins(articles).items():
        groups[origin].append(doc)
    return [(origin, *(d for d in docs if d != origin)) for origin, docs in groups.items() if len(docs) > 1]


def _order(article: Article) -> tuple[date, int, str]:
    return article.published or date.max, -len(article.text), article.doc_id


def _text(article: Article) -> _Text:
    folded = unicodedata.normalize("NFKC", article.text).casefold()
    words = _WORD.findall(folded)
    return _Text(article, _shingles(words), _shingles(words[:LEAD]))


def _shingles(words: Sequence[str]) -> frozenset[str]:
    if len(words) < SHINGLE:
        return frozenset((" ".join(words),))
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _candidates(texts: Sequence[_Text]) -> list[list[int]]:
    """For each text the positions of those that share a band with it, ascending."""
    found: list[set[int]] = [set() for _ in texts]
    for sets in (_telling([t.shingles for t in texts]), _telling([t.lead for t in texts])):
        sketches = RMinHash.from_token_sets([sorted(s) for s in sets], _PERMUTATIONS, _SEED)
        index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        index.insert_many(sketches)
        for mine, hits in zip(found, index.query_all(sketches), strict=True):
            mine.update(hits)
    return [sorted(hits) for hits in found]


def _telling(sets: Sequence[frozenset[str]]) -> Sequence[frozenset[str]]:
    """Each text without stock phrases, which would bring together every text with every other; a text that would lose
    half of its shingles keeps them: it is itself printed by many.
    """
    most = max(MIN_STOCK, int(STOCK * len(sets)))
    stock = {s for s, n in Counter(chain.from_iterable(sets)).items() if n > most} if len(sets) > most else set()
    left = [s - stock for s in sets] if stock else sets
    return [some if 2 * len(some) >= len(every) else every for some, every in zip(left, sets, strict=True)]


def _copies(one: _Text, two: _Text) -> bool:
    a, b = one.shingles, two.shingles
    if min(len(a), len(b)) < MIN_SHINGLES:
        return a == b
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) >= JACCARD or shared / min(len(a), len(b)) >= CONTAINED
