"""Datasets: what is read, what is asked, and how answers are scored in each dataset's own terms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.datasets import Dataset, DatasetError, load
from evals.datasets.gold import Gold
from evals.datasets.muc4 import FiveRole, FullSlots
from evals.datasets.muc4_schema import FiveRoleIncident, FullIncident
from evals.datasets.muc4_slots import as_slots, kinds_of_places
from evals.datasets.mucsum import Mucsum
from evals.metrics.counts import Counts
from evals.score import score_ceaf_ree, score_ceaf_rme
from summarizer.schemas import Extraction, Failure, FailureKind
from tests.evals.tiny import drafts, gold, gold_folder, model, muc4_folder, mucsum_folder, perfect, write_lines

GRENADE = FiveRoleIncident.model_validate(
    {
        "sentences": [1],
        "incident_type": "bombing",
        "perp_individual_id": ["guerrillas"],
        "perp_organization_id": ["dorlan front"],
        "phys_tgt_id": ["the town hall"],
        "instrument_id": ["a grenade", "rifles"],
    }
)
FULL = {
    **GRENADE.model_dump(),
    "phys_tgt_id": ["THE TOWN HALL OF MARDEN"],
    "instrument_id": ["GRENADE"],
    "perp_organization_id": [],
    "incident_stage": "accomplished",
    "country": "Peru",
    "perp_category": "terrorist act",
    "phys_tgt_effect": "no damage",
}


def answer(*records: object) -> Extraction[Any]:
    return Extraction(doc_id="x", records=list(records))


def failed() -> Extraction[Any]:
    return Extraction(doc_id="x", error=Failure(kind=FailureKind.REFUSED, message="no"))


class TestGold:
    def test_a_perfect_answer_scores_everything(self, tmp_path: Path) -> None:
        dataset = gold(tmp_path)
        item = dataset.items[0]
        with model(perfect) as server:
            from summarizer import Summarizer

            with Summarizer(server.settings(strategy="one_call")) as summarizer:
                given = summarizer.extract(item.article)
        scores = dataset.score(item, given)
        assert scores["event.strict"] == Counts(2, 2, 2, 2)
        assert scores["field"].f1 == 100
        assert [pair.kind for pair in dataset.view(item, given).pairs] == ["right", "right"]

    def test_a_failed_article_misses_every_event(self, tmp_path: Path) -> None:
        dataset = gold(tmp_path)
        scores = dataset.score(dataset.items[0], failed())
        assert scores["event"] == Counts(0, 0, 0, 2)
        assert [pair.kind for pair in dataset.view(dataset.items[0], failed()).pairs] == ["missed", "missed"]

    def test_articles_of_a_story_are_one_group(self, tmp_path: Path) -> None:
        assert [item.group for item in gold(tmp_path).items] == ["s0", "s0", "s1", "s1"]

    def test_changed_gold_changes_the_fingerprint(self, tmp_path: Path) -> None:
        before = {item.id: item.gold_hash for item in gold(tmp_path).items}
        file = tmp_path / "records" / "t01.json"
        data = json.loads(file.read_text(encoding="utf-8"))
        data["events"].pop()
        file.write_text(json.dumps(data), encoding="utf-8")
        after = {item.id: item.gold_hash for item in Gold("dev", tmp_path).items}
        assert {name for name in before if before[name] != after[name]} == {"t01"}

    def test_a_wrong_file_is_named(self, tmp_path: Path) -> None:
        gold_folder(tmp_path, 2)
        (tmp_path / "records" / "t01.json").write_text("{", encoding="utf-8")
        with pytest.raises(DatasetError, match=r"t01\.json.*not JSON"):
            Gold("dev", tmp_path)

    def test_unknown_and_empty_splits_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DatasetError, match="no split 'train'"):
            Gold("train", tmp_path)
        with pytest.raises(DatasetError, match="no articles of the split test"):
            Gold("test", gold_folder(tmp_path, 2))

    def test_the_shipped_gold_loads(self) -> None:
        assert {item.gold.split for item in load("gold", "dev").items} == {"dev"}


def test_a_larger_draw_keeps_the_smaller_one(tmp_path: Path) -> None:
    dataset = gold(tmp_path, 12)
    small, large = dataset.drawn(4, seed=3), dataset.drawn(7, seed=3)
    assert len(small) == 4
    assert {item.id for item in small} < {item.id for item in large}
    assert [item.id for item in large] == sorted(item.id for item in large)
    assert {item.id for item in small} != {item.id for item in dataset.drawn(4, seed=4)}
    assert len(dataset.drawn(None, seed=3)) == len(dataset.drawn(99, seed=3)) == 12


class TestFiveRole:
    @pytest.fixture
    def dataset(self, tmp_path: Path) -> FiveRole:
        return FiveRole("dev", muc4_folder(tmp_path))

    def test_texts_are_unwrapped_and_put_in_case(self, dataset: FiveRole, tmp_path: Path) -> None:
        text = dataset.items[0].article.text
        assert text.startswith("guerrillas threw a grenade at the town hall of marden.\n\nthe dorlan front")
        assert FiveRole("dev", tmp_path, "upper").items[0].article.text == text.upper()

    def test_splits_are_read_from_the_docids(self, tmp_path: Path) -> None:
        folder = muc4_folder(tmp_path)
        assert [i.id for i in FiveRole("tst1", folder).items] == ["TST1-0001"]
        assert [i.id for i in FiveRole("tst2", folder).items] == ["TST2-0001"]
        assert [i.id for i in FiveRole("tst", folder).items] == ["TST1-0001", "TST2-0001"]
        with pytest.raises(DatasetError, match="no split 'tst3'"):
            FiveRole("tst3", folder)

    def test_scores_are_those_of_the_published_metrics(self, dataset: FiveRole) -> None:
        scores = dataset.score(dataset.items[0], answer(GRENADE))
        # Type, guerrillas, dorlan front, town hall and grenade are right, rifles are not.
        assert scores["ceaf-ree"] == Counts(5, 6, 5, 5)
        assert scores["ceaf-ree.Weapon"] == Counts(1, 2, 1, 1)
        # Mentions: the town hall has two in the gold.
        assert scores["ceaf-rme"] == Counts(4, 5, 4, 5)
        assert scores["ceaf-rme-subset"] == Counts(4, 5, 4, 4)
        assert scores["relevant"] == Counts(1, 1, 1, 1)

    def test_an_article_without_incidents_only_counts_what_is_made_up(self, dataset: FiveRole) -> None:
        assert dataset.score(dataset.items[1], answer())["ceaf-ree"] == Counts()
        scores = dataset.score(dataset.items[1], answer(GRENADE))
        assert scores["ceaf-ree"] == Counts(0, 6, 0, 0)
        assert scores["relevant"] == Counts(0, 1, 0, 0)

    def test_the_published_form_gets_the_same_scores_from_evals_score(self, dataset: FiveRole, tmp_path: Path) -> None:
        answers = {dataset.items[0].id: answer(GRENADE), dataset.items[1].id: answer()}
        written = [{i.id: dataset.published_format(i, answers[i.id])} for i in dataset.items]
        write_lines(tmp_path / "published.jsonl", *written)
        gold_file = tmp_path / "five_role" / "dev.jsonl"
        for scorer, metric in ((score_ceaf_ree, "ceaf-ree"), (score_ceaf_rme, "ceaf-rme")):
            total = Counts.total(dataset.score(i, answers[i.id])[metric] for i in dataset.items)
            assert scorer(gold_file, tmp_path / "published.jsonl")["f1"] == total.row()["f1"]

    def test_the_view_pairs_by_shared_values_whatever_the_type(self, dataset: FiveRole) -> None:
        wrong = GRENADE.model_copy(update={"incident_type": "arson"})
        (pair,) = dataset.view(dataset.items[0], answer(wrong)).pairs
        cells = {cell.field: cell for cell in pair.cells}
        assert pair.kind == "partly"
        assert cells["phys_tgt_id"].predicted == (("the town hall", "right"),)
        assert cells["instrument_id"].predicted == (("a grenade", "right"), ("rifles", "extra"))


class TestFullSlots:
    @pytest.fixture
    def dataset(self, tmp_path: Path) -> FullSlots:
        return FullSlots("dev", muc4_folder(tmp_path))

    def test_wrapped_lines_are_joined_and_the_dateline_is_the_day(self, dataset: FullSlots) -> None:
        article = dataset.items[0].article
        assert "GRENADE AT THE TOWN HALL OF MARDEN.\n\nNOBODY" in article.text
        assert article.published == date(1989, 5, 9)

    def test_articles_without_a_day_have_none(self, tmp_path: Path) -> None:
        assert [i.article.published for i in FullSlots("tst", muc4_folder(tmp_path)).items] == [None, None]

    def test_a_right_record_fills_every_slot_of_the_key(self, dataset: FullSlots) -> None:
        scores = dataset.score(dataset.items[0], answer(FullIncident.model_validate(FULL)))
        assert scores["muc4"] == Counts(10, 10, 10, 10)
        assert scores["relevant"] == Counts(1, 1, 1, 1)

    def test_nothing_found_leaves_every_slot_missing(self, dataset: FullSlots) -> None:
        assert dataset.score(dataset.items[0], failed())["muc4"] == Counts(0, 0, 0, 10)


class TestSlots:
    @pytest.mark.parametrize(
        ("when", "published", "written"),
        [
            ({"raw": "today", "start": "1989-05-04", "end": "1989-05-04"}, None, "04 MAY 89"),
            ({"raw": "in May", "start": "1989-05-01", "end": "1989-05-31"}, None, "01 MAY 89 - 31 MAY 89"),
            (None, date(1990, 2, 4), "- 04 FEB 90"),
            ({"raw": "recently"}, date(1990, 2, 4), "- 04 FEB 90"),
            (None, None, None),
        ],
    )
    def test_dates(self, when: object, published: date | None, written: str | None) -> None:
        slots = as_slots(FullIncident.model_validate({**FULL, "when": when}), published, {})
        assert slots.get("incident_date") == ([{"alternatives": [written]}] if written else None)

    @pytest.mark.parametrize(
        ("figure", "written"),
        [
            ({"low": 7, "best": 7, "high": 7}, "7"),
            ({"low": 6, "best": None, "high": 8}, "6-8"),
            ({"low": 6, "best": 6, "high": None}, "6-"),
            ({"low": None, "best": 100, "high": None}, "~100"),
            ({"low": 2, "best": None, "high": None}, "PLURAL"),
        ],
    )
    def test_numbers_of_people_without_a_name(self, figure: dict[str, int | None], written: str) -> None:
        values = {**FULL, "hum_tgt_description": ["peasants"], "hum_tgt_number": {"raw": "so many", **figure}}
        slots = as_slots(FullIncident.model_validate(values), None, {})
        assert slots["hum_tgt_number"] == [{"alternatives": [written], "xref": ["peasants"]}]

    def test_a_name_is_one_person_and_carries_the_effect(self) -> None:
        values = {**FULL, "hum_tgt_name": ["Ana Lunde"], "hum_tgt_description": ["judge"], "hum_tgt_effect": "injury"}
        slots = as_slots(FullIncident.model_validate(values), None, {})
        assert slots["hum_tgt_number"] == [{"alternatives": ["1"], "xref": ["Ana Lunde"]}]
        assert slots["hum_tgt_effect"] == [{"alternatives": ["INJURY"], "xref": ["Ana Lunde"]}]

    def test_a_place_needs_one_kind_in_the_set_list(self, tmp_path: Path) -> None:
        listed = tmp_path / "list.txt"
        listed.write_text("About this list (see below)\n\nMARDEN (CITY)\nVELK (CITY)\nVELK (RIVER)\n", encoding="utf-8")
        kinds = kinds_of_places(listed)
        places = [as_slots(FullIncident.model_validate({**FULL, "place": p}), None, kinds) for p in ("Marden", "Velk")]
        assert [p["incident_location"] for p in places] == [
            [{"alternatives": ["PERU: MARDEN (CITY)"]}],
            [{"alternatives": ["PERU"]}],
        ]
        assert kinds_of_places(tmp_path / "none.txt") == {}


class TestMucsum:
    def test_the_brief_is_scored_by_the_fillers_it_holds(self, tmp_path: Path) -> None:
        dataset = Mucsum("tst1", mucsum_folder(tmp_path))
        item = dataset.items[0]
        with model(lambda i: {"records": drafts(i)[:1]}) as server:
            from summarizer import Summarizer

            with Summarizer(server.settings(strategy="one_call")) as summarizer:
                given = summarizer.extract(item.article)
        scores = dataset.score(item, given)
        assert scores["nuggets.vital"] == Counts(2, 2, 2, 2)
        assert scores["nuggets"].r_den == 4
        assert scores["rouge1"].f1 > 50
        notes = dict(dataset.view(item, given).notes)
        assert "three traders" in notes["Brief"]

    def test_nothing_found_is_an_empty_brief(self, tmp_path: Path) -> None:
        dataset = Mucsum("tst1", mucsum_folder(tmp_path))
        scores = dataset.score(dataset.items[0], failed())
        assert scores["nuggets"] == Counts(0, 4, 0, 4)
        assert scores["rouge1"] == Counts(0, 1, 0, 1)


@pytest.mark.parametrize("name", ["muc4", "muc4-five-role", "mucsum"])
def test_data_that_is_not_there_is_a_clear_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="--data DIR"):
        load(name, "tst1")
    with pytest.raises(DatasetError, match="cannot be read"):
        load(name, "tst1", tmp_path)


def test_data_of_another_kind_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "tst1.jsonl").write_text('["a"]\n', encoding="utf-8")
    with pytest.raises(DatasetError, match="one JSON object a line"):
        load("muc4", "tst1", tmp_path)
    (tmp_path / "tst1.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match="docid"):
        load("muc4", "tst1", tmp_path)


def test_only_the_project_s_own_texts_are_publishable(tmp_path: Path) -> None:
    folder = muc4_folder(tmp_path)
    summaries = Mucsum("tst1", mucsum_folder(tmp_path / "s"))
    others: list[Dataset[Any]] = [FiveRole("dev", folder), FullSlots("dev", folder), summaries]
    assert [dataset.publishable for dataset in others] == [False, False, False]
    assert gold(tmp_path / "g").publishable
