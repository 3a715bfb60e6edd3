"""The Batch API of the scripted server: files, batches, and the results of each line."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Callable
from typing import Any

from summarizer.testing_replies import Scripted, ScriptedRequest, completion

FILE_PART = re.compile(rb'name="file".*?\r\n\r\n(.*?)\r\n--', re.DOTALL)


class ScriptedBatches:
    """Batches of one server. A batch is answered when it is submitted, and reported as done after `looks` looks."""

    def __init__(self, answer: Callable[[ScriptedRequest], Scripted]) -> None:
        self._answer = answer
        self._files: dict[str, bytes] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self.looks = 1
        """How often a batch is looked at before it is done."""
        self.ends_as = "completed"
        """Status that batches end with; any but `completed` gives no results."""
        self.batches: dict[str, dict[str, Any]] = {}
        self.submitted: list[list[str]] = []
        """`custom_id`s of each batch that was submitted."""

    def get(self, path: str) -> str | None:
        """Body of the reply to a GET, None for an address that is not here."""
        kind, _, rest = path.partition("?")[0].rpartition("/v1/")[2].partition("/")
        name, _, what = rest.partition("/")
        with self._lock:
            if kind == "files" and what == "content" and name in self._files:
                return self._files[name].decode()
            if kind == "batches" and name in self.batches:
                return json.dumps(self._looked_at(self.batches[name]))
            if kind == "batches" and not name:
                data = [self._shown(b) for b in reversed(self.batches.values())]
                return json.dumps({"object": "list", "data": data, "has_more": False})
        return None

    def post(self, path: str, data: bytes) -> str | None:
        """Body of the reply to a POST, None for an address that is not here."""
        kind = path.partition("?")[0].rpartition("/v1/")[2]
        if kind == "files":
            part = FILE_PART.search(data)
            return json.dumps({"id": self._keep(part[1] if part else b""), "object": "file", "purpose": "batch", "bytes": 0,
                               "created_at": 0, "filename": "requests.jsonl", "status": "processed"})  # fmt: skip
        return json.dumps(self._shown(self._submit(json.loads(data)))) if kind == "batches" else None

    def _keep(self, content: bytes) -> str:
        with self._lock:
            name = f"file-{next(self._numbers)}"
            self._files[name] = content
            return name

    def _submit(self, asked: dict[str, Any]) -> dict[str, Any]:
        lines = [json.loads(line) for line in self._files[asked["input_file_id"]].splitlines()]
        output: list[dict[str, Any]] = []
        errors: list[dict[str, Any]] = []
        for line in lines:
            request = ScriptedRequest(line["body"], {})
            reply = self._answer(request)
            text = completion(reply, request) if reply.raw is None else reply.raw
            told = {"status_code": reply.status, "request_id": "r", "body": json.loads(text)}
            (output if reply.status == 200 else errors).append(
                {"custom_id": line["custom_id"], "response": told, "error": None}
            )
        self.submitted.append([line["custom_id"] for line in lines])
        batch = {
            "id": f"batch-{len(self.batches) + 1}", "object": "batch", "endpoint": asked["endpoint"], "created_at": 0,
            "input_file_id": asked["input_file_id"], "completion_window": asked["completion_window"],
            "metadata": asked.get("metadata"), "looks": 0, "output": self._keep(_lines(output)), "errors": self._keep(_lines(errors)),
        }  # fmt: skip
        self.batches[batch["id"]] = batch
        return batch

    def _looked_at(self, batch: dict[str, Any]) -> dict[str, Any]:
        batch["looks"] += 1
        return self._shown(batch)

    def _shown(self, batch: dict[str, Any]) -> dict[str, Any]:
        done = batch["looks"] >= self.looks
        shown = {k: v for k, v in batch.items() if k not in ("looks", "output", "errors")}
        if done and self.ends_as == "completed":
            shown |= {"output_file_id": batch["output"], "error_file_id": batch["errors"]}
        return {**shown, "status": self.ends_as if done else "in_progress"}


def _lines(told: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in told)
