"""JSON and JSON Lines files, each written beside its old self and put in its place whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path


def read_lines(path: Path) -> list[str]:
    """The lines that hold something; only a newline ends one."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write_json(path: Path, value: object) -> None:
    """One JSON value, indented, replacing the file at once."""
    _replace(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """JSON Lines, replacing the file at once."""
    _replace(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
