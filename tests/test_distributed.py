"""The Ray Data job on a real local cluster: every article ends as one row, whatever happens to the workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from summarizer.schemas import EventDraft, Extraction
from summarizer.testing import ScriptedRequest, ScriptedServer

JOB = """
import json, logging, sys, warnings
import ray
from summarizer import Settings
from summarizer.distributed import extract_dataset, extractions

base_url, cache, source, out, workers = sys.argv[1:6]
ray.init(num_cpus=2, include_dashboard=False, logging_level=logging.ERROR, object_store_memory=100_000_000)
settings = Settings(model="scripted", base_url=base_url, api_key="k", cache_dir=cache, concurrency=4)
rows = extract_dataset(ray.data.read_json(source), settings, workers=int(workers), batch_size=8, cpus=0.5)
with open(out, "w", encoding="utf-8") as file:
    for result in extractions(rows):
        print(result.model_dump_json(), file=file, flush=True)
ray.shutdown()
"""


def job(server: ScriptedServer, folder: Path, workers: int = 2) -> subprocess.Popen[str]:
    """A job in a process of its own: Ray keeps threads and sockets that a test must not leave behind."""
    words = [
        server.base_url,
        str(folder / "cache"),
        str(folder / "articles.jsonl"),
        str(folder / "out.jsonl"),
        str(workers),
    ]
    environment = {**os.environ, "RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    return subprocess.Popen(
        [sys.executable, "-c", JOB, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def write(folder: Path, count: int) -> None:
    rows = [
        {"text": f"Shell number {n} fell on Marden.", "outlet": "Coast Wire", "published": "2023-06-06"}
        for n in range(count)
    ]
    lines = [json.dumps(row) for row in [*rows, {"text": "", "outlet": "Empty Post", "published": "2023-06-06"}]]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")


def finished(started: subprocess.Popen[str], folder: Path) -> list[Extraction[EventDraft]]:
    said, _ = started.communicate(timeout=200)
    assert started.returncode == 0, said
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    return [Extraction[EventDraft].model_validate_json(line) for line in lines]


def slow(_request: ScriptedRequest) -> dict[str, object]:
    time.sleep(0.1)
    return {"records": []}


def test_every_row_comes_back_once_and_a_broken_one_as_a_failure(tmp_path: Path) -> None:
    write(tmp_path, 40)
    with ScriptedServer() as server:
        server.respond(lambda _: {"records": []})
        results = finished(job(server, tmp_path), tmp_path)
        asked = len(server.requests)
    assert len(results) == 41
    assert len({r.doc_id for r in results}) == 41
    assert [r.error.kind for r in results if r.error] == ["empty"]
    assert asked == 40


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    write(tmp_path, 60)
    with ScriptedServer() as server:
        server.respond(slow)
        started = job(server, tmp_path)
        while len(server.requests) < 10:
            assert started.poll() is None, started.communicate()[0]
            time.sleep(0.05)
        os.kill(workers()[0], signal.SIGKILL)
        results = finished(started, tmp_path)
    assert len({r.doc_id for r in results}) == len(results) == 61
    assert sum(not r.ok for r in results) == 1


def workers() -> list[int]:
    """Process ids of Ray's workers of this job, which it names after what they run."""
    found = subprocess.run(["pgrep", "-f", "ray::.*Map"], capture_output=True, text=True, check=False).stdout
    return [int(pid) for pid in found.split()]
