"""An article made ready for many checks: each sentence is tokenised once."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from summarizer.articles import Article, Sentence
from summarizer.schemas.codebook_parts import EvidenceLink

from .casualties import Casualties
from .clauses import Clauses
from .instructions import Suspicion
from .quarantine import quarantine
from .text import Words


class Support(NamedTuple):
    """Where a value stands: `article.text[start:end]`, inside the sentence with this number."""

    sentence: int
    start: int
    end: int
    link: EvidenceLink


class Source:
    """A sentence that may be evidence. Its words, clauses and casualty figures are read when first asked for: most
    sentences of an article are never asked.
    """

    def __init__(self, sentence: Sentence, apart: Suspicion | None = None) -> None:
        self.sentence = sentence
        self.apart = apart
        """Why it is no evidence; None for news."""

    @property
    def instructs(self) -> bool:
        """It gives instructions to a reader or a model, or hides what it says: never evidence."""
        return self.apart is not None

    @cached_property
    def words(self) -> Words:
        """The sentence as tokens."""
        return Words(self.sentence.text, self.sentence.start)

    def support(self, first: int, last: int, link: EvidenceLink = EvidenceLink.CITED) -> Support:
        """Where its tokens `first` up to `last` stand in the article."""
        return Support(self.sentence.number, *self.words.span(first, last), link)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the sentence."""
        return frozenset(self.words.keys)

    @cached_property
    def clauses(self) -> Clauses:
        """How the sentence tells each of its words."""
        return Clauses(self.words)

    @cached_property
    def casualties(self) -> Casualties:
        """The numbers of the sentence and what they count."""
        return Casualties(self.words)


class ArticleIndex:
    """The sentences of one article by number. Boilerplate is no sentence (see `Article.sentences`)."""

    __slots__ = ("_others", "by_number", "sources")

    def __init__(self, article: Article) -> None:
        apart = quarantine(article)
        self.sources = tuple(Source(s, apart.get(s.number)) for s in article.sentences)
        self.by_number = {source.sentence.number: source for source in self.sources}
        self._others: dict[frozenset[int], list[Source]] = {}

    def cited(self, numbers: list[int]) -> list[Source]:
        """The sentences with these numbers that may be evidence, in the order cited, each once."""
        found = (self.by_number.get(n) for n in dict.fromkeys(numbers))
        return [s for s in found if s is not None and not s.instructs]

    def others(self, cited: list[Source]) -> list[Source]:
        """Every other sentence that may be evidence, nearest to a cited one first."""
        taken = frozenset(s.sentence.number for s in cited)
        if taken not in self._others:
            self._others[taken] = self._nearest(taken)
        return self._others[taken]

    def _nearest(self, taken: frozenset[int]) -> list[Source]:
        rest = [s for s in self.sources if s.sentence.number not in taken and not s.instructs]
        return sorted(rest, key=lambda s: min((abs(s.sentence.number - n) for n in taken), default=0))


def index(article: Article) -> ArticleIndex:
    """An article made ready once, for several checks."""
    return ArticleIndex(article)
