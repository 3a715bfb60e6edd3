"""Copies of one text are found before any model is called, and count as one origin."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles import Article
from summarizer.linking import copies, duplicates, origins

PARAGRAPHS = (
    "Rescuers in the hill town of Orsenna searched through the night for four quarry workers who were buried when a slope "
    "gave way above the northern pit on Thursday afternoon, the district prefect said.",
    "Two others were pulled out alive within the first hour and flown to the coast with crushed legs, according to the "
    "surgeon on duty at the provincial clinic, who asked for blood donors to come forward.",
    "The owner, a family firm that has cut marble there since the fifties, stopped all work and opened its books to the "
    "labour inspectors, who had warned about loose ground in a letter last spring.",
    "Families waited behind a rope beside the road with blankets and flasks of tea while the diggers were moved in one at a "
    "time so as not to shake what was left of the upper terrace.",
)


def wire(day: int = 2) -> Article:
    return Article(
        text="\n\n".join(PARAGRAPHS), title="Four buried in quarry", published=date(2024, 5, day), source="Wire"
    )


def copy(text: str, *, source: str, day: int = 3, title: str | None = None) -> Article:
    return Article(text=text, title=title, published=date(2024, 5, day), source=source)


def test_a_reprint_under_another_headline_goes_back_to_the_wire() -> None:
    reprint = copy("Fears for missing men\n\n" + wire().text, source="Gazette", title="Fears for missing men")

    assert origins([reprint, wire()]) == {wire().doc_id: wire().doc_id, reprint.doc_id: wire().doc_id}


def test_a_copy_with_paragraphs_cut_goes_back_to_the_whole_text() -> None:
    cut = copy(PARAGRAPHS[0] + "\n\n" + PARAGRAPHS[2], source="Gazette")
    lead_only = copy(PARAGRAPHS[0], source="Evening Sheet", day=4)

    assert duplicates([lead_only, cut, wire()]) == [(wire().doc_id, cut.doc_id, lead_only.doc_id)]


def test_a_copy_with_small_edits_and_page_furniture_is_still_a_copy() -> None:
    edited = wire().text.replace("pulled out alive", "rescued").replace("in a letter last spring", "earlier")
    page = copy("By our staff\n\n" + edited + "\n\nSubscribe to the Gazette from two crowns a week.", source="Gazette")

    assert origins([wire(), page])[page.doc_id] == wire().doc_id


def test_another_report_of_the_same_event_is_an_origin_of_its_own() -> None:
    own = copy(
        "Four men are missing under tonnes of marble at Orsenna after the hillside over their quarry slid on Thursday. "
        "Our reporter saw two survivors carried to a helicopter. The prefect, who came in the evening, spoke to relatives "
        "and promised that the search would go on for as long as anyone could be hoped for.",
        source="Coast Daily",
    )

    assert duplicates([wire(), own]) == []


def test_a_stock_phrase_makes_no_copy_of_short_notes() -> None:
    one = copy("The Gazette's newsroom could not reach the ministry for comment on Friday.", source="Gazette")
    two = copy(
        "Our newsroom could not reach the ministry for comment on Friday, nor the port.", source="Gazette", day=4
    )

    assert duplicates([one, two]) == []


def test_the_earliest_article_is_the_origin_and_of_one_day_the_longest() -> None:
    cut_first = copy("\n\n".join(PARAGRAPHS[:3]), source="Gazette", day=2)

    assert set(origins([cut_first, wire(day=2)]).values()) == {wire().doc_id}
    assert set(origins([cut_first, wire(day=3)]).values()) == {cut_first.doc_id}


def test_a_text_in_another_script_is_compared_by_its_words() -> None:
    text = " ".join(f"كلمة{n} خبر{n}" for n in range(30))

    assert len(duplicates([copy(text, source="A"), copy(text + " زيادة", source="B", day=4)])) == 1


@given(st.permutations(range(5)), st.lists(st.text(max_size=40), max_size=5))
def test_neither_order_nor_odd_texts_matter(order: list[int], odd: list[str]) -> None:
    known = [wire(), copy(PARAGRAPHS[0], source="A"), copy(PARAGRAPHS[3], source="B"), copy("x", source="C"),
             copy(PARAGRAPHS[1] + PARAGRAPHS[2], source="D", day=5)]  # fmt: skip
    extra = [Article(text=t) for t in odd]

    found = origins([*known, *extra])

    assert origins([*extra, *(known[i] for i in order)]) == found
    assert set(found) == {a.doc_id for a in [*known, *extra]}
    assert all(found[o] == o for o in found.values())


def test_no_articles_have_no_copies() -> None:
    assert origins([]) == {}
    assert duplicates([]) == []


def test_stock_phrases_bring_no_texts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counted(one: object, two: object) -> bool:
        nonlocal looked_at
        looked_at += 1
        return compare(one, two)  # type: ignore[arg-type]

    compare = copies._copies
    monkeypatch.setattr(copies, "_copies", counted)
    stock = "he told reporters on condition of anonymity because he may not speak in public about the matter at hand"
    texts = [copy(" ".join(f"w{n}x{i}" for i in range(60)) + f" {stock}", source=f"Sheet {n}") for n in range(120)]
    reprints = [copy(f"Paper {n}. " + wire().text, source=f"Paper {n}") for n in range(3)]

    found = origins([*texts, wire(), *reprints])

    assert {found[r.doc_id] for r in reprints} == {wire().doc_id}
    assert looked_at <= 20
