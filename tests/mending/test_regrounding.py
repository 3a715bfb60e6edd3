"""What mending puts in passes the gate as well."""

from __future__ import annotations

from dataclasses import replace

from summarizer.articles import Article
from summarizer.grounding import Checked, check_record, index
from summarizer.mending.regrounding import regrounded
from summarizer.schemas import Actor, EventDraft, Figure, Reason

ARTICLE = Article(text="Jets bombed a mill near Olvar, killing three guards, the mayor said.")


def mended(**values: object) -> Checked[EventDraft]:
    draft = EventDraft.model_validate(
        {"event_class": "air_strike", "status": "occurred", "sentences": [1], "initiators": ["Jets"], "killed": "three"}
    )
    checked = check_record(ARTICLE, draft)
    assert checked.record is not None
    changed = replace(checked, record=checked.record.model_copy(update=values))
    return regrounded(ARTICLE, changed, index(ARTICLE))


def test_what_stands_in_the_text_stays() -> None:
    fixed = mended()
    assert fixed.record is not None
    assert fixed.record.initiators == ["Jets"]
    assert fixed.rejections == ()


def test_what_does_not_goes_with_its_reason() -> None:
    fixed = mended(initiators=[Actor("Jets"), Actor("Helicopters")], injured=Figure(raw="three"))
    assert fixed.record is not None
    assert fixed.record.initiators == ["Jets"]
    assert fixed.record.injured is None
    assert fixed.record.killed is not None
    assert {(r.field, r.reason) for r in fixed.rejections} == {
        ("initiators", Reason.NOT_IN_TEXT),
        ("injured", Reason.WRONG_KIND),
    }
