"""Options that several commands share, and what each does with them: settings, articles, output, failures."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from summarizer.articles import Article, Unreadable
    from summarizer.settings import Settings

Paths = Annotated[
    list[Path], typer.Argument(help="Articles: .txt, .html, .json, .jsonl, or folders of them.", show_default=False)
]
Output = Annotated[str | None, typer.Option("-o", "--output", help="Write here; - is standard output.")]
Model = Annotated[str | None, typer.Option("-m", "--model", help="Model name, PATH.gguf or hf:OWNER/REPO/FILE.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings file (default: ./summarizer.toml).")]
Record = Annotated[
    Path | None, typer.Option("--record", help="Append every request and reply to this JSON Lines file.")
]
EscalateTo = Annotated[
    str | None, typer.Option("--escalate-to", help="A stronger model, for articles whose result is doubtful.")
]
EscalateBelow = Annotated[
    float | None, typer.Option("--escalate-below", help="Confidence (0-1) below which a result is doubtful.")
]
Profile = Annotated[
    str | None, typer.Option("--profile", help="auto, small, standard or thorough (pays for a second look).")
]
Strategy = Annotated[str | None, typer.Option("--strategy", help="auto, one_call, staged or questions.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", formats=["%Y-%m-%d"], help="Publication date of articles that carry none."),
]


def settings_from(config: Path | None, **values: object) -> Settings:
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from summarizer.settings import Settings

    try:
        return Settings.load(config, **{name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
        fail(f"settings: {wrong}")
    except (SettingsError, ValueError, OSError) as error:
        fail(f"settings: {error}")


def read(
    paths: Sequence[Path], published: datetime | None, *, distinct: bool = True
) -> tuple[list[Article], list[Unreadable]]:
    """Articles, each text once if `distinct`, and what could not be read; the command goes on with the rest."""
    from summarizer.articles import Article, read_articles

    found = [item for path in paths for item in read_articles(path)]
    articles = [a for a in found if isinstance(a, Article)]
    if published is not None:
        articles = [a if a.published else a.model_copy(update={"published": published.date()}) for a in articles]
    unreadable = [a for a in found if not isinstance(a, Article)]
    return list({a.doc_id: a for a in articles}.values()) if distinct else articles, unreadable


def write(output: str, text: str) -> None:
    if output == "-":
        sys.stdout.write(text)
        return
    # Whole or not at all: a page of yesterday is not lost to a full disk.
    path = Path(output)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        fail(f"{output}: cannot be written: {error.strerror}")


def ready(*outputs: str | Path | None) -> None:
    """Make the folders of files to be written, and end the command now, not after the work, where one cannot be."""
    for output in outputs:
        if output is None or str(output) == "-":
            continue
        path = Path(output)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "it is a folder; name a file in it")
            with TemporaryFile(dir=path.parent):
                pass
        except FileExistsError:
            fail(f"{output}: cannot be written: {path.parent} is no folder")
        except OSError as error:
            fail(f"{output}: cannot be written: {error.strerror}")


def console() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def fail(message: str) -> NoReturn:
    console().print(f"error: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2)
