"""The page of articles and records: evidence marked in the text, every field traced to its sentence, nothing run."""

from __future__ import annotations

import re
from datetime import date

import pytest

from summarizer.articles import Article
from summarizer.render.show import pair, to_html
from summarizer.render.showrecord import Card, card
from summarizer.render.showtext import Line, Mark, lines, paragraphs, pieces
from summarizer.schemas import EventClass, EventRecord, EventTime, Evidence, Rejection
from summarizer.schemas.codebook_parts import CasualtyKind, EvidenceLink, Qualifier
from summarizer.schemas.reasons import Reason
from tests.factories import article, event, extraction, failed, on, said_by, toll
from tests.render.hostile import EVIL, hostile_items
from tests.render.pagecheck import Parsed, digest

TEXT = article(
    "Gunmen fired on a bus near Marden on Sunday.",
    "Police said at least six passengers were killed.",
    "The road stays closed.",
    title="Bus fired on",
    url="https://harbour.example/bus",
)


def attack(source: Article = TEXT) -> EventRecord:
    return event(
        source, EventClass.ARMED_CLASH, cites=(1, 2), by=["Gunmen"], place="Marden", time=on("on Sunday", date(2023, 6, 4)),
        casualties=[toll(CasualtyKind.KILLED, "at least six", 6, 6, None, who="passengers", qualifier=Qualifier.AT_LEAST,
                         by="Police", evidence=1)],
        said=[said_by("Police", evidence=1)],
    )  # fmt: skip


def values(shown: Card) -> dict[str, tuple[str, int | None]]:
    return {r.name: (r.values[0].text, r.values[0].line) for r in shown.rows}


def test_every_field_leads_to_the_sentence_that_supports_it() -> None:
    found = values(card(attack(), 1, "a1r1", lines(TEXT, [])))
    assert found["By"] == ("Gunmen", 1)
    assert found["Where"] == ("Marden", 1)
    assert found["When"] == ("4 June 2023", 1)
    assert found["Killed"] == ("at least 6", 2)
    assert found["According to"] == ("Police", 2)


def test_the_words_of_a_value_are_marked_in_its_sentence() -> None:
    shown = card(attack(), 1, "a1r1", every := lines(TEXT, []))
    text = {line.start: line.text for line in every}
    assert [text[start][m.start : m.end] for start, m in shown.marks] == [
        "on Sunday", "Marden", "Gunmen", "at least six", "Police",
    ]  # fmt: skip


def test_a_field_without_words_in_the_evidence_has_no_link() -> None:
    odd = attack().model_copy(update={"time": EventTime(raw="last spring")})
    assert values(card(odd, 1, "a1r1", lines(TEXT, [])))["When"] == ("last spring", None)


def test_a_time_taken_from_an_earlier_sentence_leads_there() -> None:
    first, second = attack().evidence
    by_context = attack().model_copy(
        update={
            "time": on("Sunday evening", date(2023, 6, 4)),
            "evidence": [second, Evidence.model_validate({**first.model_dump(), "link": EvidenceLink.CONTEXT})],
        }
    )
    assert values(card(by_context, 1, "a1r1", lines(TEXT, [])))["When"] == ("4 June 2023", 1)


def test_overlapping_marks_cut_a_sentence_into_runs() -> None:
    line = Line(1, "at least six passengers", 0, 0)
    found = pieces(line, [Mark("a", 0, 12), Mark("b", 9, 23)])
    assert [(p.text, p.values) for p in found] == [
        ("at least ", ("a",)), ("six", ("a", "b")), (" passengers", ("b",)),
    ]  # fmt: skip
    assert "".join(p.text for p in found) == line.text


def test_the_whole_text_is_shown_page_furniture_too() -> None:
    source = Article(text="Share this\n\nShells fell on Brask on Monday.\n\nTwo people died.\n")
    shown = lines(source, [])
    assert "".join(line.text for line in shown).replace(" ", "") == re.sub(r"\s", "", source.text)
    assert [bool(line.number) for line in shown] == [not line.furniture for line in shown]


def test_without_the_article_cited_sentences_stand_with_gaps_between_those_apart() -> None:
    apart = event(TEXT, EventClass.OTHER, cites=(1, 3))
    shown = paragraphs(lines(None, [apart]), whole=False)
    assert [[line.number for line in p] for p in shown] == [[1], [3]]
    page = Parsed(to_html([apart]))
    assert "The road stays closed." in page.text
    assert "at least six" not in page.text
    assert "the whole text was not given" in page.text


def test_records_extractions_and_articles_meet_by_document() -> None:
    one, other = attack(), event(TEXT, EventClass.OTHER, cites=(3,))
    rejection = Rejection(field="killed", value="seven", reason=Reason.NUMBER_CHANGED, message="the text says six")
    (item,) = pair([one, other], [extraction(TEXT, one, rejected=[rejection])], [TEXT])
    assert item[0] is TEXT
    assert [e.event_id for e in item[1].events] == [one.event_id, other.event_id]
    assert item[1].rejected == [rejection]


def test_an_article_given_twice_is_shown_once() -> None:
    rejection = Rejection(field="killed", value="seven", reason=Reason.NUMBER_CHANGED, message="the text says six")
    twice = [extraction(TEXT, attack(), rejected=[rejection]), extraction(TEXT, attack(), rejected=[rejection])]
    ((_, joined),) = pair([], twice)
    assert (len(joined.events), len(joined.rejected)) == (1, 1)


@pytest.fixture(scope="module")
def page() -> Parsed:
    return Parsed(to_html(hostile_items()))


def test_the_policy_allows_only_the_pages_own_style_and_script(page: Parsed) -> None:
    assert page.meta["Content-Security-Policy"] == (
        f"default-src 'none'; style-src {digest(page.style)}; script-src {digest(page.script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.tags.count("script") == 1
    assert not {"img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not {a for a in page.attributes if a.startswith("on")} | page.attributes & {"src", "style", "action"}


def test_hostile_text_is_text(page: Parsed) -> None:
    assert EVIL in re.sub(r"\s+", " ", page.text)
    assert "\u202e" not in page.text
    assert page.outside == {"https://harbour.example/a?b=1&c=%22%3E%3Cscript%3E"}


def test_links_lead_to_what_is_there(page: Parsed) -> None:
    assert page.inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_rejected_values_failures_and_warnings_are_told(page: Parsed) -> None:
    words = re.sub(r"\s+", " ", page.text)
    assert f"No: {EVIL}" in words
    assert "not in text" in words
    assert f"This article gave nothing: {EVIL}" in words


def test_one_article_needs_no_switch() -> None:
    alone = Parsed(to_html([(TEXT, extraction(TEXT, attack()))]))
    assert "select" not in alone.tags
    assert "select" in Parsed(to_html(hostile_items())).tags


def test_nothing_to_show_is_a_page_too() -> None:
    assert "No records." in Parsed(to_html([])).text
    gone = article("Words.", source="Wire")
    assert "This article gave nothing: the model refused" in Parsed(to_html([(None, failed(gone))])).text
