"""Reading gold and prediction files in the formats that MUC-4 work publishes.

Gold: one JSON object a line, `{"docid", "templates": [...]}`. Predictions: the same, or `{docid: [templates]}` (IterX),
or `{docid: {"pred_templates": [...]}}` (GTT); one object a line or one for the whole file. A prediction file may spread
a document over several lines.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from evals.metrics.five_role import Template
from evals.metrics.muc4 import SlotTemplate
from evals.template_json import FormatError, Side, five_role_template, kind, slot_template

T = TypeVar("T")

_TEMPLATE_KEYS: Mapping[Side, tuple[str, ...]] = {
    "gold": ("gold_templates", "templates"),
    "predicted": ("pred_templates", "templates"),
}
_MESSAGE_ID = re.compile(r"(DEV|TST[1-4])-MUC[34]-(\d{1,4})(?:\s*\(.*\))?", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"(\d{1,4})\s*\((DEV|TST[1-4])-MUC[34]\)", re.IGNORECASE)
_GTT_NUMBER = re.compile(r"([1-4])(\d{4})")


@dataclass
class Corpus(Generic[T]):
    """The templates of one file.

    Attributes:
        documents: templates by canonical document name.
        names: how the file spells each document name.
        ignored: what was passed over, and how often.
    """

    documents: dict[str, list[T]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)


def read_five_role(path: Path, side: Side) -> Corpus[Template]:
    """Read five-role templates. Raises FormatError, or OSError if the file cannot be read."""
    return _read(path, side, five_role_template)


def read_slots(path: Path, side: Side) -> Corpus[SlotTemplate]:
    """Read templates with all slots. Raises FormatError, or OSError if the file cannot be read."""
    return _read(path, side, slot_template)


def check_known(gold: Corpus[T], predicted: Corpus[T], path: Path) -> None:
    """Raise FormatError if there are predictions, in the file `path`, for documents that are not in the gold data."""
    unknown = [name for key, name in predicted.names.items() if key not in gold.documents]
    if unknown:
        listed = ", ".join(unknown[:10]) + (f" and {len(unknown) - 10} more" if len(unknown) > 10 else "")
        raise FormatError(
            f"{path}: predictions for {len(unknown)} documents that the gold file does not have: {listed}. "
            "Remove them, or score against the gold file they belong to."
        )


def canonical_docid(docid: str) -> str:
    """Return one spelling for the same MUC-4 message; other names are returned stripped.

    Known are "TST1-MUC3-0001", "TST1-MUC3-0001 (NOSC)", "0001 (TST1-MUC3)" and GTT's number 10001.
    """
    name = docid.strip()
    if match := _MESSAGE_ID.fullmatch(name):
        return f"{match[1].upper()}-{int(match[2]):04}"
    if match := _NUMBER_FIRST.fullmatch(name):
        return f"{match[2].upper()}-{int(match[1]):04}"
    if match := _GTT_NUMBER.fullmatch(name):
        return f"TST{match[1]}-{match[2]}"
    return name


def _read(path: Path, side: Side, parse: Callable[[object, Side, Counter[str]], T]) -> Corpus[T]:
    corpus: Corpus[T] = Corpus()
    for where, docid, templates in _entries(path, side):
        key = canonical_docid(docid)
        if side == "gold" and key in corpus.documents:
            raise FormatError(f"{where}: document {docid} is there twice. Keep one of them.")
        corpus.names.setdefault(key, docid)
        kept = corpus.documents.setdefault(key, [])
        for number, template in enumerate(templates, start=1):
            try:
                kept.append(parse(template, side, corpus.ignored))
            except FormatError as error:
                raise FormatError(f"{where}: document {docid}, template {number}: {error}") from None
    if not corpus.documents:
        raise FormatError(f"{path}: no documents. Give a file with one JSON object a line.")
    return corpus


def _entries(path: Path, side: Side) -> Iterator[tuple[str, str, list[object]]]:
    """Yield where it stands, the document's name and its templates."""
    for where, row in _rows(path):
        if not isinstance(row, dict):
            raise FormatError(f"{where}: {kind(row)} instead of an object with a document's templates.")
        if "docid" in row:
            yield where, _docid(row["docid"], where), _templates(row, side, where)
            continue
        for docid, content in row.items():
            at = f"{where}: document {docid}"
            yield where, docid, content if isinstance(content, list) else _templates(content, side, at)


def _rows(path: Path) -> Iterator[tuple[str, object]]:
    """Yield the JSON values of a file: the lines, or the items of the one value that fills it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: not UTF-8 (byte {error.start}). Convert the file.") from None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > 1 and not _is_json(lines[0][1]):
        value = _parse(text, path, first_line=1)
        yield from ((str(path), item) for item in (value if isinstance(value, list) else [value]))
        return
    for number, line in lines:
        value = _parse(line, path, first_line=number)
        yield from ((f"{path}:{number}", item) for item in (value if isinstance(value, list) else [value]))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _parse(text: str, path: Path, first_line: int) -> object:
    try:
        value: object = json.loads(text, object_pairs_hook=_no_repeated_keys)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise FormatError(
            f"{path}:{line}: not JSON: {error.msg} (column {error.colno}). "
            "Each line, or the file as a whole, must be one JSON object."
        ) from None
    except FormatError as error:
        raise FormatError(f"{path}:{first_line}: {error}") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or nesting without end
        raise FormatError(f"{path}:{first_line}: not readable as JSON: {error}. Check the file.") from None
    return value


def _no_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) < len(pairs):
        repeated = next(key for key, n in Counter(key for key, _ in pairs).items() if n > 1)
        raise FormatError(f"an object has the key {repeated!r} twice. Merge the two values.")
    return result


def _docid(value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise FormatError(f"{where}: docid is {kind(value)}. Give the document's name as a string.")
    return str(value)


def _templates(content: object, side: Side, where: str) -> list[object]:
    if not isinstance(content, dict):
        raise FormatError(f"{where}: {kind(content)} instead of a list of templates.")
    keys = _TEMPLATE_KEYS[side]
    found = next((content[key] for key in keys if key in content), None)
    if not isinstance(found, list):
        raise FormatError(f"{where}: no list of templates under {' or '.join(map(repr, keys))}.")
    return found
