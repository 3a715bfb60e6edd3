"""Scores of an article: perfect, empty, failed and damaged predictions; each metric by hand."""

from __future__ import annotations

import random
from typing import Any, Literal

import pytest
from pydantic import Field

from evals.cases import ArticlePrediction, make_case
from evals.goldset import GoldArticle
from evals.marks import fields_of
from evals.metrics.bootstrap import compare
from evals.metrics.counts import Counts
from evals.scoring import LOWER_IS_BETTER, score_article, score_case, totals
from summarizer.schemas import EventDraft, Failure, FailureKind, Figure, Reason, Record, Rejection, Verbatim
from tests.evals.events import MEETING, NEWS, ROCKETS, SHOOTING, draft, everything, gold, gold_event, predicted

EVENTS = tuple(gold_event(values) for values in everything())
DRAFTS = tuple(draft(values) for values in everything())


def rate(part: int, whole: int) -> Counts:
    return Counts(part, whole, part, whole)


def scored(golds: tuple[Record, ...], drafts: tuple[Record, ...]) -> dict[str, Counts]:
    return score_article(gold(*golds), predicted(*drafts))


def one(change_gold: dict[str, Any], change_predicted: dict[str, Any]) -> dict[str, Counts]:
    """One shooting against another, aligned."""
    return scored((gold_event(SHOOTING, **change_gold),), (draft(SHOOTING, **change_predicted),))


def test_gold_against_itself_is_perfect() -> None:
    scores = scored(EVENTS, EVENTS)

    for name, counts in scores.items():
        if name.split(".")[0] in LOWER_IS_BETTER:
            assert counts.f1 == 0, name
        elif counts.p_den or counts.r_den:
            assert counts.f1 == 100, name
    assert scores["event"] == rate(3, 3)
    assert scores["null"].p_den > 0


def test_a_failed_article_misses_every_event() -> None:
    failed = ArticlePrediction("n1", error=Failure(kind=FailureKind.TRANSPORT, message="timeout"))
    scores = score_article(gold(*EVENTS), failed)

    assert scores["event"] == Counts(0, 0, 0, 3)
    assert scores["field.place"] == Counts(0, 0, 0, 3)
    assert scores["omission"].f1 == 100
    assert scores["fabrication"] == Counts()


def test_an_article_without_events_read_as_such_costs_nothing() -> None:
    assert all(counts == Counts() for counts in scored((), ()).values())


def test_predictions_in_an_article_without_events_are_spurious() -> None:
    scores = scored((), (DRAFTS[0],))

    assert scores["event"] == Counts(0, 1, 0, 0)
    assert scores["field.initiators"] == Counts(0, 1, 0, 0)


def test_class_strict_family_and_any() -> None:
    same_family = one({}, {"event_class": "abduction"})
    other_family = one({}, {"event_class": "armed_clash"})

    assert [same_family[name].f1 for name in ("event", "event.strict", "event.any")] == [100, 0, 100]
    assert [other_family[name].f1 for name in ("event", "event.strict", "event.any")] == [0, 0, 100]


def test_core_recall_leaves_out_what_may_be_left_out() -> None:
    scores = scored((EVENTS[0], gold_event(MEETING, core=False)), (DRAFTS[0],))

    assert scores["event"].recall == 50
    assert scores["event.core"].recall == 100


@pytest.mark.parametrize(
    ("field", "value", "partial", "exact"),
    [
        ("place", "in Marden town", Counts(0.5, 1, 0.5, 1), 0),
        ("place", "MARDEN", rate(1, 1), 1),
        ("place", "Velk", Counts(0, 1, 0, 1), 0),
        ("place", None, Counts(0, 0, 0, 1), 0),
        ("status", "ongoing", Counts(0, 1, 0, 1), 0),
        ("initiators", ["two gunmen", "villagers"], Counts(1, 2, 1, 1), 1),
        ("initiators", [], Counts(0, 0, 0, 1), 0),
        ("killed", {"raw": "five", "low": 5, "best": 5, "high": 5}, Counts(0.5, 1, 0.5, 1), 0),
        ("killed", {"raw": "5 or more", "low": 5, "best": 5, "high": None}, rate(1, 1), 1),
        ("killed", {"raw": "four", "low": 4, "best": 4, "high": 4}, Counts(0, 1, 0, 1), 0),
        ("killed", {"raw": "about six", "best": 6}, Counts(0.5, 1, 0.5, 1), 0),
        ("when", {"raw": "7 May", "start": "2023-05-07", "end": "2023-05-07"}, rate(1, 1), 1),
        ("when", {"raw": "at the weekend", "start": "2023-05-06", "end": "2023-05-07"}, Counts(0.5, 1, 0.5, 1), 0),
        ("when", {"raw": "on Sunday"}, rate(1, 1), 1),
        ("killed_who", "traders", rate(1, 1), 1),
    ],
)
def test_credit_by_mark(field: str, value: object, partial: Counts, exact: int) -> None:
    scores = one({}, {field: value})

    assert scores[f"field.{field}"] == partial
    assert scores[f"paired.{field}"] == partial
    assert scores[f"field.{field}.exact"].r_num == exact


