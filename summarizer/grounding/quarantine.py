"""Which sentences of an article are no evidence, and what is shown in their place.

A sentence that gives orders to a model, and what stands beside it in the same frame or paragraph, is set apart: it is
reported, it is not sent to a model, and no value or quotation may rest on it. Rules of reach:

- a frame ("BEGIN SYSTEM MESSAGE … END", an opened tag or code fence) reaches to its closing mark, within `FRAME`
  sentences;
- a paragraph of up to `SHORT` sentences is suspect as a whole; in a longer one, or where the article has no other, the
  `AFTER` sentences after the order, and the `BEFORE` sentences before it if it points back ("the previous sentence");
- an order at the end of its paragraph that points ahead ("the following", a colon, a frame never closed) takes the next
  paragraph too;
- what a page does not show is hidden as far as its mark-up reaches.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote_plus

from summarizer.articles import Article, Sentence

from .disguise import hidden_spans, reading
from .instructions import Suspicion, suspicion

FRAME = 40
SHORT = 8
BEFORE, AFTER = 2, 4
REMOVED = "[sentence removed: it addresses the reader or a model]"
"""Stands for a sentence set apart, so that the numbers of the others stay right."""

_OPENING = re.compile(
    r"\b(?:begin|start)(?:ning)?\b|<(?:\||[a-z])[^<>]*>(?!.*</)|\[(?:inst|system|begin)\b|<<sys>>|```|~~~|#{2,} |"
    r"[-=#*<\[{~_]{2,} ?(?:begin|start|system|admin|instruction|prompt)"
)
_CLOSING = re.compile(
    r"\b(?:end|stop|close|over)\b(?: of\b.{0,40})?[\W_]*$|\bend (?:of )?(?:system|admin|message|instruction|prompt|override|transmission)|"
    r"</[a-z|][^<>]*>|\[/|<</|```|~~~|(?:^|\W)(?:end|fin|eof)\b"
)
_AHEAD = re.compile(r"(?:\b(?:following|below|next)\b[^:]{0,40}|:) *[\"'”)\]*]*[.:]?[\"'”)\]*]*$")
_BACK = re.compile(
    r"\b(?:previous|preceding|above|last|prior|foregoing) (?:\w+ )?(?:sentences?|statements?|paragraphs?|lines?|claims?|events?|"
    r"incidents?|text|figures?|toll)\b|\b(?:treat|mark|record|report|count|regard|classify|include|repeat|use) (?:this|it|these|them)\b"
)
_SAYS_NOTHING = 40
"""A frame's first line with fewer characters after its mark holds nothing yet: what it frames comes next."""
_LONGEST = 2000
"""Characters of one line of furniture that are looked at."""


@lru_cache(maxsize=32)
def quarantine(article: Article) -> Mapping[int, Suspicion]:
    """Numbers of the sentences that are no evidence, each with the reason; empty for nearly every article."""
    sentences = article.sentences
    found = {s.number: why for s in sentences if (why := suspicion(s.text)) is not None}
    _hide(article, found)
    closing: dict[int, bool] = {}
    for at, sentence in enumerate(sentences):
        if (why := found.get(sentence.number)) is not None and why.spreads:
            for beside in _reach(sentences, at, closing):
                found.setdefault(beside.number, Suspicion.BESIDE)
    return found


def _hide(article: Article, found: dict[int, Suspicion]) -> None:
    spans = hidden_spans(article.text)
    at = 0
    for sentence in article.sentences if spans else ():
        while at < len(spans) and spans[at][1] <= sentence.start:
            at += 1
        if at < len(spans) and spans[at][0] < sentence.end:
            found.setdefault(sentence.number, Suspicion.HIDDEN)


