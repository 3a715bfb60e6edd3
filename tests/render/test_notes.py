"""Marks and what they open: cited sentences by article, each with an address that leads to the sentence."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.notes import Notes, address, spans
from summarizer.schemas.brief import CitedSentence, DailyBrief, Source


def sentence(text: str) -> CitedSentence:
    return CitedSentence(n=1, doc_id="d", sentence=1, text=text, start=0, end=len(text))


def source(url: str | None) -> Source:
    return Source(n=1, doc_id="d", url=url)


def test_numbers_are_told_as_runs() -> None:
    assert spans([1, 2, 3, 8, 10, 11]) == "1–3, 8, 10, 11"


@given(st.sets(st.integers(1, 300)))
def test_runs_hold_every_number(numbers: set[int]) -> None:
    read: set[int] = set()
    for part in filter(None, spans(sorted(numbers)).split(", ")):
        first, _, last = part.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers


def test_marks_on_the_same_sentences_share_a_note(brief: DailyBrief) -> None:
    notes = Notes(brief)
    assert notes.of([2, 1]) is notes.of([1, 2])
    assert notes.of([1]).ident != notes.of([1, 2]).ident
    assert [n.label for n in notes.all] == ["1, 2", "1"]


def test_sentences_are_grouped_by_article_in_the_order_of_the_sources(brief: DailyBrief) -> None:
    groups = Notes(brief).of([c.n for c in reversed(brief.cited)]).groups
    assert [g.source.n for g in groups if g.source] == sorted({s.n for s in brief.sources if s.used_in})
    assert sum(len(g.sentences) for g in groups) == len(brief.cited)


def test_an_address_leads_to_the_sentence() -> None:
    assert address(source("https://a.example/x"), sentence("Two died, he said.")) == (
        "https://a.example/x#:~:text=Two%20died%2C%20he%20said."
    )


def test_a_long_sentence_is_named_by_its_ends() -> None:
    words = "Shells fell on the market of the old town at noon, a well-known baker said."
    found = address(source("https://a.example/x#top"), sentence(words))
    assert (
        found
        == "https://a.example/x#top:~:text=Shells%20fell%20on%20the%20market,noon%2C%20a%20well%2Dknown%20baker%20said."
    )


def test_no_web_address_no_link() -> None:
    assert address(source("javascript:alert(1)"), sentence("x")) is None
    assert address(source(None), sentence("x")) is None


@given(st.text(min_size=1))
def test_any_sentence_stays_inside_its_address(text: str) -> None:
    found = address(source("https://a.example/"), sentence(text))
    assert found is not None
    fragment = found.removeprefix("https://a.example/#:~:text=")
    assert not set(fragment) & set("<>\"'&#- ")
    assert "\n" not in unquote(fragment)
