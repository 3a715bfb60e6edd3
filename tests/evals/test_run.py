"""Running a dataset against a model: what is written, what a stopped run asks again, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import evals.run
import summarizer.extraction
from evals.datasets.muc4 import FiveRole
from evals.run import execute, main
from evals.runs import RunError, RunSettings, read_run
from summarizer.errors import AuthenticationError
from summarizer.settings import Settings
from summarizer.testing import Answer, Scripted, ScriptedServer
from tests.evals.tiny import drafts, gold, gold_folder, ids, model, muc4_folder, perfect


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a gold set of four articles in the place of the shipped one."""
    monkeypatch.chdir(tmp_path)
    dataset = gold(tmp_path / "gold")
    monkeypatch.setattr(evals.run, "load", lambda *_: dataset)
    return tmp_path


def command(server: ScriptedServer, *more: str) -> list[str]:
    plain = ["--dataset", "gold", "--split", "dev", "--model", "scripted", "--base-url", server.base_url]
    return [*plain, "--strategy", "one_call", *more]


class TestFolder:
    def test_a_perfect_run_writes_every_file(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with model(perfect) as server:
            assert main(command(server, "--out", "runs/first")) == 0
        out = folder / "runs" / "first"
        assert sorted(path.name for path in out.iterdir()) == [
            "predictions.jsonl", "rejected.jsonl", "replies", "scores.jsonl", "settings.json", "summary.json",
        ]  # fmt: skip
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        assert summary["metrics"]["field"]["f1"] == summary["metrics"]["event.strict"]["f1"] == 100
        assert (summary["articles"], summary["groups"], summary["records"]) == (4, 2, 8)
        assert summary["usage"]["calls"] == 4
        assert summary["usage"]["input_tokens"] > 0
        assert sorted(row["id"] for row in lines(out / "predictions.jsonl")) == ids(4)
        said = capsys.readouterr()
        assert "event.strict" in said.out
        assert "4/4" in said.err

    def test_keys_are_not_written(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with model(perfect) as server:
            server.api_key = "sk-very-secret"
            monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
            assert main(command(server, "--out", "r")) == 0
        written = "".join(path.read_text(encoding="utf-8") for path in (folder / "r").iterdir() if path.is_file())
        assert "secret" not in written
        assert b"secret" not in (folder / "r" / "replies" / "0.sqlite").read_bytes()

    def test_addresses_and_model_files_are_written_without_passwords_and_folders(self, tmp_path: Path) -> None:
        settings = Settings(base_url="https://me:hidden@host.example:8443/v1?token=hidden", model="/home/me/small.gguf")
        written = RunSettings.of(gold(tmp_path), settings, limit=None, draw_seed=0, repeats=1, warm=False)
        assert (written.endpoint, written.model) == ("https://host.example:8443/v1", "small.gguf")
        assert "hidden" not in written.model_dump_json()

    def test_a_failed_article_is_a_result(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with model(lambda i: perfect(i) if i else Scripted.refusal("no")) as server:
            assert main(command(server, "--out", "r")) == 1
        run = read_run(folder / "r")
        assert run.summary["failed"] == {"refused": 1}
        assert run.summary["metrics"]["event"]["recall"] == 75
        assert "refused 1: t00" in capsys.readouterr().out

    def test_rejected_values_are_kept_with_their_reasons(self, folder: Path) -> None:
        def invented(i: int) -> Answer:
            told = drafts(i)
            told[0]["place"] = "Nowhereville"
            return {"records": told}

        with model(invented) as server:
            main(command(server, "--out", "r"))
        rejected = lines(folder / "r" / "rejected.jsonl")
        said = {(row["field"], row["value"], row["reason"]) for row in rejected}
        assert said == {("place", "Nowhereville", "not_in_text")}
        assert [row["id"] for row in rejected] == ids(4)
        assert read_run(folder / "r").summary["rejected"] == {"not_in_text": 4}

    def test_texts_that_must_not_be_published_are_kept_out_of_repositories(self, tmp_path: Path) -> None:
        dataset = FiveRole("dev", muc4_folder(tmp_path / "muc4"))
        record = {
            "sentences": [1], "incident_type": "bombing", "perp_individual_id": ["guerrillas"],
            "perp_organization_id": [], "phys_tgt_id": ["the town hall of marden"], "hum_tgt_name": [],
            "instrument_id": ["grenade"],
        }  # fmt: skip
        with ScriptedServer() as server:
            server.respond(lambda request: {"records": [record] if "grenade" in request.user else []})
            run = execute(dataset, server.settings(strategy="one_call", cache_prompt=False), tmp_path / "r")
        assert run.summary["metrics"]["ceaf-ree"]["f1"] == 88.89
        hidden = (run.path / ".gitignore").read_text(encoding="utf-8").split()
        public = [path for path in run.path.iterdir() if path.name not in hidden and path.name != ".gitignore"]
        assert {path.name for path in public} == {"settings.json", "scores.jsonl", "summary.json"}
        assert "grenade" not in "".join(path.read_text(encoding="utf-8") for path in public)
        assert lines(run.path / "published.jsonl")[0]["DEV-0001"][0]["Weapon"] == [["grenade"]]


class TestResume:
    def test_only_what_is_missing_is_asked(self, folder: Path) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r"))
            whole = (folder / "r" / "scores.jsonl").read_bytes()
            log = folder / "r" / "predictions.jsonl"
            kept = log.read_bytes().split(b"\n")
            # As a killed run leaves it: two whole lines, one torn, nothing computed.
            log.write_bytes(b"\n".join(kept[:2]) + b"\n" + kept[2][:100])
            (folder / "r" / "summary.json").unlink()
            shutil.rmtree(folder / "r" / "replies")
            server.requests.clear()
            with pytest.raises(RunError, match="not finished"):
                read_run(folder / "r")
            assert main(command(server, "--out", "r")) == 0
            assert len(server.requests) == 2
        strip = [{k: v for k, v in json.loads(row).items() if k != "usage"} for row in whole.splitlines()]
        assert [{k: v for k, v in row.items() if k != "usage"} for row in lines(folder / "r" / "scores.jsonl")] == strip

    def test_a_finished_run_is_scored_anew_without_asking(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r"))
            file = folder / "gold" / "records" / "t00.json"
            data = json.loads(file.read_text(encoding="utf-8"))
            data["events"].pop()
            file.write_text(json.dumps(data), encoding="utf-8")
            changed = evals.datasets.gold.Gold("dev", folder / "gold")
            monkeypatch.setattr(evals.run, "load", lambda *_: changed)
            server.requests.clear()
            assert main(command(server, "--out", "r")) == 0
            assert server.requests == []
        assert read_run(folder / "r").summary["metrics"]["event"]["precision"] == 87.5

    def test_kept_replies_are_put_before_new_rules_without_asking(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r", "--repeats", "2", "--limit", "2"))
            cost = read_run(folder / "r").summary["usage"]
            server.requests.clear()
            monkeypatch.setattr(summarizer.finishing, "merge_drafts", lambda *_: [])
            assert main(command(server, "--out", "r", "--repeats", "2", "--limit", "2", "--again")) == 0
            assert server.requests == []
        judged = read_run(folder / "r").summary
        assert judged["metrics"]["event"]["recall"] == 0
        assert judged["usage"] == cost, "what the replies cost when they were made"

    def test_failed_articles_are_asked_again_only_on_demand(self, folder: Path) -> None:
        with model(lambda i: perfect(i) if i else Scripted.refusal("no")) as server:
            main(command(server, "--out", "r"))
            server.respond(lambda _: perfect(0))
            server.requests.clear()
            assert main(command(server, "--out", "r")) == 1
            assert server.requests == []
            assert main(command(server, "--out", "r", "--retry-failed")) == 0
            assert len(server.requests) == 1

    def test_a_larger_limit_goes_on(self, folder: Path) -> None:
        with model(perfect) as server:
            assert main(command(server, "--out", "r", "--limit", "2")) == 0
            assert len(server.requests) == 2
            assert main(command(server, "--out", "r", "--limit", "3")) == 0
            assert len(server.requests) == 3
        assert read_run(folder / "r").summary["articles"] == 3

    def test_another_question_needs_another_folder(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r"))
            assert main(command(server, "--out", "r", "--set", "temperature=0.5")) == 2
            assert "temperature: 0.0 there, 0.5 now" in capsys.readouterr().err
            assert main(command(server, "--out", "r", "--set", "concurrency=1")) == 0

    def test_a_damaged_line_is_named(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r"))
            log = folder / "r" / "predictions.jsonl"
            log.write_text('{"id": 1}\n' + log.read_text(encoding="utf-8"), encoding="utf-8")
            assert main(command(server, "--out", "r")) == 2
        assert "predictions.jsonl:1: damaged" in capsys.readouterr().err


class TestRepeats:
    def test_the_spread_over_repeats_is_stated(self, folder: Path) -> None:
        asked: dict[int, int] = {}

        def worse_each_time(i: int) -> Answer:
            asked[i] = asked.get(i, 0) + 1
            return {"records": drafts(i)[: 3 - asked[i]]}

        with model(worse_each_time) as server:
            assert main(command(server, "--out", "r", "--repeats", "3")) == 0
        event = read_run(folder / "r").summary["metrics"]["event"]
        assert event["f1_by_repeat"] == [100, 66.67, 0]
        assert event["recall"] == 50
        assert event["sd_over_repeats"] == pytest.approx(50.92, abs=0.01)

    def test_prefixes_are_not_reused_unless_asked(self, folder: Path) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "cold"))
            main(command(server, "--out", "warm", "--warm", "--repeats", "3", "--set", "concurrency=1"))
            orders = [[r.user for r in server.requests[4 + 4 * n : 8 + 4 * n]] for n in range(3)]
        assert len({tuple(order) for order in orders}) == 3
        assert [read_run(folder / name).settings.settings["cache_prompt"] for name in ("cold", "warm")] == [False, True]

    @pytest.mark.parametrize("more", [[], ["--repeats", "2"], ["--again"]])
    def test_too_few_warm_passes_are_wrong_use(
        self, folder: Path, capsys: pytest.CaptureFixture[str], more: list[str]
    ) -> None:
        with model(perfect) as server:
            assert main(command(server, "--out", "r", "--warm", *more)) == 2
            assert server.requests == []
        assert "give --repeats 3, or leave out --warm" in capsys.readouterr().err
        assert not (folder / "r").exists()

    def test_repeats_that_were_made_are_not_thrown_away(self, folder: Path) -> None:
        with model(perfect) as server:
            assert main(command(server, "--out", "r", "--warm", "--repeats", "3")) == 0
            assert main(command(server, "--out", "r", "--warm", "--again")) == 2
        assert read_run(folder / "r").summary["repeats"] == 3

    @pytest.mark.parametrize("more", [[], ["--again"]])
    def test_a_folder_of_one_warm_pass_is_named_so_and_scored_anew(
        self, folder: Path, capsys: pytest.CaptureFixture[str], more: list[str]
    ) -> None:
        with model(perfect) as server:
            options = evals.run._parser().parse_args(command(server, "--warm"))
            dataset = gold(folder / "gold")
            execute(dataset, evals.run._settings(options, dataset), folder / "r")
            server.requests.clear()
            assert main(command(server, "--out", "r", "--warm", *more)) == 0
            assert server.requests == []
        assert "one warm pass (its spread is not known)" in capsys.readouterr().out

    def test_replies_of_another_run_are_never_used(self, folder: Path) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "one"))
            main(command(server, "--out", "two"))
            assert len(server.requests) == 8

    def test_where_sampling_is_on_repeats_differ_by_seed(self, folder: Path) -> None:
        with model(perfect) as server:
            main(command(server, "--out", "r", "--repeats", "2", "--set", "temperature=0.7", "--limit", "1"))
            assert [request.body["seed"] for request in server.requests] == [0, 1]


class TestErrors:
    def test_a_wrong_key_stops_the_run_and_writes_no_answers(self, tmp_path: Path) -> None:
        dataset = gold(tmp_path / "gold")
        with model(perfect) as server:
            settings = server.settings(strategy="one_call", api_key="wrong")
            server.api_key = "right"
            with pytest.raises(AuthenticationError):
                execute(dataset, settings, tmp_path / "r")
        assert not (tmp_path / "r" / "predictions.jsonl").exists()

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            (["--set", "api_key=x"], "api_key"),
            (["--set", "nonsense=1"], "nonsense"),
            (["--set", "cache_prompt=true"], "use --warm"),
            (["--set", "temperature=hot"], "temperature"),
            (["--prompt", "extract/v999"], "extract/v999"),
        ],
    )
    def test_wrong_settings_are_wrong_use(
        self, folder: Path, capsys: pytest.CaptureFixture[str], more: list[str], message: str
    ) -> None:
        with model(perfect) as server:
            assert main(command(server, "--out", "r", *more)) == 2
        assert message in capsys.readouterr().err

    def test_a_dataset_without_its_folder_is_wrong_use(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--dataset", "muc4", "--split", "dev"]) == 2
        assert "--data" in capsys.readouterr().err


def test_two_items_with_the_same_text_keep_their_own_answers(tmp_path: Path) -> None:
    """A reprint has the same text on another day: its dates are its own."""
    folder = gold_folder(tmp_path / "gold", 2)
    for part in ("articles/t01.txt", "records/t01.json"):
        source = (folder / part.replace("t01", "t00")).read_text(encoding="utf-8")
        (folder / part).write_text(source.replace('"id": "t00"', '"id": "t01"'), encoding="utf-8")
    about = json.loads((folder / "articles" / "t01.json").read_text(encoding="utf-8"))
    (folder / "articles" / "t01.json").write_text(json.dumps({**about, "published": "2023-05-16"}), encoding="utf-8")
    from evals.datasets.gold import Gold

    with model(perfect) as server:
        run = execute(Gold("dev", folder), server.settings(strategy="one_call"), tmp_path / "r")
    days = {row["id"]: row["extraction"]["events"][0]["time"]["start"] for row in lines(run.path / "predictions.jsonl")}
    assert days == {"t00": "2023-05-07", "t01": "2023-05-14"}
