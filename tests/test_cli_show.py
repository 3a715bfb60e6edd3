"""`summarizer show`: files of records or extractions in, one page out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarizer.cli import app
from summarizer.leftovers import beside, leftover_lines
from summarizer.schemas import EventClass, EventDraft, Extraction, Failure, FailureKind, Rejection
from summarizer.schemas.reasons import Reason
from tests.factories import article, event, extraction

TEXT = article("Rebels shelled Brask on Sunday.", "The market was closed.", title="Brask shelled")
RECORD = event(TEXT, EventClass.SHELLING_MISSILE, by=["Rebels"], place="Brask")
REFUSED = Rejection(
    field="killed", value="nine", reason=Reason.NOT_IN_TEXT, sentences=[9], message="nine stands nowhere"
)


def show(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["show", *map(str, words)])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "events.jsonl"
    file.write_text(RECORD.model_dump_json() + "\n\n", encoding="utf-8")
    return file


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "news.jsonl"
    file.write_text(TEXT.model_dump_json() + "\n", encoding="utf-8")
    return file


def test_records_alone_show_the_sentences_they_cite(records: Path, tmp_path: Path) -> None:
    assert show(records, "-o", tmp_path / "page.html").exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "shelled" in page
    assert "The market was closed." not in page


def test_with_the_articles_the_whole_text_is_shown(records: Path, articles: Path, tmp_path: Path) -> None:
    assert show(records, "--articles", articles, "-o", tmp_path / "page.html").exit_code == 0
    assert "The market was closed." in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_extractions_bring_their_rejected_values(name: str, tmp_path: Path) -> None:
    made = extraction(TEXT, RECORD, rejected=[REFUSED])
    indent = 1 if name.endswith("json") else None
    (tmp_path / name).write_text(made.model_dump_json(indent=indent) + "\n", encoding="utf-8")
    result = show(tmp_path / name, "-o", "-")
    assert result.exit_code == 0
    assert "nine stands nowhere" in result.stdout


def test_what_stands_beside_the_records_is_shown_with_them(records: Path, tmp_path: Path) -> None:
    made = extraction(TEXT, rejected=[REFUSED]).model_copy(update={"warnings": ["Orders to a model were set apart."]})
    lost = Extraction[EventDraft](
        doc_id="f" * 16, source="Lost Post", error=Failure(kind=FailureKind.TRUNCATED, message="the reply was cut off")
    )
    lines = [*leftover_lines(made), *leftover_lines(lost)]
    beside(records).write_text("".join(lines), encoding="utf-8")
    for words in ([records], [records, beside(records)]):
        result = show(*words, "-o", "-")
        assert result.exit_code == 0, result.stderr
        for told in ("nine stands nowhere", "Orders to a model", "the reply was cut off", "Lost Post"):
            assert told in result.stdout
    assert result.stdout.count("nine stands nowhere") == 1
    page = result.stdout
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_a_broken_line_of_rejected_values_is_told(records: Path, tmp_path: Path) -> None:
    beside(records).write_text('{"kind": "rejected", "doc_id": "x", "message": "m"}\n', encoding="utf-8")
    result = show(records, "-o", tmp_path / "page.html")
    assert result.exit_code == 1
    assert "events.rejected.jsonl, line 1" in " ".join(result.stderr.split())


def test_a_bad_line_is_told_and_the_rest_is_shown(records: Path, tmp_path: Path) -> None:
    records.write_text(records.read_text(encoding="utf-8") + '{"title": 1}\nnot json\n', encoding="utf-8")
    result = show(records, "-o", tmp_path / "page.html")
    assert result.exit_code == 1
    assert "line 3: neither an event record nor an extraction" in result.stderr
    assert "line 4: not JSON" in result.stderr
    assert (tmp_path / "page.html").is_file()


def test_a_file_without_any_record_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Some notes.\n", encoding="utf-8")
    result = show(tmp_path / "notes.txt", "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert not (tmp_path / "page.html").exists()


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    result = show(tmp_path / "none.jsonl", "-o", "-")
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