def _reach(sentences: Sequence[Sentence], at: int, closing: dict[int, bool]) -> Sequence[Sentence]:
    """The neighbours of an order that may be part of it; `closing` keeps which sentences close a frame."""
    read = reading(sentences[at].text)
    opened = _OPENING.search(read)
    if opened:
        if _CLOSING.search(read, opened.end()):
            return _paragraph(sentences, at, read)
        for n in range(at + 1, min(at + 1 + FRAME, len(sentences))):
            if n not in closing:
                closing[n] = _CLOSING.search(reading(sentences[n].text)) is not None
            if closing[n]:
                return [*_paragraph(sentences, at, read), *sentences[at + 1 : n + 1]]
    beside = [*_paragraph(sentences, at, read)]
    ends = at + 1 < len(sentences) and sentences[at + 1].paragraph > sentences[at].paragraph
    empty = opened and len(read) - opened.end() < _SAYS_NOTHING
    if ends and (empty or (_AHEAD.search(read) and not _CLOSING.search(read))):
        beside += _paragraph(sentences, at + 1, "")
    return beside


def _paragraph(sentences: Sequence[Sentence], at: int, read: str) -> Sequence[Sentence]:
    number = sentences[at].paragraph
    first = last = at
    while first > 0 and at - first <= SHORT and sentences[first - 1].paragraph == number:
        first -= 1
    while last + 1 < len(sentences) and last - at <= SHORT and sentences[last + 1].paragraph == number:
        last += 1
    if last - first < SHORT and not first == 0 == len(sentences) - 1 - last:
        return sentences[first : last + 1]
    before = BEFORE if _BACK.search(read) else 0
    return sentences[max(first, at - before) : min(last, at + AFTER) + 1]


def shown(article: Article) -> Sequence[Sentence]:
    """Every sentence as a model may see it: the text of one set apart is `REMOVED`."""
    apart = quarantine(article)
    return (
        [s._replace(text=REMOVED) if s.number in apart else s for s in article.sentences]
        if apart
        else article.sentences
    )


def news(article: Article) -> Sequence[Sentence]:
    """The sentences that may be evidence."""
    apart = quarantine(article)
    return [s for s in article.sentences if s.number not in apart] if apart else article.sentences


def news_text(article: Article) -> str:
    """The article's text with everything set apart blanked, character for character."""
    apart = quarantine(article)
    text = article.text
    for s in article.sentences if apart else ():
        if s.number in apart:
            text = text[: s.start] + " " * (s.end - s.start) + text[s.end :]
    return text


def trusted(value: str | None) -> str | None:
    """A title, outlet or address as it is; None where it gives orders or hides something."""
    if value is None or not any(suspicion(text) or hidden_spans(text) for text in {value, _spelt_out(value)}):
        return value
    return None


def _spelt_out(value: str) -> str:
    """An address whose path or query holds text with spaces, as sentences; anything else as it is."""
    plain = unquote_plus(value) if "://" in value else value
    return re.sub(r"://|[/?&=]+(?=[\w<{\[!*>])", ". ", plain) if plain != value and " " in plain else value


def reports(article: Article) -> list[str]:
    """What was set apart, for people: one line a reason, then the fields of the article that are not passed on."""
    by_reason: dict[Suspicion, list[int]] = {}
    for number, why in sorted(quarantine(article).items()):
        by_reason.setdefault(why, []).append(number)
    lines = [
        f"sentence {', '.join(map(str, numbers))} {why.value}: instructions in it are not followed, and it is not evidence"
        for why, numbers in by_reason.items()
    ]
    furniture = [article.text[start : min(end, start + _LONGEST)] for start, end in article.boilerplate]
    if any(suspicion(text) or hidden_spans(text) for text in furniture):
        lines.append("a line of page furniture gives instructions to a reader or a model, or is hidden: it is not read")
    for name in ("title", "source", "url"):
        if getattr(article, name) is not None and trusted(getattr(article, name)) is None:
            lines.append(f"the {name} gives instructions to a reader or a model: it is neither followed nor passed on")
    return lines