def test_a_further_place_is_right_and_none_is_asked_for() -> None:
    assert one({"other_places": ["Velk"]}, {"place": "Velk"})["field.place"] == rate(1, 1)
    assert one({"place": None, "other_places": ["Velk"]}, {"place": "Velk"})["field.place"] == rate(1, 1)
    assert one({"place": None, "other_places": ["Velk"]}, {"place": None})["field.place"] == Counts()


def test_a_date_known_without_words_is_right_and_costs_nothing() -> None:
    known = {"when": None, "start": "2023-05-07", "end": "2023-05-07"}

    assert one(known, {})["field.when"] == rate(1, 1)
    assert one(known, {"when": None})["field.when"] == Counts()
    assert "null.when" not in one(known, {})


def test_values_of_missed_and_spurious_records_count_against_a_field() -> None:
    scores = scored((EVENTS[0],), (draft(MEETING),))

    assert scores["field.place"] == Counts(0, 1, 0, 1)
    assert scores["paired"] == Counts()


def test_values_of_a_merged_record_are_right_answers() -> None:
    first = gold_event(SHOOTING, event_id="e1", merge_with=["e2"], place="Marden")
    second = gold_event(SHOOTING, event_id="e2", merge_with=["e1"], place="Asa")
    scores = scored((first, second), (draft(SHOOTING, place="Asa"),))

    assert scores["event"] == rate(1, 1)
    assert scores["field.place"] == rate(1, 1)


def test_null_discipline_counts_empty_gold_fields_of_pairs() -> None:
    empty = len([f for f in fields_of(EventDraft) if f.name in ("injured", "injured_who", "other_figure", "weapons")])
    scores = one({}, {"injured": "three", "weapons": ["rockets"]})

    assert scores["null"] == rate(empty - 2, empty)
    assert scores["null.injured"] == rate(0, 1)
    assert scores["null.other_figure"] == rate(1, 1)


SHOOTING_CLAIMS = 1 + 7
"""The record, and its seven marked values."""


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"initiators": ["The Velk Brigade"]}, "ungrounded"),
        ({"killed": {"raw": "three", "low": 3, "best": 3, "high": 3}, "sentences": [1, 2]}, "ungrounded"),
        ({"when": {"raw": "on Monday", "start": "2023-05-08", "end": "2023-05-08"}}, "contradicted"),
    ],
)
def test_values_without_support_are_fabricated(change: dict[str, Any], kind: str) -> None:
    scores = one({}, change)

    assert scores["fabrication"] == rate(1, SHOOTING_CLAIMS)
    assert scores[f"fabrication.{kind}"] == rate(1, SHOOTING_CLAIMS)


def test_a_figure_that_the_event_does_not_have_is_fabricated_and_a_further_toll_is_not() -> None:
    none_told = {"killed": None}
    further = {"killed": None, "other_tolls": [{"kind": "killed", "figure": {"raw": "six", "low": 5, "best": 6}}]}

    assert one(none_told, {})["fabrication.contradicted"] == rate(1, SHOOTING_CLAIMS)
    assert one(further, {})["fabrication"] == rate(0, SHOOTING_CLAIMS)


def test_a_record_from_a_sentence_without_event_is_invented() -> None:
    museum = draft({"sentences": [4], "event_class": "other", "status": "occurred", "when": "nine"})
    scores = scored(EVENTS, (*DRAFTS, museum))

    assert scores["fabrication.invented"].p_num + scores["fabrication.ungrounded"].p_num == 2
    assert scores["fabrication"].p_num == 2


def test_a_second_record_of_an_event_is_not_invented() -> None:
    scores = scored((EVENTS[1],), (DRAFTS[1], draft(ROCKETS, event_class="grenade")))

    assert scores["event"].precision == 50
    assert scores["fabrication"].p_num == 0


