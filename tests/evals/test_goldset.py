"""The gold set's loader: what it reads, and that no wrong value passes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.goldcheck import sentence_numbers
from evals.goldset import GoldError, load_gold, main, read_gold
from summarizer.schemas import EventClass
from tests.evals.events import MARKET, NEWS, PORT, TALKS

Data = dict[str, Any]


def coded() -> Data:
    """One event as a coder writes it."""
    return {
        "id": "e1",
        "event_class": "shelling_missile",
        "status": "occurred",
        "assertion": "claimed",
        "granularity": "discrete",
        "temporal_role": "current",
        "sentences": [PORT],
        "when": "on Monday",
        "start": "2023-05-08",
        "end": "2023-05-08",
        "place": "the port of Asa",
        "initiators": ["The Dorlan Front"],
        "targets": ["the port of Asa"],
        "killed": None,
        "killed_who": None,
        "injured": "three",
        "injured_who": "dockers",
        "other_figure": None,
        "other_kind": None,
        "figures": {"injured": [3, 3, 3]},
        "other_tolls": [],
        "weapons": ["rockets"],
        "claimants": ["the coastguard"],
        "core": True,
        "merge_with": [],
    }


def folder(tmp_path: Path, *events: object, name: str = "n1", split: str = "dev") -> Path:
    """A gold folder with one article; later calls add to it."""
    for part in ("articles", "records"):
        (tmp_path / part).mkdir(exist_ok=True)
    about = {"id": name, "title": None, "published": "2023-05-09", "story": "s", "split": split, "phenomena": ["hedge"]}
    (tmp_path / "articles" / f"{name}.txt").write_text(NEWS.text, encoding="utf-8")
    (tmp_path / "articles" / f"{name}.json").write_text(json.dumps(about), encoding="utf-8")
    record = {"id": name, "coder": "a", "events": list(events), "note": "why"}
    (tmp_path / "records" / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return tmp_path


def test_an_event_is_read_with_figures_dates_and_sentence_numbers(tmp_path: Path) -> None:
    (read,) = load_gold(folder(tmp_path, coded()))

    (event,) = read.events
    assert event.event_class is EventClass.SHELLING_MISSILE
    assert event.sentences == [2]
    assert event.injured is not None
    assert (event.injured.low, event.injured.best, event.injured.high) == (3, 3, 3)
    assert event.when is not None
    assert (event.when.raw, event.when.start, event.start) == ("on Monday", date(2023, 5, 8), date(2023, 5, 8))
    assert (read.split, read.story, read.phenomena, read.note) == ("dev", "s", ("hedge",), "why")


def test_an_article_without_events_is_read(tmp_path: Path) -> None:
    (read,) = load_gold(folder(tmp_path))

    assert read.events == ()


def test_a_split_leaves_out_the_other(tmp_path: Path) -> None:
    folder(tmp_path, coded())
    folder(tmp_path, name="n2", split="test")

    assert [gold.id for gold in load_gold(tmp_path, split="test")] == ["n2"]


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        (PORT, [2]),
        ("wounding three dockers", [2]),
        (f"{MARKET} {PORT}", [1, 2]),
        ("witnesses said. The Dorlan", [1, 2]),
        ("no such words", []),
        ("", []),
    ],
)
def test_a_quote_is_mapped_to_every_sentence_it_touches(quote: str, numbers: list[int]) -> None:
    assert sentence_numbers(NEWS, quote) == numbers


def test_further_tolls_may_be_written_with_a_kind_or_as_fields(tmp_path: Path) -> None:
    in_full = {"kind": "killed", "words": "three", "figures": [3, 3, 3]}
    as_fields = {"killed": "three", "killed_who": "dockers", "figures": {"killed": [3, 3, 3]}}
    (read,) = load_gold(folder(tmp_path, {**coded(), "other_tolls": [in_full, as_fields]}))

    first, second = read.events[0].other_tolls
    assert first == second
    assert first.figure.best == 3


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("sentences", {"sentences": ["The Dorlan Front fired shells."]}),
        ("sentences", {"sentences": []}),
        ("place", {"place": "Marden"}),
        ("when", {"when": "on monday"}),
        ("initiators", {"initiators": ["Dorlan Frontt"]}),
        ("claimants", {"claimants": ["the navy"]}),
        ("event_class", {"event_class": "shelling"}),
        ("assertion", {"assertion": "rumoured"}),
        ("injured", {"figures": {"injured": [4, 4, 4]}}),
        ("injured", {"figures": {}}),
        ("figures.killed", {"figures": {"injured": [3, 3, 3], "killed": [1, 1, 1]}}),
        ("other_tolls", {"other_tolls": [{"kind": "killed", "words": "nine", "figures": [9, 9, 9]}]}),
        ("other_kind", {"other_figure": "three", "figures": {"injured": [3, 3, 3], "other_figure": [3, 3, 3]}}),
        ("start", {"start": "2023-05-09", "end": "2023-05-08", "when": None}),
        ("start", {"start": "2023-05-12", "end": "2023-05-12"}),
        ("merge_with", {"merge_with": ["e1"]}),
        ("merge_with", {"merge_with": ["e7"]}),
        ("remark", {"remark": "sure"}),
    ],
)
def test_a_wrong_value_is_reported_with_file_event_and_field(tmp_path: Path, field: str, change: Data) -> None:
    _, problems = read_gold(folder(tmp_path, {**coded(), **change}))

    assert problems
    assert {(p.file, p.event) for p in problems} == {("n1.json", "e1")}
    assert any(p.field.startswith(field) for p in problems), problems


def test_a_sentence_that_stands_twice_is_no_address(tmp_path: Path) -> None:
    _, problems = read_gold(folder(tmp_path, {**coded(), "sentences": [PORT, "on "]}))

    assert [p.message.startswith("stands 2 times") for p in problems] == [True]


def test_merges_must_be_mutual(tmp_path: Path) -> None:
    other = {**coded(), "id": "e2"}
    _, problems = read_gold(folder(tmp_path, {**coded(), "merge_with": ["e2"]}, other))

    assert [(p.event, p.field) for p in problems] == [("e1", "merge_with")]


def test_two_events_may_not_share_an_id(tmp_path: Path) -> None:
    _, problems = read_gold(folder(tmp_path, coded(), coded()))

    assert [p.field for p in problems] == ["id"]


def test_an_upcoming_event_may_start_after_publication(tmp_path: Path) -> None:
    planned = {
        **coded(),
        "event_class": "talks_meeting",
        "status": "planned",
        "sentences": [TALKS],
        "when": "next week",
        "start": "2023-05-15",
        "end": "2023-05-21",
        **{name: [] for name in ("targets", "weapons", "claimants")},
        **dict.fromkeys(("injured", "injured_who")),
        "place": "Velk",
        "initiators": ["Ministers"],
        "figures": {},
    }

    assert len(load_gold(folder(tmp_path, planned))) == 1


def test_groups_that_the_words_add_up_are_left_to_the_coder(tmp_path: Path) -> None:
    text = f"{NEWS.text} Nine soldiers and four drivers died."
    summed = {
        **coded(),
        "sentences": ["Nine soldiers and four drivers died."],
        "killed": "Nine soldiers and four drivers",
    }
    summed |= {"figures": {"killed": [13, 13, 13]}, "injured": None, "injured_who": None, "when": None, "place": None}
    summed |= {name: [] for name in ("initiators", "targets", "weapons", "claimants")}
    path = folder(tmp_path, summed)
    (path / "articles" / "n1.txt").write_text(text, encoding="utf-8")

    (read,) = load_gold(path)
    assert read.events[0].killed is not None
    assert read.events[0].killed.best == 13


def test_loading_raises_with_every_problem(tmp_path: Path) -> None:
    path = folder(tmp_path, {**coded(), "place": "Marden", "weapons": ["mortars"]})

    with pytest.raises(GoldError, match=r"2 problems(?s:.)*e1: place(?s:.)*e1: weapons"):
        load_gold(path)


def broken_json(path: Path) -> None:
    (path / "records" / "n1.json").write_text("{", encoding="utf-8")


def other_id(path: Path) -> None:
    (path / "records" / "n1.json").write_text('{"id": "n2", "events": []}', encoding="utf-8")


def no_file(path: Path) -> None:
    (path / "records" / "n1.json").unlink()


def astray(path: Path) -> None:
    (path / "records" / "n9.json").write_text('{"id": "n9", "events": []}', encoding="utf-8")


def text_as_event(path: Path) -> None:
    (path / "records" / "n1.json").write_text('{"id": "n1", "events": ["e1"]}', encoding="utf-8")


@pytest.mark.parametrize("damage", [broken_json, other_id, no_file, astray, text_as_event])
def test_a_damaged_folder_is_an_error(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = folder(tmp_path, coded())
    damage(path)

    with pytest.raises(GoldError, match="1 problem"):
        load_gold(path)


def test_the_command_counts_and_fails_on_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path, coded())
    assert main(["--folder", str(path), "--coding", "records"]) == 0
    assert "1 articles, 1 events, 0 problems" in capsys.readouterr().out

    folder(tmp_path, {**coded(), "place": "Marden"})
    assert main(["--folder", str(path)]) == 1
    assert "records/n1.json: e1: place" in capsys.readouterr().err


@pytest.mark.parametrize("coding", ["coding_a", "coding_b", "records"])
def test_the_shipped_gold_is_valid(coding: Any) -> None:
    articles = load_gold(coding=coding)

    assert len(articles) >= 40
    assert sum(len(gold.events) for gold in articles) >= 150
    assert {gold.split for gold in articles} == {"dev", "test"}


def test_no_story_is_in_both_splits() -> None:
    articles, _ = read_gold(coding="coding_b")
    splits = {(gold.story, gold.split) for gold in articles}

    assert len({story for story, _ in splits}) == len(splits)
