"""The generated part of a page: what stands between its markers, so that what people wrote around it is kept."""

from __future__ import annotations

from pathlib import Path


def insert(text: str, page: Path, name: str) -> None:
    """Put the text between the markers `name:begin` and `name:end` of a page. Raises ValueError if it has none."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    whole = page.read_text(encoding="utf-8") if page.is_file() else ""
    head, found, rest = whole.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page}: the markers {begin} and {end} are missing")
    page.write_text(f"{head}{begin}\n{text}{end}{tail}", encoding="utf-8", newline="\n")
