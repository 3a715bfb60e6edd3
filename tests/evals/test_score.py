"""`python -m evals.score`: the formats it reads, what it prints, and its errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals.score import main

GOLD_ROWS = [
    {
        "docid": "TST1-MUC3-0001",
        "doctext": "rebels of the dawn front killed ana roca with a mine.",
        "templates": [
            {
                "incident_type": "attack",
                "PerpInd": [[["rebels", 0]]],
                "PerpOrg": [[["dawn front", 14], ["df", 40]]],
                "Target": [],
                "Victim": [[["ana roca", 32]]],
                "Weapon": [[["mine", 48]]],
            }
        ],
    },
    {"docid": "TST2-MUC4-0017", "doctext": "nothing happened.", "templates": []},
]
SLOT_ROWS = [
    {
        "docid": "DEV-MUC3-0001",
        "relevant": True,
        "templates": [
            {
                "template_id": 1,
                "optional": False,
                "incident_type": [{"raw": "BOMBING", "alternatives": ["BOMBING"]}],
                "instrument_id": None,
                "hum_tgt_name": [{"raw": '"ANA ROCA"', "alternatives": ["ANA ROCA"]}],
                "hum_tgt_effect": [{"raw": 'DEATH: "ANA ROCA"', "alternatives": ["DEATH"], "xref": ["ANA ROCA"]}],
                "phys_tgt_id": [],
            }
        ],
    },
    {"docid": "DEV-MUC3-0002", "templates": []},
]


def lines(path: Path, rows: list[object]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return lines(tmp_path / "gold.jsonl", [*GOLD_ROWS])


@pytest.fixture
def slot_gold(tmp_path: Path) -> Path:
    return lines(tmp_path / "slots.jsonl", [*SLOT_ROWS])


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, object]:
    assert main([*map(str, arguments), "--json"]) == 0
    report: dict[str, object] = json.loads(capsys.readouterr().out)
    return report


def failure(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main([*map(str, arguments)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize("metric", ["ceaf-ree", "ceaf-rme"])
def test_gold_against_itself_is_one_hundred(metric: str, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = run(capsys, "--metric", metric, gold, gold)

    assert [report[key] for key in ("precision", "recall", "f1")] == [100.0, 100.0, 100.0]
    assert report["documents"] == 2


ITERX: dict[str, object] = {
    "incident_type": "attack",
    "perpind": [["rebels"]],
    "perporg": [["df"]],
    "target": [],
    "victim": [["eva"]],
    "weapon": [],
}
GTT: dict[str, object] = {
    "incident_type": "attack",
    "PerpInd": [["rebels"]],
    "PerpOrg": [["DF"]],
    "Target": [],
    "Victim": [["Eva"]],
    "Weapon": [],
}
LOOSE: dict[str, object] = {
    "incident_type": "Attack",
    "perp_individual_id": "the rebels",
    "perp_organization_id": ["df"],
    "hum_tgt_name": [["eva", 7]],
    "phys_tgt_id": None,
}


@pytest.mark.parametrize(
    "content",
    [
        {"TST1-MUC3-0001": [ITERX]},
        {"10001": {"pred_templates": [GTT], "gold_templates": []}},
        {"docid": "0001 (TST1-MUC3)", "templates": [LOOSE]},
        {"docid": 10001, "pred_templates": [LOOSE], "templates": []},
        [{"docid": "TST1-MUC3-0001", "templates": [ITERX]}],
    ],
    ids=["IterX", "GTT", "gold-like row", "row with predictions", "array"],
)
@pytest.mark.parametrize("layout", ["line", "pretty"])
def test_published_prediction_formats_give_the_same_score(
    content: object, layout: str, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions = tmp_path / "pred.json"
    predictions.write_text(json.dumps(content, indent=2 if layout == "pretty" else None), encoding="utf-8")

    report = run(capsys, "--metric", "ceaf-ree", gold, predictions)

    assert [report[key] for key in ("p_num", "p_den", "r_num", "r_den")] == [3, 4, 3, 5]
    assert [report[key] for key in ("precision", "recall", "f1")] == [75.0, 60.0, 66.67]
    assert report["documents_without_prediction"] == 1
    rme = run(capsys, "--metric", "ceaf-rme", gold, predictions)
    assert [rme[key] for key in ("p_num", "p_den", "r_num", "r_den")] == [2, 3, 2, 5]
    subset = rme["subset"]
    assert isinstance(subset, dict)
    assert [subset[key] for key in ("p_num", "p_den", "r_num", "r_den")] == [2, 3, 2, 4]


def test_a_document_may_be_spread_over_lines(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = lines(tmp_path / "pred.jsonl", [{"TST1-MUC3-0001": [ITERX]}, {"TST1-MUC3-0001": [ITERX]}])

    assert run(capsys, "--metric", "ceaf-ree", gold, predictions)["p_den"] == 8


def test_roles_and_text_output_show_the_counts(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = lines(tmp_path / "pred.jsonl", [{"TST1-MUC3-0001": [ITERX]}])

    assert main(["--metric", "ceaf-ree", str(gold), str(predictions)]) == 0
    printed = capsys.readouterr().out.splitlines()

    by_name = {line.split()[0]: line.split()[1:] for line in printed if line.strip()}
    assert by_name["total"][:3] == ["75.00", "60.00", "66.67"]
    assert by_name["total"][3:] == ["p_num", "3", "p_den", "4", "r_num", "3", "r_den", "5"]
    assert by_name["Victim"][:3] == ["0.00", "0.00", "0.00"]
    assert by_name["PerpOrg"][:3] == ["100.00", "100.00", "100.00"]


def test_a_missing_type_is_read_as_attack_by_ceaf_ree_only(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions = lines(tmp_path / "pred.jsonl", [{"TST1-MUC3-0001": [{**GTT, "incident_type": []}]}])

    assert run(capsys, "--metric", "ceaf-ree", gold, predictions)["p_num"] == 3
    assert run(capsys, "--metric", "ceaf-rme", gold, predictions)["p_num"] == 0


def test_what_is_passed_over_is_reported(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = lines(tmp_path / "pred.jsonl", [{"TST1-MUC3-0001": [{**ITERX, "place": "oakton", "target": [[]]}]}])

    report = run(capsys, "--metric", "ceaf-ree", gold, predictions)
    assert report["ignored"] == {"gold": {}, "prediction": {"field 'place'": 1, "entity without mentions": 1}}
    assert main(["--metric", "ceaf-ree", str(gold), str(predictions)]) == 0
    assert "ignored in the prediction file: field 'place' (1 times)" in capsys.readouterr().out


def test_muc4_prints_all_rows(slot_gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {"incident_type": ["ATTACK"], "hum_tgt_name": ["THE ROCA"], "hum_tgt_effect": ["DEATH"], "optional": True}
    responses = lines(tmp_path / "responses.jsonl", [{"DEV-MUC3-0001": [answer]}, {"DEV-MUC3-0002": [answer]}])

    report = run(capsys, "--metric", "muc4", slot_gold, responses)
    lenient = run(capsys, "--metric", "muc4", "--lenient", slot_gold, responses)

    assert [report[key] for key in ("COR", "PAR", "INC", "SPU", "MIS")] == [0, 2, 1, 3, 0]
    assert [report[key] for key in ("precision", "recall", "f1", "overgeneration")] == [16.67, 33.33, 22.22, 50.0]
    assert report["mode"] == "automatic"
    matched, filtering, slots = report["matched_only"], report["text_filtering"], report["slots"]
    assert isinstance(matched, dict)
    assert matched["SPU"] == 0
    assert isinstance(filtering, dict)
    assert [filtering[key] for key in "abcd"] == [1, 1, 0, 0]
    assert isinstance(slots, dict)
    assert slots["hum_tgt_effect"]["PAR"] == 1
    assert len(slots) == 23
    assert [lenient[key] for key in ("COR", "PAR", "INC")] == [0, 3, 0]


def test_muc4_gold_against_itself_is_one_hundred(slot_gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--metric", "muc4", str(slot_gold), str(slot_gold)]) == 0

    assert "total                            100.00 100.00 100.00" in capsys.readouterr().out


def test_unknown_documents_are_named(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = lines(tmp_path / "pred.jsonl", [{"TST1-MUC3-0001": []}, {"TST1-MUC3-0099": []}, {"elsewhere": []}])

    message = failure(capsys, "--metric", "ceaf-ree", gold, predictions)

    assert "predictions for 2 documents that the gold file does not have: TST1-MUC3-0099, elsewhere." in message


def test_full_slots_for_a_five_role_metric_are_refused(
    gold: Path, slot_gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "full slots need --metric muc4" in failure(capsys, "--metric", "ceaf-ree", slot_gold, gold)
    assert "full slots need --metric muc4" in failure(capsys, "--metric", "ceaf-ree", gold, slot_gold)


def test_missing_files_repeated_gold_and_wrong_encoding(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nowhere.jsonl" in failure(capsys, "--metric", "ceaf-ree", gold, tmp_path / "nowhere.jsonl")
    twice = lines(tmp_path / "twice.jsonl", [GOLD_ROWS[1], {"docid": "20017", "templates": []}])
    assert "twice.jsonl:2: document 20017 is there twice" in failure(capsys, "--metric", "ceaf-ree", twice, gold)
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"é": []}'.encode("latin-1"))
    assert "latin.jsonl: not UTF-8 (byte 2)" in failure(capsys, "--metric", "ceaf-ree", gold, latin)


def test_lenient_mode_is_for_muc4(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--metric", "ceaf-ree", "--lenient", str(gold), str(gold)])

    assert stop.value.code == 2
    assert "--lenient applies to --metric muc4 only" in capsys.readouterr().err


def test_it_runs_as_a_module(gold: Path, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "evals.score", "--metric", "ceaf-ree", str(gold)]

    good = subprocess.run([*command, str(gold)], cwd=root, capture_output=True, text=True, check=False)
    bad = subprocess.run([*command, str(tmp_path / "none")], cwd=root, capture_output=True, text=True, check=False)

    assert (good.returncode, bad.returncode) == (0, 2)
    assert "100.00" in good.stdout
    assert bad.stderr.startswith("error: ")
