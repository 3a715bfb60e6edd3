"""`summarizer extract`: event records of articles."""

from __future__ import annotations

from summarizer.cli.app import app
from summarizer.cli.options import (
    BaseUrl,
    Config,
    Model,
    Output,
    Paths,
    Published,
    Record,
    Strategy,
    read,
    settings_from,
    write,
)
from summarizer.cli.running import extract_all, finish


@app.command()
def extract(
    paths: Paths,
    output: Output = None,
    model: Model = None,
    base_url: BaseUrl = None,
    config: Config = None,
    record: Record = None,
    strategy: Strategy = None,
    published: Published = None,
) -> None:
    """Event records of articles: a table for people, or with -o one JSON line a record."""
    settings = settings_from(config, model=model, base_url=base_url, record=record, strategy=strategy)
    articles, unreadable = read(paths, published)
    results = extract_all(settings, articles)
    if output is None:
        from summarizer.render.terminal import print_extraction

        for article, result in results:
            print_extraction(article, result)
    else:
        write(output, "".join(e.model_dump_json() + "\n" for _, r in results for e in r.events))
    finish(results, unreadable)
