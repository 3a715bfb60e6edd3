"""The command line: `summarizer extract | brief | schema | models | doctor`; one module a command.

Standard output is the result and nothing else; progress, warnings and failures go to standard error. Exit status: 0 all
articles done, 1 some failed (they are listed), 2 wrong use.
"""

from __future__ import annotations

import sys

from summarizer.cli import brief, export, extract, history, models, schema, show
from summarizer.cli.app import app

__all__ = ["app", "brief", "export", "extract", "history", "main", "models", "schema", "show"]


def main() -> None:
    """Entry point of the `summarizer` command."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to a legacy code page, which has no curly quote.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app()
