"""The model words a brief from its records, sentence by sentence; what the gate refuses is asked once more, then computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from summarizer import Summarizer
from summarizer.articles import Article
from summarizer.briefing.gate import check_text
from summarizer.phrasing import MAX_FAILURES
from summarizer.schemas import EventClass, EventDraft, Extraction, Reason, Status
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.codebook_parts import CasualtyKind, Population, Qualifier
from summarizer.testing import Scripted, ScriptedRequest, ScriptedServer
from tests.factories import article, event, extraction, on, said_by, toll

C, K = EventClass, CasualtyKind
DAY = date(2023, 6, 6)
FRONT = article(
    "Residents said that Ordonian jets bombed Marden on Sunday and that at least five civilians were killed.",
    "President Ilan Dorr and President Mira Kest are due to meet in Luvia on Wednesday.",
    "Rebels captured the town of Orel from the army on Monday.",
)
STRIKE = event(
    FRONT, C.AIR_STRIKE, by=["Ordonian jets"], place="Marden", time=on("on Sunday", date(2023, 6, 4)),
    casualties=[
        toll(K.KILLED, "at least five", 5, 5, None, who="civilians", population=Population.CIVILIAN,
             qualifier=Qualifier.AT_LEAST)
    ],
    said=[said_by("Residents")],
)  # fmt: skip
SUMMIT = event(
    FRONT, C.TALKS_MEETING, cites=(2,), status=Status.PLANNED, by=["President Ilan Dorr", "President Mira Kest"],
    place="Luvia", time=on("on Wednesday", date(2023, 6, 7)),
)  # fmt: skip
CAPTURE = event(
    FRONT, C.TERRITORY_CAPTURED, cites=(3,), by=["Rebels"], against=["the army"], place="the town of Orel",
    time=on("on Monday", date(2023, 6, 5)),
)  # fmt: skip
RESULTS: list[tuple[Article, Extraction[EventDraft]]] = [(FRONT, extraction(FRONT, STRIKE, SUMMIT, CAPTURE))]
HONEST = {
    "bombed": "Ordonian jets bombed Marden on Sunday 4 June and at least five civilians were killed, residents said.",
    "are due to meet": "President Ilan Dorr and President Mira Kest are scheduled to meet in Luvia on Wednesday 7 June.",
    "Orel": "On Monday 5 June, rebels captured the town of Orel from the army.",
}


def honest(request: ScriptedRequest) -> str:
    return next(text for cue, text in HONEST.items() if cue in request.user)


def phrased(server: ScriptedServer, answer: Callable[[ScriptedRequest], object], **settings: object) -> DailyBrief:
    server.respond(answer)  # type: ignore[arg-type]
    with Summarizer(server.settings(cache=False, max_attempts=1, **settings)) as s:
        return s.compose(RESULTS, date=DAY, phrase=True)


def test_without_the_wish_no_model_is_asked(server: ScriptedServer) -> None:
    with Summarizer(server.settings()) as s:
        brief = s.compose(RESULTS, date=DAY)
    assert server.requests == []
    assert brief.coverage.phrasing.model is None
    assert "no language model wrote them" in brief.method_note


def test_honest_sentences_are_printed_wherever_their_event_is_told(server: ScriptedServer) -> None:
    brief = phrased(server, lambda r: {"sentence": honest(r)})
    texts = [t.text for t in brief.key_takeaways]
    assert set(texts) == set(HONEST.values())
    assert brief.bluf.text == f"{texts[0]} {texts[1]}"
    assert {i.text for s in brief.sections for i in s.items} <= set(HONEST.values())
    assert brief.watch[0].text == HONEST["are due to meet"]
    assert (brief.coverage.phrasing.asked, brief.coverage.phrasing.kept, brief.coverage.phrasing.fallbacks) == (3, 3, 0)
    assert "phrased 3 of 3 sentences, each checked alone" in brief.method_note
    assert brief.verify() == []
    assert DailyBrief.model_validate_json(brief.model_dump_json()).verify() == []


@pytest.mark.parametrize(
    ("cue", "lie", "reason"),
    [
        (
            "bombed",
            "Ordonian jets bombed Marden on Sunday 4 June, killing at least 50 civilians, residents said.",
            "number",
        ),
        ("bombed", "Ordonian jets bombed Marden on Sunday 4 June and at least five civilians were killed.", "claimant"),
        ("bombed", "Residents said that Ordonian jets bombed Marden and that five civilians were killed.", "certainty"),
        ("bombed", "Residents said that Marden bombed Ordonian jets on Sunday 4 June.", "role"),
        ("bombed", "Doctors said that Ordonian jets bombed Marden on Sunday 4 June.", "claimant"),
        ("bombed", "Residents said that Ordonian jets bombed Marden and Brask on Sunday 4 June.", "name"),
        ("bombed", "Residents said that Ordonian jets bombed Marden to punish the city.", "unsupported"),
        (
            "are due to meet",
            "President Ilan Dorr and President Mira Kest met in Luvia on Wednesday 7 June.",
            "certainty",
        ),
        ("Orel", "Rebels did not capture the town of Orel from the army.", "negation"),
        ("Orel", "Rebels captured Orel. The army captured nothing.", "invalid"),
    ],
)
def test_a_false_sentence_is_asked_once_more_with_the_reason_and_then_replaced(
    server: ScriptedServer, cue: str, lie: str, reason: str
) -> None:
    brief = phrased(server, lambda r: {"sentence": lie if cue in r.user else honest(r)})
    told = brief.coverage.phrasing
    assert (told.asked, told.kept, told.reasked, told.fallbacks) == (3, 2, 1, 1)
    assert any(reason in r.value for r in told.refused), told.refused
    assert lie not in brief.to_markdown()
    again = [r for r in server.requests if "was refused" in r.user]
    assert len(again) == 1
    assert brief.verify() == []


def test_a_second_answer_may_pass(server: ScriptedServer) -> None:
    lie = "Ordonian jets bombed Lund, residents said."
    brief = phrased(server, lambda r: {"sentence": honest(r) if "refused" in r.user or "bombed" not in r.user else lie})
    assert (brief.coverage.phrasing.kept, brief.coverage.phrasing.reasked) == (3, 1)


def test_a_reply_that_is_no_sentence_costs_only_that_sentence(server: ScriptedServer) -> None:
    brief = phrased(server, lambda r: "no JSON here" if "Orel" in r.user else {"sentence": honest(r)}, concurrency=1)
    assert (brief.coverage.phrasing.kept, brief.coverage.phrasing.fallbacks) == (2, 1)
    assert brief.coverage.phrasing.error is None
    assert not brief.coverage.degraded


def test_a_model_that_dies_leaves_the_whole_brief_as_computed_and_says_so(server: ScriptedServer) -> None:
    brief = phrased(server, lambda r: Scripted.error(503, "gone"), concurrency=1)
    computed = Summarizer(server.settings()).compose(RESULTS, date=DAY)
    assert [t.text for t in brief.key_takeaways] == [t.text for t in computed.key_takeaways]
    assert brief.coverage.phrasing.asked <= MAX_FAILURES
    assert brief.coverage.phrasing.fallbacks == 3
    assert brief.coverage.degraded
    assert "The model was given up" in brief.method_note
    assert "The model could not be used" in brief.to_markdown()
    assert brief.verify() == []


def test_no_model_at_all_leaves_the_brief_as_computed() -> None:
    from summarizer import Settings

    with Summarizer(Settings(api_key="sk-something")) as s:
        brief = s.compose(RESULTS, date=DAY, phrase=True)
    assert brief.key_takeaways
    assert "no model: name one" in (brief.coverage.phrasing.error or "")
    assert brief.verify() == []


def test_the_record_is_data_in_a_block_with_a_tag_that_cannot_be_guessed(server: ScriptedServer) -> None:
    phrased(server, lambda r: {"sentence": honest(r)})
    asked = next(r for r in server.requests if "bombed" in r.user)
    tag = asked.user.splitlines()[0].strip("<>")
    assert tag.startswith("text-")
    assert asked.user.endswith(f"</{tag}>")
    assert "toll: at least five civilians killed" in asked.user
    assert "according to: residents" in asked.user
    assert len({r.body["messages"][0]["content"] for r in server.requests}) == 1


def test_the_prompts_examples_pass_their_own_rules() -> None:
    """A model learns from them: each phrased sentence stands against its computed wording."""
    import json

    from summarizer.phrasing import PROMPT
    from summarizer.templates import SHIPPED

    for example in json.loads((SHIPPED / PROMPT / "examples.json").read_text(encoding="utf-8")):
        text = article(example["wording"])
        status = dict(example["facts"])["status"]
        told = event(text, C.OTHER, status=next(s for s in Status if s.value == status))
        assert check_text(example["sentence"], [told], DAY) == [], example["sentence"]


def test_reasons_are_counted_by_kind(server: ScriptedServer) -> None:
    brief = phrased(server, lambda r: {"sentence": "President Otto Brand resigned."}, concurrency=1)
    assert brief.coverage.phrasing.refused[Reason.NAME_CHANGED] == 6
    assert brief.coverage.phrasing.fallbacks == 3
