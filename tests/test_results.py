"""A file of results that is killed at any byte goes on whole: no event lost, none twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.leftovers import Leftover, beside
from summarizer.results import Results
from summarizer.schemas import EventClass, EventDraft, Extraction, Failure, FailureKind, Reason, Rejection
from tests.factories import article, event

KIND = {"model": "scripted"}


def extraction(number: int, events: int = 2) -> Extraction[EventDraft]:
    source = article("Rain fell on Marden.", "Curly “quotes” and ı too.")
    first = event(source, EventClass.OTHER)
    made = [first.model_copy(update={"event_id": f"{number:08d}{n:08d}"}) for n in range(events)]
    return Extraction(doc_id=f"{number:016x}", events=made)


def refusing(number: int) -> Extraction[EventDraft]:
    refused = Rejection(field="killed", value="nine", reason=Reason.NOT_IN_TEXT, sentences=[2], message="no “nine”")
    return extraction(number).model_copy(update={"rejected": [refused], "warnings": [f"warned {number}"]})


def left(path: Path) -> list[tuple[str, str | None]]:
    lines = beside(path).read_text(encoding="utf-8").splitlines()
    return [(one.kind, one.doc_id) for one in map(Leftover.model_validate_json, lines)]


def ids(path: Path) -> list[str]:
    return [json.loads(line)["event_id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "events.jsonl"


def test_events_are_appended_and_their_articles_known_as_done(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(extraction(1))
        results.add(extraction(2, events=0))
    with Results(path, KIND) as results:
        assert results.done == {f"{1:016x}", f"{2:016x}"}
        results.add(extraction(3))
    assert ids(path) == [f"{n:08d}{m:08d}" for n in (1, 3) for m in (0, 1)]


def test_a_finished_article_is_never_written_twice(path: Path) -> None:
    for _ in range(2):
        with Results(path, KIND) as results:
            results.add(extraction(1))
            results.add(extraction(1))
    assert len(ids(path)) == 2


def test_a_failed_article_is_not_done(path: Path) -> None:
    failure = Failure(kind=FailureKind.TRANSPORT, message="dropped")
    with Results(path, KIND) as results:
        results.add(Extraction(doc_id="f" * 16, error=failure))
    with Results(path, KIND) as results:
        assert results.done == set()


def test_cut_off_at_any_byte_of_the_journal_it_goes_on_whole(path: Path) -> None:
    with Results(path, KIND) as results:
        for number in range(3):
            results.add(extraction(number))
            results.flush()
    journal = path.with_name("events.jsonl.done")
    whole, events = journal.read_bytes(), path.read_bytes()
    for size in range(len(whole) + 1):
        journal.write_bytes(whole[:size])
        path.write_bytes(events)
        with Results(path, KIND) as results:
            done = len(results.done)
            assert done == max(whole[:size].count(b"\n") - 1, 0)
            for number in range(3):
                results.add(extraction(number))
        assert path.read_bytes() == events
        assert journal.read_bytes() == whole


def test_cut_off_within_the_events_the_half_article_is_removed(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(extraction(1))
    whole = path.read_bytes()
    with path.open("ab") as file:
        file.write(whole[: len(whole) // 2 + 7])
    with Results(path, KIND) as results:
        results.add(extraction(2))
    assert ids(path) == [f"{n:08d}{m:08d}" for n in (1, 2) for m in (0, 1)]


def test_damage_in_the_journal_ends_what_is_believed(path: Path) -> None:
    with Results(path, KIND) as results:
        for number in range(4):
            results.add(extraction(number))
            results.flush()
    journal = path.with_name("events.jsonl.done")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[3] = b"\x00" * (len(lines[3]) - 1) + b"\n"
    journal.write_bytes(b"".join(lines))
    with Results(path, KIND) as results:
        assert len(results.done) == 2
    assert len(ids(path)) == 4


def test_another_kind_of_run_does_not_go_into_the_same_file(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(extraction(1))
    with pytest.raises(InputError, match=r"model: scripted before, other now.*--fresh"):
        Results(path, {"model": "other"})
    with Results(path, {"model": "other"}, fresh=True) as results:
        assert results.done == set()
    assert ids(path) == []


def test_a_file_that_was_cut_by_others_is_not_believed(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(extraction(1))
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(InputError, match="was cut since"):
        Results(path, KIND)


def test_two_runs_do_not_write_one_file(path: Path) -> None:
    with Results(path, KIND), pytest.raises(InputError, match="another run is writing"):
        Results(path, KIND)
    with Results(path, KIND):
        pass


def test_rejected_values_and_warnings_stand_beside_the_events(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(refusing(1))
        results.add(extraction(2))
    assert beside(path).name == "events.rejected.jsonl"
    (refused, warned) = map(json.loads, beside(path).read_text(encoding="utf-8").splitlines())
    assert refused == {
        "kind": "rejected", "doc_id": f"{1:016x}", "field": "killed", "value": "nine", "reason": "not_in_text",
        "sentences": [2], "message": "no “nine”",
    }  # fmt: skip
    assert warned["message"] == "warned 1"


def test_a_failure_is_named_until_its_article_is_read(path: Path) -> None:
    failure = Failure(kind=FailureKind.TRUNCATED, message="cut off")
    for _ in range(2):
        with Results(path, KIND) as results:
            results.add(Extraction(doc_id=f"{3:016x}", error=failure))
            results.add(refusing(1))
        assert left(path) == [("rejected", f"{1:016x}"), ("warning", f"{1:016x}"), ("failed", f"{3:016x}")]
    with Results(path, KIND) as results:
        results.add(extraction(3))
    assert left(path) == [("rejected", f"{1:016x}"), ("warning", f"{1:016x}")]


def test_killed_at_any_byte_no_rejected_value_is_lost_or_told_twice(path: Path) -> None:
    with Results(path, KIND) as results:
        for number in range(3):
            results.add(refusing(number))
            results.flush()
    journal = path.with_name("events.jsonl.done")
    saved, whole, rejected = journal.read_bytes(), path.read_bytes(), beside(path).read_bytes()
    for done in range(4):
        journal.write_bytes(b"".join(saved.splitlines(keepends=True)[: done + 1]))
        path.write_bytes(whole)
        beside(path).write_bytes(rejected + b'{"kind": "rej')
        with Results(path, KIND) as results:
            assert len(results.done) == done
            for number in range(3):
                results.add(refusing(number))
        assert beside(path).read_bytes() == rejected
        assert path.read_bytes() == whole


def test_rejected_values_that_were_deleted_are_missed(path: Path) -> None:
    with Results(path, KIND) as results:
        results.add(refusing(1))
    beside(path).unlink()
    with pytest.raises(InputError, match=r"rejected\.jsonl: was cut since"):
        Results(path, KIND)


def test_a_path_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        Results(tmp_path / "file" / "events.jsonl", KIND)
    with pytest.raises(InputError, match="cannot be written"):
        Results(tmp_path, KIND)
