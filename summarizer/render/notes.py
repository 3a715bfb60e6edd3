"""Citations of a page: one mark behind a sentence opens the cited sentences, grouped by the article they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from summarizer.schemas.brief import CitedSentence, DailyBrief, Source

from .page import printable, safe_url

_WHOLE = 10
"""Words up to which a sentence is named whole in a text fragment; of a longer one its first and last words."""
_EDGE = 5


class Group(NamedTuple):
    """Cited sentences of one article, in its order."""

    source: Source | None
    sentences: list[CitedSentence]


class Note(NamedTuple):
    """What one mark opens."""

    ident: str
    label: str
    """Numbers of the cited sentences: "1–3, 8"."""
    groups: list[Group]


class Notes:
    """The notes of one page, made as the page is written; marks on the same sentences share one."""

    def __init__(self, brief: DailyBrief) -> None:
        self._cited = {c.n: c for c in brief.cited}
        self._sources = {s.doc_id: s for s in brief.sources}
        self._notes: dict[tuple[int, ...], Note] = {}

    def of(self, numbers: Iterable[int]) -> Note:
        """The note on these cited sentences."""
        key = tuple(sorted({n for n in numbers if n in self._cited}))
        if key not in self._notes:
            found = self.grouped(self._cited[n] for n in key)
            self._notes[key] = Note(f"n{len(self._notes) + 1}", spans(key), found)
        return self._notes[key]

    @property
    def all(self) -> list[Note]:
        """Every note that a mark has asked for so far."""
        return list(self._notes.values())

    def grouped(self, sentences: Iterable[CitedSentence]) -> list[Group]:
        """By article, in the order of the sources."""
        by_doc: dict[str, list[CitedSentence]] = {}
        for s in sentences:
            by_doc.setdefault(s.doc_id, []).append(s)
        groups = [Group(self._sources.get(d), sorted(g, key=lambda c: c.start)) for d, g in by_doc.items()]
        return sorted(groups, key=lambda g: g.source.n if g.source else len(self._sources) + 1)


def spans(numbers: Iterable[int]) -> str:
    """ "1–3, 8" for 1, 2, 3 and 8, which must be sorted."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def address(source: Source, sentence: CitedSentence) -> str | None:
    """The article's address, with a text fragment: browsers scroll to the sentence. None without an http(s) address.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    url = safe_url(source.url)
    if url is None:
        return None
    words = printable(sentence.text).split(" ")
    parts = [words] if len(words) <= _WHOLE else [words[:_EDGE], words[-_EDGE:]]
    said = ",".join(quote(" ".join(p), safe="").replace("-", "%2D") for p in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={said}"
