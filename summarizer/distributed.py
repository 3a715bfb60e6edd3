"""The same extraction as a Ray Data job, for more articles than one machine reads (extra `ray`).

    import ray
    from summarizer.distributed import extract_dataset

    articles = ray.data.read_json("s3://desk/articles/")                # rows with the fields of `Article`
    done = extract_dataset(articles, Settings(...), workers=32)         # lazy, as every dataset is
    done.write_json("s3://desk/extractions/")                           # one row an article: doc_id, extraction, failed

Each worker is a process with one `Summarizer`: one client, one reply cache. Ray starts a worker that died again and
gives its block of articles to another; what the dead one had asked is in the cache of its machine, so little is paid
for twice. An article that fails is a row like every other, and so is a row that holds no article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarizer.articles import Article
from summarizer.errors import InputError, MissingExtraError
from summarizer.schemas import EventDraft, Extraction, Failure
from summarizer.settings import Settings

if TYPE_CHECKING:
    from ray.data import Dataset

RAY_EXTRA = 'a Ray job needs an extra: pip install "news-event-summarizer[ray]"'
TASK_RETRIES = 3
"""How often a block is given to another worker after its own died."""

Batch = dict[str, list[Any]]


def extract_dataset(
    articles: Dataset, settings: Settings, *, workers: int = 2, batch_size: int = 64, cpus: float = 1.0
) -> Dataset:
    """Rows `doc_id`, `extraction` (JSON of an `Extraction`), `failed`: one an article, in no particular order.

    `workers` processes with `cpus` cores each; `batch_size` articles are handed over at once, of which
    `settings.concurrency` are in work. For the embedded model take one worker a machine, with all its cores.

    Raises MissingExtraError without the `ray` extra.
    """
    try:
        import ray.data
    except ImportError as error:
        raise MissingExtraError(RAY_EXTRA) from error
    # A secret does not survive a dump: the settings travel as the object itself.
    return articles.map_batches(
        Worker,
        fn_constructor_args=(settings,),
        batch_size=batch_size,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(size=workers),
        num_cpus=cpus,
        max_restarts=-1,
        max_task_retries=TASK_RETRIES,
    )


class Worker:
    """One process's share: articles of a batch in, extractions out as each finishes."""

    def __init__(self, settings: Settings) -> None:
        from summarizer.api import Summarizer

        self._summarizer = Summarizer(settings)

    def __call__(self, batch: dict[str, Any]) -> Iterator[Batch]:
        read = [_article(row) for row in _rows(batch)]
        broken = [item for item in read if isinstance(item, Extraction)]
        if broken:
            yield _columns(broken)
        for result in self._summarizer.extract_many(a for a in read if isinstance(a, Article)):
            yield _columns([result])


def extractions(rows: Dataset) -> Iterator[Extraction[EventDraft]]:
    """The results of `extract_dataset`, read back; runs the job."""
    for row in rows.iter_rows():
        yield Extraction[EventDraft].model_validate_json(row["extraction"])


def _rows(batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = list(batch)
    for values in zip(*(batch[name] for name in names), strict=True):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _article(row: dict[str, Any]) -> Article | Extraction[EventDraft]:
    """The article of a row, or the failure that stands for it."""
    try:
        return Article.from_mapping({k: getattr(v, "item", lambda v=v: v)() for k, v in row.items()}, where="a row")
    except InputError as error:
        name = str(row.get("doc_id") or row.get("url") or "")
        return Extraction(doc_id=name, error=Failure(kind=error.kind, message=str(error)))


def _columns(results: list[Extraction[EventDraft]]) -> Batch:
    return {
        "doc_id": [r.doc_id for r in results],
        "extraction": [r.model_dump_json() for r in results],
        "failed": [not r.ok for r in results],
    }
