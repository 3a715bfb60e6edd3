"""`summarizer show`: records beside the text they come from, as one page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.app import app
from summarizer.cli.options import console, fail, read, ready, write

if TYPE_CHECKING:
    from summarizer.schemas import EventRecord, Extraction


@app.command()
def show(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Records: JSON Lines as `extract -o` writes them; or extractions: JSON, one a line or one a .json file. "
            "What stands beside events.jsonl in events.rejected.jsonl is shown too.",
            show_default=False,
        ),
    ],
    output: Annotated[str, typer.Option("-o", "--output", help="The page to write; - is standard output.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", help="The articles: their whole text is shown. May be given several times."),
    ] = None,
) -> None:
    """Articles with their evidence marked, their records beside them, and a map, as one HTML page.

    Without --articles the page shows the sentences that the records cite.
    """
    from summarizer.render import show as pages

    ready(output)
    records: list[EventRecord] = []
    extractions: list[Extraction[Any]] = []
    bad: list[str] = []
    for path in _with_leftovers(paths):
        _load(path, records, extractions, bad)
    if bad and not records and not extractions:
        fail(bad[0])
    texts, unreadable = read(articles or (), None)
    write(output, pages.to_html(pages.pair(records, extractions, texts)))
    failed = bad + [u.failure.message for u in unreadable]
    for line in failed:
        console().print(f"failed: {line}", style="red", markup=False, highlight=False, soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def _with_leftovers(paths: Sequence[Path]) -> list[Path]:
    """Each file, followed by the file of rejected values that stands beside it; none twice."""
    from summarizer.leftovers import beside

    return list(dict.fromkeys(p for path in paths for p in (path, beside(path)) if p is path or p.is_file()))


def _load(path: Path, records: list[EventRecord], extractions: list[Extraction[Any]], bad: list[str]) -> None:
    """Read a file of records, extractions (with `events`) or leftovers (with `kind`)."""
    from pydantic import ValidationError

    from summarizer.schemas import EventRecord, Extraction

    left: dict[str, Extraction[Any]] = {}
    for where, line in _lines(path):
        try:
            data = json.loads(line)
            if isinstance(data, dict) and "events" in data:
                extractions.append(Extraction[Any].model_validate({**data, "records": []}))
            elif isinstance(data, dict) and "kind" in data:
                _leave(data, left)
            else:
                records.append(EventRecord.model_validate(data))
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            wrong = f"{'.'.join(map(str, first['loc'])) or 'record'}: {first['msg']}"
            bad.append(f"{where}: neither an event record nor an extraction ({wrong})")
        except ValueError as error:
            bad.append(f"{where}: not JSON ({error}); mend or delete the line")
    extractions.extend(left.values())


def _leave(data: dict[str, Any], left: dict[str, Extraction[Any]]) -> None:
    """A rejected value, a warning or a failure, put to its article."""
    from summarizer.leftovers import Leftover
    from summarizer.schemas import Extraction

    one = Leftover.model_validate(data)
    name = one.doc_id or one.source or "input"
    one.put(left.setdefault(name, Extraction(doc_id=name, source=one.source)))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """What to read at once, with its place for people: a .json file whole, any other by lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"{path}: not UTF-8 text; save it as UTF-8")
    whole = path.suffix.lower() == ".json"
    for number, line in enumerate([text] if whole else text.split("\n"), start=1):
        if line.strip():
            yield (f"{path}" if whole else f"{path}, line {number}"), line
