"""A status passes only if the cited clause tells the event in that way."""

from __future__ import annotations

import pytest

from summarizer.articles import Article
from summarizer.grounding import check_record
from summarizer.grounding.clauses import Clauses
from summarizer.grounding.text import Words
from summarizer.schemas import EventDraft, Reason
from tests.grounding.support import check


def told(text: str, word: str) -> str:
    words = Words(text)
    return Clauses(words).reality[words.keys.index(word)].value


@pytest.mark.parametrize(
    ("text", "word", "reality"),
    [
        ("Norland jets did not hit Marden, but rebels said they had shelled Selby.", "hit", "negated"),
        ("Norland jets did not hit Marden, but rebels said they had shelled Selby.", "shelled", "asserted"),
        ("Norland denied that its jets struck Marden.", "struck", "denied"),
        ("The ministry dismissed reports that its forces shelled Selby.", "shelled", "denied"),
        ("Rebels denied responsibility for the bombing.", "bombing", "asserted"),
        ("The two leaders are due to meet this week.", "meet", "planned"),
        ("Norland and Ostland to meet in Sola", "meet", "planned"),
        ("General Orsk threatened to bomb Selby.", "bomb", "threatened"),
        ("If Norland attacks, Ostland will respond.", "attacks", "possible"),
        ("Norland could strike Selby within days.", "strike", "possible"),
        ("The army said it would not attack the camp.", "attack", "negated"),
        ("Police foiled an attack on a church and arrested three men.", "attack", "foiled"),
        ("Police foiled an attack on a church and arrested three men.", "arrested", "asserted"),
        ("The attack on Marden was foiled.", "attack", "foiled"),
        ("Norland failed to capture Selby.", "capture", "foiled"),
        ("The summit was cancelled after Norland shelled the town.", "summit", "cancelled"),
        ("The summit was cancelled after Norland shelled the town.", "shelled", "asserted"),
        ("The talks did not take place.", "talks", "negated"),
        ("Norland has sent no forces to Marden.", "sent", "negated"),
        ("Norland sent no fewer than 300 men to Marden.", "sent", "asserted"),
        ("The strike killed no one.", "killed", "asserted"),
        ("Norland continued to shell the town.", "shell", "asserted"),
        ("Troops were forced to flee Marden.", "flee", "asserted"),
        ("Norland hopes to prevent another assault.", "assault", "foiled"),
        ("Reports that the bridge was hit were false.", "hit", "denied"),
        ("A truce is in sight between Norland and Ostland.", "truce", "possible"),
        ("Rebels shelled Selby in plain sight of the hills.", "shelled", "asserted"),
        ("Since May the army has dug trenches.", "dug", "asserted"),
        ("SINCE MAY 3 THE ARMY HAS DUG TRENCHES.", "dug", "asserted"),
        ("The army may have dug trenches.", "dug", "possible"),
        ("Not only did Norland shell Selby, it also burned it.", "burned", "asserted"),
    ],
)
def test_each_word_is_told_in_its_own_way(text: str, word: str, reality: str) -> None:
    assert told(text, word) == reality


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army is gearing up to strike Selby.", "strike"),
        ("The army is contemplating bombing Selby.", "bombing"),
        ("The mayor ridiculed claims that rebels shelled Selby.", "shelled"),
        ("It is doubtful that rebels shelled Selby.", "shelled"),
    ],
)
def test_unknown_words_do_not_make_a_fact(text: str, word: str) -> None:
    assert told(text, word) != "asserted"


def test_a_meeting_that_is_due_becomes_planned() -> None:
    checked = check(
        "The two leaders are due to meet in Sola on Wednesday.", event_class="talks_meeting", status="occurred"
    )
    assert checked.record is not None
    assert str(checked.record.status) == "planned"
    (rejection,) = checked.rejections
    assert (rejection.field, rejection.value, rejection.reason) == ("status", "occurred", Reason.STATUS_UNSUPPORTED)
    assert "planned" in rejection.message


def test_a_plain_past_does_not_pass_as_planned() -> None:
    checked = check("Norland jets bombed Marden.", status="planned", initiators=["Norland"])
    assert checked.record is not None
    assert str(checked.record.status) == "occurred"


def test_a_denial_alone_is_no_event() -> None:
    checked = check("Norland denied that its jets struck Marden.", initiators=["Norland"])
    assert checked.record is None
    assert {r.reason for r in checked.rejections} == {Reason.DENIED}


def test_a_negated_event_did_not_occur() -> None:
    checked = check("Norland jets did not hit Marden.", initiators=["Norland"], place="Marden")
    assert checked.record is not None
    assert str(checked.record.status) == "did_not_occur"


def test_a_denial_is_a_statement_that_was_made() -> None:
    checked = check("Norland denied that its jets struck Marden.", event_class="statement", initiators=["Norland"])
    assert checked.record is not None
    assert checked.rejections == ()


def test_a_claimed_event_keeps_its_status() -> None:
    checked = check("Norland said its jets had bombed Marden.", initiators=["Norland"])
    assert checked.record is not None
    assert checked.rejections == ()


@pytest.mark.parametrize("text", ["NORLAND IS DUE TO BOMB MARDEN.", "norland is due to bomb marden."])
def test_case_does_not_matter(text: str) -> None:
    checked = check(text, initiators=["Norland"])
    assert checked.record is not None
    assert str(checked.record.status) == "planned"


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("Heavy rain forced more than 1,300 people to leave their homes.", "displacement"),
        ("Guards used tear gas and rubber bullets to break up a march.", "protest_repressed"),
    ],
)
def test_a_purpose_that_was_acted_on_is_no_plan(text: str, event_class: str) -> None:
    draft = EventDraft.model_validate({"sentences": [1], "event_class": event_class, "status": "occurred"})
    checked = check_record(Article(text=text), draft)
    assert checked.record is not None
    assert checked.record.status == "occurred"


def test_a_sentence_may_end_with_that() -> None:
    # Found on a newswire text with a line lost after "that": the look at the next word failed the whole article.
    assert told("The army shelled Selby, and it is that", "shelled") == "asserted"
