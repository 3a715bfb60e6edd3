"""The typer application that every command joins."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer._version import __version__

app = typer.Typer(
    name="summarizer",
    help="News articles to validated event records and daily briefs, every value traceable to the sentence that says it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"summarizer {__version__}")
        raise typer.Exit
