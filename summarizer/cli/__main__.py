"""`python -m summarizer.cli` is `summarizer`."""

from summarizer.cli import main

main()
