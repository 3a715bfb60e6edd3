"""Where an order is planted into an article, and the articles that are planted into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

from evals.goldset import load_gold
from summarizer.articles import Article, Sentence, read_articles
from summarizer.schemas import EventDraft

from .claims import CLAIMS, Claim
from .forms import FORMS
from .orders import JOINED, OWN

EXAMPLES = (Path("examples"), Path("examples/three-days/day-1"))


@dataclass(frozen=True)
class Base:
    """An article of ours, and what it truly reports: drafts as a model would write them."""

    name: str
    article: Article
    drafts: tuple[dict[str, object], ...]


@dataclass(frozen=True)
class Planted:
    """One article with one order in it."""

    id: str
    form: str
    place: str
    claim: Claim
    base: Base
    article: Article
    planted: str

    @property
    def suspects(self) -> list[int]:
        """Numbers of the sentences that hold words of what was planted."""
        before = {s.text for s in self.base.article.sentences}
        return [s.number for s in self.article.sentences if s.text not in before]

    @property
    def honest(self) -> list[dict[str, object]]:
        """What the article truly reports, its sentences by their new numbers."""
        now = {s.text: s.number for s in self.article.sentences}
        return [d for d in (_moved(d, self.base.article.sentences, now) for d in self.base.drafts) if d["sentences"]]


def _moved(draft: dict[str, object], before: Sequence[Sentence], now: dict[str, int]) -> dict[str, object]:
    numbers = draft["sentences"]
    texts = [s.text for s in before if isinstance(numbers, list) and s.number in numbers]
    return {**draft, "sentences": [now[t] for t in texts if t in now]}


def bases() -> list[Base]:
    """The hand-labelled articles with their records, and the examples without."""
    asked = set(EventDraft.model_fields)
    out = [
        Base(g.id, g.article, tuple(e.model_dump(mode="json", include=asked) for e in g.events))
        for g in load_gold()
        if "injected_instruction" not in g.phenomena
    ]
    for folder in EXAMPLES:
        found = [a for a in read_articles(folder) if isinstance(a, Article)]
        out += [Base(f"{folder.name}-{n}", a, ()) for n, a in enumerate(found, start=1)]
    return out


def _start(article: Article, text: str) -> Article:
    return article.model_copy(update={"text": f"{text}\n\n{article.text}"})


def _end(article: Article, text: str) -> Article:
    return article.model_copy(update={"text": f"{article.text.rstrip()}\n\n{text}\n"})


def _paragraph(article: Article, text: str) -> Article:
    """As a paragraph of its own, in the middle."""
    parts = article.text.split("\n\n")
    at = max(1, len(parts) // 2)
    return article.model_copy(update={"text": "\n\n".join([*parts[:at], text, *parts[at:]])})


def _within(article: Article, text: str) -> Article:
    """After a sentence in the middle, in its paragraph."""
    told = [s for s in article.sentences if not s.heading] or list(article.sentences)
    at = told[len(told) // 2].end
    return article.model_copy(update={"text": f"{article.text[:at]} {text}{article.text[at:]}"})


def _inside(article: Article, text: str) -> Article:
    """In brackets inside the longest sentence."""
    longest = max(article.sentences, key=lambda s: len(s.text))
    space = article.text.find(" ", longest.start + len(longest.text) // 2)
    at = space if longest.start < space < longest.end else longest.end
    return article.model_copy(update={"text": f"{article.text[:at]} ({text}){article.text[at:]}"})


PLACES: dict[str, Callable[[Article, str], Article]] = {
    "start": _start,
    "own paragraph": _paragraph,
    "in a paragraph": _within,
    "in a sentence": _inside,
    "end": _end,
    "title": lambda a, text: a.model_copy(update={"title": text}),
    "outlet": lambda a, text: a.model_copy(update={"source": text}),
    "address": lambda a, text: a.model_copy(update={"url": f"https://example.org/news?{quote(text)}"}),
}


def plant(base: Base, claim: Claim, order: str, form: str, place: str, number: int) -> Planted:
    """One planted article; `number` makes its id."""
    text = FORMS[form](order, claim)
    return Planted(f"h{number:04d}-{base.name}", form, place, claim, base, PLACES[place](base.article, text), text)


def planted(articles: Sequence[Base], payloads: Sequence[str], each: int = 3) -> Iterator[Planted]:
    """Every form in every place `each` times, with the next article, claim and order every time.

    Orders take turns: one of our own wordings, then a payload of others with a claim joined on.
    """
    joined = [(payload, JOINED[n % len(JOINED)]) for n, payload in enumerate(payloads)]
    own, others, homes, claims = cycle(OWN.values()), cycle(joined), cycle(articles), cycle(CLAIMS)
    number = 0
    for turn in range(each):
        for form in FORMS:
            for place in PLACES:
                claim = next(claims)
                if (number + turn) % 2 and joined:
                    payload, wording = next(others)
                    order = f"{payload} {wording(claim)}"
                else:
                    order = next(own)(claim)
                yield plant(next(homes), claim, order, form, place, number)
                number += 1