def test_what_has_not_happened_told_as_happened_is_fabricated() -> None:
    scores = scored((gold_event(MEETING),), (draft(MEETING, status="occurred"),))

    assert scores["fabrication"].p_num == 1


def test_omission_counts_empty_fields_and_missed_events() -> None:
    complete, partly = one({}, {}), one({}, {"killed": None, "claimants": []})
    missed = scored(EVENTS[:2], DRAFTS[:1])

    assert complete["omission"] == rate(0, SHOOTING_CLAIMS)
    assert partly["omission"] == rate(2, SHOOTING_CLAIMS)
    assert missed["omission"].p_num == missed["omission"].p_den - SHOOTING_CLAIMS


@pytest.mark.parametrize(
    ("coded", "given", "right"),
    [
        (["witnesses"], ["two witnesses"], True),
        (["witnesses"], [], False),
        ([], ["witnesses"], False),
        ([], [], True),
        (["witnesses"], ["the coastguard"], False),
        (["witnesses", "the coastguard"], ["coastguard", "witnesses"], True),
    ],
)
def test_attribution_is_right_when_the_same_people_say_so(coded: list[str], given: list[str], right: bool) -> None:
    assert one({"claimants": coded}, {"claimants": given})["attribution"] == rate(int(right), 1)


def test_the_grounded_rate_counts_what_was_refused_before_and_now() -> None:
    def refused(field: str, reason: Reason) -> Rejection:
        return Rejection(field=field, value="x", reason=reason, message="m", record=0)

    given = ArticlePrediction(
        "n1",
        records=(draft(SHOOTING, initiators=["The Velk Brigade"]),),
        rejected=(
            refused("place", Reason.NOT_IN_TEXT),
            refused("record", Reason.NOT_IN_TEXT),
            refused("x", Reason.DUPLICATE),
        ),
    )

    assert score_article(gold(EVENTS[0]), given)["grounded"] == rate(6, 8)


def test_gold_and_prediction_must_be_of_one_article() -> None:
    with pytest.raises(ValueError, match="article n1, the prediction of n2"):
        score_article(gold(), predicted(name="n2"))


class Incident(Record):
    """A user's own schema."""

    kind: Literal["attack", "kidnapping"]
    perpetrators: list[Verbatim] = Field(default_factory=list)
    dead: Figure | None = None


def test_a_user_s_schema_is_scored_by_its_marks() -> None:
    coded = Incident(
        sentences=[1], kind="attack", perpetrators=[Verbatim("Two gunmen")], dead=Figure(raw="five", best=5)
    )
    given = Incident(sentences=[1], kind="attack", perpetrators=[Verbatim("gunmen")])
    scores = score_article(gold(coded), predicted(given))

    assert scores["event.strict"] == rate(1, 1)
    assert scores["field.perpetrators"].f1 == pytest.approx(100 * 2 / 3)
    assert scores["field.dead"] == Counts(0, 0, 0, 1)
    assert scores["omission"] == rate(1, 3)


def corpus(rng: random.Random, share: float) -> dict[str, dict[str, Counts]]:
    """Forty articles predicted perfectly, but for a share of the values, which are deleted."""
    scores = {}
    for number in range(40):
        golds: GoldArticle[Record] = gold(*EVENTS, name=f"n{number}", article=NEWS)
        drafts = [
            draft({k: v for k, v in values.items() if k in KEPT or rng.random() >= share}) for values in everything()
        ]
        scores[golds.id] = score_case(make_case(golds, predicted(*drafts, name=golds.id)))
    return scores


KEPT = ("sentences", "event_class", "status")


def test_a_tenth_of_the_values_deleted_lowers_recall_and_is_seen_as_worse() -> None:
    whole, damaged = corpus(random.Random(1), 0.0), corpus(random.Random(1), 0.1)

    assert totals(damaged)["field"].recall < totals(whole)["field"].recall == 100
    assert totals(damaged)["field"].precision == 100
    assert totals(damaged)["omission"].f1 > totals(whole)["omission"].f1 == 0
    fields = [{name: scores["field"] for name, scores in run.items()} for run in (damaged, whole)]
    assert compare(*fields, resamples=1000).verdict == "worse"
    assert compare(fields[1], fields[1], resamples=1000).verdict == "tied"


def test_totals_are_sums_by_name() -> None:
    assert totals(
        {"a": {"event": Counts(1, 2, 1, 3)}, "b": {"event": Counts(0, 1, 0, 1), "null": Counts(1, 1, 1, 1)}}
    ) == {
        "event": Counts(1, 3, 1, 4),
        "null": Counts(1, 1, 1, 1),
    }
